"""The cast of diagram 11: what several parts do together, and who is in front."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from anim_lib.formula import Formula
from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, leave_all, then, together
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, MOVE
from anim_lib.typography import SMALL, Label
from scenes.casts.d11_blend import Blend, Erratum
from scenes.casts.d11_grid import ASK, BASE, ROWS, UNIT
from scenes.casts.d11_scores import Alike, Shares
from scenes.casts.d11_table import Table
from scenes.values.d11_qkv_attention import Values


class Cast:
    """All parts of the film, from back to front."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.formula = Formula(
            '{{ "out" : out }} = {{ "softmax" : softmax }} '
            "( {{ q : q }} {{ K^top : k }} {{ \\/ sqrt(d) : scale }} ) {{ V : v }}",
            theme=theme,
            terms={"out": "ink", "softmax": "attention", "q": "query", "k": "key"}
            | {"scale": "ink", "v": "value"},
            lit=False,
        )
        self.table, self.alike, self.blend = Table(v, theme), Alike(v, theme), Blend(v, theme)
        self.shares = Shares(v, theme, self.alike)
        self.erratum = Erratum(v, theme)
        self.masks = [
            Label(text, RIGHT, 196, theme=theme, role="muted", size=SMALL, anchor="r")
            for text in ("no mask, as in an encoder", "causal mask, as in a GPT")
        ]

    @property
    def back_to_front(self) -> list[Posed]:
        """Shadows lie behind the arrows, vectors come out from behind the cards."""
        table, alike, shares, blend = self.table, self.alike, self.shares, self.blend
        erratum = self.erratum
        return [
            *(self.formula, *self.masks, *alike.axes, shares.shares, shares.scores, *alike.all[2:]),
            *(shares.axis, *shares.askers, *shares.keys, shares.divided, shares.heading),
            *(*blend.all, *erratum.wrong, erratum.heading, erratum.strike),
            *(*shares.sums, *shares.totals, *table.asks),
            *(*table.strips, *table.words, table.cards),
        ]

    @property
    def frame(self) -> list[Posed]:
        """What the plane of keys and the rows beside it need before anything is in them."""
        return [*self.alike.axes, self.alike.heading, *self.shares.askers]

    @property
    def quiet(self) -> list[Posed]:
        """What steps back while the erratum is spoken of."""
        return [*self.shares.totals, self.shares.scores, *self.blend.all]

    def put_away(self) -> Animation:
        """Return the animation that clears the way of the shadows; they are all back, sums stay."""
        shares, alike = self.shares, self.alike
        rows = [self.table.asking, *self.table.vectors["key"]]
        crossed = [*shares.sums, *shares.askers, *alike.mine, *alike.words]
        return together(
            *[one.leave() for one in (*rows, *crossed)],
            *[one.step_forward(run_time=GLANCE) for one in (*shares.names, *alike.words)],
            alike.plane.emphasise(np.ones(len(rows))),
            shares.scores.drive(run_time=GLANCE, grown=1.0),
        )

    def name_again(self) -> Animation:
        """Return the animation in which names come back to arrows and bars."""
        back = (*self.alike.mine, *self.alike.words, *self.shares.names, self.shares.keys[0])
        return together(*[one.enter(run_time=GLANCE) for one in back])

    def wake(self) -> Animation:
        """Return the animation that brings all panels and terms to full colour."""
        forward = [one.step_forward() for one in self.alike.all]
        return together(*forward, self.formula.light_all(), self.masks[0].enter())

    def clear(self) -> Animation:
        """Return the animation that leaves the shares alone in full colour."""
        shares = self.shares
        return together(
            *[one.leave() for one in (*self.alike.all, shares.heading, *shares.keys)],
            *[one.step_back(run_time=GLANCE) for one in self.quiet],
        )

    def clear_erratum(self) -> Animation:
        """Return the animation in which the erratum goes, and with it the word on masks."""
        erratum = self.erratum
        gone = (*erratum.wrong, erratum.heading, erratum.strike, self.masks[0])
        return leave_all(*gone)

    def restore(self) -> Animation:
        """Return the animation that undoes :meth:`clear`; a causal mask is spoken of now."""
        shares = self.shares
        back = (*self.alike.all, shares.heading, *shares.keys, self.masks[1])
        return together(
            *[one.enter() for one in back],
            *[one.step_forward() for one in self.quiet],
        )

    def leave_stage(self) -> Animation:
        """Return the animation in which all goes but the formula."""
        return leave_all(*[one for one in self.back_to_front if one is not self.formula])

    def hide(self, masked: NDArray[np.bool_]) -> Animation:
        """Return the animation in which the tokens that are ``masked`` step back."""
        blend, shares = self.blend, self.shares
        groups = (shares.names, shares.totals, self.alike.words, blend.words, blend.times)
        hidden = [group[i] for group in groups for i in np.flatnonzero(masked)]
        return together(
            *[one.step_back(run_time=GLANCE) for one in hidden],
            self.alike.plane.emphasise([1.0, *~masked]),
            shares.scores.emphasise(~masked, run_time=GLANCE),
        )

    def reweigh(self, v: Values) -> Animation:
        """Return the animation to the masked weights, in bars and blend at once."""
        longer = (
            UNIT * (v.causal_weights - v.weights)[v.asking]
        )  # a word behind the bar rides along
        return together(
            self.shares.shares.to_values(v.causal_weights, run_time=BEND),
            self.shares.keys[1].travel(longer, 0.0, run_time=BEND),
            self.blend.reweigh(v.causal_weights, v.causal_output),
        )

    def gather(self) -> Animation:
        """Return the animation that puts the query above the keys, one below the other.

        They go up and down first, where their columns keep them apart, then sideways.
        """
        rows = list(zip([self.table.asking, *self.table.vectors["key"]], [ASK, *ROWS], strict=True))
        return then(
            together(*[one.travel(0.0, y - one.y, run_time=0.5 * MOVE) for one, y in rows]),
            together(
                *[one.travel(BASE - one.x, y - one.y, run_time=0.8 * MOVE) for one, y in rows]
            ),
            gap=0.0,
        )

    def point_at(self, i: int) -> Animation:
        """Return the animation that leaves only key ``i`` and the query in full colour."""
        near = np.eye(len(self.shares.names))[i]
        shares = self.shares
        terms = [list(column) for column in zip(*shares.terms, strict=True)]
        groups: list[Sequence[Posed]] = [
            self.table.vectors["key"],
            self.alike.words,
            shares.names,
            shares.equals,
            *terms,
        ]
        pairs = [pair for group in groups for pair in zip(group, near, strict=True)]
        return together(
            *[one.drive(run_time=GLANCE, dim=1.0 - spoken) for one, spoken in pairs],
            self.alike.plane.emphasise([1.0, *near]),
            self.shares.scores.drive(run_time=GLANCE, grown=near),  # one shadow at a time
        )

    def multiply(self, v: Values, i: int, pace: float) -> list[Animation]:
        """Return one move per multiplication: numbers, sum and shadow of key ``i`` together."""
        q, key = self.table.asking, self.table.vectors["key"][i]
        moves: list[Animation] = []
        for j, counting in enumerate(q.dot(key, self.shares.totals[i], run_time=pace)):
            sums = np.where(np.arange(len(v.scores)) < i, v.scores, 0.0)
            sums[i] = v.products[i, : j + 1].sum()
            grow = self.shares.scores.drive(run_time=pace, presence=1.0, values=sums)
            words = [one.enter(run_time=0.5 * pace) for one in self.shares.written(i, j)]
            moves.append(together(counting, grow, *words))
        return moves
