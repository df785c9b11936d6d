"""``seqreel measure``: the tables of measured times, made again on this machine."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

NAME = "measure"
HELP = "measure times and memory on this machine and write the tables that scenes read"
EXAMPLE = "seqreel measure decode"
ROOT = Path(__file__).parents[2]
TABLES = ("scaling", "decode", "cache")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``measure``."""
    parser.add_argument(
        "table",
        nargs="?",
        choices=TABLES,
        help="one table of assets/tables; all three without it (about five minutes)",
    )


def run(options: argparse.Namespace) -> int:
    """Measure each in an interpreter of its own; a table appears when it is complete."""
    for table in (options.table,) if options.table else TABLES:
        status = _wait(subprocess.Popen(program(table), cwd=ROOT, start_new_session=True))
        if status:
            return status
        print(f"assets/tables/{table}_cpu.csv is written; now run `seqreel compute`", flush=True)
    return 0


def program(table: str) -> list[str]:
    """The command that measures one table."""
    return [sys.executable, "-m", f"anim_lib.training.measure_{table}"]


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait; when interrupted, end the process together with the measurement that it started."""
    try:
        return process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
