"""Pictures that move and stand, for the tests of what is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from anim_lib.export.film import h264
from anim_lib.export.segments import Codec, Segment
from anim_lib.export.small import SUFFIX, SmallSegment, join_small
from anim_lib.formats import GIF, Format

SIZE = Format("moving", 96, 64, 10)
Planes = NDArray[np.uint8]  # (96, 96): 64 rows of Y, then U and V


def picture(number: int) -> av.VideoFrame:
    """Return a gradient with a bright square that moves with ``number``, as yuv420p."""
    planes = np.full((96, 96), 128, np.uint8)
    planes[:64] = np.linspace(40, 180, 96, dtype=np.uint8)
    left = 3 * number % 70
    planes[20:44, left : left + 24] = 220
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def encode(segment: Segment, shown: Iterable[tuple[int, int]]) -> None:
    """Write pictures, each a number and how often, and complete the piece."""
    last: int | None = None
    for number, repeat in shown:
        segment.write(picture(number), repeat, same=number == last)
        last = number
    segment.close()


def decode(film: Path) -> tuple[list[Planes], list[int]]:
    """Return the frames of a film, and the numbers of its key frames."""
    frames, keys = [], []
    with av.open(str(film)) as source:
        for number, frame in enumerate(source.decode(video=0)):
            frames.append(frame.to_ndarray(format="yuv420p"))
            if frame.key_frame:
                keys.append(number)
    return frames, keys


def codec(**options: str) -> Codec:
    """Return x264 as for a film."""
    return h264({"crf": "23", **options})


def write_small(folder: Path, pictures: Iterable[tuple[NDArray[np.uint8], int]]) -> Path:
    """Write the small frames of a film: pictures of shape (450, 800, 3) and their samples."""
    piece, film = folder / f"piece.{SUFFIX}", folder / f"small.{SUFFIX}"
    segment = SmallSegment(piece)
    for frame, sample in pictures:
        segment.write(frame, sample)
    segment.close()
    join_small([(piece, 0)], film)
    return film


def noise(count: int) -> list[NDArray[np.uint8]]:
    """Return pictures of the size of a GIF that no code makes small."""
    coarse = np.random.default_rng(0).integers(0, 256, (count, GIF.height // 9, GIF.width // 8, 3))
    return list(coarse.repeat(9, axis=1).repeat(8, axis=2).astype(np.uint8))
