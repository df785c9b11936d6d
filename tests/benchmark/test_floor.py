"""Encoding alone: the frames that go in are those drawn, all of them, cut as the profile cuts."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from anim_lib.benchmark.floor import WAYS, Decoder, as_final, as_stock, every_frame, floors
from anim_lib.formats import Format
from tests.reel.films import Frame, write_lossless

SIZE = Format("small", 96, 64, 12)
SHOWN = [0, 0, 1, 2, 2, 2, 3]  # of which the first play has four frames


def picture(number: int) -> Frame:
    """A block that has moved a little further."""
    frame = np.full((SIZE.height, SIZE.width, 3), 240, np.uint8)
    frame[8:40, 8 + 6 * number : 40 + 6 * number] = (180, 40, 90)
    return frame


@pytest.fixture
def plays(tmp_path: Path) -> list[Path]:
    """The lossless files of two plays."""
    return [
        write_lossless(tmp_path / f"{k}.mp4", [picture(i) for i in shown], SIZE.fps)
        for k, shown in enumerate((SHOWN[:4], SHOWN[4:]))
    ]


def decoded(film: Path) -> list[Frame]:
    """The luma of each frame, which comes at its own time."""
    with av.open(str(film)) as container:
        frames = list(container.decode(video=0))
    assert [round(frame.time * SIZE.fps) for frame in frames] == list(range(len(frames)))
    return [frame.to_ndarray()[: SIZE.height] for frame in frames]


def test_each_picture_is_kept_once(plays: list[Path], tmp_path: Path) -> None:
    beat = Decoder(plays).beat(len(SHOWN), tmp_path / "spill")
    assert beat.shown == SHOWN
    assert beat.plays == [4, 3]
    assert beat.pictures.shape == (4, SIZE.height * 3 // 2, SIZE.width)
    for number in range(4):
        rgb = av.VideoFrame.from_ndarray(picture(number), format="rgb24")
        stock = rgb.reformat(format="yuv420p").to_ndarray()[: SIZE.height]
        assert np.abs(beat.pictures[number][: SIZE.height].astype(int) - stock).max() <= 1


def test_beats_follow_each_other(plays: list[Path], tmp_path: Path) -> None:
    decoder = Decoder(plays)
    first = decoder.beat(2, tmp_path / "a")
    second = decoder.beat(5, tmp_path / "b")
    assert (first.shown, second.shown) == ([0, 0], [0, 1, 1, 1, 2])
    assert second.plays == [2, 3]
    with pytest.raises(ValueError, match="a beat has 1 frames, but 0 were drawn"):
        decoder.beat(1, tmp_path / "c")


@pytest.mark.parametrize("way", [as_final, every_frame])
def test_a_beat_of_final_is_one_piece(plays: list[Path], tmp_path: Path, way: object) -> None:
    assert callable(way)
    beat = Decoder(plays).beat(len(SHOWN), tmp_path / "spill")
    size = way(beat, SIZE, tmp_path / "piece.mp4")
    found = decoded(tmp_path / "piece.mp4")
    assert size == (tmp_path / "piece.mp4").stat().st_size
    assert len(found) == len(SHOWN)
    for frame, number in zip(found, SHOWN, strict=True):
        luma = beat.pictures[number][: SIZE.height]
        assert np.abs(frame.astype(int) - luma).mean() < 3


def test_stock_cuts_at_plays(plays: list[Path], tmp_path: Path) -> None:
    beat = Decoder(plays).beat(len(SHOWN), tmp_path / "spill")
    sizes = as_stock(beat, SIZE, tmp_path / "piece.mp4")
    last = decoded(tmp_path / "piece.mp4")
    assert len(last) == 3  # of the last play
    for frame, number in zip(last, SHOWN[4:], strict=True):
        luma = beat.pictures[number][: SIZE.height]
        assert np.abs(frame.astype(int) - luma).mean() < 2
    assert sizes > (tmp_path / "piece.mp4").stat().st_size


def test_floors(plays: list[Path], tmp_path: Path) -> None:
    found = floors(plays, [2, 5], SIZE, tmp_path)
    assert list(found) == list(WAYS) == ["exact", "final", "final, every frame"]
    beat = Decoder(plays)
    for frames in (2, 5):
        part = beat.beat(frames, tmp_path / "spill")
        for way, encode in WAYS.items():
            found[way]["bytes"] -= encode(part, SIZE, tmp_path / "piece.mp4")
    assert all(figures["bytes"] == 0 for figures in found.values())
    assert all(0 < figures["cpu"] < 5 for figures in found.values())
