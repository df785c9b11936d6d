"""One facet of visual D's gem as a sum: what each word left in it, as bars."""

from __future__ import annotations

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.typography import scientific
from scenes.casts import spec_d_grid as at
from scenes.casts.d05_words import signed
from scenes.casts.spec_d_words import ROW, Words, widest, y
from scenes.values.spec_d_river_and_gem import Values

ZERO = 1806.0  # of the bars where they lie beside the words, all to the left
UNIT = 210.0  # stage pixels of 1; less where they have no room
NUMBER_ROOM = 134.0  # between a word and such a bar
TALL = 68.0  # of a row where bars lie below the words, because they go to both sides
BELOW, HIGH, MARK = 21.0, 12.0, 9.0  # from a baseline to such a bar, its height, half its zero


class Facet:
    """Words, bars, numbers and their sum."""

    def __init__(self, v: Values, theme: Theme, words: list[str]) -> None:
        self.texts = Words(theme)
        parts, count = [*v.told_words, v.told_others], len(words)
        low, high = min(0.0, *parts), max(0.0, *parts)
        beside = high == 0.0 and ZERO + UNIT * low >= at.PANEL + widest(words) + NUMBER_ROOM
        apart = 1.0 if beside else TALL / ROW
        rows = [1.0 + apart * k for k in range(count + 1)]
        unit = UNIT if beside else min(UNIT, (RIGHT - at.PANEL) / (high - low))
        zero = ZERO if beside else at.PANEL - unit * low
        away = -12.0 if beside else BELOW
        self.bars = BarStrip(
            parts,
            theme=theme,
            along="x",
            base=zero,
            scale=lambda value: zero + unit * value,
            places=[y(row) + away for row in rows],
            thickness=32.0 if beside else HIGH,
            role=[*at.WORDS, at.OTHER],
            written=signed if beside else None,
        )
        self.numbers = [] if beside else self._numbers(parts, rows)
        self.zeros = [] if beside else [self._zero(zero, y(row) + BELOW) for row in rows]
        total, last = v.facets[0, v.n_body - 1, v.told], rows[-1] + apart
        self.all: list[Posed] = [
            self.texts.head("the outlined facet"),
            *self.texts.names(words, apart),
            self.texts.note("others", rows[-1], "muted"),
            self.bars,
            *self.numbers,
            *self.zeros,
            self.texts.number(f"sum {signed(total)}", at.PANEL, last, weight="SEMIBOLD"),
            self.texts.note("checked in 64 bits:", last + 1.0, "muted"),
            self.texts.note(f"off by ≤ {scientific(v.contribution_gap)}", last + 2.0, "muted"),
        ]

    def _numbers(self, parts: list[float], rows: list[float]) -> list[Posed]:
        return [
            self.texts.number(signed(part), RIGHT, row, role=role, anchor="r")
            for part, row, role in zip(parts, rows, [*at.WORDS, at.OTHER], strict=True)
        ]

    def _zero(self, x: float, middle: float) -> Rule:
        ends = [(x, middle - MARK), (x, middle + MARK)]
        return Rule(ends, theme=self.texts.theme, role="muted", line=2.0)
