"""A program that encodes frames that are ready, and nothing else: the least a renderer can cost.

``python -m anim_lib.benchmark.floor ANSWER MASTER``, where MASTER is what the program
``master`` answered. Its lossless files are decoded beat by beat into YUV 4:2:0, outside of what is
timed; a picture that is shown for several frames is kept once, and its repeats are encoded like any
other frame. Then the beat is encoded as ``exact`` and as ``final`` in turn, cut as they cut it.
``final`` does not encode what stands still; what x264 takes for every frame is measured as well.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray

from anim_lib.benchmark.commands import EVERY_FRAME, EXACT, FINAL
from anim_lib.export import film
from anim_lib.export.held_segment import HeldSegment
from anim_lib.export.segments import Segment
from anim_lib.formats import Format
from anim_lib.rendering import profiles

STOCK_OPTIONS = {"crf": "23"}  # manim 0.22 gives x264 nothing else
# The lossless files say that they are of full range, which the films are not.
LIMITED: Final[dict[str, Any]] = {
    "format": "yuv420p",
    "src_color_range": "JPEG",
    "dst_color_range": "MPEG",
}
CODEC: Final = film.h264(profiles.FINAL.x264 or {})
Pictures = NDArray[np.uint8]  # (pictures, 3 height / 2, width), YUV 4:2:0 plane below plane


Way = Callable[["Beat", Format, Path], int]


@dataclass(frozen=True, slots=True)
class Beat:
    """The frames of one beat: each picture once, and which of them each frame shows."""

    pictures: Pictures
    shown: list[int]
    plays: list[int]  # frames of each play


class Decoder:
    """The frames of a scene's plays, one after the other."""

    def __init__(self, plays: Sequence[Path]) -> None:
        self._frames = self._decode(plays)

    def _decode(self, plays: Sequence[Path]) -> Iterator[tuple[int, av.VideoFrame]]:
        for number, play in enumerate(plays):
            with av.open(str(play)) as container:
                for frame in container.decode(video=0):
                    yield number, frame

    def beat(self, frames: int, spill: Path) -> Beat:
        """Return the next ``frames`` frames; the pictures lie in the file ``spill``."""
        shown: list[int] = []
        plays: dict[int, int] = {}
        before: NDArray[Any] | None = None
        shape: tuple[int, ...] = ()
        with spill.open("wb") as file:
            for play, frame in islice(self._frames, frames):
                now: NDArray[Any] = frame.to_ndarray(format="gbrp")
                if before is None or not np.array_equal(now, before):
                    picture = frame.reformat(**LIMITED).to_ndarray()
                    file.write(np.ascontiguousarray(picture).data)
                    shape = picture.shape
                    shown.append(shown[-1] + 1 if shown else 0)
                else:
                    shown.append(shown[-1])
                before = now
                plays[play] = plays.get(play, 0) + 1
        if len(shown) != frames:
            raise ValueError(f"a beat has {frames} frames, but {len(shown)} were drawn")
        pictures = np.memmap(spill, np.uint8, "r", shape=(shown[-1] + 1, *shape))
        return Beat(pictures, shown, list(plays.values()))


def as_stock(beat: Beat, size: Format, target: Path) -> int:
    """Encode a beat as stock manim does, a file a play; return the bytes written."""
    written = first = 0
    for frames in beat.plays:
        shown = beat.shown[first : first + frames]
        _encode_as_stock(beat.pictures, shown, size, target)
        written += target.stat().st_size
        first += frames
    return written


def as_final(beat: Beat, size: Format, target: Path) -> int:
    """Encode a beat as ``final`` does; return the bytes written."""
    return _encode(beat, HeldSegment(target, CODEC, size), target)


def every_frame(beat: Beat, size: Format, target: Path) -> int:
    """Encode a beat with the settings of ``final``, but each of its frames."""
    return _encode(beat, Segment(target, CODEC, size), target)


WAYS: Final[dict[str, Way]] = {EXACT: as_stock, FINAL: as_final, EVERY_FRAME: every_frame}


def _encode(beat: Beat, segment: Segment, target: Path) -> int:
    for picture, group in groupby(beat.shown):
        segment.write(_frame(beat.pictures[picture]), sum(1 for _ in group), same=False)
    segment.close()
    return target.stat().st_size


def _encode_as_stock(pictures: Pictures, shown: Sequence[int], size: Format, target: Path) -> None:
    with av.open(str(target), "w") as container:
        stream = container.add_stream("libx264", rate=size.fps, options=dict(STOCK_OPTIONS))
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
        time_stamp = 0
        for picture, group in groupby(shown):
            frame = _frame(pictures[picture])
            frame.time_base = Fraction(1, size.fps)
            for _ in group:
                frame.pts = time_stamp
                time_stamp += 1
                container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _frame(picture: NDArray[np.uint8]) -> av.VideoFrame:
    return av.VideoFrame.from_numpy_buffer(picture, format="yuv420p")


def floors(
    plays: Sequence[Path], beats: Sequence[int], size: Format, scratch: Path
) -> dict[str, dict[str, float]]:
    """Encode a whole scene in each way, in turn beat by beat.

    Parameters
    ----------
    plays
        The lossless file of each play.
    beats
        Number of frames of each beat.
    size
        Pixels and frames a second.
    scratch
        An empty folder; one beat of raw pictures lies there at a time.

    Returns
    -------
    dict
        For each way ``cpu``, in seconds, and ``bytes``.
    """
    found: dict[str, dict[str, float]] = {way: {"cpu": 0.0, "bytes": 0} for way in WAYS}
    decoder = Decoder(plays)
    for frames in beats:
        beat = decoder.beat(frames, scratch / "beat.yuv")
        for way, encode in WAYS.items():
            started = time.process_time()
            found[way]["bytes"] += encode(beat, size, scratch / "segment.mp4")
            found[way]["cpu"] += time.process_time() - started
    return found


def main(answer: Path, master: Path) -> None:
    """Write what encoding alone takes into the file ``answer``."""
    drawn = json.loads(master.read_text("utf-8"))
    plays = [Path(play) for play in drawn["plays"]]
    with tempfile.TemporaryDirectory(dir=answer.parent) as scratch:
        size = Format("master", *drawn["size"])
        found = floors(plays, drawn["beats"], size, Path(scratch))
    answer.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
