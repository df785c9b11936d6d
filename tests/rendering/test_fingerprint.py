"""A fingerprint changes with everything that could change a frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.export import manifest
from anim_lib.formats import DRAFT, VIDEO
from anim_lib.rendering import fingerprint as module
from anim_lib.rendering.fingerprint import fingerprint


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("scene.py", "values.npz"):
        (tmp_path / name).write_text(name)
    return tmp_path / "scene.py", tmp_path / "values.npz"


def test_same_inputs_same_fingerprint(files: tuple[Path, Path]) -> None:
    assert fingerprint(files, "paper", VIDEO) == fingerprint(files, "paper", VIDEO)


def test_theme_and_format_count(files: tuple[Path, Path]) -> None:
    kinds = {fingerprint(files, t, f) for t in ("paper", "ink") for f in (DRAFT, VIDEO)}
    assert len(kinds) == 4


@pytest.mark.parametrize("index", [0, 1])
def test_every_file_counts(files: tuple[Path, Path], index: int) -> None:
    before = fingerprint(files, "paper", VIDEO)
    files[index].write_text("changed")
    changed = fingerprint(files, "paper", VIDEO)
    files[index].unlink()
    missing = fingerprint(files, "paper", VIDEO)
    assert len({before, changed, missing}) == 3


def test_versions_and_library_count(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = fingerprint(files, "paper", VIDEO)
    with monkeypatch.context() as patch:
        patch.setattr(module, "versions", lambda: {"manim": "0.99"})
        assert fingerprint(files, "paper", VIDEO) != before
    module._library.cache_clear()
    (tmp_path / "theme.py").write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(module, "LIBRARY", tmp_path)
        assert fingerprint(files, "paper", VIDEO) != before
    module._library.cache_clear()
    assert fingerprint(files, "paper", VIDEO) == before


def test_folder_is_whole_only_with_every_file_as_written(tmp_path: Path) -> None:
    (tmp_path / "stills").mkdir()
    still = tmp_path / "stills" / "a.png"
    still.write_bytes(b"picture")
    assert not manifest.is_whole(tmp_path, "f")
    manifest.write(tmp_path, {"fingerprint": "f"})
    assert manifest.is_whole(tmp_path, "f")
    assert not manifest.is_whole(tmp_path, "another")
    still.write_bytes(b"changed")
    assert not manifest.is_whole(tmp_path, "f")
    still.unlink()
    assert not manifest.is_whole(tmp_path, "f")
    (tmp_path / "manifest.json").write_text('{"schema": 1, "files"')
    assert not manifest.is_whole(tmp_path, "f")
