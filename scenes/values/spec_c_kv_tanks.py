"""Visual specification C: the KV cache of Pythia-2.8B beside the state of Mamba-2.8B, in bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

if TYPE_CHECKING:
    from anim_lib.tables import ModelConfig

TAKES: Final = ("context", "gpu_memory", "model")
TRANSFORMER, SSM = "Pythia-2.8B", "Mamba-2.8B"
CAPACITY_TOKENS = 8_000  # the tank's size is chosen, so that t = 8,000 fills it exactly
PARTS = (80, 8, 1)  # of the tank's tokens: where its level is read
OVER = (11, 10)  # where the scene stops pouring, in tanks
TANKS = 125  # of the chosen size make a million tokens
DRAWN, DRAWN_STATE = (0.05, 0.50, 1.00), 0.70  # levels of the report's own three marks
GPU = "A100 80 GB"
STATES = 100  # a tank of fewer of the state's size leaves no room for its first mark
LONGEST = 1_048_576  # tokens of a tank
CHOSEN = "chosen size"

PROVENANCE = Provenance(
    line="Pythia-2.8B and Mamba-2.8B configs, fp16, batch 1 · recall: BABILong leaderboard",
    model=f"{TRANSFORMER} and {SSM}: sizes, and the published recall of {SSM}",
    inputs="published configurations, 2 bytes a number, one text at a time; tank of 8,000 tokens",
    sources=(
        f"assets/tables/models.csv:{TRANSFORMER}",
        f"assets/tables/models.csv:{SSM}",
        f"assets/tables/gpus.csv:{GPU}",
        "assets/tables/babilong_mamba_2_8b.csv",
        "assets/tables/published.csv:mamba_context",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; GB is 10^9 bytes, MB 10^6."""

    transformer: str = quantity("()", "name", "the model with the cache")
    ssm: str = quantity("()", "name", "the model with the state")
    bytes_per_number: int = quantity("()", "byte", "fp16")
    n_layers: int = quantity("()", "layer", "models.csv, transformer")
    n_kv_heads: int = quantity("()", "head", "models.csv, transformer")
    d_head: int = quantity("()", "number", "models.csv, transformer")
    bytes_per_token: int = quantity("()", "byte / token", "2 n_layers n_kv_heads d_head 2 bytes")

    ssm_layers: int = quantity("()", "layer", "models.csv, SSM")
    d_inner: int = quantity("()", "number", "models.csv, SSM")
    d_state: int = quantity("()", "number", "models.csv, SSM")
    d_conv: int = quantity("()", "number", "models.csv, SSM")
    recurrent_numbers: int = quantity("()", "number", "ssm_layers d_inner d_state")
    conv_numbers: int = quantity("()", "number", "ssm_layers d_inner d_conv")
    state_numbers: int = quantity("()", "number", "recurrent_numbers + conv_numbers")
    state_bytes: int = quantity("()", "byte", "state_numbers times 2 bytes")
    state_fill: float = quantity("()", "share of its tank", "allocated whole at token 0")
    break_even_tokens: float = quantity("()", "token", "state_bytes / bytes_per_token: exact")

    tank: str = quantity("()", "name", "what the big tank's size is")
    capacity_tokens: int = quantity(
        "()", "token", "size of the big tank: chosen, or what a given GPU has room for"
    )
    capacity_bytes: int = quantity("()", "byte", "capacity_tokens bytes_per_token")
    state_share_of_tank: float = quantity("()", "share", "state_bytes / capacity_bytes")
    marks: Ints = quantity("(n_marks,)", "token", "an 80th, an eighth, all of the tank: chosen")
    mark_bytes: Ints = quantity("(n_marks,)", "byte", "marks times bytes_per_token")
    mark_levels: Floats = quantity("(n_marks,)", "share of the tank", "mark_bytes / capacity_bytes")
    drawn_levels: Floats = quantity(
        "(n_drawn,)",
        "share of the tank",
        "input: as commonly drawn (report, spec C); none for another tank",
    )
    drawn_state_level: float = quantity(
        "()", "share of its tank", "input: as commonly drawn (report, spec C)"
    )
    overflow_token: int = quantity("()", "token", "the first token that does not fit")
    overflow_mark: int = quantity("()", "token", "a tenth more than the tank: chosen")
    overflow_mark_bytes: int = quantity("()", "byte", "overflow_mark bytes_per_token")
    overflow_mark_level: float = quantity("()", "share of the tank", "over 1: the rest is spilt")
    spilt_tokens: int = quantity("()", "token", "overflow_mark - capacity_tokens")
    spilt_bytes: int = quantity("()", "byte", "spilt_tokens bytes_per_token")

    series_tokens: Ints = quantity(
        "(n_series,)", "token", "to overflow_mark in steps of the first mark"
    )
    series_cache_bytes: Ints = quantity("(n_series,)", "byte", "tokens bytes_per_token")
    series_levels: Floats = quantity("(n_series,)", "share of the tank", "bytes / capacity_bytes")
    series_state_bytes: Ints = quantity("(n_series,)", "byte", "the same number every time")
    early_tokens: Ints = quantity(
        "(n_early,)", "token", "0 … 80, around the chosen model's break-even"
    )
    early_cache_bytes: Ints = quantity("(n_early,)", "byte", "tokens bytes_per_token")
    early_cache_over_state: Floats = quantity("(n_early,)", "1", "cache bytes / state bytes")

    far_tokens: int = quantity("()", "token", "125 tanks: one million of the chosen size")
    far_cache_bytes: int = quantity("()", "byte", "far_tokens bytes_per_token")
    far_cache_tanks: float = quantity("()", "tank", "far_cache_bytes / capacity_bytes")
    far_cache_over_state: float = quantity("()", "1", "far_cache_bytes / state_bytes")
    transformer_weight_bytes: int = quantity("()", "byte", "parameters times 2 bytes")
    ssm_weight_bytes: int = quantity("()", "byte", "parameters times 2 bytes")
    gpu_bytes: int = quantity("()", "byte", "given, or of gpus.csv: one A100 80 GB")
    gpu_tokens: int = quantity("()", "token", "(gpu_bytes - transformer weights) / bytes_per_token")

    recall_context: Ints = quantity("(n_recall,)", "token", "babilong_mamba_2_8b.csv")
    recall_percent: Floats = quantity(
        "(n_recall,)", "percent", "BABILong mean accuracy of Mamba-2.8B: constant memory is lossy"
    )
    cache_trained_context: Ints = quantity(
        "(n_trained,)", "token", "published.csv: the same for Pythia-2.8B; none for another model"
    )
    trained_context: int = quantity(
        "()", "token", "published.csv: length of the texts Mamba-2.8B learned from"
    )
    cache_vmax_bytes: float = quantity("()", "byte", "drawing limit of the tank's scale: chosen")
    early_vmax_bytes: float = quantity("()", "byte", "drawing limit around the break-even: chosen")


def provenance(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Provenance:
    """What is said of the values of a user's inputs; without any, of the scene's own."""
    if (context, gpu_memory, model) == (None, None, None):
        return PROVENANCE
    named = model or TRANSFORMER
    size = f"{gpu_memory / 1e9:.3g} GB" if gpu_memory else f"{context or CAPACITY_TOKENS:,} tokens"
    return replace(
        PROVENANCE,
        line=f"your input: {named}, {size} · {SSM} config · fp16 · recall: BABILong leaderboard",
        model=PROVENANCE.model.replace(TRANSFORMER, named),
        inputs=f"published configurations, 2 bytes a number, one text at a time; given: {size}",
        sources=(f"assets/tables/models.csv:{named}", *PROVENANCE.sources[1:]),
    )


def compute(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Values:
    """Read both configurations and do the arithmetic, in whole numbers wherever it is whole.

    Parameters
    ----------
    context
        Tokens that the big tank holds; None: 8,000, or what ``gpu_memory`` has room for.
    gpu_memory
        Bytes of a GPU: the tank is what the Transformer's weights leave of it.
    model
        Name in models.csv of the Transformer; None: Pythia-2.8B.

    Raises
    ------
    UserError
        When the model is no Transformer of known size, both sizes of the tank are given, the
        weights do not fit, or the tank would be too small or too large to be drawn.
    """
    from math import ceil

    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory

    big, small = _transformer(model or TRANSFORMER), tables.model_config(SSM)
    width = tables.BYTES_PER_NUMBER["fp16"]
    gpu_bytes = gpu_memory or published.gpu(GPU).memory_bytes
    per_token = memory.kv_bytes_per_token(big.n_attention_layers, big.n_kv_heads, big.d_head, width)
    recurrent = memory.ssm_state_numbers(small.n_ssm_layers, small.d_inner, small.d_state)
    conv = memory.conv_state_numbers(small.n_ssm_layers, small.d_inner, small.d_conv)
    state_bytes = (recurrent + conv) * width
    even = memory.break_even_tokens(state_bytes, per_token)
    room = memory.tokens_until_full(gpu_bytes, big.weight_bytes_fp16, per_token)
    if context and gpu_memory:
        raise UserError("--context and --gpu-memory: each sets the tank's size, give one of them")
    tokens = room if gpu_memory else context or CAPACITY_TOKENS
    least = ceil(STATES * even)
    if not least <= tokens <= LONGEST:
        told = f"--gpu-memory {gpu_bytes / 1e9:.3g} GB: beside its weights, {big.name} has room for"
        raise UserError(
            f"{told if gpu_memory else f'--context: {big.name} was given'} {tokens:,} tokens; "
            f"tanks of {least:,} to {LONGEST:,} can be drawn"
        )
    capacity = tokens * per_token
    fits = memory.tokens_that_fit(capacity, per_token)
    marks = torch.tensor([round(tokens / part) for part in PARTS])  # (n_marks,)
    poured = tokens * OVER[0] // OVER[1]
    far = TANKS * tokens
    reported = (big.name, tokens) == (TRANSFORMER, CAPACITY_TOKENS)
    series = torch.arange(0, poured + 1, int(marks[0]))  # (n_series,)
    early = torch.arange(81)  # (n_early,)
    recall = tables.rows("babilong_mamba_2_8b")
    trained = published.claim("mamba_context").whole  # the same for both of the pair
    return Values(
        transformer=big.name,
        ssm=small.name,
        bytes_per_number=width,
        n_layers=big.n_attention_layers,
        n_kv_heads=big.n_kv_heads,
        d_head=big.d_head,
        bytes_per_token=per_token,
        ssm_layers=small.n_ssm_layers,
        d_inner=small.d_inner,
        d_state=small.d_state,
        d_conv=small.d_conv,
        recurrent_numbers=recurrent,
        conv_numbers=conv,
        state_numbers=recurrent + conv,
        state_bytes=state_bytes,
        state_fill=1.0,
        break_even_tokens=float(even),
        tank=f"{gpu_memory / 1e9:.3g} GB − weights" if gpu_memory else CHOSEN,
        capacity_tokens=tokens,
        capacity_bytes=capacity,
        state_share_of_tank=state_bytes / capacity,
        marks=ints(marks),
        mark_bytes=ints(marks * per_token),
        mark_levels=floats(marks.double() * per_token / capacity),
        drawn_levels=floats(DRAWN if reported else ()),
        drawn_state_level=DRAWN_STATE,
        overflow_token=fits + 1,
        overflow_mark=poured,
        overflow_mark_bytes=poured * per_token,
        overflow_mark_level=poured * per_token / capacity,
        spilt_tokens=poured - fits,
        spilt_bytes=(poured - fits) * per_token,
        series_tokens=ints(series),
        series_cache_bytes=ints(series * per_token),
        series_levels=floats(series.double() * per_token / capacity),
        series_state_bytes=ints(torch.full_like(series, state_bytes)),
        early_tokens=ints(early),
        early_cache_bytes=ints(early * per_token),
        early_cache_over_state=floats(early.double() * per_token / state_bytes),
        far_tokens=far,
        far_cache_bytes=far * per_token,
        far_cache_tanks=far * per_token / capacity,
        far_cache_over_state=far * per_token / state_bytes,
        transformer_weight_bytes=big.weight_bytes_fp16,
        ssm_weight_bytes=small.weight_bytes_fp16,
        gpu_bytes=gpu_bytes,
        gpu_tokens=room,
        recall_context=ints([int(row["context_tokens"]) for row in recall]),
        recall_percent=floats([float(row["mean_accuracy_percent"]) for row in recall]),
        cache_trained_context=ints([trained] if big.name == TRANSFORMER else []),
        trained_context=trained,
        cache_vmax_bytes=3e9,
        early_vmax_bytes=30e6,
    )


def _transformer(model: str) -> ModelConfig:
    """Return a Transformer that keeps every token, and whose weights are known."""
    from anim_lib.cached_models import caching_models

    able = caching_models()
    if model not in able:
        raise UserError(f"--model {model}: a Transformer is needed, one of {', '.join(able)}")
    return able[model]
