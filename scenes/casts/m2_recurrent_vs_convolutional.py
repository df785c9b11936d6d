"""Everything on mermaid 2's stage, in the order from back to front."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.knob import Knob
from anim_lib.primitives.parameter_card import ParameterCard
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.token_row import TokenRow
from anim_lib.primitives.wiring import Wiring
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import Label, scientific
from scenes.casts import m2_grid as at
from scenes.casts.d14_words import Words
from scenes.casts.m2_machines import Filter, Loop, Outputs, lids
from scenes.values.m2_recurrent_vs_convolutional import Values

TO_LOOP, TO_FILTER, FROM_LOOP, FROM_FILTER = range(4)
AIR = 10.0  # between an arrow's ends and what it joins
LAP = (54.0, 34.0)  # of the arrow that leads back into the state: how far out, and half its height


class Cast:
    """The card, its knob, the chart, both machines, their outputs, and what is said of them."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        self.loop, self.filter = Loop(v, words, theme), Filter(v, words, theme)
        self.out, self.lids = Outputs(v, words, theme), lids(v, theme)
        self.chart, self.lap = _chart(theme)
        self._card(v, words, theme)
        self._verdict(v, words)
        self._ends(v, words)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.chart, self.card, *self.lids, self.out.loop, self.out.filter, *self.out.names]

    @property
    def back_to_front(self) -> list[Posed]:
        """Everything."""
        out, loop, conv = self.out, self.loop, self.filter
        machines = [
            *loop.within,
            loop.reads,
            loop.read,
            loop.gain,
            self.lap,
            *conv.within,
            conv.flipped,
            conv.products,
            conv.was,
        ]
        rows = [out.loop, out.filter, *out.was, *out.names, out.step_name, *out.steps]
        uses = [*self.inference[0], self.inference[1], *self.training[0], self.training[1]]
        said = [*self.found, *self.found_after, *uses, *self.uses_not, *self.ends]
        turn = [*self.discrete, self.lead, self.knob, self.was]
        return [
            self.chart,
            *self.copies,
            self.card,
            *rows,
            *self.news,
            *machines,
            *self.lids,
            *turn,
            *said,
        ]

    def _card(self, v: Values, words: Words, theme: Theme) -> None:
        size = v.d_state
        i = j = len(v.block_orders) - 1
        self.card = ParameterCard(
            v.A_block[0],
            title="one card",
            lines=[
                ("B", f"{size} numbers"),
                ("C", f"{size} numbers"),
                ("D", f"{v.D:g}: no skip"),
                ("Δ", f"1/{1 / v.delta:g}, bilinear"),
                ("A", f"{size} × {size}, part"),
            ],
            box=at.CARD,
            spoken=(i, j),
            theme=theme,
        )
        x, y, r = at.KNOB
        self.discrete = [
            words.note(text, at.CARD[0], at.CARD[3] + 56.0 + 44.0 * k)
            for k, text in enumerate(("Ā, B̄: A and B", "for one step Δ"))
        ]
        self.knob = Knob(v.turns, x=x, y=y, r=r, theme=theme)
        left, _, right, bottom = self.card.ring_box()
        middle = (left + right) / 2
        self.lead = Rule([(middle, bottom), (middle, y - 30.0)], theme=theme, role="ink", line=3)
        first = f"{v.turns[0]:.0f}".replace("-", "−")
        self.was = words.note(f"was {first}", self.knob.number.x, y + 64.0)

        x = at.COPIES[0]
        self.copies = [TokenRow(["ABCΔ"], theme=theme, y=y, centres=[x]) for y in at.ENTRIES]
        middle = (at.CARD[0] + at.CARD[2]) / 2
        self.news = [
            TokenRow([f"B{k} C{k} Δ{k}"], theme=theme, y=y, centres=[middle])
            for k, y in zip("₁₂₃", at.NEWS, strict=True)
        ]

    def _verdict(self, v: Values, words: Words) -> None:
        key, least = at.TELLS
        tint = {"wide: loop": "muted", "narrow: filter": "accent"}
        ways = Label("wide: loop · narrow: filter", at.OUT, key, theme=words.theme, tint=tint)
        before, after = (scientific(v.difference[k]) for k in (0, -1))
        self.found = (ways, words.word(f"largest difference {before}", at.OUT, least))
        self.found_after = (
            words.word(f"largest difference {after}", at.OUT, least),
            words.note(f"ticks: before; largest move {v.y_moved:.2f}", at.OUT, 780.0),
        )

    def _ends(self, v: Values, words: Words) -> None:
        (loop, conv), n = at.HEADINGS, f"{v.cost_len:,}"
        self.inference = self._cost(
            ("inference: the loop", "muted", f"numbers kept for input {n}"),
            {"loop": v.kept_loop, "filter": v.kept_filter},
            v,
            loop,
            words,
        )
        self.training = self._cost(
            ("training: the filter", "accent", f"outputs of {n} that wait for a state"),
            {"filter": v.waits_filter, "loop": v.waits_loop},
            v,
            conv,
            words,
        )
        self.uses_not = [
            words.word("no single kernel:", at.INSIDE, at.KERNEL - 12),
            words.note("every output would need its own", at.INSIDE, at.KERNEL + 40),
        ]
        first, second = (zero + at.NAME_DROP for zero in at.OUTPUTS)  # where the arrows end
        self.ends = [
            words.word("the loop still runs", at.OUT, first, "muted"),
            words.note("own Ā, B̄, C each step; a scan trains it", at.OUT, first + 54),
            words.word("the filter ends", at.OUT, second, "accent"),
            words.note("it needs one Ā, B̄, C for all steps", at.OUT, second + 54),
        ]

    def _cost(
        self,
        said: tuple[str, str, str],
        costs: Mapping[str, int],
        v: Values,
        top: float,
        words: Words,
    ) -> tuple[list[Posed], BarStrip]:
        heading, role, unit = said
        roles = {"loop": "muted", "filter": "accent"}
        places = [top + row for row in at.COST_ROWS]
        names = [
            words.word(name, at.OUT, y + at.NAME_DROP, roles[name])
            for name, y in zip(costs, places, strict=True)
        ]
        bars = BarStrip(
            list(costs.values()),
            theme=words.theme,
            along="x",
            base=at.COSTS[0],
            scale=linear((0, v.cost_len), at.COSTS),
            places=places,
            thickness=at.COST_TALL,
            role=[roles[name] for name in costs],
            written="{:,.0f}".format,
            axis=(places[0] - at.COST_TALL, places[-1] + at.COST_TALL),
        )
        bars.set_channels(grown=0.0)
        what = words.note(unit, at.OUT, top + 54)
        return [words.word(heading, at.OUT, top, role), what, *names], bars


def _chart(theme: Theme) -> tuple[Wiring, Wiring]:
    """Return the frames with their arrows, and the arrow that leads back into the state."""
    x, y, r = at.GEM
    start, (reach, half) = x - r - AIR, LAP
    lap = [
        (start, y + half),
        (start - reach, y + half),
        (start - reach, y - half),
        (start, y - half),
    ]
    card, edge = at.CARD[2], at.LOOP[2]
    into = [np.array([(card + AIR, h), (at.LOOP[0] - AIR, h)]) for h in at.ENTRIES]
    out = [np.array([(edge + AIR, h), (at.OUT - 2 * AIR, h)]) for h in at.OUTPUTS]
    chart = Wiring([*into, *out], theme=theme, frames=[at.LOOP, at.FILTER])
    return chart, Wiring([lap], theme=theme, frames=[])
