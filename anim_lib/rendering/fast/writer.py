"""Stock manim's segments, encoded from the same YUV bytes without a queue and without copies.

Settings, frames and timestamps are those of ``VideoSegmentEncoder``, so the segments decode to the
very frames of stock manim. What a yuv420p frame cannot hold (alpha, odd sizes) goes stock's way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from threading import Thread

from av import VideoStream
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.scene_file_writer import SceneFileWriter, _PartialMovieEncodeJob
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.typing import PixelArray, StrPath

from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.fast.yuv import Yuv420


class Segment(VideoSegmentEncoder):
    """One segment, encoded in the calling thread from a frame that is converted once."""

    def __init__(self, *, target: Path, spec: VideoEncoderSpec, yuv: Yuv420) -> None:
        super().__init__(target=target, spec=spec)
        assert isinstance(self._stream, VideoStream)
        self._encode = self._stream.encode
        self._yuv = yuv
        self._tick = Fraction(spec.frame_rate.denominator, spec.frame_rate.numerator)

    def write_picture(self, picture: Picture, repeat: int) -> None:
        """Encode ``picture`` at ``repeat`` consecutive timestamps.

        Raises
        ------
        RuntimeError
            When the encoder fails, as in stock manim.
        ValueError
            When ``repeat`` is not positive.
        """
        self._validate_frame(picture.rgba, repeat)
        try:
            frame = self._yuv.update(picture)
            for _ in range(repeat):
                frame.pts = self._next_pts
                frame.time_base = self._tick
                self._next_pts += 1
                for packet in self._encode(frame):
                    self._container.mux(packet)
        except BaseException as error:
            raise self._operation_error("encode", error) from error


class _NoThread(Thread):
    """What stock manim joins when it gives a segment up."""

    def join(self, timeout: float | None = None) -> None:
        """Have nothing to wait for."""


class Inline(_PartialMovieEncodeJob):
    """Stands where stock manim has a thread with a queue; work is done when it is asked for."""

    def __init__(self, segment: Segment, animation_index: int) -> None:
        self.segment, self.animation_index = segment, animation_index
        self.path = segment.target
        self.thread = _NoThread()
        self._exception = None
        self._closed = False

    def put(self, repeat: int, frame: PixelArray) -> None:
        """Encode a frame that came as an array."""
        self.put_picture(Picture(frame, None), repeat)

    def put_picture(self, picture: Picture, repeat: int) -> None:
        """Encode now; a failure removes the segment."""
        self._guard(lambda: self.segment.write_picture(picture, repeat))

    def seal(self) -> None:
        """Finish the segment."""
        if not self._closed:
            self._closed = True
            self._guard(self.segment.finish)

    def abort(self) -> None:
        """Remove the segment."""
        if not self._closed:
            self._closed = True
            self.segment.abort()

    def join(self) -> None:
        """Have nothing to wait for: what failed was raised at once."""

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException:
            self._closed = True
            self.segment.abort()
            raise


class FastWriter(SceneFileWriter):
    """Takes pictures instead of copies of them; otherwise the writer of stock manim."""

    _yuv: Yuv420 | None = None

    @property
    def takes_pictures(self) -> bool:
        """Return whether :meth:`write_picture` serves this output."""
        spec = self.video_encoder
        return (
            self.output_spec.is_video
            and spec is not None
            and spec.pixel_format == "yuv420p"
            and spec.width % 2 == 0
            and spec.height % 2 == 0
        )

    def write_picture(self, picture: Picture, repeat: int) -> None:
        """Encode ``picture`` for ``repeat`` frames of the open segment, if there is one."""
        job = self._current_encode_job
        if job is None:
            return
        assert isinstance(job, Inline)
        try:
            job.put_picture(picture, repeat)
        except BaseException:
            self._current_encode_job = None
            raise

    def open_partial_movie_stream(
        self, *, animation_index: int, file_path: StrPath | None = None
    ) -> None:
        """Open the segment of one play."""
        if not self.takes_pictures:
            super().open_partial_movie_stream(animation_index=animation_index, file_path=file_path)
            return
        if self._current_encode_job is not None:
            raise RuntimeError("Cannot open a video segment while another segment is still open.")
        target = file_path or self.partial_movie_files[animation_index]
        if target is None:
            raise RuntimeError("This play has no segment of its own.")
        spec = self.video_encoder
        assert spec is not None
        if self._yuv is None:
            self._yuv = Yuv420(spec.width, spec.height, matrix="manim")
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        segment = Segment(target=Path(target), spec=spec, yuv=self._yuv)
        self._current_encode_job = Inline(segment, animation_index)
