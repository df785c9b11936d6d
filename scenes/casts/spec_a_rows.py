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
from anim_lib.typography import Label
from scenes.casts.spec_a_grid import (
    ENTRY,
    LISTS,
    MONEY,
    NAMES,
    PITCH,
    PRINTED_FROM,
    REACH,
    RIVER,
    SENSES,
    TOP,
)
from scenes.casts.spec_a_page import Page
from scenes.values.spec_a_bank import Values


class Rows:
    """The two rows "bank", each with its words and arcs."""

    def __init__(self, v: Values, theme: Theme, page: Page) -> None:
        maps, words = (page.map, page.small), (v.words_money, v.words_river)
        self.hidden = (v.row_money_hidden, v.row_river_hidden)
        self.looked_at = (v.arrows_money, v.arrows_river)
        self.lists = [
            RowList(
                row,
                theme=theme,
                words=text,
                asker=v.bank,
                special=page.special,
                left=left,
                top=TOP,
                cell=ENTRY,
                pitch=PITCH,
                printed=lambda weight: weight >= PRINTED_FROM,
                sources=grid.places(page.row),
            )
            for row, text, left, grid in zip(
                (v.row_money, v.row_river), words, LISTS, maps, strict=True
            )
        ]
        self.arcs = [
            SideArcs(
                one.values, theme=theme, asker=v.bank, rows=one.rows, edge=left, reach=REACH
            ).set_channels(grown=0.0)
            for one, left in zip(self.lists, LISTS, strict=True)
        ]
        self.heads = [
            Label(text, left + 40.0, TOP - 24.0, theme=theme, role=sense.role, weight="SEMIBOLD")
            for text, left, sense in zip(NAMES, LISTS, SENSES, strict=True)
        ]
        marks = [(left + 14.0, -(TOP - 37.0)) for left in LISTS]
        self.marks = MarkCloud(
            marks, theme=theme, of=[MONEY, RIVER], senses=SENSES, frame=Frame(0.0, 0.0, 1.0)
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.arcs, *self.lists, *self.heads, self.marks]

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
