"""``seqreel bench`` on good and on bad input; nothing is really measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import scenes
from anim_lib.benchmark import bench as bench_module
from anim_lib.benchmark import machine as machine_module
from anim_lib.benchmark.result import Result
from anim_lib.benchmark.usage import RunFailedError, Usage
from scenes.__main__ import main
from scenes.commands.bench import _chosen
from tests.benchmark.conftest import Pretended
from tests.benchmark.made_up import MACHINE
from tests.reel.rendering import source

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run ``seqreel bench`` on the test scenes, into ``there``."""
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny", "d02_failing"])
    monkeypatch.setattr(scenes, "source", source)
    monkeypatch.setattr(machine_module, "machine", lambda: MACHINE)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(("bench", *arguments, "--out", "there"))
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return status, told.out, told.err

    return run


def test_command_line(ran: Pretended, cli: Cli) -> None:
    status, out, err = cli("d01", "--only", "speed", "--rounds", "3")
    assert (status, err) == (0, "")
    assert out.startswith("A processor, 2 cores")
    assert "1080p60, 3 rounds in turn" in out
    assert out.splitlines()[-2:] == ["there/bench.json", "there/bench.png"]
    assert sorted(path.name for path in Path("there").iterdir()) == ["bench.json", "bench.png"]
    found = Result.read(Path("there/bench.json").read_text("utf-8"))
    assert (found.scenes, found.rounds) == (["d01_tiny"], 3)
    assert len(found.samples) == 1 + 3 * (3 + 2) + 3 + 1


def test_a_busy_machine_is_told(
    ran: Pretended,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine_module, "machine", lambda: replace(MACHINE, load=3.5))
    _, _, err = cli("--only", "jobs", "--quick")
    assert err.startswith("seqreel: the machine is busy (load 3.5)")


def test_a_failing_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Usage:
        raise RunFailedError("`manim` ended with status 1: it broke")

    monkeypatch.setattr(bench_module, "measured", fail)
    status, _, err = cli("--only", "speed")
    assert (status, err) == (1, "seqreel: `manim` ended with status 1: it broke\n")
    assert list(Path("there").iterdir()) == []


def test_interrupt(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Usage:
        raise KeyboardInterrupt

    monkeypatch.setattr(bench_module, "measured", interrupted)
    status, _, err = cli("--only", "speed")
    assert (status, err) == (130, "seqreel: interrupted; nothing was written\n")
    assert list(Path("there").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("d99",), "there is no scene 'd99'"),
        (("--rounds", "0"), "--rounds: must be a whole number from 1 to 99, not '0'"),
        (("--only", "all"), "--only: invalid choice: 'all'"),
    ],
)
def test_bad_input(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    status, _, err = cli(*arguments)
    assert status == 2
    assert told in err
    assert err.count("\n") == 1


def test_no_room(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.commands.bench.ROOM", 1e18)
    status, _, err = cli("d01")
    assert status == 2
    assert "GB are free there, about 1000000000 GB are needed" in err
    Path("there").rmdir()
    Path("there").touch()
    assert "--out there: cannot write there" in cli("d01")[2]


def test_scenes_are_spread_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "slugs", lambda: [f"d{n:02}_x" for n in range(27)])
    assert _chosen([], 4) == ["d00_x", "d06_x", "d13_x", "d20_x"]
    assert _chosen(["d05", "d03"], 4) == ["d05_x", "d03_x"]
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_x"])
    assert _chosen([], 4) == ["d01_x"]
