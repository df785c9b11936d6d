"""Mermaid 1: where its two panels stand, and the few shapes they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.layout import Points
from anim_lib.motion import RISE, Posed, Timeline, together
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, SETTLE, settle
from anim_lib.typography import COUNTER, NUMBER, Counter, Label
from scenes.casts.words import say
from scenes.values.m1_training_vs_inference import Values

CELL, ROW, TOP = 76.0, 72.0, 412.0  # width and height of a cell, and where triangles start
AT_ONCE, BY_ROW = 200.0, 1092.0  # left edges of the two triangles
HEADS = 394.0  # baseline of the words over the columns
BLOCK = (262.0, 314.0, 356.0, HEADS)  # baselines right of a triangle: its name, passes, heads
FLOW_Y, FIRST_FLOW = 180.0, 250.0  # of the boxes, and how much lower they are at first
CARDS = 590.0  # middle of the words before they are read
BASELINE = 0.36 * NUMBER  # of a word, below the middle of its card
CARD = (CELL - 4.0, 52.0)  # of a word at the end of its row
ENDS = 16.0  # from what the rows predict to their figures


def ends(left: float, count: int) -> float:
    """Return where the figures of the rows start that end in a triangle at ``left``."""
    return left + (count + 1) * CELL + ENDS


class Passes:
    """A count of passes and its word."""

    def __init__(self, count: float, x: float, y: float, theme: Theme) -> None:
        self.number = Counter(
            count,
            x,
            y,
            theme=theme,
            written="{:.0f}".format,
            slots=2,
            size=COUNTER,
            weight="SEMIBOLD",
        )
        self.word, self.words = (
            say(word, x + 0.86 * COUNTER, y, theme, role="ink") for word in ("pass", "passes")
        )

    def count(self, to: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation that counts up to ``to``; one is a pass, more are passes."""
        if to == 1:
            return together(self.number.enter(), self.word.enter())
        number = self.number.drive(run_time=run_time, value=to)
        if to > 2:
            return number
        return together(number, self.word.leave(run_time=run_time / 2), self.words.enter())


def couriers(triangle: CausalTriangle, theme: Theme) -> list[list[Label]]:
    """Return copies of a triangle's row and column words, which bring them to their places."""
    return [
        [
            Label(w.text, w.x, w.y, theme=theme, size=NUMBER, mono=True, anchor=w.anchor)
            for w in side
        ]
        for side in (triangle.row_labels, triangle.column_labels)
    ]


def bring(word: Label, *way: tuple[float, float], run_time: float = MOVE) -> Animation:
    """Return the animation in which ``word`` comes to its place along ``way``.

    ``way`` are stage pixels of the word's middle on its baseline, from where it starts.
    """
    middle = np.array([word.left + word.width_px / 2, word.y])
    stops: Points = np.array([*way, middle]) - middle
    steps = np.hypot(*np.diff(stops, axis=0).T)
    shares, t, parts = steps / steps.sum(), 0.0, []
    for a, b, share in zip(stops[:-1], stops[1:], shares, strict=True):
        begin = {"presence": 1.0, "offset": a}
        span = float(share) * run_time
        parts.append((t, word.drive(run_time=span, begin=begin, presence=1.0, offset=b)))
        t += span
    return Timeline(*parts)


def come(posed: Posed, dx: float = 0.0, dy: float = RISE, *, run_time: float = ENTER) -> Animation:
    """Return the animation in which ``posed`` enters its own place from ``(dx, dy)`` away."""
    return posed.drive(
        run_time=run_time,
        rate_func=settle,
        begin={"presence": 0.0, "offset": (dx, dy)},
        presence=1.0,
        offset=(0.0, 0.0),
    )


def appear(posed: Posed) -> Animation:
    """Return the animation in which ``posed`` is there at once; what it shows comes by itself."""
    return posed.drive(run_time=SETTLE / 4, begin={"presence": 1.0}, presence=1.0)


def hand_over(triangle: CausalTriangle, rows: Sequence[int], *flown: Label) -> Animation:
    """Return the animation in which words that came are the triangle's own, in no time."""
    named, gone = triangle.channel("named"), {"presence": 0.0}
    named[list(rows)] = 1.0
    short = SETTLE / 4
    return together(
        triangle.drive(run_time=short, begin={"named": named}, named=named),
        *[one.drive(run_time=short, begin=gone, presence=0.0) for one in flown],
    )


def at_ends(
    words: Sequence[str], triangle: CausalTriangle, theme: Theme, *, first: int = 0
) -> list[TokenRow]:
    """Return a card for each of ``words`` right of the ends of the rows from ``first`` on.

    That place is in the column of the word that comes next.
    """
    found = []
    for k, word in enumerate(words):
        x, y = triangle.middle(first + k, first + k + 1)
        found.append(TokenRow([word], theme=theme, centres=[x], y=y, width=CARD[0], height=CARD[1]))
    return found


def head(v: Values) -> tuple[int, int]:
    """Return the indices of the shown layer and head."""
    return v.shown_layer - 1, v.shown_head - 1
