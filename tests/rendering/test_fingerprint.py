"""A fingerprint changes with everything that could change a frame."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from anim_lib.export import manifest
from anim_lib.formats import DRAFT, VIDEO
from anim_lib.rendering import fingerprint as module
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.job import Edition

PLAIN = Edition("paper", "final", VIDEO, ("mp4",))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("scene.py", "values.npz"):
        (tmp_path / name).write_text(name)
    return tmp_path / "scene.py", tmp_path / "values.npz"


def test_same_inputs_same_fingerprint(files: tuple[Path, Path]) -> None:
    assert fingerprint(files, PLAIN) == fingerprint(files, PLAIN)


@pytest.mark.parametrize(
    "other",
    [{"theme": "ink"}, {"profile": "exact"}, {"format": DRAFT}, {"formats": ("mp4", "gif")}],
    ids=str,
)
def test_everything_that_is_chosen_counts(files: tuple[Path, Path], other: dict[str, Any]) -> None:
    assert fingerprint(files, replace(PLAIN, **other)) != fingerprint(files, PLAIN)


@pytest.mark.parametrize("index", [0, 1])
def test_every_file_counts(files: tuple[Path, Path], index: int) -> None:
    before = fingerprint(files, PLAIN)
    files[index].write_text("changed")
    changed = fingerprint(files, PLAIN)
    files[index].unlink()
    missing = fingerprint(files, PLAIN)
    assert len({before, changed, missing}) == 3


def test_versions_and_library_count(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = fingerprint(files, PLAIN)
    with monkeypatch.context() as patch:
        patch.setattr(module, "versions", lambda: {"manim": "0.99"})
        assert fingerprint(files, PLAIN) != before
    module._library.cache_clear()
    (tmp_path / "theme.py").write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(module, "LIBRARY", tmp_path)
        assert fingerprint(files, PLAIN) != before
    module._library.cache_clear()
    assert fingerprint(files, PLAIN) == before


def test_folder_is_whole_only_with_every_file_as_written(tmp_path: Path) -> None:
    (tmp_path / "stills").mkdir()
    still = tmp_path / "stills" / "a.png"
    still.write_bytes(b"picture")
    assert not manifest.is_whole(tmp_path, "f")
    manifest.write(tmp_path, {"fingerprint": "f"})
    assert manifest.is_whole(tmp_path, "f")
    assert not manifest.is_whole(tmp_path, "another")
    still.write_bytes(b"changed")  # of the same size
    assert not manifest.is_whole(tmp_path, "f")
    still.write_bytes(b"a longer picture")
    assert not manifest.is_whole(tmp_path, "f")
    still.unlink()
    assert not manifest.is_whole(tmp_path, "f")
    for broken in ('{"schema": 1, "files"', '{"schema": 1, "fingerprint": "f", "files": {"a": 3}}'):
        (tmp_path / "manifest.json").write_text(broken)
        assert not manifest.is_whole(tmp_path, "f")


def test_only_what_looks_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"picture")
    manifest.write(tmp_path, {"fingerprint": "f"})
    read: list[Path] = []
    sha256 = manifest.sha256
    monkeypatch.setattr(manifest, "sha256", lambda path: read.append(path) or sha256(path))
    assert manifest.is_whole(tmp_path, "f")
    assert read == []
    os.utime(tmp_path / "b", ns=(1, 1))  # as a copy has
    assert manifest.is_whole(tmp_path, "f")
    assert read == [tmp_path / "b"]
