"""Diagram 6: one diagonal state space model worked in three orders; its work and depth counted."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

A = (-1.0, -2.0, -3.0, -4.0)
C = (3.0, -3.0, 3.0, -3.0)
DELTA = 0.25
SELECTIVE_DELTA = (0.25, 0.05, 0.5, 0.05, 0.25, 0.05, 1.0, 0.05)
COUNTED_LENGTHS = (8, 1024)
LONG_LEN = 1024

PROVENANCE = Provenance(
    line="diagonal SSM, 4 state numbers, zero-order hold, float64 · combines counted · untrained",
    model="A = -1, -2, -3, -4; B = 1; C = 3, -3, 3, -3; delta = 1/4, or one per token (chosen)",
    inputs="8 samples of two tones, sin(2 pi k / 12) + cos(2 pi k / 5) / 2, to one decimal",
    sources=(
        "Blelloch 1990, Prefix sums and their applications",
        "Hillis & Steele 1986, Data parallel algorithms",
        "Smith et al. 2023, arXiv 2208.04933 (scan of a diagonal SSM)",
        "Gu & Dao 2023, arXiv 2312.00752 (selective: no convolution)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; tokens and lags count from 0, levels from 1."""

    A: Floats = quantity("(d_state,)", "1 / state time", "chosen: -1 ... -4")
    B: Floats = quantity("(d_state,)", "1 / state time", "chosen: all 1")
    C: Floats = quantity("(d_state,)", "1", "chosen")
    delta: float = quantity("()", "state time", "step length: chosen")
    A_bar: Floats = quantity("(d_state,)", "1", "exp(delta A)")
    B_bar: Floats = quantity("(d_state,)", "1", "(A_bar - 1) / A: zero-order hold, B = 1")
    u: Floats = quantity("(seq_len,)", "1", "chosen: two tones, periods 12 and 5, to one decimal")

    states: Floats = quantity(
        "(seq_len, d_state)", "1", "h_t = A_bar h_(t-1) + B_bar u_t, from a state of 0"
    )
    y_recurrence: Floats = quantity("(seq_len,)", "1", "C h_t")
    kernel: Floats = quantity(
        "(seq_len,)", "1", "C A_bar^k B_bar, lag k from 0; as long as the input"
    )
    convolution_terms: Floats = quantity(
        "(seq_len, seq_len)", "1", "kernel[t-s] u[s], row = output t, column = input s"
    )
    y_convolution: Floats = quantity("(seq_len,)", "1", "row sums of convolution_terms")
    y_fft: Floats = quantity("(seq_len,)", "1", "the same by our FFT, padded to 2 seq_len")
    y_scan: Floats = quantity("(seq_len,)", "1", "C times the states of the work-efficient scan")
    max_difference: float = quantity(
        "()", "1", "rounding: largest difference between any two of the four outputs"
    )
    y_circular: Floats = quantity("(seq_len,)", "1", "the FFT without padding: its end wraps round")
    circular_error: float = quantity("()", "1", "max |y_circular - y_convolution|")
    long_len: int = quantity("()", "step", "length of the check below: a tone and a sweep")
    long_max_difference: float = quantity(
        "()", "1", "rounding: recurrence, FFT and scan over long_len steps"
    )
    long_output_max: float = quantity("()", "1", "max |y| of that check, for scale")

    combines: Ints = quantity(
        "(n_combines, 3)", "level, token, token", "level, left, right: right takes in left"
    )
    tree_levels: int = quantity(
        "()", "level", "of combines on the way up, the first ones: log2 seq_len; the rest lead down"
    )
    partial_h: Floats = quantity(
        "(n_drawn_levels, seq_len, d_state)",
        "1",
        "state of each position's stretch alone, before level 1 and after each level",
    )
    partial_kept: Floats = quantity(
        "(n_drawn_levels, seq_len, d_state)",
        "1",
        "A_bar to the length of the stretch: what is kept of the state before it",
    )
    first_covered: Ints = quantity(
        "(n_drawn_levels, seq_len)", "token", "where each position's stretch begins"
    )

    counted: Ints = quantity("(n_counted,)", "token", "lengths whose work is counted: chosen")
    updates: Ints = quantity("(n_counted,)", "state update", "recurrence: one per token, and depth")
    sequential_combines: Ints = quantity(
        "(n_counted,)", "combine", "counted: the first token has nothing to combine with"
    )
    sequential_depth: Ints = quantity("(n_counted,)", "level", "counted: one combine after another")
    scan_combines: Ints = quantity("(n_counted,)", "combine", "counted: inclusive scan in place")
    scan_depth: Ints = quantity("(n_counted,)", "level", "counted: inclusive scan in place")
    blelloch_combines: Ints = quantity(
        "(n_counted,)", "combine", "counted: Blelloch's exclusive scan, identities included"
    )
    blelloch_depth: Ints = quantity("(n_counted,)", "level", "counted: Blelloch's exclusive scan")
    hillis_steele_combines: Ints = quantity("(n_counted,)", "combine", "counted: Hillis-Steele")
    hillis_steele_depth: Ints = quantity("(n_counted,)", "level", "counted: Hillis-Steele")
    direct_products: Ints = quantity("(n_counted,)", "product", "N(N+1)/2: direct convolution")
    fft_padded: Ints = quantity("(n_counted,)", "number", "2 N: length of each transform")
    fft_butterflies: Ints = quantity(
        "(n_counted,)", "butterfly", "counted in three transforms of fft_padded: 3 N log2 2N"
    )
    fft_products: Ints = quantity("(n_counted,)", "product", "of the two spectra: 2 N")
    fft_work: Ints = quantity("(n_counted,)", "butterfly or product", "the two together")
    fft_depth: Ints = quantity(
        "(n_counted,)", "level", "2 log2 2N + 1: two transforms at once, products, one back"
    )

    selective_delta: Floats = quantity("(seq_len,)", "state time", "one step per token: chosen")
    selective_A_bar: Floats = quantity("(seq_len, d_state)", "1", "exp(delta_t A)")
    selective_B_bar: Floats = quantity("(seq_len, d_state)", "1", "(exp(delta_t A) - 1) / A")
    selective_states: Floats = quantity(
        "(seq_len, d_state)", "1", "h_t = A_bar_t h_(t-1) + B_bar_t u_t"
    )
    selective_partial_h: Floats = quantity(
        "(n_drawn_levels, seq_len, d_state)", "1", "as partial_h, of the selective model's scan"
    )
    selective_y: Floats = quantity("(seq_len,)", "1", "C h_t, by recurrence")
    selective_y_scan: Floats = quantity("(seq_len,)", "1", "the same by the work-efficient scan")
    selective_difference: float = quantity(
        "()", "1", "rounding: max |selective_y - selective_y_scan|"
    )
    fixed_kernels: Floats = quantity(
        "(seq_len, seq_len)",
        "1",
        "[s, k]: what a unit input at s adds k steps later, 0 past the end: every row the kernel",
    )
    selective_kernels: Floats = quantity(
        "(seq_len, seq_len)", "1", "the same with a step per token: every row another"
    )
    fixed_spread: float = quantity(
        "()", "1", "rounding: largest difference between two inputs' kernels at one lag"
    )
    selective_spread: float = quantity(
        "()", "1", "largest difference between two inputs' kernels at one lag, selective"
    )
    forced_y: Floats = quantity(
        "(seq_len,)", "1", "convolving the selective model with its first input's kernel anyway"
    )
    forced_error: float = quantity("()", "1", "max |forced_y - selective_y|: wrong")

    kernel_vmax: float = quantity("()", "1", "drawing limit of the kernel: chosen")
    selective_kernel_vmax: float = quantity(
        "()", "1", "drawing limit of the selective kernels: chosen"
    )
    u_vmax: float = quantity("()", "1", "drawing limit of the input: chosen")
    y_vmax: float = quantity("()", "1", "drawing limit of the outputs: chosen")
    state_vmax: float = quantity("()", "1", "drawing limit of one state number: chosen")


def compute() -> Values:
    """Run the three orders on 8 inputs, check them on 1,024, count, and switch selection on."""
    import torch

    from anim_lib.models import associative_scan, linear_recurrence, pairs, radix2_fft, s4
    from anim_lib.tasks import tones

    rates = torch.tensor(A, dtype=torch.float64)  # (d_state,)
    read = torch.tensor(C, dtype=torch.float64)  # (d_state,)
    ones = torch.ones_like(rates)  # (d_state,)

    def hold(delta: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return linear_recurrence.hold_diagonal(rates, ones, delta)  # (seq_len, d_state) each

    def scanned(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        plan = associative_scan.work_efficient_plan(len(a))
        return associative_scan.scan(a, b, plan) @ read  # (seq_len,)

    def largest_gap(outputs: list[torch.Tensor]) -> float:
        stacked = torch.stack(outputs)  # (n_outputs, seq_len)
        return float((stacked.amax(0) - stacked.amin(0)).max())

    seq_len = len(SELECTIVE_DELTA)
    u = tones.two_tones(seq_len)  # (seq_len,)
    a, B_bar = hold(torch.full_like(u, DELTA))
    b = B_bar * u[:, None]  # (seq_len, d_state)
    system = torch.diag(a[0]), B_bar[0][:, None], read[None]
    states = linear_recurrence.recur(a, b)  # (seq_len, d_state)
    kernel = s4.ssm_kernel(*system, seq_len)  # (seq_len,)
    y, y_convolution = states @ read, s4.convolve(kernel, u)  # (seq_len,) each
    y_fft, y_scan = radix2_fft.convolve(kernel, u, 2 * seq_len)[0], scanned(a, b)
    y_circular = radix2_fft.convolve(kernel, u, seq_len)[0]  # (seq_len,)

    long_u = tones.tone_and_sweep(LONG_LEN)  # (long_len,)
    long_a, long_B_bar = hold(torch.full_like(long_u, DELTA))
    long_b = long_B_bar * long_u[:, None]  # (long_len, d_state)
    long_kernel = s4.ssm_kernel(*system, LONG_LEN)  # (long_len,)
    long_y = linear_recurrence.recur(long_a, long_b) @ read  # (long_len,)
    long_fft, _, _ = radix2_fft.convolve(long_kernel, long_u, 2 * LONG_LEN)

    plan = associative_scan.work_efficient_plan(seq_len)
    partial = associative_scan.levels(a, b, plan)
    plans = {
        name: [make_plan(n) for n in COUNTED_LENGTHS]
        for name, make_plan in (
            ("sequential", associative_scan.sequential_plan),
            ("scan", associative_scan.work_efficient_plan),
            ("hillis_steele", associative_scan.hillis_steele_plan),
        )
    }
    work = {name: ints([associative_scan.work(p) for p in of]) for name, of in plans.items()}
    depth = {name: ints([len(p) for p in of]) for name, of in plans.items()}
    original = [associative_scan.exclusive_scan(long_a[:n], long_b[:n]) for n in COUNTED_LENGTHS]
    ffts = [radix2_fft.convolve(long_kernel[:n], long_u[:n], 2 * n) for n in COUNTED_LENGTHS]
    lengths = torch.tensor(COUNTED_LENGTHS)  # (n_counted,)

    selective_delta = torch.tensor(SELECTIVE_DELTA, dtype=torch.float64)  # (seq_len,)
    selective_a, selective_B_bar = hold(selective_delta)
    selective_b = selective_B_bar * u[:, None]  # (seq_len, d_state)
    selective_states = linear_recurrence.recur(selective_a, selective_b)  # (seq_len, d_state)
    selective_partial = associative_scan.levels(selective_a, selective_b, plan)
    selective_y = selective_states @ read  # (seq_len,)
    kernels = [
        linear_recurrence.by_lag(linear_recurrence.responses(*pair, read))
        for pair in ((a, B_bar), (selective_a, selective_B_bar))
    ]  # 2 x (seq_len, seq_len)
    spread = [
        max(largest_gap([*rows[: seq_len - lag, lag][:, None]]) for lag in range(seq_len))
        for rows in kernels
    ]
    forced_y = s4.convolve(kernels[1][0], u)  # (seq_len,)

    return Values(
        A=floats(A),
        B=floats(ones),
        C=floats(C),
        delta=DELTA,
        A_bar=floats(a[0]),
        B_bar=floats(B_bar[0]),
        u=floats(u),
        states=floats(states),
        y_recurrence=floats(y),
        kernel=floats(kernel),
        convolution_terms=floats(s4.convolution_terms(kernel, u)),
        y_convolution=floats(y_convolution),
        y_fft=floats(y_fft),
        y_scan=floats(y_scan),
        max_difference=largest_gap([y, y_convolution, y_fft, y_scan]),
        y_circular=floats(y_circular),
        circular_error=float((y_circular - y_convolution).abs().max()),
        long_len=LONG_LEN,
        long_max_difference=largest_gap([long_y, long_fft, scanned(long_a, long_b)]),
        long_output_max=float(long_y.abs().max()),
        combines=ints(associative_scan.combines(plan)),
        tree_levels=len(associative_scan.up_sweep_plan(seq_len)),
        partial_h=floats(torch.stack([h for _, h in partial])),
        partial_kept=floats(torch.stack([kept for kept, _ in partial])),
        first_covered=ints(associative_scan.first_covered(seq_len, plan)),
        counted=ints(lengths),
        updates=ints(lengths),
        sequential_combines=work["sequential"],
        sequential_depth=depth["sequential"],
        scan_combines=work["scan"],
        scan_depth=depth["scan"],
        blelloch_combines=ints([combines for _, combines, _ in original]),
        blelloch_depth=ints([levels for _, _, levels in original]),
        hillis_steele_combines=work["hillis_steele"],
        hillis_steele_depth=depth["hillis_steele"],
        direct_products=ints([pairs.causal_scores(n) for n in COUNTED_LENGTHS]),
        fft_padded=ints(2 * lengths),
        fft_butterflies=ints([butterflies for _, butterflies, _ in ffts]),
        fft_products=ints([products for _, _, products in ffts]),
        fft_work=ints([butterflies + products for _, butterflies, products in ffts]),
        fft_depth=ints([2 * (2 * n - 1).bit_length() + 1 for n in COUNTED_LENGTHS]),
        selective_delta=floats(selective_delta),
        selective_A_bar=floats(selective_a),
        selective_B_bar=floats(selective_B_bar),
        selective_states=floats(selective_states),
        selective_partial_h=floats(torch.stack([h for _, h in selective_partial])),
        selective_y=floats(selective_y),
        selective_y_scan=floats(scanned(selective_a, selective_b)),
        selective_difference=largest_gap([selective_y, scanned(selective_a, selective_b)]),
        fixed_kernels=floats(kernels[0]),
        selective_kernels=floats(kernels[1]),
        fixed_spread=spread[0],
        selective_spread=spread[1],
        forced_y=floats(forced_y),
        forced_error=float((forced_y - selective_y).abs().max()),
        kernel_vmax=0.5,
        selective_kernel_vmax=1.0,
        u_vmax=1.5,
        y_vmax=1.0,
        state_vmax=0.7,
    )
