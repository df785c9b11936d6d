"""Sampling, and the small frames that GIF and WebP are made from."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from anim_lib.export.small import SUFFIX, Shrinker, SmallSegment, join_small, samples, standing
from anim_lib.formats import DRAFT, FRAME, GIF, VIDEO
from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.stream import SmallFrames
from tests.export.moving import noise, write_small


@pytest.mark.parametrize("fps", [FRAME.fps, DRAFT.fps, 24, VIDEO.fps])
def test_samples_show_what_is_on_screen_at_their_time(fps: int) -> None:
    total = 7 * fps
    shown = {k: frame for frame in range(total) for k in samples(frame, 1, fps)}
    assert list(shown) == list(range(7 * GIF.fps))
    for sample, frame in shown.items():
        assert frame / fps <= sample / GIF.fps < (frame + 1) / fps


@pytest.mark.parametrize("fps", [FRAME.fps, DRAFT.fps, 24, VIDEO.fps])
def test_no_sample_is_lost_or_doubled_where_beats_meet(fps: int) -> None:
    cuts = [0, 1, 2, 5, 6, 17, 18, 40, 7 * fps]
    found = [k for a, b in pairwise(cuts) for k in samples(a, b - a, fps)]
    assert found == list(samples(0, cuts[-1], fps))


def read(film: Path) -> list[tuple[int, np.ndarray]]:
    with av.open(str(film)) as source:
        return [
            (round(f.pts * f.time_base * GIF.fps), f.to_ndarray(format="rgb24"))
            for f in source.decode(video=0)
            if f.pts is not None and f.time_base is not None
        ]


def test_small_frames_keep_every_level_and_their_times(tmp_path: Path) -> None:
    one, two, three = noise(3)
    film = write_small(tmp_path, [(one, 0), (one.copy(), 2), (two, 3), (three, 9)])
    stored = read(film)
    assert [sample for sample, _ in stored] == [0, 3, 9]  # the second equalled the first
    for (_, frame), expected in zip(stored, (one, two, three), strict=True):
        np.testing.assert_array_equal(frame, expected)
    assert standing(film, 1.0) == pytest.approx([3 / 15, 6 / 15, 6 / 15])


def test_joined_pieces_lie_at_their_times(tmp_path: Path) -> None:
    pictures = noise(4)
    paths = [tmp_path / f"{i}.{SUFFIX}" for i in range(2)]
    for path, pair in zip(paths, (pictures[:2], pictures[2:]), strict=True):
        segment = SmallSegment(path)
        segment.write(pair[0], 0)
        segment.write(pair[1], 4)
        segment.close()
    join_small([(paths[0], 0), (paths[1], 7)], tmp_path / f"x.{SUFFIX}")
    stored = read(tmp_path / f"x.{SUFFIX}")
    assert [sample for sample, _ in stored] == [0, 4, 7, 11]
    for (_, frame), expected in zip(stored, pictures, strict=True):
        np.testing.assert_array_equal(frame, expected)


def test_shrinking_keeps_colours_and_places() -> None:
    rgba = np.zeros((VIDEO.height, VIDEO.width, 4), np.uint8)
    rgba[...] = (0, 158, 115, 255)
    rgba[240:480, 480:960] = (213, 94, 0, 255)
    small = Shrinker().shrink(rgba)
    assert small.shape == (GIF.height, GIF.width, 3)
    assert small[150, 300].tolist() == [213, 94, 0]
    assert small[20, 20].tolist() == [0, 158, 115]
    edge = np.nonzero((small[150].astype(int) != small[20]).any(axis=1))[0]
    assert 196 <= edge.min() <= 200 <= 400 <= edge.max() + 1 <= 404


def test_only_samples_are_shrunk_and_unchanged_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrunk: list[int] = []
    pictures = noise(3)

    def shrink(self: Shrinker, rgba: np.ndarray) -> np.ndarray:
        shrunk.append(int(rgba[0, 0, 0]))
        return pictures[rgba[0, 0, 0]]

    monkeypatch.setattr(Shrinker, "shrink", shrink)

    def shown(value: int, changed: tuple[tuple[int, int, int, int], ...] | None) -> Picture:
        return Picture(np.full((2, 2, 4), value, np.uint8), changed)

    sink = SmallFrames(tmp_path, VIDEO.fps)
    sink.begin(0, 2)  # samples are frames 4, 8, 12, ...
    sink.frame(shown(0, None), 1)  # 2
    sink.frame(shown(1, ((0, 0, 2, 2),)), 2)  # 3, 4
    sink.frame(shown(1, ()), 6)  # 5 to 10
    sink.frame(shown(2, ((0, 0, 2, 2),)), 1)  # 11
    sink.frame(shown(2, ()), 3)  # 12 to 14
    sink.end()
    assert shrunk == [1, 2]
    assert [sample for sample, _ in read(tmp_path / "small" / f"0000.{SUFFIX}")] == [0, 2]
