"""The films: H.264 that every player, browser and slide program shows in the right colours, VP9."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import av

from anim_lib.export import held
from anim_lib.export.segments import Codec, Marks, create, join

# The picture is on screen before the file is loaded.
CONTAINERS: Final = {"mp4": {"movflags": "+faststart"}, "webm": {}}
X264: Final = "libx264"
# Measured on 600 frames at 1080p60, crf 32: "realtime" at 6 takes 4.0 s, PSNR (Y) 52.5 dB, 863 kB;
# "good" at 5 takes 25 s, 52.8 dB, 780 kB.
VP9: Final = Codec(
    "libvpx-vp9",
    "webm",
    {"crf": "34", "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "0"},
)
CLEAR_VP9: Final = replace(VP9, options={**VP9.options, "auto-alt-ref": "0"}, pixels="yuva420p")


def h264(options: Mapping[str, str]) -> Codec:
    """Return x264 with ``options``, choosing nothing by the processor it runs on."""
    return Codec(X264, "mp4", {**options, "x264-params": f"cpu-independent=1:{held.OPTIONS}"})


def write_film(
    pieces: Iterable[tuple[Path, int]],
    target: Path,
    *,
    fps: int,
    chapters: Marks,
    metadata: Mapping[str, str],
) -> int:
    """Join the pieces of a film; return the number of its frames.

    Parameters
    ----------
    pieces
        One a beat, and the frame it begins at; each begins with a key frame, so that a jump to a
        beat shows it at once.
    target
        An ``.mp4`` or ``.webm``.
    fps
        Frames a second.
    chapters
        First frames and names of the beats.
    metadata
        Container tags such as ``title``.
    """
    options = CONTAINERS[target.suffix.removeprefix(".")]
    return join(pieces, target, fps=fps, metadata=metadata, chapters=chapters, options=options)


def join_stock(
    pieces: Sequence[Path], target: Path, *, chapters: Marks, metadata: Mapping[str, str]
) -> int:
    """Join stock manim's pieces, one a play; return the number of frames.

    Done as ``SceneFileWriter.combine_files`` does it, so that each frame has its time; tags,
    chapters and the index at the front are added.
    """
    listed = "".join(f"file 'file:{piece.as_posix()}'\n" for piece in pieces)
    count = 0
    with (
        BytesIO(listed.encode()) as listing,
        av.open(listing, "r", format="concat", options={"safe": "0"}) as source,
        create(target, CONTAINERS["mp4"], metadata, chapters) as film,
    ):
        stream = source.streams.video[0]
        track = film.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.dts is None:  # the empty one at the end
                continue
            packet.dts = None  # of two pieces they may cross: left to the library
            packet.stream = track
            film.mux(packet)
            count += 1
    return count
