"""A state as what past tokens left in it: stacked layers, one colour per token, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of
from anim_lib.layout import Points, rounded, stroke
from anim_lib.motion import Channel, Timeline
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, mix, rgb
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth, soft
from anim_lib.typography import ADVANCE, NUMBER, Counter

SEAM, BORDER = 2.0, 3.0  # ground between layers; ink around the one that is followed
TAB = 8.0  # height of a mark that has not grown yet
PALE, BAND, FOLLOWED_BAND = 0.5, 0.86, 0.62  # shares of the ground in older layers and in bands
OVERHANG, SUM_LINE, CASING = 9.0, 5.0, 9.0  # of the line at the sum
ROOM = 36.0  # a lower layer has its number beside it
FLIGHT = 0.55  # share of a mark's time in which it travels; then it grows

Extents = list[tuple[float, float]]  # where each layer starts and ends, state units


def stacked(sizes: Channel) -> Extents:
    """Return ``(inner, outer)`` end of each of ``(n,)`` signed layers, the first one innermost.

    Positive layers are stacked up from 0, negative ones down from 0.

    Examples
    --------
    >>> stacked(np.array([-1.0, 2.0, -3.0]))
    [(0.0, -1.0), (0.0, 2.0), (-1.0, -4.0)]
    """
    out: Extents = []
    reach = {True: 0.0, False: 0.0}
    for size, below in zip(sizes.tolist(), np.signbit(sizes).tolist(), strict=True):
        start = reach[below]  # a mark of -0.0, before it grows, hangs below too
        reach[below] = start + size
        out.append((start, start + size))
    return out


class StateLayers(ValueGroup):
    """``(n, n)`` contributions: row t is the state after token t, entry s what token s left.

    One column per token. A step carries the column before over, multiplies it, and adds the new
    token's mark, which leaves the word below and grows where the stack ends. Layers above the
    zero line are positive, below it negative; their sum is the state.

    Channels, one number per column: ``carried`` (how far the copy of the column before has
    come), ``shrunk`` (0 as it was, 1 multiplied; in between by the same factor for equal times),
    ``arrived`` and ``grown`` (the new mark's way to the stack, and share of its height),
    ``summed`` (a line at the sum), ``numbers`` (the followed token's share that is left).
    ``follow``: 1 sets the followed token's layers off.

    Parameters
    ----------
    values
        ``(n, n)``, zero where s is later than t.
    columns
        ``(n, 2)`` left edge and width, stage pixels.
    zero, unit
        Stage pixel of the zero line, and stage pixels per 1.
    source
        Stage pixel where marks come from: the upper edge of the words.
    followed
        The token whose layers are set off.
    written
        Share of its first mark -> text.
    roles
        ``n`` roles, one per token; None: the colours of past tokens in order.
    above
        Baseline of a row with the followed token's numbers, stage pixels; None: in its layers.

    Raises
    ------
    ValueError
        When a shape is another one, a later token contributes, or a layer changes its sign.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> layers = StateLayers([[4.0, 0.0], [2.0, -1.0]], columns=even_columns(2, 100, 80, 40),
    ...                      zero=500, unit=20, source=700, followed=0, theme=PAPER)
    >>> layers.extents(1), layers.total(1)
    ([(0.0, 2.0), (0.0, -1.0)], 1.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        columns: ArrayLike,
        zero: float,
        unit: float,
        source: float,
        followed: int,
        theme: Theme,
        written: Callable[[float], str] = "{:.0%}".format,
        roles: Sequence[str] | None = None,
        above: float | None = None,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        now = self.values
        count = len(now)
        if now.shape != (count, count):
            raise ValueError(f"StateLayers values have shape {now.shape}, expected (n, n)")
        if np.triu(now, 1).any():
            raise ValueError("StateLayers values are not 0 where the token is later than the state")
        if (now[1:] * now[:-1] < 0).any():
            raise ValueError("StateLayers layers change their sign, a fading mark keeps it")
        if not 0 <= followed < count:
            raise ValueError(f"StateLayers followed is {followed}, expected 0 to {count - 1}")
        self.roles = tuple(roles or [f"past {s}" for s in range(count)])
        if len(self.roles) != count:
            raise ValueError(f"StateLayers has {len(self.roles)} roles, expected {count}")
        self.above, self.columns = above, columns_of(columns, count, "StateLayers")
        self.zero, self.unit, self.source, self.followed = zero, unit, source, followed
        self.bands = [[Shape() for _ in range(t)] for t in range(count)]
        self.layers = [[Shape(line=SEAM) for _ in range(t + 1)] for t in range(count)]
        self.sums = [(Curve(line=CASING), Curve(line=SUM_LINE)) for _ in range(count)]
        self.counters = [
            Counter(1.0, 0.0, 0.0, theme=theme, written=written, anchor="c", weight="SEMIBOLD")
            for _ in range(followed, count)
        ]
        self.add(*[band for bands in self.bands for band in bands])
        for t in reversed(range(count)):  # copies come out from behind the column they leave
            order = sorted(range(t), key=lambda s: s == followed)
            self.add(self.layers[t][t], *[self.layers[t][s] for s in order])
        self.add(*[line for pair in self.sums for line in pair], *self.counters)
        one, none = np.ones(count), np.zeros(count)
        self.define(carried=one, shrunk=one, arrived=one, grown=one)
        self.define(summed=none, numbers=none, follow=0.0)
        self.pose()

    def sizes(self, t: int) -> Channel:
        """Return the layers ``(t + 1,)`` that column ``t`` shows now, in the unit of the values."""
        values, share = self._channels["values"], float(self._channels["shrunk"][t])
        out = values[t, : t + 1].copy()
        if t and share < 1.0:
            old = values[t - 1, :t]
            kept = np.divide(out[:t], old, out=np.zeros(t), where=old != 0)
            out[:t] = old * kept**share
        out[t] *= self._channels["grown"][t]
        return out

    def extents(self, t: int) -> Extents:
        """Return the inner and outer end of each layer of column ``t`` now."""
        return stacked(self.sizes(t))

    def total(self, t: int) -> float:
        """Return the sum of what column ``t`` shows now: the state."""
        return float(self.sizes(t).sum())

    def y(self, value: float) -> float:
        """Return the stage pixel of a number of the state."""
        return self.zero - self.unit * value

    def clear(self) -> None:
        """Show no column at once: the state before the first token."""
        self.set_channels(presence=1.0, carried=0.0, shrunk=0.0, arrived=0.0, grown=0.0)

    def carry(self, t: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which a copy of column ``t - 1`` slides to place ``t``."""
        return self.drive(run_time=run_time, carried=self._upto(t))

    def shrink(self, t: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which that copy is multiplied by what one step keeps."""
        return self.drive(run_time=run_time, shrunk=self._upto(t))

    def mark(self, t: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which token ``t`` leaves its mark: it travels, then it grows."""
        flight = FLIGHT * run_time
        return Timeline(
            (0.0, self.drive(run_time=flight, arrived=self._upto(t))),
            (flight, self.drive(run_time=run_time - flight, grown=self._upto(t))),
        )

    def _upto(self, t: int) -> Channel:
        return (np.arange(len(self.columns)) <= t).astype(np.float64)

    def _draw(self) -> None:
        for t in range(len(self.columns)):
            left, wide = self._place(t)
            extents = self.extents(t)
            self._bands(t, left, extents)
            for s, (inner, outer) in enumerate(extents[:t]):
                shape = self.layers[t][s]
                if self._channels["carried"][t] <= 0.0:
                    shape.hide()
                    continue
                shape.put(self._box(left, wide, inner, outer), self._fill(t, s), self._edge(t, s))
                self._line(shape, s)
            self._mark(t, *extents[t])
            self._sum(t, left, wide)
        for t, counter in enumerate(self.counters, self.followed):
            self._print(t, counter)

    def _place(self, t: int) -> tuple[float, float]:
        left, wide = self.columns[t]
        if t:
            before = self.columns[t - 1][0]
            left = before + (left - before) * self._channels["carried"][t]
        return float(left), float(wide)

    def _box(self, left: float, wide: float, inner: float, outer: float) -> Points:
        a, b = sorted((self.y(inner), self.y(outer)))
        return rounded(left, a, wide, b - a)

    def _fill(self, t: int, s: int) -> Colour:
        full = rgb(self.theme.fill(self.roles[s]))
        pale = PALE * (soft(float(self._channels["carried"][t])) if s == t - 1 else float(s < t))
        if s == self.followed:
            pale *= 1.0 - self.level("follow")
        return mix(full, self.theme.ground, pale)

    def _edge(self, t: int, s: int) -> Colour:
        own = self.level("follow") * float(self._channels["grown"][t] if s == t else 1.0)
        return mix(self.theme.ground, self.theme.ink, own if s == self.followed else 0.0)

    def _line(self, shape: Shape, s: int) -> None:
        own = self.level("follow") if s == self.followed else 0.0
        shape.stroke_width = stroke(SEAM + (BORDER - SEAM) * own)

    def _mark(self, t: int, inner: float, outer: float) -> None:
        shape, arrived = self.layers[t][t], float(self._channels["arrived"][t])
        if arrived <= 0.0:
            shape.hide()
            return
        left, wide = self.columns[t].tolist()
        if arrived < 1.0:
            wide *= soft(4.0 * arrived)
            left += (self.columns[t, 1] - wide) / 2
        way = 1.0 if self._channels["values"][t, t] < 0 else -1.0  # down the frame
        base = self.source + (self.y(inner) - self.source) * arrived
        tall = abs(self.y(outer) - self.y(inner))
        if self._channels["grown"][t] < 1.0:
            tall = max(tall, min(TAB, abs(self._channels["values"][t, t]) * self.unit))
        outline = rounded(left, min(base, base + way * tall), wide, tall)
        shape.put(outline, self._fill(t, t), self._edge(t, t))
        self._line(shape, t)

    def _bands(self, t: int, left: float, extents: Extents) -> None:
        if not t:
            return
        start = float(self.columns[t - 1].sum())
        before = stacked(self._channels["values"][t - 1, :t])
        for s, band in enumerate(self.bands[t]):
            if left - start < 0.5:
                band.hide()
                continue
            ends = [(self.y(a), self.y(b)) for a, b in zip(before[s], extents[s], strict=True)]
            edges = [list(_bend(start, left, *pair)) for pair in ends]
            ground = BAND
            if s == self.followed:
                ground += (FOLLOWED_BAND - BAND) * self.level("follow")
            outline = np.array(edges[0] + edges[1][::-1])
            band.put(outline, mix(self.theme.fill(self.roles[s]), self.theme.ground, ground))

    def _sum(self, t: int, left: float, wide: float) -> None:
        share, height = float(self._channels["summed"][t]), self.y(self.total(t))
        middle, reach = left + wide / 2, (wide / 2 + OVERHANG) * share
        for curve, role in zip(self.sums[t], ("ground", "ink"), strict=True):
            if share <= 0.0:
                curve.hide()
            else:
                ends = [(middle - reach, height), (middle + reach, height)]
                curve.put(ends, self.theme.stroke(role))

    def _print(self, t: int, counter: Counter) -> None:
        theme, s = self.theme, self.followed
        first, (inner, outer) = self._channels["values"][s, s], self.extents(t)[s]
        left, wide = self._place(t)
        inside = abs(outer - inner) * self.unit >= ROOM
        counter.define(
            value=(outer - inner) / first if first else 0.0,
            presence=self._channels["numbers"][t],
        )
        role = self.roles[s]
        if self.above is not None:
            counter.x, counter.y, counter.colour = left + wide / 2, self.above, theme.text(role)
            return
        counter.y = self.y((inner + outer) / 2) + 12.0
        beside = left + wide + 14.0 + ADVANCE * NUMBER * len(counter.text) / 2
        counter.x = left + wide / 2 if inside else beside
        counter.colour = theme.on(theme.fill(role)) if inside else theme.text(role)


def _bend(left: float, right: float, start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield the points of a curve that leaves and comes level."""
    for share in np.linspace(0.0, 1.0, 13).tolist():
        yield left + (right - left) * share, start + (end - start) * smooth(share)
