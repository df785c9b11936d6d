"""Diagram 1: what four running models keep of the same 64 tokens, and what training costs them."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

LANES = ("recall_lstm", "recall_mamba2_16", "recall_hybrid_2", "recall_transformer")
LABELS = ("recurrent", "state space", "hybrid", "transformer")
KINDS = ("LSTM", "Mamba-2", "Mamba-2 and attention", "attention")
N_FACTS = 32
TOKENS_SEED = 1
LENGTHS = (64, 1_024, 8_192, 65_536)
GROWING, BOUNDED = "Jamba-v0.1", "RecurrentGemma-2B"
MEMORY_VMAX = 10.0  # most numbers are below 1: a limit for the few above 10 would pale the rest
PUBLIC_CONTEXTS = tuple(2**power for power in range(9, 19))

PROVENANCE = Provenance(
    line="four toy models trained here, counted and timed · two published hybrids, by their sizes",
    model="four models of associative recall, d_model 64, seed 0, float64",
    inputs=f"{N_FACTS} facts (key, value) drawn with seed {TOKENS_SEED}",
    seed=TOKENS_SEED,
    weights=LANES,
    sources=(
        f"assets/tables/models.csv:{GROWING}",
        f"assets/tables/models.csv:{BOUNDED}",
        f"assets/tables/layers.csv:{BOUNDED}",
        "assets/tables/decode_cpu.csv",
        "Vaswani et al. 2017, arXiv 1706.03762, Table 1 (sequential operations)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; a lane is one model."""

    lanes: tuple[str, ...] = quantity("(n_lanes,)", "checkpoint", "assets/weights, seed 0")
    labels: tuple[str, ...] = quantity("(n_lanes,)", "family", "what the scene calls them")
    kinds: tuple[str, ...] = quantity("(n_lanes,)", "name", "mixing layers; each has two")
    parameters: Ints = quantity("(n_lanes,)", "number", "counted when trained")
    tokens: Ints = quantity("(seq_len,)", "token", "key, value, …: keys 0 … 63, values 64 … 95")
    kept_numbers: Ints = quantity(
        "(n_lanes, seq_len)", "number", "in the state's own tensors after each token"
    )
    cache_numbers: Ints = quantity(
        "(n_lanes, seq_len)", "number", "of them, in cached keys and values"
    )
    block_numbers: Ints = quantity("(n_lanes,)", "number", "the rest: there from the first token")
    column_numbers: Ints = quantity(
        "(n_lanes,)", "number / token", "that one token adds to the cache, for good"
    )
    columns: Ints = quantity("(n_lanes, seq_len)", "column", "cache_numbers / column_numbers")
    multiplications: Ints = quantity(
        "(n_lanes, seq_len)", "multiplication", "for each token, closed form (step_costs.py)"
    )
    lstm_memory: Floats = quantity("(n_lstm,)", "1", "all that the LSTM keeps after the last token")
    mamba_memory: Floats = quantity("(n_mamba,)", "1", "all that the Mamba-2 lane keeps")
    hybrid_block: Floats = quantity("(n_block,)", "1", "what the hybrid's Mamba-2 layer keeps")
    hybrid_cache: Floats = quantity("(seq_len, n_one)", "1", "the hybrid's cache, a row a token")
    transformer_cache: Floats = quantity("(seq_len, n_two)", "1", "the cache, a row a token")

    lengths: Ints = quantity("(n_lengths,)", "token", "N of the two tables: chosen")
    training_work: Floats = quantity(
        "(n_lanes, n_lengths)", "multiplication", "forward pass over N tokens: sum of the steps"
    )
    training_order: tuple[str, ...] = quantity("(n_lanes,)", "formula", "how the work grows with N")
    training_depth: Ints = quantity(
        "(n_lanes, n_lengths)",
        "step",
        "updates of one mixing layer that wait for each other; the hybrid's is its Mamba-2 layer",
    )
    training_depth_formula: tuple[str, ...] = quantity("(n_lanes,)", "formula", "of training_depth")
    decode_work: Ints = quantity(
        "(n_lanes, n_lengths)", "multiplication", "for the N-th token alone"
    )
    decode_order: tuple[str, ...] = quantity("(n_lanes,)", "formula", "of decode_work")
    decode_bytes: Ints = quantity("(n_lanes, n_lengths)", "byte", "kept behind N tokens, float32")
    memory_order: tuple[str, ...] = quantity("(n_lanes,)", "formula", "of decode_bytes")
    decode_contexts: Ints = quantity("(n_decodes,)", "token", "decode_cpu.csv")
    decode_us: Floats = quantity(
        "(n_lanes, n_decodes)", "µs CPU / token", "measured, the least of rounds, decode_cpu.csv"
    )
    machine: str = quantity("()", "text", "where the times were measured")

    public_contexts: Ints = quantity("(n_public,)", "token", "chosen: powers of two")
    growing_model: str = quantity("()", "name", "a hybrid whose attention sees everything")
    growing_bytes: Ints = quantity("(n_public,)", "byte", "its fp16 cache and states, models.csv")
    growing_per_token: int = quantity("()", "byte / token", "its fp16 cache")
    bounded_model: str = quantity("()", "name", "a hybrid whose attention sees a window (Griffin)")
    bounded_bytes: Ints = quantity(
        "(n_public,)", "byte", "its fp16 cache, at most the window, and states, models.csv"
    )
    bounded_per_token: int = quantity("()", "byte / token", "its fp16 cache, inside the window")
    window: int = quantity("()", "token", "of its local attention, layers.csv")
    numbers_vmax: float = quantity("()", "number", "drawing limit of kept_numbers: chosen")
    memory_vmax: float = quantity(
        "()", "1", "drawing limit of the memories: chosen; what lies beyond is drawn at it"
    )
    memory_beyond: int = quantity("()", "number", "of all lanes' memories beyond memory_vmax")
    bytes_vmax: float = quantity("()", "byte", "drawing limit of the public models: chosen")
    bytes_vmin: float = quantity("()", "byte", "where their axis begins: chosen")
    work_vmax: float = quantity("()", "multiplication", "drawing limit of training_work: chosen")
    depth_vmax: float = quantity("()", "step", "drawing limit of training_depth: chosen")
    time_vmax: float = quantity("()", "µs CPU / token", "drawing limit of decode_us: chosen")
    kept_vmax: float = quantity("()", "byte", "drawing limit of decode_bytes: chosen")


def compute() -> Values:
    """Let four models read the same tokens, and measure what they hold after each."""
    import torch

    from anim_lib import tables
    from anim_lib.models import memory, recall_records, step_costs
    from anim_lib.models.associative_scan import work_efficient_plan
    from anim_lib.models.checkpoint import load_into
    from anim_lib.models.recall_reading import cache_and_block, sizes_while_reading
    from anim_lib.models.recall_stacks import build
    from anim_lib.tasks import recall

    generator = torch.Generator().manual_seed(TOKENS_SEED)
    tokens = recall.document(*recall.draw_pairs(1, N_FACTS, generator))  # (1, seq_len)
    models = [load_into(build(name), name) for name in LANES]
    read = [sizes_while_reading(model, tokens) for model in models]
    cached = torch.stack([sizes[0] for sizes, _ in read])  # (n_lanes, seq_len)
    block = torch.stack([sizes[1] for sizes, _ in read])  # (n_lanes, seq_len)
    held = [cache_and_block(model, state) for model, (_, state) in zip(models, read, strict=True)]
    column = cached[:, 0]  # (n_lanes,)

    scan_depth = [len(work_efficient_plan(n)) for n in LENGTHS]
    depth = [list(LENGTHS), scan_depth, scan_depth, [1] * len(LENGTHS)]
    rows = [row for row in tables.rows("decode_cpu") if row["model"] in LANES]
    decode_contexts = sorted({int(row["context"]) for row in rows})
    us = {(row["model"], int(row["context"])): float(row["cpu_us_per_token"]) for row in rows}

    growing, bounded = tables.model_config(GROWING), tables.model_config(BOUNDED)
    per_token, fixed = [], []
    for config in (growing, bounded):
        per_token.append(
            memory.kv_bytes_per_token(
                config.n_attention_layers,
                config.n_kv_heads,
                config.d_head,
                tables.BYTES_PER_NUMBER["fp16"],
            )
        )
        state = memory.ssm_state_numbers(config.n_ssm_layers, config.d_inner, config.d_state)
        conv = memory.conv_state_numbers(config.n_ssm_layers, config.d_inner, config.d_conv)
        fixed.append(tables.BYTES_PER_NUMBER["fp16"] * (state + conv))

    return Values(
        lanes=LANES,
        labels=LABELS,
        kinds=KINDS,
        parameters=ints(recall_records.parameters(LANES)),
        tokens=ints(tokens[0]),
        kept_numbers=ints(cached + block),
        cache_numbers=ints(cached),
        block_numbers=ints(block[:, 0]),
        column_numbers=ints(column),
        columns=ints(cached // column.clamp(min=1)[:, None]),
        multiplications=ints(
            [[step_costs.model_step(model, t + 1) for t in range(2 * N_FACTS)] for model in models]
        ),
        lstm_memory=floats(held[0][1]),
        mamba_memory=floats(held[1][1]),
        hybrid_block=floats(held[2][1]),
        hybrid_cache=floats(held[2][0]),
        transformer_cache=floats(held[3][0]),
        lengths=ints(LENGTHS),
        training_work=floats([[step_costs.model_text(m, n) for n in LENGTHS] for m in models]),
        training_order=("N", "N", "N + N²", "N + N²"),
        training_depth=ints(depth),
        training_depth_formula=("N", "2 log₂ N - 1", "2 log₂ N - 1", "1"),
        decode_work=ints([[step_costs.model_step(m, n) for n in LENGTHS] for m in models]),
        decode_order=("1", "1", "1 + N", "1 + N"),
        decode_bytes=ints(
            [
                [tables.BYTES_PER_NUMBER["fp32"] * m.state_numbers(n) for n in LENGTHS]
                for m in models
            ]
        ),
        memory_order=("1", "1", "1 + N", "N"),
        decode_contexts=ints(decode_contexts),
        decode_us=floats([[us[name, n] for n in decode_contexts] for name in LANES]),
        machine=f"{rows[0]['machine']}, torch {rows[0]['torch']}",
        public_contexts=ints(PUBLIC_CONTEXTS),
        growing_model=GROWING,
        growing_bytes=ints(
            [fixed[0] + memory.cache_bytes(n, per_token[0]) for n in PUBLIC_CONTEXTS]
        ),
        growing_per_token=per_token[0],
        bounded_model=BOUNDED,
        bounded_bytes=ints(
            [
                fixed[1] + memory.cache_bytes(n, per_token[1], bounded.window)
                for n in PUBLIC_CONTEXTS
            ]
        ),
        bounded_per_token=per_token[1],
        window=bounded.window,
        numbers_vmax=20_000.0,
        memory_vmax=MEMORY_VMAX,
        memory_beyond=sum(int((part.abs() > MEMORY_VMAX).sum()) for pair in held for part in pair),
        bytes_vmax=5_000_000_000.0,
        bytes_vmin=1_000_000.0,
        work_vmax=600_000_000_000.0,
        depth_vmax=70_000.0,
        time_vmax=6_000.0,
        kept_vmax=70_000_000.0,
    )
