"""Diagram 2: a long sentence as one reads it, in lines, before its words are turned upright."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, leave_all
from anim_lib.primitives.token_row import GAP, PAD, TokenRow
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, width
from scenes.casts.d02_layout import CARDS
from scenes.casts.own_words import fitted

PITCH = 76.0  # of lines


class Lines:
    """Cards in as many lines as they need; the one that asks has its border."""

    def __init__(self, words: tuple[str, ...], asking: int, theme: Theme) -> None:
        fit = [fitted(word, RIGHT - LEFT - 2 * PAD) for word in words]
        line, at = 0, LEFT
        lines = []  # of each word
        for word in fit:
            wide = width(word, NUMBER, mono=True) + 2 * PAD
            if at + wide > RIGHT:
                line, at = line + 1, LEFT
            lines.append(line)
            at += wide + GAP
        counts = np.bincount(lines)
        starts = [0, *accumulate(counts.tolist())]
        first = CARDS - PITCH * (len(counts) - 1) / 2
        self.rows = [
            TokenRow(fit[start : start + count], theme=theme, x=LEFT, y=first + PITCH * k)
            for k, (start, count) in enumerate(zip(starts, counts, strict=False))
        ]
        for k, row in enumerate(self.rows):
            spoken = np.arange(len(row.tokens)) + starts[k] == asking
            row.set_channels(spoken=spoken.astype(float))

    @property
    def all(self) -> list[Posed]:
        """All parts."""
        return [*self.rows]

    def leave(self) -> Animation:
        """Return the animation in which all lines go."""
        return leave_all(*self.rows)
