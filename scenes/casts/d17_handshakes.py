"""Everything on diagram 17's stage, and where it stands."""

from __future__ import annotations

from string import ascii_uppercase

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.baton import Baton
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.corrections import Corrections
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.pair_graph import PairGraph, circle_places
from anim_lib.primitives.pair_square import PairSquare
from anim_lib.primitives.sum_column import SumColumn
from anim_lib.primitives.table_edges import TableEdges
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, Label
from scenes.values.d17_handshakes import Values

PEOPLE = 8
WIDE = circle_places(PEOPLE, LEFT + 40 + 288, 490, 288)  # leftmost rims on the left margin
TIGHT = circle_places(PEOPLE, LEFT + 26 + 145, 530, 145)
CELL, GRID = 60.0, (760.0, 290.0)  # pitch and corner of the 8 by 8 table
TILE, TILES = 19.0, (LEFT, 172.0)  # of the square that doubles
STRIP = (LEFT, 808.0)  # the baton's row, below that square and as wide
LIST, TABLE, SUMS, WRONG = (390.0, 96.0), (474.0, 100.0), (318.0, 184.0), (338.0, 178.0)
PLOT = (236.0, 222.0, RIGHT, 716.0)


class Cast:
    """The party, its list, the square with its edges and sums, the baton, chart and errata."""

    def __init__(self, v: Values, theme: Theme) -> None:
        names, cells = ascii_uppercase[:PEOPLE], np.array(GRID) + v.edge_cells[:, ::-1] * CELL
        self.square = PairSquare(PEOPLE, theme=theme, doublings=2, corner=GRID, cell=CELL)
        self.edges = TableEdges(
            TIGHT,
            theme=theme,
            names=names,
            corner=GRID,
            cell=CELL,
            sides=(("newcomer", "ink"), ("already there", "ink")),
            renamed=(("asks (query)", "query"), ("is asked (key)", "key")),
        )
        self.party = PairGraph(
            v.edges, theme=theme, names=names, places=WIDE, cells=cells, cell=CELL, radius=40.0
        )
        self._counts(v, theme)
        self._sums(v, theme)
        self._costs(v, theme)
        self._times(v, theme)
        self.wrong = self._errata(v, theme)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.party, self.list, self.mark]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        counted = [self.table, self.baton, self.chart, *self.names, self.wrong]
        return [self.square, self.edges, self.sums, *counted]

    def _counts(self, v: Values, theme: Theme) -> None:
        (first, pitch), people = LIST, v.parties
        self.counted = np.column_stack([people, v.party_handshakes])
        before = np.concatenate([[0], v.party_handshakes[:-1]])  # each row counts on from there
        columns = [Column("people", 1230), Column("handshakes", 1600, "attention")]
        self.list = NumberTable(
            np.column_stack([people, before]),
            theme=theme,
            columns=columns,
            top=286,
            first=first,
            pitch=pitch,
        )
        self.list.set_channels(shown=np.outer(people == PEOPLE, [1, 0]))
        last = first + pitch * (len(people) - 1)
        self.mark = Label("?", 1600, last, theme=theme, role="attention", size=COUNTER, anchor="r")

    def _sums(self, v: Values, theme: Theme) -> None:
        self.eight = list(v.doubling).index(PEOPLE)
        pairs, alone, causal = (
            found[self.eight]
            for found in (v.doubling_handshakes, v.doubling_scan, v.doubling_causal)
        )
        sums = [
            ("handshakes", f"N(N-1) \\/ 2 = {pairs}", "attention"),
            ("each itself", f"N = {alone}", "query"),
            ("causal attention", f"N(N+1) \\/ 2 = {causal}", "ink"),
        ]
        self.sums = SumColumn(sums, theme=theme, x=1320, first=SUMS[0], pitch=SUMS[1])

    def _costs(self, v: Values, theme: Theme) -> None:
        counts = [v.doubling, v.doubling_full, v.doubling_causal, v.doubling_scan]
        columns = [
            Column("tokens\nN", 960),
            Column("all cells\nN²", 1250),
            Column("causal\nN(N+1)/2", 1560, "attention"),
            Column("SSM steps\nN", RIGHT, "ssm"),
        ]
        self.table = NumberTable(
            np.column_stack(counts)[self.eight : self.eight + 3],
            theme=theme,
            columns=columns,
            top=310,
            first=TABLE[0],
            pitch=TABLE[1],
        )
        self.table.set_channels(shown=0.0, headed=0.0)
        tokens = int(self.table.values[-1, 0])
        self.baton = Baton(tokens, theme=theme, corner=STRIP, cell=TILE)

    def _times(self, v: Values, theme: Theme) -> None:
        lengths = tuple((float(n), f"{n:,}") for n in v.measured[[0, 3, 7]])
        decades = tuple((ms, f"{ms:,g}") for ms in (v.ms_vmin, 1.0, 10.0, 100.0, 1000.0))
        across = f"tokens, log axis · slopes fitted from {v.fit_from:,} on"
        _, _, precision, width, _ = v.machine.split(", ")
        up = f"ms on one CPU core ({precision}, {width}), log axis"
        self.chart = Chart(
            [v.fused_ms, v.scan_ms] * 2,
            x=v.measured,
            marks=[
                Mark("line", "attention"),
                Mark("line", "ssm", dash=(18, 10)),
                Mark("scatter", "attention", outline="square"),
                Mark("scatter", "ssm"),
            ],
            across=Ruler((100, 20_000), lengths, across, log=True),
            up=Ruler((v.ms_vmin, 1000), decades, up, log=True),
            box=PLOT,
            theme=theme,
            grid="up",
        )
        names = [
            (f"attention, fused kernel: slope {v.fused_exponent:.1f}", "attention", 0, 3, (30, 50)),
            (f"SSM scan, a Python loop: slope {v.scan_exponent:.1f}", "ssm", 1, 0, (0, -140)),
        ]
        self.names = [
            Label(text, *np.add(self.chart.spot(series, at), away), theme=theme, role=role)
            for text, role, series, at, away in names
        ]
        self.chart.set_channels(shown=0.0)

    def _errata(self, v: Values, theme: Theme) -> Corrections:
        k, speed = v.wrong_row, f"{v.flops_per_second / 1e12:.0f} TFLOP/s assumed"
        pairs = (f"{v.table_drawn[k]:,}", f"{v.table_handshakes[k]:,}")
        step = (f"{v.next_token_drawn:,}", f"{v.next_token_scores:,}")
        whole = ("impossible", f"{v.far_seconds[-1]:.0f} s")
        rows = [
            (f"{v.table[k]:,} people", *pairs, "handshakes: N(N−1)/2, not N²/2"),
            (
                f"one more token after {v.path_x:,}",
                *step,
                "scores per head and layer, itself included",
            ),
            (f"{v.far[-1]:,} tokens, read once", *whole, f"{v.model}’s arithmetic, {speed}"),
        ]
        return Corrections(
            rows, theme=theme, columns=(LEFT, 680.0, 1060.0), first=WRONG[0], pitch=WRONG[1]
        )
