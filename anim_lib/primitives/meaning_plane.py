"""States that travel through a plane, layer by layer, between the mean states of two senses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike, NDArray

from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import Outline, point
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, soft

RADIUS, RING = 15.0, 3.0  # of a state, and the ground around it
STEP = 6.0  # radius of a state that a trail has left
TRAIL, PALE = 4.0, 0.5  # line of a trail, and the share of its state's colour in it
HOLLOW, EDGE = 24.0, 4.0  # of a sense's mean state


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a plane lies: stage pixel of its origin, and pixels to 1 on both axes alike."""

    x: float
    y: float
    unit: float

    def at(self, places: ArrayLike) -> NDArray[np.float64]:
        """Return the stage pixels of ``places`` ``(..., 2)``, whose second axis points up."""
        return np.array([self.x, self.y]) + np.asarray(places) * (self.unit, -self.unit)


@dataclass(frozen=True, slots=True)
class Sense:
    """How a sense is drawn: its role and its outline; states are filled, means are hollow."""

    role: str
    outline: Outline


class MeaningPlane(ValueGroup):
    """``(n, n_levels, 2)`` places of ``n`` states, a level being the input or what a layer leaves.

    Each level may have a plane of its own; the caller's axes must say so.

    Channels: ``values``; ``level`` ``(n,)`` how far each has come, 0 to ``n_levels - 1``
    (between two levels it lies on the line between their places); ``centred`` 1 shows the mean
    states, at the furthest level; ``kept`` 1 shows, pale, where the states were when this was
    built; ``trailed`` 1 shows the way behind each state; ``shown`` 0
    leaves the mean states alone.

    Parameters
    ----------
    values
        ``(n, n_levels, 2)``, no unit.
    means
        ``(n_senses, n_levels, 2)`` mean states.
    senses
        How each of them is drawn.
    others
        How states are drawn that belong to none of them; their indices go on from ``senses``.
    of
        ``(n,)`` index of each state's sense.
    frame
        Where the plane lies.

    Raises
    ------
    ValueError
        When a shape is another one.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> plane = MeaningPlane([[(0, 0), (1, 0)]], theme=PAPER, means=[[(0, 0), (2, 0)]],
    ...                      senses=[Sense("state_pos", "circle")], of=[0],
    ...                      frame=Frame(500, 500, 100))
    >>> plane.set_channels(level=0.5).spot(0).tolist()
    [550.0, 500.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        means: ArrayLike,
        senses: Sequence[Sense],
        of: Sequence[int],
        frame: Frame,
        others: Sequence[Sense] = (),
    ) -> None:
        super().__init__(values, ndim=3, theme=theme)
        count, levels, axes = self.values.shape
        self.means = np.array(means, dtype=np.float64)
        if axes != 2 or self.means.shape != (len(senses), levels, 2) or len(of) != count:
            raise ValueError(
                f"MeaningPlane values have shape {self.values.shape} and means "
                f"{self.means.shape}, expected ({len(of)}, n_levels, 2) and "
                f"({len(senses)}, n_levels, 2)"
            )
        self.of, self.senses, self.frame = list(of), [*senses, *others], frame
        self.built = self.values
        self.hollows = [Shape(line=EDGE) for _ in senses]
        self.ghosts = [Shape(line=RING) for _ in of]
        self.trails = [Curve(line=TRAIL) for _ in of]
        self.steps = [[Shape() for _ in range(levels)] for _ in of]
        self.states = [Shape(line=RING) for _ in of]
        self.add(*self.hollows, *self.ghosts, *self.trails)
        self.add(*[one for row in self.steps for one in row], *self.states)
        self.define(
            level=np.full(count, levels - 1.0), centred=1.0, kept=0.0, trailed=1.0, shown=1.0
        )
        self.pose()

    def travel_to(self, level: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which all states, and the means, go on to ``level``."""
        return self.drive(run_time=run_time, level=level)

    def spot(self, i: int) -> NDArray[np.float64]:
        """Return where state ``i`` is now, ``(2,)`` stage pixels."""
        return self.frame.at(_along(self._channels["values"][i], self._channels["level"][i]))

    def _draw(self) -> None:
        theme, values, levels = self.theme, self._channels["values"], self._channels["level"]
        centred, furthest = self.level("centred"), float(levels.max())
        shown = self.level("shown")
        for kind, (places, hollow) in enumerate(zip(self.means, self.hollows, strict=True)):
            hollow.hide()
            if centred > 0.0:
                x, y = self.frame.at(_along(places, furthest))
                edge = mix(theme.ground, theme.stroke(self.senses[kind].role), centred)
                hollow.put(point(self.senses[kind].outline, x, y, HOLLOW), None, edge)
        for i, kind in enumerate(self.of):
            sense, level = self.senses[kind], float(levels[i])
            colour = theme.stroke(sense.role)
            self._draw_way(i, values[i], level, sense)
            x, y = self.spot(i)
            self.states[i].hide()
            if shown > 0.0:
                here = mix(theme.ground, colour, shown)
                self.states[i].put(point(sense.outline, x, y, RADIUS), here, theme.ground)
            self.ghosts[i].hide()
            kept = self.level("kept") * shown
            if kept > 0.0:
                x, y = self.frame.at(_along(self.built[i], level))
                pale = mix(theme.ground, colour, PALE * kept)
                self.ghosts[i].put(point(sense.outline, x, y, RADIUS), pale, theme.ground)

    def _draw_way(self, i: int, places: NDArray[np.float64], level: float, sense: Sense) -> None:
        theme, trailed = self.theme, self.level("trailed") * self.level("shown")
        pale = mix(theme.ground, theme.stroke(sense.role), PALE * trailed)
        whole = int(np.floor(level + 1e-9))
        way = [*places[: whole + 1], _along(places, level)]
        for k, step in enumerate(self.steps[i]):
            step.hide()
            if k < level and trailed > 0.0:
                x, y = self.frame.at(places[k])
                edge = mix(theme.ground, theme.stroke(sense.role), trailed * soft(level - k))
                step.put(point(sense.outline, x, y, STEP), edge)
        self.trails[i].put(self.frame.at(way), pale, share=float(level > 0.0 and trailed > 0.0))


def _along(places: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """Return the place ``(2,)`` at a level between those of ``places`` ``(n_levels, 2)``."""
    low = min(int(level), len(places) - 2)
    return np.asarray(places[low] + (places[low + 1] - places[low]) * (level - low))
