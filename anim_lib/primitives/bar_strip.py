"""Bars that share one baseline, one per value, with the value printed behind the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import Points, rounded
from anim_lib.motion import DIMMED
from anim_lib.primitives.growing import GrowingBars
from anim_lib.scales import Scale, mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import soft
from anim_lib.typography import NUMBER, Counter, Weight

CLEAR = 2.0  # a bar starts this far from the baseline
RADIUS = 3.0
BEHIND = 18.0  # from a bar's end to its number
AXIS = 2.0


class BarStrip(GrowingBars):
    """``(n,)`` values as bars on one baseline, signed or not.

    Channels, one number per bar: ``values``, ``grown`` (share of its length), ``numbers``
    (1 printed), ``strength`` (1 full colour, 0 stepped back), ``landed`` (0 lies where it
    was made, 1 in its place).

    Parameters
    ----------
    values
        ``(n,)``, in the unit of ``scale``.
    along
        ``x``: bars lie, ``y``: bars stand.
    base, scale
        Stage pixel of the baseline, and value -> stage pixel of a bar's end.
    places
        ``(n,)`` stage pixels of the bars' middle lines.
    role
        Role of all bars, or one per bar; ``negative`` overrides it below zero.
    written
        Value -> text of its number; None prints none. At most ``slots`` characters.
    axis
        First and last stage pixel of a drawn baseline; None draws none.
    sources
        ``(n, 2, 2)`` stage pixels (x, y): where each bar is made (see ``landed``), as the
        line on which a bar of value 1 would lie there. ``source_thickness`` goes with it.

    Raises
    ------
    ValueError
        When a shape is another one, or a value is not finite.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> bars = BarStrip([0.7, 0.3], theme=PAPER, along="x", base=200,
    ...                 scale=linear((0, 1), (200, 600)), places=[300, 380], thickness=34,
    ...                 role="attention", written="{:.2f}".format)
    >>> bars.end(0), bars.counters[1].text
    (480.0, '0.30')
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        along: Literal["x", "y"],
        base: float,
        scale: Scale,
        places: ArrayLike,
        thickness: float,
        role: str | Sequence[str],
        negative: str | None = None,
        written: Callable[[float], str] | None = None,
        slots: int = 6,
        size: float = NUMBER,
        weight: Weight = "MEDIUM",
        axis: tuple[float, float] | None = None,
        sources: ArrayLike | None = None,
        source_thickness: float | None = None,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        self.along, self.base, self.ends_at, self.thickness = along, base, scale, thickness
        self.places = _shaped("places", places, (count,))
        self.sources = None if sources is None else _shaped("sources", sources, (count, 2, 2))
        self.roles = [role] * count if isinstance(role, str) else list(role)
        if len(self.roles) != count:
            raise ValueError(f"role names {len(self.roles)} roles, expected one per bar: {count}")
        self.negative, self.axis, self.size = negative, axis, size
        self.source_thickness = source_thickness or thickness
        self.line, self.bars = Curve(line=AXIS), [Shape() for _ in range(count)]
        self.counters = [
            Counter(
                float(v),
                0.0,
                0.0,
                theme=theme,
                written=written,
                slots=slots,
                size=size,
                weight=weight,
            )
            for v in self.values
            if written is not None
        ]
        self.add(self.line, *self.bars, *self.counters)
        one = np.ones(count)
        self.define(grown=one, numbers=one, strength=one, landed=one)
        self.pose()

    def end(self, i: int) -> float:
        """Return the stage pixel, along the bars, where bar ``i`` ends now."""
        full = self.ends_at(float(self._channels["values"][i]))
        return self.base + (full - self.base) * float(self._channels["grown"][i])

    def role_of(self, i: int) -> str:
        """Return the role of bar ``i`` for the value it shows now."""
        below = self.negative is not None and self._channels["values"][i] < 0
        return str(self.negative) if below else self.roles[i]

    def _outline(self, i: int) -> Points:
        """Bar ``i`` as a polygon; on its way from its source it turns and stretches."""
        start = self.base + CLEAR * np.sign(self.end(i) - self.base)
        place, landed = self.places[i], float(self._channels["landed"][i])
        ends = np.array([(start, place), (self.end(i), place)])
        if self.along == "y":
            ends = ends[:, ::-1]
        thick = self.thickness
        if self.sources is not None and landed < 1.0:
            ends = _between(self._made(i), ends, landed)
            thick = self.source_thickness + (thick - self.source_thickness) * landed
        (dx, dy), long = ends[1] - ends[0], float(np.hypot(*(ends[1] - ends[0])))
        flat = rounded(0.0, -thick / 2, long, thick, RADIUS)
        unit = np.array([dx, dy]) / max(long, 1e-9)
        return np.asarray(ends[0] + flat @ np.array([unit, (-unit[1], unit[0])]))

    def _made(self, i: int) -> Points:
        """Return the two ends of bar ``i`` where it was made."""
        assert self.sources is not None
        start, unit = self.sources[i][0], self.sources[i][1] - self.sources[i][0]
        length = float(self._channels["values"][i] * self._channels["grown"][i])
        return np.array([start, start + unit * length])

    def _draw(self) -> None:
        theme, flat = self.theme, self.along == "x"
        if self.axis is not None:
            pair = np.array([(self.base, self.axis[0]), (self.base, self.axis[1])])
            self.line.put(pair if flat else pair[:, ::-1], theme.stroke("muted"))
        for i, bar in enumerate(self.bars):
            if abs(self.end(i) - self.base) <= CLEAR:
                bar.hide()
                continue
            back = 1.0 - float(self._channels["strength"][i])
            bar.put(self._outline(i), mix(theme.fill(self.role_of(i)), theme.ground, DIMMED * back))
        for i, counter in enumerate(self.counters):
            self._print(i, counter)

    def _print(self, i: int, counter: Counter) -> None:
        value, grown, printed, strength, landed = (
            float(self._channels[c][i])
            for c in ("values", "grown", "numbers", "strength", "landed")
        )
        end, up = self.ends_at(value), self.along == "y"
        way = -1.0 if end < self.base or (up and end == self.base) else 1.0  # zero's number: above
        if self.along == "x":
            counter.x = self.end(i) + way * BEHIND
            counter.y, counter.anchor = self.places[i] + 0.36 * self.size, "l" if way > 0 else "r"
        else:
            below = 0.73 * self.size if way > 0 else 0.0
            counter.x, counter.anchor = float(self.places[i]), "c"
            counter.y = self.end(i) + way * BEHIND + below
        counter.colour = self.theme.text(self.role_of(i))
        there = printed * soft(4.0 * grown) * soft((landed - 0.85) / 0.15)
        counter.define(value=value * grown, presence=there, dim=1.0 - strength)


def _between(a: Points, b: Points, share: float) -> Points:
    """Return the line ``share`` of the way from ``a`` to ``b`` ``(2, 2)``, turned and stretched."""
    parts = np.array([1.0 - share, share])
    (ax, ay), (bx, by) = a[1] - a[0], b[1] - b[0]
    turn = float(parts @ [np.arctan2(ay, ax), np.arctan2(by, bx)])
    half = 0.5 * float(parts @ [np.hypot(ax, ay), np.hypot(bx, by)])
    middle = parts[0] * a.mean(axis=0) + parts[1] * b.mean(axis=0)
    reach = half * np.array([np.cos(turn), np.sin(turn)])
    return np.array([middle - reach, middle + reach])


def _shaped(name: str, given: ArrayLike, shape: tuple[int, ...]) -> np.ndarray:
    array = np.array(given, dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"BarStrip {name} have shape {array.shape}, expected shape {shape}")
    return array
