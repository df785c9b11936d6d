"""Files that belong together: all of them appear, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.whole_files import write_together


def test_both_appear(tmp_path: Path) -> None:
    write_together({tmp_path / "new" / "a": b"1", tmp_path / "new" / "b": b"2"})
    assert (tmp_path / "new" / "a").read_bytes() == b"1"
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["a", "b"]


def test_when_the_second_does_not_fit_the_first_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        write(path, content[:1])
        if path.name == "b.part":
            raise OSError(28, "No space left on device")
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_together({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"
