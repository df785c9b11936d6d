"""Special A: the designer's page: a map, the arrows from one word, and a second, small map."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, stagger, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.look_arrows import LookArrows
from anim_lib.primitives.sentence_map import SentenceMap
from anim_lib.primitives.token_row import TokenRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from anim_lib.typography import SMALL, Label, width
from scenes.casts.spec_a_grid import (
    APART,
    APEX,
    CELL,
    EDGE,
    LINE,
    MAP,
    PANEL,
    PRINTED_FROM,
    SMALL_APEX,
    SMALL_CELL,
    SMALL_LINE,
    SMALL_MAP,
)
from scenes.values.spec_a_bank import Values


class Page:
    """The two sentences, then their maps, arrows, key and statistic."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.special = (0, len(v.words_money) - 1)
        self.askers = [k for k in range(len(v.words_money)) if k not in self.special]
        self.row = self.askers.index(v.bank)
        self.sentences = [
            TokenRow(words[1:-1], theme=theme, x=EDGE, y=y).set_channels(
                spoken=[float(k == v.bank) for k in self.askers]
            )
            for words, y in ((v.words_money, 380.0), (v.words_river, 560.0))
        ]
        self._map(v, theme)
        self._second(v, theme)
        self._statistic(v, theme)

    def _map(self, v: Values, theme: Theme) -> None:
        named = {v.words_money.index(word) for word in v.drawn_words} | set(v.arrows_money)
        told = set(np.flatnonzero(v.row_money >= PRINTED_FROM)) | named
        cards = self.sentences[0]
        ends = [(label.x + label.width_px / 2, label.y) for label in cards.labels]
        self.map = SentenceMap(
            v.pattern_money[self.askers],
            theme=theme,
            words=v.words_money,
            askers=self.askers,
            special=self.special,
            left=MAP[0],
            top=MAP[1],
            cell=CELL,
            apart=APART,
            printed=[(self.row, int(col)) for col in sorted(told)],
            sources=ends,
        )
        self.arrows = self._arrows(self.map, v.row_money, v.arrows_money, v, (LINE, APEX))
        right = self.map.centre(v.bank) - 34.0
        self.told = [
            Label(text, right, y, theme=theme, role="attention", weight="SEMIBOLD", anchor="r")
            for text, y in (("bank is attending", 212.0), ("to these words", 256.0))
        ]
        self.sides = [
            Label(text, EDGE, y, theme=theme, role=role, size=SMALL)
            for text, role, y in (
                ("is asked (key)", "key", 378.0),
                ("asks (query)", "query", 424.0),
            )
        ]
        self.sum = Label(
            "adds up to 1",
            PANEL,
            self.map.middle(self.row) + 12.0,
            theme=theme,
            role="muted",
            size=SMALL,
        )
        self.key = ColourKey("attention weight", theme=theme, top=136.0)

    def _arrows(
        self,
        grid: SentenceMap,
        row: NDArray[np.float64],
        to: NDArray[np.int64],
        v: Values,
        turns: tuple[float, float],
    ) -> LookArrows:
        return LookArrows(
            row[to],
            theme=grid.theme,
            start=(grid.centre(v.bank), grid.word_top(v.bank) - 8.0),
            tips=[(grid.centre(int(k)), grid.word_top(int(k)) - 6.0) for k in to],
            line=turns[0],
            apex=turns[1],
        )

    def _second(self, v: Values, theme: Theme) -> None:
        self.small = SentenceMap(
            v.pattern_river[self.askers],
            theme=theme,
            words=v.words_river,
            askers=self.askers,
            special=self.special,
            left=SMALL_MAP[0],
            top=SMALL_MAP[1],
            cell=SMALL_CELL,
            apart=3.0,
            rows_named=[self.row],
            columns_named=[v.bank, *v.arrows_river.tolist()],
        )
        turns = (SMALL_LINE, SMALL_APEX)
        self.looks = self._arrows(self.small, v.row_river, v.arrows_river, v, turns)
        self.headings = [
            Label("in another sentence", PANEL, 268.0, theme=theme, weight="SEMIBOLD"),
            *[
                Label(line, PANEL, 314.0 + 42.0 * k, theme=theme, size=SMALL)
                for k, line in enumerate(_lines(v.sentence_river, RIGHT - PANEL))
            ],
        ]

    def _statistic(self, v: Values, theme: Theme) -> None:
        self.shares = BarStrip(
            [v.cue_share, v.neutral_share],
            theme=theme,
            along="x",
            base=PANEL,
            scale=linear((0, 0.2), (PANEL, RIGHT - 110.0)),
            places=[578.0, 698.0],
            thickness=34.0,
            role="attention",
            written="{:.2f}".format,
        )
        lines = (
            ("what “bank” gives", 474.0),
            ("to a clue word", 544.0),
            ("to a neutral word", 664.0),
            (f"clues lead: {v.cue_ahead} of {v.n_sentences}", 800.0),
        )
        self.lines = [
            Label(
                text,
                PANEL,
                y,
                theme=theme,
                size=SMALL,
                weight="MEDIUM" if 0 < k < 3 else "SEMIBOLD",
            )
            for k, (text, y) in enumerate(lines)
        ]

    @property
    def main(self) -> list[Posed]:
        """The large map, its arrows and words."""
        return [self.map, *self.sides, self.arrows, *self.told, self.sum, self.key]

    @property
    def second(self) -> list[Posed]:
        """The small map with its arrows."""
        return [self.small, self.looks, *self.headings]

    @property
    def statistic(self) -> list[Posed]:
        """What was measured on sentences that did not choose the head."""
        return [*self.lines, self.shares]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.sentences, *self.main, *self.second, *self.statistic]

    def point(self) -> Animation:
        """Return the animation in which the arrows rise, and are named."""
        return stagger(self.arrows.rise(), together(*[one.enter() for one in self.told]), lag=ENTER)

    def measure(self) -> Animation:
        """Return the animation in which the statistic comes."""
        return stagger(
            together(*[one.enter() for one in self.lines[:3]]),
            self.shares.grow(),
            self.lines[3].enter(),
            lag=0.7 * ENTER,
        )


def _lines(text: str, room: float) -> list[str]:
    """Break ``text`` into lines of at most ``room`` stage pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, SMALL) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
