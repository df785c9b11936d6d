"""Diagram 14: one S4 channel (HiPPO-LegS, bilinear) run as a recurrence and as a convolution."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

D_STATE = 64
DELTA = 2 / D_STATE  # the longest step that keeps A_bar's eigenvalues from going below 0
READ_STATE = 12  # C reads this one state number (zero-based), so the kernel is Legendre's P_12
READ_GAIN = 16.0  # and multiplies it, so that the kernel's bars fill -1 ... 1
SEQ_LEN, N_LAGS, N_LAGS_LONG, LONG_LEN = 12, 32, 400, 1024
TERMS_AT = 4  # the output that is unrolled: y_4
RANDOM_SEED, RANDOM_DELTA = 0, 1 / 200

PROVENANCE = Provenance(
    line="HiPPO-LegS, N = 64, bilinear, Δ = 1/32 · C reads state 12 · untrained",
    model="one S4 channel: HiPPO-LegS, N = 64, bilinear, delta = 1/32; C = 16 at state 12, else 0",
    inputs="12 samples of two tones, sin(2 pi k / 12) + cos(2 pi k / 5) / 2, to one decimal",
    seed=RANDOM_SEED,
    channel=READ_STATE,
    sources=(
        "Gu et al. 2021, arXiv 2111.00396",
        "Gu et al. 2022, arXiv 2206.12037 (closed form of the kernel)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; u[0] is the paper's u_1, kernel[k] belongs to lag k from 0."""

    d_state: int = quantity("()", "number", "size N of the state")
    delta: float = quantity("()", "state time", "step length: 2 / N")
    read_state: int = quantity("()", "state index", "C is 0 but at this state: chosen, not drawn")
    read_gain: float = quantity("()", "1", "C at read_state: chosen so that the bars fill -1 ... 1")
    A_corner: Floats = quantity(
        "(4, 4)", "1 / state time", "first rows and columns of HiPPO-LegS A"
    )
    B_corner: Floats = quantity("(4,)", "1", "first numbers of B: sqrt(2n+1)")
    eigenvalues: Floats = quantity("(d_state,)", "1 / state time", "of A: -1 ... -N")
    A_bar: Floats = quantity("(d_state, d_state)", "1", "(I - delta A/2)^-1 (I + delta A/2)")
    B_bar: Floats = quantity("(d_state,)", "1", "(I - delta A/2)^-1 delta B")
    C: Floats = quantity("(d_state,)", "1", "read_gain at read_state, 0 elsewhere")
    spectral_radius: float = quantity("()", "1", "largest |eigenvalue| of A_bar")

    u: Floats = quantity("(seq_len,)", "1", "chosen: two tones, periods 12 and 5, to one decimal")
    states: Floats = quantity(
        "(seq_len, d_state)", "1", "h_t = A_bar h_(t-1) + B_bar u_t, from a state of 0"
    )
    state_norms: Floats = quantity("(seq_len,)", "1", "|h_t|")
    y_recurrence: Floats = quantity("(seq_len,)", "1", "C h_t")
    y_convolution: Floats = quantity("(seq_len,)", "1", "sum over k of kernel[k] u[t-k]")
    y_fft: Floats = quantity("(seq_len,)", "1", "the same by FFT, padded to 2 seq_len")
    max_difference_convolution: float = quantity(
        "()", "1", "rounding: max |y_recurrence - y_convolution|"
    )
    max_difference_fft: float = quantity("()", "1", "rounding: max |y_recurrence - y_fft|")
    convolution_terms: Floats = quantity(
        "(seq_len, seq_len)", "1", "kernel[t-s] u[s], row = output t, column = input s"
    )

    unrolled_at: int = quantity("()", "step, from 1", "the output that is unrolled: y_4")
    unrolled_inputs: Floats = quantity("(n_terms,)", "1", "u_4, u_3, u_2, u_1: newest first")
    unrolled_echoes: Floats = quantity("(n_terms, d_state)", "1", "A_bar^k B_bar, lag k = 0 ... 3")
    unrolled_coefficients: Floats = quantity(
        "(n_terms,)", "1", "C A_bar^k B_bar by matrix powers, k = 0 ... 3: equal to kernel"
    )
    unrolled_terms: Floats = quantity(
        "(n_terms,)", "1", "C A_bar^k B_bar u_(4-k), by matrix powers"
    )
    unrolled_sum: float = quantity("()", "1", "the four terms' sum, equal to y_4")

    lags: Ints = quantity("(n_lags,)", "step", "0, 1, 2, …")
    kernel: Floats = quantity("(n_lags,)", "1", "C A_bar^k B_bar, the bars of the picture")
    kernel_sign_changes: int = quantity("()", "sign change", "among the picture's lags")
    envelope: Floats = quantity("(n_lags,)", "1", "max |kernel| from this lag on: never rises")
    kernel_long: Floats = quantity("(n_lags_long,)", "1", "the same kernel over 400 lags")
    kernel_long_sign_changes: int = quantity(
        "()", "sign change", "over 400 lags: one per Legendre root"
    )
    envelope_long: Floats = quantity("(n_lags_long,)", "1", "max |kernel_long| from this lag on")
    kernel_continuous: Floats = quantity(
        "(n_lags_long,)", "1", "16 delta sqrt(25) exp(-t) P_12(2 exp(-t) - 1) at the steps' middles"
    )
    envelope_curve: Floats = quantity(
        "(n_lags_long,)", "1", "bound of |kernel_continuous|: Bernstein's inequality for P_12"
    )

    long_len: int = quantity("()", "step", "length of the check below")
    long_difference_convolution: float = quantity(
        "()", "1", "rounding: max |recurrence - convolution|, 1024 steps"
    )
    long_difference_fft: float = quantity("()", "1", "rounding: max |recurrence - FFT|, 1024 steps")
    long_output_max: float = quantity("()", "1", "max |y| of that check, for scale")

    random_kernel: Floats = quantity(
        "(n_lags_long,)",
        "1",
        "kernel when C is drawn at random (seed 0, N(0, 1/64)), delta = 1/200",
    )
    random_kernel_sign_changes: int = quantity(
        "()", "sign change", "of random_kernel over 400 lags"
    )
    random_envelope: Floats = quantity(
        "(n_lags_long,)", "1", "max |random_kernel| from this lag on"
    )

    drawn_kernel: Floats = quantity(
        "(n_drawn,)", "block", "input: staircase as commonly drawn (report, D14)"
    )
    kernel_vmax: float = quantity("()", "1", "drawing limit of the kernel: chosen")
    u_vmax: float = quantity("()", "1", "drawing limit of the input: chosen")
    y_vmax: float = quantity("()", "1", "drawing limit of the output: chosen")
    state_vmax: float = quantity("()", "1", "drawing limit of one state number: chosen")


def compute() -> Values:
    """Discretise once; run the short signal, the kernel's two views and the 1,024-step check."""
    import numpy as np
    import torch

    from anim_lib.models import discretize, hippo, s4
    from anim_lib.tasks import tones

    A, B = hippo.hippo_legs(D_STATE)  # (d_state, d_state), (d_state, 1)
    A_bar, B_bar = discretize.discretize_bilinear(A, B, DELTA)
    C = torch.zeros(1, D_STATE, dtype=torch.float64)  # (1, d_state)
    C[0, READ_STATE] = READ_GAIN
    kernel = s4.ssm_kernel(A_bar, B_bar, C, LONG_LEN)  # (long_len,)

    u = tones.two_tones(SEQ_LEN)  # (seq_len,)
    states = s4.recur(A_bar, B_bar, u)  # (seq_len, d_state)
    y = s4.read_out(C, states)  # (seq_len,)
    y_conv, y_fft = s4.convolve(kernel, u), s4.convolve_fft(kernel, u)  # each (seq_len,)
    echoes = torch.stack(
        [(torch.linalg.matrix_power(A_bar, lag) @ B_bar)[:, 0] for lag in range(TERMS_AT)]
    )  # (n_terms, d_state)
    newest_first = u[:TERMS_AT].flip(0)  # (n_terms,)
    coefficients = echoes @ C[0]  # (n_terms,)
    terms = coefficients * newest_first  # (n_terms,)

    long_u = tones.tone_and_sweep(LONG_LEN)  # (long_len,)
    long_y = s4.read_out(C, s4.recur(A_bar, B_bar, long_u))  # (long_len,)
    long_conv, long_fft = s4.convolve(kernel, long_u), s4.convolve_fft(kernel, long_u)

    middles = (torch.arange(N_LAGS_LONG, dtype=torch.float64) + 0.5) * DELTA  # (n_lags_long,)
    scale = READ_GAIN * DELTA  # of one continuous state number
    continuous = scale * hippo.legs_kernel(D_STATE, middles)[:, READ_STATE]  # (n_lags_long,)
    curve = scale * hippo.legs_envelope(READ_STATE, middles)  # (n_lags_long,)
    drawn = np.random.default_rng(RANDOM_SEED).standard_normal((1, D_STATE)) / D_STATE**0.5
    random_system = discretize.discretize_bilinear(A, B, RANDOM_DELTA)
    random_kernel = s4.ssm_kernel(*random_system, torch.from_numpy(drawn), N_LAGS_LONG)

    def tail_maximum(signed: torch.Tensor) -> torch.Tensor:
        return signed.abs().flip(0).cummax(dim=0).values.flip(0)  # (n,)

    return Values(
        d_state=D_STATE,
        delta=DELTA,
        read_state=READ_STATE,
        read_gain=READ_GAIN,
        A_corner=floats(A[:4, :4]),
        B_corner=floats(B[:4, 0]),
        eigenvalues=floats(torch.diagonal(A)),  # A is triangular
        A_bar=floats(A_bar),
        B_bar=floats(B_bar[:, 0]),
        C=floats(C[0]),
        spectral_radius=float(torch.diagonal(A_bar).abs().max()),
        u=floats(u),
        states=floats(states),
        state_norms=floats(torch.linalg.vector_norm(states, dim=1)),
        y_recurrence=floats(y),
        y_convolution=floats(y_conv),
        y_fft=floats(y_fft),
        max_difference_convolution=float((y - y_conv).abs().max()),
        max_difference_fft=float((y - y_fft).abs().max()),
        convolution_terms=floats(s4.convolution_terms(kernel, u)),
        unrolled_at=TERMS_AT,
        unrolled_inputs=floats(newest_first),
        unrolled_echoes=floats(echoes),
        unrolled_coefficients=floats(coefficients),
        unrolled_terms=floats(terms),
        unrolled_sum=float(terms.sum()),
        lags=ints(torch.arange(N_LAGS)),
        kernel=floats(kernel[:N_LAGS]),
        kernel_sign_changes=s4.sign_changes(kernel[:N_LAGS]),
        envelope=floats(tail_maximum(kernel)[:N_LAGS]),
        kernel_long=floats(kernel[:N_LAGS_LONG]),
        kernel_long_sign_changes=s4.sign_changes(kernel[:N_LAGS_LONG]),
        envelope_long=floats(tail_maximum(kernel)[:N_LAGS_LONG]),
        kernel_continuous=floats(continuous),
        envelope_curve=floats(curve),
        long_len=LONG_LEN,
        long_difference_convolution=float((long_y - long_conv).abs().max()),
        long_difference_fft=float((long_y - long_fft).abs().max()),
        long_output_max=float(long_y.abs().max()),
        random_kernel=floats(random_kernel),
        random_kernel_sign_changes=s4.sign_changes(random_kernel),
        random_envelope=floats(tail_maximum(random_kernel)),
        drawn_kernel=floats([5, 4, 3, 2, 1, 0, 0]),
        kernel_vmax=1.0,
        u_vmax=1.5,
        y_vmax=2.0,
        state_vmax=0.25,
    )
