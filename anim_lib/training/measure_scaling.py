"""Measure how time and memory grow with the sequence, once, into assets/tables/scaling_cpu.csv.

Run it as ``./seqreel measure scaling``; it takes about two minutes on one core. One layer of width
64 with one head, float32, one thread. Every figure comes from a process of its own. The peak of
memory is taken apart from the times, from one run with the allocator as it comes. Tests assert the
exponents of these rows, never the milliseconds.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from anim_lib.models.attention import attend
from anim_lib.models.s4d import causal_convolution, s4d_lin, vandermonde_kernel
from anim_lib.models.selective_scan import selective_scan
from anim_lib.tables import TABLES
from anim_lib.training import measuring

MODULE = "anim_lib.training.measure_scaling"
TABLE = TABLES / "scaling_cpu.csv"
SEQ_LENS = tuple(2**power for power in range(7, 15))
D_MODEL, D_STATE = 64, 16
REPEATS = 7
COLUMNS = ("method", "seq_len", "cpu_ms", "peak_extra_mib", *measuring.WHERE)


def stored_attention(x: Tensor, weights: Tensor) -> Tensor:
    """Causal attention that keeps its whole score matrix; x is ``(seq_len, d_model)``."""
    query, key, value = (x @ W for W in weights[:3])  # each (seq_len, d_model)
    return attend(query, key, value, causal=True)[1] @ weights[3]  # (seq_len, d_model)


def fused_attention(x: Tensor, weights: Tensor) -> Tensor:
    """The same sum by PyTorch's fused kernel, which never stores the scores."""
    query, key, value = ((x @ W)[None, None] for W in weights[:3])  # (1, 1, seq_len, d_model)
    blended = F.scaled_dot_product_attention(query, key, value, is_causal=True)
    return blended[0, 0] @ weights[3]  # (seq_len, d_model)


def scan(x: Tensor, weights: Tensor) -> Tensor:
    """A selective scan of the same width, token by token, one state held at a time."""
    delta = F.softplus(x @ weights[0])  # (seq_len, d_model)
    B, C = (x @ W[:, :D_STATE] for W in weights[1:3])  # each (seq_len, d_state)
    A = -torch.arange(1.0, D_STATE + 1).repeat(D_MODEL, 1)  # (d_model, d_state)
    return selective_scan(x, delta, A, B, C) @ weights[3]  # (seq_len, d_model)


def fft_convolution(x: Tensor, weights: Tensor) -> Tensor:
    """S4D of the same width: its kernel, as long as the text, and the convolution by FFT."""
    half = D_STATE // 2
    A = s4d_lin(D_STATE).to(torch.complex64).repeat(D_MODEL, 1)  # (d_model, half)
    C = torch.complex(weights[1, :, :half], weights[2, :, :half])  # (d_model, half)
    delta = torch.logspace(-3, -1, D_MODEL)[:, None]  # (d_model, 1)
    kernel = vandermonde_kernel(A, delta, C, x.shape[0])  # (d_model, seq_len)
    u = (x @ weights[0]).T  # (d_model, seq_len)
    return causal_convolution(u, kernel).T @ weights[3]  # (seq_len, d_model)


METHODS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "attention": stored_attention,
    "fused_attention": fused_attention,
    "scan": scan,
    "fft_convolution": fft_convolution,
}


def measure(figure: str, method: str, seq_len: int) -> float:
    """Return the least CPU time in ms (``"time"``) or the peak extra memory in MiB of one run."""
    measuring.settle()
    x = torch.randn(seq_len, D_MODEL)  # (seq_len, d_model)
    weights = torch.randn(4, D_MODEL, D_MODEL) / D_MODEL**0.5  # (4, d_model, d_model)
    run = METHODS[method]
    run(x[:8], weights)  # loads the kernels, whose memory is not the method's
    if figure == "time":
        return 1e3 * measuring.least_cpu_seconds(lambda: run(x, weights), REPEATS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run(x, weights)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def in_own_process(figure: str, method: str, seq_len: int) -> float:
    """Run ``measure`` in a fresh interpreter."""
    arguments = (figure, method, str(seq_len))
    return float(measuring.in_own_process(MODULE, *arguments, keep_pages=figure == "time"))


def main() -> None:
    """Measure every method at every length and write the table by rename."""
    here = measuring.where(f"float32, d_model {D_MODEL}")
    rows = []
    for method in METHODS:
        for seq_len in SEQ_LENS:
            cpu_ms = in_own_process("time", method, seq_len)
            mib = in_own_process("memory", method, seq_len)
            rows.append((method, seq_len, f"{cpu_ms:.3f}", f"{mib:.1f}", *here))
            print(*rows[-1][:4], flush=True)
    measuring.write(TABLE, COLUMNS, rows)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(measure(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        measuring.told(main)
