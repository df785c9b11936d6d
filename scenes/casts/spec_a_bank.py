"""The cast of special A: its page, its rows and plane, and what a causal model could see."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, stagger, together
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.upright import UprightLabel
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE
from anim_lib.typography import SMALL, Label
from scenes.casts.own_words import rows_named, shortened
from scenes.casts.spec_a_grid import EDGE, PLANE_LEFT
from scenes.casts.spec_a_page import Page
from scenes.casts.spec_a_places import Places
from scenes.casts.spec_a_question import around_bank
from scenes.casts.spec_a_rows import Rows
from scenes.casts.spec_a_says import verdict, who
from scenes.values.spec_a_bank import Values

CASES = ("as they are", "other words hidden", "clue words hidden")
TRIANGLE, TALL, WIDEST = (328.0, 346.0), 495.0, 120.0  # its corner, its height, its largest cell
APART = 4.0  # between its words, below each other
LETTERS, ROOMY = 10, 6  # of words beside it; rows that leave "later words" room
SEEN = 930.0  # left end of the two beginnings


class Cast:
    """All parts of the film, from back to front."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.page = Page(v, theme)
        self.rows, self.places = Rows(v, theme, self.page), Places(v, theme)
        counts = [[v.nearer], [v.nearer_neutral_hidden], [v.nearer_cues_hidden]]
        self.counts = NumberTable(
            counts,
            theme=theme,
            columns=[Column(f"nearer to their\nown sense, of {v.n_sentences}", 800.0)],
            top=300.0,
            first=440.0,
            pitch=100.0,
        )
        self.cases = [
            Label(text, EDGE, 440.0 + 100.0 * k, theme=theme) for k, text in enumerate(CASES)
        ]
        self.shown = [
            Label(
                f"marks: layer {v.n_layers}, {text}",
                PLANE_LEFT,
                164.0,
                theme=theme,
                role="muted",
                size=SMALL,
            )
            for text in CASES
        ]
        self.coin = Label("as by a coin toss", 840.0, 640.0, theme=theme, role="muted", size=SMALL)
        self._causal(v, theme)

    def _causal(self, v: Values, theme: Theme) -> None:
        count, side = len(v.read_words), min(WIDEST, TALL / len(v.read_words))
        words = [shortened(word, LETTERS) for word in v.read_words]
        named = rows_named(count, side - APART, v.bank - 1)
        self.triangle = CausalTriangle(
            np.zeros((count, count)),
            theme=theme,
            left=TRIANGLE[0],
            top=TRIANGLE[1],
            cell=(side, side),
            row_labels=[word if there else "" for word, there in zip(words, named, strict=True)],
            names=("", ""),
            unseen="later words" if count >= ROOMY else "later",
        ).set_channels(opened=0.0)
        (left, top), seen = TRIANGLE, len(v.seen_causally)
        corners = np.array([(0, seen - 1), (seen, seen - 1), (seen, seen), (0, seen)])
        outline = np.array(TRIANGLE) + side * np.vstack([corners, corners[:2]])
        self.heads = [
            *[
                UprightLabel(
                    word,
                    left + side * (k + 0.5) + 12.0,
                    top - 14.0,
                    theme=theme,
                    size=SMALL,
                    mono=True,
                )
                for k, word in enumerate(words)
                if named[k]
            ],
            Label("is asked (key)", EDGE, top - 60.0, theme=theme, role="key", size=SMALL),
            Label("asks (query)", EDGE, top - 14.0, theme=theme, role="query", size=SMALL),
            Rule(outline, theme=theme, role="ink", line=3.0),
        ]
        self.seen = [
            around_bank(words, bank, theme=theme, x=SEEN, y=y)
            for words, bank, y in (
                (v.read_words, v.bank - 1, 420.0),
                (v.words_river[1:-1], v.bank_river - 1, 600.0),
            )
        ]
        names, senses, of = who(v)
        self.begins = [
            Label(text, SEEN, y, theme=theme, role=senses[kind].role, weight="SEMIBOLD")
            for text, kind, y in zip(names, of, (366.0, 546.0), strict=True)
        ]
        self.verdict = Label(verdict(v), SEEN, 720.0, theme=theme)

    def count(self, rows: int) -> Animation:
        """Return the animation after which the first ``rows`` of the table are there.

        What the marks show is named along with the last of these.
        """
        there = np.arange(len(self.cases))[:, None]
        named = self.shown[rows - 1].enter(run_time=GLANCE)
        if rows > 1:
            named = stagger(
                self.shown[rows - 2].leave(run_time=0.5 * GLANCE), named, lag=0.5 * GLANCE
            )
        return together(
            self.counts.drive(
                run_time=ENTER,
                begin={"presence": 1.0, "shown": there < rows - 1},
                presence=1.0,
                shown=there < rows,
            ),
            named,
        )

    @property
    def causal(self) -> list[Posed]:
        """What a causal model could see."""
        return [self.triangle, *self.heads, *self.seen, *self.begins, self.verdict]

    @property
    def counted(self) -> list[Posed]:
        """The table of the other sentences."""
        return [*self.cases, self.counts, self.coin, *self.shown]

    @property
    def back_to_front(self) -> list[Posed]:
        """Everything."""
        return [*self.page.all, *self.rows.all, *self.places.all, *self.counted, *self.causal]
