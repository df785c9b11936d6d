"""Special A: the two rows "bank" as lists, with arcs."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, together
from anim_lib.primitives.mark_cloud import MarkCloud
from anim_lib.primitives.meaning_plane import Frame
from anim_lib.primitives.row_list import RowList
from anim_lib.primitives.side_arcs import SideArcs
from anim_lib.theme import Theme
from anim_lib.timing import BEND, DIM, MOVE, soft
from anim_lib.typography import SMALL, Label
from scenes.casts.spec_a_grid import ENTRY, LISTS, PITCH, PRINTED_FROM, REACH, TOP
from scenes.casts.spec_a_layout import list_place
from scenes.casts.spec_a_page import Page
from scenes.casts.spec_a_says import who
from scenes.values.spec_a_bank import Values

THIN = "thin rows: smaller weights"
NOTES_AT = 838.0  # baseline of what is said under the lists


class Rows:
    """The two rows "bank", each with its words and arcs."""

    def __init__(self, v: Values, theme: Theme, page: Page) -> None:
        place, river = list_place(v), range(len(v.words_river))
        self.banks = (v.bank, v.bank_river)
        self.hidden = (v.row_money_hidden, v.row_river_hidden)
        self.looked_at = (v.arrows_money, v.arrows_river)
        self.lists = [
            RowList(
                row,
                theme=theme,
                words=words,
                asker=bank,
                special=special,
                left=left,
                top=TOP,
                cell=ENTRY,
                pitch=PITCH,
                printed=lambda weight: weight >= PRINTED_FROM,
                rows=rows,
                named=named,
                sources=cells,
            )
            for row, words, bank, special, left, rows, named, cells in (
                (
                    *(v.row_money, place.words, v.bank, page.special, LISTS[0]),
                    *(place.rows, place.named, page.map.places(page.row)),
                ),
                (
                    *(v.row_river, v.words_river, v.bank_river, page.special_river, LISTS[1]),
                    *(None, river, page.small.places(page.row_river)),
                ),
            )
        ]
        self.arcs = [
            SideArcs(
                one.values, theme=theme, asker=bank, rows=one.rows, edge=left, reach=REACH
            ).set_channels(grown=0.0)
            for one, left, bank in zip(self.lists, LISTS, self.banks, strict=True)
        ]
        names, senses, of = who(v)
        self.heads = [
            Label(
                text,
                left + 40.0,
                TOP - 24.0,
                theme=theme,
                role=senses[kind].role,
                weight="SEMIBOLD",
            )
            for text, left, kind in zip(names, LISTS, of, strict=True)
        ]
        if place.thin:
            self.heads.append(self._note(THIN, LISTS[0], theme))
        shorter = int(len(v.words_money) > len(v.words_river))  # it has room below it
        self.least = self._note(f"arcs: weights ≥ {PRINTED_FROM:g}", LISTS[shorter], theme)
        marks = [(left + 14.0, -(TOP - 37.0)) for left in LISTS]
        self.marks = MarkCloud(marks, theme=theme, of=of, senses=senses, frame=Frame(0.0, 0.0, 1.0))

    def _note(self, text: str, x: float, theme: Theme) -> Label:
        return Label(text, x, NOTES_AT, theme=theme, role="muted", size=SMALL)

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.arcs, *self.lists, *self.heads, self.least, self.marks]

    def bend(self) -> Animation:
        """Return the animation in which the weights that are printed bend into arcs."""
        return together(
            *[
                arcs.drive(
                    run_time=MOVE,
                    lag=0.02,
                    begin={"presence": 1.0, "grown": 0.0},
                    presence=1.0,
                    grown=arcs.values >= PRINTED_FROM,
                )
                for arcs in self.arcs
            ]
        )

    def hide_words(self) -> Animation:
        """Return the animation in which the words looked at are hidden, and all is re-weighed."""
        parts: list[Animation] = []
        for one, arcs, row, gone in zip(
            self.lists, self.arcs, self.hidden, self.looked_at, strict=True
        ):
            left = np.ones(len(row))
            left[gone] = 0.0
            parts += [
                one.drive(run_time=DIM, rate_func=soft, strength=left),
                one.to_values(row, run_time=BEND),
                arcs.drive(run_time=BEND, values=row, grown=row >= PRINTED_FROM),
            ]
        return together(*parts)
