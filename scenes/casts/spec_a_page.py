"""Special A: the designer's page: a map, the arrows from one word, and a second, small map."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, stagger, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.look_arrows import LookArrows
from anim_lib.primitives.sentence_map import SentenceMap
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, STAGGER
from anim_lib.typography import LABEL, SMALL, Label, width
from scenes.casts import spec_a_says as says
from scenes.casts.spec_a_grid import (
    APART,
    EDGE,
    PANEL,
    PRINTED_FROM,
    SMALL_APEX,
    SMALL_CELL,
    SMALL_LINE,
    SMALL_MAP,
)
from scenes.casts.spec_a_layout import MapPlace, map_place
from scenes.casts.spec_a_question import sentences
from scenes.values.spec_a_bank import Values

BESIDE_MAP, BEFORE_KEY = 40.0, 64.0  # from a map to words, and from words to the key
OVER = 28.0  # from the highest arrow's middle to the words over it


class Page:
    """The two sentences, then their maps, arrows, key and statistic."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.special, self.special_river = ((0, len(w) - 1) for w in (v.words_money, v.words_river))
        self.askers = list(range(1, len(v.words_money) - 1))
        self.row, self.row_river = v.bank - 1, v.bank_river - 1
        self.cards, river = sentences(v, theme)
        self.sentences = [*self.cards, river]
        self._map(v, theme)
        self._second(v, theme)
        self._statistic(v, theme)

    def _map(self, v: Values, theme: Theme) -> None:
        named = {v.words_money.index(word) for word in v.drawn_words} | set(v.arrows_money)
        told = set(np.flatnonzero(v.row_money >= PRINTED_FROM)) | named
        labels = [label for cards in self.cards for label in cards.labels]
        ends = [(label.x + label.width_px / 2, label.y) for label in labels]
        place = map_place(v)
        self.map = SentenceMap(
            v.pattern_money[self.askers],
            theme=theme,
            words=place.words,
            askers=self.askers,
            special=self.special,
            left=place.left,
            top=place.top,
            cell=place.cell,
            apart=APART,
            heights=place.heights,
            rows_named=place.named,
            printed=[(self.row, int(col)) for col in sorted(told)],
            upright=place.upright,
            sources=ends,
        )
        turns = (place.line, place.apex)
        self.arrows = self._arrows(self.map, v.row_money, v.arrows_money, v.bank, turns)
        self.key = ColourKey("attention weight", theme=theme, top=136.0)
        self.told = self._told(v, theme, place)
        self.sides = [
            Label(text, EDGE, place.top - up, theme=theme, role=role, size=SMALL)
            for text, role, up in (("is asked (key)", "key", 62.0), ("asks (query)", "query", 16.0))
        ]
        self.sum = Label(
            "adds up to 1",
            self.map.right + BESIDE_MAP,
            self.map.middle(self.row) + 12.0,
            theme=theme,
            role="muted",
            size=SMALL,
        )

    def _told(self, v: Values, theme: Theme, place: MapPlace) -> list[Label]:
        """Return what the arrows are, left of them, or over those to both sides."""
        label = partial(Label, theme=theme, role="attention", weight="SEMIBOLD")
        first, *others = says.told(v)
        if others:
            right, lines = self.map.centre(v.bank) - 34.0, (first, *others)
            downs = (44.0 * k - 4.0 for k in range(len(lines)))
            return [
                label(text, right, place.line + down, anchor="r")
                for text, down in zip(lines, downs, strict=True)
            ]
        wide = width(first, LABEL, weight="SEMIBOLD")
        last = self.key.heading.left - BEFORE_KEY - wide
        x = min(max(EDGE, self.map.centre(v.bank) - wide / 2), last)
        return [label(first, x, place.apex - OVER)]

    def _arrows(
        self,
        grid: SentenceMap,
        row: NDArray[np.float64],
        to: NDArray[np.int64],
        bank: int,
        turns: tuple[float, float],
    ) -> LookArrows:
        return LookArrows(
            row[to],
            theme=grid.theme,
            start=(grid.centre(bank), grid.word_top(bank) - 8.0),
            tips=[(grid.centre(int(k)), grid.word_top(int(k)) - 6.0) for k in to],
            line=turns[0],
            apex=turns[1],
        )

    def _second(self, v: Values, theme: Theme) -> None:
        self.small = SentenceMap(
            v.pattern_river[1:-1],
            theme=theme,
            words=v.words_river,
            askers=range(1, len(v.words_river) - 1),
            special=self.special_river,
            left=SMALL_MAP[0],
            top=SMALL_MAP[1],
            cell=SMALL_CELL,
            apart=3.0,
            rows_named=[self.row_river],
            columns_named=[v.bank_river, *v.arrows_river.tolist()],
        )
        turns = (SMALL_LINE, SMALL_APEX)
        self.looks = self._arrows(self.small, v.row_river, v.arrows_river, v.bank_river, turns)
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

    def seat(self) -> Animation:
        """Return the animation in which words go to their rows.

        Those of several lines go together, so that none passes another on its way down.
        """
        lag = 0.5 * STAGGER if len(self.cards) == 1 else 0.0
        return self.map.seat(run_time=ENTER, lag=lag)

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
