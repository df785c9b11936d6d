"""What all measurements share: CPU time of this process, a process of their own, a whole table.

Times are CPU seconds, the least of several runs, so that a busy machine disturbs them little. The
C library is told to keep freed memory, because asking the system for fresh pages would otherwise
take longer than the arithmetic.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import torch

from anim_lib.errors import UserError
from anim_lib.training.machine import machine
from anim_lib.whole_files import write_together

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
    """Run a module of the library in a fresh interpreter; return what it prints.

    Raises
    ------
    UserError
        It ended badly, or was killed.
    """
    environment = {**os.environ, **(KEEP_PAGES if keep_pages else {})}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    if done.returncode:
        what = " ".join((module.rpartition(".")[2], *arguments))
        raise UserError(f"{what} ended with exit code {done.returncode}; the table is as it was")
    return done.stdout


def write(table: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a whole table; it appears by rename.

    Raises
    ------
    UserError
        The folder cannot be written, or the disk is full.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    try:
        write_together({table: text.getvalue().encode()})
    except OSError as error:
        raise UserError(
            f"cannot write {table}: {error.strerror}; the table is as it was"
        ) from error


def told(run: Callable[[], object]) -> None:
    """Run a program; end it with status 2 and one sentence when it cannot be done."""
    try:
        run()
    except UserError as error:
        print(f"seqreel: {error}", file=sys.stderr)
        raise SystemExit(2) from error
