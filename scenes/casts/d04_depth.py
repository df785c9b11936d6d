"""Diagram 4: all blocks from far away, and the way out to the next words."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.flow import Flow, Node
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from scenes.casts.d04_block import Block
from scenes.casts.d04_box import NextWords
from scenes.casts.d04_grid import BAND, BRANCH, HEAD, small
from scenes.casts.d04_parts import X, head
from scenes.values.d04_transformer_block import Values

FAR_AWAY = 1.2  # seconds from near one block to all of them
FLOOR, TALL = 838.0, 7.0  # of the sizes' bars: base, and stage pixels per 1
AXIS, UNIT = 1010.0, 1100.0  # of the next words' bars: zero, and stage pixels of a share of 1


class Depth:
    """Sizes of all additions, below the stream of all blocks."""

    def __init__(self, v: Values, theme: Theme, block: Block) -> None:
        self.block = block
        first, pitch = block.views["far"].columns
        x = first + pitch * (3 + 2 * np.arange(v.delta_length.size))
        self.sizes = BarStrip(
            v.delta_length.reshape(-1),
            theme=theme,
            along="y",
            base=FLOOR,
            scale=linear((0, 1), (FLOOR, FLOOR - TALL)),
            places=x,
            thickness=44.0,
            role=("attention", "accent") * v.n_layers,
            written="{:.1f}".format,
        )
        (some, *_, many), (few, *_, most) = v.deep_models, v.deep_layers
        small_one = f"{some.split()[0]} small"  # as GPT-2's 124M version is called
        others = f"{small_one} has {few} such blocks, {many} has {most}"
        self.names: list[Posed] = [
            small("length of what is added", LEFT, 690, theme),
            small("by attention", LEFT, 736, theme, role="attention"),
            small("by an MLP", LEFT, 782, theme, role="accent"),
            small(f"start: {v.stream_length[0]:.1f} long", LEFT, 828, theme, role="ink"),
            small(others, RIGHT, 690, theme, anchor="r"),
            small("token, position", LEFT, 246, theme),
        ]
        for layer, (left, right) in enumerate(x.reshape(-1, 2)):
            middle = (left + right) / 2
            self.names += [
                small(f"block {layer + 1}", middle, 246, theme, role="ink", anchor="c"),
                Rule([(left - 40, 262), (right + 40, 262)], theme=theme, role="muted", line=3.0),
            ]
        terms = [
            f'{{{{ Delta_"{name}"^{layer} : {name}{layer} }}}}'
            for layer, name in ((1, "attn"), (1, "mlp"), (v.n_layers, "mlp"))
        ]
        added = " + ".join([*terms[:2], "dots.c", terms[2]])
        self.formula = Formula(
            f'{{{{ x_"end" : out }}}} = {{{{ x_"start" : x }}}} + {added}',
            theme=theme,
            terms={"out": "ink", "x": "ink", "attn1": "attention", "mlp1": "accent"}
            | {f"mlp{v.n_layers}": "accent"},
            y=HEAD,
            size=60.0,
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.sizes, *self.names, self.formula]

    def pull_back(self, clearing: Animation) -> list[Animation]:
        """Return the steps from near one block to all of them, then to the sizes."""
        return [
            together(
                clearing,
                Timeline((GLANCE, self.block.look("far", run_time=FAR_AWAY))),
                Timeline((FAR_AWAY, enter_all(*self.names, self.formula))),
                Timeline((FAR_AWAY, self.sizes.grow(run_time=ENTER))),
            )
        ]


class WayOut:
    """From the last stream to shares of the next words, beside the grammar's own."""

    def __init__(self, v: Values, theme: Theme, block: Block) -> None:
        self.block = block
        end = X[2]
        self.flow = Flow(
            [(0, 1), (1, 2)],
            theme=theme,
            nodes=[
                Node("norm", end, BRANCH),
                Node("unembed", end + 280, BRANCH),
                Node("softmax", end + 580, BRANCH),
            ],
        )
        self.ways = [
            Rule([(end, BAND[1]), (end, BRANCH + 40)], theme=theme, role="ink", line=3.0),
            Rule(
                [(end + 580, BRANCH + 40), (end + 580, BAND[1])], theme=theme, role="ink", line=3.0
            ),
        ]
        rows = np.array([424.0, 536.0, 648.0, 760.0])
        maths = ("x", "Delta", 'x_"end"')
        self.heads = [head(one, x, theme) for one, x in zip(maths, X[:3], strict=True)]
        self.words = NextWords(v, theme, axis=AXIS, unit=UNIT, rows=rows, head="next word")
        self.truth = BarStrip(
            v.top_true_shares[: v.n_likely],
            theme=theme,
            along="x",
            base=AXIS,
            scale=linear((0, 1), (AXIS, AXIS + UNIT)),
            places=rows[: v.n_likely] + 40,
            thickness=28.0,
            role="muted",
            written="{:.2f}".format,
        )
        self.key = small("grey: the grammar’s own shares", RIGHT, 772, theme, anchor="r")
        self.formula = Formula(
            '{{ "chances" : out }} = {{ "softmax" : softmax }} '
            '( {{ U : u }} thin {{ "norm" : norm }} (x_"end"))',
            theme=theme,
            terms={"out": "ink", "softmax": "ink", "u": "ink", "norm": "ink"},
            y=HEAD,
            size=60.0,
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            *self.ways,
            *self.heads,
            self.flow,
            self.truth,
            *self.words.all,
            self.key,
            self.formula,
        ]

    def leave_depth(self, depth: Depth) -> list[Animation]:
        """Return the steps to the stream's end, and out of it to the bars."""
        words = self.words
        texts = enter_all(*self.ways, *self.heads, *words.words, words.head)
        come = together(self.flow.enter(), self.formula.enter(), texts)
        chances = together(
            self.flow.walk([0, 1, 2], run_time=0.5 * GLANCE),
            Timeline((GLANCE, words.bars.grow(run_time=ENTER))),
            Timeline((1.5 * GLANCE, together(self.truth.grow(run_time=ENTER), self.key.enter()))),
        )
        return [
            together(
                leave_all(*depth.all),
                Timeline((0.1, self.block.look("end", run_time=MOVE))),
                Timeline((0.6 * MOVE, come)),
            ),
            chances,
        ]
