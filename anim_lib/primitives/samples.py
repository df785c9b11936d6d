"""A signal as signed bars that can move, squeeze, turn over and stack."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import WIDTH, rounded
from anim_lib.motion import DIMMED, Channel
from anim_lib.primitives.growing import GrowingBars
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import soft
from anim_lib.typography import NUMBER, Counter

AXIS = 2.0  # line widths, stage pixels
HOLLOW = 2.5
RADIUS = 3.0
BEHIND = 12.0  # from a bar's end to its number
EDGE = 40.0  # bars fade over this way at the ends of the window
LEAST = 1.5  # a smaller bar is drawn this high, so that a place is never empty


class Samples(GrowingBars):
    """``(n,)`` signed values as bars, up when positive, each with its own place.

    Channels, one number per bar: ``x`` its middle and ``base`` its zero (stage pixels),
    ``grown`` (share of its height), ``strength`` (1 full colour, 0 stepped back), ``numbers``
    (1 printed), ``hue`` (0 its own role, 1 ``role_later``). For all: ``unit`` (stage pixels
    per 1), ``wide`` (of a bar), ``axis`` (left, right and height of the zero line, stage
    pixels), ``axis_shown``, and ``window`` (left and right end of where bars are seen).

    Parameters
    ----------
    values
        ``(n,)``, in the unit of ``unit``.
    x, base
        ``(n,)`` or one number, stage pixels.
    roles
        One role per bar; ``role_later`` is the one they all take as ``hue`` goes to 1.
    written
        Value -> text of its number, at the bar's end; None prints none.
    hollow
        Whether only outlines are drawn: the places that bars have left.

    Raises
    ------
    ValueError
        When a shape is another one, or a value is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> s = Samples([0.5, -1.0], x=[200, 300], base=500, unit=80, wide=40,
    ...             roles=["past 0", "past 1"], theme=PAPER)
    >>> s.end(0), s.end(1)
    (460.0, 580.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        x: ArrayLike,
        base: ArrayLike,
        unit: float,
        wide: float,
        roles: Sequence[str],
        theme: Theme,
        role_later: str = "accent",
        axis: tuple[float, float] | None = None,
        written: Callable[[float], str] | None = None,
        size: float = NUMBER,
        hollow: bool = False,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        if len(roles) != count:
            raise ValueError(f"Samples roles are {len(roles)}, expected one per bar: {count}")
        self.roles, self.role_later = tuple(roles), role_later
        self.hollow, self.size = hollow, size
        self.line = Curve(line=AXIS)
        self.bars = [Shape(line=HOLLOW if hollow else 0.0) for _ in range(count)]
        self.counters = [
            Counter(float(v), 0.0, 0.0, theme=theme, written=written, size=size, anchor="c")
            for v in self.values
            if written is not None
        ]
        self.add(self.line, *self.bars, *self.counters)
        one = np.ones(count)
        left, right = axis or (0.0, 0.0)
        self.define(x=0 * one, base=0 * one, grown=one, strength=one, numbers=one, hue=0 * one)
        self.define(
            window=(-EDGE, WIDTH + EDGE), unit=unit, wide=wide, axis_shown=float(axis is not None)
        )
        self.define(axis=[left, right, float(np.broadcast_to(base, (count,))[0])])
        self.set_channels(x=x, base=base)

    def end(self, i: int) -> float:
        """Return the height in stage pixels where bar ``i`` ends now."""
        value, base, grown = (self._channels[c][i] for c in ("values", "base", "grown"))
        return float(base - value * grown * self.level("unit"))

    def _seen(self, x: float) -> float:
        left, right = self._channels["window"]
        return soft(float(min(x - left, right - x)) / EDGE + 0.5)

    def _draw(self) -> None:
        theme, wide = self.theme, self.level("wide")
        left, right, height = self._channels["axis"]
        ends = np.array([(left, height), (right, height)])
        line = mix(theme.ground, theme.stroke("muted"), self.level("axis_shown"))
        self.line.put(ends, line, share=float(self.level("axis_shown") > 0.0))
        channels = ("x", "base", "grown", "strength", "hue")
        rows = zip(*[self._channels[c].tolist() for c in channels], strict=True)
        for i, (bar, (x, base, grown, strength, hue)) in enumerate(
            zip(self.bars, rows, strict=True)
        ):
            seen = self._seen(x)
            if grown <= 0.0 or seen <= 0.0:
                bar.hide()
                continue
            tall = max(abs(self.end(i) - base), LEAST)
            top = base - tall if self._channels["values"][i] >= 0 else base
            outline = rounded(x - wide / 2, top, wide, tall, min(RADIUS, wide / 4))
            colour = mix(theme.fill(self.roles[i]), theme.fill(self.role_later), hue)
            colour = mix(theme.ground, mix(theme.ground, colour, 1 - DIMMED * (1 - strength)), seen)
            if self.hollow:
                bar.put(outline, None, mix(theme.ground, theme.stroke("muted"), seen * strength))
            else:
                bar.put(outline, colour)
        for i, counter in enumerate(self.counters):
            self._print(i, counter)

    def _print(self, i: int, counter: Counter) -> None:
        grown, printed, strength = (
            float(self._channels[c][i]) for c in ("grown", "numbers", "strength")
        )
        value = float(self._channels["values"][i])
        counter.x = float(self._channels["x"][i])
        below = value < 0
        counter.y = self.end(i) + (BEHIND + 0.73 * self.size if below else -BEHIND)
        role = "muted" if self.hollow else self.roles[i]
        counter.colour = mix(self.theme.text(role), self.theme.text(self.role_later), self._hue(i))
        there = printed * soft(4.0 * grown) * self._seen(counter.x)
        counter.define(value=value * grown, presence=there, dim=1.0 - strength)

    def _hue(self, i: int) -> float:
        return 0.0 if self.hollow else float(self._channels["hue"][i])


def waterfall(terms: Channel, base: float, unit: float) -> Channel:
    """Return the zero lines ``(n,)`` of bars that each start where the one before ended.

    ``base`` is the first one's, ``unit`` stage pixels per 1; the last ends at the sum.
    """
    return np.asarray(base - unit * np.concatenate([[0.0], np.cumsum(terms)[:-1]]))
