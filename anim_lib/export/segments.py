"""Runs of frames as closed pieces of video, and pieces joined without encoding again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias, cast

import av
from av import VideoStream
from av.codec.context import Flags as CodecFlags
from av.container import Flags as ContainerFlags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from anim_lib.formats import Format

Packet: TypeAlias = "av.Packet[Any]"
BITEXACT = cast(int, ContainerFlags.bitexact.value)
Marks = Sequence[tuple[float, float, str]]
KEY_FRAME_EVERY = 4  # seconds at most, for scrubbing
BT709 = 1  # in the tables of H.273
ALPHA = "alpha_mode"  # a track's tag without which Matroska's alpha is not shown


@dataclass(frozen=True, slots=True)
class Codec:
    """An encoder, its options, the container that its pieces lie in, and what it encodes."""

    encoder: str
    container: str
    options: Mapping[str, str]
    pixels: str = "yuv420p"


class EncodingError(RuntimeError):
    """An encoder or the writing of its file failed; the cause is the library's own error."""


class Segment:
    """One closed piece: begins with a key frame, refers to nothing outside.

    Encoded in the calling thread by one thread, so that its bytes depend on no machine.

    Parameters
    ----------
    path
        The file to write.
    codec
        How to encode.
    size
        Pixels and frames a second.
    """

    def __init__(self, path: Path, codec: Codec, size: Format) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._pace = Fraction(1, size.fps)
        self._key_every = KEY_FRAME_EVERY * size.fps
        self._file = av.open(str(path), "w", format=codec.container)
        self._file.flags |= BITEXACT
        stream = self._file.add_stream(
            codec.encoder, rate=size.fps, options={**codec.options, "threads": "1"}
        )
        assert isinstance(stream, VideoStream)
        self._stream = stream
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, codec.pixels
        self._context: VideoCodecContext = stream.codec_context
        context = self._context
        context.gop_size = self._key_every
        context.flags |= CodecFlags.bitexact
        context.colorspace = context.color_primaries = context.color_trc = BT709
        self._frames = 0

    def write(self, frame: av.VideoFrame, repeat: int, *, same: bool) -> None:
        """Encode a frame.

        Parameters
        ----------
        frame
            Of the codec's pixels.
        repeat
            How often it comes.
        same
            Whether it equals the frame before it.

        Raises
        ------
        EncodingError
            When the encoder fails, or the disk is full.
        """
        for _ in range(repeat):
            self._encode(frame)

    def _encode(self, frame: av.VideoFrame) -> None:
        # by the encoder itself a key frame would come too late after frames that it never saw
        key = self._frames % self._key_every == 0
        frame.pict_type = PictureType.I if key else PictureType.NONE
        frame.pts, frame.time_base = self._frames, self._pace
        self._frames += 1
        with self._explained():
            self._take(self._context.encode(frame))

    def _take(self, packets: Iterable[Packet]) -> None:
        for packet in packets:
            packet.stream = self._stream
            self._file.mux(packet)

    def close(self) -> None:
        """Encode what is left and complete the file; EncodingError as for :meth:`write`."""
        with self._explained():
            self._take(self._context.encode())
            self._file.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except av.FFmpegError as error:
            name = self._context.name
            raise EncodingError(
                f"{name} failed at frame {self._frames} of a beat: {error}"
            ) from error


def create(
    target: Path,
    options: Mapping[str, str],
    metadata: Mapping[str, str],
    chapters: Marks,
) -> av.container.OutputContainer:
    """Return a new film without streams, whose bytes depend on no date and no library's name.

    Parameters
    ----------
    target
        The film to write; its suffix names the container.
    options
        Of the container.
    metadata
        Tags of the container such as ``title``.
    chapters
        Where each begins and ends, in seconds, and its name.
    """
    film = av.open(str(target), "w", options=dict(options))
    film.flags |= BITEXACT
    film.metadata.update(metadata)
    film.set_chapters(
        [
            {
                "id": number,
                "start": round(1000 * start),
                "end": round(1000 * end),
                "time_base": Fraction(1, 1000),
                "metadata": {"title": name},
            }
            for number, (start, end, name) in enumerate(chapters)
        ]
    )
    return film


def join(
    pieces: Iterable[tuple[Path, int]],
    target: Path,
    *,
    fps: int,
    metadata: Mapping[str, str] | None = None,
    chapters: Marks = (),
    options: Mapping[str, str] | None = None,
) -> int:
    """Put pieces one after the other into ``target``; return the number of pictures.

    Parameters
    ----------
    pieces
        Films without B-frames, all of one codec, size and rate, and the frame each begins at.
    target
        The film to write; its suffix names the container.
    fps
        Frames a second.
    metadata
        Tags of the container such as ``title``.
    chapters
        Where each begins and ends, in seconds, and its name.
    options
        Of the container.
    """
    pace = Fraction(1, fps)
    count = 0
    with create(target, options or {}, metadata or {}, chapters) as film:
        track = None
        for piece, start in pieces:
            with av.open(str(piece)) as source:
                if track is None:
                    track = film.add_stream_from_template(source.streams.video[0])
                    track.time_base = pace
                    if ALPHA in source.streams.video[0].metadata:
                        track.metadata[ALPHA] = source.streams.video[0].metadata[ALPHA]
                for packet in source.demux(video=0):
                    if packet.pts is None or packet.time_base is None:  # the empty one at the end
                        continue
                    packet.pts = packet.dts = start + round(packet.pts * packet.time_base * fps)
                    packet.stream, packet.time_base, packet.duration = track, pace, 1
                    film.mux(packet)
                    count += 1
    return count
