"""Visual specification B: stored scores N², a cache N, a state constant; where one GPU is full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TAKES: Final = ("context", "gpu_memory", "model")
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
TRAINED = {
    "GPT-2 124M": "gpt2_context",
    "Pythia-2.8B": "mamba_context",
    "Llama-2-7B": "llama_2_context",
    "Llama-2-13B": "llama_2_context",
    "Llama-2-70B": "llama_2_context",
    "Llama-3-8B": "llama_3_context",
    "Llama-3-70B": "llama_3_context",
}  # claims of published.csv; the papers' tables name all sizes
SSM_TRAINED = "mamba_context"
CURVE_MODEL, SSM = "Llama-3-8B", "Mamba-2.8B"
GPU = "A100 80 GB"
CONTEXT = 131_072
SHORTEST, LONGEST = 10, 20  # powers of 2: 1K … 1M tokens, unless the context lies beyond
LEAST = 64  # tokens, of a context
MANY = 14  # powers of 2 on the axis up to which every second one is a tick; of more, every fourth
PARTS = 4  # points of the curves from a power of 2 to the next
MOST, APART = 4, 1.3  # models drawn together, and the least ratio of the texts that fill them
BAND = 0.4  # least share of an axis of bytes beyond the GPU: there are the band's words
FIT_FROM = 4_096
METHODS = ("attention", "fused_attention", "scan")
MEASURED_HEADS = 1  # measure_scaling.py: query, key and value of the whole width
DRAWN_FULL = 131_072
BYTES_VMIN = 5e6
LINE = "published sizes, fp16, one text · measured memory: one layer on one CPU"

PROVENANCE = Provenance(
    line=LINE,
    model=f"sizes of {len(MODELS)} Transformers and hybrids and of {SSM}; curves: {CURVE_MODEL}",
    inputs=f"2 bytes a number, one text at a time, one {GPU} less the weights",
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in (*MODELS, SSM)),
        *(f"assets/tables/published.csv:{c}" for c in sorted({*TRAINED.values(), SSM_TRAINED})),
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
    ticks: Ints = quantity(
        "(n_ticks,)", "token", "1K, 4K … 1M, or as far as the axis goes: equal factors"
    )
    grid: Ints = quantity("(n_grid,)", "token", "2^(k/4), rounded: where the curves have points")
    score_bytes: Ints = quantity("(n_grid,)", "byte", "n_heads N² 2 bytes: one layer, stored")
    cache_bytes: Ints = quantity("(n_grid,)", "byte", "N bytes_per_token, all layers")
    state_bytes: Ints = quantity("(n_grid,)", "byte", "the SSM's states and windows, all layers")
    score_slope: float = quantity("()", "1", "log-log slope of score_bytes")
    cache_slope: float = quantity("()", "1", "log-log slope of cache_bytes")
    state_slope: float = quantity("()", "1", "log-log slope of state_bytes")

    context: int = quantity("()", "token", "where the marker stands: chosen")
    context_bytes: Ints = quantity("(3,)", "byte", "scores, cache and state at context")
    context_total: int = quantity(
        "()", "byte", "weights, states and cache of curve_model at context"
    )
    context_fits: int = quantity("()", "0 or 1", "context_total within gpu_bytes")

    models: tuple[str, ...] = quantity("(n_models,)", "name", "models.csv: chosen")
    model_bytes_per_token: Ints = quantity("(n_models,)", "byte / token", "fp16 cache")
    model_fixed_bytes: Ints = quantity("(n_models,)", "byte", "fp16 states of its Mamba layers")
    model_weight_bytes: Ints = quantity("(n_models,)", "byte", "fp16 weights")
    gpu: str = quantity("()", "name", "chosen")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv, or as given")
    full_tokens: Ints = quantity(
        "(n_models,)",
        "token",
        "longest text that fits: (gpu_bytes - weights - states) / bytes per token; 0: weights do"
        " not fit. Cache and weights only, so a real GPU is full earlier",
    )
    too_heavy: Ints = quantity(
        "(n_heavy,)", "index", "models that do not hold the first of grid's texts, lightest first"
    )
    beyond: Ints = quantity("(n_beyond,)", "index", "models that are full only past the grid's end")
    curve_model_weights: int = quantity("()", "byte", "fp16")
    curve_model_full: int = quantity("()", "token", "full_tokens of curve_model")
    curve_model_room: int = quantity(
        "()", "byte", "gpu_bytes - weights and fixed states of curve_model; what its cache may take"
    )
    limit_bytes: float = quantity(
        "()", "byte", "curve_model_room, or bytes_vmin where nothing is left: where it is drawn"
    )
    stored_scores_full: int = quantity(
        "()",
        "token",
        "longest text whose scores, one layer's, fit into curve_model_room, without a cache",
    )
    line_models: Ints = quantity(
        "(n_lines,)", "index", "models with a line: curve_model if it holds a text, then others"
    )
    line_total: Ints = quantity("(n_lines, n_grid)", "byte", "weights, states and cache")
    line_weights: Ints = quantity("(n_lines,)", "byte", "weights and fixed states")
    line_stops: Ints = quantity("(n_lines,)", "0 or 1", "full_tokens lies within the grid")
    line_trained: Ints = quantity(
        "(n_lines,)", "token", "longest text in training, published.csv; 0: not in our sources"
    )
    line_trained_total: Ints = quantity(
        "(n_lines,)", "byte", "weights, states and cache at line_trained"
    )
    ssm_weight_bytes: int = quantity("()", "byte", "fp16")
    ssm_bytes_per_token: int = quantity("()", "byte / token", "its cache: it has none")
    ssm_total_bytes: int = quantity("()", "byte", "weights and state, at any length")
    ssm_trained: int = quantity("()", "token", "published.csv: text length in training")

    methods: tuple[str, ...] = quantity("(n_methods,)", "name", "rows of scaling_cpu.csv")
    measured: Ints = quantity("(n_measured,)", "token", "scaling_cpu.csv, from fit_from on")
    peak_mib: Floats = quantity(
        "(n_methods, n_measured)", "MiB", "measured peak extra memory: one layer, width 64, float32"
    )
    peak_bytes: Floats = quantity("(n_methods, n_measured)", "byte", "peak_mib 2^20")
    fit_from: int = quantity("()", "token", "the exponents are fitted from here on: chosen")
    peak_exponents: Floats = quantity("(n_methods,)", "1", "log-log slopes of peak_mib")
    measured_heads: int = quantity("()", "head", "of the measured layer: chosen")
    measured_width: int = quantity("()", "number", "scaling_cpu.csv: d_model of that layer")
    measured_precision: str = quantity("()", "name", "scaling_cpu.csv: of its numbers")
    machine: str = quantity("()", "text", "where it was measured")
    measured_on: str = quantity("()", "date", "when")

    drawn_full: int = quantity(
        "()", "token", "input: as commonly drawn (report, spec B): out of memory at 128K"
    )
    total_vmin: float = quantity("()", "byte", "lower end of the totals' log axis: chosen")
    total_vmax: float = quantity(
        "()", "byte", "upper end of the totals' log axis: a power of 10, BAND beyond gpu_bytes"
    )
    bytes_vmin: float = quantity("()", "byte", "lower end of the log axis: chosen")
    bytes_vmax: float = quantity("()", "byte", "upper end of the log axis: the next power of 10")


def provenance(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Provenance:
    """Say what was put in; without inputs this is ``PROVENANCE``."""
    from dataclasses import replace

    given = [
        text
        for text, one in (
            (model or "", model),
            (f"{(gpu_memory or 0) / 1e9:,.4g} GB", gpu_memory),
            (f"{context or 0:,} tokens", context),
        )
        if one is not None
    ]
    if not given:
        return PROVENANCE
    told = ", ".join(given)
    sources = tuple(s for s in PROVENANCE.sources if gpu_memory is None or "gpus.csv" not in s)
    return replace(
        PROVENANCE,
        line=f"given: {told} · published sizes, fp16 · measured: one layer, one CPU",
        model=PROVENANCE.model.replace(f"curves: {CURVE_MODEL}", f"curves: {model or CURVE_MODEL}"),
        inputs=f"given: {told}; 2 bytes a number, one text at a time, one GPU less the weights",
        sources=sources,
    )


def _axis(context: int) -> tuple[list[int], list[int]]:
    """Return ticks and points of the axis: 1K to 1M, or the powers of 2 around ``context``."""
    first = min(context.bit_length() - 1, SHORTEST)
    last = max((context - 1).bit_length(), LONGEST)
    grid = [round(2 ** (k / PARTS)) for k in range(first * PARTS, last * PARTS + 1)]
    step = 2 if last - first <= MANY else 4
    return [2**k for k in range(first, last + 1, step)], grid


def _apart(full: list[int], first: int, within: tuple[int, int]) -> list[int]:
    """Return ``first``, if it holds a text, and models whose full texts lie apart on the axis."""
    chosen = [first] if full[first] >= within[0] else []
    for k, n in enumerate(full):
        ratios = [max(n, full[j]) / max(min(n, full[j]), 1) for j in chosen]
        far = all(ratio >= APART for ratio in ratios)
        if len(chosen) < MOST and within[0] <= n <= within[1] and far:
            chosen.append(k)
    return chosen


def _round_below(count: float) -> float:
    """Return the largest 1, 2 or 5 times a power of 10 that is not above ``count``."""
    import math

    power = 10.0 ** math.floor(math.log10(count))
    return max(k * power for k in (1, 2, 5) if k * power <= count)


def compute(
    *, context: int | None = None, gpu_memory: int | None = None, model: str | None = None
) -> Values:
    """Multiply out every model's memory, and fit the slopes.

    Parameters
    ----------
    context
        Tokens at which the marker stands; ``None``: 128K.
    gpu_memory
        Bytes of the GPU; ``None``: those of an A100.
    model
        Whose scores and cache are drawn, a name of ``MODELS``; ``None``: Llama-3-8B.

    Raises
    ------
    UserError
        When the text is too short for the axis, or the model has no cache of known size.
    """
    import math

    import torch

    from anim_lib import published, tables
    from anim_lib.errors import UserError
    from anim_lib.models import memory, scaling

    at, curve_name = context or CONTEXT, model or CURVE_MODEL
    if at < LEAST:
        raise UserError(f"--context {at:,}: spec_b draws texts of {LEAST} tokens and more")
    if curve_name not in MODELS:
        raise UserError(
            f"--model {curve_name}: spec_b needs weights and a cache of known size; "
            f"allowed are {', '.join(MODELS)}"
        )
    width = tables.BYTES_PER_NUMBER["fp16"]
    gpu_bytes = gpu_memory or published.gpu(GPU).memory_bytes
    configs = [tables.model_config(name) for name in (*MODELS, SSM)]
    rates = [
        memory.kv_bytes_per_token(c.n_attention_layers, c.n_kv_heads, c.d_head, width)
        for c in configs
    ]  # n_models + 1
    fixed = [
        width
        * (
            memory.ssm_state_numbers(c.n_ssm_layers, c.d_inner, c.d_state)
            + memory.conv_state_numbers(c.n_ssm_layers, c.d_inner, c.d_conv)
        )
        for c in configs
    ]  # n_models + 1
    weights = [memory.weight_bytes(c.parameters, "fp16") for c in configs]  # n_models + 1
    sizes = list(zip(weights, rates, fixed, strict=True))[:-1]  # n_models
    full = [memory.tokens_until_full(gpu_bytes, w, rate, state) for w, rate, state in sizes]
    ticks, points = _axis(at)
    grid = torch.tensor(points)  # (n_grid,)
    cache = torch.tensor(rates[:-1])[:, None] * grid  # (n_models, n_grid)
    before = torch.tensor(weights[:-1]) + torch.tensor(fixed[:-1])  # (n_models,), at token 0
    total = cache + before[:, None]  # (n_models, n_grid)

    which = MODELS.index(curve_name)
    curve, room = configs[which], gpu_bytes - int(before[which])
    score_bytes = [memory.stored_score_bytes(n, curve.n_heads, width) for n in points]  # n_grid
    at_context = [
        memory.stored_score_bytes(at, curve.n_heads, width),
        at * rates[which],
        fixed[-1],
    ]
    used = int(before[which]) + at_context[1]
    flat = torch.full_like(grid, fixed[-1])  # (n_grid,)
    curves = [torch.tensor(score_bytes).double(), cache[which].double(), flat.double()]
    slopes = [scaling.growth_exponent(grid, each) for each in curves]
    drawn = _apart(full, which, (points[0], points[-1]))
    lightest = min(int(before[drawn].min()), weights[-1], gpu_bytes)
    total_vmin = _round_below(lightest / 2)
    most = max(total_vmin * (gpu_bytes / total_vmin) ** (1 / (1 - BAND)), int(total[drawn].max()))
    least = min(score_bytes[0], int(cache[which, 0]), fixed[-1])
    vmin = BYTES_VMIN if least > BYTES_VMIN else _round_below(0.9 * least)
    highest = max(*score_bytes, vmin * (gpu_bytes / vmin) ** (1 / (1 - BAND)))
    heavy = sorted((k for k, n in enumerate(full) if n < points[0]), key=weights.__getitem__)

    trained = {name: published.claim(claim).whole for name, claim in TRAINED.items()}
    rows = [r for r in tables.rows("scaling_cpu") if int(r["seq_len"]) >= FIT_FROM]
    measured = torch.tensor([int(r["seq_len"]) for r in rows if r["method"] == METHODS[0]])
    peak = torch.tensor(
        [[float(r["peak_extra_mib"]) for r in rows if r["method"] == name] for name in METHODS],
        dtype=torch.float64,
    )  # (n_methods, n_measured)
    precision, layer = rows[0]["machine"].split(", ")[-2:]
    return Values(
        curve_model=curve.name,
        ssm=SSM,
        n_heads=curve.n_heads,
        bytes_per_token=rates[which],
        ticks=ints(ticks),
        grid=ints(points),
        score_bytes=ints(score_bytes),
        cache_bytes=ints(cache[which]),
        state_bytes=ints(flat),
        score_slope=slopes[0],
        cache_slope=slopes[1],
        state_slope=slopes[2],
        context=at,
        context_bytes=ints(at_context),
        context_total=used,
        context_fits=int(used <= gpu_bytes),
        models=MODELS,
        model_bytes_per_token=ints(rates[:-1]),
        model_fixed_bytes=ints(fixed[:-1]),
        model_weight_bytes=ints(weights[:-1]),
        gpu=GPU if gpu_memory is None else f"a GPU of {gpu_bytes:,} bytes",
        gpu_bytes=gpu_bytes,
        full_tokens=ints(full),
        too_heavy=ints(heavy),
        beyond=ints([k for k, n in enumerate(full) if n > points[-1]]),
        curve_model_weights=weights[which],
        curve_model_full=full[which],
        curve_model_room=room,
        limit_bytes=max(float(room), vmin),
        stored_scores_full=math.isqrt(
            max(room, 0) // memory.stored_score_bytes(1, curve.n_heads, width)
        ),
        line_models=ints(drawn),
        line_total=ints(total[drawn]),
        line_weights=ints(before[drawn]),
        line_stops=ints([points[0] <= full[k] <= points[-1] for k in drawn]),
        line_trained=ints(
            [
                published.claim(TRAINED[MODELS[k]]).whole if MODELS[k] in TRAINED else 0
                for k in drawn
            ]
        ),
        line_trained_total=ints(
            [int(before[k]) + rates[k] * trained.get(MODELS[k], 0) for k in drawn]
        ),
        ssm_weight_bytes=weights[-1],
        ssm_bytes_per_token=rates[-1],
        ssm_total_bytes=weights[-1] + fixed[-1],
        ssm_trained=published.claim(SSM_TRAINED).whole,
        methods=METHODS,
        measured=ints(measured),
        peak_mib=floats(peak),
        peak_bytes=floats(peak * 2**20),
        fit_from=FIT_FROM,
        peak_exponents=floats([scaling.growth_exponent(measured, each) for each in peak]),
        measured_heads=MEASURED_HEADS,
        measured_width=int(layer.removeprefix("d_model ")),
        measured_precision=precision,
        machine=f"{rows[0]['machine']}, torch {rows[0]['torch']}",
        measured_on=rows[0]["date"],
        drawn_full=DRAWN_FULL,
        total_vmin=total_vmin,
        total_vmax=10.0 ** math.ceil(math.log10(most)),
        bytes_vmin=vmin,
        bytes_vmax=10.0 ** math.ceil(math.log10(highest)),
    )
