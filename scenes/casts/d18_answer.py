"""Diagram 18: where layer 2 looks, what it copies, and how likely that makes the answer."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import Points
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.attention_arcs import FULL
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.pointer import Pointer
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Counter, Label
from scenes.casts.d18_grid import (
    BESIDE,
    CARD,
    CARDS,
    LOOK,
    PRINTED_FROM,
    PROOF,
    REACH,
    TALL,
    centre,
    pattern_arcs,
    seen,
)
from scenes.values.d18_induction_head import Values

NAME, LOST, NEXT = 196.0, 246.0, CARDS - 62.0  # baselines in the right column


class Answer:
    """The second A's row of layer 2 as arcs, and the next token."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.name = v, v.tokens[v.answer]
        self.seek = pattern_arcs(v, v.query_row_2, v.query, REACH, theme)
        was, now = v.query_row_2[v.answer], v.query_row_2_cut[v.answer]
        self.layer = Label("layer 2", PROOF, NAME, theme=theme, role="attention", weight="SEMIBOLD")
        text = f"share of {self.name}: {was:.2f} → {now:.2f}"
        self.lost = Label(text, PROOF, LOST, theme=theme, role="attention")
        self.shares = {slot: self._share(slot, theme) for slot in self._printed()}
        end, middle = centre(v.query) + CARD / 2, PROOF + CARD / 2
        self.arrow = Pointer((end + 14, CARDS), (PROOF - 14, CARDS), theme=theme, role="ink")
        self.unknown, self.told = (
            TokenRow([text], theme=theme, centres=[middle], **LOOK).set_channels(spoken=1.0)
            for text in ("?", self.name)
        )
        self.next = Label("next token", PROOF, NEXT, theme=theme, weight="SEMIBOLD")
        x, y = PROOF + CARD + 24, CARDS + 13
        self.p_name = Label(f"p({self.name}) =", x, y, theme=theme, mono=True, size=34.0)
        self.p = Counter(0.0, x + 140, y, theme=theme, weight="SEMIBOLD")
        ends = [(centre(v.query), CARDS), (middle, CARDS)]
        path = np.vstack([[(centre(v.answer), CARDS)], self._over(v.answer), ends])
        self.value = Chip(self.name, path, theme=theme, role="value")

    def _printed(self) -> list[int]:
        """Return the slots whose share is printed: the two largest, whole and cut, and B's."""
        rows = (self.v.query_row_2, self.v.query_row_2_cut)
        return sorted({int(j) for row in rows for j in np.argsort(row)[-2:]} | {self.v.answer})

    def _share(self, slot: int, theme: Theme) -> Counter:
        share = float(self.v.query_row_2[slot])
        widest = max(share, float(self.v.query_row_2_cut[slot]))
        x, y = centre(slot) + FULL / 2 * widest + BESIDE, CARDS - TALL / 2 - 18
        return Counter(share, x, y, theme=theme, role="attention", weight="SEMIBOLD")

    def _over(self, slot: int) -> Points:
        """Return the way along the arc from ``slot`` to the token that asks, ``(n, 2)``."""
        start, end = self.seek.centres[slot], self.seek.feet()[slot]
        turn = np.linspace(0.0, np.pi, 48)
        x = (start + end) / 2 - (end - start) / 2 * np.cos(turn)
        return np.column_stack([x, self.seek.foot - self.seek.heights()[slot] * np.sin(turn)])

    @property
    def all(self) -> list[Posed]:
        """What lies in front of the value on its way."""
        card = (self.unknown, self.told, self.next, self.p_name, self.p)
        return [self.layer, self.lost, *self.shares.values(), *card]

    def look_back(self) -> Animation:
        """Return the animation in which the asking row comes as arcs."""
        grown = seen(self.v, self.v.query_row_2)
        begin = {"presence": 1.0, "grown": 0.0}
        arcs = self.seek.drive(run_time=MOVE, begin=begin, presence=1.0, grown=grown)
        return Timeline((0.0, arcs), (MOVE - GLANCE, self.layer.enter()))

    def lift(self) -> Animation:
        """Return the animation in which the value rides along its arc into the answer."""
        before_card = self.value.share(len(self.value.path) - 2)
        begin = {"presence": 1.0, "along": 0.0}
        over = self.value.drive(run_time=MOVE, begin=begin, along=before_card, presence=1.0)
        arrive = together(self.unknown.leave(run_time=GLANCE), self.told.enter(run_time=GLANCE))
        row = self.v.query_row_2
        printed = [one for slot, one in self.shares.items() if row[slot] >= PRINTED_FROM]
        count = self.p.drive(
            begin={"presence": 0.0, "value": 0.0}, presence=1.0, value=self.v.answer_shares[0]
        )
        return Timeline(
            (0.0, over),
            (MOVE, together(self.value.go(1.0, run_time=ENTER), enter_all(*printed))),
            (MOVE + 0.6 * ENTER, arrive),
            (MOVE + ENTER, self.value.leave(run_time=0.05)),  # it has become the card
            (MOVE + ENTER, together(self.p_name.enter(), count)),
        )

    def lose(self) -> Animation:
        """Return the animation in which, without stamps, the shares wander off and p sinks."""
        v = self.v
        row = v.query_row_2_cut[: v.query + 1]
        wander = self.seek.drive(values=row, grown=seen(v, v.query_row_2_cut))
        counts = [
            one.drive(value=row[slot], presence=float(row[slot] >= PRINTED_FROM))
            for slot, one in self.shares.items()
        ]
        return Timeline(
            (0.0, together(wander, *counts, self.p.drive(value=v.answer_shares[1]))),
            (0.4 * MOVE, self.told.leave()),
            (0.4 * MOVE + GLANCE, self.unknown.enter(run_time=GLANCE)),
            (0.4 * MOVE, self.lost.enter()),
        )
