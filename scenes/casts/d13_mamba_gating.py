"""Everything on diagram 13's stage, in the order from back to front."""

from __future__ import annotations

from anim_lib.formula import Formula
from anim_lib.layout import RIGHT, TITLE_Y
from anim_lib.motion import Posed
from anim_lib.primitives.black_box import BlackBox
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.theme import Theme
from scenes.casts import d13_grid as at
from scenes.casts.d05_words import Words, signed
from scenes.casts.d13_drag import Drag
from scenes.casts.d13_fixed import Fixed
from scenes.casts.d13_panel import Panel
from scenes.casts.d13_seeds import Seeds, sentence
from scenes.values.d13_mamba_gating import Values

RULE = (
    "{{ h_t : h }} = {{ e^(Delta_t A) : a }} {{ h_(t-1) : old }}"
    " + {{ Delta_t B_t u_t : b }} quad y_t = {{ C_t h_t : c }} + D u_t"
)


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "−")


class Cast:
    """Built from the saved values and placed; nothing moves here."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        roles = {"h": "ink", "a": "state_pos", "old": "ink", "b": "key", "c": "query"}
        self.rule = Formula(
            RULE, theme=theme, terms=roles, y=at.RULE_AT, size=at.RULE_SIZE, lit=False
        )
        self.legend = [
            words.note("h: state, u: input from x", RIGHT, at.RULE_AT - 14, "r"),
            words.note("A: one for all words", RIGHT, at.RULE_AT + 32, "r"),
        ]
        self.method = words.note("Ā = exp(ΔA): ZOH · B̄ = ΔB: Euler", RIGHT, TITLE_Y, "r")
        self.sentence = sentence(v, words)
        self._box(v, words, theme)
        self.fixed = Fixed(v, words, theme)
        self.panels = [Panel(v, k, words, theme) for k in range(2)]
        self._rows(v, words)
        self.key = SignedKey(
            v.cell_vmax, theme=theme, right=at.KEY_RIGHT, y=at.HEAD - 12, written=_signed
        )
        self.drag = Drag(v, words, theme)
        self.seeds = Seeds(v, words, theme)

    def _box(self, v: Values, words: Words, theme: Theme) -> None:
        self.lid = BlackBox(
            [at.LID_IN],
            theme=theme,
            out=at.LID_OUT,
            name="S6, Mamba’s core",
            notes=[f"keeps {len(v.A)} numbers", "in each channel"],
            box=at.LID,
        )
        self.lid.set_channels(flowing=0.0)
        x, y = at.LID_IN[0] - 22, at.LID_IN[1]
        self.box_in = [
            words.number(v.tokens[int(v.pair[1])], x, y - 12, "accent", "r"),
            words.note("one word", x, y + 36, "r"),
        ]
        x = at.LID_OUT[1] + 22
        self.box_out = [
            words.word("output", x, y - 12),
            words.note(f"{signed(v.y[1])} after its gate", x, y + 36),
        ]

    def _rows(self, v: Values, words: Words) -> None:
        def row(text: str, reach: str, y: float, role: str = "ink") -> list[Posed]:
            name = words.word(text, at.NAMES, y, role)
            return [name, words.note(reach, at.RANGES, y, "r")]

        bars, cell = at.TAP_TOP + 27, 32.0
        self.tap_rows = [
            *row("x", f"±{v.x_vmax:g}", at.X_TOP + 29),
            *row("taps", f"B, C ±{v.B_vmax:g}", bars),
        ]
        self.keep_rows = [
            *row("old h", f"±{v.cell_vmax:g}", at.BEFORE + cell),
            *row("× Ā", "0 to 1", at.KEEP_BASE - 18, "state_pos"),
        ]
        self.gain_rows = [
            *row("+ ΔB u", f"±{v.cell_vmax:g}", at.ADDED + cell, "key"),
            *row("new h", f"±{v.cell_vmax:g}", at.AFTER + cell),
        ]

    @property
    def opened(self) -> list[Posed]:
        """All that the opened layer shows."""
        rows = [*self.tap_rows, *self.keep_rows, *self.gain_rows, self.key]
        return [self.rule, *self.legend, *rows, *[one for p in self.panels for one in p.all]]

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return self.sentence

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame."""
        box = [self.lid, *self.box_in, *self.box_out]
        return [*box, self.method, *self.fixed.all, *self.opened, *self.drag.all, *self.seeds.all]
