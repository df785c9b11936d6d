"""Everything on diagram 5's stage, in the order from back to front."""

from __future__ import annotations

import numpy as np

from anim_lib.columns import middles
from anim_lib.formula import Formula
from anim_lib.layout import LEFT, RIGHT, TITLE_Y
from anim_lib.motion import Posed
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.black_box import BlackBox
from anim_lib.primitives.layer_rows import LayerRows
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.state_layers import StateLayers
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts import d05_grid as at
from scenes.casts import d05_told as told
from scenes.casts.d05_output import Output
from scenes.casts.d05_place import place
from scenes.casts.d05_words import Words, share, signed
from scenes.values.d05_ssm_state_update import Values

RULE = (
    "{{ h_t : h }} = {{ macron(A) : a }} {{ h_(t-1) : old }} + {{ macron(B) : b }} {{ u_t : u }}"
    " quad {{ y_t : y }} = {{ C : c }} {{ h_t : now }} + {{ D : d }} {{ u_t : skip }}"
)


class Cast:
    """Built from the saved values and placed; nothing moves here."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words, self.theme = Words(theme), theme
        self.place = place(v)
        role = self.place.roles[v.followed]
        roles = dict.fromkeys(("h", "u", "b", "y"), "ink")
        roles |= dict.fromkeys(("a", "old", "c", "now"), "state_pos")
        roles |= dict.fromkeys(("d", "skip"), role)
        self.rule = Formula(RULE, theme=theme, terms=roles, y=at.RULE_AT, lit=False)
        self.method = words.note(f"zero-order hold (ZOH), Δ = {v.delta:g}", RIGHT, TITLE_Y, "r")
        self._sentence(v, words)
        self._box(v, words)
        self._layers(v, words)
        self.key = told.key(v, words)
        self.output = Output(v, words, self.place)
        self._rows(v, words)
        self.sums = told.sums(v, words)
        self.rates, self.rates_name = told.rates(v, words, self.place)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.lid, *self.words, *self.tabs]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        picture = [self.layers, self.axis, *self.axis_name, self.axis_line]
        picture += [*self.shares_name, *self.grey]
        whole = [*self.sums, self.rows_name, *self.row_heads, *self.rates, self.rates_name]
        numbers = [*self.keeps, *self.left, self.rows]
        key = [one for line in self.key for one in line]
        ends = [*self.box_in, *self.box_out, self.rule, self.method, *key]
        return [*picture, *ends, *self.output.cast, *whole, *numbers]

    def _sentence(self, v: Values, words: Words) -> None:
        self.words = [
            words.turned(token, x + at.TURNED_BASE, at.TURNED_AT, self._role(v, s))
            if self.place.turned
            else words.number(token, x, at.WORDS_AT, self._role(v, s), "c")
            for s, (token, x) in enumerate(
                zip(v.tokens, middles(self.place.columns).tolist(), strict=True)
            )
        ]
        middle = at.TABS_AT + at.TAB / 2
        self.tabs = [
            Rule(
                [(x, middle), (x + w, middle)],
                theme=self.theme,
                role=self.place.roles[s],
                line=at.TAB,
            )
            for s, (x, w) in enumerate(self.place.columns.tolist())
        ]

    def _role(self, v: Values, s: int) -> str:
        return self.place.roles[s] if s == v.followed else "ink"

    def _box(self, v: Values, words: Words) -> None:
        self.lid = BlackBox(
            [at.LID_IN],
            theme=self.theme,
            out=at.LID_OUT,
            name="state space model",
            notes=[f"keeps {len(v.A)} numbers,", "however long the text"],
            box=at.LID,
        )
        self.lid.set_channels(flowing=0.0)
        f, y = v.followed, at.LID_IN[1]
        self.box_in = [
            words.number(v.tokens[f], at.IN_X, y - 12, self._role(v, f), "r"),
            words.note(f"input u = {signed(v.u[f])}", at.IN_X, y + 36, "r"),
        ]
        self.box_out = [
            words.word("output", at.OUT_X, y - 12),
            words.note(f"y = {signed(v.y[f])}", at.OUT_X, y + 36),
        ]

    def _layers(self, v: Values, words: Words) -> None:
        here = self.place
        self.layers = StateLayers(
            v.contributions[:, :, v.watched],
            columns=here.columns,
            zero=here.zero,
            unit=here.unit,
            source=here.source,
            followed=v.followed,
            theme=self.theme,
            roles=here.roles,
            above=at.SHARES_AT if here.above else None,
        )
        self.axis = Axis(
            [(t, f"{t:g}".replace("-", "−")) for t in here.ticks],
            self.layers.y,
            theme=self.theme,
            along="y",
            at=at.AXIS_LEFT + 6,
            span=(here.zero, here.zero),
            grid=0.0,
            line=False,
        )
        self.axis_line = Rule(
            [(at.AXIS_LEFT, here.zero), (at.AXIS_RIGHT, here.zero)],
            theme=self.theme,
            role="muted",
            line=3,
        )
        lines = ("state h,", f"number {v.watched + 1}")
        self.axis_name = [
            name(text, LEFT, y, theme=self.theme)
            for text, y in zip([" ".join(lines)] if here.above else lines, at.NAME_AT, strict=False)
        ]
        self.shares_name, self.grey = self._row_of_shares(v, words)

    def _row_of_shares(self, v: Values, words: Words) -> tuple[list[Label], list[Label]]:
        """Name the row above the columns, and say what grey is, where these are there."""
        if not self.place.above:
            return [], []
        f, y = v.followed, at.SHARES_NAME_AT
        row = words.word(f"“{v.tokens[f]}” left", at.CLEAR, y, self._role(v, f), "r")
        grey = words.note("grey: all other words", row.left - 30.0, y, "r")
        return [row], [grey] if self.place.grey else []

    def _rows(self, v: Values, words: Words) -> None:
        last, f = v.contributions[-1].T, v.followed
        low = float(np.where(last < 0, last, 0).sum(1).min())
        high = float(np.where(last > 0, last, 0).sum(1).max())
        unit = (at.ROWS_RIGHT - at.ROWS_LEFT) / (high - low)
        left, wide = self.place.columns[-1].tolist()
        self.rows = LayerRows(
            last,
            first=v.watched,
            column=(left, self.place.zero, wide, self.place.unit),
            zero=at.ROWS_LEFT - low * unit,
            unit=unit,
            top=at.ROWS_TOP,
            pitch=at.ROWS_PITCH,
            tall=at.ROWS_TALL,
            followed=f,
            theme=self.theme,
            roles=self.place.roles,
        )
        self.rows_name = words.word(
            f"All {len(v.A)} state numbers after “{v.tokens[-1]}”", at.PANEL, at.HEADING
        )
        if self.rows_name.right > RIGHT:
            self.rows_name = words.word(
                f"All {len(v.A)} numbers after “{v.tokens[-1]}”", at.PANEL, at.HEADING
            )
        self.row_heads = (
            words.word("Ā", at.PANEL + 82, at.ROWS_NAMES, "state_pos", "r"),
            words.word(f"“{v.tokens[f]}” left", RIGHT, at.ROWS_NAMES, self._role(v, f), "r"),
        )
        lines = [self.rows.middle(k) + 12 for k in range(len(v.A))]
        self.keeps = [
            words.number(signed(a), at.PANEL + 82, y, "ink" if k == v.watched else "muted", "r")
            for k, (a, y) in enumerate(zip(v.A_bar, lines, strict=True))
        ]
        self.left = [
            words.number(share(part), RIGHT, y, self._role(v, f), "r")
            for part, y in zip(v.followed_left[-1], lines, strict=True)
        ]
