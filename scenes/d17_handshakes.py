"""Diagram 17: handshakes, the causal triangle, and what doubling N costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, leave_all, together
from anim_lib.primitives.table_edges import RADIUS
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.d17_handshakes import alt
from scenes.casts.d17_handshakes import PEOPLE, TIGHT, TILE, TILES, Cast
from scenes.values.d17_handshakes import Values

COUNTED = (0, 1, 2)  # columns of the table before the SSM's


class D17Handshakes(Storyboard[Values]):
    """Everyone greets everyone, so pairs grow with the square of the guests.

    The last frame must show three commonly drawn figures struck out beside the computed ones.
    """

    number = "17"
    title = "Handshakes"
    family = "trade-offs"
    poster = "triangle"
    square = (442.0, 30.0, 830.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Circle, table, diagonal, doubling, baton, measurement, corrections."""
        self.on = Cast(v, self.theme)
        self.cast(*self.on.later)
        self.add(*self.on.at_first)
        self.bring_to_front(self.on.edges)  # handshakes fly behind the table's names
        yield Beat("question", "Everyone greets everyone once.\nHow many handshakes?")
        yield from self._greetings(v)
        yield from self._triangle()
        yield from self._growth()
        yield from self._figures()

    def _arrives(self, v: Values, person: int, seconds: float) -> Animation:
        party, table, final = self.on.party, self.on.list, self.on.counted
        rows = 1 + int((v.parties <= person).sum())
        low = np.concatenate([[0], final[:-1, 1]])
        counted = np.clip(party.greeted(person), low, final[:, 1])
        count = table.to_values(np.column_stack([final[:, 0], counted]), run_time=seconds)
        counting = Timeline((0.0, table.show_rows(rows)), (GLANCE, count))
        return together(party.arrive(person, run_time=seconds), counting)

    def _greetings(self, v: Values) -> Iterator[Beat]:
        party, newcomer = self.on.party, "A newcomer greets everyone already there."
        two, three, four, eight = (int(n) - 1 for n in v.parties)
        yield Beat(
            "few",
            newcomer,
            party.drive(run_time=GLANCE, here=np.arange(PEOPLE) < two),
            *(self._arrives(v, n, ENTER) for n in (two, three, four)),
        )
        yield Beat(
            "eight",
            f"{newcomer}\n{v.parties[-1]} people: {v.party_handshakes[-1]} handshakes.",
            together(self.on.mark.leave(), self.on.list.show_rows(len(v.parties))),
            *(self._arrives(v, n, GLANCE) for n in range(four + 1, eight + 1)),
        )

    def _triangle(self) -> Iterator[Beat]:
        party, square, sums = self.on.party, self.on.square, self.on.sums
        yield Beat(
            "cells",
            "Every handshake gets its cell.",
            together(self.on.list.leave(), party.drive(places=TIGHT, radius=RADIUS, ring=0.0)),
            together(square.enter(), self.on.edges.sit()),
            Timeline((0.0, party.fly()), (2 * MOVE - ENTER, sums.tell(0))),
        )
        party.set_channels(flight=0.0)
        square.set_channels(below=1.0)  # the same cells, from here on the square's own
        asks = "Each token asks all before, and itself."
        yield Beat(
            "itself",
            asks,
            self.on.edges.call(run_time=ENTER),
            Timeline((0.0, square.add_themselves()), (COUNT - ENTER, sums.tell(1))),
        )
        yield Beat(
            "triangle",
            f"{asks}\nCausal attention: the triangle with its diagonal.",
            sums.tell(2),
            hold=REST,
        )

    def _growth(self) -> Iterator[Beat]:
        square, table, baton = self.on.square, self.on.table, self.on.baton
        table.set_channels(presence=1.0)
        yield Beat(
            "double",
            "Twice the tokens, four times all cells.",
            Timeline(
                (0.0, leave_all(self.on.party, self.on.edges, self.on.sums)),
                (0.0, square.drive(cell=TILE, corner=TILES)),
                (MOVE - GLANCE, table.head(*COUNTED)),
                (MOVE - GLANCE, table.show_rows(1, *COUNTED)),
                (MOVE, square.drive(run_time=GLANCE, sized=1.0)),
            ),
            *(
                together(
                    square.double(n, run_time=seconds),
                    Timeline((seconds - ENTER, table.show_rows(n + 1, *COUNTED))),
                )
                for n, seconds in ((1, COUNT), (2, MOVE))
            ),
        )
        yield Beat(
            "baton",
            "A state space model (SSM) passes one baton.",
            together(baton.enter(), table.head(len(COUNTED))),
            together(baton.run(run_time=2 * ENTER), Timeline((ENTER, table.show_rows(3)))),
            tint={"state space model (SSM)": "ssm"},
        )

    def _figures(self) -> Iterator[Beat]:
        chart, wrong, (attention, scan) = self.on.chart, self.on.wrong, self.on.names
        yield Beat(
            "measured",
            "Attention: nearly N²; this scan: N.",
            together(leave_all(self.on.square, self.on.baton, self.on.table), chart.enter()),
            together(chart.drive(run_time=MOVE, shown=[0, 1, 0, 1]), scan.enter()),
            together(chart.drive(run_time=MOVE, shown=1.0), attention.enter()),
            tint={"Attention": "attention", "scan": "ssm"},
        )
        yield Beat(
            "erratum",
            "A million tokens: expensive, not impossible.",
            together(leave_all(chart, attention, scan), wrong.claim()),
            *(Timeline((SETTLE * (row > 0), wrong.correct(row))) for row in range(len(wrong.rows))),
            hold=END + GLANCE,
        )
