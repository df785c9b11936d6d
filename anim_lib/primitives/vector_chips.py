"""A row of vectors, one small chip per token, each drawn as its own pattern of numbers."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.cells import Cells
from anim_lib.columns import columns_of
from anim_lib.layout import Points, rounded
from anim_lib.motion import GONE, Posed
from anim_lib.primitives.vector_strip import CORNER, RADIUS
from anim_lib.scales import Colour, mix, rgb
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, STAGGER, settle, soft
from anim_lib.typography import SMALL, Label

LINE = 3.0
INSIDE = 4.0  # between a chip's edge and the longest bar there could be
PAD = 10.0  # between a chip's end and its first bar
SEAM = 1.0  # between two bars
BASELINE = 0.32  # of the size, below the chip's centre: Q has a tail


class VectorChips(Posed):
    """One chip per token; queries are square, keys round, values pills.

    Inside, one signed bar per number of the vector: up when positive, from the chip's middle.
    A chip comes out of the line ``source``, as out of its token's card, and nothing of it is
    seen on the other side of that line.

    Channels, one number per token: ``out`` (0 behind its source, 1 in its place), ``there``
    (1 full colour, 0 gone into the ground), ``along`` (stage pixels to the right of its place),
    ``lit`` (1 fills it with the role's tint). A chip with a letter opens as it is dimmed, or as
    the one-number channel ``hollow`` goes to 1: a letter on a pale fill could not be read.

    Parameters
    ----------
    vectors
        ``(n_tokens, n_numbers)``; None where no numbers are told: filled chips with a letter.
    columns
        ``(n_tokens, 2)`` left edge and width of each chip, stage pixels.
    y, height
        Stage pixels of the chips' centre line, and how tall they are.
    vmax
        Magnitude that a bar as tall as half a chip would have; a chosen round number.
    source
        Stage pixel of the line they come out of, above or below them.

    Raises
    ------
    ValueError
        When a shape is another one, a number is not finite or larger than ``vmax``.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> chips = VectorChips([[1.0, -2.0], [0.5, 0.0]], theme=PAPER, role="key", y=500, height=48,
    ...                     columns=even_columns(2, 96, 116, 8), vmax=4, source=400)
    >>> chips.count
    2
    """

    def __init__(
        self,
        vectors: ArrayLike | None,
        *,
        theme: Theme,
        role: str,
        columns: ArrayLike,
        y: float,
        height: float,
        vmax: float,
        source: float,
    ) -> None:
        super().__init__(theme=theme)
        self.columns = columns_of(columns, len(np.asarray(columns)), "VectorChips")
        self.count, self.role, self.y, self.tall = len(self.columns), role, y, height
        self.vmax, self.source = vmax, source
        self.vectors = None if vectors is None else self._checked_vectors(vectors)
        self.radius = min(CORNER.get(role, RADIUS), height / 2)
        self.boxes = [Shape(line=LINE) for _ in range(self.count)]
        self.bars = [Cells() for _ in range(0 if self.vectors is None else self.count)]
        self.letters = [
            Label(
                role[0].upper(),
                float(left + width / 2),
                0.0,
                theme=theme,
                colour=theme.ground,
                weight="SEMIBOLD",
                mono=True,
                size=SMALL,
                anchor="c",
            )
            for left, width in self.columns[: self.count - len(self.bars)]
        ]
        self.add(*self.boxes, *self.bars, *self.letters)
        one = np.ones(self.count)
        self.define(out=one, there=one, along=0 * one, lit=0 * one, hollow=0.0)
        self.pose()

    def _checked_vectors(self, vectors: ArrayLike) -> Points:
        given = np.array(vectors, dtype=np.float64)
        if given.ndim != 2 or len(given) != self.count or not given.shape[1]:
            raise ValueError(
                f"VectorChips vectors have shape {given.shape}, expected ({self.count}, n_numbers)"
            )
        if not np.abs(given).max() <= self.vmax:  # a NaN is not
            raise ValueError(f"VectorChips vectors leave ±{self.vmax:g}, or are not finite")
        return given

    def come_out(self, *tokens: int, run_time: float = ENTER, lag: float = STAGGER) -> Animation:
        """Return the animation in which the chips of ``tokens`` come out, left to right.

        They start behind their source, the others stay; ``lag`` is from one token of the row to
        the next.
        """
        place, there = self.channel("out"), self.channel("there")
        begin = place.copy()
        begin[list(tokens)], place[list(tokens)], there[list(tokens)] = 0.0, 1.0, 1.0
        return self.drive(
            run_time=run_time,
            rate_func=settle,
            lag=lag if len(tokens) > 1 else 0.0,
            begin={"out": begin, "there": there},
            out=place,
            there=there,
        )

    def go(self, *tokens: int, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the chips of ``tokens`` are thrown away."""
        there = self.channel("there")
        there[list(tokens)] = 0.0
        return self.drive(run_time=run_time, rate_func=soft, there=there)

    def _past(self, ys: Points) -> Points:
        """Return heights, with all that lies behind the source moved onto it."""
        return np.maximum(ys, self.source) if self.source < self.y else np.minimum(ys, self.source)

    def _draw(self) -> None:
        theme = self.theme
        behind = self.source + np.copysign(self.tall / 2 + LINE, self.source - self.y)
        hollow = max(self.level("hollow"), self.level("dim"))
        rows = zip(*[self._channels[c] for c in ("out", "there", "along", "lit")], strict=True)
        for i, (out, there, along, lit) in enumerate(rows):
            left, width = self.columns[i]
            middle = behind + (self.y - behind) * out
            seen = out > GONE and there > GONE
            if not seen:
                self.boxes[i].hide()
            else:
                empty, full = rgb(theme.ground), rgb(theme.tint(self.role))
                if self.vectors is None:
                    # the letter is read on it
                    empty = full = mix(theme.text(self.role), theme.ground, hollow)
                fill = mix(empty, full, lit)
                outline = rounded(
                    left + along + LINE / 2,
                    middle - (self.tall - LINE) / 2,
                    width - LINE,
                    self.tall - LINE,
                    self.radius,
                )
                outline[:, 1] = self._past(outline[:, 1])
                edge = mix(theme.ground, theme.stroke(self.role), there)
                self.boxes[i].put(outline, mix(theme.ground, fill, there), edge)
            if self.vectors is not None:
                self._draw_bars(i, float(left + along), middle, there if seen else 0.0)
            else:
                letter = self.letters[i]
                letter.colour = mix(theme.ground, theme.text(self.role), hollow)
                letter.x, letter.y = float(left + along + width / 2), middle + BASELINE * SMALL
                clear = abs(middle - self.source) > self.tall / 2 and seen
                letter.define(presence=there if clear else 0.0)

    def _draw_bars(self, i: int, left: float, middle: float, there: float) -> None:
        if there <= GONE or self.vectors is None:
            self.bars[i].hide()
            return
        numbers, width = self.vectors[i], self.columns[i, 1]
        cell = (width - 2 * PAD) / len(numbers)
        start = left + PAD + cell * np.arange(len(numbers))
        tip = middle - numbers / self.vmax * (self.tall / 2 - INSIDE)
        xs = np.stack([start, start + cell - SEAM, start + cell - SEAM, start], axis=1)
        ys = self._past(
            np.stack([tip, tip, np.full_like(tip, middle), np.full_like(tip, middle)], axis=1)
        )
        colour: Colour = mix(self.theme.ground, self.theme.fill(self.role), there)
        self.bars[i].put_corners(np.stack([xs, ys], axis=2), colour)
