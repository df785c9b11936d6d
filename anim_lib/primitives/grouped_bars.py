"""Groups of standing bars that race up one axis; a run that failed has a cross and no bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike, NDArray

from anim_lib.layout import Points, rounded
from anim_lib.motion import DIMMED, Easing
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import Outline, point
from anim_lib.scales import Colour, Scale, mix, rgb
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, COUNT, STAGGER, glide, smooth, soft
from anim_lib.typography import NUMBER, SMALL, Counter, Label

EDGE: Final = 3.0  # of a bar, drawn inside it; stage pixels
RADIUS: Final = 3.0
ABOVE: Final = 8.0  # from a bar's end up to its number
FOOT: Final = 24.0  # of a family's mark: its middle above the axis
MARK: Final = 9.0  # and its radius
CROSS: Final = (24.0, 9.0, 5.0)  # of a failed run: middle above the axis, half its size, line
SAID: Final = 46.0  # from the axis up to the baseline of the word over a cross
OUTLINE: Final = (9.0, 7.0)  # dashes of a bar that only counts


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn.

    ``pale`` is the share of the ground in its bars (their edges stay full), ``outline`` the
    mark of its family at their feet.
    """

    role: str
    outline: Outline
    pale: float = 0.0

    def fill(self, theme: Theme) -> Colour:
        """Return the colour of a bar's area."""
        return mix(theme.fill(self.role), theme.ground, self.pale)

    def mark(self, theme: Theme) -> Colour:
        """Return the colour of the mark on it: what stands out from the area."""
        return rgb(theme.stroke(self.role) if self.pale else theme.ground)


def grouped(centres: ArrayLike, count: int, *, thickness: float, gap: float) -> NDArray[np.float64]:
    """Return the middles ``(count, n_groups)`` of ``count`` bars around each of the centres.

    Examples
    --------
    >>> grouped([100, 300], 2, thickness=40, gap=10).tolist()
    [[75.0, 275.0], [125.0, 325.0]]
    """
    off = (np.arange(count) - (count - 1) / 2) * (thickness + gap)
    return np.asarray(off[:, None] + np.asarray(centres, dtype=np.float64))


class GroupedBars(ValueGroup):
    """``(n_series, n_groups)`` values from zero up, side by side in groups.

    Channels, one number per series: ``level`` (bars end there, or at their value if that is
    lower), ``numbers`` (1 printed over the bars), ``strength`` (1 full colour, 0 stepped back),
    ``counted`` (how much of the outlines of failed runs is there), ``gathered`` (0 in its
    groups, 1 all of a series in its column).

    Parameters
    ----------
    values
        In the unit of ``scale``; where ``failed``, what such a run counts as.
    failed
        ``(n_series, n_groups)``: true where there is no result, so no bar.
    looks
        One :class:`Look` per series.
    places, thickness
        ``(n_series, n_groups)`` middles of the bars, and their width, stage pixels.
    scale, vmax
        Value -> stage pixel of a bar's end, and the value at the axis' upper end.
    columns, column_thickness
        ``(n_series,)`` middles of the columns that series gather in, and their width; None:
        they never do.
    written
        Value -> text of its number, at most six characters.
    word
        What is said over the cross of a failed run.

    Raises
    ------
    ValueError
        When a shape is another one, or a value lies outside 0 to ``vmax``.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> bars = GroupedBars([[40, 50]], theme=PAPER, failed=[[False, True]],
    ...                    looks=[Look("ssm", "circle")], places=[[200, 300]], thickness=50,
    ...                    scale=linear((0, 100), (700, 200)), vmax=100, written="{:.0f}".format)
    >>> bars.end(0, 0), len(bars.bars[0][1].points)
    (500.0, 0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        failed: ArrayLike,
        looks: Sequence[Look],
        places: ArrayLike,
        thickness: float,
        scale: Scale,
        vmax: float,
        written: Callable[[float], str],
        columns: ArrayLike | None = None,
        column_thickness: float | None = None,
        word: str = "failed",
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        shape = self.values.shape
        if self.values.min() < 0 or self.values.max() > vmax:
            raise ValueError(
                f"GroupedBars values reach from {self.values.min():g} to {self.values.max():g}, "
                f"which leaves the axis from 0 to {vmax:g}"
            )
        if len(looks) != shape[0]:
            raise ValueError(f"GroupedBars looks are {len(looks)}, expected one of {shape[0]} each")
        self.failed = _shaped("failed", failed, shape).astype(bool)
        self.places = _shaped("places", places, shape)
        alone = self.places.mean(axis=1) if columns is None else columns
        self.columns = _shaped("columns", alone, shape[:1])
        self.looks, self.to_y, self.vmax, self.base = tuple(looks), scale, vmax, scale(0.0)
        self.thickness, self.column_thickness = thickness, column_thickness or thickness
        rows, cols = shape
        self.outlines = [[Curve(line=EDGE, dash=OUTLINE) for _ in range(cols)] for _ in range(rows)]
        self.bars = [[Shape(line=EDGE) for _ in range(cols)] for _ in range(rows)]
        self.marks = [[Shape() for _ in range(cols)] for _ in range(rows)]
        self.crosses = [
            [(Curve(line=CROSS[2]), Curve(line=CROSS[2])) for _ in range(cols)] for _ in range(rows)
        ]
        self.words = {
            (i, j): Label(
                word,
                self.places[i, j] + thickness / 2,
                self.base - SAID,
                theme=theme,
                role=looks[i].role,
                size=SMALL,
                anchor="r",
            )
            for i, j in np.argwhere(self.failed).tolist()
        }
        self.counters = [
            [
                Counter(0.0, 0, 0, theme=theme, written=written, role=look.role, size=NUMBER)
                for _ in range(cols)
            ]
            for look in looks
        ]
        for row in range(rows):
            self.add(*self.outlines[row], *self.bars[row], *self.marks[row])
        self.add(*[line for row in self.crosses for pair in row for line in pair])
        self.add(*self.words.values(), *[one for row in self.counters for one in row])
        one, none = np.ones(rows), np.zeros(rows)
        self.define(level=vmax * one, numbers=one, strength=one, counted=none, gathered=none)
        self.pose()

    def shown(self, series: int, group: int) -> float:
        """Return the value at which a bar, or the outline of a failed run, ends now."""
        value = float(self._channels["values"][series, group])
        if self.failed[series, group]:
            value *= float(self._channels["counted"][series])
        return min(value, float(self._channels["level"][series]))

    def end(self, series: int, group: int) -> float:
        """Return the stage pixel at which it ends now."""
        return self.to_y(self.shown(series, group))

    def race(self, *series: int, after: int = 0, run_time: float = COUNT) -> Animation:
        """Return the animation in which the bars of ``series`` rise until each has its value.

        All rise at one pace; the lower a value, the sooner its bar stands still. The first
        ``after`` series have run when it plays; all others stay as they are now.
        """
        begin = self.channel("level")
        begin[:after], begin[list(series)] = self.vmax, 0.0
        level = begin.copy()
        level[list(series)] = self.vmax
        return self.drive(run_time=run_time, rate_func=glide, begin={"level": begin}, level=level)

    def gather(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which every series slides together into its column."""
        return self.drive(run_time=run_time, lag=2 * STAGGER, gathered=np.ones(len(self.looks)))

    def change(
        self, channel: str, value: float, *series: int, run_time: float, ease: Easing = smooth
    ) -> Animation:
        """Return the animation of a channel to ``value`` for ``series``; the others stay."""
        target = self.channel(channel)
        target[list(series)] = value
        targets: dict[str, Any] = {channel: target}
        return self.drive(run_time=run_time, rate_func=ease, **targets)

    def _draw(self) -> None:
        for i, look in enumerate(self.looks):
            gathered = float(self._channels["gathered"][i])
            wider = (self.column_thickness - self.thickness) * soft(4.0 * gathered - 3.0)
            back = DIMMED * (1.0 - float(self._channels["strength"][i]))
            for j in range(self.values.shape[1]):
                x = self.places[i, j] + (self.columns[i] - self.places[i, j]) * gathered
                self._bar((i, j), (float(x), self.thickness + wider), back)
                self._number((i, j), float(x), look, gathered)

    def _bar(self, at: tuple[int, int], across: tuple[float, float], back: float) -> None:
        (i, j), (x, wide), theme, look = at, across, self.theme, self.looks[at[0]]
        colours = (look.fill(theme), rgb(theme.stroke(look.role)), look.mark(theme))
        fill, edge, mark = (mix(one, theme.ground, back) for one in colours)
        tall, failed = self.base - self.end(i, j), bool(self.failed[i, j])
        half, low = wide / 2 - EDGE / 2, self.base - EDGE / 2
        if tall <= EDGE:
            self.bars[i][j].hide()
            self.outlines[i][j].hide()
        elif failed:
            high = self.end(i, j) + EDGE / 2
            path = [(x - half, low), (x - half, high), (x + half, high), (x + half, low)]
            self.outlines[i][j].put(path, edge)
        else:
            outline = rounded(x - half, low + EDGE - tall, 2 * half, tall - EDGE, RADIUS)
            self.bars[i][j].put(outline, fill, edge)
        if failed or tall < FOOT + 2 * MARK:
            self.marks[i][j].hide()
        else:
            self.marks[i][j].put(point(look.outline, x, self.base - FOOT, MARK), mark)
        if failed:
            self._cross(at, x, edge)

    def _cross(self, at: tuple[int, int], x: float, edge: Colour) -> None:
        middle, half, _ = CROSS
        there = soft(4.0 * float(self._channels["level"][at[0]]) / self.vmax)
        there *= 1.0 - float(self._channels["gathered"][at[0]])
        self.words[at].define(presence=there * (1.0 - float(self._channels["counted"][at[0]])))
        for way, line in zip((1.0, -1.0), self.crosses[at[0]][at[1]], strict=True):
            y = self.base - middle
            ends = _stroke(x, y, half, way)
            line.put(ends, mix(self.theme.ground, edge, there), share=float(there > 0))

    def _number(self, at: tuple[int, int], x: float, look: Look, gathered: float) -> None:
        i, j = at
        value, counter = self.shown(i, j), self.counters[i][j]
        counter.x, counter.y, counter.anchor = x, self.to_y(value) - ABOVE, "c"
        counter.colour = self.theme.text(look.role)
        there = float(self._channels["numbers"][i]) * soft(10.0 * value / self.vmax)
        dim = 1.0 - float(self._channels["strength"][i])
        counter.define(value=value, presence=there * (1.0 - gathered), dim=dim)


def _stroke(x: float, y: float, half: float, way: float) -> Points:
    return np.array([(x - half, y - way * half), (x + half, y + way * half)])


def _shaped(name: str, given: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.float64]:
    array = np.array(given, dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"GroupedBars {name} have shape {array.shape}, expected shape {shape}")
    return array
