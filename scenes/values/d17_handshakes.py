"""Diagram 17: pairs counted and by formula, the cost of attention, and measured times."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

PARTIES = (2, 3, 4, 8)
DOUBLINGS = (2, 4, 8, 16, 32, 64, 128, 256)
TABLE_LENGTHS = (128, 512, 1_024, 4_000, 10_000, 16_384, 100_000, 1_000_000)
DRAWN = (
    8_128,
    131_072,
    523_776,
    7_998_000,
    49_995_000,
    134_209_536,
    4_999_950_000,
    499_999_500_000,
)
WRONG_ROW = 1  # the row of 512: 131,072 is N²/2
PATH_X = 16_384
MODEL = "Llama-3-8B"
FAR = (100_000, 1_000_000)
FLOPS_PER_SECOND = 400 * 10**12
FIT_FROM = 4_096

PROVENANCE = Provenance(
    line="counted edges · milliseconds measured on one CPU thread · seconds computed",
    model=f"exact arithmetic; {MODEL} for the FLOPs; one layer (d = 64, one head) for the times",
    inputs="N people or tokens; 400 TFLOP/s for the seconds",
    seed=0,
    sources=("assets/tables/scaling_cpu.csv", f"assets/tables/models.csv:{MODEL}"),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene. A score is one query-key product, per head and layer."""

    parties: Ints = quantity("(n_parties,)", "person", "chosen")
    party_handshakes: Ints = quantity("(n_parties,)", "handshake", "edges counted one by one")
    edges: Ints = quantity(
        "(n_edges, 2)",
        "person",
        "(earlier, later) of 8 people; the first N(N-1)/2 rows are N people's",
    )
    edge_cells: Ints = quantity(
        "(n_edges, 2)",
        "row, column",
        "the edge's cell: row = later (query), column = earlier (key)",
    )

    doubling: Ints = quantity("(n_doublings,)", "token", "N doubles")
    doubling_handshakes: Ints = quantity("(n_doublings,)", "handshake", "N(N-1)/2")
    doubling_causal: Ints = quantity(
        "(n_doublings,)", "score", "N(N+1)/2: the triangle with its diagonal"
    )
    doubling_full: Ints = quantity("(n_doublings,)", "score", "N²: the square")
    doubling_scan: Ints = quantity("(n_doublings,)", "state update", "N: one per token")
    doubling_ratio: Floats = quantity(
        "(n_steps,)", "1", "causal scores, each over the one before: to 4"
    )

    table: Ints = quantity("(n_rows,)", "token", "the report's rows")
    table_handshakes: Ints = quantity("(n_rows,)", "handshake", "N(N-1)/2")
    table_causal: Ints = quantity("(n_rows,)", "score", "N(N+1)/2")
    table_full: Ints = quantity("(n_rows,)", "score", "N², the whole square")
    table_drawn: Ints = quantity("(n_rows,)", "handshake", "input: as commonly drawn (report, D17)")
    wrong_row: int = quantity("()", "row", "where table_drawn and table_handshakes differ")
    wrong_row_half_square: int = quantity("()", "1", "512²/2, the commonly drawn figure")

    path_x: int = quantity("()", "token", "16,384: the length of Path-X")
    next_token_scores: int = quantity(
        "()", "score", "one more token after path_x: past ones and itself"
    )
    next_token_drawn: int = quantity("()", "score", "input: as commonly drawn (report, D17)")
    next_token_updates: int = quantity("()", "state update", "one more token in a scan")

    model: str = quantity("()", "name", "the model of the costs below")
    n_layers: int = quantity("()", "layer", "models.csv")
    n_heads: int = quantity("()", "head", "models.csv")
    d_head: int = quantity("()", "number", "models.csv")
    parameters: int = quantity("()", "number", "models.csv")
    flops_per_score: int = quantity(
        "()", "FLOP", "4 d_head: the score, and its share of the values"
    )
    far: Ints = quantity("(n_far,)", "token", "100,000 and 1,000,000")
    far_scores: Ints = quantity("(n_far,)", "score", "N(N+1)/2 n_heads n_layers")
    far_attention_flops: Floats = quantity("(n_far,)", "FLOP", "far_scores flops_per_score")
    far_linear_flops: Floats = quantity("(n_far,)", "FLOP", "2 parameters N")
    far_attention_share: Floats = quantity("(n_far,)", "share", "attention / (attention + linear)")
    flops_per_second: float = quantity(
        "()", "FLOP / s", "assumed: 400 TFLOP/s, 40 % of an H100's 990 dense"
    )
    far_seconds: Floats = quantity("(n_far,)", "s", "(attention + linear) / flops_per_second")

    measured: Ints = quantity("(n_measured,)", "token", "scaling_cpu.csv")
    attention_ms: Floats = quantity("(n_measured,)", "ms CPU", "measured, scores stored")
    fused_ms: Floats = quantity("(n_measured,)", "ms CPU", "measured, fused kernel")
    scan_ms: Floats = quantity("(n_measured,)", "ms CPU", "measured, token by token")
    attention_mib: Floats = quantity("(n_measured,)", "MiB", "measured, peak extra memory")
    fused_mib: Floats = quantity("(n_measured,)", "MiB", "measured, peak extra memory")
    scan_mib: Floats = quantity("(n_measured,)", "MiB", "measured, peak extra memory")
    fit_from: int = quantity("()", "token", "the exponents are fitted from here on")
    attention_exponent: float = quantity(
        "()", "1", "log-log slope of attention_ms from fit_from on"
    )
    fused_exponent: float = quantity("()", "1", "log-log slope of fused_ms from fit_from on")
    scan_exponent: float = quantity("()", "1", "log-log slope of scan_ms from fit_from on")
    attention_crossing: float = quantity("()", "token", "where attention_ms overtakes scan_ms")
    fused_crossing: float = quantity("()", "token", "where fused_ms overtakes scan_ms")
    scan_us_per_token: Floats = quantity("(n_measured,)", "µs CPU / token", "scan_ms / N: flat")
    machine: str = quantity("()", "text", "where the times were measured")
    measured_on: str = quantity("()", "date", "when")
    ms_vmax: float = quantity("()", "ms", "drawing limit of the times: chosen")
    ms_vmin: float = quantity("()", "ms", "lower end of the log axis: chosen")


def compute() -> Values:
    """Count, multiply out, and fit the measured times."""
    import torch

    from anim_lib import tables
    from anim_lib.models import pairs, scaling

    edges = pairs.complete_graph_edges(max(PARTIES))  # (n_edges, 2)
    far_attention_scores = [pairs.causal_scores(n) for n in FAR]
    config = tables.model_config(MODEL)
    attention_flops = [
        pairs.attention_flops(n, config.n_attention_layers, config.n_heads, config.d_head)
        for n in FAR
    ]
    linear_flops = [pairs.linear_flops(n, config.parameters) for n in FAR]
    total_flops = [a + b for a, b in zip(attention_flops, linear_flops, strict=True)]
    causal = torch.tensor([pairs.causal_scores(n) for n in DOUBLINGS])  # (n_doublings,)

    rows = tables.rows("scaling_cpu")
    by_method = {
        method: [row for row in rows if row["method"] == method]
        for method in ("attention", "fused_attention", "scan")
    }
    lengths = torch.tensor([int(row["seq_len"]) for row in by_method["scan"]])  # (n_measured,)
    ms = {
        method: torch.tensor([float(row["cpu_ms"]) for row in kept], dtype=torch.float64)
        for method, kept in by_method.items()
    }  # each (n_measured,)
    mib = {
        method: [float(row["peak_extra_mib"]) for row in kept] for method, kept in by_method.items()
    }
    fitted = lengths >= FIT_FROM  # (n_measured,)
    exponent = {
        method: scaling.growth_exponent(lengths[fitted], times[fitted])
        for method, times in ms.items()
    }
    return Values(
        parties=ints(PARTIES),
        party_handshakes=ints([len(pairs.complete_graph_edges(n)) for n in PARTIES]),
        edges=ints(edges),
        edge_cells=ints(edges.flip(1)),
        doubling=ints(DOUBLINGS),
        doubling_handshakes=ints([pairs.handshakes(n) for n in DOUBLINGS]),
        doubling_causal=ints(causal),
        doubling_full=ints([pairs.full_scores(n) for n in DOUBLINGS]),
        doubling_scan=ints(DOUBLINGS),
        doubling_ratio=floats(causal[1:] / causal[:-1].double()),
        table=ints(TABLE_LENGTHS),
        table_handshakes=ints([pairs.handshakes(n) for n in TABLE_LENGTHS]),
        table_causal=ints([pairs.causal_scores(n) for n in TABLE_LENGTHS]),
        table_full=ints([pairs.full_scores(n) for n in TABLE_LENGTHS]),
        table_drawn=ints(DRAWN),
        wrong_row=WRONG_ROW,
        wrong_row_half_square=pairs.full_scores(TABLE_LENGTHS[WRONG_ROW]) // 2,
        path_x=PATH_X,
        next_token_scores=pairs.scores_of_new_token(PATH_X),
        next_token_drawn=16_384,
        next_token_updates=1,
        model=config.name,
        n_layers=config.n_attention_layers,
        n_heads=config.n_heads,
        d_head=config.d_head,
        parameters=config.parameters,
        flops_per_score=4 * config.d_head,
        far=ints(FAR),
        far_scores=ints(
            [s * config.n_heads * config.n_attention_layers for s in far_attention_scores]
        ),
        far_attention_flops=floats(attention_flops),
        far_linear_flops=floats(linear_flops),
        far_attention_share=floats(
            [a / total for a, total in zip(attention_flops, total_flops, strict=True)]
        ),
        flops_per_second=float(FLOPS_PER_SECOND),
        far_seconds=floats([total / FLOPS_PER_SECOND for total in total_flops]),
        measured=ints(lengths),
        attention_ms=floats(ms["attention"]),
        fused_ms=floats(ms["fused_attention"]),
        scan_ms=floats(ms["scan"]),
        attention_mib=floats(mib["attention"]),
        fused_mib=floats(mib["fused_attention"]),
        scan_mib=floats(mib["scan"]),
        fit_from=FIT_FROM,
        attention_exponent=exponent["attention"],
        fused_exponent=exponent["fused_attention"],
        scan_exponent=exponent["scan"],
        attention_crossing=scaling.crossing(lengths, ms["attention"], ms["scan"]),
        fused_crossing=scaling.crossing(lengths, ms["fused_attention"], ms["scan"]),
        scan_us_per_token=floats(1e3 * ms["scan"] / lengths),
        machine=f"{by_method['scan'][0]['machine']}, torch {by_method['scan'][0]['torch']}",
        measured_on=by_method["scan"][0]["date"],
        ms_vmax=10_000.0,
        ms_vmin=0.1,
    )
