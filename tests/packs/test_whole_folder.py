"""Folders that appear when they are whole, and never over what others put there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.packs.whole_folder import MARKER, whole_folder


def write(out: Path, kind: str = "report", **files: str) -> None:
    with whole_folder(out, kind) as unfinished:
        for name, words in files.items():
            (unfinished / name).write_bytes(words.encode())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with whole_folder(out, "report") as unfinished:
        (unfinished / "a").write_text("1")
        assert not out.exists()
    assert (out / "a").read_text() == "1"
    assert names(out.parent) == {"out"}


def test_replaces_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, a="1", b="1")
    write(out, a="2")
    assert names(out) == {"a", MARKER}
    assert (out / "a").read_text() == "2"
    assert names(tmp_path) == {"out"}


def test_fills_an_empty_folder(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    assert names(tmp_path) == {"a", MARKER}


def test_failure_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, a="1")
    with pytest.raises(AttributeError):
        write(out, a="half", b=None)  # type: ignore[arg-type]
    assert (out / "a").read_text() == "1"
    assert names(tmp_path) == {"out"}


def test_failure_leaves_nothing_new(tmp_path: Path) -> None:
    with pytest.raises(ArithmeticError), whole_folder(tmp_path / "out", "report"):
        raise ArithmeticError
    assert not names(tmp_path)


@pytest.mark.parametrize("kind", ["report", "slides"])
def test_refuses_what_others_wrote(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    write(out, a="1")
    (out / "a").write_text("mine" if kind == "slides" else "1")
    (out / "notes.md").write_text("mine")
    with pytest.raises(UserError, match=r"holds .*, which no earlier `seqreel") as told:
        write(out, kind, a="2")
    assert ("notes.md" if kind == "report" else "a") in str(told.value)
    assert (out / "notes.md").read_text() == "mine"
    assert names(tmp_path) == {"out"}


def test_refuses_what_was_changed_since(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, a="1", b="1")
    (out / "b").write_text("my own words")
    with pytest.raises(UserError, match="holds b, which was changed after `seqreel report` wrote"):
        write(out, a="2")
    assert (out / "a").read_text() == "1"
    assert (out / "b").read_text() == "my own words"


def test_refuses_a_broken_marker(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('["a"]')
    (tmp_path / "a").write_text("mine")
    with pytest.raises(UserError, match="holds a,"):
        write(tmp_path, a="2")


def test_refuses_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(UserError, match="is a file; name a folder"):
        write(out)
    assert out.read_text() == "mine"


def test_refuses_a_file_as_parent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="cannot write there"):
        write(tmp_path / "file" / "out")


def test_full_disk(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="disk is full"), whole_folder(tmp_path / "out", "report"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert not names(tmp_path)
