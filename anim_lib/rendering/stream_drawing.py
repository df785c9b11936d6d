"""Drawing a run of beats: where its frames go, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from anim_lib import value_words
from anim_lib.export import pictures
from anim_lib.export.alpha import pixel, straight
from anim_lib.export.part import DrawnBeat, Part
from anim_lib.rendering import square
from anim_lib.rendering.beat_notes import notes_of
from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Message, Progress
from anim_lib.rendering.perform import Board
from anim_lib.rendering.profiles import named
from anim_lib.rendering.stream import Stream
from anim_lib.rendering.stream_stock import StockPieces
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import fields_of

Tell = Callable[[Message], None]
TICK = 0.5  # seconds between two reports


class Drawing:
    """What is to be done with the frames and at the ends of a job's beats.

    Parameters
    ----------
    job
        What is drawn, and where.
    tell
        Takes the progress messages.

    Attributes
    ----------
    encodes
        Whether manim's own file writer has to encode the frames.
    """

    def __init__(self, job: Job, tell: Tell) -> None:
        profile = named(job.profile)
        self._job, self._tell = job, tell
        self._ground = pixel(THEMES[job.theme].ground) if job.transparent else None
        self._stream = Stream(job.part, job.format, profile, job.formats, self._ground)
        self.encodes = profile.x264 is None and "mp4" in job.formats
        self._stock = StockPieces(job.part)
        self._stills = job.part / "stills"
        self._stills.mkdir(parents=True)
        self._beats: list[DrawnBeat] = []
        self._started = self._beat_began = self._told = time.perf_counter()
        self._setup = 0.0
        self._stage = "first beat" if job.first_beat == 0 else "finding its place"
        tell(Progress(self._stage, 0, job.frames))

    def begin(self, beat: int, start: int) -> None:
        """Begin the beat of this index, whose first frame has the number ``start``."""
        now = time.perf_counter()
        if not self._beats:
            self._setup = now - self._started
        self._beat_began = now
        self._stream.begin(beat, start)

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take a picture from the renderer, which stands for ``repeat`` frames."""
        self._stream.frame(picture, repeat)
        now = time.perf_counter()
        if now - self._told > TICK:
            self._told = now
            self._tell(Progress(self._stage, self._stream.frames, self._job.frames))

    def end(self, scene: Board, beat: Beat) -> None:
        """End a beat: complete its pieces, keep its last frame as a still."""
        self._stream.end()
        if self.encodes:
            self._stock.note(scene)
        notes = notes_of(scene, beat).as_png
        self._keep(scene.renderer.get_frame(), self._stills / f"{beat.name}.png", notes)
        if beat.name == scene.poster:
            side = self._job.format.height
            alone = square.draw(scene, side, transparent=self._job.transparent)
            self._keep(alone, self._job.part / square.NAME, notes)
        played = scene.beats_played[-1]
        seconds = time.perf_counter() - self._beat_began
        self._beats.append(
            DrawnBeat(
                index=len(scene.beats_played) - 1,
                name=beat.name,
                caption=beat.caption,
                start_frame=played.start_frame,
                frames=played.frames,
                seconds=round(seconds, 3),
            )
        )
        self._stage = f"after {beat.name}"

    def _keep(self, frame: NDArray[Any], target: Path, notes: dict[str, str]) -> None:
        seen = frame if self._ground is None else straight(frame, self._ground)
        pictures.write_png(seen, target, notes, clear=self._ground is not None)

    def finish(self, scene: Board) -> None:
        """Write down what was drawn."""
        counted = sum(beat.frames for beat in self._beats)
        if self._stream.frames != counted:
            raise RuntimeError(
                f"{self._stream.frames} frames were drawn, but the beats count {counted}"
            )
        if self.encodes:
            self._stock.take()
        Part(describe(scene), tuple(self._beats), round(self._setup, 3)).write(self._job.part)


def describe(scene: Board) -> dict[str, Any]:
    """Return what the manifest says about the scene itself."""
    return {
        "number": scene.number,
        "title": scene.title,
        "idea": scene.idea(),
        "family": scene.family,
        "poster": scene.poster,
        "square": list(scene.square),
        "alt": scene.alt(scene.shown),
        "errata": list(scene.errata),
        "numbers": value_words.rows(fields_of(scene.shown, scene.record)),
        "provenance": asdict(scene.record),
    }
