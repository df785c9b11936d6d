"""Mermaid 3: three gates that are computed numbers, and the ways of use cases through them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TAKES: Final = ("context", "gpu_memory", "model")


class Card(NamedTuple):
    """One use case, and which other one it varies."""

    name: str
    context: int
    facts: int
    transformer: str
    gpu: str
    gpu_bytes: int = 0  # 0: that of the GPU in gpus.csv
    changed: str = ""
    variation_of: int = -1


class Sizes(NamedTuple):
    """Bytes of models by name: all weights, one token's keys and values, the fixed state."""

    weights: dict[str, int]
    rates: dict[str, int]
    states: dict[str, int]

    def room(self, name: str, gpu_bytes: int) -> int:
        """Tokens whose cache fits beside the weights."""
        return max(gpu_bytes - self.weights[name], 0) // self.rates[name]


SMALLER, LARGER = "Llama-3.1-8B", "Llama-3.1-70B"  # trained on texts as long as the first card's
FIRST = Card("questions to one long contract", 65_536, 32, SMALLER, "A100 80 GB")
CARDS: Final = (
    FIRST,
    FIRST._replace(name="the same, by a larger model with a larger cache", transformer=LARGER),
    FIRST._replace(name="a long stream, two facts to keep", context=1_048_576, facts=2),
    FIRST._replace(
        name="the contract is sixteen times as long",
        context=1_048_576,
        changed="context",
        variation_of=0,
    ),
    FIRST._replace(
        name="the larger model, on a larger GPU",
        transformer=LARGER,
        gpu="H200",
        changed="GPU",
        variation_of=1,
    ),
    FIRST._replace(
        name="the larger model, on a smaller GPU",
        transformer=LARGER,
        gpu="A100 40 GB",
        changed="GPU",
        variation_of=1,
    ),
)
PRECISION = "int8"  # of all weights, as in the hybrid's published fit: one measure for all
CACHE_PRECISION = "fp16"  # of all caches and states
HYBRID, SSM = "Jamba-v0.1", "Mamba-2.8B"
GATES = ("a fixed state recalls the facts", "the cache fits", "the hybrid's cache fits")
LEAVES = ("state space model", "Transformer", "hybrid", "retrieval from a database")
NODES = (*GATES, *LEAVES)
YES, NO = (3, 4, 5), (1, 2, 6)  # places in NODES where each gate sends a card
FITS, SUPPORTED = "fits", "supported"  # what a published limit is
END = -1  # behind the end of a path
THRESHOLD = 0.99  # at 0.95 the answer would depend on which of the toys is asked
STATE, RECALLERS = "recall_mamba2_16", ("recall_mamba2_8", "recall_mamba2_16", "recall_mamba2_32")
LABELS = tuple(f"toy Mamba-2, {n} numbers a channel" for n in (8, 16, 32))
LEAF_RECALLERS = (STATE, "recall_transformer", "recall_hybrid_2")
TRAINED = {  # in published.csv: Transformers without a table of positions, which would end
    "Llama-2-7B": "llama_2_context",
    "Llama-2-13B": "llama_2_context",
    "Llama-2-70B": "llama_2_context",
    "Llama-3-8B": "llama_3_context",
    "Llama-3-70B": "llama_3_context",
    "Llama-3.1-8B": "llama_3_1_context",
    "Llama-3.1-70B": "llama_3_1_context",
    "Pythia-2.8B": "mamba_context",
}
TOKENS_OF_A_FACT = 2  # at least: what it is about, and what is said of it
PAIRS = (1, 2, 4, 8, 16, 32, 48)
ADVICE = (
    "small data, or real time: a state space model",
    "audio, video, streaming: a state space model",
    "conversation or following instructions: a hybrid",
)

PROVENANCE = Provenance(
    line=(
        f"memory by arithmetic: all weights {PRECISION}, all caches {CACHE_PRECISION} · "
        "recall: toys trained here, 3 seeds"
    ),
    model=f"sizes of the cards' Transformers, {HYBRID} and {SSM}; toys that learn to recall pairs",
    inputs=(
        f"six chosen use cases; one text at a time; weights in {PRECISION}, "
        f"caches in {CACHE_PRECISION}"
    ),
    weights=(*RECALLERS, "recall_transformer", "recall_hybrid_2"),
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in (SMALLER, LARGER)),
        *(f"assets/tables/models.csv:{name}" for name in (HYBRID, SSM)),
        *(f"assets/tables/gpus.csv:{name}" for name in ("A100 40 GB", "A100 80 GB", "H200")),
        "assets/tables/published.csv:jamba_context_fits",
        "assets/tables/published.csv:jamba_context_supported",
        "assets/tables/published.csv:mamba_induction_longest",
        "assets/tables/published.csv:llama_3_1_context",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; GB is 10^9 bytes.

    Bytes count weights, cache and states only, so that a real GPU is full earlier. The first gate
    asks a toy, whose documents hold nothing but facts: it tells that a fixed state has a limit, not
    where a large model's limit is, and nothing of how long a fact is held. The second asks whether
    the cache fits, not whether the Transformer is any good on texts longer than it was trained on.
    """

    nodes: tuple[str, ...] = quantity("(n_nodes,)", "name", "three gates, then four ends: chosen")
    n_gates: int = quantity("()", "gate", "the first nodes are gates")
    yes: Ints = quantity("(n_gates,)", "node", "where a card goes that passes the gate: chosen")
    no: Ints = quantity("(n_gates,)", "node", "where it goes otherwise: chosen")

    cards: tuple[str, ...] = quantity("(n_cards,)", "name", "use cases, then variations: chosen")
    variation_of: Ints = quantity("(n_cards,)", "card", "the card it varies; -1: none")
    changed: tuple[str, ...] = quantity("(n_cards,)", "name", "what the variation changes: chosen")
    context: Ints = quantity("(n_cards,)", "token", "chosen")
    facts: Ints = quantity("(n_cards,)", "fact", "to look up exactly: chosen")
    transformers: tuple[str, ...] = quantity("(n_cards,)", "name", "chosen")
    trained_context: Ints = quantity(
        "(n_cards,)", "token", "published.csv: texts that the Transformer was trained on"
    )
    gpus: tuple[str, ...] = quantity("(n_cards,)", "name", "chosen")
    gpu_bytes: Ints = quantity("(n_cards,)", "byte", "gpus.csv")

    precision: str = quantity("()", "name", "of all models' weights: chosen")
    cache_precision: str = quantity("()", "name", "of all caches and states: chosen")

    threshold: float = quantity("()", "share", "of right answers that the first gate asks: chosen")
    recallers: tuple[str, ...] = quantity(
        "(n_recallers,)", "checkpoint", "Mamba-2 with larger and larger states"
    )
    labels: tuple[str, ...] = quantity("(n_recallers,)", "name", "what the scene calls them")
    pairs: Ints = quantity("(n_lengths,)", "pair", "facts in a document; 48 were never trained")
    accuracy: Floats = quantity(
        "(n_recallers, n_lengths, n_seeds)", "share", "right answers, measured when trained"
    )
    accuracy_low: Floats = quantity("(n_recallers, n_lengths)", "share", "least of the seeds")
    most_facts: Ints = quantity(
        "(n_recallers,)", "fact", "most pairs, of those tested, up to which all seeds reach it"
    )
    gate_recaller: str = quantity("()", "checkpoint", "the toy that the first gate asks: chosen")
    leaf_recallers: tuple[str, ...] = quantity(
        "(n_leaf_recallers,)", "checkpoint", "toys of the first three ends: chosen"
    )
    leaf_recall: Floats = quantity(
        "(n_leaf_recallers, n_lengths)", "share", "right answers, mean of the seeds"
    )
    leaf_recall_low: Floats = quantity(
        "(n_leaf_recallers, n_lengths)", "share", "right answers, least of the seeds"
    )
    leaf_recall_high: Floats = quantity(
        "(n_leaf_recallers, n_lengths)", "share", "right answers, most of the seeds"
    )

    toy_tokens: Ints = quantity(
        "(n_cards,)", "token", "that the toys read: the card's facts, and each asked once"
    )
    state_recall: Floats = quantity(
        "(n_cards,)", "share", "first gate: gate_recaller's accuracy_low at the card's facts"
    )
    held_over: int = quantity(
        "()", "token", "published.csv: over so many tokens a Mamba trained for it held one pair"
    )
    transformer_weight_bytes: Ints = quantity("(n_cards,)", "byte", "of that precision")
    transformer_cache_bytes: Ints = quantity("(n_cards,)", "byte", "of the whole context")
    transformer_bytes: Ints = quantity("(n_cards,)", "byte", "second gate: weights and cache")
    transformer_full: Ints = quantity(
        "(n_cards,)", "token", "longest text beside the weights: where the second gate turns"
    )
    hybrid: str = quantity("()", "name", "chosen")
    hybrid_weight_bytes: int = quantity("()", "byte", "of that precision")
    hybrid_cache_bytes: Ints = quantity("(n_cards,)", "byte", "of the whole context")
    hybrid_bytes: Ints = quantity("(n_cards,)", "byte", "third gate: weights, states and cache")
    hybrid_limit: Ints = quantity(
        "(n_cards,)",
        "token",
        "third gate: published.csv, what fits up to 80 GB, what is supported on more",
    )
    hybrid_limit_kind: tuple[str, ...] = quantity(
        "(n_cards,)",
        "name",
        "what that limit is: published.csv, jamba_context_fits or jamba_context_supported",
    )
    hybrid_fit_bytes: int = quantity(
        "()", "byte", "memory of the one GPU that the published fit is for: gpus.csv"
    )
    ssm: str = quantity("()", "name", "chosen")
    ssm_bytes: int = quantity("()", "byte", "weights and state, at any length")

    state_lost: Floats = quantity("(n_cards,)", "share", "first gate: 1 - state_recall")
    lost_by_seed: Floats = quantity(
        "(n_cards, n_seeds)", "share", "1 - accuracy of gate_recaller at the card's facts"
    )
    allowed_lost: float = quantity("()", "share", "1 - threshold")
    hybrid_judge: Ints = quantity(
        "(n_cards,)",
        "0 or 1",
        "what decides the third gate: 0 bytes, 1 tokens; the greater share of its limit",
    )
    lost_axis: float = quantity(
        "()", "share", "end of the gate's axis: round, 1.3 times all or more"
    )
    bytes_axis: float = quantity(
        "()", "byte", "end of both axes of memory: round, 1.2 times all or more"
    )
    tokens_axis: float = quantity(
        "()", "token", "end of the third gate's axis of tokens: round, above all"
    )

    passed: Ints = quantity(
        "(n_cards, n_gates)", "0 or 1", "answer of each gate, whether or not the card gets there"
    )
    paths: Ints = quantity(
        "(n_cards, n_path)", "node", "nodes that the card rolls through; -1 behind its end"
    )
    ends: tuple[str, ...] = quantity("(n_cards,)", "name", "the last node of the path")

    advice: tuple[str, ...] = quantity(
        "(n_advice,)", "text", "advice of the report without evidence: no gate, shown as advice"
    )


def walk(passed: tuple[bool, ...]) -> list[int]:
    """Nodes that a card rolls through, padded with END to the longest path."""
    path = [0]
    while path[-1] < len(GATES):
        path.append((YES if passed[path[-1]] else NO)[path[-1]])
    return path + [END] * (len(GATES) + 1 - len(path))


def round_above(number: float) -> float:
    """Smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is at least ``number``."""
    power = 1.0
    while power > number:
        power /= 10
    while 10 * power <= number:
        power *= 10
    steps = (power * step for step in (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0))
    return next(step for step in steps if step >= number)


def gigabytes(size: int) -> str:
    """Return a size of 10^9-byte GB with at most two digits behind the point."""
    return f"{size / 10**9:,.2f}".rstrip("0").rstrip(".") + " GB"


def gpu_of(size: int) -> str:
    """Return what a GPU is called of which only the memory is known."""
    return f"GPU of {gigabytes(size)}"


def cards_of(
    sizes: Sizes, context: int | None, gpu_memory: int | None, model: str | None
) -> tuple[Card, ...]:
    """Put a user's own numbers into the cards; without any they are the scene's own.

    The first card becomes the user's, and all that vary it follow. It is varied by the text's
    length, halved or doubled until the second gate answers otherwise, or, where the Transformer
    leaves no room for the shortest text, by the GPU's memory, doubled until it fits. The second
    card asks another Transformer, whose cache is larger if there is a larger one; its variations
    have the next larger and the next smaller GPU of the table, or twice and half the memory. The
    stream keeps its length.

    Raises
    ------
    UserError
        When the text cannot hold the facts, not even the state space model fits the GPU, or the
        model is none of TRAINED.
    """
    from anim_lib import published, tables
    from anim_lib.errors import UserError

    def sized(card: Card) -> Card:
        size = card.gpu_bytes or published.gpu(card.gpu).memory_bytes
        return card._replace(gpu_bytes=size)

    if context is None and gpu_memory is None and model is None:
        return tuple(sized(card) for card in CARDS)
    least = TOKENS_OF_A_FACT * FIRST.facts
    if context is not None and context < least:
        raise UserError(
            f"--context: {context} tokens cannot hold {FIRST.facts} facts to look up; "
            f"allowed are {least} and more"
        )
    if model is not None and model not in TRAINED:
        raise UserError(
            f"--model: {model} is no Transformer that can read on past the texts of its training, "
            "or their length is not in our tables; "
            f"allowed are {', '.join(TRAINED)}"
        )
    needed = sizes.weights[SSM] + sizes.states[SSM]
    if gpu_memory is not None and gpu_memory < needed:
        raise UserError(
            f"--gpu-memory: {gigabytes(gpu_memory)} do not hold the smallest answer, {SSM} with "
            f"{gigabytes(needed)}; allowed is {needed / 10**9:.2f} GB and more"
        )
    first = sized(FIRST)._replace(
        name="questions to your text",
        context=context or FIRST.context,
        transformer=model or FIRST.transformer,
    )
    if gpu_memory is not None:
        first = first._replace(gpu=gpu_of(gpu_memory), gpu_bytes=gpu_memory)

    larger = sizes.rates[first.transformer] < sizes.rates[LARGER]
    other = first._replace(
        name=f"the same, by a model with a {'larger' if larger else 'smaller'} cache",
        transformer=LARGER if larger else SMALLER,
    )
    known = sorted((int(row["memory_bytes"]), row["name"]) for row in tables.rows("gpus"))
    double, half = 2 * first.gpu_bytes, first.gpu_bytes // 2
    above = [each for each in known if each[0] > first.gpu_bytes] or [(double, gpu_of(double))]
    below = [each for each in known if each[0] < first.gpu_bytes] or [(half, gpu_of(half))]
    more, less = (
        other._replace(
            name=f"{other.transformer}, on a {kind} GPU",
            gpu=gpu,
            gpu_bytes=size,
            changed="GPU",
            variation_of=1,
        )
        for kind, (size, gpu) in (("larger", above[0]), ("smaller", below[-1]))
    )
    stream = CARDS[2]._replace(
        transformer=first.transformer, gpu=first.gpu, gpu_bytes=first.gpu_bytes
    )
    return (first, other, stream, turned(sizes, first, least), more, less)


def turned(sizes: Sizes, card: Card, least: int) -> Card:
    """Vary the text's length, or else the GPU's memory, until the second gate turns."""
    most = sizes.room(card.transformer, card.gpu_bytes)
    if most < least:
        size = 2 * card.gpu_bytes
        while sizes.room(card.transformer, size) < card.context:
            size *= 2
        name = "the same, with more memory"
        return card._replace(
            name=name, gpu=gpu_of(size), gpu_bytes=size, changed="GPU", variation_of=0
        )
    context, fits = card.context, card.context <= most
    while (context <= most) == fits:
        context = 2 * context if fits else context // 2
    name = f"your text is {'longer' if fits else 'shorter'}"
    return card._replace(name=name, context=context, changed="context", variation_of=0)


def provenance(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Provenance:
    """Say where the values come from, and what was given."""
    told = [
        *([f"{context:,} tokens"] if context is not None else []),
        *([gigabytes(gpu_memory)] if gpu_memory is not None else []),
        *([model] if model is not None else []),
    ]
    if not told:
        return PROVENANCE
    own = ", ".join(told)
    sources = [*PROVENANCE.sources]
    if model is not None:
        sources += [f"assets/tables/models.csv:{model}"]
        sources += [f"assets/tables/published.csv:{TRAINED.get(model, model)}"]
    return replace(
        PROVENANCE,
        line=f"yours: {own} · weights {PRECISION}, caches {CACHE_PRECISION} · recall: toys",
        inputs=f"given: {own}; {PROVENANCE.inputs}",
        sources=tuple(dict.fromkeys(sources)),
    )


def compute(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Values:
    """Work out every gate's number for every card, and roll the cards down.

    Parameters
    ----------
    context, gpu_memory, model
        Tokens, bytes, and the name of a Transformer in models.csv: see :func:`cards_of`.

    Raises
    ------
    UserError
        When a case is impossible.
    """
    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory, recall_records
    from anim_lib.tasks import recall as pairs_task

    sizes = Sizes({}, {}, {})
    width = tables.BYTES_PER_NUMBER[CACHE_PRECISION]
    for name in (*TRAINED, HYBRID, SSM):
        config = tables.model_config(name)
        recurrent = memory.ssm_state_numbers(config.n_ssm_layers, config.d_inner, config.d_state)
        conv = memory.conv_state_numbers(config.n_ssm_layers, config.d_inner, config.d_conv)
        sizes.weights[name] = memory.weight_bytes(config.parameters, PRECISION)
        sizes.states[name] = width * (recurrent + conv)
        sizes.rates[name] = memory.kv_bytes_per_token(
            config.n_attention_layers, config.n_kv_heads, config.d_head, width
        )
    cards = cards_of(sizes, context, gpu_memory, model)
    accuracy = recall_records.accuracies(RECALLERS, PAIRS)  # (n_recallers, n_lengths, n_seeds)
    low = accuracy.amin(-1)  # (n_recallers, n_lengths)
    leaves = recall_records.accuracies(LEAF_RECALLERS, PAIRS)
    quiz = {n: pairs_task.draw(1, n, torch.Generator()) for n in PAIRS}
    good = (low >= THRESHOLD).long().cumprod(1).sum(1)  # (n_recallers,)

    hybrid_before = sizes.weights[HYBRID] + sizes.states[HYBRID]
    fits = published.claim("jamba_context_fits").whole
    supported = published.claim("jamba_context_supported").whole
    claimed_for = published.gpu("A100 80 GB").memory_bytes
    gpu_bytes = [card.gpu_bytes for card in cards]
    kinds = [FITS if size <= claimed_for else SUPPORTED for size in gpu_bytes]
    limit = [{FITS: fits, SUPPORTED: supported}[kind] for kind in kinds]

    recall, seeds, own, cache, hybrid_cache, full, passed, judge = ([] for _ in range(8))
    for card, most in zip(cards, limit, strict=True):
        name, size = card.transformer, card.gpu_bytes
        place = RECALLERS.index(STATE), PAIRS.index(card.facts)
        own.append(sizes.weights[name])
        recall.append(float(low[place]))
        seeds.append((1.0 - accuracy[place]).tolist())
        cache.append(memory.cache_bytes(card.context, sizes.rates[name]))
        full.append(sizes.room(name, size))
        hybrid_cache.append(memory.cache_bytes(card.context, sizes.rates[HYBRID]))
        held = hybrid_before + hybrid_cache[-1]
        judge.append(int(held / size < card.context / most))
        passed.append(
            (
                recall[-1] >= THRESHOLD,
                own[-1] + cache[-1] <= size,
                held <= size and card.context <= most,
            )
        )
    paths = [walk(answers) for answers in passed]
    asked = [i for i, path in enumerate(paths) if 1 in path]  # cards that come to the second gate
    third = [i for i, path in enumerate(paths) if 2 in path]
    memories = [own[i] + cache[i] for i in asked] + [gpu_bytes[i] for i in asked]
    memories += [hybrid_before + hybrid_cache[i] for i in third]
    lengths = [max(cards[i].context, limit[i]) for i in third] or [supported]
    return Values(
        nodes=NODES,
        n_gates=len(GATES),
        yes=ints(YES),
        no=ints(NO),
        cards=tuple(card.name for card in cards),
        variation_of=ints([card.variation_of for card in cards]),
        changed=tuple(card.changed for card in cards),
        context=ints([card.context for card in cards]),
        facts=ints([card.facts for card in cards]),
        transformers=tuple(card.transformer for card in cards),
        trained_context=ints([published.claim(TRAINED[card.transformer]).whole for card in cards]),
        gpus=tuple(card.gpu for card in cards),
        gpu_bytes=ints(gpu_bytes),
        precision=PRECISION,
        cache_precision=CACHE_PRECISION,
        threshold=THRESHOLD,
        recallers=RECALLERS,
        labels=LABELS,
        pairs=ints(PAIRS),
        accuracy=floats(accuracy),
        accuracy_low=floats(low),
        most_facts=ints(torch.tensor((0, *PAIRS))[good]),
        gate_recaller=STATE,
        leaf_recallers=LEAF_RECALLERS,
        leaf_recall=floats(leaves.mean(-1)),
        leaf_recall_low=floats(leaves.amin(-1)),
        leaf_recall_high=floats(leaves.amax(-1)),
        toy_tokens=ints([quiz[card.facts].tokens.shape[1] for card in cards]),
        state_recall=floats(recall),
        held_over=published.claim("mamba_induction_longest").whole,
        transformer_weight_bytes=ints(own),
        transformer_cache_bytes=ints(cache),
        transformer_bytes=ints(torch.tensor(own) + torch.tensor(cache)),
        transformer_full=ints(full),
        hybrid=HYBRID,
        hybrid_weight_bytes=sizes.weights[HYBRID],
        hybrid_cache_bytes=ints(hybrid_cache),
        hybrid_bytes=ints(torch.tensor(hybrid_cache) + hybrid_before),
        hybrid_limit=ints(limit),
        hybrid_limit_kind=tuple(kinds),
        hybrid_fit_bytes=claimed_for,
        ssm=SSM,
        ssm_bytes=sizes.weights[SSM] + sizes.states[SSM],
        state_lost=floats(1.0 - torch.tensor(recall, dtype=torch.float64)),
        lost_by_seed=floats(seeds),
        allowed_lost=1.0 - THRESHOLD,
        hybrid_judge=ints(judge),
        lost_axis=round_above(1.3 * max(1.0 - share for share in recall)),
        bytes_axis=round_above(1.2 * max(memories)),
        tokens_axis=round_above(1.02 * max(lengths)),
        passed=ints(torch.tensor(passed)),
        paths=ints(paths),
        ends=tuple(NODES[max(path)] for path in paths),
        advice=ADVICE,
    )
