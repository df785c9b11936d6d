"""What all measurements share: CPU time of this process, a process of their own, a whole table.

Times are CPU seconds, the least of several runs, so that a busy machine disturbs them little. The
C library is told to keep freed memory, because asking the system for fresh pages would otherwise
take longer than the arithmetic.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import torch

from anim_lib.training.machine import machine

KEEP_PAGES = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(2**36)}
WHERE = ("machine", "torch", "date")  # the last columns of every measured table


def where(how: str) -> tuple[str, str, str]:
    """The last cells of every row: the machine and ``how`` it ran, torch's version, today."""
    return f"{machine()}, {how}", torch.__version__, date.today().isoformat()


def least_cpu_seconds(run: Callable[[], object], repeats: int) -> float:
    """Run something several times; return the least CPU time of this process for one run, in s."""
    seconds = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return min(seconds)


def settle() -> None:
    """One thread, no gradients, and always the same random numbers."""
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    torch.manual_seed(0)


def in_own_process(module: str, *arguments: str, keep_pages: bool) -> str:
    """Run a module of the library in a fresh interpreter; return what it prints."""
    environment = {**os.environ, **(KEEP_PAGES if keep_pages else {})}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ).stdout


def write(table: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a whole table; it appears by rename."""
    unfinished = table.with_suffix(".part")
    with unfinished.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    unfinished.replace(table)
