"""Special A: where "bank" looks in two sentences, and where that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.spec_a_bank import alt
from scenes.casts import spec_a_says as says
from scenes.casts.spec_a_bank import Cast
from scenes.values.spec_a_bank import Values


class SpecABank(Storyboard[Values]):
    """The same word looks elsewhere in another sentence, and its state goes elsewhere too.

    The aha frame must show two rows, two patterns and two places in one plane.
    """

    number = "A"
    title = "One word, two sentences"
    family = "attention"
    poster = "aha"
    square = (1092.0, 118.0, 744.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Two sentences, two maps, two places; hidden words, and a causal model.

        A user's sentence takes the place of the one about money.
        """
        self.c = Cast(v, self.theme)
        self.cast(*self.c.back_to_front)
        for row in self.c.page.sentences:
            row.set_channels(presence=1.0)
        yield Beat("question", says.question(v), hold=SETTLE)
        yield from self._maps(v)
        yield from self._planes(v)
        yield from self._limits(v)

    def _maps(self, v: Values) -> Iterator[Beat]:
        page = self.c.page
        yield Beat(
            "map",
            "One row per word that asks.",
            together(
                *[one.leave(run_time=0.5 * GLANCE) for one in page.sentences],
                page.seat(),
            ),
            stagger(
                page.map.sweep(run_time=0.7 * COUNT),
                enter_all(*page.sides, page.key),
                lag=ENTER,
            ),
        )
        line = says.row(v)
        yield Beat("row", line, stagger(page.map.speak_of(page.row), page.sum.enter(), lag=GLANCE))
        yield Beat("arrows", line, page.point())
        yield Beat(
            "head",
            says.tested(v),
            together(page.sum.leave(), page.measure()),
        )
        yield Beat(
            "page",
            says.other(v),
            stagger(
                leave_all(*page.statistic),
                enter_all(*page.headings),
                page.small.sweep(run_time=ENTER),
                lag=GLANCE,
            ),
            together(page.small.speak_of(page.row_river), page.looks.rise(run_time=ENTER, lag=0.1)),
        )

    def _planes(self, v: Values) -> Iterator[Beat]:
        page, rows, places = self.c.page, self.c.rows, self.c.places
        places.plane.set_channels(level=0.0, centred=0.0)
        yield Beat(
            "start",
            line := says.start(v),
            together(leave_all(*page.main, *page.second), *[one.land() for one in rows.lists]),
            stagger(
                enter_all(*rows.heads, rows.marks, *places.frame),
                enter_all(places.plane, *places.layers, *places.apart),
                lag=GLANCE,
            ),
        )
        yield Beat(
            "drift",
            f"{line}\n{says.drift(v)}",
            together(places.plane.drive(centred=1.0), places.step(v, 1)),
            *[places.step(v, level, run_time=0.6 * ENTER) for level in range(2, v.n_layers)],
            together(places.step(v, v.n_layers), enter_all(*places.means)),
        )
        yield Beat(
            "aha",
            says.aha(v),
            stagger(rows.bend(), enter_all(*places.at, *places.looks, rows.least), lag=MOVE),
            hold=REST - 4 * SETTLE,
        )

    def _limits(self, v: Values) -> Iterator[Beat]:
        c, rows, places = self.c, self.c.rows, self.c.places
        yield Beat(
            "hidden",
            says.hidden(v),
            together(
                rows.hide_words(),
                places.plane.drive(
                    run_time=BEND, values=[v.plane_money_hidden, v.plane_river_hidden], kept=1.0
                ),
                places.apart[1].drive(run_time=BEND, value=v.distance_hidden[-1]),
                leave_all(*places.at, *places.looks),
            ),
        )
        yield Beat(
            "counted",
            says.counted(v),
            together(
                leave_all(*rows.all, *places.layers, *places.apart),
                places.plane.drive(run_time=GLANCE, shown=0.0),
            ),
            together(enter_all(*c.cases, places.cloud), c.count(1)),
            together(
                places.cloud.to_values(v.plane_neutral_hidden, run_time=ENTER),
                c.count(2),
            ),
            together(
                places.cloud.to_values(v.plane_cues_hidden, run_time=1.2 * MOVE),
                together(c.count(3), c.coin.enter()),
            ),
        )
        yield Beat(
            "causal",
            says.causal(v),
            leave_all(*c.counted, *places.frame, *places.means, places.plane, places.cloud),
            stagger(
                enter_all(c.triangle, *c.heads, *c.seen, *c.begins), c.verdict.enter(), lag=GLANCE
            ),
            hold=END,
        )
