"""Diagram 9's three triangles: hidden attention of both nets, and a head of real attention."""

from __future__ import annotations

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, stagger
from anim_lib.primitives.causal_triangle import HEAD_GAP, CausalTriangle
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.signed_triangle import SignedTriangle
from anim_lib.primitives.upright import UprightLabel
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER
from anim_lib.typography import NUMBER, scientific
from scenes.casts import d09_grid as at
from scenes.casts.d09_words import ONE, OWN, Words
from scenes.values.d09_selective_vs_fixed import Values


class Panel:
    """One triangle with its words, title, and what holds for it."""

    def __init__(
        self,
        triangle: CausalTriangle,
        v: Values,
        words: Words,
        title: str,
        column: str,
        fact: str,
        key: Posed,
    ) -> None:
        self.triangle = triangle
        right = triangle.left + at.TRIANGLE
        self.title = words.word(title, triangle.left, at.TITLES, strong=True)
        self.side = words.side(column, right, at.TITLES)
        self.heads = [
            UprightLabel(
                word,
                triangle.middle(k, k)[0] + 12.0,
                at.TRIANGLE_TOP - HEAD_GAP,
                theme=words.theme,
                size=NUMBER,
                mono=True,
            )
            for k, word in enumerate(v.tokens[: v.n_body])
        ]
        self.fact = words.note(fact, right, at.FOOT, "r")
        self.key = key

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.triangle, self.title, self.side, *self.heads, self.key, self.fact]

    def rise(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which it comes: its words, then all rows off the diagonal."""
        return stagger(
            enter_all(self.title, self.side, *self.heads, self.key),
            self.triangle.drive(
                run_time=run_time,
                begin={"presence": 1.0},
                presence=1.0,
                laid=1.0,
                named=1.0,
                opened=1.0,
            ),
            lag=0.3,
        )


class Hidden:
    """The two nets' triangles, the attention's, and the formulas over them."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        left = at.TRIANGLES
        self.fixed = self._net(v, words, theme, selective=False)
        self.selective = self._net(v, words, theme, selective=True)
        self.attention = Panel(
            CausalTriangle(
                v.attention,
                theme=theme,
                left=left[2],
                top=at.TRIANGLE_TOP,
                cell=at.TRIANGLE / v.n_body,
                row_labels=v.tokens[: v.n_body],
                names=("asks", ""),
            ),
            v,
            words,
            f"attention {v.attention_layer}.{v.attention_head}",
            "is asked",
            "each row adds up to 1",
            ColourKey("attention weight", theme=theme, top=at.KEY - 12.0),
        )
        self.sum = Formula(
            "y_t = scripts(sum)_(s <= t) {{ alpha_(t s) : w }} u_s"
            " quad quad {{ alpha_(t s) : w2 }} = C"
            " {{ macron(A)_t dots.c macron(A)_(s+1) : kept }} {{ macron(B)_s : b }}",
            theme=theme,
            terms={"w": "accent", "w2": "accent", "kept": "state_pos", "b": "ink"},
            y=at.RULE_AT,
            size=56.0,
        )
        off = max(v.selective_hidden_difference, v.fixed_hidden_difference)
        self.exact = words.note(f"sum equals y within {scientific(off)}", RIGHT, at.RULE_AT, "r")
        lines = (
            "row: output after a word",
            "column: the word put in",
            "teal adds, amber takes away",
            f"a filler weighs at most {v.filler_weight_most:.3f}",
            "Ā = exp(ΔA): ZOH, exact",
            "B̄ = ΔB: Euler; skip Du left out",
        )
        first, pitch = at.GUIDE
        self.guide = [words.note(line, LEFT, first + pitch * k) for k, line in enumerate(lines)]
        self.filter, self.lost = (
            Formula(
                "{{ y_t = scripts(sum)_k : s }} {{ macron(K)_k : k }} {{ u_(t-k) : u }}",
                theme=theme,
                terms={"s": "ink", "k": "accent", "u": "ink"},
                x=x,
                y=at.RULE_AT,
                size=56.0,
            )
            for x in left[:2]
        )

    def _net(self, v: Values, words: Words, theme: Theme, *, selective: bool) -> Panel:
        values, vmax = (
            (v.selective_hidden, v.selective_hidden_vmax)
            if selective
            else (v.fixed_hidden, v.fixed_hidden_vmax)
        )
        name = OWN if selective else ONE
        channel = v.selective_channel if selective else v.fixed_channel
        left = at.TRIANGLES[1 if selective else 0]
        triangle = SignedTriangle(
            values,
            theme=theme,
            vmax=vmax,
            left=left,
            top=at.TRIANGLE_TOP,
            cell=at.TRIANGLE / v.n_body,
            row_labels=v.tokens[: v.n_body],
            names=("output", ""),
        )
        spread = f"up to {v.selective_spread:.1f}" if selective else scientific(v.fixed_spread)
        return Panel(
            triangle,
            v,
            words,
            f"{name}, ch. {channel}",
            "input",
            f"diagonals differ: {spread}",
            SignedKey(
                vmax,
                theme=theme,
                right=left + at.TRIANGLE,
                y=at.TRIANGLE_TOP + 22.0,
                written="{:.1f}".format,
            ),
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        panels = [*self.fixed.all, *self.selective.all, *self.attention.all]
        return [*panels, self.sum, self.exact, *self.guide, self.filter, self.lost]

    def shut(self) -> None:
        """Set all triangles empty: to be called when nothing is on stage."""
        for panel in (self.fixed, self.selective, self.attention):
            panel.triangle.set_channels(masked=0.0, laid=0.0, named=0.0, opened=0.0)

    def lose_filter(self) -> Animation:
        """Return the animation in which the selective net's filter greys out: it has none."""
        return self.lost.drive(run_time=ENTER, light=0.0)
