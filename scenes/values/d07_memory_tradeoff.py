"""Diagram 7: the cache of GPT-2 124M beside the state of Mamba-130M, counted in real tensors."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TRANSFORMER, SSM = "GPT-2 124M", "Mamba-130M"
MARKS = (100, 1_000, 8_000, 32_000)
FULL_MARK = 8_000  # the report draws its bar full here
ALLOCATED = (0, 1, 39, 40, 41, 1_000)
EARLY = 80
BIGGER, GPU = "Llama-2-7B", "A100 80 GB"
CELLS = 32

PROVENANCE = Provenance(
    line=f"{TRANSFORMER} and {SSM} configs, fp16, batch 1 · bytes of real, empty tensors",
    model=f"{TRANSFORMER} and {SSM}: sizes only; {BIGGER} for the GPU, Mamba-2.8B for the recall",
    inputs="published configurations, 2 bytes a number, one text at a time",
    sources=(
        f"assets/tables/models.csv:{TRANSFORMER}",
        f"assets/tables/models.csv:{SSM}",
        f"assets/tables/models.csv:{BIGGER}",
        f"assets/tables/gpus.csv:{GPU}",
        "assets/tables/babilong_mamba_2_8b.csv",
        "assets/tables/published.csv:gpt2_context",
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
        "published.csv: longest text of the transformer; longer caches are arithmetic",
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

    early: Ints = quantity("(n_early,)", "token", "0 … 80, around the crossing: chosen")
    early_cache_bytes: Ints = quantity("(n_early,)", "byte", "tokens bytes_per_token")
    early_cache_over_state: Floats = quantity("(n_early,)", "1", "cache / state")
    crossing_token: int = quantity("()", "token", "state_bytes / bytes_per_token: exact")

    marks: Ints = quantity("(n_marks,)", "token", "the report's contexts")
    mark_bytes: Ints = quantity("(n_marks,)", "byte", "marks bytes_per_token")
    mark_ratio: Ints = quantity("(n_marks,)", "1", "marks over the first, and so are the bytes")
    mark_over_state: Floats = quantity("(n_marks,)", "1", "mark_bytes / state_bytes")
    n_cells: int = quantity("()", "cell", "input: cells of a drawn bar (report, D7)")
    scaled_cells: Floats = quantity(
        "(n_marks,)", "cell", "bars to scale if 8,000 tokens fill all cells, as drawn"
    )
    scaled_state_cells: float = quantity("()", "cell", "the state on the same scale")
    drawn_cells: Ints = quantity("(n_marks,)", "cell", "input: as commonly drawn (report, D7)")
    drawn_state_cells: int = quantity("()", "cell", "input: as commonly drawn (report, D7)")

    transformer_weight_bytes: int = quantity("()", "byte", "fp16")
    ssm_weight_bytes: int = quantity("()", "byte", "fp16")
    bigger: str = quantity("()", "name", "a model for which a GPU does get full")
    gpu: str = quantity("()", "name", "chosen")
    gpu_bytes: int = quantity("()", "byte", "gpus.csv")
    bigger_weight_bytes: int = quantity("()", "byte", "fp16")
    bigger_mark_bytes: Ints = quantity("(n_marks,)", "byte", "fp16 cache of the bigger model")
    bigger_gpu_tokens: int = quantity(
        "()", "token", "(gpu_bytes - weights) / bytes per token, without any other memory"
    )

    recall_model: str = quantity("()", "name", "whose recall is published: a larger Mamba")
    recall_context: Ints = quantity("(n_recall,)", "token", "babilong_mamba_2_8b.csv")
    recall_percent: Floats = quantity(
        "(n_recall,)", "percent", "BABILong mean accuracy: constant memory, not constant quality"
    )
    length_trained: int = quantity(
        "()", "token", "published.csv: Mamba-2 as published is 'virtually useless' beyond it"
    )
    length_steps: int = quantity(
        "()", "training step", "published.csv: so many more, on longer texts, mend that"
    )
    early_vmax_bytes: float = quantity("()", "byte", "drawing limit around the crossing: chosen")
    cache_vmax_bytes: float = quantity(
        "()", "byte", "drawing limit of the page, which the last mark leaves: chosen"
    )


def compute() -> Values:
    """Make the tensors, read their bytes, and multiply out the rest."""
    import torch

    from anim_lib import published, tables
    from anim_lib.models import kv_cache, memory

    big, small = tables.model_config(TRANSFORMER), tables.model_config(SSM)
    precision = "fp16"
    width = tables.BYTES_PER_NUMBER[precision]
    per_token = memory.kv_bytes_per_token(big.n_attention_layers, big.n_kv_heads, big.d_head, width)
    recurrent = width * memory.ssm_state_numbers(small.n_ssm_layers, small.d_inner, small.d_state)
    conv = width * memory.conv_state_numbers(small.n_ssm_layers, small.d_inner, small.d_conv)
    state = recurrent + conv

    shape = (1, big.n_kv_heads, 0, big.d_head)  # (batch, n_kv_heads, n_past, d_head)
    cache_nbytes, state_nbytes = [], []
    for n in ALLOCATED:
        new = torch.zeros(1, big.n_kv_heads, n, big.d_head, dtype=torch.float16)
        empty = torch.zeros(shape, dtype=torch.float16)
        caches = [
            kv_cache.append(kv_cache.prefill(empty, empty), new, new)
            for _ in range(big.n_attention_layers)
        ]
        cache_nbytes.append(kv_cache.cache_nbytes(caches))
        states = [
            torch.zeros(1, small.d_inner, size, dtype=torch.float16)  # (batch, d_inner, size)
            for _ in range(small.n_ssm_layers)
            for size in (small.d_state, small.d_conv)
        ]
        state_nbytes.append(sum(each.nbytes for each in states))

    crossing = memory.break_even_tokens(state, per_token)
    early = torch.arange(EARLY + 1)  # (n_early,)
    marks = torch.tensor(MARKS)  # (n_marks,)
    bigger, gpu = tables.model_config(BIGGER), published.gpu(GPU)
    bigger_per_token = memory.kv_bytes_per_token(
        bigger.n_attention_layers, bigger.n_kv_heads, bigger.d_head, width
    )
    bigger_weights = memory.weight_bytes(bigger.parameters, precision)
    recall = tables.rows("babilong_mamba_2_8b")
    return Values(
        transformer=big.name,
        ssm=small.name,
        precision=precision,
        bytes_per_number=width,
        n_layers=big.n_attention_layers,
        n_kv_heads=big.n_kv_heads,
        d_head=big.d_head,
        bytes_per_token=per_token,
        trained_context=published.claim("gpt2_context").whole,
        ssm_layers=small.n_ssm_layers,
        d_inner=small.d_inner,
        d_state=small.d_state,
        d_conv=small.d_conv,
        recurrent_bytes=recurrent,
        conv_bytes=conv,
        state_bytes=state,
        allocated=ints(ALLOCATED),
        cache_nbytes=ints(cache_nbytes),
        state_nbytes=ints(state_nbytes),
        early=ints(early),
        early_cache_bytes=ints(early * per_token),
        early_cache_over_state=floats(early.double() * per_token / state),
        crossing_token=int(crossing),
        marks=ints(marks),
        mark_bytes=ints(marks * per_token),
        mark_ratio=ints(marks // marks[0]),
        mark_over_state=floats(marks.double() * per_token / state),
        n_cells=CELLS,
        scaled_cells=floats(marks.double() * CELLS / FULL_MARK),
        scaled_state_cells=CELLS * state / (FULL_MARK * per_token),
        drawn_cells=ints([4, 20, 32, 32]),
        drawn_state_cells=4,
        transformer_weight_bytes=memory.weight_bytes(big.parameters, precision),
        ssm_weight_bytes=memory.weight_bytes(small.parameters, precision),
        bigger=bigger.name,
        gpu=gpu.name,
        gpu_bytes=gpu.memory_bytes,
        bigger_weight_bytes=bigger_weights,
        bigger_mark_bytes=ints(marks * bigger_per_token),
        bigger_gpu_tokens=memory.tokens_until_full(
            gpu.memory_bytes, bigger_weights, bigger_per_token
        ),
        recall_model=recall[0]["model"],
        recall_context=ints([int(row["context_tokens"]) for row in recall]),
        recall_percent=floats([float(row["mean_accuracy_percent"]) for row in recall]),
        length_trained=published.claim("mamba2_length_trained").whole,
        length_steps=published.claim("mamba2_length_steps").whole,
        early_vmax_bytes=3e6,
        cache_vmax_bytes=300e6,
    )
