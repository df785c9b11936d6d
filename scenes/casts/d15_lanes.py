"""Diagram 15's first lanes: the signal, the curves, their weights, and the sum that they make."""

from __future__ import annotations

import numpy as np

from anim_lib.formula import Formula
from anim_lib.layout import LEFT
from anim_lib.primitives.axis import Axis
from anim_lib.primitives.basis_curves import BasisCurves, Pane
from anim_lib.primitives.basis_sum import BasisSum
from anim_lib.primitives.coefficient_bars import CoefficientBars
from anim_lib.primitives.trace import Trace
from anim_lib.theme import Theme
from anim_lib.typography import SMALL, Counter, Label
from scenes.casts import d15_grid as at
from scenes.casts.d14_words import Words
from scenes.values.d15_hippo import Values

SUBSCRIPTS = "₀₁₂₃₄₅₆₇"


class Lanes:
    """Built from the saved values and placed; nothing moves here."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        self._maths(words, theme)
        self._signal(v, words, theme)
        self._numbers(v, words, theme)

    def _maths(self, words: Words, theme: Theme) -> None:
        self.rule = self._formula(
            "{{ f(x) : f }} approx scripts(sum)_(n=0)^(N-1) {{ c_n : c }}"
            " {{ sqrt(2n+1) thin P_n (2x-1) : p }}",
            {"f": "ink", "c": "state_pos", "p": "accent"},
            theme,
        )
        self.notes = (
            words.note("x: 0 oldest input, 1 now", at.NOTES_X, at.NOTES[0]),
            words.note("Pₙ: Legendre polynomials, scaled", at.NOTES_X, at.NOTES[1]),
        )
        self.update = self._formula(
            "{{ (d c) / (d t) : d }} = {{ 1/t : t }} ( {{ A c : a }} + {{ B f : b }} )",
            {"d": "state_pos", "t": "accent", "a": "state_pos", "b": "ink"},
            theme,
        )
        self.update_notes = (
            words.note(
                "c: the numbers, f: the new input, t: inputs so far", at.UPDATE_X, at.NOTES[0]
            ),
            words.note("A, B: fixed (HiPPO-LegS), by zero-order hold", at.UPDATE_X, at.NOTES[1]),
        )

    def _formula(self, source: str, terms: dict[str, str], theme: Theme) -> Formula:
        return Formula(source, theme=theme, terms=terms, y=at.RULE_Y, size=at.RULE_SIZE, lit=False)

    def _signal(self, v: Values, words: Words, theme: Theme) -> None:
        spiked = np.concatenate([v.signal, np.full(v.spike_steps, v.spike_height)])
        self.trace = Trace(
            spiked,
            left=at.LANES,
            across=at.across(v),
            base=at.SIGNAL,
            unit=at.UNIT,
            theme=theme,
        )
        self.trace.set_channels(time=v.seq_len)
        self.past = BasisSum(
            v.run_coefficients,
            times=v.run_times,
            basis=v.basis,
            places=v.places,
            left=at.LANES,
            across=at.across(v),
            base=at.SIGNAL,
            unit=at.UNIT,
            role="state_pos",
            theme=theme,
        )
        self.past.set_channels(included=0.0, time=v.seq_len)
        ticks = [(t, f"{t:,}") for t in np.linspace(0, v.seq_len, 3).astype(int).tolist()]
        self.axis = Axis(
            ticks,
            lambda t: at.x(v, t),
            theme=theme,
            along="x",
            at=at.AXIS,
            span=(at.LANES, at.LAST),
        )
        self.axis_name = words.note("input", LEFT, at.AXIS_NAME)
        self.signal_name = words.word("signal", LEFT, at.SIGNAL_NAME, "muted")
        self.past_name = words.word("redrawn", LEFT, at.PAST_NAME, "state_pos")
        self.error_name = words.note("error", LEFT, at.ERROR_NAME)
        self.error = Counter(
            float(v.frame_rmse[0, -1]),
            at.ERROR_X,
            at.ERROR_NAME,
            theme=theme,
            written="{:.3f}".format,
            role="state_pos",
        )

    def _numbers(self, v: Values, words: Words, theme: Theme) -> None:
        few = int(v.orders[0])
        self.bars = CoefficientBars(
            v.run_coefficients,
            times=v.run_times,
            span=(at.LANES, at.LAST),
            slots=few,
            base=at.FEW_BASE,
            unit=at.FEW_UNIT,
            limit=v.coefficient_vmax,
            numbered=range(few),
            theme=theme,
        )
        self.bars.set_channels(time=v.seq_len, grown=0.0)
        self.curves = BasisCurves(
            v.basis[:few],
            places=v.places,
            weights=v.coefficients[-1, :few],
            homes=at.homes(v),
            away=Pane(at.LANES, at.x(v, v.seq_len), at.SIGNAL, at.UNIT),
            theme=theme,
        )
        self.bar_names = [
            Label(
                f"c{sub} × P{sub}",
                self.bars.middle(k),
                at.FOOT,
                theme=theme,
                role="muted",
                anchor="c",
                size=SMALL,
                tint={f"c{sub}": "state_pos", f"P{sub}": "accent"},
            )
            for k, sub in enumerate(SUBSCRIPTS[:few])
        ]
        self.few_name, self.many_name, self.most_name = (
            words.word(f"{n} numbers", LEFT, at.NUMBERS_NAME) for n in v.orders
        )
        self.coarse = words.note("coarse", at.LANES, at.FOOT)
        self.fine = words.note("fine", at.LAST, at.FOOT, "r")
