"""A run that is ended in the middle, by the person or by the machine."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from anim_lib.rendering import folders, locks
from tests.reel.processes import PATIENCE, family, is_alive, wait_for, workers
from tests.reel.rendering import remember, render, rendering, started

pytestmark = pytest.mark.slow

LONG, SILENT, GOOD = "d03_long", "d07_silent", "d01_tiny"
SOON = 15.0  # long before the long scene would end by itself
INTERRUPTED = "seqreel: interrupted; the same command continues where it stopped\n"


def wait_for_the_end_of(pids: dict[int, int]) -> None:
    assert pids
    wait_for("their ends", lambda: not any(is_alive(pid) for pid in pids), SOON)


def visible(out: Path) -> list[str]:
    hidden = (folders.PREFIX, locks.PREFIX)
    return [path.name for path in out.iterdir() if not path.name.startswith(hidden)]


def interrupt(run: subprocess.Popen[str]) -> None:
    """Do what a terminal does: all processes of the group are told."""
    os.killpg(run.pid, signal.SIGINT)


@pytest.mark.parametrize(
    ("how", "slug", "count"),
    [(interrupt, LONG, 1), (subprocess.Popen.terminate, SILENT, 2)],  # 2: it started another
    ids=["Ctrl-C", "SIGTERM"],
)
def test_end_leaves_no_half_folder_and_no_process(
    tmp_path: Path, how: Callable[[subprocess.Popen[str]], None], slug: str, count: int
) -> None:
    with rendering(tmp_path, slug, drawn=slug) as run:
        wait_for("its processes", lambda: len(workers(run.pid)) == count)
        everyone = family(run.pid)
        how(run)
        _, said = run.communicate(timeout=PATIENCE)
        assert (run.returncode, said) == (130, INTERRUPTED)
        wait_for_the_end_of(everyone)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_the_fork_server_starts(tmp_path: Path) -> None:
    with started(tmp_path, LONG) as run:
        wait_for("fork server and tracker", lambda: len(family(run.pid)) >= 2)
        everyone = family(run.pid)
        interrupt(run)
        _, said = run.communicate(timeout=PATIENCE)
        assert (run.returncode, said) == (130, INTERRUPTED)
        wait_for_the_end_of(everyone)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_all_parts_of_a_split_scene(tmp_path: Path) -> None:
    remember(tmp_path, LONG, *[100.0] * 12)
    with rendering(tmp_path, LONG, drawn=f"{LONG}.[1-9]") as run:
        everyone = family(run.pid)
        assert len(workers(run.pid)) == 2
        interrupt(run)
        _, said = run.communicate(timeout=PATIENCE)
        assert (run.returncode, said) == (130, INTERRUPTED)
        wait_for_the_end_of(everyone)
    assert [path.name for path in tmp_path.iterdir()] == [LONG]
    assert [path.name for path in (tmp_path / LONG).iterdir()] == ["manifest.json"]


def test_killed_run_takes_its_workers_along_and_is_cleaned_up_later(tmp_path: Path) -> None:
    with rendering(tmp_path, SILENT, LONG) as run:
        wait_for("all processes", lambda: len(workers(run.pid)) == 3)
        everyone = family(run.pid)
        run.kill()
        run.wait(PATIENCE)
        wait_for_the_end_of(everyone)
    assert visible(tmp_path) == []
    assert len(list(tmp_path.iterdir())) == 3  # a work folder and two locks that nobody holds
    locks.SceneLock(tmp_path, LONG).release()
    assert render(tmp_path, GOOD)[GOOD].state == "rendered"
    assert [path.name for path in tmp_path.iterdir()] == [GOOD]


def test_what_was_finished_before_ctrl_c_stays(tmp_path: Path) -> None:
    with rendering(tmp_path, GOOD, LONG) as run:
        wait_for("the short scene", (tmp_path / GOOD / "manifest.json").exists)
        interrupt(run)
        run.communicate(timeout=PATIENCE)
        assert run.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == [GOOD]
    assert render(tmp_path, GOOD, formats=("mp4", "gif", "webp"))[GOOD].state == "unchanged"


def test_second_run_leaves_the_scenes_of_the_first_alone(tmp_path: Path) -> None:
    with rendering(tmp_path, LONG) as run:
        outcomes = render(tmp_path, LONG, GOOD)
        assert run.poll() is None
        assert outcomes[LONG].sentence == (
            f"process {run.pid} is rendering it into {tmp_path} already; "
            "wait for its end, or name another folder with --out"
        )
        assert [outcome.state for outcome in outcomes.values()] == ["failed", "rendered"]
        interrupt(run)
        run.communicate(timeout=PATIENCE)
    assert visible(tmp_path) == [GOOD]
