"""Streams of all tokens, one below the other, and what one of them reads from the others."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import Channel, stagger
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix, ramp
from anim_lib.shapes import Arrow, Box, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, smooth, soft
from anim_lib.typography import NUMBER, Counter

FLOOR: Final = {"paper": 0.62, "ink": 0.5}  # first step of the ramp with 3:1 on the ground
LANE, SPINE = 44.0, 5.0
LEAST = 2.0  # a band is never thinner
DOT = 7.0
BESIDE = 20.0  # from the streams' ends to their numbers
GAP = 3.0  # of ground between two bands
RIM = 1.5


class StreamReads(ValueGroup):
    """``(seq_len, seq_len)`` shares, row = who reads: bands fall from earlier streams to later.

    The bands of one row stand side by side and fill the width given, because the row adds up
    to 1; its own share lies in its own stream. Their colour is the ramp's, with a rim that has 3:1
    on the ground. Channels: ``values``; ``lanes`` ``(seq_len,)``
    (0..1: how far a stream has run), ``read`` ``(seq_len,)`` (0..1: how far a reader's bands have
    fallen), ``numbers`` (1: the last reader's shares stand at the streams' ends), ``strength``
    ``(seq_len,)`` of streams.

    Parameters
    ----------
    values
        A causal pattern: rows add up to 1, nothing above the diagonal.
    heights
        ``(seq_len,)`` y of the streams' middles, falling order of the text, stage pixels.
    reach
        First and last x of the streams, stage pixels.
    across
        First and last x of the bands of one row, stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one, a row does not add up to 1, or looks at a later token.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> reads = StreamReads([[1, 0], [0.25, 0.75]], theme=PAPER, heights=[300, 400],
    ...                     reach=(200, 900), across=(400, 600))
    >>> reads.span(1, 0)
    (400.0, 450.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        heights: ArrayLike,
        reach: tuple[float, float],
        across: tuple[float, float],
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        self._checked("values", self.values)
        count = len(self.values)
        self.heights, self.reach, self.across = np.array(heights, dtype=np.float64), reach, across
        if self.heights.shape != (count,):
            raise ValueError(
                f"StreamReads heights have shape {self.heights.shape}, expected ({count},)"
            )
        self.lanes = [Box() for _ in range(count)]
        self.spines = [Arrow(line=SPINE) for _ in range(count)]
        self.bands = {(i, j): Shape(line=RIM) for i in range(count) for j in range(i + 1)}
        self.dots = {(i, j): Disc(line=RIM) for i, j in self.bands if i != j}
        self.counters = [
            Counter(
                float(share),
                reach[1] + BESIDE,
                y + 0.36 * NUMBER,
                theme=theme,
                role="attention",
                weight="SEMIBOLD",
            )
            for share, y in zip(self.values[-1], self.heights, strict=True)
        ]
        self.add(*self.lanes, *self.spines, *self.bands.values(), *self.dots.values())
        self.add(*self.counters)
        one = np.ones(count)
        self.define(lanes=one, read=np.zeros(count), strength=one, numbers=0.0)
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values" and (
            new.shape[0] != new.shape[1]
            or (new < 0).any()
            or np.triu(new, 1).any()
            or np.abs(new.sum(axis=1) - 1.0).max() > 1e-3
        ):
            raise ValueError(
                f"StreamReads values {new.shape} are no causal pattern: square, 0 or more, rows "
                "that add up to 1, nothing for later tokens"
            )
        return new

    def span(self, reader: int, source: int) -> tuple[float, float]:
        """Return the left and right side of a band, stage pixels: the farthest source is left."""
        left, right = self.across
        ends = left + (right - left) * np.concatenate(
            [[0.0], np.cumsum(self._channels["values"][reader])]
        )
        return float(ends[source]), float(ends[source + 1])

    def run(self, *, run_time: float = MOVE, lag: float = 0.06) -> Animation:
        """Return the animation in which the streams run from their tokens to the right."""
        zero = np.zeros(len(self.heights))
        return self.drive(run_time=run_time, lag=lag, begin={"lanes": zero}, lanes=zero + 1.0)

    def sweep(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which one token after the other reads; the last one stays."""
        count = len(self.heights)
        rows = np.eye(count)
        steps = []
        for i in range(count - 1):
            steps.append(self.drive(run_time=run_time, read=rows[i]))
        steps.append(self.drive(run_time=2 * run_time, read=rows[-1]))
        return stagger(*steps, lag=run_time)

    def _draw(self) -> None:
        theme = self.theme
        left, right = self.reach
        for i, (lane, spine) in enumerate(zip(self.lanes, self.spines, strict=True)):
            run, strength, y = (
                float(self._channels["lanes"][i]),
                float(self._channels["strength"][i]),
                float(self.heights[i]),
            )
            if run <= 0.0:
                lane.hide()
                spine.hide()
                continue
            lane.place(left, y - LANE / 2, (right - left) * run, LANE, theme.panel)
            colour = mix(theme.stroke("muted"), theme.ink, strength)
            spine.put((left, y), (right, y), colour, grow=run)
        for (i, j), band in self.bands.items():
            self._band(i, j, band)
        printed, read = self.level("numbers"), float(self._channels["read"][-1])
        for share, counter in zip(self._channels["values"][-1], self.counters, strict=True):
            counter.define(value=float(share), presence=printed * soft(2.0 * read - 1.0))

    def _band(self, i: int, j: int, band: Shape) -> None:
        read = float(self._channels["read"][i])
        dot = self.dots.get((i, j))
        if read <= 0.005:
            band.hide()
            if dot is not None:
                dot.hide()
            return
        start, stop = self.span(i, j)
        wide = max(stop - start - GAP, LEAST)
        start, stop = (start + stop - wide) / 2, (start + stop + wide) / 2
        top = float(self.heights[j]) if i != j else float(self.heights[i]) - LANE / 2
        bottom = float(self.heights[i]) + LANE / 2
        fallen = top + (bottom - top) * smooth(read)
        share, there = float(self._channels["values"][i, j]), soft(3.0 * read)
        steps, ground = self.theme.attention_ramp, self.theme.ground
        core = mix(ground, ramp(steps, share), there)
        rim = mix(ground, ramp(steps, max(FLOOR[self.theme.name], share)), there)
        band.put(_rectangle(start, top, stop, fallen), core, rim)
        if dot is not None:
            dot.place((start + stop) / 2, top, min(max(DOT, wide / 2), LANE / 2), core, rim)


def _rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
