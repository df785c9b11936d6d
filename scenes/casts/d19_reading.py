"""Diagram 19: a paragraph is read word by word, and two memories stand below it."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, stagger
from anim_lib.primitives.byte_block import ByteBlock
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.slot_rows import SlotRows
from anim_lib.primitives.token_row import GAP, PAD, TokenRow
from anim_lib.primitives.wiring import Wiring
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, constant
from anim_lib.typography import NUMBER, width
from scenes.casts import d19_grid as at
from scenes.casts.words import say
from scenes.values.d19_photographic_vs_sketch import Values

TEXT = RIGHT - LEFT  # how long a line of the paragraph may be


def lines(words: tuple[str, ...], room: float) -> list[tuple[str, ...]]:
    """Return ``words`` in lines of cards no longer than ``room`` stage pixels."""
    out: list[tuple[str, ...]] = []
    long = np.inf
    for word in words:
        wide = width(word, NUMBER, mono=True) + 2 * PAD
        if long + GAP + wide > room:
            out.append(())
            long = -GAP
        out[-1] += (word,)
        long += GAP + wide
    return out


class Reading:
    """The paragraph's cards, a shelf with a slot for each, one block, and the question."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.rows = [
            TokenRow(row, theme=theme, x=LEFT, y=at.FIRST_ROW + at.ROW_PITCH * k)
            for k, row in enumerate(lines(v.words, TEXT))
        ]
        slot = (at.WIDE / at.SLOTS, at.SLOT_TALL)
        self.shelf = SlotRows(
            0,
            n_slots=v.n_words,
            theme=theme,
            place=(LEFT, at.SLOT_TOP),
            slot=slot,
            per_row=at.SLOTS,
            role="cache",
        )
        self.block = ByteBlock(
            v.real_state_bytes,
            theme=theme,
            left=at.OTHER,
            top=at.SLOT_TOP,
            width=at.WIDE,
            area_per_byte=slot[0] * slot[1] * v.n_words / v.real_cache_bytes,
            role="ssm",
        )
        cache, state = (f"{size / 1e6:.1f} MB" for size in (v.real_cache_bytes, v.real_state_bytes))
        self.names: list[Posed] = [
            say(
                "photograph: a cache, one slot per word or mark",
                LEFT,
                at.NAMES,
                theme,
                role="cache",
                strong=True,
            ),
            say(
                "sketch: a state, one block of fixed size",
                at.OTHER,
                at.NAMES,
                theme,
                role="ssm",
                strong=True,
            ),
        ]
        sizes = (
            (f"{v.n_words} slots, {cache}: the memory of {v.real_cache_model}", LEFT, 0),
            ("if each word or mark were one token", LEFT, 1),
            (f"{state} for any length: the memory of {v.real_state_model}", at.OTHER, 0),
            ("both at 2 bytes a number, areas to scale", at.OTHER, 1),
        )
        self.sizes: list[Posed] = [say(text, x, at.SIZES[line], theme) for text, x, line in sizes]
        place = (at.MIDDLE, at.ASKED)
        self.question = Chip(v.question, [place, place], theme=theme, role="query")
        reach = self.question.wide / 2 + at.CLEAR
        self.ways = Wiring(
            [
                [(at.MIDDLE + side * reach, at.ASKED), (x, at.ASKED), (x, at.HEARD)]
                for side, x in ((-1, LEFT + at.WIDE / 2), (1, at.OTHER + at.WIDE / 2))
            ],
            frames=[],
            theme=theme,
        )

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [*self.rows, self.shelf, self.block, *self.names]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        return [*self.sizes, self.ways, self.question]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.at_first, *self.later]

    def read(self, *, run_time: float) -> Animation:
        """Return the animation in which word after word is called, and is kept in both."""
        count = sum(len(row.tokens) for row in self.rows)
        calls, start = [], 0.0
        for row in self.rows:
            long = len(row.tokens) / count * run_time
            called = row.drive(
                run_time=long,
                rate_func=constant,
                begin={"caller": -1.0},
                caller=float(len(row.tokens)),
            )
            calls.append((start, called))
            start += long
        return Timeline(
            *calls,
            (0.0, self.shelf.drive(run_time=run_time, rate_func=constant, values=float(count))),
            *[
                (start, memory.drive(run_time=GLANCE, lit=lit))
                for memory in (self.shelf, self.block)
                for start, lit in ((0.0, 1.0), (run_time - GLANCE, 0.0))
            ],
        )

    def ask(self) -> Animation:
        """Return the animation in which the text is gone, and the question reaches both."""
        return Timeline(
            (0.0, stagger(*[row.leave(run_time=ENTER) for row in self.rows], lag=0.08)),
            (ENTER, self.question.enter()),
            (1.5 * ENTER, self.ways.lead(0, 1)),
        )
