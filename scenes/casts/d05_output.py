"""Diagram 5's output: C reads all state numbers, D lets the input past them."""

from __future__ import annotations

import numpy as np

from anim_lib.columns import middles
from anim_lib.motion import Posed
from anim_lib.primitives.block_rows import BlockRows
from anim_lib.primitives.rule import Rule
from scenes.casts import d05_grid as at
from scenes.casts.d05_place import Place
from scenes.casts.d05_words import Words, signed
from scenes.values.d05_ssm_state_update import Values


class Output:
    """The output after the followed word: two ways that meet in one sum."""

    def __init__(self, v: Values, words: Words, place: Place) -> None:
        f, theme = v.followed, words.theme
        role = place.roles[f]
        read = v.C * v.h_after[f]
        read_as = f"{len(v.C)} numbers, each × C = "
        if (read * read[0] < 0).any():
            read_as = f"sum of {len(v.C)} numbers, each × C = "
            read = v.y_state[f : f + 1]  # blocks of two signs would hide each other
        self.count = len(read)
        ch, du, y = at.OUTPUT_ROWS
        ends = (0.0, v.y_state[f], v.y[f])
        unit = at.OUTPUT_WIDE / (max(ends) - min(ends))
        unit = float(np.floor(unit / at.OUTPUT_ROUND) * at.OUTPUT_ROUND)
        zero = at.OUTPUT_LEFT - unit * float(min(ends))
        self.blocks = BlockRows(
            [*read, v.y_skip[f], v.y[f]],
            starts=[*(np.cumsum(read) - read), v.y_state[f], 0.0],
            middles=[ch] * self.count + [du, y],
            roles=["state_pos"] * self.count + [role, "ink"],
            zero=zero,
            unit=unit,
            tall=at.OUTPUT_TALL,
            theme=theme,
        )
        self.blocks.set_channels(grown=0.0)
        self.heading = words.word(f"Output after “{v.tokens[f]}”", at.PANEL, at.HEADING)
        self.names = [
            words.word(text, at.PANEL, middle + 12, r)
            for text, middle, r in (("C h", ch, "state_pos"), ("D u", du, role), ("y", y, "ink"))
        ]
        sums = (max(ends[:2]), max(ends), max(ends[0], ends[2]))  # right ends, or the line at 0
        shown = (v.y_state[f], v.y_skip[f], v.y[f])
        self.numbers = [
            words.number(signed(value), zero + unit * end + 18, middle + 12, r)
            for value, end, middle, r in zip(
                shown, sums, at.OUTPUT_ROWS, ("state_pos", role, "ink"), strict=True
            )
        ]
        self.notes = (
            words.note(f"{read_as}{v.C[0]:g}", at.OUTPUT_LEFT, ch + 60),
            words.note(f"D = {v.D:g}, not through the state", at.OUTPUT_LEFT, du + 60),
        )
        self.origin = [  # the line at 0, where a block lies on its other side
            Rule([(zero, m - 30), (zero, m + 30)], theme=theme, role="muted", line=3)
            for m in at.OUTPUT_ROWS
            if min(ends) < 0
        ]
        x, wide = place.columns[f].tolist()
        state = place.y(float(v.h_after[f, v.watched]))
        self.reading = Rule(
            [(x + wide + 9, state), (at.ROAD - 30, state), (at.ROAD - 30, ch), (at.PANEL - 8, ch)],
            theme=theme,
            role="state_pos",
            line=3,
        )
        word = float(middles(place.columns)[f])
        low = at.TABS_AT + at.TAB
        corner, up = (word, at.ROAD_LOW), (at.ROAD, at.ROAD_LOW)
        self.passing = Rule(
            [(word, low), corner, up, (at.ROAD, du), (at.PANEL - 8, du)],
            theme=theme,
            role=role,
            line=5,
        )

    @property
    def cast(self) -> list[Posed]:
        """Everything, from back to front."""
        texts = [self.heading, *self.names, *self.numbers, *self.notes]
        return [self.reading, self.passing, self.blocks, *self.origin, *texts]
