"""One clip a beat, cut from a film without encoding again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import av
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from anim_lib.errors import UserError
from anim_lib.export.film import CONTAINERS
from anim_lib.export.segments import Packet, create
from anim_lib.packs.told import Told, ToldBeat

Run: TypeAlias = list[tuple[int, Packet]]  # frame numbers in the film, and what holds the frames


def cut(scene: Told, targets: Sequence[Path]) -> None:
    """Write one clip for each beat that lasts.

    A film has a key frame at each of its beats, and nothing before it is referred to.

    Parameters
    ----------
    scene
        A rendered scene with its MP4.
    targets
        A file to write for each beat, in their order.

    Raises
    ------
    UserError
        When the film does not begin anew at its beats, or ends too early.
    """
    path = scene.folder / f"{scene.slug}.mp4"
    starts = [beat.start_frame for beat in scene.beats]
    runs: list[Run] = [[] for _ in starts]
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        for number, packet in _numbered(film.demux(stream), scene.fps):
            runs[bisect_right(starts, number) - 1].append((number, packet))
        for beat, run, target in zip(scene.beats, runs, targets, strict=True):
            if not _is_whole(beat, run):
                raise UserError(
                    f"{path} does not begin anew at its beat {beat.name}; "
                    f"`seqreel render {scene.slug} --force` makes it again"
                )
            if run:
                _write(run, stream, target, beat)


def first_frame(clip: Path) -> Image.Image:
    """Return the first frame of a clip in the colours that a player shows."""
    with av.open(str(clip)) as film:
        frame = next(film.decode(video=0))
    shown = frame.reformat(
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    return Image.fromarray(shown.to_ndarray())


def _numbered(packets: Iterable[Packet], fps: int) -> Iterator[tuple[int, Packet]]:
    """Yield packets with the numbers of the frames that they hold."""
    for packet in packets:
        if packet.pts is not None and packet.time_base is not None:  # not the empty one at the end
            yield round(packet.pts * packet.time_base * fps), packet


def _is_whole(beat: ToldBeat, run: Run) -> bool:
    """Return whether a beat's packets are its frames, the first of them a key frame."""
    numbers = sorted(number for number, _ in run)
    if numbers != list(range(beat.start_frame, beat.start_frame + beat.frames)):
        return False
    return not run or (run[0][0] == beat.start_frame and run[0][1].is_keyframe)


def _write(run: Run, stream: av.VideoStream, target: Path, beat: ToldBeat) -> None:
    tags = {"title": beat.name, "comment": beat.line}
    with create(target, CONTAINERS["mp4"], tags, ()) as clip:
        track = clip.add_stream_from_template(stream)
        begin = run[0][1].pts or 0
        for _, packet in run:
            packet.pts = (packet.pts or 0) - begin
            packet.dts = (packet.dts or 0) - begin
            packet.stream = track
            clip.mux(packet)
