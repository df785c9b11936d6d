"""Diagram 7: the cache of GPT-2 124M beside the state of Mamba-130M, counted in real tensors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

if TYPE_CHECKING:
    from anim_lib.tables import ModelConfig

TAKES: Final = ("context", "gpu_memory", "model")
TRANSFORMER, SSM = "GPT-2 124M", "Mamba-130M"
MARKS = (100, 1_000, 8_000, 32_000)
FULL_MARK = 8_000  # the report draws its bar full here
CONTEXTS = (1_000, 1_048_576)  # tokens that may be given
LONG = 1_000  # tokens of the longest cache that is allocated, of the scene's own model only
BIGGER, GPU = "Llama-2-7B", "A100 80 GB"
STATES = ("Mamba-130M", "Mamba-370M", "Mamba-790M", "Mamba-1.4B", "Mamba-2.8B")
RECALL, RECALL_TRAINED = "Mamba-2.8B", "mamba_context"
LONGER = 1.5  # marks over the crossing, at least
CELLS, DRAWN, DRAWN_STATE = 32, (4, 20, 32, 32), 4
ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0)  # times a power of ten: where pages end
CROSSED, NAMED = 2.2, 1.27  # pages over the state, and over the last bar beside its words
TRAINED = {
    "GPT-2 124M": "gpt2_context",
    "Pythia-2.8B": "mamba_context",
    "Llama-2-7B": "llama_2_context",
    "Llama-2-13B": "llama_2_context",
    "Llama-2-70B": "llama_2_context",
    "Llama-3-8B": "llama_3_context",
    "Llama-3-70B": "llama_3_context",
}  # claims of published.csv; the papers' tables name all sizes

PROVENANCE = Provenance(
    line="sizes: configs at fp16, batch 1; small ones checked on tensors · answers: published",
    model=f"{TRANSFORMER} and {SSM}: sizes only; {BIGGER} for the GPU, Mamba-2.8B for the recall",
    inputs="published configurations, 2 bytes a number, one text at a time",
    sources=(
        f"assets/tables/models.csv:{TRANSFORMER}",
        f"assets/tables/models.csv:{SSM}",
        f"assets/tables/models.csv:{BIGGER}",
        f"assets/tables/gpus.csv:{GPU}",
        "assets/tables/babilong_mamba_2_8b.csv",
        "assets/tables/published.csv:gpt2_context",
        "assets/tables/published.csv:llama_2_context",
        f"assets/tables/models.csv:{RECALL}",
        f"assets/tables/published.csv:{RECALL_TRAINED}",
        "assets/tables/published.csv:mamba2_length_after",
        "assets/tables/published.csv:mamba2_length_trained",
        "assets/tables/published.csv:mamba2_length_steps",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; MB is 10^6 bytes, GB 10^9."""

    transformer: str = quantity("()", "name", "the model with the cache")
    ssm: str = quantity("()", "name", "the model with the state")
    precision: str = quantity("()", "name", "of cache, state and weights: chosen")
    bytes_per_number: int = quantity("()", "byte", "of that precision")
    n_layers: int = quantity("()", "layer", "models.csv, transformer")
    n_kv_heads: int = quantity("()", "head", "models.csv, transformer: every head keeps its own")
    d_head: int = quantity("()", "number", "models.csv, transformer")
    bytes_per_token: int = quantity("()", "byte / token", "2 n_layers n_kv_heads d_head 2 bytes")
    trained_context: int = quantity(
        "()",
        "token",
        "published.csv: longest text of the transformer in training, longer caches are "
        "arithmetic; 0: not in our sources",
    )

    ssm_layers: int = quantity("()", "layer", "models.csv, SSM")
    d_inner: int = quantity("()", "number", "models.csv, SSM")
    d_state: int = quantity("()", "number", "models.csv, SSM")
    d_conv: int = quantity("()", "number", "models.csv, SSM")
    recurrent_bytes: int = quantity("()", "byte", "ssm_layers d_inner d_state 2 bytes")
    conv_bytes: int = quantity("()", "byte", "ssm_layers d_inner d_conv 2 bytes")
    state_bytes: int = quantity("()", "byte", "recurrent_bytes + conv_bytes, whole from token 0 on")

    allocated: Ints = quantity("(n_allocated,)", "token", "for which tensors are made: chosen")
    cache_nbytes: Ints = quantity(
        "(n_allocated,)", "byte", "nbytes of keys and values of all layers, allocated in fp16"
    )
    state_nbytes: Ints = quantity(
        "(n_allocated,)", "byte", "nbytes of states and windows of all layers, allocated in fp16"
    )

    early: Ints = quantity("(n_early,)", "token", "0 … as many as the first page holds")
    early_cache_bytes: Ints = quantity("(n_early,)", "byte", "tokens bytes_per_token")
    early_cache_over_state: Floats = quantity("(n_early,)", "1", "cache / state")
    crossing: float = quantity("()", "token", "state_bytes / bytes_per_token")
    crossing_token: int = quantity(
        "()", "token", "the first after which the cache is not smaller than the state"
    )
    crossing_bytes: int = quantity("()", "byte", "crossing_token bytes_per_token")
    crossing_exact: int = quantity("()", "0 or 1", "the cache is then exactly as large")

    marks: Ints = quantity(
        "(n_marks,)", "token", "the report's contexts, or a given one and shorter"
    )
    mark_bytes: Ints = quantity("(n_marks,)", "byte", "marks bytes_per_token")
    mark_ratio: Floats = quantity("(n_marks,)", "1", "marks over the first, and so are the bytes")
    mark_over_state: Floats = quantity("(n_marks,)", "1", "mark_bytes / state_bytes")
    full_mark: int = quantity("()", "token", "input: fill a drawn bar (report, D7)")
    n_cells: int = quantity("()", "cell", "input: cells of a drawn bar (report, D7)")
    scaled_cells: Floats = quantity(
        "(n_drawn,)", "cell", "bars to scale if 8,000 tokens fill all cells, as drawn"
    )
    scaled_state_cells: float = quantity("()", "cell", "the state on the same scale")
    drawn_cells: Ints = quantity(
        "(n_drawn,)", "cell", "input: as commonly drawn (report, D7); none for other marks"
    )
    cell_bytes: float = quantity("()", "byte", "one cell, if 8,000 tokens fill all cells")
    drawn_state_cells: int = quantity("()", "cell", "input: as commonly drawn (report, D7)")

    transformer_weight_bytes: int = quantity("()", "byte", "fp16")
    ssm_weight_bytes: int = quantity("()", "byte", "fp16")
    bigger: str = quantity("()", "name", "a model for which a GPU does get full, or the given one")
    gpu: str = quantity("()", "name", "chosen, or as given")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv, or as given")
    bigger_weight_bytes: int = quantity("()", "byte", "fp16")
    bigger_mark_bytes: Ints = quantity("(n_marks,)", "byte", "fp16 cache of the bigger model")
    bigger_gpu_tokens: int = quantity(
        "()", "token", "(gpu_bytes - weights) / bytes per token, without any other memory"
    )
    bigger_full_bytes: int = quantity(
        "()", "byte", "cache of bigger_gpu_tokens; 0: the weights alone do not fit"
    )
    bigger_trained: int = quantity(
        "()",
        "token",
        "published.csv: longest text of the bigger model in training; 0: not in our sources",
    )
    bigger_trained_source: str = quantity("()", "text", "published.csv: who says so, where")
    last_fits: int = quantity("()", "0 or 1", "the last mark is not above bigger_gpu_tokens")

    recall_model: str = quantity("()", "name", "whose recall is published: a larger Mamba")
    recall_context: Ints = quantity("(n_recall,)", "token", "babilong_mamba_2_8b.csv")
    recall_percent: Floats = quantity(
        "(n_recall,)", "percent", "BABILong mean accuracy: constant memory, not constant quality"
    )
    recall_state_bytes: int = quantity("()", "byte", "fp16 states and windows, at any length")
    recall_trained: int = quantity("()", "token", "published.csv: text length in its training")
    length_trained: int = quantity(
        "()", "token", "published.csv: Mamba-2 as published is 'virtually useless' beyond it"
    )
    length_steps: int = quantity(
        "()", "training step", "published.csv: so many more, on longer texts, mend that"
    )
    length_after: int = quantity("()", "token", "published.csv: holds up to here after that")
    early_vmax_bytes: float = quantity(
        "()", "byte", "first page: a round number 2.2 times the state or more"
    )
    page_bytes: Floats = quantity(
        "(n_marks,)", "byte", "page of each mark: a round number; the last leaves room for words"
    )
    gpu_vmax_bytes: float = quantity("()", "byte", "page of the GPU: a round number above it")


def provenance(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Provenance:
    """What is said of the values of a user's inputs; without any, of the scene's own."""
    if context is None and gpu_memory is None and model is None:
        return PROVENANCE
    named, tokens = model or TRANSFORMER, context or MARKS[-1]
    small, full = _nearest(named), model or BIGGER
    told = [named, f"{tokens:,} tokens"]
    if gpu_memory is not None:
        told.append(f"{gpu_memory / 1e9:.4g} GB")
    claims = [f"assets/tables/published.csv:{TRAINED[n]}" for n in (named, full) if n in TRAINED]
    return replace(
        PROVENANCE,
        line=f"your input: {', '.join(told)} · sizes: fp16, batch 1 · answers: published",
        model=f"{named} and {small}: sizes only; {full} for the GPU, {RECALL} for the recall",
        inputs=f"{PROVENANCE.inputs}; given: {', '.join(told)}",
        sources=tuple(
            dict.fromkeys(
                (
                    *(f"assets/tables/models.csv:{name}" for name in (named, small, full)),
                    *([] if gpu_memory else [f"assets/tables/gpus.csv:{GPU}"]),
                    *claims,
                    *(s for s in PROVENANCE.sources if "babilong" in s or "mamba" in s),
                    f"assets/tables/models.csv:{RECALL}",
                )
            )
        ),
    )


def compute(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Values:
    """Make the tensors, read their bytes, and multiply out the rest.

    Parameters
    ----------
    context
        Tokens of the last bar; None: the report's 32,000.
    gpu_memory
        Bytes of the GPU that gets full; None: those of an A100.
    model
        Name in models.csv of the model with the cache, which fills the GPU too; beside it stands
        the Mamba of the nearest number of parameters. None: GPT-2, and Llama-2-7B for the GPU.

    Raises
    ------
    UserError
        When the model keeps no cache of every token, or the text is too short or too long.
    """
    from math import ceil

    import torch

    from anim_lib import published, tables
    from anim_lib.models import kv_cache, memory

    def bytes_per_token(config: ModelConfig) -> int:
        layers, heads = config.n_attention_layers, config.n_kv_heads
        return memory.kv_bytes_per_token(layers, heads, config.d_head, width)

    def state_bytes(config: ModelConfig) -> int:
        layers, inner = config.n_ssm_layers, config.d_inner
        numbers = memory.ssm_state_numbers(layers, inner, config.d_state)
        return width * (numbers + memory.conv_state_numbers(layers, inner, config.d_conv))

    big = _transformer(model or TRANSFORMER)
    small = tables.model_config(_nearest(big.name))
    precision = "fp16"
    width = tables.BYTES_PER_NUMBER[precision]
    per_token = bytes_per_token(big)
    recurrent = width * memory.ssm_state_numbers(small.n_ssm_layers, small.d_inner, small.d_state)
    state = state_bytes(small)
    even = memory.break_even_tokens(state, per_token)
    crossing = ceil(even)
    around = {0, 1, crossing - 1, crossing, crossing + 1}
    allocated = sorted(around if model else around | {LONG})
    empty = torch.zeros(1, big.n_kv_heads, 0, big.d_head, dtype=torch.float16)
    cache_nbytes, state_nbytes = [], []
    for n in allocated:
        new = torch.zeros(1, big.n_kv_heads, n, big.d_head, dtype=torch.float16)
        caches = [
            kv_cache.append(kv_cache.prefill(empty, empty), new, new)
            for _ in range(big.n_attention_layers)
        ]
        cache_nbytes.append(kv_cache.cache_nbytes(caches))
        states = [
            torch.zeros(1, small.d_inner, numbers, dtype=torch.float16)  # (batch, d_inner, n)
            for _ in range(small.n_ssm_layers)
            for numbers in (small.d_state, small.d_conv)
        ]
        state_nbytes.append(sum(each.nbytes for each in states))

    last = context or MARKS[-1]
    if not CONTEXTS[0] <= last <= CONTEXTS[1]:
        raise UserError(
            f"--context {last:,}: d07 draws texts of {CONTEXTS[0]:,} to {CONTEXTS[1]:,} tokens"
        )
    marks = [n for n in MARKS[:-1] if LONGER * even <= n <= last / 2] + [last]
    mark_bytes = [n * per_token for n in marks]
    pages = [_round_above(n) for n in mark_bytes[:-1]] + [_round_above(NAMED * mark_bytes[-1])]
    early_vmax = _round_above(CROSSED * state)
    early = torch.arange(int(early_vmax // per_token))  # (n_early,)
    reported = tuple(marks) == MARKS
    cell = FULL_MARK * per_token / CELLS

    bigger, gpu = _transformer(model or BIGGER), published.gpu(GPU)
    gpu_bytes = gpu_memory or gpu.memory_bytes
    weights = memory.weight_bytes(bigger.parameters, precision)
    full = memory.tokens_until_full(gpu_bytes, weights, bytes_per_token(bigger))
    recall = tables.rows("babilong_mamba_2_8b")
    longest = published.claim(TRAINED[bigger.name]) if bigger.name in TRAINED else None
    return Values(
        transformer=big.name,
        ssm=small.name,
        precision=precision,
        bytes_per_number=width,
        n_layers=big.n_attention_layers,
        n_kv_heads=big.n_kv_heads,
        d_head=big.d_head,
        bytes_per_token=per_token,
        trained_context=published.claim(TRAINED[big.name]).whole if big.name in TRAINED else 0,
        ssm_layers=small.n_ssm_layers,
        d_inner=small.d_inner,
        d_state=small.d_state,
        d_conv=small.d_conv,
        recurrent_bytes=recurrent,
        conv_bytes=state - recurrent,
        state_bytes=state,
        allocated=ints(allocated),
        cache_nbytes=ints(cache_nbytes),
        state_nbytes=ints(state_nbytes),
        early=ints(early),
        early_cache_bytes=ints(early * per_token),
        early_cache_over_state=floats(early.double() * per_token / state),
        crossing=float(even),
        crossing_token=crossing,
        crossing_bytes=crossing * per_token,
        crossing_exact=int(crossing == even),
        marks=ints(marks),
        mark_bytes=ints(mark_bytes),
        mark_ratio=floats([n / marks[0] for n in marks]),
        mark_over_state=floats([size / state for size in mark_bytes]),
        full_mark=FULL_MARK,
        n_cells=CELLS,
        scaled_cells=floats([n * CELLS / FULL_MARK for n in marks] if reported else []),
        scaled_state_cells=state / cell,
        drawn_cells=ints(DRAWN if reported else ()),
        cell_bytes=cell,
        drawn_state_cells=DRAWN_STATE,
        transformer_weight_bytes=memory.weight_bytes(big.parameters, precision),
        ssm_weight_bytes=memory.weight_bytes(small.parameters, precision),
        bigger=bigger.name,
        gpu=f"a GPU of {gpu_bytes / 1e9:.4g} GB" if gpu_memory else gpu.name,
        gpu_bytes=gpu_bytes,
        bigger_weight_bytes=weights,
        bigger_mark_bytes=ints([n * bytes_per_token(bigger) for n in marks]),
        bigger_gpu_tokens=full,
        bigger_full_bytes=full * bytes_per_token(bigger),
        bigger_trained=longest.whole if longest else 0,
        bigger_trained_source=longest.source.split(";")[0] if longest else "",
        last_fits=int(last <= full),
        recall_model=recall[0]["model"],
        recall_context=ints([int(row["context_tokens"]) for row in recall]),
        recall_percent=floats([float(row["mean_accuracy_percent"]) for row in recall]),
        recall_state_bytes=state_bytes(tables.model_config(recall[0]["model"])),
        recall_trained=published.claim(RECALL_TRAINED).whole,
        length_trained=published.claim("mamba2_length_trained").whole,
        length_steps=published.claim("mamba2_length_steps").whole,
        length_after=published.claim("mamba2_length_after").whole,
        early_vmax_bytes=early_vmax,
        page_bytes=floats(pages),
        gpu_vmax_bytes=_round_above(1.05 * max(gpu_bytes, weights)),
    )


def _transformer(model: str) -> ModelConfig:
    """Return a model that keeps a cache of every token, and nothing else; of known weights."""
    from anim_lib.cached_models import caching_models

    able = caching_models()
    if model not in able:
        raise UserError(
            f"--model {model}: a model that caches every token, and keeps no state, is needed; "
            f"allowed are {', '.join(able)}"
        )
    return able[model]


def _nearest(model: str) -> str:
    """Return the Mamba whose number of parameters is nearest, as a ratio."""
    from anim_lib import tables

    size = tables.model_config(model).parameters
    sizes = {name: tables.model_config(name).parameters for name in STATES}
    return min(STATES, key=lambda name: max(size / sizes[name], sizes[name] / size))


def _round_above(size: float) -> float:
    """Return the smallest of ``ROUND`` times a power of ten that is not below ``size``."""
    import math

    power = 10.0 ** math.floor(math.log10(size))
    return next(each for k in (*ROUND, 10.0) if (each := k * power) >= size)
