"""Diagram 9's three triangles: hidden attention of both nets, and a head of real attention."""

from __future__ import annotations

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.primitives.causal_triangle import HEAD_GAP, ROW_GAP, CausalTriangle
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.signed_triangle import SignedTriangle
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER
from anim_lib.typography import scientific
from scenes.casts import d09_grid as at
from scenes.casts.d09_panels import Panels, panels
from scenes.casts.d09_words import ONE, OWN, Words
from scenes.values.d09_selective_vs_fixed import Values

NEAR = 6.0  # from a leader's ends to the word and to the cells


class Panel:
    """One triangle with its words, title, and what holds for it."""

    def __init__(
        self,
        triangle: CausalTriangle,
        v: Values,
        words: Words,
        spot: Panels,
        title: str,
        column: str,
        fact: str,
        key: Posed,
    ) -> None:
        self.triangle = triangle
        right = triangle.left + spot.wide
        self.title = words.word(title, triangle.left, at.TITLES, strong=True)
        self.side = words.side(column, right, at.TITLES)
        over = spot.top - HEAD_GAP - spot.out
        self.heads = [
            words.turned(v.tokens[k], triangle.left + x, over)
            for k, x in zip(spot.named, spot.heads.tolist(), strict=True)
        ]
        self.rows: list[Posed] = []
        if spot.thin:
            self.rows = self._named_rows(v, words, spot)
        self.fact = words.note(fact, right, at.FOOT, "r")
        self.key = key

    def _named_rows(self, v: Values, words: Words, spot: Panels) -> list[Posed]:
        """Return the named rows' words, and leaders from these and from the heads to the cells."""
        grid, labels, leaders = self.triangle, [], []
        beside = grid.left - ROW_GAP - spot.out
        for k, x, y in zip(spot.named, spot.heads.tolist(), spot.rows.tolist(), strict=True):
            (column, _), (_, row) = grid.middle(0, k), grid.middle(k, 0)
            labels.append(words.number(v.tokens[k], beside, spot.top + y + 12.0, anchor="r"))
            for path in (
                [(beside + NEAR, spot.top + y), (grid.left - NEAR, row)],
                [(grid.left + x, spot.top - HEAD_GAP - spot.out + NEAR), (column, grid.top - NEAR)],
            ):
                leaders.append(Rule(path, theme=words.theme, role="muted", line=1.5))
        return [*labels, *leaders]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        words = [self.title, self.side, *self.heads, *self.rows]
        return [self.triangle, *words, self.key, self.fact]

    def rise(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which it comes: its words, then all rows off the diagonal."""
        return stagger(
            enter_all(self.title, self.side, *self.heads, *self.rows, self.key),
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
        self.spot = spot = panels(v)
        self.fixed = self._net(v, words, theme, selective=False)
        self.selective = self._net(v, words, theme, selective=True)
        self.attention = self._attention(v, words, theme) if len(v.attention) else None
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
        lines: tuple[str, ...] = (
            "row: output after a word",
            "column: the word put in",
            "teal adds, amber takes away",
            f"a filler weighs at most {v.filler_weight_most:.3f}",
            "Ā = exp(ΔA): ZOH, exact",
            "B̄ = ΔB: Euler; skip Du left out",
        )
        if spot.thin:
            lines += ("named beside it: the content words",)
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
            for x in spot.lefts[:2]
        )
        left, top, right, bottom = self.lost.box("s", "k", "u")
        self.strike = Rule([(left, bottom), (right, top)], theme=theme, role="wrong", line=5.0)

    def _net(self, v: Values, words: Words, theme: Theme, *, selective: bool) -> Panel:
        values, vmax = (
            (v.selective_hidden, v.selective_hidden_vmax)
            if selective
            else (v.fixed_hidden, v.fixed_hidden_vmax)
        )
        name = OWN if selective else ONE
        channel = v.selective_channel if selective else v.fixed_channel
        spot = self.spot
        left = spot.lefts[1 if selective else 0]
        triangle = SignedTriangle(
            values,
            theme=theme,
            vmax=vmax,
            left=left,
            top=spot.top,
            cell=(spot.wide / v.n_body, spot.tall / v.n_body),
            row_labels=() if spot.thin else v.tokens[: v.n_body],
            names=("output", ""),
        )
        spread = f"up to {v.selective_spread:.1f}" if selective else scientific(v.fixed_spread)
        return Panel(
            triangle,
            v,
            words,
            spot,
            f"{name}, ch. {channel}",
            "input",
            f"diagonals differ: {spread}",
            SignedKey(
                vmax,
                theme=theme,
                right=left + spot.wide,
                y=spot.top + 22.0,
                written="{:.1f}".format,
            ),
        )

    def _attention(self, v: Values, words: Words, theme: Theme) -> Panel:
        spot = self.spot
        triangle = CausalTriangle(
            v.attention,
            theme=theme,
            left=spot.lefts[2],
            top=spot.top,
            cell=(spot.wide / v.n_body, spot.tall / v.n_body),
            row_labels=() if spot.thin else v.tokens[: v.n_body],
            names=("asks", ""),
        )
        return Panel(
            triangle,
            v,
            words,
            spot,
            f"attention {v.attention_layer}.{v.attention_head}",
            "is asked",
            "each row adds up to 1",
            ColourKey("attention weight", theme=theme, top=at.KEY - 12.0),
        )

    @property
    def panels(self) -> list[Panel]:
        """The triangles with their words; attention where the tiny GPT knows all of these."""
        return [self.fixed, self.selective, *([self.attention] if self.attention else [])]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        triangles = [one for panel in self.panels for one in panel.all]
        return [*triangles, self.sum, self.exact, *self.guide, self.filter, self.lost, self.strike]

    def shut(self) -> None:
        """Set all triangles empty: to be called when nothing is on stage."""
        for panel in self.panels:
            panel.triangle.set_channels(masked=0.0, laid=0.0, named=0.0, opened=0.0)

    def lose_filter(self) -> Animation:
        """Return the animation in which the selective net's filter is struck out: it has none."""
        return together(
            self.lost.drive(run_time=ENTER, light=0.0), self.strike.draw(run_time=ENTER)
        )
