"""Diagram 6: work and depth, counted, and the growth that is commonly written at the scan."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, stagger
from anim_lib.primitives.number_table import LEAD, Column, NumberTable
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, STAGGER
from anim_lib.typography import COUNTER, Label
from scenes.casts.d14_words import Words
from scenes.values.d06_three_modes import Values

CLAIM, TOP, FIRST, PITCH = 214.0, 330.0, 470.0, 86.0  # baselines
RIGHTS = (690.0, 850.0, 1110.0, 1330.0)  # where the columns of numbers end
GROWS = (1430.0, 1660.0)  # where the growth of work and of depth begins
FOOT = 822.0


class Cost:
    """Four ways to count; work in the unit of each, depth in levels that wait for each other."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        rows = (
            ("recurrence", "updates", v.updates, v.updates, "N", "N"),
            ("scan, as shown", "combines", v.scan_combines, v.scan_depth, "N", "log N"),
            (
                "Hillis–Steele scan",
                "combines",
                v.hillis_steele_combines,
                v.hillis_steele_depth,
                "N log N",
                "log N",
            ),
            ("FFT", "operations", v.fft_work, v.fft_depth, "N log N", "log N"),
        )
        heads = [f"{name}\nN = {n:,}" for n in v.counted.tolist() for name in ("work", "depth")]
        self.table = NumberTable(
            np.array([np.column_stack([work, depth]).ravel() for _, _, work, depth, *_ in rows]),
            theme=theme,
            columns=[Column(head, right) for head, right in zip(heads, RIGHTS, strict=True)],
            top=TOP,
            first=FIRST,
            pitch=PITCH,
        )
        self.names: list[Posed] = [words.word("grows like", GROWS[0], TOP, "muted")]
        self.names.append(words.word("counted", LEFT, TOP + LEAD))
        for text, x in zip(("work", "depth"), GROWS, strict=True):
            self.names.append(words.word(text, x, TOP + LEAD, "muted"))
        for k, (name, unit, _, _, *growth) in enumerate(rows):
            y = FIRST + k * PITCH
            label = words.word(name, LEFT, y)
            self.names.append(label)
            if unit:
                self.names.append(words.note(unit, label.right + 16.0, y))
            for text, x in zip(growth, GROWS, strict=True):
                self.names.append(words.word(text, x, y))
        self.claim = [
            words.note("commonly drawn", LEFT, CLAIM - 52.0),
            Label(
                "any parallel scan: O(N log N)",
                LEFT,
                CLAIM,
                theme=theme,
                role="muted",
                size=COUNTER,
            ),
        ]
        line = self.claim[1]
        ends = [(LEFT - 4.0, CLAIM + 12.0), (line.right + 10.0, CLAIM - 44.0)]
        self.strike = Rule(ends, theme=theme, role="wrong", line=5.0)
        original = (
            f"Blelloch’s original scan: {v.blelloch_combines[0]:,} and"
            f" {v.blelloch_combines[1]:,} combines, {v.blelloch_depth[0]} and"
            f" {v.blelloch_depth[1]} levels"
        )
        up, levels = v.tree_levels, int(v.scan_depth[0])
        shown = f"as shown: up-sweep {up} levels, down-sweep {levels - up}"
        self.feet = [words.note(shown, LEFT, FOOT), words.note(original, RIGHT, FOOT, "r")]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.table, *self.names, *self.claim, self.strike, *self.feet]

    def tell(self) -> list[Animation]:
        """Return the steps: the claim, its strike, the table."""
        return [
            enter_all(*self.claim),
            self.strike.draw(run_time=ENTER),
            stagger(enter_all(self.table, *self.names), enter_all(*self.feet), lag=4 * STAGGER),
        ]
