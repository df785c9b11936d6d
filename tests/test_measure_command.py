"""``seqreel measure``: each table by a process of its own; a failure stops."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from scenes.__main__ import main
from scenes.commands import measure


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the modules that would have run; the one that measures decoding fails."""
    ran: list[str] = []

    def pretend(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command[-1])
        return SimpleNamespace(returncode=3 if command[-1].endswith("decode") else 0)

    monkeypatch.setattr(measure.subprocess, "run", pretend)
    return ran


def test_one_table(programs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "cache"]) == 0
    assert programs == ["anim_lib.training.measure_cache"]
    assert "assets/tables/cache_cpu.csv" in capsys.readouterr().out


def test_a_failure_stops_and_is_told(programs: list[str]) -> None:
    assert main(["measure"]) == 3
    assert programs == ["anim_lib.training.measure_scaling", "anim_lib.training.measure_decode"]


def test_an_unknown_table(programs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "speed"]) == 2
    assert programs == []
    assert "speed" in capsys.readouterr().err


@pytest.mark.parametrize("table", measure.TABLES)
def test_the_modules_exist(table: str) -> None:
    __import__(f"anim_lib.training.measure_{table}")
