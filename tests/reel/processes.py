"""Watching processes come and go."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 60.0  # seconds, on a busy machine


def wait_for(what: str, happened: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)


def processes() -> dict[int, tuple[int, str]]:
    """Return the parent and the state of every process: from Linux's /proc, elsewhere from ps."""
    if not Path("/proc/self/stat").exists():
        told = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True
        )
        rows = (line.split() for line in told.stdout.splitlines())
        return {int(pid): (int(parent), state[0]) for pid, parent, state, *_ in rows}
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            state, parent, *_ = stat.read_text().rpartition(")")[2].split()
            found[int(stat.parent.name)] = (int(parent), state)
    return found


def family(ancestor: int) -> dict[int, int]:
    """Return all processes below ``ancestor`` with their parents: fork server, tracker, workers."""
    found: dict[int, int] = {}
    listed = processes()
    news = {ancestor}
    while news:
        news = {pid for pid, (parent, _) in listed.items() if parent in news}
        found |= {pid: listed[pid][0] for pid in news}
    return found


def workers(ancestor: int) -> list[int]:
    """Return the processes that were forked from the server that ``ancestor`` started."""
    return [pid for pid, parent in family(ancestor).items() if parent != ancestor]


def is_alive(pid: int) -> bool:
    _, state = processes().get(pid, (0, "Z"))
    return state != "Z"
