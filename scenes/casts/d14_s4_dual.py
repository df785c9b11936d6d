"""Everything on diagram 14's stage, in the order from back to front."""

from __future__ import annotations

from functools import partial

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.samples import Samples
from anim_lib.theme import Theme
from scenes.casts import d14_grid as at
from scenes.casts.d14_lanes import NAME_DROP, Lanes
from scenes.casts.d14_unrolled import Cost, Unrolled
from scenes.casts.d14_words import Words
from scenes.values.d14_s4_dual import Values


class Cast(Lanes):
    """The lanes, the formulas, the kernel and the erratum."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        super().__init__(v, words, theme)
        self.maths, self.cost = Unrolled(words), Cost(words)
        self._kernel(v, words, theme)
        self._erratum(v, words, theme)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        names = [self.input_name, self.output_name, self.step_name]
        return [self.maths.rule, self.tokens, self.u, self.loop, *names, *self.steps]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        m, cost = self.maths, self.cost
        loop = [self.falling, self.gem, self.state_name, self.state_size, self.reads]
        terms = [*self.guides, self.slots, self.unrolled_name, self.kernel, self.terms]
        kernel = [self.kernel_name, *self.term_lags, *self.whole_names, *self.envelope]
        found = [*self.erratum, self.products, self.conv, *self.ways, self.difference]
        words = [cost.same_name, cost.changing_name, cost.one, cost.none, *cost.rows]
        formulas = [*m.tails, *m.pieces, m.definition, m.sum]
        return [*loop, *formulas, *terms, *kernel, *found, *words, *self._last]

    @property
    def _last(self) -> list[Posed]:
        return [*self.cost.same, *self.cost.origins, *self.cost.changing]

    def _kernel(self, v: Values, words: Words, theme: Theme) -> None:
        bars = partial(Samples, theme=theme, written="{:.2f}".format)
        terms = partial(bars, wide=at.TERM_WIDE, unit=at.TERM_UNIT)
        axis = (float(at.LETTER_X[0]) - 8, RIGHT)
        first = partial(terms, v.unrolled_coefficients, x=at.TERM_X, base=at.TERM_ZERO)
        self.terms = first(roles=at.BY_LAG)
        self.slots = first(roles=at.BY_LAG, axis=axis, hollow=True)
        self.kernel = terms(
            v.kernel,
            x=np.concatenate([at.TERM_X, at.LAG_X[at.TERMS :]]),
            base=at.KERNEL_ZERO,
            roles=at.BY_LAG + ["accent"] * (len(v.kernel) - at.TERMS),
            axis=axis,
        )
        self.kernel.set_channels(grown=0.0)
        self.products = Samples(
            v.unrolled_terms,
            x=at.COLUMNS[at.TERMS - 1 :: -1],
            base=at.STATE,
            unit=at.UNIT,
            wide=at.WIDE,
            roles=at.BY_LAG,
            theme=theme,
        )
        dotted = partial(Rule, theme=theme, role="muted", line=3, dash=at.DOTTED)
        self.guides = [
            dotted([(side, max(self.slots.end(k), at.TERM_ZERO) + 8), (side, self._roof(v, k) - 8)])
            for k, x in enumerate(at.TERM_X)
            for side in (x - at.TERM_WIDE / 2, x + at.TERM_WIDE / 2)
        ]
        self.unrolled_name = words.word("unrolled", LEFT, at.TERM_ZERO + NAME_DROP, "muted")
        self.kernel_name = words.word("filter K̄", LEFT, at.KERNEL_ZERO + NAME_DROP, "accent")
        ages = ("now", "1 step ago", "2 steps ago", "3 steps ago")
        self.term_lags = [
            words.note(f"lag {k}: {age}", float(x), at.LAGS_AT, "c")
            for k, (x, age) in enumerate(zip(at.TERM_X, ages, strict=True))
        ]
        self.envelope = [
            dotted(np.column_stack([at.LAG_X, at.WHOLE_ZERO - sign * at.WHOLE_UNIT * v.envelope]))
            for sign in (1, -1)
        ]

    def _roof(self, v: Values, k: int) -> float:
        """Top of the bar of lag ``k`` where it has landed."""
        return float(at.KERNEL_ZERO - max(v.kernel[k], 0.0) * at.TERM_UNIT)

    def _erratum(self, v: Values, words: Words, theme: Theme) -> None:
        blocks = len(v.drawn_kernel)
        x = LEFT + 20 + at.WHOLE_PITCH * np.arange(blocks)
        end = float(x[-1]) + 20
        self.stairs = Samples(
            v.drawn_kernel,
            x=x,
            base=at.WHOLE_ZERO,
            unit=at.WHOLE_UNIT / v.drawn_kernel.max(),  # it has no scale: its top is a 1 here
            wide=at.WHOLE_WIDE,
            roles=["muted"] * blocks,
            axis=(LEFT, end),
            theme=theme,
        )
        path = [(LEFT, at.WHOLE_ZERO + 14), (end + 8, at.WHOLE_ZERO - at.WHOLE_UNIT - 14)]
        strike = Rule(path, theme=theme, role="wrong", line=5)
        self.strike, heading = strike, at.HEADING
        drawn_name = words.word("commonly drawn", LEFT, heading, "muted")
        self.erratum = (drawn_name, self.stairs, strike)
        self.whole_names = [
            words.word("computed: filter K̄, or kernel", float(at.LAG_X[0]) - 13, heading, "accent"),
            words.note("lag, steps back", float(at.LAG_X[0]) - 40, at.LAGS_AT, "r"),
            words.note("fading envelope", float(at.LAG_X[4]), at.WHOLE_ZERO - 176),
            *[words.tick(k, float(at.LAG_X[k]), at.LAGS_AT) for k in (0, 8, 16, 24, 31)],
        ]
