"""Diagram 19: what a cache and a state still hold when the question comes last."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE, reading
from scenes.alt.d19_photographic_vs_sketch import alt
from scenes.casts.d19_chart import Falling, errata
from scenes.casts.d19_reading import Reading
from scenes.casts.d19_recall import Recall
from scenes.values.d19_photographic_vs_sketch import Values

READING = COUNT + GLANCE  # seconds for the whole paragraph
KEPT = {"cache": "cache", "state": "ssm"}


class D19PhotographicVsSketch(Storyboard[Values]):
    """One keeps every word, the other an impression, made before it knew the question.

    The aha frame must show the same facts twice: all in ink beside a pale copy of many.
    """

    number = "19"
    title = "Photograph and sketch"
    family = "trade-offs"
    poster = "blur"
    square = (985.0, 8.0, 852.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Read, ask, measure, blur, enlarge, chart, correct."""
        text, toy = Reading(v, self.theme), Recall(v, self.theme)
        self.reading, self.recall, self.chart = text, toy, Falling(v, self.theme)
        self.wrong = errata(v, self.theme)
        self.cast(self.wrong, *self.chart.all, *toy.all, *text.later)
        self.add(*text.at_first)
        yield Beat("question", "Two memories, one text. The question comes last.")
        yield Beat(
            "read",
            "A cache keeps every word; a state mixes them.",
            text.read(run_time=READING),
            enter_all(*text.sizes),
            tint=KEPT,
        )
        yield Beat(
            "asked",
            "Now the question. A cache can be searched;\na state is already mixed.",
            text.ask(),
            tint=KEPT,
        )
        yield from self._measured(v)
        yield from self._all_sizes()

    def _measured(self, v: Values) -> Iterator[Beat]:
        toy, few, size = self.recall, v.missed_read - 1, v.trained_facts[-1]
        yield Beat(
            "facts",
            f"Measured on toys: {few} facts, then the question.",
            leave_all(*self.reading.all),
            toy.stand(),
            toy.read(few, run_time=MOVE),
            toy.ask(few),
        )
        others = (
            f"{v.missed_others} missed in {v.n_documents} other texts of {v.missed_read} facts."
        )
        line = f"Kept exactly, yet one is missed;\n{others}"
        yield Beat(
            "miss",
            line,
            toy.read_and_ask(v.missed_read, run_time=ENTER),
            toy.point_out(v.missed_fact),
            read=SETTLE,  # the fact that it speaks of has to come first
            hold=reading(line),
        )
        yield Beat(
            "blur",
            f"{size} facts, asked last: the photograph stays,\nthis small sketch fades.",
            toy.read_and_ask(size, run_time=COUNT + ENTER),
            hold=REST,
            tint={"photograph": "cache", "sketch": "ssm"},
        )
        yield Beat(
            "larger",
            "Other models, larger states: clearer copies.",
            toy.enlarge(),
            tint={"states": "ssm"},
        )

    def _all_sizes(self) -> Iterator[Beat]:
        chart = self.chart
        yield Beat(
            "chart",
            "More facts or a smaller state: less recall.",
            leave_all(*self.recall.all),
            chart.axes(),
            chart.draw(),
        )
        yield Beat(
            "erratum",
            "Commonly drawn figures, counted again.",
            together(leave_all(*chart.all), self.wrong.claim()),
            *(self.wrong.correct(row) for row in range(len(self.wrong.rows))),
            hold=END,
        )
