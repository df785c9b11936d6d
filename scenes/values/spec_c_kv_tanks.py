"""Visual specification C: the KV cache of Pythia-2.8B beside the state of Mamba-2.8B, in bytes."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TRANSFORMER, SSM = "Pythia-2.8B", "Mamba-2.8B"
CAPACITY_TOKENS = 8_000  # the tank's size is chosen, so that t = 8,000 fills it exactly
MARKS = (100, 1_000, 8_000)
OVERFLOW_MARK = 8_800  # where the scene stops pouring
FAR = 1_000_000
GPU = "A100 80 GB"
SERIES_STEP = 100

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

    capacity_tokens: int = quantity("()", "token", "size of the big tank: chosen")
    capacity_bytes: int = quantity("()", "byte", "capacity_tokens bytes_per_token")
    state_share_of_tank: float = quantity("()", "share", "state_bytes / capacity_bytes")
    marks: Ints = quantity("(n_marks,)", "token", "where the scene reads the level: chosen")
    mark_bytes: Ints = quantity("(n_marks,)", "byte", "marks times bytes_per_token")
    mark_levels: Floats = quantity("(n_marks,)", "share of the tank", "mark_bytes / capacity_bytes")
    drawn_levels: Floats = quantity(
        "(n_marks,)", "share of the tank", "input: as commonly drawn (report, spec C)"
    )
    drawn_state_level: float = quantity(
        "()", "share of its tank", "input: as commonly drawn (report, spec C)"
    )
    overflow_token: int = quantity("()", "token", "the first token that does not fit")
    overflow_mark: int = quantity("()", "token", "where the pouring stops: chosen")
    overflow_mark_bytes: int = quantity("()", "byte", "overflow_mark bytes_per_token")
    overflow_mark_level: float = quantity("()", "share of the tank", "over 1: the rest is spilt")
    spilt_tokens: int = quantity("()", "token", "overflow_mark - capacity_tokens")
    spilt_bytes: int = quantity("()", "byte", "spilt_tokens bytes_per_token")

    series_tokens: Ints = quantity("(n_series,)", "token", "0, 100, … overflow_mark")
    series_cache_bytes: Ints = quantity("(n_series,)", "byte", "tokens bytes_per_token")
    series_levels: Floats = quantity("(n_series,)", "share of the tank", "bytes / capacity_bytes")
    series_state_bytes: Ints = quantity("(n_series,)", "byte", "the same number every time")
    early_tokens: Ints = quantity("(n_early,)", "token", "0 … 80, around the break-even: chosen")
    early_cache_bytes: Ints = quantity("(n_early,)", "byte", "tokens bytes_per_token")
    early_cache_over_state: Floats = quantity("(n_early,)", "1", "cache bytes / state bytes")

    far_tokens: int = quantity("()", "token", "one million: chosen")
    far_cache_bytes: int = quantity("()", "byte", "far_tokens bytes_per_token")
    far_cache_tanks: float = quantity("()", "tank", "far_cache_bytes / capacity_bytes")
    far_cache_over_state: float = quantity("()", "1", "far_cache_bytes / state_bytes")
    transformer_weight_bytes: int = quantity("()", "byte", "parameters times 2 bytes")
    ssm_weight_bytes: int = quantity("()", "byte", "parameters times 2 bytes")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv, one A100 80 GB")
    gpu_tokens: int = quantity("()", "token", "(gpu_bytes - transformer weights) / bytes_per_token")

    recall_context: Ints = quantity("(n_recall,)", "token", "babilong_mamba_2_8b.csv")
    recall_percent: Floats = quantity(
        "(n_recall,)", "percent", "BABILong mean accuracy of Mamba-2.8B: constant memory is lossy"
    )
    trained_context: int = quantity(
        "()", "token", "published.csv: length of the texts Mamba-2.8B learned from"
    )
    cache_vmax_bytes: float = quantity("()", "byte", "drawing limit of the tank's scale: chosen")
    early_vmax_bytes: float = quantity("()", "byte", "drawing limit around the break-even: chosen")


def compute() -> Values:
    """Read both configurations and do the arithmetic, in whole numbers wherever it is whole."""
    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory

    big, small = tables.model_config(TRANSFORMER), tables.model_config(SSM)
    width = tables.BYTES_PER_NUMBER["fp16"]
    gpu_bytes = published.gpu(GPU).memory_bytes
    per_token = memory.kv_bytes_per_token(big.n_attention_layers, big.n_kv_heads, big.d_head, width)
    recurrent = memory.ssm_state_numbers(small.n_ssm_layers, small.d_inner, small.d_state)
    conv = memory.conv_state_numbers(small.n_ssm_layers, small.d_inner, small.d_conv)
    state_bytes = (recurrent + conv) * width
    capacity = CAPACITY_TOKENS * per_token
    fits = memory.tokens_that_fit(capacity, per_token)
    marks = torch.tensor(MARKS)  # (n_marks,)
    series = torch.arange(0, OVERFLOW_MARK + 1, SERIES_STEP)  # (n_series,)
    early = torch.arange(81)  # (n_early,)
    recall = tables.rows("babilong_mamba_2_8b")
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
        break_even_tokens=float(memory.break_even_tokens(state_bytes, per_token)),
        capacity_tokens=CAPACITY_TOKENS,
        capacity_bytes=capacity,
        state_share_of_tank=state_bytes / capacity,
        marks=ints(marks),
        mark_bytes=ints(marks * per_token),
        mark_levels=floats(marks.double() * per_token / capacity),
        drawn_levels=floats([0.05, 0.50, 1.00]),
        drawn_state_level=0.70,
        overflow_token=fits + 1,
        overflow_mark=OVERFLOW_MARK,
        overflow_mark_bytes=OVERFLOW_MARK * per_token,
        overflow_mark_level=OVERFLOW_MARK * per_token / capacity,
        spilt_tokens=OVERFLOW_MARK - fits,
        spilt_bytes=(OVERFLOW_MARK - fits) * per_token,
        series_tokens=ints(series),
        series_cache_bytes=ints(series * per_token),
        series_levels=floats(series.double() * per_token / capacity),
        series_state_bytes=ints(torch.full_like(series, state_bytes)),
        early_tokens=ints(early),
        early_cache_bytes=ints(early * per_token),
        early_cache_over_state=floats(early.double() * per_token / state_bytes),
        far_tokens=FAR,
        far_cache_bytes=FAR * per_token,
        far_cache_tanks=FAR * per_token / capacity,
        far_cache_over_state=FAR * per_token / state_bytes,
        transformer_weight_bytes=big.weight_bytes_fp16,
        ssm_weight_bytes=small.weight_bytes_fp16,
        gpu_bytes=gpu_bytes,
        gpu_tokens=memory.tokens_until_full(gpu_bytes, big.weight_bytes_fp16, per_token),
        recall_context=ints([int(row["context_tokens"]) for row in recall]),
        recall_percent=floats([float(row["mean_accuracy_percent"]) for row in recall]),
        trained_context=published.claim("mamba_context").whole,
        cache_vmax_bytes=3e9,
        early_vmax_bytes=30e6,
    )
