"""Streams of all tokens, one below the other, and pipes through which one reads the others."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, partial
from anim_lib.motion import Channel, stagger
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix, ramp
from anim_lib.shapes import Arrow, Box, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, smooth, soft
from anim_lib.typography import Counter

FLOOR: Final = {"paper": 0.62, "ink": 0.5}  # first step of the ramp with 3:1 on the ground
LANE, SPINE = 44.0, 5.0
LEAST = 2.0  # a pipe is never thinner
THIN = 4.0  # width of all pipes that do not show their shares
RIM = 1.5
HEAD, WIDER = 26.0, 9.0  # an arrowhead's length, and by how much each side stands out
FALLS = 0.6  # of a pipe's slot, from its left: there it falls
INSET = 4.0  # from a slot's left side to the pipe's beginning
TURN, TURNS = 22.0, 12  # radius of a pipe's bend, and corners drawn for it
OVER = 9.0  # from a stream's lane up to the number above it


class StreamReads(ValueGroup):
    """``(seq_len, seq_len)`` shares, row = who reads: pipes lead from earlier streams to later.

    A pipe leaves its own stream, turns down and ends with an arrowhead in the reader's stream; the
    reader's own lies along its own stream. Its width alone is the share. Each source has a slot of
    the same width, so pipes stand apart. Their colour is the ramp's, with a rim that has 3:1 on the
    ground. Channels: ``values``; ``lanes`` ``(seq_len,)``
    (0..1: how far a stream has run), ``read`` ``(seq_len,)`` (0..1: how far a reader's pipes have
    come), ``shares`` ``(seq_len,)`` (0: a reader's pipes are equally thin and say only who is read,
    1: as wide and as dark as their shares), ``numbers`` (1: the last reader's shares stand where
    the pipes begin), ``strength`` ``(seq_len,)`` of streams.

    Parameters
    ----------
    values
        A causal pattern: rows add up to 1, nothing above the diagonal.
    heights
        ``(seq_len,)`` y of the streams' middles, falling order of the text, stage pixels.
    reach
        First and last x of the streams, stage pixels.
    across
        First and last x of the pipes' slots, stage pixels.
    unit
        Width of a pipe of share 1, stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one, a row does not add up to 1, or looks at a later token.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> reads = StreamReads([[1, 0], [0.25, 0.75]], theme=PAPER, heights=[300, 400],
    ...                     reach=(200, 900), across=(400, 600), unit=80.0)
    >>> reads.span(1, 0)
    (450.0, 470.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        heights: ArrayLike,
        reach: tuple[float, float],
        across: tuple[float, float],
        unit: float,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        self._checked("values", self.values)
        count = len(self.values)
        self.heights, self.reach, self.across = np.array(heights, dtype=np.float64), reach, across
        self.unit = unit
        if self.heights.shape != (count,):
            raise ValueError(
                f"StreamReads heights have shape {self.heights.shape}, expected ({count},)"
            )
        self.lanes = [Box() for _ in range(count)]
        self.spines = [Arrow(line=SPINE) for _ in range(count)]
        self.bands = {(i, j): Shape(line=RIM) for i in range(count) for j in range(i + 1)}
        self.counters = [
            Counter(
                float(share),
                self.slot(j)[0] + INSET,
                y - LANE / 2 - OVER,
                theme=theme,
                role="attention",
                weight="SEMIBOLD",
            )
            for j, (share, y) in enumerate(zip(self.values[-1], self.heights, strict=True))
        ]
        self.add(*self.lanes, *self.spines, *self.bands.values())
        self.add(*self.counters)
        one = np.ones(count)
        self.define(lanes=one, read=np.zeros(count), shares=one, strength=one, numbers=0.0)
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

    def slot(self, source: int) -> tuple[float, float]:
        """Return the left and right side of a source's slot, stage pixels: the first is left."""
        left, right = self.across
        pitch = (right - left) / len(self.heights)
        return left + pitch * source, left + pitch * (source + 1)

    def span(self, reader: int, source: int) -> tuple[float, float]:
        """Return the left and right side of a pipe where it falls, stage pixels."""
        left, right = self.slot(source)
        half = self._wide(reader, source) / 2
        middle = left + FALLS * (right - left)
        return middle - half, middle + half

    def _wide(self, reader: int, source: int) -> float:
        full = max(self.unit * float(self._channels["values"][reader, source]), LEAST)
        return THIN + (full - THIN) * float(self._channels["shares"][reader])

    def path(self, reader: int, source: int) -> Points:
        """Return the middle line ``(n, 2)`` of a pipe from its stream to the reader's."""
        left, right = self.slot(source)
        y, x = float(self.heights[source]), left + FALLS * (right - left)
        if reader == source:
            return np.array([(left + INSET, y), (right - INSET, y)])
        turn = max(TURN, self._wide(reader, source) / 2 + 1.0)
        angle = np.linspace(np.pi / 2, 0.0, TURNS)
        bend = np.array([x - turn, y + turn]) + turn * np.column_stack(
            [np.cos(angle), -np.sin(angle)]
        )
        begin = (min(left + INSET, x - turn - 1.0), y)
        return np.vstack([begin, bend, (x, float(self.heights[reader]) - SPINE / 2)])

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

    def swell(self, *, strength: ArrayLike = 1.0, run_time: float = ENTER) -> Animation:
        """Return the animation in which pipes grow as wide as their shares, and numbers come.

        ``strength`` is that of the streams afterwards, all or ``(seq_len,)``.
        """
        one = np.ones(len(self.heights))
        return self.drive(
            run_time=run_time, shares=one, numbers=1.0, strength=one * np.asarray(strength)
        )

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
        if read <= 0.005:
            band.hide()
            return
        share, there = float(self._channels["values"][i, j]), soft(3.0 * read)
        steps, ground = self.theme.attention_ramp, self.theme.ground
        floor = ramp(steps, FLOOR[self.theme.name])
        wide = float(self._channels["shares"][i])
        core = mix(ground, mix(floor, ramp(steps, share), wide), there)
        edge = mix(floor, ramp(steps, max(FLOOR[self.theme.name], share)), wide)
        rim = mix(ground, edge, there)
        band.put(_pipe(partial(self.path(i, j), smooth(read)), self._wide(i, j)), core, rim)


def _pipe(line: Points, wide: float) -> Points:
    """Return the outline of an arrow ``wide`` along ``line``: one side to the tip, the other back.

    It has ``2 n`` corners; the last two of each side are the arrowhead's.
    """
    lengths = np.hypot(*np.diff(line, axis=0).T)
    whole = float(lengths.sum())
    head = min(HEAD, 0.6 * whole)
    body = partial(line, 1.0 - head / whole)
    tip, steps = line[-1], np.diff(body, axis=0)
    along = np.vstack([steps[:1], steps[:-1] + steps[1:], steps[-1:]])
    along /= np.hypot(*along.T)[:, None]
    across = np.column_stack([along[:, 1], -along[:, 0]])
    neck, out = body[-1], across[-1] * (wide / 2 + WIDER * head / HEAD)
    left, right = body + across * wide / 2, body - across * wide / 2
    return np.vstack([left, neck + out, tip, tip, neck - out, right[::-1]])
