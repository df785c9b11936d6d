"""Pieces of film, and what is made by joining them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from anim_lib.export.film import VP9, write_film
from anim_lib.export.held_segment import HeldSegment
from anim_lib.export.place import is_disk_full
from anim_lib.export.segments import Codec, EncodingError, Segment
from anim_lib.formats import Format
from tests.export.moving import SIZE, codec, decode, encode

SHOWN = ([(0, 4), (1, 1)], [(2, 1)], [(n, 2) for n in range(2, 9)])  # of three beats
LENGTHS = [5, 1, 14]


def pieces(folder: Path, kind: type[Segment], how: Codec) -> list[tuple[Path, int]]:
    folder.mkdir()
    starts = [0, *np.cumsum(LENGTHS).tolist()]
    paths = [folder / f"{start}.{how.container}" for start in starts[:-1]]
    for path, shown in zip(paths, SHOWN, strict=True):
        encode(kind(path, how, SIZE), shown)
    return list(zip(paths, starts, strict=False))


def joined(folder: Path, kind: type[Segment], how: Codec) -> Path:
    target = folder / f"film.{how.container}"
    marks = [(0.0, 0.5, "one"), (0.5, 0.6, "two"), (0.6, 2.0, "three")]
    count = write_film(
        pieces(folder / "pieces", kind, how),
        target,
        fps=10,
        chapters=marks,
        metadata={"title": "a=b"},
    )
    assert count == sum(LENGTHS)
    return target


KINDS = {"mp4": (HeldSegment, codec(preset="superfast")), "webm": (Segment, VP9)}


@pytest.mark.parametrize("suffix", KINDS)
def test_joined_film_has_the_frames_of_its_pieces(tmp_path: Path, suffix: str) -> None:
    film = joined(tmp_path, *KINDS[suffix])
    frames, keys = decode(film)
    apart = [
        f
        for path in sorted(tmp_path.glob("pieces/*"), key=lambda p: int(p.stem))
        for f in decode(path)[0]
    ]
    assert keys == [0, 5, 6]
    assert len(frames) == len(apart) == 20
    for one, other in zip(frames, apart, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("suffix", KINDS)
def test_joined_film_is_constant_in_rate_tagged_and_marked(tmp_path: Path, suffix: str) -> None:
    with av.open(str(joined(tmp_path, *KINDS[suffix]))) as film:
        stream = film.streams.video[0]
        context = stream.codec_context
        times = [float(f.pts * f.time_base) for f in film.decode(video=0) if f.pts is not None]
        np.testing.assert_allclose(times, np.arange(20) / 10, atol=5e-4)
        assert (context.pix_fmt, context.color_range) == ("yuv420p", 1)
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert film.metadata["title"] == "a=b"
        assert [mark["metadata"]["title"] for mark in film.chapters()] == ["one", "two", "three"]
        assert [mark["start"] * mark["time_base"] for mark in film.chapters()] == pytest.approx(
            [0.0, 0.5, 0.6]
        )


@pytest.mark.parametrize("suffix", KINDS)
def test_same_film_twice_is_the_same_file(tmp_path: Path, suffix: str) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    one, other = (joined(tmp_path / name, *KINDS[suffix]) for name in "ab")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_full_disk_is_seen_through_the_encoder() -> None:
    segment = Segment(Path("/dev/full"), codec(preset="ultrafast"), Format("x", 96, 64, 10))
    with pytest.raises(EncodingError, match="No space left") as caught:
        encode(segment, [(n, 1) for n in range(9)])
    assert is_disk_full(caught.value)


def test_failing_encoder_says_where(tmp_path: Path) -> None:
    segment = Segment(tmp_path / "x.mp4", codec(preset="no such preset"), SIZE)
    with pytest.raises(EncodingError, match="libx264 failed at frame 1 of a beat"):
        encode(segment, [(0, 1)])
