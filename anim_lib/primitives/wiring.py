"""Frames that pictures stand in, and the arrows of a flow chart between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Posed
from anim_lib.scales import mix
from anim_lib.shapes import Arrow, Box
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, smooth, soft

RADIUS, LINE = 10.0, 3.0
QUIET, SPOKEN = 1.5, 3.0  # widths of a frame's edge


class Wiring(Posed):
    """Empty frames and the ways between them, for boxes that hold more than a word.

    Channels: ``grown`` ``(n_ways,)``, how far each arrow has come; ``lit`` ``(n_ways,)``, 1 for
    ink, 0 for quiet; ``spoken`` ``(n_frames,)``, 1 for an ink edge; ``framed`` ``(n_frames,)``,
    1 there, 0 not.

    Parameters
    ----------
    ways
        One ``(n, 2)`` polyline of stage pixels per arrow, tip last.
    frames
        Left, top, right, bottom of each frame, stage pixels.

    Raises
    ------
    ValueError
        When a way has another shape, or a frame has no size.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> chart = Wiring([[(420, 300), (492, 300)]], theme=PAPER, frames=[(500, 130, 1140, 470)])
    >>> chart.set_channels(lit=[1]).channel("lit").tolist()
    [1.0]
    """

    def __init__(
        self,
        ways: Sequence[ArrayLike],
        *,
        theme: Theme,
        frames: Sequence[tuple[float, float, float, float]],
    ) -> None:
        super().__init__(theme=theme)
        self.ways = [np.array(way, dtype=np.float64) for way in ways]
        for way in self.ways:
            if way.ndim != 2 or way.shape[1] != 2 or len(way) < 2 or not np.isfinite(way).all():
                raise ValueError(f"Wiring way has shape {way.shape}, expected (n, 2), n at least 2")
        for frame in frames:
            if frame[2] <= frame[0] or frame[3] <= frame[1]:
                raise ValueError(f"Wiring frame {frame} has no size, expected left, top, right, …")
        self.frames = tuple(frames)
        self.boxes = [Box(radius=RADIUS, line=QUIET) for _ in frames]
        self.arrows = [Arrow(line=LINE) for _ in self.ways]
        self.add(*self.boxes, *self.arrows)
        self.define(grown=np.ones(len(self.ways)), lit=np.zeros(len(self.ways)))
        self.define(spoken=np.zeros(len(frames)), framed=np.ones(len(frames)))
        self.pose()

    def lead(self, *ways: int, run_time: float = MOVE) -> Animation:
        """Return the animation in which arrows come from their start to their tip, in ink."""
        begin, grown, lit = self.channel("grown"), self.channel("grown"), self.channel("lit")
        begin[list(ways)], grown[list(ways)], lit[list(ways)] = 0.0, 1.0, 1.0
        return self.drive(
            run_time=run_time,
            rate_func=smooth,
            begin={"presence": 1.0, "grown": begin, "lit": lit},
            presence=1.0,
            grown=grown,
            lit=lit,
        )

    def speak_of(self, *frames: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that gives these frames, and only these, an ink edge."""
        spoken = np.zeros(len(self.frames))
        spoken[list(frames)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, spoken=spoken)

    def _draw(self) -> None:
        theme = self.theme
        for box, frame, spoken, framed in zip(
            self.boxes,
            self.frames,
            self._channels["spoken"].tolist(),
            self._channels["framed"].tolist(),
            strict=True,
        ):
            if framed <= 0.0:
                box.hide()
                continue
            left, top, right, bottom = frame
            edge = mix(theme.ground, mix(theme.hairline, theme.ink, spoken), framed)
            thick = QUIET + (SPOKEN - QUIET) * spoken
            box.place(left, top, right - left, bottom - top, None, edge, line=thick)
        for arrow, way, grown, lit in zip(
            self.arrows,
            self.ways,
            self._channels["grown"].tolist(),
            self._channels["lit"].tolist(),
            strict=True,
        ):
            arrow.follow(way, mix(theme.stroke("muted"), theme.ink, lit), grow=grown)
