"""Bars of memory on one scale, some of them made of equal parts, and a page that pulls back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.cells import Cells
from anim_lib.layout import WIDTH, rounded
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, geometric

AMOUNTS: Final = Limits(0.0, np.inf, "amounts")
BEYOND: Final = 40.0  # bars are drawn so far past the edge of the frame, stage pixels
LINE: Final = 3.0
SLIVER: Final = 2 * LINE  # a shorter bar has no edge of its own
SEAM, FINEST, PLAIN = 2.0, 4.0, 12.0  # a seam, and parts without any and with a whole one
PALE: Final = 0.62  # share of the ground in what is not new


class PageBars(ValueGroup):
    """``(n,)`` amounts as lying bars from one zero line; length is amount, whatever the page.

    All share one scale: ``page`` fills the width. A bar that is longer runs off the page. In a
    bar that is made of parts, only the newest has its full colour.

    Channels: ``page``, the amount on the width; ``starts``, ``tops``, ``tall`` and ``shown``
    ``(n,)``: where bars begin (an amount), their upper edges and heights, and 1 where they are
    there; ``fresh`` ``(n,)``, 1 where the newest part is told from the others.

    Parameters
    ----------
    values
        ``(n,)`` amounts, not below zero.
    zero, width
        Zero line, and width of the page, stage pixels.
    page
        Amount on the width at first.
    tops, tall
        ``(n,)`` stage pixels.
    parts
        ``(n,)`` amount of one part of each bar; 0: it has none.
    roles
        Role of each bar.

    Raises
    ------
    ValueError
        When a shape is another one, a number is not finite, or one is out of its range.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> bars = PageBars([40, 80], theme=PAPER, zero=100, width=1000, page=100, tops=[200, 300],
    ...                 tall=[60, 60], parts=[0, 1], roles=["ssm", "cache"])
    >>> bars.end(0), bars.set_channels(page=1000.0).end(1)
    (500.0, 180.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        zero: float,
        width: float,
        page: float,
        tops: ArrayLike,
        tall: ArrayLike,
        parts: ArrayLike,
        roles: Sequence[str],
    ) -> None:
        super().__init__(values, ndim=1, theme=theme, limits=AMOUNTS)
        count = len(self.values)
        self.zero, self.width_px, self.roles = zero, width, tuple(roles)
        given = {
            name: np.array(array, dtype=np.float64)
            for name, array in (("tops", tops), ("tall", tall), ("parts", parts))
        }
        for name, array in given.items():
            if array.shape != (count,):
                raise ValueError(f"PageBars {name} have shape {array.shape}, expected ({count},)")
        if len(self.roles) != count:
            raise ValueError(f"PageBars has {len(self.roles)} roles for {count} bars")
        if page <= 0:
            raise ValueError(f"PageBars page is {page:g}, expected an amount above 0")
        self.parts = given.pop("parts")
        self.bars = [Shape(line=LINE) for _ in self.roles]
        self.seams = [Cells() for _ in self.roles]
        self.newest = [Shape() for _ in self.roles]
        for leaf in (*self.bars, *self.seams, *self.newest):
            setattr(leaf, "full_bleed", True)  # noqa: B010  it may leave the page
        for row in zip(self.bars, self.seams, self.newest, strict=True):
            self.add(*row)
        one = np.ones(count)
        self.define(page=page, starts=0 * one, shown=one, fresh=one, **given)
        self.pose()

    def at(self, amount: float) -> float:
        """Return the stage pixel of an amount on the page of now."""
        return float(self.zero + amount / self.level("page") * self.width_px)

    def end(self, bar: int) -> float:
        """Return the stage pixel at which a bar ends now, on the page or off it."""
        channels = self._channels
        return self.at(float(channels["starts"][bar] + channels["values"][bar]))

    def pull_back(
        self, page: float, values: ArrayLike | None = None, *, run_time: float = BEND
    ) -> Animation:
        """Return the animation to another page, by equal factors in equal times.

        With ``values`` ``(n,)`` bars grow as the page does: one that fills it goes on filling it.
        """
        ease = geometric(page / self.level("page"))
        to = self._channels["values"] if values is None else self._fitting(values)
        return self.drive(run_time=run_time, rate_func=ease, page=page, values=to)

    def _draw(self) -> None:
        for bar in range(len(self.roles)):
            self._draw_bar(bar)

    def _draw_bar(self, bar: int) -> None:
        area, seams, newest = self.bars[bar], self.seams[bar], self.newest[bar]
        top, tall, shown, value, start, fresh = (
            float(self._channels[name][bar])
            for name in ("tops", "tall", "shown", "values", "starts", "fresh")
        )
        left, right = self.at(start), self.end(bar)
        seams.hide()
        newest.hide()
        if shown <= 0.0 or right - left <= 0.0:
            area.hide()
            return
        ground, full = self.theme.ground, self.theme.fill(self.roles[bar])
        strong = mix(ground, full, shown)
        pale = mix(ground, mix(full, ground, PALE), shown)
        edge = mix(ground, self.theme.stroke(self.roles[bar]), shown)
        long = min(right, WIDTH + BEYOND) - left
        if long <= SLIVER or tall <= SLIVER:
            area.put(rounded(left, top, long, tall), strong)
            return
        inner = rounded(left + LINE / 2, top + LINE / 2, long - LINE, tall - LINE)
        area.put(inner, pale, edge)
        part = float(self.parts[bar])
        pitch = part / self.level("page") * self.width_px
        if pitch <= FINEST:
            return
        share = min((pitch - FINEST) / (PLAIN - FINEST), 1.0)
        whole = int(np.ceil(value / part - 1e-9))  # parts, the last perhaps cut short
        low, high = top + LINE, tall - 2 * LINE
        wide = SEAM * share
        lines = [(left + k * pitch - wide / 2, low) for k in range(1, whole)]
        seams.put(lines, wide, high, mix(pale, ground, share))
        a, b = left + (whole - 1) * pitch + wide / 2, right - LINE
        if fresh > 0.0 and b > a and right < WIDTH:
            newest.put(rounded(a, low, b - a, high), mix(pale, strong, fresh * share))
