"""Mermaid 2: the S4 channel of diagram 14 as two machines, before and after one turn of A."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes.values import d14_s4_dual as d14

TURNED = d14.READ_STATE  # row and column of A: the decay rate of the state that C reads
TURNS = (-13.0, -11.0, -9.0, -7.0, -5.0, -3.0)  # the first is HiPPO-LegS itself
BLOCK = slice(TURNED - 2, TURNED + 1)  # the turned number is its last
COST_LEN = 1024  # inputs, for which the two machines' waits and memories are counted

PROVENANCE = Provenance(
    line="HiPPO-LegS, N = 64, bilinear, Δ = 1/32 · one number of A turned: −13 to −3 · untrained",
    model="the S4 channel of diagram 14; A[12, 12] turned from -13 (LegS) to -3 (chosen)",
    inputs=d14.PROVENANCE.inputs,
    channel=d14.READ_STATE,
    sources=("Gu et al. 2021, arXiv 2111.00396",),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; turn 0 is before, the last turn is after."""

    d_state: int = quantity("()", "number", "size N of the state")
    delta: float = quantity("()", "state time", "step length: 2 / N, as in diagram 14")
    D: float = quantity("()", "1", "skip from u to y: none here, as in diagram 14")
    turned_row: int = quantity("()", "state index", "row of the turned number, from 0: chosen")
    turned_column: int = quantity("()", "state index", "its column: the same, so a decay rate")
    turns: Floats = quantity("(n_turns,)", "1 / state time", "A there: LegS -13, then chosen")
    block_orders: Ints = quantity("(3,)", "state index", "rows and columns of A_block")
    A_block: Floats = quantity("(n_turns, 3, 3)", "1 / state time", "A around the turned number")
    B: Floats = quantity("(d_state,)", "1", "HiPPO-LegS: sqrt(2n+1)")
    C: Floats = quantity("(d_state,)", "1", "16 at state 12, 0 elsewhere: as in diagram 14")
    changed_A: int = quantity("()", "number", "numbers of A that differ, before and after")
    changed_A_bar: int = quantity("()", "number", "numbers of A_bar that differ by over 0.001")
    spectral_radius: Floats = quantity("(n_turns,)", "1", "largest |eigenvalue| of A_bar: below 1")

    u: Floats = quantity("(seq_len,)", "1", "input: as in diagram 14")
    states_before: Floats = quantity("(seq_len, d_state)", "1", "h_t at the first turn")
    states_after: Floats = quantity("(seq_len, d_state)", "1", "h_t at the last turn")
    last_states: Floats = quantity("(n_turns, d_state)", "1", "h_t at the last step, every turn")
    y_recurrence: Floats = quantity("(n_turns, seq_len)", "1", "C h_t")
    lags: Ints = quantity("(n_lags,)", "step", "0, 1, 2, …")
    kernel: Floats = quantity("(n_turns, n_lags)", "1", "C A_bar^k B_bar")
    convolution_terms: Floats = quantity(
        "(n_turns, seq_len, seq_len)", "1", "kernel[t-s] u[s], row = output t, column = input s"
    )
    y_convolution: Floats = quantity("(n_turns, seq_len)", "1", "sum over k of kernel[k] u[t-k]")
    y_fft: Floats = quantity("(n_turns, seq_len)", "1", "the same by FFT, padded to 2 seq_len")
    difference: Floats = quantity(
        "(n_turns,)", "1", "rounding: max |y_recurrence - y_convolution| and with y_fft"
    )
    y_moved: float = quantity("()", "1", "max |y after - y before|, recurrence")
    y_moved_convolution: float = quantity("()", "1", "max |y after - y before|, convolution")
    kernel_moved: float = quantity("()", "1", "max |kernel after - kernel before|")

    cost_len: int = quantity("()", "step", "length for which the following is counted: chosen")
    waits_loop: int = quantity(
        "()", "output", "counted: outputs that need a state made from the step before"
    )
    waits_filter: int = quantity(
        "()", "output", "counted: outputs that need anything but inputs and the kernel"
    )
    kept_loop: int = quantity("()", "number", "counted: numbers of the state before the last step")
    kept_filter: int = quantity(
        "()", "number", "counted: earlier inputs that the last output needs, kernel not cut off"
    )

    kernel_vmax: float = quantity("()", "1", "drawing limit of the kernel: chosen")
    u_vmax: float = quantity("()", "1", "drawing limit of the input: chosen")
    y_vmax: float = quantity("()", "1", "drawing limit of the output: chosen")
    state_vmax: float = quantity("()", "1", "drawing limit of one state number: chosen")


def compute() -> Values:
    """Take diagram 14's channel, turn one number of A, and run both machines at every turn."""
    import torch

    from anim_lib.models import discretize, hippo, s4

    base = d14.compute()
    u, C = torch.tensor(base.u), torch.tensor(base.C)[None, :]  # (seq_len,), (1, d_state)
    legs, B = hippo.hippo_legs(d14.D_STATE)  # (d_state, d_state), (d_state, 1)

    turned, steps = [], []
    for rate in TURNS:
        A = legs.clone()  # (d_state, d_state)
        A[TURNED, TURNED] = rate
        turned.append(A)
        steps.append(discretize.discretize_bilinear(A, B, d14.DELTA))
    states = [s4.recur(*step, u) for step in steps]  # each (seq_len, d_state)
    y = torch.stack([s4.read_out(C, h) for h in states])  # (n_turns, seq_len)
    kernels = [s4.ssm_kernel(*step, C, d14.N_LAGS) for step in steps]  # each (n_lags,)
    terms = torch.stack([s4.convolution_terms(kernel, u) for kernel in kernels])
    y_conv = torch.stack([s4.convolve(kernel, u) for kernel in kernels])  # (n_turns, seq_len)
    y_fft = torch.stack([s4.convolve_fft(kernel, u) for kernel in kernels])  # (n_turns, seq_len)
    gaps = torch.stack([(y - y_conv).abs(), (y - y_fft).abs()])  # (2, n_turns, seq_len)
    A_bars = torch.stack([A_bar for A_bar, _ in steps])  # (n_turns, d_state, d_state)

    return Values(
        d_state=d14.D_STATE,
        delta=d14.DELTA,
        D=0.0,
        turned_row=TURNED,
        turned_column=TURNED,
        turns=floats(TURNS),
        block_orders=ints(torch.arange(d14.D_STATE)[BLOCK]),
        A_block=floats(torch.stack(turned)[:, BLOCK, BLOCK]),
        B=floats(B[:, 0]),
        C=floats(C[0]),
        changed_A=int((turned[0] != turned[-1]).sum()),
        changed_A_bar=int(((A_bars[0] - A_bars[-1]).abs() > 1e-3).sum()),
        # lower triangular, so the diagonal holds the eigenvalues
        spectral_radius=floats(A_bars.diagonal(dim1=1, dim2=2).abs().amax(dim=1)),
        u=floats(u),
        states_before=floats(states[0]),
        states_after=floats(states[-1]),
        last_states=floats(torch.stack([h[-1] for h in states])),
        y_recurrence=floats(y),
        lags=ints(torch.arange(d14.N_LAGS)),
        kernel=floats(torch.stack(kernels)),
        convolution_terms=floats(terms),
        y_convolution=floats(y_conv),
        y_fft=floats(y_fft),
        difference=floats(gaps.amax(dim=(0, 2))),
        y_moved=float((y[-1] - y[0]).abs().max()),
        y_moved_convolution=float((y_conv[-1] - y_conv[0]).abs().max()),
        kernel_moved=float((kernels[-1] - kernels[0]).abs().max()),
        cost_len=COST_LEN,
        waits_loop=int((torch.arange(COST_LEN) > 0).sum()),  # all but the first
        waits_filter=0,  # y_t is a sum over inputs: no output and no state is in it
        kept_loop=states[0][-2].numel(),
        kept_filter=COST_LEN - 1,
        kernel_vmax=1.0,
        u_vmax=1.5,
        y_vmax=2.0,
        state_vmax=0.25,
    )
