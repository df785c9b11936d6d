"""Diagram 10: Jamba's 32 layers by kind, and what each of them keeps as tokens stream in."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

MODEL, OTHER, MHA = "Jamba-v0.1", "Mixtral-8x7B", "Llama-2-7B"
GPU = "A100 80 GB"
EARLY_MARKS = (0, 1_024, 8_192, 32_768)
SERIES_STEP = 4_096
CLOSE_TIMES = 3  # how often one floor's even point the close view reads on
PRECISIONS = ("fp16", "int8")
PAPER_NAMES = ("jamba", "mixtral", "llama_2_7b")  # of MODEL, OTHER and MHA in published.csv
DRAWN_STACK = ("Mamba",) * 7 + ("attention",) + ("Mamba",) * 2
DRAWN_SHARE = 0.07
DRAWN_CONTEXT = 262_144  # "256K"

PROVENANCE = Provenance(
    line="Jamba, Mixtral: configs (arXiv 2403.19887, 2401.04088)"
    " · cache fp16, one text · GB = 10⁹, GiB = 2³⁰",
    model=f"{MODEL}; {OTHER} and {MHA} for comparison; sizes only",
    inputs="published configurations, 2 bytes a number in the cache, one text at a time",
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in (MODEL, OTHER, MHA)),
        f"assets/tables/layers.csv:{MODEL}",
        f"assets/tables/gpus.csv:{GPU}",
        "assets/tables/published.csv:jamba_context_supported",
        "assets/tables/published.csv:jamba_context_fits",
        "assets/tables/published.csv:mixtral_context",
        *(f"assets/tables/published.csv:jamba_paper_cache_{name}" for name in PAPER_NAMES),
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; layers count from 0; GB is 10^9 bytes, GiB 2^30.

    Every layer is a mixer (Mamba or attention) and then an MLP (dense, or a choice of experts).
    """

    model: str = quantity("()", "name", "the mixed stack")
    n_layers: int = quantity("()", "layer", "layers.csv")
    attention_period: int = quantity("()", "layer", "layers.csv")
    attention_offset: int = quantity("()", "layer", "layers.csv")
    is_attention: Ints = quantity("(n_layers,)", "0 or 1", "the mixer: attention, else Mamba")
    is_moe: Ints = quantity("(n_layers,)", "0 or 1", "the MLP: experts, else dense")
    attention_layers: Ints = quantity("(n_attention,)", "layer", "where is_attention: 4 floors")
    block: tuple[str, ...] = quantity(
        "(n_block,)", "kind", "mixers of the first attention_period layers"
    )
    mamba_per_attention: int = quantity("()", "layer", "Mamba layers per attention layer")
    attention_share: float = quantity("()", "share", "attention layers / n_layers")
    n_experts: int = quantity("()", "expert", "layers.csv, of every second MLP")
    experts_per_token: int = quantity("()", "expert", "layers.csv")

    n_kv_heads: int = quantity("()", "head", "models.csv")
    d_head: int = quantity("()", "number", "models.csv")
    layer_bytes_per_token: int = quantity(
        "()", "byte / token", "one attention layer: 2 n_kv_heads d_head 2 bytes"
    )
    bytes_per_token: int = quantity("()", "byte / token", "all attention layers together")
    state_numbers: int = quantity("()", "number", "all Mamba layers: layers d_inner (16 + 4)")
    state_bytes: int = quantity("()", "byte", "state_numbers 2 bytes, at every token the same")
    layer_state_bytes: int = quantity("()", "byte", "state of one Mamba layer")
    break_even_tokens: int = quantity(
        "()", "token", "where the cache has grown to all Mamba states: exact"
    )

    n_mamba: int = quantity("()", "layer", "the other layers")
    floor_even_tokens: int = quantity(
        "()", "token", "layer_state_bytes / layer_bytes_per_token: one cache as large as one state"
    )
    close_marks: Ints = quantity(
        "(n_close,)", "token", "0, 1, 2, floor_even_tokens and three times that: chosen"
    )
    close_bytes: Ints = quantity("(n_close, n_layers)", "byte", "what each layer keeps then")
    close_cache_bytes: Ints = quantity("(n_close,)", "byte", "sum over the attention layers")
    marks: Ints = quantity(
        "(n_marks,)", "token", "chosen, then published_fit and supported_context: for the counters"
    )
    layer_bytes: Ints = quantity(
        "(n_marks, n_layers)", "byte", "what each layer keeps: a growing cache, or its state"
    )
    cache_bytes: Ints = quantity("(n_marks,)", "byte", "sum over the attention layers")
    kept_bytes: Ints = quantity("(n_marks,)", "byte", "sum of layer_bytes: cache and states")

    series: Ints = quantity("(n_series,)", "token", "0 … supported_context in equal steps")
    series_bytes: Ints = quantity("(n_series,)", "byte", "Jamba's cache")
    series_other_bytes: Ints = quantity("(n_series,)", "byte", "Mixtral's cache")

    compared: tuple[str, ...] = quantity("(n_compared,)", "name", "models.csv")
    compared_layers: Ints = quantity("(n_compared,)", "layer", "layers with a cache")
    compared_bytes_per_token: Ints = quantity("(n_compared,)", "byte / token", "fp16 cache")
    compared_gb: Floats = quantity("(n_compared,)", "GB", "cache at supported_context")
    compared_gib: Floats = quantity("(n_compared,)", "GiB", "the same in 2^30 bytes")
    printed_gib: Floats = quantity("(n_compared,)", "GiB", "published.csv: as Jamba's paper prints")
    other_layer_bytes: Ints = quantity(
        "(n_other_layers,)", "byte", "cache of each of Mixtral's layers at supported_context"
    )
    other_trained: int = quantity(
        "()", "token", "published.csv: Mixtral's longest text in training; beyond it is arithmetic"
    )
    supported_over_trained: float = quantity("()", "1", "supported_context / other_trained")
    other_over_jamba: float = quantity("()", "1", "Mixtral's cache over Jamba's, at any length")

    precisions: tuple[str, ...] = quantity("(n_precisions,)", "name", "of the weights: chosen")
    gpu: str = quantity("()", "name", "chosen: the GPU that the claim is about")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv")
    weight_bytes: Ints = quantity("(n_precisions,)", "byte", "Jamba's weights")
    weights_fit: Ints = quantity("(n_precisions,)", "0 or 1", "weight_bytes within gpu_bytes")
    room_tokens: Ints = quantity(
        "(n_precisions,)",
        "token",
        "(gpu_bytes - weights - states) / bytes_per_token, without any other memory",
    )
    other_room_tokens: Ints = quantity(
        "(n_precisions,)", "token", "the same for Mixtral, which has no state"
    )
    supported_context: int = quantity("()", "token", "published.csv: supported, 256K")
    published_fit: int = quantity(
        "()", "token", "published.csv: up to so many on one 80 GB GPU, weights in int8"
    )
    room_over_fit: float = quantity(
        "()",
        "1",
        "room_tokens in int8 / published_fit: the arithmetic knows cache and weights only",
    )

    drawn_stack: tuple[str, ...] = quantity(
        "(n_drawn,)", "kind", "input: as commonly drawn (report, D10), then dots"
    )
    drawn_share: float = quantity(
        "()", "share", "input: as commonly drawn (report, D20); it is Mamba-2-Hybrid's"
    )
    drawn_context_on_one_gpu: int = quantity(
        "()", "token", "input: as commonly drawn (report, D10): 256K on a single 80GB GPU"
    )
    gpu_gb_vmax: float = quantity("()", "GB", "drawing limit of weights and caches: chosen")
    gb_vmax: float = quantity("()", "GB", "drawing limit of Jamba's and Mixtral's: chosen")


def compute() -> Values:
    """Lay out the layers as the configuration says, and multiply out what each keeps."""
    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory

    config, pattern = tables.model_config(MODEL), tables.layer_pattern(MODEL)
    width = tables.BYTES_PER_NUMBER["fp16"]
    attention = torch.tensor(
        memory.layers_of_pattern(
            pattern.n_layers,
            pattern.attention_period,
            pattern.attention_offset,
            pattern.attention_also,
        )
    )  # (n_layers,)
    moe = memory.layers_of_pattern(pattern.n_layers, pattern.moe_period, pattern.moe_offset)
    n_attention, n_mamba = int(attention.sum()), int((~attention).sum())
    per_layer = memory.kv_bytes_per_token(1, config.n_kv_heads, config.d_head, width)
    state_numbers = memory.ssm_state_numbers(
        n_mamba, config.d_inner, config.d_state
    ) + memory.conv_state_numbers(n_mamba, config.d_inner, config.d_conv)
    layer_state = state_numbers * width // n_mamba
    per_token = per_layer * n_attention
    fit = published.claim("jamba_context_fits").whole
    supported = published.claim("jamba_context_supported").whole
    trained = published.claim("mixtral_context").whole
    marks = torch.tensor((*EARLY_MARKS, fit, supported))  # (n_marks,)
    growing = marks[:, None] * per_layer * attention  # (n_marks, n_layers)
    kept = growing + layer_state * ~attention  # (n_marks, n_layers)

    even = layer_state // per_layer
    if even * per_layer != layer_state:
        raise ValueError(f"{layer_state} bytes of state are not whole tokens of {per_layer} bytes")
    close = torch.tensor((0, 1, 2, even, CLOSE_TIMES * even))  # (n_close,)
    near = close[:, None] * per_layer * attention + layer_state * ~attention

    compared = [config, tables.model_config(OTHER), tables.model_config(MHA)]
    rates = [
        memory.kv_bytes_per_token(c.n_attention_layers, c.n_kv_heads, c.d_head, width)
        for c in compared
    ]  # n_compared
    printed = [published.claim(f"jamba_paper_cache_{name}").number for name in PAPER_NAMES]
    gpu = published.gpu(GPU)
    weights = [memory.weight_bytes(config.parameters, precision) for precision in PRECISIONS]
    room = [
        memory.tokens_until_full(gpu.memory_bytes, w, per_token, state_numbers * width)
        for w in weights
    ]
    series = torch.arange(0, supported + 1, SERIES_STEP)  # (n_series,)
    return Values(
        model=config.name,
        n_layers=pattern.n_layers,
        attention_period=pattern.attention_period,
        attention_offset=pattern.attention_offset,
        is_attention=ints(attention),
        is_moe=ints(moe),
        attention_layers=ints(attention.nonzero()[:, 0]),
        block=tuple(
            "attention" if here else "Mamba"
            for here in attention[: pattern.attention_period].tolist()
        ),
        mamba_per_attention=n_mamba // n_attention,
        attention_share=n_attention / pattern.n_layers,
        n_experts=pattern.n_experts,
        experts_per_token=pattern.experts_per_token,
        n_kv_heads=config.n_kv_heads,
        d_head=config.d_head,
        layer_bytes_per_token=per_layer,
        bytes_per_token=per_token,
        state_numbers=state_numbers,
        state_bytes=state_numbers * width,
        layer_state_bytes=layer_state,
        break_even_tokens=int(memory.break_even_tokens(state_numbers * width, per_token)),
        n_mamba=n_mamba,
        floor_even_tokens=even,
        close_marks=ints(close),
        close_bytes=ints(near),
        close_cache_bytes=ints(close * per_token),
        marks=ints(marks),
        layer_bytes=ints(kept),
        cache_bytes=ints(growing.sum(1)),
        kept_bytes=ints(kept.sum(1)),
        series=ints(series),
        series_bytes=ints(series * rates[0]),
        series_other_bytes=ints(series * rates[1]),
        compared=tuple(c.name for c in compared),
        compared_layers=ints([c.n_attention_layers for c in compared]),
        compared_bytes_per_token=ints(rates),
        compared_gb=floats([supported * rate / 1e9 for rate in rates]),
        compared_gib=floats([supported * rate / 2**30 for rate in rates]),
        printed_gib=floats(printed),
        other_layer_bytes=ints(
            [supported * rates[1] // compared[1].n_attention_layers]
            * compared[1].n_attention_layers
        ),
        other_trained=trained,
        supported_over_trained=supported / trained,
        other_over_jamba=rates[1] / rates[0],
        precisions=PRECISIONS,
        gpu=gpu.name,
        gpu_bytes=gpu.memory_bytes,
        weight_bytes=ints(weights),
        weights_fit=ints([w <= gpu.memory_bytes for w in weights]),
        room_tokens=ints(room),
        other_room_tokens=ints(
            [
                memory.tokens_until_full(
                    gpu.memory_bytes, memory.weight_bytes(compared[1].parameters, p), rates[1]
                )
                for p in PRECISIONS
            ]
        ),
        supported_context=supported,
        published_fit=fit,
        room_over_fit=room[PRECISIONS.index("int8")] / fit,
        drawn_stack=DRAWN_STACK,
        drawn_share=DRAWN_SHARE,
        drawn_context_on_one_gpu=DRAWN_CONTEXT,
        gpu_gb_vmax=110.0,
        gb_vmax=40.0,
    )
