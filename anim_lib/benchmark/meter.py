"""A program that runs one command and writes down what its whole tree of processes cost.

``python -I -S meter.py FIGURES COMMAND…`` writes one JSON object into the file FIGURES.

The kernel adds a process's CPU time to whoever waits for it, and that chain breaks where a parent
ends first: a fork server outlives the command that started it. So this process makes itself the
one that orphans are handed to, and waits for all of them. Nothing is sampled.

It imports nothing of this library, because the peak memory that the kernel tells of a process
includes what the process held before it became another program: this one must stay small.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h
PATIENCE = 10.0  # seconds that orphans are given to end by themselves
PAUSE = 0.01  # seconds
BYTES_PER_UNIT = 1024  # of ru_maxrss on Linux
NOT_FOUND = 127  # a shell's status for a program that is not there


class Tally:
    """What the processes waited for so far cost: CPU in seconds, the largest peak in bytes."""

    def __init__(self) -> None:
        self.cpu, self.peak = 0.0, 0

    def wait(self, options: int = 0) -> tuple[int, int] | None:
        """Wait for any child; return its id and status, or None when none is left.

        The id is 0 when none has ended yet and ``options`` says not to wait.
        """
        try:
            pid, status, usage = os.wait4(-1, options)
        except ChildProcessError:
            return None
        if pid:
            self.cpu += usage.ru_utime + usage.ru_stime
            self.peak = max(self.peak, usage.ru_maxrss * BYTES_PER_UNIT)
        return pid, status


def main(figures: Path, command: list[str]) -> int:
    """Run the command to its end, then wait for its orphans; return its exit status."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    tally = Tally()
    try:
        started = time.monotonic()
        child = _start(command)
        status = 0
        while (ended := tally.wait()) is not None and ended[0] != child:
            pass
        wall = time.monotonic() - started
        if ended is not None:
            status = os.waitstatus_to_exitcode(ended[1])
        left = _wait_for_orphans(tally)
    except KeyboardInterrupt:
        _end_all(tally)
        return 128 + signal.SIGTERM
    told = {"status": status, "cpu": tally.cpu, "wall": wall, "peak": tally.peak, "left": left}
    figures.write_text(json.dumps(told), "utf-8")
    return 0


def _start(command: list[str]) -> int:
    child = os.fork()
    if child == 0:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        with suppress(OSError):
            os.execvp(command[0], command)
        os._exit(NOT_FOUND)
    return child


def _wait_for_orphans(tally: Tally) -> int:
    """Wait for what the command left running; end it after a while, and return how many."""
    end = time.monotonic() + PATIENCE
    while (ended := tally.wait(os.WNOHANG)) is not None:
        if ended[0] == 0:
            if time.monotonic() > end:
                return _end_all(tally)
            time.sleep(PAUSE)
    return 0


def _end_all(tally: Tally) -> int:
    """Kill every child, and the orphans that come of it, until none is left."""
    killed = set()
    while True:
        for child in _children():
            killed.add(child)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        if tally.wait() is None:
            return len(killed)


def _children() -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):  # it ended meanwhile
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == os.getpid():
                    found.append(int(entry.name))
    return found


def _prctl(option: int, value: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}) is refused")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
