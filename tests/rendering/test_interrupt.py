"""A run that is ended in the middle, by the person or by the machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from anim_lib.rendering import folders
from tests.reel.rendering import render

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds, on a busy machine
SOON = 15.0  # long before the long scene would end by itself


def wait_for(what: str, happened: Callable[[], bool], patience: float = PATIENCE) -> None:
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


def workers_of(parent: int) -> list[int]:
    """Return the processes that ``parent`` started."""
    return [pid for pid, (started_by, _) in processes().items() if started_by == parent]


def is_alive(pid: int) -> bool:
    _, state = processes().get(pid, (0, "Z"))
    return state != "Z"


@contextmanager
def rendering(out: Path, *slugs: str) -> Iterator[subprocess.Popen[str]]:
    """Render in a process of its own, until frames of the long scene are being drawn."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.reel.rendering", str(out), *slugs],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        partial = f"{folders.PREFIX}*/d03_long/media/videos/**/*.mp4"
        wait_for("the first frames", lambda: any(out.glob(partial)) or run.poll() is not None)
        assert run.poll() is None, run.communicate()
        yield run
    finally:
        run.kill()
        run.communicate()


def test_ctrl_c_leaves_no_half_folder_and_no_process(tmp_path: Path) -> None:
    with rendering(tmp_path, "d03_long") as run:
        workers = workers_of(run.pid)
        assert len(workers) == 1
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE) == 130
        wait_for("the worker's end", lambda: not any(is_alive(pid) for pid in workers), SOON)
    assert list(tmp_path.iterdir()) == []


def test_killed_run_takes_its_workers_along_and_is_cleaned_up_later(tmp_path: Path) -> None:
    with rendering(tmp_path, "d03_long") as run:
        workers = workers_of(run.pid)
        run.kill()
        run.wait(PATIENCE)
        wait_for("the worker's end", lambda: not any(is_alive(pid) for pid in workers), SOON)
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith(folders.PREFIX)] == []
    assert render(tmp_path, "d01_tiny")["d01_tiny"].state == "rendered"
    assert [path.name for path in tmp_path.iterdir()] == ["d01_tiny"]


def test_what_was_finished_before_ctrl_c_stays(tmp_path: Path) -> None:
    with rendering(tmp_path, "d01_tiny", "d03_long") as run:
        wait_for("the short scene", (tmp_path / "d01_tiny" / "manifest.json").exists)
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["d01_tiny"]
    assert render(tmp_path, "d01_tiny")["d01_tiny"].state == "unchanged"
