"""Diagram 12: the same answers of both lanes, and what each lane paid for them."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.samples import Samples
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label, scientific
from scenes.values.d12_kv_cache_growth import EXPONENT_FROM, Values

EDGE = 1020.0  # right end of both pictures: the figures stand right of them
HEAD, ZERO, REACH = 166.0, 312.0, 104.0  # of the scores: heading, zero line, pixels to vmax
FIRST = (262.0, 620.0)  # zero lines while each lane's scores stand for themselves
WIDE, NARROW = 11.0, 4.0
PLOT = (204.0, 502.0, EDGE, 738.0)
TABLE, COLUMNS = 1190.0, (1480.0, RIGHT)
ROWS = (356.0, 180.0)
FOUND = 418.0  # baseline of the difference
TO_NAME = 56.0  # from a row's name down to its figures


class Answers:
    """Scores for every word, one lane behind the other; the work of whole texts; the counts."""

    def __init__(self, v: Values, theme: Theme) -> None:
        count = len(v.vocabulary)
        pitch = (EDGE - LEFT) / count
        at = LEFT + pitch * (np.arange(count) + 0.5)
        lanes = (
            (v.recomputed_logits, "muted", WIDE, True),
            (v.cached_logits, "cache", NARROW, False),
        )
        self.scores = [
            Samples(
                logits[-1],
                x=at,
                base=ZERO,
                unit=REACH / v.logit_vmax,
                wide=wide,
                roles=[role] * count,
                axis=(LEFT, EDGE),
                theme=theme,
                hollow=outlined,  # some cannot tell the two by their colours
            )
            for logits, role, wide, outlined in lanes
        ]
        self.heading = Label(
            "next-word scores: outline without, fill with a cache",
            LEFT,
            HEAD,
            theme=theme,
            weight="SEMIBOLD",
            tint={"outline without": "muted", "fill with a cache": "cache"},
        )
        said = v.vocabulary.index(v.new_words[-1])
        end = self.scores[0].end(said)
        self.said = Label(
            v.new_words[-1], float(at[said]) - WIDE / 2, end - 14, theme=theme, mono=True, size=34
        )
        self.found = Label(
            f"largest difference, float32: {scientific(v.difference_float32)}",
            EDGE,
            FOUND,
            theme=theme,
            anchor="r",
        )
        self._plot(v, theme)
        self._table(v, theme)

    def _plot(self, v: Values, theme: Theme) -> None:
        last = int(v.lengths[-1])
        top = v.text_work_vmax
        ticks = tuple((top * share, f"{top * share / 1e6:.0f}") for share in (0.0, 0.5, 1.0))
        self.chart = Chart(
            [v.recomputed_text_work, v.cached_text_work],
            x=v.lengths,
            marks=[Mark("line", "muted"), Mark("line", "cache")],
            across=Ruler(
                (0, last),
                ((1, "1"), (EXPONENT_FROM, f"{EXPONENT_FROM}"), (last, f"{last}")),
                f"words written, N · exponents: from {EXPONENT_FROM} on",
            ),
            up=Ruler((0, top), ticks, "million multiplications for a whole text"),
            box=PLOT,
            theme=theme,
            grid="up",
        )
        self.chart.set_channels(shown=0.0)
        (x, y), (end, low) = self.chart.spot(0, 56), self.chart.spot(1, last - 1)
        self.names = [
            Label(text, right, at, theme=theme, role=role, anchor="r")
            for text, right, at, role in (
                (f"without: nearly N² (exponent {v.recomputed_exponent:.2f})", x - 24, y, "muted"),
                (f"with: nearly N ({v.cached_exponent:.2f})", end, low - 18, "cache"),
            )
        ]

    def _table(self, v: Values, theme: Theme) -> None:
        rows = [
            ("for the last word", v.recomputed_work[-1], v.cached_work[-1]),
            (f"for this story, {v.read[-1]} words", v.recomputed_total[-1], v.cached_total[-1]),
            (f"for {v.lengths[-1]} words", v.recomputed_text_work[-1], v.cached_text_work[-1]),
        ]
        first, pitch = ROWS
        self.table = NumberTable(
            [row[1:] for row in rows],
            theme=theme,
            columns=[
                Column("without", COLUMNS[0], "muted"),
                Column("with a cache", COLUMNS[1], "cache"),
            ],
            top=HEAD + 64,
            first=first,
            pitch=pitch,
        )
        self.counted = Label("counted multiplications", TABLE, HEAD, theme=theme, weight="SEMIBOLD")
        self.products = name(
            "in all matrix products of this tiny GPT", TABLE, PLOT[3] + 92.0, theme=theme
        )
        self.rows = [
            name(row[0], TABLE, first - TO_NAME + k * pitch, theme=theme)
            for k, row in enumerate(rows)
        ]

    @property
    def back_to_front(self) -> list[Posed]:
        """All of it; the narrow scores lie in front of the wide ones."""
        words = [self.heading, self.said, self.found, self.counted, self.products, *self.rows]
        return [*self.scores, self.chart, *self.names, self.table, *words]

    def apart(self) -> Animation:
        """Return the animation in which each lane's scores grow where its lane was."""
        return together(
            *[
                one.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "grown": 0.0, "offset": (0.0, y - ZERO)},
                    presence=1.0,
                    grown=1.0,
                    offset=(0.0, y - ZERO),
                )
                for one, y in zip(self.scores, FIRST, strict=True)
            ]
        )

    def overlay(self) -> Animation:
        """Return the animation that lays the two on top of each other."""
        return together(*[one.travel(0.0, 0.0) for one in self.scores])

    def tell(self) -> Animation:
        """Return the animation in which the difference comes, then the curves, then the counts."""
        counts = [self.counted, self.table, self.products, *self.rows]
        return Timeline(
            (0.0, enter_all(self.said, self.found)),
            (ENTER, self.chart.enter()),
            (ENTER + GLANCE, self.chart.draw_series(0, 1, run_time=MOVE)),
            (ENTER + MOVE, enter_all(*self.names)),
            (ENTER + MOVE, enter_all(*counts)),
        )
