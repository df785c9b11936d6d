"""Finished seeds count only while they are whole, and one process at a time trains a model."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.training import partial, registry, runner
from anim_lib.training.loop import Outcome, train

TINY = registry.in_module("tests.training.tiny_recipes")
SEEN = TINY["line_seen"]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    partial.keep("line_seen", runner.code_key(SEEN), train(SEEN, 0), tmp_path)
    return tmp_path


def found(folder: Path) -> Outcome | None:
    return partial.find("line_seen", runner.code_key(SEEN), 0, folder)


def test_it_comes_back_whole(kept: Path) -> None:
    told, outcome = train(SEEN, 0), found(kept)
    assert outcome is not None
    torch.testing.assert_close(outcome.weights, told.weights, rtol=0, atol=0)
    torch.testing.assert_close(outcome.snapshots, told.snapshots, rtol=0, atol=0)
    assert outcome.metrics == told.metrics
    assert outcome.curve == told.curve


@pytest.mark.parametrize("name", ["seed_0.json", "seed_0.safetensors", "seed_0_at_10.safetensors"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed", "not text"])
def test_a_damaged_file_does_not_count(kept: Path, name: str, damage: str) -> None:
    path = kept / "line_seen" / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        changed = content.replace(b"0", b"1") if name.endswith("json") else content[:-1] + b"\7"
        path.write_bytes(
            {"empty": b"", "cut": content[:-9], "changed": changed, "not text": b"\xff"}[damage]
        )
    assert found(kept) is None


@pytest.mark.parametrize("text", ["[]", "5", "{}", '{"code_sha256": 1}'])
def test_a_json_of_something_else_does_not_count(kept: Path, text: str) -> None:
    (kept / "line_seen" / "seed_0.json").write_text(text)
    assert found(kept) is None


def test_a_damaged_seed_is_trained_again(tmp_path: Path) -> None:
    unfinished = tmp_path / partial.UNFINISHED.name
    partial.keep("line_seen", runner.code_key(SEEN), train(SEEN, 0), unfinished)
    (unfinished / "line_seen" / "seed_0.safetensors").write_bytes(b"half")
    seen: list[runner.Progress] = []
    assert list(runner.train_all([SEEN], 2, seen.append, tmp_path)) == ["line_seen"]
    assert {progress.seed for progress in seen} == {0, 1, 2}


def test_two_trainings_of_one_model_at_once(tmp_path: Path) -> None:
    unfinished = tmp_path / partial.UNFINISHED.name
    with partial.held("line", unfinished):
        with pytest.raises(UserError, match="line is being trained by another process"):
            runner.train_all([TINY["line"]], 1, folder=tmp_path)
        assert (unfinished / "line").is_dir()  # the first one's lock is still there
        assert list(runner.train_all([SEEN], 2, folder=tmp_path)) == ["line_seen"]
    assert list(runner.train_all([TINY["line"]], 2, folder=tmp_path)) == ["line"]
    assert not unfinished.exists()


def test_a_full_disk_is_told_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "line.json").write_text("kept")
    (tmp_path / "line.safetensors").write_text("kept")
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "line.json.part":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match=r"cannot write to .*: No space left on device; nothing"):
        runner.train_all([TINY["line"]], 2, folder=tmp_path)
    assert (tmp_path / "line.json").read_text() == "kept"
    assert (tmp_path / "line.safetensors").read_text() == "kept"
    assert not list(tmp_path.glob("*.part"))
    monkeypatch.undo()
    seen: list[runner.Progress] = []
    assert list(runner.train_all([TINY["line"]], 2, seen.append, tmp_path)) == ["line"]
    assert seen == []  # all seeds had been kept
