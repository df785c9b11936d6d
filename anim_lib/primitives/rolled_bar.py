"""A bar of parts that grows behind what rolls along it, and the post that it may not pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Drive, Posed
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import Scale, mix
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth, soft
from anim_lib.typography import NUMBER, Counter

AMOUNTS = Limits(0.0, np.inf, "amounts")
THICK, RADIUS = 26.0, 3.0
EVEN = 1e-6  # pixels that rounding may take from a bar which ends at a tick
SEAM = 2.0  # of ground between two parts, and between the zero line and the first
TICK, BEYOND = 3.0, 6.0  # width of a tick, and how far it stands out on each side
TOLD = 0.2  # share of the way after which the number is fully there
POST = 6.0


class RolledBar(ValueGroup):
    """``(n_parts,)`` amounts end to end from zero; their sum is printed beside the axis.

    Channels: ``values``; ``rolled``, the share of the whole that is there: the number counts with
    it and is not there at 0; ``ticks`` ``(n_ticks,)``, amounts marked across the bar, each as soon
    as the bar is as long; ``lit``, 1 gives the number the accent's colour.

    Parameters
    ----------
    values
        ``(n_parts,)`` amounts, none below zero.
    scale
        Amount -> stage pixel of the bar's end; 0 is the zero line.
    y, number
        Stage pixels of the middle line, and of the left end of the number.
    parts
        Role of each part, and the share of the ground in its colour.
    written, slots
        Sum -> text of at most so many characters.

    Raises
    ------
    ValueError
        When the shape is another one, an amount is below zero or not finite, or there are not as
        many parts as amounts.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> bar = RolledBar([16, 17], theme=PAPER, scale=linear((0, 100), (300, 800)), y=400,
    ...                 number=820, parts=[("muted", 0.5), ("cache", 0)], slots=7,
    ...                 written="{:.0f} GB".format)
    >>> bar.set_channels(rolled=1).end(), bar.number.text
    (465.0, '33 GB')
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        scale: Scale,
        y: float,
        number: float,
        parts: Sequence[tuple[str, float]],
        written: Callable[[float], str],
        slots: int,
        ticks: ArrayLike = (),
    ) -> None:
        super().__init__(values, ndim=1, theme=theme, limits=AMOUNTS)
        if len(parts) != len(self.values):
            raise ValueError(f"RolledBar has {len(parts)} parts for {len(self.values)} values")
        self.ends_at, self.y, self.parts = scale, y, tuple(parts)
        self.back = Shape()  # what lies behind does not show between two parts
        self.segments = [Shape() for _ in self.values]
        marked = np.array(ticks, dtype=np.float64)
        self.marks = [Curve(line=TICK) for _ in marked]
        self.number = Counter(
            0.0,
            number,
            y + 12.0,
            theme=theme,
            written=written,
            slots=slots,
            size=NUMBER,
            weight="SEMIBOLD",
        )
        self.add(self.back, *self.segments, *self.marks, self.number)
        self.define(rolled=0.0, ticks=marked, lit=0.0)
        self.pose()

    def end(self) -> float:
        """Return the stage pixel at which the bar ends now."""
        return float(self.ends_at(float(self._channels["values"].sum()) * self.level("rolled")))

    def roll(
        self, values: ArrayLike, ticks: ArrayLike = (), *, lit: float = 0.0, run_time: float = MOVE
    ) -> Animation:
        """Return the animation in which a bar of other values grows out of the zero line."""
        whole = {"values": self._fitting(values), "ticks": ticks, "lit": lit, "presence": 1.0}
        start = {**whole, "rolled": 0.0}
        return Drive(
            self,
            {**whole, "rolled": 1.0},
            start,
            run_time=run_time,
            rate_func=smooth,
            lag=0.0,
        )

    def _draw(self) -> None:
        rolled, theme = self.level("rolled"), self.theme
        sums = np.concatenate([[0.0], np.cumsum(self._channels["values"])])
        until, zero = self.end(), self.ends_at(0.0)
        whole = rounded(zero, self.y - THICK / 2, until - zero, THICK, RADIUS)
        self.back.put(whole, theme.panel)
        for segment, (role, pale), a, b in zip(
            self.segments, self.parts, sums[:-1], sums[1:], strict=True
        ):
            left, right = self.ends_at(float(a)) + SEAM, min(self.ends_at(float(b)), until)
            if right <= left:
                segment.hide()
                continue
            outline = rounded(left, self.y - THICK / 2, right - left, THICK, RADIUS)
            segment.put(outline, mix(theme.fill(role), theme.ground, pale))
        reach = THICK / 2 + BEYOND
        for mark, amount in zip(self.marks, self._channels["ticks"].tolist(), strict=True):
            x = self.ends_at(amount)
            there = SEAM < x - zero <= until - zero + EVEN
            path = [(x, self.y - reach), (x, self.y + reach)]
            mark.put(path, theme.ink, share=float(there))
        self.number.define(
            value=float(sums[-1]) * rolled,
            lit=self.level("lit"),
            presence=soft(min(rolled / TOLD, 1.0)),
        )


class Trough(Posed):
    """A quiet bar as long as an axis, to lie behind what is rolled along it.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> trough = Trough(300, 400, 500, theme=PAPER)
    >>> trough.length
    500
    """

    def __init__(self, x: float, y: float, length: float, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.x, self.y, self.length = x, y, length
        self.shape = Shape()
        self.add(self.shape)
        self.pose()

    def _draw(self) -> None:
        left, top = self.x + SEAM, self.y - THICK / 2
        self.shape.put(rounded(left, top, self.length - SEAM, THICK, RADIUS), self.theme.panel)


class LimitPost(Posed):
    """A post at what an axis allows: what ends before it passes. Channel ``limit``.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> post = LimitPost(80, theme=PAPER, scale=linear((0, 100), (300, 800)), span=(380, 460))
    >>> post.x()
    700.0
    """

    def __init__(
        self, limit: float, *, theme: Theme, scale: Scale, span: tuple[float, float]
    ) -> None:
        super().__init__(theme=theme)
        self.ends_at, self.span = scale, span
        self.box = Box()
        self.add(self.box)
        self.define(limit=limit)
        self.pose()

    def x(self) -> float:
        """Return where it stands now, in stage pixels."""
        return float(self.ends_at(self.level("limit")))

    def move(self, limit: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation that takes it to another limit."""
        return self.drive(run_time=run_time, rate_func=smooth, limit=limit)

    def _draw(self) -> None:
        top, bottom = self.span
        self.box.place(self.x() - POST / 2, top, POST, bottom - top, self.theme.ink)
