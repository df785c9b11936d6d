"""Diagram 11: dot product, softmax, weighted sum: three words in a plane, then real heads."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.d11_qkv_attention import alt
from scenes.casts.d11_qkv_attention import Cast
from scenes.casts.d11_real import RealAct
from scenes.values.d11_qkv_attention import Values


class D11QkvAttention(Storyboard[Values]):
    """A dot product asks "how alike?", softmax makes shares of it, the output is a blend.

    The aha frame must show the output inside the triangle of the three values; the last one
    all heads of a real layer, and what is made of their answers.
    """

    number = "11"
    title = "Queries, keys, values"
    family = "attention"
    poster = "aha"
    square = (1176.0, 130.0, 728.0)  # the values and their blend
    acts = 2
    values_type = Values
    errata = ("commonly_drawn",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Ask, compare, share out, blend; what is often drawn; a mask; then a real head."""
        self.c = Cast(v, self.theme)
        self.real = RealAct(v, self.theme, self.c.formula)
        self.cast(*self.c.back_to_front, *self.real.back_to_front)
        for one in (self.c.formula, *self.c.table.asks, self.c.table.cards):
            one.set_channels(presence=1.0)
        asking = v.tokens[v.asking]
        yield Beat("question", f"What should “{asking}” take from its neighbours?", hold=SETTLE)
        yield from self._compare(v)
        yield from self._multiply(v)
        yield from self._share_out(v)
        yield from self._admit(v)
        yield from self.real.beats(v, self.c.leave_stage())

    def _compare(self, v: Values) -> Iterator[Beat]:
        c, table, alike = self.c, self.c.table, self.c.alike
        yield Beat(
            "vectors",
            "Each word makes three vectors.",
            stagger(
                together(leave_all(*table.asks), table.cards.travel(0, 0)),
                stagger(*[table.emit(kind) for kind in table.vectors], lag=0.35 * MOVE),
                lag=0.8 * MOVE,
            ),
        )
        idle = [one for one in table.strips if one not in (table.asking, *table.vectors["key"])]
        yield Beat(
            "arrows",
            "Whose key points like this query?",
            together(*[one.step_back(run_time=GLANCE) for one in idle], c.formula.light("q", "k")),
            leave_all(*idle, *table.words, table.cards),
            c.gather(),
            together(*[one.enter(run_time=GLANCE) for one in c.frame]),
            together(
                alike.plane.grow(lag=0.5 * SETTLE),
                stagger(*[one.enter() for one in (*alike.mine, *alike.words)], lag=0.5 * SETTLE),
            ),
            hold=SETTLE,
            tint={"key": "key", "query": "query"},
        )

    def _multiply(self, v: Values) -> Iterator[Beat]:
        c, alike, shares = self.c, self.c.alike, self.c.shares
        line = "Multiply and add: the dot product."
        yield Beat("product", line, c.point_at(0), *c.multiply(v, 0, 0.7 * MOVE), hold=SETTLE)
        line += f"\nOr: the key’s shadow times q’s length, {v.query_length:.2f}."
        tint = {"key’s shadow": "key"}
        for i, pace in ((1, 0.6 * MOVE), (2, 0.45 * MOVE)):
            drop = alike.plane.drop(i + 1, run_time=pace)
            first, *rest = c.multiply(v, i, pace)
            steps = (c.point_at(i), together(drop, first), *rest)
            yield Beat(f"product_{i + 1}", line, *steps, hold=SETTLE, tint=tint)
        yield Beat(
            "line_up",
            line,
            c.put_away(),
            together(shares.line_up(v), shares.axis.draw()),
            c.name_again(),
            hold=SETTLE,
            tint=tint,
        )

    def _share_out(self, v: Values) -> Iterator[Beat]:
        c, alike, shares, blend = self.c, self.c.alike, self.c.shares, self.c.blend
        yield Beat(
            "softmax",
            f"Divide by √{v.d_head}; softmax makes shares that sum to 1.",
            together(
                *[one.step_back(run_time=GLANCE) for one in alike.all], c.formula.light("scale")
            ),
            shares.divide(v),
            together(c.formula.light("softmax"), shares.soften(v)),
            shares.keys[1].enter(run_time=GLANCE),
            hold=SETTLE,
            tint={"shares": "attention", "softmax": "attention"},
        )
        line, tint = "The answer blends the values.", {"values": "value"}
        yield Beat(
            "blend",
            line,
            stagger(
                enter_all(*blend.axes, blend.heading),
                together(c.formula.light("v"), blend.grow()),
                lag=GLANCE,
            ),
            together(
                blend.plane.weigh(v.weights, run_time=MOVE), *[t.enter() for t in blend.times]
            ),
            blend.plane.chain(run_time=MOVE),
            hold=SETTLE,
            tint=tint,
        )
        mark = blend.plane.drive(run_time=ENTER, summed=1.0)
        yield Beat(
            "aha",
            f"{line}\nSo it lands inside their triangle.",
            stagger(mark, enter_all(*blend.out), lag=SETTLE),
            stagger(blend.plane.drive(run_time=ENTER, triangle=1.0), c.wake(), lag=0.5 * ENTER),
            hold=0.6 * REST,
            tint=tint,
        )

    def _admit(self, v: Values) -> Iterator[Beat]:
        c, (_, second, third) = self.c, v.ranking
        yield Beat(
            "commonly_drawn",
            f"Computed, “{second}” outranks “{third}” itself.",
            c.clear(),
            enter_all(*c.erratum.wrong, c.erratum.heading),
            c.erratum.strike.draw(run_time=ENTER),
            hold=SETTLE,
        )
        yield Beat(
            "causal",
            "A GPT hides later words: the blend slides.",
            stagger(c.clear_erratum(), c.restore(), lag=GLANCE),
            c.hide(v.causal_weights == 0.0),
            c.reweigh(v),
            hold=SETTLE,
        )
