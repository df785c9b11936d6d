"""Diagram 11, second act: the same steps in a real head, and what becomes of all heads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import Animation

from anim_lib.formula import Formula
from anim_lib.motion import Posed, leave_all, stagger, then, together
from anim_lib.storyboard import Beat
from anim_lib.theme import Theme
from anim_lib.timing import BEND, END, ENTER, GLANCE, MOVE, SETTLE
from scenes.casts.d11_answer import Answer
from scenes.casts.d11_compare import Compare
from scenes.casts.d11_mixing import Mixing
from scenes.casts.d11_patterns import Patterns
from scenes.casts.d11_real_grid import MULTI
from scenes.values.d11_qkv_attention import Values


class RealAct:
    """The second act; ``formula`` is the one that stands from the first."""

    def __init__(self, v: Values, theme: Theme, formula: Formula) -> None:
        self.formula = formula
        self.compare, self.answer = Compare(v, theme), Answer(v, theme)
        self.patterns = Patterns(v, theme)
        self.mixing = Mixing(v, theme, self.patterns.right)
        self.per_head = Formula(
            '{{ "head"_i : out }} = {{ "softmax" : softmax }} '
            "( {{ Q_i : q }} {{ K_i^top : k }} {{ \\/ sqrt(d) : scale }} ) {{ V_i : v }}",
            theme=theme,
            terms=formula.terms,
        )
        self.multi_head = Formula(
            '{{ "out" : out }} = {{ "Concat"("head"_1, dots.h, "head"_'
            f"{v.real_n_heads}) : heads }}}} {{{{ W_O : w }}}} + {{{{ b_O : b }}}}",
            theme=theme,
            terms={"out": "ink", "heads": "ink", "w": "accent", "b": "ink"},
            size=MULTI,
            lit=False,
        )

    @property
    def one(self) -> list[Posed]:
        """Values pass behind the keys on their way out of their words."""
        return [*self.answer.back_to_front, *self.compare.back_to_front]

    @property
    def back_to_front(self) -> list[Posed]:
        """All parts."""
        every = [*self.mixing.back_to_front, *self.patterns.back_to_front]
        return [*every, *self.one, self.per_head, self.multi_head]

    def beats(self, v: Values, empty: Animation) -> Iterator[Beat]:
        """Yield the beats; ``empty`` clears the stage of the first act, but for the formula."""
        c, answer = self.compare, self.answer
        values = [c.emit(*pair) for pair in zip(answer.values, c.pieces, strict=True)]
        yield Beat(
            "real_head",
            f"Now a real head: {v.real_d_head} numbers instead of {v.d_head}.",
            together(empty, self.formula.light()),
            stagger(
                stagger(*[one.enter() for one in (c.title, *c.pieces)], lag=0.03),
                together(c.emit_all(), *values, answer.scale.enter()),
                lag=MOVE,
            ),
            hold=SETTLE,
        )
        yield from self._compare(v)
        yield from self._share_out(v)
        yield from self._join(v)

    def _compare(self, v: Values) -> Iterator[Beat]:
        c, first = self.compare, v.real_ranking[0]
        near = np.arange(len(v.real_pieces)) == first
        others = [group[i] for group in (c.keys, c.pieces) for i in np.flatnonzero(~near)]
        score = f"{v.real_scores[first]:.1f}"
        none, known = np.zeros(len(near)), np.where(near, v.real_scores, 0.0)
        yield Beat(
            "real_products",
            f"Multiply cell by cell, add up: “{v.real_pieces[first]}” scores {score}.",
            together(
                *[one.step_back(run_time=GLANCE) for one in (*others, *self.answer.values)],
                self.formula.light("q", "k"),
                *[one.enter(run_time=GLANCE) for one in (c.heading, c.query_scale, c.units[0])],
                c.scores.drive(run_time=GLANCE, presence=1.0, numbers=near),
            ),
            together(
                c.multiply(v, near, none, 0.045),
                c.scale.drive(run_time=MOVE, limit=v.real_product_vmax),
            ),
            together(
                leave_all(*c.one),
                *[one.step_forward(run_time=GLANCE) for one in others],
                c.multiply(v, ~near, known, 0.033),
            ),
            together(leave_all(*c.every), c.scores.drive(run_time=GLANCE, numbers=c.large)),
            hold=SETTLE,
            tint={score: "key"},
        )

    def _share_out(self, v: Values) -> Iterator[Beat]:
        c, answer = self.compare, self.answer
        yield Beat(
            "real_softmax",
            f"Divide by √{v.real_d_head}; softmax makes shares.",
            together(
                self.formula.light("scale"),
                *[one.step_back(run_time=GLANCE) for one in (*c.keys, c.query)],
                c.units[0].leave(),
                stagger(c.scores.to_values(v.real_scaled), c.units[1].enter(), lag=GLANCE),
            ),
            together(
                self.formula.light("softmax"),
                answer.shares.open(run_time=ENTER, lag=0.03),
                answer.headings[0].enter(),
            ),
            answer.shares.print_large(run_time=GLANCE),
            hold=SETTLE,
            tint={"shares": "attention", "softmax": "attention"},
        )
        first = v.real_ranking[0]
        share = f"{v.real_weights[first]:.2f}"
        yield Beat(
            "real_blend",
            f"Weighted values add up: mostly “{v.real_pieces[first]}”, {share}.",
            stagger(
                together(
                    self.formula.light("v"),
                    answer.headings[1].enter(),
                    *[one.step_forward(run_time=GLANCE) for one in answer.values],
                ),
                answer.weigh(v),
                lag=GLANCE,
            ),
            answer.stack(v),
            together(self.formula.light("out", "v"), answer.blend(v)),
            hold=SETTLE,
            tint={"values": "value", share: "attention"},
        )

    def _join(self, v: Values) -> Iterator[Beat]:
        patterns, mixing, shares = self.patterns, self.mixing, self.answer.shares
        place = patterns.pictures[patterns.shown].row_boxes()
        yield Beat(
            "heads",
            f"One of {v.real_n_heads} heads, each with its own pattern.",
            together(
                leave_all(*[one for one in self.one if one is not shares]),
                self.formula.match(self.per_head, run_time=BEND),
                shares.lie_down(place),
            ),
            together(
                then(patterns.open_shown(), shares.leave(), gap=0.0),
                patterns.open_others(),
            ),
            hold=SETTLE,
        )
        line = "Their answers are laid side by side,"
        yield Beat(
            "concat",
            line,
            patterns.line_up(),
            together(
                self.per_head.match(self.multi_head),
                stagger(
                    mixing.lay_side_by_side(patterns.answers),
                    self.multi_head.light("heads"),
                    lag=BEND,
                ),
            ),
            hold=SETTLE,
        )
        yield Beat(
            "recap",
            f"{line}\nthen learned weights mix them.",
            together(
                self.multi_head.light("w"),
                *[one.enter() for one in (mixing.column, *mixing.mixing)],
            ),
            together(
                *[one.enter(run_time=GLANCE) for one in mixing.making],
                mixing.mix_first(v, 1.2),
            ),
            together(self.multi_head.light("b"), mixing.add_bias(v)),
            stagger(
                together(self.multi_head.light_all(), mixing.result.fill()),
                mixing.check.enter(),
                lag=0.8 * MOVE,
            ),
            hold=END,
            tint={"learned weights": "accent"},
        )
