"""Diagram 12: the tiny GPT writes a story, with kept keys and values and without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

if TYPE_CHECKING:
    from anim_lib.tables import ModelConfig

TAKES: Final = ("context", "model")
PROMPT = "the cat"
SEED = 0  # of the draws: the first, whatever story it gives
LAYER, HEAD = 1, 1  # counted from 1; whose vectors slide into the shelf: the first, no choice
NAMED = "Llama-2-70B"
SSM = "Mamba-2.8B"
CONTEXT = "llama_2_context"
MARKS = (2, 3, 100, 100_000)  # the report's
DRAWN = (80.0, 160.0)  # GB, of the report's model at its last mark
CONTEXTS = (1_000, 1_048_576)  # tokens that may be given
STATES = 50  # a cache of fewer of the state's size would leave no room for the lens
EXPONENT_FROM = 32
MEASURED_KV_HEADS = "4"  # the rows in which every head keeps its own

PROVENANCE = Provenance(
    line=f"tiny GPT trained here, seed {SEED} · "
    f"{NAMED} (trained on 4,096 tokens), {SSM}: fp16, arithmetic",
    model=f"tiny GPT: 4 pre-norm blocks of 4 heads, width 64; {NAMED} and {SSM} for the sizes",
    inputs=f"{PROMPT}; every further word drawn from the network's shares",
    seed=SEED,
    weights=("tiny_gpt",),
    layer=LAYER,
    head=HEAD,
    sources=(
        f"assets/tables/models.csv:{NAMED}",
        f"assets/tables/models.csv:{SSM}",
        f"assets/tables/published.csv:{CONTEXT}",
        "assets/tables/cache_cpu.csv: n_kv_heads 4",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; a step gives one new word; GB is 10^9 bytes.

    Both lanes read the same words. Counted are multiply-adds of all matrix products; the head
    gives the last token's logits only, in both lanes. Without the cache a step does whole squares
    of scores, as a plain masked pass does.
    """

    tokens: tuple[str, ...] = quantity("(n_tokens,)", "word", "the prompt, and the drawn words")
    n_prompt: int = quantity("()", "word", "chosen: the report's prompt")
    new_words: tuple[str, ...] = quantity("(n_steps,)", "word", "the word that each step gave")
    new_word_shares: Floats = quantity("(n_steps,)", "share", "the network's share of that word")
    true_shares: Floats = quantity(
        "(n_steps,)", "share", "the grammar's share of that word; 0 if it has none"
    )
    read: Ints = quantity("(n_steps,)", "word", "words before the new one: the step's context")
    fed: Ints = quantity("(n_steps,)", "word", "words that go in with the cache: prompt, then 1")
    n_layers: int = quantity("()", "layer", "of the tiny GPT")
    n_kv_heads: int = quantity("()", "head", "of the tiny GPT: every head keeps its own")
    d_head: int = quantity("()", "number", "of the tiny GPT")

    query: Floats = quantity("(n_read, d_head)", "1", "layer 1, head 1 (from 1): used once")
    key: Floats = quantity("(n_read, d_head)", "1", "layer 1, head 1 (from 1): kept")
    value: Floats = quantity("(n_read, d_head)", "1", "layer 1, head 1 (from 1): kept")
    kept_change: float = quantity(
        "()", "1", "rounding: largest change of any kept key or value when all is done again"
    )

    cached_work: Ints = quantity("(n_steps,)", "multiply-add", "counted in each step, cache on")
    recomputed_work: Ints = quantity("(n_steps,)", "multiply-add", "counted, cache off")
    cached_total: Ints = quantity("(n_steps,)", "multiply-add", "sum up to the step, cache on")
    recomputed_total: Ints = quantity("(n_steps,)", "multiply-add", "sum up to it, cache off")
    cache_bytes: Ints = quantity("(n_steps,)", "byte", "what the tensors take, float32")
    bytes_per_token: int = quantity("()", "byte", "2 n_layers n_kv_heads d_head 4")

    cached_logits: Floats = quantity("(n_steps, vocab_size)", "1", "of each step, cache on")
    recomputed_logits: Floats = quantity("(n_steps, vocab_size)", "1", "of each step, cache off")
    vocabulary: tuple[str, ...] = quantity("(vocab_size,)", "word", "the order of the logits")
    difference: float = quantity("()", "1", "rounding: largest |difference| of logits, float64")
    difference_float32: float = quantity("()", "1", "rounding: largest |difference|, float32")

    lengths: Ints = quantity("(context,)", "word", "texts written from one word, up to the context")
    cached_text_work: Ints = quantity("(context,)", "multiply-add", "counted, whole text, cache on")
    recomputed_text_work: Ints = quantity("(context,)", "multiply-add", "counted, cache off")
    cached_exponent: float = quantity(
        "()", "1", "log-log slope of cached_text_work, 32 to 64 words; 1 but for the scores"
    )
    recomputed_exponent: float = quantity(
        "()", "1", "log-log slope of recomputed_text_work, 32 to 64 words; 2 but for the scores"
    )

    text_ratio: float = quantity(
        "()", "1", "recomputed_text_work / cached_text_work of the longest text"
    )

    measured: Ints = quantity("(n_measured,)", "token", "cache_cpu.csv, another GPT, untrained")
    cached_ms: Floats = quantity("(n_measured,)", "ms CPU / token", "measured, cache on")
    recomputed_ms: Floats = quantity("(n_measured,)", "ms CPU / token", "measured, cache off")
    machine: str = quantity("()", "text", "where the times were measured, and on what")
    measured_on: str = quantity("()", "date", "when")

    named: str = quantity("()", "name", "the public model of the sizes below")
    named_layers: int = quantity("()", "layer", "models.csv")
    named_heads: int = quantity("()", "head", "models.csv")
    named_kv_heads: int = quantity("()", "head", "models.csv: query heads share each of them")
    sharing: int = quantity("()", "head", "query heads that share one kept key and value")
    named_d_head: int = quantity("()", "number", "models.csv")
    grouped_bytes_per_token: int = quantity("()", "byte", "2 layers KV-heads d_head 2 (fp16)")
    every_head_bytes_per_token: int = quantity("()", "byte", "the same if all heads kept theirs")
    marks: Ints = quantity("(n_marks,)", "token", "chosen: the report's numbers of slots")
    grouped_bytes: Ints = quantity("(n_marks,)", "byte", "grouped_bytes_per_token marks")
    every_head_bytes: Ints = quantity("(n_marks,)", "byte", "every_head_bytes_per_token marks")
    weight_bytes: int = quantity("()", "byte", "fp16 weights of the named model")
    gigabytes_drawn: Floats = quantity(
        "(n_drawn,)", "GB", "input: as commonly drawn (report, D12); none for another model or mark"
    )
    ssm: str = quantity("()", "name", "the state space model beside it")
    ssm_state_bytes: int = quantity("()", "byte", "fp16 states and windows, whatever the length")
    ssm_weight_bytes: int = quantity("()", "byte", "fp16 weights of the state space model")
    work_vmax: float = quantity("()", "multiply-add", "drawing limit of the totals: chosen")
    text_work_vmax: float = quantity("()", "multiply-add", "the same for whole texts: chosen")
    logit_vmax: float = quantity("()", "1", "drawing limit of the logits: chosen")
    vector_vmax: float = quantity("()", "1", "drawing limit of query and key: chosen")
    value_vmax: float = quantity("()", "1", "drawing limit of value: chosen")


def provenance(*, context: int | None = None, model: str | None = None) -> Provenance:
    """What is said of the values of a user's inputs; without any, of the scene's own."""
    if context is None and model is None:
        return PROVENANCE
    named, tokens = model or NAMED, context or MARKS[-1]
    return replace(
        PROVENANCE,
        line=f"tiny GPT trained here, seed {SEED} · your input: {named}, {tokens:,} tokens, fp16",
        model=PROVENANCE.model.replace(NAMED, named),
        inputs=f"{PROVENANCE.inputs}; given: {named}, {tokens:,} tokens",
        sources=(
            f"assets/tables/models.csv:{named}",
            *(source for source in PROVENANCE.sources[1:] if CONTEXT not in source),
        ),
    )


def compute(*, context: int | None = None, model: str | None = None) -> Values:
    """Write the story in float64, then run both lanes over it, counting and comparing.

    Parameters
    ----------
    context
        Tokens on the named model's shelf; None: the report's 100,000.
    model
        Name in models.csv of the model with the shelf; None: the report's.

    Raises
    ------
    UserError
        When the model keeps no cache of every token, or the shelf would be too short or too
        long to be drawn beside the state.
    """
    import torch

    from anim_lib import tables
    from anim_lib.models import decoding, kv_cache, memory, scaling, tiny_gpt
    from anim_lib.tasks import nursery
    from anim_lib.tasks.nursery_words import END, IDS, VOCABULARY, decode, encode

    writer = tiny_gpt.trained()
    config = writer.config
    prompt = encode(PROMPT, config.context)[None]  # (1, n_prompt)
    n_prompt = prompt.shape[1]
    story = decoding.generate(writer, prompt, IDS[END], SEED)
    tokens, new = torch.tensor([story[:-1]]), torch.tensor(story[n_prompt:])  # (1, n_read)
    fed = [n_prompt] + [1] * (len(new) - 1)
    lanes = decoding.two_lanes(writer, tokens, fed)
    kept, again = lanes.cached[-1].caches, lanes.recomputed[-1].caches
    shares = lanes.cached_logits.softmax(-1)  # (n_steps, vocab_size)
    words = decode(story)
    seen = lanes.recomputed[-1]
    asked = decoding.queries(writer, seen, LAYER - 1)  # (1, n_heads, n_read, d_head)
    every_word = torch.zeros(1, config.context, dtype=torch.int64)  # work knows lengths, not words
    text = decoding.two_lanes(writer, every_word, [1] * config.context)
    lengths = torch.arange(1, config.context + 1)  # (context,)
    text_work = [torch.tensor(work).cumsum(0) for work in (text.cached_work, text.recomputed_work)]
    late = lengths >= EXPONENT_FROM  # (context,)
    exponents = [scaling.growth_exponent(lengths[late], work[late].double()) for work in text_work]
    rough = decoding.two_lanes(writer.float(), tokens, fed)

    rows = [r for r in tables.rows("cache_cpu") if r["n_kv_heads"] == MEASURED_KV_HEADS]
    named, ssm = _named(model or NAMED), tables.model_config(SSM)
    grouped, every_head = (
        memory.kv_bytes_per_token(
            named.n_attention_layers, n_kv_heads, named.d_head, tables.BYTES_PER_NUMBER["fp16"]
        )
        for n_kv_heads in (named.n_kv_heads, named.n_heads)
    )
    state = memory.ssm_state_numbers(ssm.n_ssm_layers, ssm.d_inner, ssm.d_state)
    window = memory.conv_state_numbers(ssm.n_ssm_layers, ssm.d_inner, ssm.d_conv)
    state_bytes = (state + window) * tables.BYTES_PER_NUMBER["fp16"]
    marks = (*MARKS[:-1], context or MARKS[-1])
    _check(named.name, marks[-1], grouped, state_bytes)
    reported = (named.name, marks) == (NAMED, MARKS)
    return Values(
        tokens=words,
        n_prompt=n_prompt,
        new_words=decode(new.tolist()),
        new_word_shares=floats(shares.gather(-1, new[:, None])[:, 0]),
        true_shares=floats(nursery.told_shares(words)[n_prompt:]),
        read=ints(torch.tensor(fed).cumsum(0)),
        fed=ints(fed),
        n_layers=config.n_layers,
        n_kv_heads=config.n_kv_heads,
        d_head=config.d_head,
        query=floats(asked[0, HEAD - 1]),
        key=floats(kept[LAYER - 1].cached_keys[0, HEAD - 1]),
        value=floats(kept[LAYER - 1].cached_values[0, HEAD - 1]),
        kept_change=max(
            float((a - b).abs().max())
            for one, other in zip(kept, again, strict=True)
            for a, b in zip(one, other, strict=True)
        ),
        cached_work=ints(lanes.cached_work),
        recomputed_work=ints(lanes.recomputed_work),
        cached_total=ints(torch.tensor(lanes.cached_work).cumsum(0)),
        recomputed_total=ints(torch.tensor(lanes.recomputed_work).cumsum(0)),
        cache_bytes=ints([kv_cache.cache_nbytes(step.caches) for step in rough.cached]),
        bytes_per_token=memory.kv_bytes_per_token(
            config.n_layers, config.n_kv_heads, config.d_head, tables.BYTES_PER_NUMBER["fp32"]
        ),
        cached_logits=floats(lanes.cached_logits),
        recomputed_logits=floats(lanes.recomputed_logits),
        vocabulary=VOCABULARY,
        difference=lanes.difference,
        difference_float32=rough.difference,
        lengths=ints(lengths),
        cached_text_work=ints(text_work[0]),
        recomputed_text_work=ints(text_work[1]),
        cached_exponent=exponents[0],
        recomputed_exponent=exponents[1],
        text_ratio=int(text_work[1][-1]) / int(text_work[0][-1]),
        measured=ints([int(row["tokens"]) for row in rows]),
        cached_ms=floats([float(row["cached_ms"]) for row in rows]),
        recomputed_ms=floats([float(row["recomputed_ms"]) for row in rows]),
        machine=rows[0]["machine"],
        measured_on=rows[0]["date"],
        named=named.name,
        named_layers=named.n_attention_layers,
        named_heads=named.n_heads,
        named_kv_heads=named.n_kv_heads,
        sharing=named.n_heads // named.n_kv_heads,
        named_d_head=named.d_head,
        grouped_bytes_per_token=grouped,
        every_head_bytes_per_token=every_head,
        marks=ints(marks),
        grouped_bytes=ints([grouped * n for n in marks]),
        every_head_bytes=ints([every_head * n for n in marks]),
        weight_bytes=named.weight_bytes_fp16,
        gigabytes_drawn=floats(DRAWN if reported else ()),
        ssm=ssm.name,
        ssm_state_bytes=state_bytes,
        ssm_weight_bytes=ssm.weight_bytes_fp16,
        work_vmax=14e6,
        text_work_vmax=500e6,
        logit_vmax=15.0,
        vector_vmax=3.0,
        value_vmax=1.5,
    )


def _named(model: str) -> ModelConfig:
    """Return a model that keeps a cache of every token, and whose weights are known."""
    from anim_lib.cached_models import caching_models

    able = caching_models(with_states=True)
    if model not in able:
        raise UserError(
            f"--model {model}: a model that caches every token is needed; allowed are "
            f"{', '.join(able)}"
        )
    return able[model]


def _check(name: str, tokens: int, bytes_per_token: int, state_bytes: int) -> None:
    least = max(CONTEXTS[0], -(-STATES * state_bytes // bytes_per_token))
    if not least <= tokens <= CONTEXTS[1]:
        raise UserError(
            f"--context {tokens:,}: the shelf of {name} is drawn for {least:,} to "
            f"{CONTEXTS[1]:,} tokens"
        )
