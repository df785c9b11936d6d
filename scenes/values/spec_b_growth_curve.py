"""Visual specification B: stored scores N², a cache N, a state constant; where one GPU is full."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

MODELS = (
    "GPT-2 124M",
    "Pythia-2.8B",
    "Mistral-7B",
    "Llama-2-7B",
    "Llama-3-8B",
    "Llama-2-13B",
    "Mixtral-8x7B",
    "Jamba-v0.1",
    "Llama-2-70B",
    "Llama-3-70B",
    "GPT-3 175B",
)
CURVE_MODEL, SSM = "Llama-3-8B", "Mamba-2.8B"
GPU = "A100 80 GB"
TICKS = (1_024, 4_096, 16_384, 65_536, 131_072, 1_048_576)
GRID = tuple(2**i for i in range(10, 21))
LINEAR_STEP, LINEAR_END = 4_096, 131_072
FIT_FROM = 4_096
METHODS = ("attention", "fused_attention", "scan")
DRAWN_BAND = (32_768, 131_072)

PROVENANCE = Provenance(
    line="published configurations, fp16, one text · memory of one layer measured on one CPU",
    model=f"sizes of {len(MODELS)} Transformers and hybrids and of {SSM}; curves: {CURVE_MODEL}",
    inputs=f"2 bytes a number, one text at a time, one {GPU} less the weights",
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in (*MODELS, SSM)),
        f"assets/tables/gpus.csv:{GPU}",
        "assets/tables/scaling_cpu.csv",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; GB is 10^9 bytes, 1K 1,024 tokens.

    Three memories of different growth: one layer's scores if they are stored whole (fused kernels
    do not), the cache of all layers, and a state space model's state. Lengths are arithmetic: most
    of these models were trained on far shorter texts.
    """

    curve_model: str = quantity("()", "name", "whose scores and cache are drawn")
    ssm: str = quantity("()", "name", "whose state is drawn")
    n_heads: int = quantity("()", "head", "models.csv, curve_model")
    bytes_per_token: int = quantity("()", "byte / token", "fp16 cache of curve_model, all layers")
    ticks: Ints = quantity("(n_ticks,)", "token", "the report's ticks, 1K … 1M")
    tick_score_bytes: Ints = quantity("(n_ticks,)", "byte", "n_heads N² 2 bytes: one layer, stored")
    tick_cache_bytes: Ints = quantity("(n_ticks,)", "byte", "N bytes_per_token")
    tick_state_bytes: Ints = quantity("(n_ticks,)", "byte", "state and windows of the SSM, fp16")
    grid: Ints = quantity("(n_grid,)", "token", "powers of 2, for the curves")
    score_bytes: Ints = quantity("(n_grid,)", "byte", "one layer, all heads, stored")
    cache_bytes: Ints = quantity("(n_grid,)", "byte", "all layers")
    state_bytes: Ints = quantity("(n_grid,)", "byte", "all layers")
    attention_flops: Floats = quantity(
        "(n_grid,)", "FLOP", "causal attention over the whole text, all layers and heads"
    )
    linear_flops: Floats = quantity("(n_grid,)", "FLOP", "2 parameters N")
    flops_crossing: float = quantity(
        "()", "token", "where attention_flops overtake linear_flops, interpolated in grid"
    )
    score_slope: float = quantity("()", "1", "log-log slope of score_bytes")
    cache_slope: float = quantity("()", "1", "log-log slope of cache_bytes")
    state_slope: float = quantity("()", "1", "log-log slope of state_bytes")
    attention_flops_slope: float = quantity("()", "1", "log-log slope of attention_flops")
    linear_flops_slope: float = quantity("()", "1", "log-log slope of linear_flops")

    models: tuple[str, ...] = quantity("(n_models,)", "name", "models.csv: chosen")
    model_bytes_per_token: Ints = quantity("(n_models,)", "byte / token", "fp16 cache")
    model_fixed_bytes: Ints = quantity("(n_models,)", "byte", "fp16 states of its Mamba layers")
    model_weight_bytes: Ints = quantity("(n_models,)", "byte", "fp16 weights")
    model_tick_bytes: Ints = quantity("(n_models, n_ticks)", "byte", "fp16 cache at the ticks")
    gpu: str = quantity("()", "name", "chosen")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv")
    weights_fit: Ints = quantity("(n_models,)", "0 or 1", "model_weight_bytes within gpu_bytes")
    full_tokens: Ints = quantity(
        "(n_models,)",
        "token",
        "longest text that fits: (gpu_bytes - weights - states) / bytes per token; 0: weights do"
        " not fit. Cache and weights only, so a real GPU is full earlier",
    )
    fits_at_tick: Ints = quantity("(n_models, n_ticks)", "0 or 1", "weights, states and cache fit")
    full_cache_bytes: Ints = quantity(
        "(n_models,)", "byte", "cache of full_tokens: how high the out-of-memory point is"
    )
    first_full: int = quantity("()", "token", "least full_tokens of the models whose weights fit")
    curve_model_full: int = quantity("()", "token", "full_tokens of curve_model")
    curve_model_room: int = quantity(
        "()", "byte", "gpu_bytes - weights of curve_model: where its curves meet the GPU's end"
    )
    stored_scores_full: int = quantity(
        "()",
        "token",
        "longest text whose scores, one layer's, fit into curve_model_room, without a cache",
    )
    ssm_weight_bytes: int = quantity("()", "byte", "fp16")
    ssm_total_bytes: int = quantity("()", "byte", "weights and state, at any length")

    linear: Ints = quantity("(n_linear,)", "token", "0 … 128K in equal steps, for linear axes")
    linear_total_bytes: Ints = quantity(
        "(n_models, n_linear)", "byte", "weights, states and cache: straight lines"
    )

    methods: tuple[str, ...] = quantity("(n_methods,)", "name", "rows of scaling_cpu.csv")
    measured: Ints = quantity("(n_measured,)", "token", "scaling_cpu.csv")
    peak_mib: Floats = quantity(
        "(n_methods, n_measured)", "MiB", "measured peak extra memory: one layer, width 64, float32"
    )
    fit_from: int = quantity("()", "token", "the exponents are fitted from here on: chosen")
    peak_exponents: Floats = quantity(
        "(n_methods,)", "1", "log-log slopes of peak_mib from fit_from on"
    )
    machine: str = quantity("()", "text", "where it was measured")
    measured_on: str = quantity("()", "date", "when")

    drawn_band: Ints = quantity(
        "(2,)", "token", "input: as commonly drawn (report, spec B): multiple GPUs from … to"
    )
    drawn_full: int = quantity(
        "()", "token", "input: as commonly drawn (report, spec B): out of memory at 128K"
    )
    drawn_slope: int = quantity("()", "1", "input: as commonly drawn (report, spec B): O(N²)")
    bytes_vmin: float = quantity("()", "byte", "lower end of the log axis: chosen")
    bytes_vmax: float = quantity("()", "byte", "upper end of the log axis: chosen")
    linear_vmax: float = quantity(
        "()", "byte", "drawing limit of the linear axis, for models whose weights fit: chosen"
    )


def compute() -> Values:
    """Multiply out every model's memory, and fit the slopes."""
    import math

    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory, pairs, scaling

    width = tables.BYTES_PER_NUMBER["fp16"]
    gpu = published.gpu(GPU)
    configs = [tables.model_config(name) for name in (*MODELS, SSM)]
    rates = torch.tensor(
        [
            memory.kv_bytes_per_token(c.n_attention_layers, c.n_kv_heads, c.d_head, width)
            for c in configs
        ]
    )  # (n_models + 1,)
    fixed = [
        width
        * (
            memory.ssm_state_numbers(c.n_ssm_layers, c.d_inner, c.d_state)
            + memory.conv_state_numbers(c.n_ssm_layers, c.d_inner, c.d_conv)
        )
        for c in configs
    ]  # n_models + 1
    weights = [memory.weight_bytes(c.parameters, "fp16") for c in configs]  # n_models + 1
    before = torch.tensor(weights) + torch.tensor(fixed)  # (n_models + 1,), at token 0
    full = [
        memory.tokens_until_full(gpu.memory_bytes, w, rate, state)
        for w, rate, state in zip(weights[:-1], rates[:-1].tolist(), fixed[:-1], strict=True)
    ]  # n_models
    ticks, grid = torch.tensor(TICKS), torch.tensor(GRID)  # (n_ticks,), (n_grid,)
    linear = torch.arange(0, LINEAR_END + 1, LINEAR_STEP)  # (n_linear,)
    tick_bytes = rates[:-1, None] * ticks  # (n_models, n_ticks)

    which = MODELS.index(CURVE_MODEL)
    curve = configs[which]
    state_bytes = fixed[-1]
    room = gpu.memory_bytes - weights[which]
    score_bytes = [memory.stored_score_bytes(n, curve.n_heads, width) for n in GRID]  # n_grid
    attention = [
        pairs.attention_flops(n, curve.n_attention_layers, curve.n_heads, curve.d_head)
        for n in GRID
    ]  # n_grid
    weight_flops = [pairs.linear_flops(n, curve.parameters) for n in GRID]  # n_grid
    flops = [torch.tensor(row, dtype=torch.float64) for row in (attention, weight_flops)]
    curves = [
        torch.tensor(score_bytes, dtype=torch.float64),
        (rates[which] * grid).double(),
        torch.full_like(grid, state_bytes).double(),
        *flops,
    ]  # each (n_grid,)
    slopes = [scaling.growth_exponent(grid, each) for each in curves]

    rows = tables.rows("scaling_cpu")
    measured = torch.tensor([int(r["seq_len"]) for r in rows if r["method"] == METHODS[0]])
    peak = torch.tensor(
        [[float(r["peak_extra_mib"]) for r in rows if r["method"] == name] for name in METHODS],
        dtype=torch.float64,
    )  # (n_methods, n_measured)
    late = measured >= FIT_FROM  # (n_measured,)
    return Values(
        curve_model=curve.name,
        ssm=SSM,
        n_heads=curve.n_heads,
        bytes_per_token=int(rates[which]),
        ticks=ints(ticks),
        tick_score_bytes=ints([memory.stored_score_bytes(n, curve.n_heads, width) for n in TICKS]),
        tick_cache_bytes=ints(tick_bytes[which]),
        tick_state_bytes=ints(torch.full_like(ticks, state_bytes)),
        grid=ints(grid),
        score_bytes=ints(score_bytes),
        cache_bytes=ints(rates[which] * grid),
        state_bytes=ints(torch.full_like(grid, state_bytes)),
        attention_flops=floats(flops[0]),
        linear_flops=floats(flops[1]),
        flops_crossing=scaling.crossing(grid, *flops),
        score_slope=slopes[0],
        cache_slope=slopes[1],
        state_slope=slopes[2],
        attention_flops_slope=slopes[3],
        linear_flops_slope=slopes[4],
        models=MODELS,
        model_bytes_per_token=ints(rates[:-1]),
        model_fixed_bytes=ints(fixed[:-1]),
        model_weight_bytes=ints(weights[:-1]),
        model_tick_bytes=ints(tick_bytes),
        gpu=gpu.name,
        gpu_bytes=gpu.memory_bytes,
        weights_fit=ints(torch.tensor(weights[:-1]) <= gpu.memory_bytes),
        full_tokens=ints(full),
        fits_at_tick=ints(before[:-1, None] + tick_bytes <= gpu.memory_bytes),
        full_cache_bytes=ints(torch.tensor(full) * rates[:-1]),
        first_full=min(n for n in full if n),
        curve_model_full=full[which],
        curve_model_room=room,
        stored_scores_full=math.isqrt(room // memory.stored_score_bytes(1, curve.n_heads, width)),
        ssm_weight_bytes=weights[-1],
        ssm_total_bytes=int(before[-1]),
        linear=ints(linear),
        linear_total_bytes=ints(before[:-1, None] + rates[:-1, None] * linear),
        methods=METHODS,
        measured=ints(measured),
        peak_mib=floats(peak),
        fit_from=FIT_FROM,
        peak_exponents=floats(
            [scaling.growth_exponent(measured[late], each[late]) for each in peak]
        ),
        machine=f"{rows[0]['machine']}, torch {rows[0]['torch']}",
        measured_on=rows[0]["date"],
        drawn_band=ints(DRAWN_BAND),
        drawn_full=DRAWN_BAND[1],
        drawn_slope=2,
        bytes_vmin=1e6,
        bytes_vmax=1e14,
        linear_vmax=160e9,
    )
