"""``seqreel train``: what it refuses, what it lists, what it says when a run fails."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from anim_lib.models import checkpoint
from anim_lib.training import registry, runner
from scenes.__main__ import main


def test_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train"]) == 2
    assert "name one or more models, or all" in capsys.readouterr().err


def test_unknown_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "tiny_gtp"]) == 2
    assert "no model 'tiny_gtp' to train; did you mean tiny_gpt?" in capsys.readouterr().err


def test_bad_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "tiny_gpt", "--jobs", "0"]) == 2
    assert "whole number from 1 to 256" in capsys.readouterr().err


def test_the_list_has_every_model_and_three_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--list"]) == 0
    told = capsys.readouterr().out
    for name in registry.all_recipes():
        assert name in told
    assert "not trained yet" not in told
    assert told.count("(kept)") == len(registry.all_recipes())


def test_families_stand_for_their_models() -> None:
    everything = registry.all_recipes()
    assert [recipe.name for recipe in registry.chosen(["all"])] == list(everything)
    induction = [recipe.name for recipe in registry.chosen(["induction"])]
    assert induction == [name for name in everything if name.startswith("induction_")]
    assert induction


def test_every_recipe_is_trained_with_three_seeds() -> None:
    assert checkpoint.names() == sorted(registry.all_recipes())
    for name, recipe in registry.all_recipes().items():
        document = checkpoint.record(name)
        assert [each["seed"] for each in document["seeds"]] == list(recipe.seeds)
        assert len(recipe.seeds) >= 3
        assert document["kept_seed"] == recipe.seeds[0]
        assert document["task"] == recipe.task
        assert document["optimizer"]["most_steps"] == recipe.steps
        for each in document["seeds"]:
            assert each["seconds"] > 0
            assert each["metrics"]
            assert len(each["curve"]["step"]) == len(each["curve"]["loss"]) > 1


def test_the_weights_are_small() -> None:
    files = [path for path in checkpoint.WEIGHTS.glob("*.safetensors") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8 * 2**20


def test_all_weights_pass_their_checks() -> None:
    for name in checkpoint.names():
        assert checkpoint.load(name)


@pytest.mark.parametrize(("name", "status"), [("line", 0), ("line_diverging", 1)])
def test_a_run(
    name: str,
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiny = registry.in_module("tests.training.tiny_recipes")
    monkeypatch.setattr(registry, "chosen", lambda names: [tiny[name] for name in names])
    monkeypatch.setattr(
        runner, "train_all", functools.partial(runner.train_all, folder=tmp_path / "weights")
    )
    assert main(["train", name]) == status
    told = capsys.readouterr()
    if status:
        assert told.err.count("diverged at step") == 3
        assert "Traceback" not in told.err
    else:
        assert "line: kept as" in told.out
