"""Scenes drawn by two real workers: the same products, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.rendering import farm
from anim_lib.rendering.local import Local
from anim_lib.rendering.messages import Progress
from anim_lib.rendering.plan import Piece
from tests.farm import cluster
from tests.farm.rendering import STEADY, products, render, render_at

pytestmark = pytest.mark.slow

TINY, FAILING, KILLED, LONG = "d01_tiny", "d02_failing", "d04_killed", "d03_long"
SOON = 15.0  # long before the long scene would end by itself


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what this machine rendered."""
    out = tmp_path_factory.mktemp("local")
    render_at(Local(2), out, TINY, STEADY)
    return out


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("farm")
    with cluster.scheduler(folder) as address, cluster.workers(folder, address, 2):
        yield address


def test_products_are_those_of_this_machine(address: str, local: Path, tmp_path: Path) -> None:
    outcomes = render(address, tmp_path, TINY, FAILING, KILLED)
    assert [outcome.state for outcome in outcomes.values()] == ["rendered", "failed", "failed"]
    assert products(tmp_path / TINY) == products(local / TINY)
    assert {path.name for path in tmp_path.iterdir()} == {TINY, "logs"}

    sentence = outcomes[FAILING].sentence
    assert "the state has 3 numbers, the picture 4 (d02_failing.py, line 18) (on tcp://" in sentence
    assert "Traceback" in (tmp_path / "logs" / f"{FAILING}.txt").read_text("utf-8")
    assert "its process was killed by SIGKILL" in outcomes[KILLED].sentence

    made = (tmp_path / TINY / "manifest.json").stat().st_mtime_ns
    assert render(address, tmp_path, TINY)[TINY].state == "unchanged"
    assert (tmp_path / TINY / "manifest.json").stat().st_mtime_ns == made


def test_a_scene_in_parts_and_a_worker_is_killed(
    address: str, local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = [Piece(STEADY, 0, 2), Piece(STEADY, 2, None)]
    monkeypatch.setattr("anim_lib.rendering.render.plan", lambda *_: halves)
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.frames < 20 or killed:
            return
        busy = {w: cluster.renders_of(w) for w in cluster.drawing(address, STEADY)}
        worker, [render] = next(item for item in busy.items() if item[1])
        killed.append(worker)
        os.kill(worker, signal.SIGKILL)
        cluster.wait_for("the end of what it drew", lambda: not cluster.is_alive(render), SOON)

    outcome = render(address, tmp_path, STEADY, seen=kill_one)[STEADY]
    assert outcome.state == "rendered", outcome.sentence
    assert killed
    assert products(tmp_path / STEADY) == products(local / STEADY)


def test_ctrl_c_leaves_nothing_running(address: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.farm.rendering", address, str(tmp_path), LONG]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=cluster.ROOT, text=True, **pipes) as run:
        cluster.wait_for("a worker", lambda: cluster.drawing(address, LONG) or run.poll())
        [worker] = cluster.drawing(address, LONG)
        cluster.wait_for("its process", lambda: cluster.renders_of(worker))
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=cluster.PATIENCE)[0] in ("", f"{LONG}: rendering\n")
        assert run.returncode == 130
    cluster.wait_for("the end of it", lambda: not cluster.renders_of(worker), SOON)
    assert cluster.drawing(address, LONG) == []
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_that_is_lost(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with cluster.scheduler(tmp_path) as address, cluster.workers(tmp_path, address, 1) as [worker]:
        pid = cluster.listener(address)

        def kill(_: Progress) -> None:
            os.kill(pid, signal.SIGKILL)

        out = tmp_path / "renders"
        with pytest.raises(
            UserError, match=f"^the connection to the scheduler {address} was lost$"
        ):
            render(address, out, LONG, seen=kill)
        assert capfd.readouterr() == (f"{LONG}: rendering\n", "")
        assert list(out.iterdir()) == []
        cluster.wait_for("the worker's end", lambda: not cluster.is_alive(worker), SOON)


def test_a_worker_of_another_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    for folder in ("anim_lib", "tests/reel", "tests/farm", "assets/fonts"):
        shutil.copytree(cluster.ROOT / folder, checkout / folder)
    shutil.copy(cluster.ROOT / "tests" / "__init__.py", checkout / "tests")
    with (checkout / "tests" / "reel" / f"{TINY}.py").open("a") as scene:
        scene.write("\n")

    with cluster.scheduler(tmp_path) as address:
        monkeypatch.setattr(farm, "FIRST_WORKER", 1)
        with pytest.raises(UserError, match="no worker was connected to it within 1 s: start some"):
            render(address, tmp_path / "renders", TINY)

        with cluster.workers(tmp_path, address, 1, checkout):
            sentence = render(address, tmp_path / "renders", TINY)[TINY].sentence
            assert f"its files of {TINY} are not those of this machine: bring its" in sentence
            assert "(on tcp://127.0.0.1:" in sentence

            (checkout / "anim_lib" / "errors.py").write_text("")
            with pytest.raises(UserError, match=r"^the worker tcp://.* its checkout has changed"):
                render(address, tmp_path / "renders", TINY)
