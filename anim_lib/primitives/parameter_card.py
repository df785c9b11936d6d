"""A card of parameters: a block of a matrix in numbers, and what else it holds in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, soft
from anim_lib.typography import ADVANCE, LABEL, NUMBER, SMALL, Counter, Label

RADIUS, LINE, RING = 10.0, 1.5, 3.0
PAD, FIRST, LEAD = 24.0, 52.0, 48.0  # beside the texts, to the first baseline, line to line
NAME = 46.0  # from a letter to what is said of it
SLOTS = 6


class ParameterCard(ValueGroup):
    """``(rows, cols)`` numbers of a block on a card, below one line per other parameter.

    Channels: ``ringed``, 1 shows an ink ring around the spoken number; ``edge``, 1 gives the
    card an ink edge.

    Parameters
    ----------
    values
        ``(rows, cols)`` of the block that is printed.
    title
        What the card is called.
    lines
        Letter and words of each parameter; the last is the matrix of the block.
    box
        Left, top, right, bottom, stage pixels.
    spoken
        Row and column of the number that can be ringed.
    written
        Value -> text, at most six characters.

    Raises
    ------
    ValueError
        When the shape is another one, or ``spoken`` is not in it.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> card = ParameterCard([[-1, 0], [-2, -3]], title="one card", lines=[("A", "2 × 2")],
    ...                      box=(96, 130, 420, 500), spoken=(1, 1), theme=PAPER)
    >>> [c.text for c in card.counters[1]]
    ['−2', '−3']
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        title: str,
        lines: Sequence[tuple[str, str]],
        box: tuple[float, float, float, float],
        spoken: tuple[int, int],
        theme: Theme,
        written: Callable[[float], str] = "{:.0f}".format,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        rows, cols = self.values.shape
        if not (0 <= spoken[0] < rows and 0 <= spoken[1] < cols):
            raise ValueError(f"ParameterCard has no number {spoken} in a block of {(rows, cols)}")
        self.box, self.spoken = box, spoken
        left, top, right, _ = box
        x, y = left + PAD, top + FIRST
        self.card, self.ring = Box(radius=RADIUS, line=LINE), Box(radius=3.0, line=RING)
        self.title = Label(title, x, y, theme=theme, weight="SEMIBOLD")
        self.letters, self.words = [], []
        for k, (letter, words) in enumerate(lines, start=1):
            at = y + k * LEAD
            self.letters.append(Label(letter, x, at, theme=theme, size=LABEL))
            self.words.append(Label(words, x + NAME, at, theme=theme, role="muted", size=SMALL))
        self.first = y + (len(lines) + 1) * LEAD + 6.0  # baseline of the block's first row
        self.pitch = (right - left - 2 * PAD) / cols
        self.counters = [
            [
                Counter(
                    0.0,
                    x + (j + 1) * self.pitch - 8.0,
                    self.first + i * LEAD,
                    theme=theme,
                    written=written,
                    slots=SLOTS,
                    anchor="r",
                )
                for j in range(cols)
            ]
            for i in range(rows)
        ]
        self.add(self.card, self.ring, self.title, *self.letters, *self.words)
        self.add(*[counter for row in self.counters for counter in row])
        self.define(ringed=0.0, edge=0.0)
        self.pose()

    def ring_box(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of the ring around the spoken number, stage pixels."""
        i, j = self.spoken
        right = self.counters[i][j].x + 10.0
        baseline = self.first + i * LEAD
        wide = 3 * ADVANCE * NUMBER + 20.0
        return right - wide, baseline - 35.0, right, baseline + 10.0

    def point_out(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the card, and in it the spoken number, get ink edges."""
        return self.drive(run_time=run_time, rate_func=soft, ringed=1.0, edge=1.0)

    def set_number(self, value: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the spoken number counts to ``value``."""
        now = self.channel("values")
        now[self.spoken] = value
        return self.drive(run_time=run_time, values=now)

    def _draw(self) -> None:
        theme = self.theme
        left, top, right, bottom = self.box
        spoken = self.level("edge")
        edge, thick = mix(theme.hairline, theme.ink, spoken), LINE + (RING - LINE) * spoken
        self.card.place(left, top, right - left, bottom - top, theme.ground, edge, line=thick)
        ringed, (a, b, c, d) = self.level("ringed"), self.ring_box()
        if ringed > 0.0:
            self.ring.place(a, b, c - a, d - b, None, mix(theme.ground, theme.ink, ringed))
        else:
            self.ring.hide()
        for counters, row in zip(self.counters, self._channels["values"], strict=True):
            for counter, value in zip(counters, row.tolist(), strict=True):
                counter.colour = theme.ink if value else theme.text("muted")
                counter.define(value=value + 0.0)
