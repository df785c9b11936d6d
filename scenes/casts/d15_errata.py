"""What is commonly said of HiPPO, struck out, and what was computed."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts import d15_grid as at
from scenes.casts.d14_words import Words
from scenes.casts.d15_split import written
from scenes.values.d15_hippo import Values

SAID, CLAIM = 170.0, 228.0  # baselines
COMPUTED: float = 322.0
ROWS = (416.0, 564.0, 712.0)  # middles of the measures
APART = 42.0  # from there up to the oldest fifth's bar and down to the newest's
BAR = 36.0
NAMED = 800.0  # where the bars begin
ERRORS_WIDE = 1000.0  # of the largest error that fits
CURVE, CURVE_UNIT = 470.0, 130.0
QUARTERS = 650.0
BURSTS = (740.0, 800.0)
BURST_AT, BURST_UNIT = 900.0, 800.0
FIFTHS = ("oldest", "middle", "newest")
NAMES = {
    "LegS": "LegS: weighs all history alike",
    "S4": "S4, no 1/t: fading",
}


class Errata:
    """Two claims: the distant is coarse; high coefficients are recent."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        self.said = words.word("commonly drawn, of LegS", LEFT, SAID, "muted")
        self.computed = words.word("computed", LEFT, COMPUTED)
        _, distant, fine = v.drawn_claims
        self.distant, self.distant_strike = self._claim(distant, words, theme)
        self.finest, self.fine_strike = self._claim(fine, words, theme)
        self._ends(v, words, theme)
        self._curve(v, words, theme)

    @property
    def parts(self) -> list[Posed]:
        """Everything, from back to front."""
        claims = [self.said, self.computed, self.distant, self.finest]
        drawn = [self.errors, *self.guides, self.curve, self.bursts]
        texts = [self.errors_name, *self.measure_names, *self.fifth_names]
        strikes = [self.distant_strike, self.fine_strike]
        return [
            *drawn,
            *claims,
            *texts,
            self.curve_name,
            self.curve_ends,
            *self.shares,
            *self.share_names,
            *self.burst_names,
            *strikes,
        ]

    def _claim(self, text: str, words: Words, theme: Theme) -> tuple[Label, Rule]:
        claim = words.word(f"“{text}”", LEFT, CLAIM, "muted")
        path = [(claim.left, CLAIM + 10), (claim.right + 10, CLAIM - 36)]
        return claim, Rule(path, theme=theme, role="wrong", line=5)

    def _ends(self, v: Values, words: Words, theme: Theme) -> None:
        kept = v.orders.tolist().index(v.split_size)
        measures = [v.measures.index(name) for name in v.split_measures]
        middle = v.rmse_fifths.shape[-1] // 2
        errors = v.rmse_fifths[measures, kept][:, [0, middle, -1]]  # (3, len(FIFTHS))
        middles = [y + step for y in ROWS for step in (-APART, 0.0, APART)]
        self.errors = BarStrip(
            errors.ravel(),
            theme=theme,
            along="x",
            base=NAMED,
            scale=linear((0, v.rmse_vmax), (NAMED, NAMED + ERRORS_WIDE)),
            places=middles,
            thickness=BAR,
            role=[*["state_pos"] * len(FIFTHS), *["muted"] * (errors.size - len(FIFTHS))],
            written=written,
            axis=(middles[0] - 32, middles[-1] + 32),
        )
        self.errors_name = words.note(
            f"rms error by fifth of the past · {v.n_signals} signals, {v.split_size} numbers",
            NAMED,
            COMPUTED,
        )
        self.fifth_names = [
            words.note(end, NAMED - 16, y + 12, "r")
            for y, end in zip(middles, FIFTHS * len(ROWS), strict=True)
        ]
        names = NAMES | {"LegT": f"LegT: last {v.legt_window} inputs only"}
        self.measure_names = [
            words.word(names[name], LEFT, y + 12, "ink" if name == "LegS" else "muted")
            for name, y in zip(v.split_measures, ROWS, strict=True)
        ]

    def _curve(self, v: Values, words: Words, theme: Theme) -> None:
        x = at.LANES + (RIGHT - at.LANES) * v.finest_places
        path = np.column_stack([x, CURVE - CURVE_UNIT * v.finest_curve])
        self.curve = Rule(path, theme=theme, role="accent", line=4)
        row = v.weighed_orders.tolist().index(v.split_size - 1)
        self.curve_name = words.word(f"P{_below(v.split_size - 1)}", LEFT, CURVE + 12, "accent")
        first, last = (f"{value:.0f}".replace("-", "−") for value in v.finest_curve[[0, -1]])
        self.curve_ends = words.note(f"from {first} to {last}", LEFT, CURVE + 56)
        shares, edges = v.order_weights[row], np.linspace(at.LANES, RIGHT, 5)
        self.guides = [
            Rule([(x, CURVE - CURVE_UNIT), (x, QUARTERS + 10)], theme=theme, role="muted", line=1.5)
            for x in edges[1:-1]
        ]
        self.shares = [
            words.note(_percent(share), float((a + b) / 2), QUARTERS, "c")
            for share, a, b in zip(shares, edges, edges[1:], strict=False)
        ]
        self.share_names = [
            words.note("energy", LEFT, QUARTERS - 44),
            words.note("by quarter", LEFT, QUARTERS),
        ]
        places = ("early", "late")
        rows = [v.burst_places.index(place) for place in places]
        self.bursts = BarStrip(
            v.burst_bands[rows, -1],
            theme=theme,
            along="x",
            base=BURST_AT,
            scale=linear((0, 1), (BURST_AT, BURST_AT + BURST_UNIT)),
            places=BURSTS,
            thickness=BAR,
            role="accent",
            written=_percent,
            axis=(BURSTS[0] - 28, BURSTS[1] + 28),
        )
        band = f"c{_below(int(v.band_starts[-1]))} … c{_below(int(v.orders[-1]) - 1)}"
        self.burst_names = [
            words.note(f"{place} burst: energy in {band}, of {v.orders[-1]} numbers", LEFT, y + 12)
            for place, y in zip(places, BURSTS, strict=True)
        ]


def _percent(share: float) -> str:
    """Return ``share`` as whole percent."""
    return f"{100 * share:.0f} %"


def _below(number: int) -> str:
    """Return ``number`` in subscript digits."""
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
