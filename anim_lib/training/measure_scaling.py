"""Measure how time and memory grow with the sequence, once, into assets/tables/scaling_cpu.csv.

Run it as ``python -m anim_lib.training.measure_scaling``; it takes about a minute on one core.
One layer of width 64 with one head, float32, one thread. Every figure comes from a process of its
own. Times are CPU seconds, the least of several runs, so that a busy machine disturbs them little;
the C library is told to keep freed memory, because asking the system for fresh pages would
otherwise take longer than the arithmetic. The peak of memory is taken apart, from one run with the
allocator as it comes. Tests assert the exponents of these rows, never the milliseconds.
"""

from __future__ import annotations

import csv
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from anim_lib.models.attention import attend
from anim_lib.models.selective_scan import selective_scan
from anim_lib.tables import TABLES

TABLE = TABLES / "scaling_cpu.csv"
SEQ_LENS = tuple(2**power for power in range(7, 15))
D_MODEL, D_STATE = 64, 16
KEEP_PAGES = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(2**36)}
COLUMNS = ("method", "seq_len", "cpu_ms", "peak_extra_mib", "machine", "torch", "date")


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


METHODS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "attention": stored_attention,
    "fused_attention": fused_attention,
    "scan": scan,
}


def measure(figure: str, method: str, seq_len: int) -> float:
    """Return the least CPU time in ms (``"time"``) or the peak extra memory in MiB of one run."""
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    torch.manual_seed(0)
    x = torch.randn(seq_len, D_MODEL)  # (seq_len, d_model)
    weights = torch.randn(4, D_MODEL, D_MODEL) / D_MODEL**0.5  # (4, d_model, d_model)
    METHODS[method](x[:8], weights)  # loads the kernels, whose memory is not the method's
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = []
    for _ in range(7 if figure == "time" else 1):
        start = time.process_time()
        METHODS[method](x, weights)
        seconds.append(time.process_time() - start)
    if figure == "time":
        return 1e3 * min(seconds)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def in_own_process(figure: str, method: str, seq_len: int) -> float:
    """Run ``measure`` in a fresh interpreter."""
    command = [sys.executable, "-m", "anim_lib.training.measure_scaling", figure, method]
    environment = {**os.environ, **(KEEP_PAGES if figure == "time" else {})}
    done = subprocess.run(
        [*command, str(seq_len)], check=True, capture_output=True, text=True, env=environment
    )
    return float(done.stdout)


def machine_line() -> str:
    """Name the processor, as Linux calls it, and say how it was used."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, 1 thread, float32, d_model {D_MODEL}"


def main() -> None:
    """Measure every method at every length and write the table by rename."""
    here = (machine_line(), torch.__version__, date.today().isoformat())
    rows = []
    for method in METHODS:
        for seq_len in SEQ_LENS:
            cpu_ms = in_own_process("time", method, seq_len)
            mib = in_own_process("memory", method, seq_len)
            rows.append((method, seq_len, f"{cpu_ms:.3f}", f"{mib:.1f}", *here))
            print(*rows[-1][:4], flush=True)
    unfinished = TABLE.with_suffix(".part")
    with unfinished.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    unfinished.replace(TABLE)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(measure(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        main()
