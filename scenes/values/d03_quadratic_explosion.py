"""Diagram 3: twice the tokens, four times the work; counted, and measured on a clock."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SEQ_LENS = tuple(2**power for power in range(7, 15))
COUNTED_LENS = (32, 64, 128, 256)
D_MODEL, D_STATE = 64, 16  # of the measured layers
METHODS = ("attention", "fused_attention", "scan", "fft_convolution")
METHOD_LABELS = (
    "attention, plain (scores stored)",
    "attention, optimised (fused kernel)",
    "scan, Python loop",
    "convolution by FFT",
)
FIT_FROM = 4_096

DRAWN_LABELS = (100, 1_000, 10_000, 100_000)
DRAWN_MILLIONS = (0.01, 1.0, 100.0, 10_000.0)
CHART_LABELS = (100, 1_000, 10_000, 100_000, 1_000_000)
CHART_AXIS = (5, 10)
CHART_FLOOR = 4.75
CHART_TOPS = (5.5, 6.5, 8.0, 10.0)
SCAN_CHART_LABELS = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
SCAN_CHART_TOPS = (5.0, 5.0, 5.0, 5.0, 5.5)

PROVENANCE = Provenance(
    line=f"one untrained layer, d = {D_MODEL} · work without projections · time on one CPU thread",
    model=f"one untrained layer: d = {D_MODEL}, one head; {D_STATE} numbers a channel in the scan",
    inputs=f"{SEQ_LENS[0]} to {SEQ_LENS[-1]:,} tokens of noise",
    seed=0,
    sources=("assets/tables/scaling_cpu.csv", "report, D3: both charts as drawn"),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene. Projections, linear in N for all methods, are not counted."""

    seq_lens: Ints = quantity("(n_lengths,)", "token", "N doubles: chosen")
    d_model: int = quantity("()", "number", "width of the layer; one head: chosen")
    d_state: int = quantity("()", "number", "numbers in the state of one channel: chosen")
    square_cells: Ints = quantity("(n_lengths,)", "score", "N²: area of the square")
    strip_cells: Ints = quantity("(n_lengths,)", "token", "N: length of the strip")
    square_tiles: Ints = quantity("(n_lengths,)", "first square", "N² over the first N²")
    strip_tiles: Ints = quantity("(n_lengths,)", "first strip", "N over the first N")
    square_ratio: Floats = quantity("(n_doublings,)", "1", "each square over the one before")
    strip_ratio: Floats = quantity("(n_doublings,)", "1", "each strip over the one before")

    counted_lens: Ints = quantity("(n_counted,)", "token", "where the layer was run and counted")
    counted_attention: Ints = quantity(
        "(n_counted,)", "multiply-add", "counted while attend() ran: scores and blended values"
    )
    counted_scan: Ints = quantity(
        "(n_counted,)", "multiplication", "counted while selective_scan() ran"
    )
    attention_work: Ints = quantity("(n_lengths,)", "multiply-add", "2 d_model N²")
    causal_work: Ints = quantity(
        "(n_lengths,)", "multiply-add", "d_model N (N + 1): a kernel that skips the hidden half"
    )
    scan_work: Ints = quantity(
        "(n_lengths,)", "multiplication", "N d_model (1 + 4 d_state), as written in the code"
    )
    attention_work_exponent: float = quantity("()", "1", "log-log slope of attention_work: 2")
    scan_work_exponent: float = quantity("()", "1", "log-log slope of scan_work: 1")
    work_ratio: Floats = quantity("(n_lengths,)", "1", "attention_work over scan_work: the areas")
    work_crossing: float = quantity(
        "()", "token", "(1 + 4 d_state) / 2: beyond it attention multiplies more; exact"
    )

    methods: tuple[str, ...] = quantity("(n_methods,)", "name", "rows of scaling_cpu.csv")
    method_labels: tuple[str, ...] = quantity("(n_methods,)", "text", "the methods in words")
    ms: Floats = quantity("(n_methods, n_lengths)", "ms CPU", "measured")
    peak_mib: Floats = quantity("(n_methods, n_lengths)", "MiB", "measured, peak extra memory")
    us_per_token: Floats = quantity("(n_methods, n_lengths)", "µs CPU / token", "ms / N")
    fit_from: int = quantity("()", "token", "exponents are fitted from here on: chosen")
    exponent: Floats = quantity("(n_methods,)", "1", "log-log slope of ms from fit_from on")
    factor: Floats = quantity(
        "(n_methods,)", "ms", "of the fitted line: ms = factor N^exponent, N in tokens"
    )
    step_exponent: Floats = quantity(
        "(n_methods, n_doublings)", "1", "log2 of each time over the one before"
    )
    step_factor: Floats = quantity("(n_methods, n_doublings)", "1", "each time over the one before")
    scan_crossing: Floats = quantity(
        "(2,)", "token", "where attention, then fused attention, overtakes the scan's time"
    )
    scan_crossing_ms: Floats = quantity(
        "(2,)", "ms CPU", "the scan's time there, straight between points on log axes"
    )
    fft_crossing: Floats = quantity(
        "(2,)", "token", "where attention, then fused attention, overtakes the FFT's time"
    )
    score_matrix_mib: Floats = quantity(
        "(n_lengths,)", "MiB", "4 bytes times N²: one matrix of scores"
    )
    machine: str = quantity("()", "text", "where the times were measured")
    measured_on: str = quantity("()", "date", "when")

    drawn_tokens: Ints = quantity("(n_bars,)", "token", "input: labels of the bar chart")
    drawn_millions: Floats = quantity("(n_bars,)", "10⁶ operations", "input: bars of the chart")
    bars_millions: Floats = quantity("(n_bars,)", "10⁶ scores", "N², the same: the bars are right")
    bars_height: Floats = quantity(
        "(n_bars,)", "share", "bars_millions over the last: on a linear axis two are invisible"
    )
    drawn_chart_tokens: Ints = quantity(
        "(n_labels,)", "token", "input: labels under the second chart's four bars"
    )
    drawn_chart_axis: Ints = quantity(
        "(2,)", "log10 operations", "input: lowest and highest label of its axis"
    )
    drawn_chart_tops: Floats = quantity(
        "(n_bars,)", "log10 operations", "input: the axis row in which each bar ends"
    )
    drawn_chart_floor: float = quantity(
        "()", "log10 operations", "input: half a row below the lowest label, where bars begin"
    )
    chart_tops: Floats = quantity("(n_labels,)", "log10 scores", "log10 of N²: five bars")
    drawn_scan_chart_tokens: Ints = quantity(
        "(n_scan_labels,)", "token", "input: labels under the linear chart's five bars"
    )
    drawn_scan_chart_tops: Floats = quantity(
        "(n_scan_bars,)", "log10 operations", "input: the axis row in which each bar ends"
    )
    scan_chart_tops: Floats = quantity("(n_scan_labels,)", "log10 tokens", "log10 of N: six bars")
    work_per_pair: int = quantity("()", "multiply-add", "attention_work over N²: 2 d_model")
    work_per_token: int = quantity(
        "()", "multiplication", "scan_work over N: d_model (1 + 4 d_state)"
    )
    chart_work: Floats = quantity(
        "(2, n_labels)", "log10 multiplications", "of attention, then the scan, at the labels"
    )

    work_vmin: float = quantity("()", "multiply-add", "lower end of the log axis: chosen")
    work_vmax: float = quantity("()", "multiply-add", "upper end of the log axis: chosen")
    ms_vmin: float = quantity(
        "()", "ms", "lower end of the log axis, that of us_per_token too: chosen"
    )
    ms_vmax: float = quantity(
        "()", "ms", "upper end of the log axis, that of us_per_token too: chosen"
    )
    mib_vmin: float = quantity("()", "MiB", "lower end of the memory axis: chosen")
    mib_vmax: float = quantity("()", "MiB", "upper end of the memory axis: chosen")


def compute() -> Values:
    """Count at short lengths, multiply out, and fit the measured times."""
    import numpy as np
    import torch

    from anim_lib import tables
    from anim_lib.models import pairs, scaling
    from anim_lib.models.attention import attend
    from anim_lib.models.counters import MultiplicationCounter, attention_multiply_adds
    from anim_lib.models.selective_scan import selective_scan

    generator = torch.Generator().manual_seed(0)
    counted_attention, counted_scan = [], []
    for n in COUNTED_LENS:
        x = torch.randn(1, n, D_MODEL, dtype=torch.float64, generator=generator)  # (1, n, d_model)
        A = -torch.ones(D_MODEL, D_STATE, dtype=torch.float64)  # (d_model, d_state)
        B = x[0, :, :D_STATE]  # (n, d_state)
        with MultiplicationCounter() as attention_counter:
            attend(x, x, x, causal=True)
        with MultiplicationCounter() as scan_counter:
            selective_scan(x[0], x[0].abs(), A, B, B)
        counted_attention.append(attention_counter.multiply_adds)
        counted_scan.append(sum(scan_counter.tally.values()))

    lengths = torch.tensor(SEQ_LENS)  # (n_lengths,)
    squares = torch.tensor([pairs.full_scores(n) for n in SEQ_LENS])  # (n_lengths,)
    attention_work = [attention_multiply_adds(n, n, 1, D_MODEL) for n in SEQ_LENS]
    scan_work = [scaling.selective_scan_multiplications(n, D_MODEL, D_STATE) for n in SEQ_LENS]
    per_token = scaling.selective_scan_multiplications(1, D_MODEL, D_STATE)

    chart_work = torch.tensor(
        [
            [attention_multiply_adds(n, n, 1, D_MODEL) for n in CHART_LABELS],
            [scaling.selective_scan_multiplications(n, D_MODEL, D_STATE) for n in CHART_LABELS],
        ]
    )  # (2, n_labels)

    rows = tables.rows("scaling_cpu")
    by_method = {method: [row for row in rows if row["method"] == method] for method in METHODS}
    for method, kept in by_method.items():
        if [int(row["seq_len"]) for row in kept] != list(SEQ_LENS):
            raise ValueError(f"scaling_cpu.csv: {method} is not measured at {SEQ_LENS}")
    ms, mib = (
        torch.tensor(
            [[float(row[column]) for row in kept] for kept in by_method.values()],
            dtype=torch.float64,
        )
        for column in ("cpu_ms", "peak_extra_mib")
    )  # each (n_methods, n_lengths)
    fitted = lengths >= FIT_FROM  # (n_lengths,)
    fits = [scaling.power_law(lengths[fitted], times[fitted]) for times in ms]
    stored, fused, scan, fft = ms  # each (n_lengths,)
    crossings = [scaling.crossing(lengths, rising, scan) for rising in (stored, fused)]
    bars = [pairs.full_scores(n) / 1e6 for n in DRAWN_LABELS]
    return Values(
        seq_lens=ints(lengths),
        d_model=D_MODEL,
        d_state=D_STATE,
        square_cells=ints(squares),
        strip_cells=ints(lengths),
        square_tiles=ints(squares // squares[0]),
        strip_tiles=ints(lengths // lengths[0]),
        square_ratio=floats(squares[1:] / squares[:-1].double()),
        strip_ratio=floats(lengths[1:] / lengths[:-1].double()),
        counted_lens=ints(COUNTED_LENS),
        counted_attention=ints(counted_attention),
        counted_scan=ints(counted_scan),
        attention_work=ints(attention_work),
        causal_work=ints([2 * D_MODEL * pairs.causal_scores(n) for n in SEQ_LENS]),
        scan_work=ints(scan_work),
        attention_work_exponent=scaling.growth_exponent(
            lengths, torch.tensor(attention_work).double()
        ),
        scan_work_exponent=scaling.growth_exponent(lengths, torch.tensor(scan_work).double()),
        work_ratio=floats(torch.tensor(attention_work).double() / torch.tensor(scan_work)),
        work_crossing=per_token / attention_multiply_adds(1, 1, 1, D_MODEL),
        methods=METHODS,
        method_labels=METHOD_LABELS,
        ms=floats(ms),
        peak_mib=floats(mib),
        us_per_token=floats(1e3 * ms / lengths),
        fit_from=FIT_FROM,
        exponent=floats([exponent for _, exponent in fits]),
        factor=floats([factor for factor, _ in fits]),
        step_factor=floats(ms[:, 1:] / ms[:, :-1]),
        step_exponent=floats(torch.log2(ms[:, 1:] / ms[:, :-1])),
        scan_crossing=floats(crossings),
        scan_crossing_ms=floats(
            np.exp(np.interp(np.log(crossings), np.log(SEQ_LENS), np.log(scan.numpy())))
        ),
        fft_crossing=floats([scaling.crossing(lengths, rising, fft) for rising in (stored, fused)]),
        score_matrix_mib=floats(4 * squares.double() / 2**20),
        machine=f"{by_method['scan'][0]['machine']}, torch {by_method['scan'][0]['torch']}",
        measured_on=by_method["scan"][0]["date"],
        drawn_tokens=ints(DRAWN_LABELS),
        drawn_millions=floats(DRAWN_MILLIONS),
        bars_millions=floats(bars),
        bars_height=floats([bar / bars[-1] for bar in bars]),
        drawn_chart_tokens=ints(CHART_LABELS),
        drawn_chart_axis=ints(CHART_AXIS),
        drawn_chart_tops=floats(CHART_TOPS),
        drawn_chart_floor=CHART_FLOOR,
        chart_tops=floats(torch.log10(torch.tensor(CHART_LABELS).double() ** 2)),
        drawn_scan_chart_tokens=ints(SCAN_CHART_LABELS),
        drawn_scan_chart_tops=floats(SCAN_CHART_TOPS),
        scan_chart_tops=floats(torch.log10(torch.tensor(SCAN_CHART_LABELS).double())),
        work_per_pair=attention_multiply_adds(1, 1, 1, D_MODEL),
        work_per_token=per_token,
        chart_work=floats(torch.log10(chart_work.double())),
        work_vmin=1e5,
        work_vmax=1e11,
        ms_vmin=0.1,
        ms_vmax=5_000.0,
        mib_vmin=0.01,
        mib_vmax=10_000.0,
    )
