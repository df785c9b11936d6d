"""A vector as a strip of numbers, in the shape and colour of what it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Timeline, together
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, GLANCE, MOVE, soft
from anim_lib.typography import NUMBER, Counter, Label

LINE, HAIR = 3.0, 1.5
BADGE_GAP = 10.0
RADIUS = 10.0
PILL: Final = float("inf")
CORNER: Final = {"query": 0.0, "key": RADIUS, "value": PILL}  # second cue beside the colour
DARKER = 0.4  # share of ink in a number on the tint, which is a little too dark for its role
BASELINE = 0.36  # of the size, below the strip's centre


class VectorStrip(ValueGroup):
    """``(n,)`` numbers in one outline, with a letter in front.

    Queries have square corners, keys round ones, values are pills. Channels: ``values``,
    and ``lit``, one number per cell: 1 fills it with the role's tint.

    Parameters
    ----------
    values
        ``(n,)`` numbers.
    x, y
        Stage pixels of the left end (of the letter's badge) and of the centre line.
    letter
        Written on the badge; empty: no badge.
    cell, height
        Size of one cell in stage pixels.
    written
        Value -> text of at most ``slots`` characters.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> from anim_lib.typography import Counter
    >>> q = VectorStrip([0.9, 0.1], theme=PAPER, role="query", letter="Q", x=96, y=300,
    ...                 cell=90, height=56, written="{:.1f}".format)
    >>> k = VectorStrip([0.8, 0.1], theme=PAPER, role="key", letter="K", x=96, y=400,
    ...                 cell=90, height=56, written="{:.1f}".format)
    >>> total = Counter(0.0, 400, 412, theme=PAPER)
    >>> for move in q.dot(k, total):
    ...     move.begin()
    ...     move.finish()
    >>> total.text
    '0.73'
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        role: str,
        letter: str,
        x: float,
        y: float,
        cell: float,
        height: float,
        written: Callable[[float], str],
        slots: int = 6,
        size: float = NUMBER,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.role, self.x, self.y, self.cell, self.tall = role, x, y, cell, height
        radius = min(CORNER.get(role, RADIUS), height / 2)
        self.badge, self.frame = (Box(radius=radius, line=LINE) for _ in range(2))
        self.first = x + height + BADGE_GAP if letter else x
        count, base = len(self.values), y + BASELINE * size
        self.cells = [Shape() for _ in range(count)]
        self.rules = [Curve(line=HAIR) for _ in range(count - 1)]
        self.letter = Label(
            letter,
            x + height / 2,
            base,
            theme=theme,
            colour=theme.ground,
            size=size,
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )
        self.counters = [
            Counter(
                float(v),
                self.centre(k),
                base,
                theme=theme,
                written=written,
                slots=slots,
                role=role,
                size=size,
                anchor="c",
            )
            for k, v in enumerate(self.values)
        ]
        self.add(self.badge, *self.cells, *self.rules, self.frame, self.letter, *self.counters)
        self.define(lit=np.zeros(count))
        self.pose()

    @property
    def end(self) -> float:
        """Right end in stage pixels, before any offset."""
        return self.first + self.cell * len(self.counters)

    def centre(self, k: int) -> float:
        """Return the x of the middle of cell ``k`` in stage pixels, before any offset."""
        return self.first + (k + 0.5) * self.cell

    def light(self, *cells: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that tints these cells, and only these."""
        now = np.zeros(len(self.counters))
        now[list(cells)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, lit=now)

    def add_vector(self, other: VectorStrip, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which ``other`` comes onto this strip and is added to it.

        Raises
        ------
        ValueError
            When the vectors have another length.
        """
        self._same_length(other)
        place = self.channel("offset") + np.array([self.x - other.x, self.y - other.y])
        count = 0.45 * run_time
        return Timeline(
            (0.0, other.drive(run_time=run_time - count, offset=place)),
            (run_time - count, other.leave(run_time=0.5 * count)),
            (run_time - count, self.to_values(self.values + other.values, run_time=count)),
        )

    def dot(
        self, other: VectorStrip, into: Counter, *, run_time: float = MOVE
    ) -> tuple[Animation, ...]:
        """Return one animation per multiplication of the dot product.

        The k-th tints the k-th pair of numbers, and counts ``into`` up to the sum of the
        products so far.

        Raises
        ------
        ValueError
            When the vectors have another length.
        """
        self._same_length(other)
        sums = np.cumsum(self.values * other.values)
        return tuple(
            together(
                self.light(k),
                other.light(k),
                into.drive(run_time=run_time, presence=1.0, value=float(total)),
            )
            for k, total in enumerate(sums)
        )

    def _same_length(self, other: VectorStrip) -> None:
        mine, theirs = len(self.values), len(other.values)
        if mine != theirs:
            raise ValueError(f"other is a vector of {theirs} numbers, expected {mine}")

    def _draw(self) -> None:
        theme, top = self.theme, self.y - self.tall / 2
        edge = theme.stroke(self.role)
        if self.letter.text:
            # stepped back, the badge opens: a letter on a pale fill could not be read
            own, back = theme.text(self.role), self.level("dim")
            fill, border = mix(own, theme.ground, back), mix(own, edge, back)
            half, side = LINE / 2, self.tall - LINE
            self.badge.place(self.x + half, top + half, side, side, fill, border)
            self.letter.colour = mix(theme.ground, own, back)
        wide, tall, radius = self.end - self.first - LINE, self.tall - LINE, self.frame.radius
        box = (self.first + LINE / 2, top + LINE / 2, wide, tall)
        inside = rounded(*box, radius)
        for k, (cell, counter) in enumerate(zip(self.cells, self.counters, strict=True)):
            counter.define(value=self._channels["values"][k])
            left = self.first + k * self.cell
            outline = np.column_stack([np.clip(inside[:, 0], left, left + self.cell), inside[:, 1]])
            lit = float(self._channels["lit"][k])
            counter.colour = mix(theme.text(self.role), theme.ink, DARKER * lit)
            cell.put(outline, mix(theme.ground, theme.tint(self.role), lit))
        self.frame.place(*box, None, edge)
        for k, rule in enumerate(self.rules):
            at = self.first + (k + 1) * self.cell
            rule.put([(at, top + LINE), (at, top + self.tall - LINE)], theme.hairline)
