"""All seeds, side by side: written whole or not at all, and continued after an interrupt."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.models import checkpoint
from anim_lib.training import partial, registry, runner
from anim_lib.training.loop import train
from tests.training import tiny_recipes

TINY = registry.in_module("tests.training.tiny_recipes")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    runner.train_all([TINY["line"], TINY["line_seen"]], 2, folder=folder)
    return folder


def test_every_seed_is_recorded(trained: Path) -> None:
    document = checkpoint.record("line", trained)
    assert [each["seed"] for each in document["seeds"]] == [0, 1, 2]
    assert document["kept_seed"] == 0
    assert document["parameters"] == 3
    assert list(document["tensors"]) == ["bias", "weight"]  # in the same order every time
    assert document["machine"].endswith("1 thread")
    for each in document["seeds"]:
        outcome = train(TINY["line"], each["seed"])
        assert each["metrics"]["slope"] == pytest.approx(outcome.metrics["slope"], rel=1e-5)
        assert each["steps"] == 40
        assert each["seconds_in_all"] > each["seconds"] > 0


def test_the_kept_weights_are_the_first_seeds(trained: Path) -> None:
    weights = checkpoint.load("line", trained)
    torch.testing.assert_close(weights, train(TINY["line"], 0).weights)
    module = checkpoint.load_into(tiny_recipes.build(), "line", trained)
    assert module.weight.dtype == torch.float64  # type: ignore[union-attr]


def test_snapshots_come_back(trained: Path) -> None:
    snapshots = checkpoint.load_snapshots("line_seen", trained)
    told = train(TINY["line_seen"], 0).snapshots
    assert sorted(snapshots) == [0, 10]
    torch.testing.assert_close(snapshots[10], told[10], rtol=1e-3, atol=1e-3)  # float16
    with pytest.raises(UserError, match="'line' has no snapshots"):
        checkpoint.load_snapshots("line", trained)


def test_nothing_unfinished_is_left(trained: Path) -> None:
    assert sorted(path.name for path in trained.iterdir()) == [
        "line.json",
        "line.safetensors",
        "line_seen.json",
        "line_seen.safetensors",
        "line_seen.snapshots.safetensors",
    ]


def test_finished_seeds_are_not_trained_again(tmp_path: Path) -> None:
    line = TINY["line"]
    unfinished = tmp_path / partial.UNFINISHED.name
    told = train(line, 0)
    told.metrics["slope"] = 99.0  # no run would give this
    partial.keep("line", runner.code_key(line), told, unfinished)
    seen: list[runner.Progress] = []
    runner.train_all([line], 2, seen.append, tmp_path)
    assert {progress.seed for progress in seen} == {1, 2}
    assert checkpoint.record("line", tmp_path)["seeds"][0]["metrics"]["slope"] == 99


def test_seeds_of_other_code_are_trained_again(tmp_path: Path) -> None:
    line = TINY["line"]
    partial.keep("line", "another code", train(line, 0), tmp_path)
    assert partial.find("line", "another code", 0, tmp_path) is not None
    assert partial.find("line", runner.code_key(line), 0, tmp_path) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("line_diverging", r"line_diverging with seed \d diverged at step \d+: the loss is"),
        ("line_dying", r"line_dying with seed \d ended with exit code -9"),
    ],
)
def test_a_failed_run_writes_nothing(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / f"{name}.json").write_text("kept")
    (tmp_path / f"{name}.safetensors").write_text("kept")
    seen: list[runner.Progress] = []
    written = runner.train_all([TINY[name], TINY["line"]], 2, seen.append, tmp_path)
    assert list(written) == ["line"]  # the other training goes on
    failures = [progress.end or "" for progress in seen if progress.failed]
    assert len(failures) == 3
    assert all(re.search(sentence, failure) for failure in failures), failures
    assert (tmp_path / f"{name}.json").read_text() == "kept"
    assert (tmp_path / f"{name}.safetensors").read_text() == "kept"


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UserError, match="there is no model 'inductoin_attention' to train"):
        registry.chosen(["inductoin_attention"])


def test_progress_arrives_in_order(tmp_path: Path) -> None:
    seen: list[runner.Progress] = []
    runner.train_all([TINY["line"]], 1, seen.append, tmp_path)
    steps = [progress.step for progress in seen if progress.seed == 1]
    assert steps == [10, 20, 30, 40, 40]
    assert seen[-1].end == "done"
    assert json.loads((tmp_path / "line.json").read_text())["name"] == "line"
