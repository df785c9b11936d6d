"""What goes wrong in ffmpeg, in one sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest

from anim_lib.errors import UserError
from anim_lib.export import ffmpeg
from anim_lib.export.place import is_disk_full, place
from tests.reel.films import ffmpeg_on_a_full_disk, write_lossless


def test_missing_binary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
    with pytest.raises(UserError, match="ffmpeg cannot be run"):
        ffmpeg.binary()

    def nothing() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(ffmpeg.imageio_ffmpeg, "get_ffmpeg_exe", nothing)
    with pytest.raises(UserError, match="ffmpeg is missing: install it"):
        ffmpeg.binary()


def test_error_holds_the_reason(tmp_path: Path) -> None:
    broken = tmp_path / "master.mp4"
    broken.write_bytes(b"no film")
    with pytest.raises(ffmpeg.FfmpegError, match=r"^ffmpeg: .*master\.mp4"):
        ffmpeg.run(ffmpeg.source(broken).output(str(tmp_path / "x.mp4")))


def full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an output that has no room: Linux's own, elsewhere one that ffmpeg claims to find."""
    if Path("/dev/full").exists():
        return "/dev/full"
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(ffmpeg_on_a_full_disk(folder)))
    return str(folder / "x.ts")


def test_full_disk_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grey = [np.full((16, 16, 3), i, np.uint8) for i in range(3)]
    master = write_lossless(tmp_path / "master.mp4", grey, 10)
    output = full_disk(tmp_path, monkeypatch)
    with pytest.raises(OSError, match="No space left") as caught:
        ffmpeg.run(ffmpeg.source(master).output(output, format="mpegts"))
    assert is_disk_full(caught.value)


def test_full_disk_is_seen_through_wrappers() -> None:
    outer = RuntimeError("Failed to encode")
    outer.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert is_disk_full(outer)
    assert not is_disk_full(RuntimeError("another"))


def test_single_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with place(tmp_path, Path("stills/x.png")) as (unfinished, target):
        unfinished.write_text("half")
        assert not target.exists()
    assert target.read_text() == "half"

    def fail() -> None:
        with place(tmp_path, Path("stills/y.png")) as (unfinished, _):
            unfinished.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [p.name for p in (tmp_path / "stills").iterdir()] == ["x.png"]


def test_single_file_hides_no_other_error(tmp_path: Path) -> None:
    def lose() -> None:
        with place(tmp_path, Path("y.png")):
            raise FileNotFoundError(errno.ENOENT, "a font is missing")

    with pytest.raises(FileNotFoundError, match="a font is missing"):
        lose()


def test_single_file_on_a_full_disk(tmp_path: Path) -> None:
    def fill() -> None:
        with place(tmp_path / "x.png", Path("y.png")):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match=r"x\.png: the disk is full"):
        fill()
