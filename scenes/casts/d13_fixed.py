"""The fixed-step net beside, in diagram 13: the same numbers for both words."""

from __future__ import annotations

import numpy as np

from anim_lib.columns import even_columns, middles
from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from scenes.casts import d13_grid as at
from scenes.casts.d05_words import Words
from scenes.values.d13_mamba_gating import Values


class Fixed:
    """Step, kept shares and write of an S4 with one set of numbers, under each of the two words."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        modes = len(v.fixed_kept)
        pitch = at.WIDE / modes
        self.names = [
            words.word("step Δ", at.NAMES, at.FIXED_STEP, "accent"),
            words.word("kept |Ā|", at.NAMES, at.FIXED_BASE - at.FIXED_TALL / 2, "state_pos"),
            words.word("write B̄", at.NAMES, at.FIXED_WRITE, "key"),
            words.word("read C", at.NAMES, at.FIXED_READ + 32, "query"),
        ]
        self.heads, self.steps, self.writes, self.keeps = [], [], [], []
        self.reads = []
        widest = float(np.abs(v.fixed_C).max())
        for k, left in enumerate(at.PANELS):
            token = v.tokens[int(v.pair[k])]
            self.heads.append(words.word(f"“{token}”", left, at.FIXED_HEAD))
            self.steps.append(words.number(f"{v.fixed_delta[k]:.3f}", left, at.FIXED_STEP))
            self.writes.append(words.number(f"{v.fixed_B_bar:.3f}", left, at.FIXED_WRITE))
            self.reads.append(
                SignedStrip(
                    v.fixed_C.ravel(),
                    theme=theme,
                    role="query",
                    vmax=widest,
                    box=(left, at.FIXED_READ, at.WIDE, at.CELL),
                )
            )
            self.keeps.append(
                BarStrip(
                    v.fixed_kept,
                    theme=theme,
                    along="y",
                    base=at.FIXED_BASE,
                    scale=linear((0.0, 1.0), (at.FIXED_BASE, at.FIXED_BASE - at.FIXED_TALL)),
                    places=middles(even_columns(modes, left, pitch)),
                    thickness=pitch - 16.0,
                    role="state_pos",
                    axis=(left, left + at.WIDE),
                )
            )
        self.note = words.note(
            f"a diagonal S4, same task, {modes} complex modes; "
            f"bars |Ā|, full height 1; C in pairs, ±{widest:.1f}",
            at.NAMES,
            at.FIGURES[0],
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        figures = [*self.heads, *self.steps, *self.writes]
        return [*self.names, *figures, *self.keeps, *self.reads, self.note]
