"""Kept weights are trained again and compared; what is kept stays as it is."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.training import check, partial, records, registry, runner
from anim_lib.training.loop import train
from scenes.__main__ import main

TINY = registry.in_module("tests.training.tiny_recipes")
LINE = TINY["line"]


def keep(folder: Path, push: float = 0.0) -> dict[str, bytes]:
    """Keep the line's weights, one of them pushed; return every file's bytes."""
    outcomes = [train(LINE, seed) for seed in LINE.seeds]
    outcomes[0].weights["weight"][0, 0] += push
    records.write(LINE, outcomes, runner.code_key(LINE), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("push", [0.0, 0.25])
def test_the_difference_is_told(tmp_path: Path, push: float) -> None:
    before = keep(tmp_path, push)
    (found,) = check.check([LINE], 2, folder=tmp_path)
    assert found.name == "line"
    assert found.largest_difference == pytest.approx(push, abs=1e-7)
    assert found.largest_difference == 0 or push
    assert found.seconds > 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_there_must_be_kept_weights(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no trained model 'line'"):
        check.check([LINE], 2, folder=tmp_path)


def test_a_run_that_left_nothing_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path)
    monkeypatch.setattr(partial, "find", lambda *given: None)
    with pytest.raises(UserError, match="finished seeds of line were damaged"):
        check.check([LINE], 2, folder=tmp_path)


@pytest.mark.parametrize(
    ("push", "status", "told"),
    [(0.0, 0, "line: the same, bit by bit"), (0.5, 1, "line: another by up to 0.5")],
)
def test_the_command(
    push: float,
    status: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keep(tmp_path, push)
    monkeypatch.setattr(registry, "chosen", lambda names: [LINE])
    monkeypatch.setattr(check, "check", functools.partial(check.check, folder=tmp_path))
    assert main(["train", "line", "--check"]) == status
    assert told in capsys.readouterr().out


def test_a_failed_run_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    diverging = TINY["line_diverging"]
    outcomes = [train(LINE, seed) for seed in LINE.seeds]
    records.write(diverging, outcomes, runner.code_key(LINE), tmp_path)
    monkeypatch.setattr(registry, "chosen", lambda names: [diverging])
    monkeypatch.setattr(check, "check", functools.partial(check.check, folder=tmp_path))
    assert main(["train", "line_diverging", "--check"]) == 1
    assert "diverged at step" in capsys.readouterr().err
