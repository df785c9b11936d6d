"""Diagram 17: handshakes, the causal triangle, and what doubling N costs."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.baton import Baton
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.corrections import Corrections
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.pair_graph import PairGraph, circle_places
from anim_lib.primitives.pair_square import PairSquare
from anim_lib.primitives.sum_column import SumColumn
from anim_lib.primitives.table_edges import RADIUS, TableEdges
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, DIM, END, ENTER, GLANCE, MOVE, REST
from anim_lib.typography import COUNTER, Label
from scenes.values.d17_handshakes import Values

PEOPLE = 8
WIDE, TIGHT = circle_places(PEOPLE, 424, 490, 288), circle_places(PEOPLE, 302, 530, 180)
CELL, GRID = 60.0, (720.0, 290.0)  # pitch and corner of the 8 by 8 table
TILE, TILES = 19.0, (LEFT, 152.0)  # the square that doubles
FIRST, PITCH = 390.0, 96.0  # rows of the list of parties


class D17Handshakes(Storyboard[Values]):
    """Everyone greets everyone, so the work grows with the square of the guests.

    The last frame must show three commonly drawn figures struck out beside the computed ones.
    """

    number = "17"
    title = "Handshakes"
    family = "trade-offs"
    poster = "triangle"
    values_type = Values

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Circle, table, diagonal, doubling, baton, measurement, corrections."""
        names, cells = ascii_uppercase[:PEOPLE], np.array(GRID) + v.edge_cells[:, ::-1] * CELL
        self.square = PairSquare(PEOPLE, theme=self.theme, doublings=2, corner=GRID, cell=CELL)
        self.party = PairGraph(
            v.edges, theme=self.theme, names=names, places=WIDE, cells=cells, cell=CELL, radius=40.0
        )
        self.cast(self.square)
        self.add(self.party)
        yield from self._greetings(v)
        yield from self._triangle(v, names)
        yield from self._doubling(v)
        yield from self._measured(v)
        yield from self._corrected(v)

    def _clear(self, *leaving: Posed) -> Animation:
        return together(*(one.leave() for one in leaving))

    def _greetings(self, v: Values) -> Iterator[Beat]:
        party, final = self.party, np.column_stack([v.parties, v.party_handshakes])
        first = final - np.column_stack([0 * v.parties, np.diff(v.party_handshakes, prepend=0)])
        columns = [Column("people", 1230), Column("handshakes", 1600, "attention")]
        self.list = table = NumberTable(
            first, theme=self.theme, columns=columns, top=286, first=FIRST, pitch=PITCH
        )
        table.set_channels(shown=np.outer(v.parties == PEOPLE, [1, 0]))
        last = FIRST + PITCH * (len(final) - 1)
        mark = Label("?", 1600, last, theme=self.theme, role="attention", size=COUNTER, anchor="r")
        self.add(table, mark)

        def arrives(person: int, seconds: float) -> Animation:
            rows = 1 + int((v.parties <= person).sum())
            counted = np.clip(party.greeted(person), first[:, 1], final[:, 1])
            count = table.to_values(np.column_stack([v.parties, counted]), run_time=seconds)
            counting = Timeline((0.0, table.show_rows(rows)), (GLANCE, count))
            return together(party.arrive(person, run_time=seconds), counting)

        yield Beat("question", "Everyone greets everyone once.\nHow many handshakes?")
        newcomer = "A newcomer greets everyone already there."
        two, three, four, eight = (int(n) - 1 for n in v.parties)
        yield Beat(
            "few",
            newcomer,
            party.drive(run_time=DIM, here=np.arange(PEOPLE) < two),
            *(arrives(n, ENTER) for n in (two, three, four)),
        )
        yield Beat(
            "eight",
            f"{newcomer}\n{v.parties[-1]} people: {v.party_handshakes[-1]} handshakes.",
            together(mark.leave(), table.show_rows(len(final))),
            *(arrives(n, GLANCE) for n in range(four + 1, eight + 1)),
            party.drive(run_time=GLANCE, ring=0.0),
        )

    def _triangle(self, v: Values, names: str) -> Iterator[Beat]:
        party, square, n = self.party, self.square, list(v.doubling).index(PEOPLE)
        self.edges = TableEdges(
            TIGHT,
            theme=self.theme,
            names=names,
            corner=GRID,
            cell=CELL,
            sides=(("asks (query)", "query"), ("is asked (key)", "key")),
        )
        sums = [
            ("handshakes", f"N(N-1) \\/ 2 = {v.doubling_handshakes[n]}", "attention"),
            ("each itself", f"N = {v.doubling_scan[n]}", "query"),
            ("causal attention", f"N(N+1) \\/ 2 = {v.doubling_causal[n]}", "ink"),
        ]
        self.sums = SumColumn(sums, theme=self.theme, x=1320, first=318, pitch=184)
        self.cast(self.edges, self.sums)
        yield Beat(
            "cells",
            "Every handshake gets its cell.",
            together(self.list.leave(), party.drive(places=TIGHT, radius=RADIUS)),
            together(square.enter(), self.edges.sit()),
            together(party.fly(), Timeline((2 * MOVE - ENTER, self.sums.tell(0)))),
        )
        asks = "A token asks all before it, and itself:"
        landed = square.drive(run_time=GLANCE, below=1.0)  # below the copies that flew there
        yield Beat("itself", asks, together(landed, square.add_themselves()), self.sums.tell(1))
        yield Beat(
            "triangle",
            f"{asks}\ncausal attention is the triangle with its diagonal.",
            self.sums.tell(2),
            hold=REST,
        )

    def _doubling(self, v: Values) -> Iterator[Beat]:
        square, k = self.square, list(v.doubling).index(PEOPLE)
        counts = np.column_stack([v.doubling, v.doubling_full, v.doubling_causal, v.doubling_scan])[
            k : k + 3
        ]
        columns = [
            Column("tokens\nN", 960),
            Column("all pairs\nN²", 1250),
            Column("causal\nN(N+1)/2", 1560, "attention"),
            Column("SSM\nN", RIGHT, "ssm"),
        ]
        self.table = table = NumberTable(
            counts, theme=self.theme, columns=columns, top=296, first=460, pitch=100
        )
        table.set_channels(shown=0.0, headed=0.0)
        most = int(counts[-1, 0])
        self.baton = Baton(most, theme=self.theme, corner=(LEFT, 800.0), cell=TILE)
        self.cast(self.baton)
        self.add(table)
        self.party.set_channels(flight=0.0)  # their cells lie in the square by now
        doublings = [
            together(
                square.double(n, run_time=seconds),
                Timeline((seconds - ENTER, table.show_rows(n + 1, 0, 1, 2))),
            )
            for n, seconds in ((1, COUNT), (2, MOVE))
        ]
        yield Beat(
            "double",
            "Twice the people, four times the cells.",
            together(
                self._clear(self.party, self.edges, self.sums),
                square.drive(cell=TILE, corner=TILES),
            ),
            together(table.head(0, 1, 2), table.show_rows(1, 0, 1, 2)),
            *doublings,
        )
        yield Beat(
            "baton",
            "An SSM hands one baton on:\nflat per token, linear in total.",
            together(self.baton.enter(), table.head(3)),
            together(self.baton.run(run_time=COUNT), Timeline((COUNT - ENTER, table.show_rows(3)))),
            tint={"SSM": "ssm"},
        )

    def _measured(self, v: Values) -> Iterator[Beat]:
        lengths = tuple((float(n), f"{n:,}") for n in v.measured[[0, 3, 7]])
        decades = tuple((ms, f"{ms:,g}") for ms in (v.ms_vmin, 1.0, 10.0, 100.0, 1000.0))
        self.chart = chart = Chart(
            [v.fused_ms, v.scan_ms] * 2,
            x=v.measured,
            marks=[
                Mark("line", "attention"),
                Mark("line", "ssm", dash=(18, 10)),
                Mark("scatter", "attention", outline="square"),
                Mark("scatter", "ssm"),
            ],
            across=Ruler(
                (100, 20_000),
                lengths,
                f"tokens, log axis · slopes fitted from {v.fit_from:,} on",
                log=True,
            ),
            up=Ruler((v.ms_vmin, 1000), decades, "ms on one CPU core, log axis", log=True),
            box=(236, 222, RIGHT, 716),
            theme=self.theme,
            grid=True,
        )
        names = [
            (f"attention, fused kernel: slope {v.fused_exponent:.1f}", "attention", 0, 3, (30, 50)),
            (f"scan, token by token: slope {v.scan_exponent:.1f}", "ssm", 1, 1, (0, -118)),
        ]
        self.names = [
            Label(text, *np.add(chart.spot(k, at), away), theme=self.theme, role=role)
            for text, role, k, at, away in names
        ]
        chart.set_channels(shown=0.0)
        self.cast(chart, *self.names)
        yield Beat(
            "measured",
            "Measured: attention nearly N², the scan N.",
            together(self._clear(self.square, self.baton, self.table), chart.enter()),
            together(chart.drive(run_time=MOVE, shown=[0, 1, 0, 1]), self.names[1].enter()),
            together(chart.drive(run_time=MOVE, shown=1.0), self.names[0].enter()),
            tint={"attention": "attention", "scan": "ssm"},
        )

    def _corrected(self, v: Values) -> Iterator[Beat]:
        k, speed = v.wrong_row, f"{v.flops_per_second / 1e12:.0f} TFLOP/s assumed"
        pairs = (f"{v.table_drawn[k]:,}", f"{v.table_handshakes[k]:,}")
        step = (f"{v.next_token_drawn:,}", f"{v.next_token_scores:,}")
        rows = [
            (f"{v.table[k]:,} people", *pairs, "handshakes: N(N−1)/2, not N²/2"),
            (f"one more after {v.path_x:,}", *step, "scores: every earlier token, and itself"),
            (
                f"{v.far[-1]:,} tokens",
                "impossible",
                f"{v.far_seconds[-1]:.0f} s",
                f"{v.model} on one GPU, {speed}",
            ),
        ]
        table = Corrections(
            rows, theme=self.theme, columns=(LEFT, 680.0, 1060.0), first=338, pitch=178
        )
        self.cast(table)
        yield Beat(
            "erratum",
            "A million tokens: expensive, not impossible.",
            together(self._clear(self.chart, *self.names), table.claim()),
            *(table.correct(n) for n in range(len(rows))),
            hold=END,
        )
