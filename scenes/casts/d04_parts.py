"""Diagram 4: the parts of the stage of one token's stream."""

from __future__ import annotations

from anim_lib.formula import Formula
from anim_lib.layout import LEFT
from anim_lib.motion import Posed
from anim_lib.primitives.residual_stream import ResidualStream
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.side_branch import SideBranch
from anim_lib.primitives.sum_lens import SumLens
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts.d04_grid import (
    BAND,
    BRANCH,
    FIRST,
    LENS,
    LENS_AXIS,
    LENS_ROW,
    NEAR,
    ROW,
    SIGNS,
    UNDER,
    WIDE,
    small,
    states,
    views,
)
from scenes.values.d04_transformer_block import Values

MIDDLE = ROW[0] + 5.5 * ROW[1]  # y of the stream as one line
GLOSS = 182.0  # baseline of what a norm is
KEY = (1568.0, 1688.0)  # left sides of the key of the signs
X = [FIRST + NEAR * column for column in range(5)]  # of the columns, seen from near


class Parts:
    """The stream of the shown token, boxes beside it, signs above it, lenses on one number."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.views = views(v)
        self.k = 2 * v.bar_layer - 1  # what attention adds in that block, as an addition from 0
        (stages, added), start = states(v), self.views["start"]
        self.stream = ResidualStream(
            stages,
            deltas=added,
            theme=theme,
            columns=start.columns,
            rows=start.rows,
            unit=start.unit,
            band=start.band,
        )
        window, token = self.stream.edge[0], v.tokens[v.shown]

        def branch(
            name: str, role: str, tap: float | None, at: float, **more: object
        ) -> SideBranch:
            place = {"y": BRANCH, "stream": BAND[1], "window": window} | more
            return SideBranch(name, theme=theme, role=role, tap=tap, at=at, **place)  # type: ignore[arg-type]

        self.sources = [
            branch(f"token “{token}”", "ink", None, FIRST),
            branch(f"position {v.shown + 1}", "ink", None, FIRST + WIDE),
        ]
        earlier = v.read_pattern[v.shown, : v.shown]
        self.branches = [
            branch("attention", "attention", X[0], X[1], behind_at=(X[2], MIDDLE), feeds=earlier),
            branch("MLP", "accent", X[2], X[3], behind_at=(X[4], MIDDLE)),
        ]
        self.feeds = small("from earlier tokens", X[1] + 104, 228, theme, role="attention")
        at = [x + way * 0.55 * NEAR for x in X[1::2] for way in (-1, 1)]  # edges of the windows
        self.signs = [_sign(text, x, theme) for text, x in zip("+=+=", at, strict=True)]
        self.first_signs = [
            _sign("+", FIRST + 0.5 * WIDE, theme),
            _sign("=", FIRST + 1.5 * WIDE, theme),
        ]
        drawn = f"stream of “{token}”: {len(v.bars)} of its {v.d_model} numbers"
        self.heads = [head(maths, x, theme) for maths, x in (("x", X[0]), ('x_"new"', X[4]))]
        self.first_head = head("x", X[4], theme)
        self.titles = [
            small(f"toy, {drawn}", LEFT, UNDER, theme),
            small(f"toy, block {v.bar_layer} of {v.n_layers}, {drawn}", LEFT, UNDER, theme),
        ]
        self.gloss = small("norm: same size for all", LEFT, GLOSS, theme)
        self.key = [
            one for sign in zip(KEY, ("plus", "minus"), strict=True) for one in _key(*sign, theme)
        ]
        self.formula = Formula(
            '{{ x_"new" : out }} = {{ x : x }} + {{ Delta_"attn" : attn }} '
            '+ {{ Delta_"mlp" : mlp }}',
            theme=theme,
            terms={"out": "ink", "x": "ink", "attn": "attention", "mlp": "accent"},
            x=LENS[0],
            y=238.0,
            size=62.0,
            lit=False,
        )
        self.start_lens, self.lens = self._lenses(v, theme)

    def _lenses(self, v: Values, theme: Theme) -> tuple[SumLens, SumLens]:
        row, k = v.lens_bar, v.bar_layer - 1

        def lens(*parts: float, total: float, unit: float, **more: object) -> SumLens:
            return SumLens(
                parts,
                total=total,
                theme=theme,
                box=LENS,
                scale=linear((0, 1), (LENS_AXIS, LENS_AXIS + unit)),
                head=f"number {v.bars[row] + 1} of {v.d_model}",
                row=(*LENS_ROW, self.stream.y_of(row), ROW[1] / 2 + 1),
                row_name=f"{v.bars[row] + 1}",
                **more,  # type: ignore[arg-type]
            )

        start = lens(
            v.embedding[row],
            v.position[row],
            total=float(v.before[0, row]),
            unit=250.0 / v.start_vmax,
            terms=[('"token"', "ink"), ('+ "position"', "ink"), ("= x", "ink")],
            written="{:.3f}".format,
        )
        added = [('+ Delta_"attn"', "attention"), ('+ Delta_"mlp"', "accent")]
        near = lens(
            v.before[k, row],
            v.delta_attention[k, row],
            v.delta_mlp[k, row],
            total=float(v.after[k, row]),
            unit=600.0 / v.bar_vmax,
            terms=[("x", "ink"), *added, ('= x_"new"', "ink")],
            written="{:.2f}".format,
        )
        return start, near

    @property
    def told(self) -> list[Posed]:
        """What explains the block's numbers."""
        return [self.lens, self.formula, self.gloss, *self.key]

    @property
    def all(self) -> list[Posed]:
        """Everything but the stream, from back to front."""
        return [
            *(self.start_lens, self.lens, self.formula, *self.titles, self.gloss, *self.key),
            *(self.feeds, *self.sources),
            *(*self.branches, *self.signs, *self.first_signs, *self.heads, self.first_head),
        ]


def head(maths: str, x: float, theme: Theme) -> Formula:
    """Return what stands over a column of the stream at ``x``."""
    source, terms = f"{{{{ {maths} : t }}}}", {"t": "ink"}
    return Formula(source, theme=theme, terms=terms, x=x, y=SIGNS - 14, size=54.0, anchor="c")


def _key(x: float, sign: str, theme: Theme) -> list[Posed]:
    """Return a swatch of a sign's colour, and the sign's name."""
    role = {"plus": "state_pos", "minus": "state_neg"}[sign]
    swatch = Rule([(x, UNDER - 12), (x + 33, UNDER - 12)], theme=theme, role=role, line=22.0)
    return [swatch, small(sign, x + 45, UNDER, theme, role=role)]


def _sign(text: str, x: float, theme: Theme) -> Label:
    return Label(text, x, SIGNS, theme=theme, size=50.0, anchor="c")
