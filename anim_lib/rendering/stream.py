"""One pass, many products: every frame that is drawn goes to all that are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from anim_lib.export import film
from anim_lib.export.held_segment import HeldSegment
from anim_lib.export.part import piece
from anim_lib.export.segments import Codec, Segment
from anim_lib.export.small import SUFFIX, Shrinker, SmallSegment, samples
from anim_lib.formats import Format
from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.fast.yuv import Yuv420
from anim_lib.rendering.profiles import Profile

SMALL = frozenset({"gif", "webp"})  # what the small frames are for


class Stream:
    """Takes the frames of a run of beats; leaves one closed piece of film a beat and kind.

    Parameters
    ----------
    part
        Folder of the pieces.
    size
        Pixels and frames a second.
    profile
        How the MP4 is encoded; of stock manim's encoding nothing is done here.
    formats
        What is to be made from the pieces.
    ground
        Shape (3,): colour of a ground that is left out; None: it is there.

    Attributes
    ----------
    frames
        How many were taken.
    """

    def __init__(
        self,
        part: Path,
        size: Format,
        profile: Profile,
        formats: Iterable[str],
        ground: NDArray[np.uint8] | None = None,
    ) -> None:
        codecs: list[Codec] = []
        if "mp4" in formats and profile.x264 is not None:
            codecs.append(film.h264(profile.x264))
        if "webm" in formats:
            codecs.append(film.VP9 if ground is None else film.CLEAR_VP9)
        self._part, self._size, self._codecs = part, size, codecs
        self._yuv = (
            Yuv420(size.width, size.height, matrix="bt709", ground=ground) if codecs else None
        )
        self._small = SmallFrames(part, size.fps) if SMALL & set(formats) else None
        self._open: list[Segment] = []
        self._beat = 0
        self.frames = 0

    def begin(self, beat: int, start: int) -> None:
        """Begin the beat of this index, whose first frame has the number ``start``."""
        self._beat = beat
        if self._small is not None:
            self._small.begin(beat, start)

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take ``picture``, which stands for ``repeat`` frames."""
        self.frames += repeat
        if self._yuv is not None:
            self._encode(self._yuv.update(picture), repeat, same=picture.changed == ())
        if self._small is not None:
            self._small.frame(picture, repeat)

    def _encode(self, frame: av.VideoFrame, repeat: int, *, same: bool) -> None:
        if not self._open:
            self._open = [self._begun(codec) for codec in self._codecs]
        for segment in self._open:
            segment.write(frame, repeat, same=same)

    def _begun(self, codec: Codec) -> Segment:
        kind = HeldSegment if codec.encoder == film.X264 else Segment
        path = piece(self._part, codec.container, self._beat, codec.container)
        return kind(path, codec, self._size)

    def end(self) -> None:
        """End the beat."""
        for segment in self._open:
            segment.close()
        self._open = []
        if self._small is not None:
            self._small.end()


class SmallFrames:
    """The samples of each beat that GIF and WebP are made from."""

    def __init__(self, part: Path, fps: int) -> None:
        self._part, self._fps = part, fps
        self._shrinker = Shrinker()
        self._file: SmallSegment | None = None
        self._beat = self._next = self._first = 0
        self._same = False  # as the last sample that was written

    def begin(self, beat: int, start: int) -> None:
        """Begin the beat of this index, whose first frame has the number ``start``."""
        self._beat, self._next = beat, start
        self._first = samples(start, 0, self._fps).start
        self._same = False

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take ``picture``, which stands for ``repeat`` frames."""
        self._same = self._same and picture.changed == ()
        due = samples(self._next, repeat, self._fps)
        self._next += repeat
        if not due or self._same:
            return
        if self._file is None:
            self._file = SmallSegment(piece(self._part, "small", self._beat, SUFFIX))
        self._file.write(self._shrinker.shrink(picture.rgba), due.start - self._first)
        self._same = True

    def end(self) -> None:
        """End the beat."""
        if self._file is not None:
            self._file.close()
            self._file = None
