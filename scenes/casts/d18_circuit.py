"""Diagram 18: the row, its stamps, the query that reads them, and what comes out."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.layout import LEFT, Points
from anim_lib.motion import Channel, Posed, Timeline, enter_all, stagger, together
from anim_lib.primitives.attention_arcs import FULL, AttentionArcs
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.pointer import Pointer
from anim_lib.primitives.stamp import Stamp
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Counter, Label
from scenes.casts.d18_grid import (
    BESIDE,
    CARD,
    CARDS,
    FALL,
    HANG,
    PITCH,
    PRINTED_FROM,
    PROOF,
    REACH,
    TALL,
    TUMBLE,
    VISIBLE_FROM,
    centre,
)
from scenes.values.d18_induction_head import Values


class Circuit:
    """The row of tokens up to the one that asks, both layers' arcs, the stamps, the answer."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.n = v, v.query + 1
        self.columns = even_columns(self.n, LEFT, CARD, PITCH - CARD)
        middles = [centre(slot) for slot in range(self.n)]
        look = {"theme": theme, "y": CARDS, "size": 40.0, "height": TALL, "width": CARD}
        self.cards = TokenRow(v.tokens[: self.n], centres=middles, **look)  # type: ignore[arg-type]
        self.spoken = np.isin(np.arange(self.n), [v.first, v.answer, v.query]).astype(float)
        self.cards.set_channels(spoken=self.spoken)
        self.steps = [self._step(slot, theme) for slot in range(1, self.n)]
        self.seek = self._arcs(v.query_row_2, v.query, REACH, theme)
        self.stamps = [self._stamp(slot, theme) for slot in range(1, self.n)]
        self.before = [
            Label(text, LEFT, y, theme=theme, role="key")
            for text, y in (("before", 538), ("me:", 580))
        ]
        x = centre(v.answer) + 48
        self.step_label = [
            Label("layer 1", x, 344, theme=theme, role="attention", weight="SEMIBOLD"),
            Counter(v.stamp_share, x + 146, 344, theme=theme, role="attention", weight="SEMIBOLD"),
        ]
        was, now = float(v.query_row_2[v.answer]), float(v.query_row_2_cut[v.answer])
        self.seek_label = Label(
            "layer 2", PROOF, 196, theme=theme, role="attention", weight="SEMIBOLD"
        )
        text = f"share of {v.tokens[v.answer]}: {was:.2f} → {now:.2f}"
        self.lost = Label(text, PROOF, 246, theme=theme, role="attention")
        self.shares = {slot: self._share(slot, theme) for slot in self._printed()}
        self._output(v, theme, look)

    def _output(self, v: Values, theme: Theme, look: dict[str, object]) -> None:
        end = centre(v.query) + CARD / 2
        self.arrow = Pointer((end + 14, CARDS), (PROOF - 14, CARDS), theme=theme, role="ink")
        middle = PROOF + CARD / 2
        self.unknown, self.told = (
            TokenRow([text], centres=[middle], **look).set_channels(spoken=1.0)  # type: ignore[arg-type]
            for text in ("?", v.tokens[v.answer])
        )
        self.next = Label("next token", PROOF, CARDS - 62, theme=theme, weight="SEMIBOLD")
        x = PROOF + CARD + 24
        name = v.tokens[v.answer]
        self.p = [
            Label(f"p({name}) =", x, CARDS + 13, theme=theme, mono=True, size=34.0),
            Counter(0.0, x + 140, CARDS + 13, theme=theme, weight="SEMIBOLD"),
        ]
        arc = self.path_over(v.answer)
        out = [(centre(v.query), CARDS), (middle, CARDS)]
        start = [(centre(v.answer), CARDS)]
        self.value = Chip(name, np.vstack([start, arc, out]), theme=theme, role="value")

    def _arcs(self, row: Channel, asker: int, reach: float, theme: Theme) -> AttentionArcs:
        arcs = AttentionArcs(
            row[: self.n],
            theme=theme,
            asker=asker,
            columns=self.columns,
            card_top=CARDS - TALL / 2,
            reach=reach,
        )
        return arcs.set_channels(grown=self.seen(row))

    def seen(self, row: Channel) -> Channel:
        """Return 1 where a weight of ``row`` is large enough to be drawn, 0 elsewhere."""
        return (row[: self.n] >= VISIBLE_FROM).astype(float)

    def _step(self, slot: int, theme: Theme) -> AttentionArcs:
        """Return layer 1's arc to the token before ``slot``: all of them equally high."""
        longest = max(slot, self.n - 1 - slot) / (self.n - 1)
        arcs = self._arcs(self.v.stamp_pattern[slot], slot, REACH * longest, theme)
        return arcs.set_channels(grown=np.arange(self.n) == slot - 1)

    def _stamp(self, slot: int, theme: Theme) -> Stamp:
        found = int(self.v.stamp_pattern[slot].argmax())
        x = centre(slot)
        return Stamp(
            self.v.tokens[found],
            theme=theme,
            x=x,
            y=HANG,
            thread=(x, CARDS + TALL / 2),
            lead="before me:",
            fall=FALL,
            lies=TUMBLE[slot % len(TUMBLE)],
        ).set_channels(brief=float(slot != self.v.answer))

    def _printed(self) -> list[int]:
        """Return the slots whose share of the asking row is printed, whole or cut."""
        rows = (self.v.query_row_2[: self.n], self.v.query_row_2_cut[: self.n])
        large = {int(j) for row in rows for j in np.argsort(row)[-2:]}
        return sorted(large | {self.v.answer})

    def _share(self, slot: int, theme: Theme) -> Counter:
        share = float(self.v.query_row_2[slot])
        widest = max(share, float(self.v.query_row_2_cut[slot]))
        x = centre(slot) + FULL / 2 * widest + BESIDE
        y = CARDS - TALL / 2 - 18
        return Counter(share, x, y, theme=theme, role="attention", weight="SEMIBOLD")

    def path_over(self, slot: int) -> Points:
        """Return the way along the arc from ``slot`` to the token that asks, ``(n, 2)``."""
        start, end = self.seek.centres[slot], self.seek.feet()[slot]
        turn = np.linspace(0.0, np.pi, 48)
        x = (start + end) / 2 - (end - start) / 2 * np.cos(turn)
        return np.column_stack([x, self.seek.foot - self.seek.heights()[slot] * np.sin(turn)])

    def stamp_of(self, slot: int) -> Stamp:
        """Return the stamp that hangs on ``slot``; the first has none."""
        return self.stamps[slot - 1]

    @property
    def others(self) -> list[Stamp]:
        """All stamps but the one that is looked for."""
        return [one for one in self.stamps if one is not self.stamp_of(self.v.found)]

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.arrow, self.cards, self.unknown, self.next]

    def first_step(self) -> Animation:
        """Return the animation of layer 1 at the answer's slot: it looks back, its stamp comes."""
        arc = self.steps[self.v.answer - 1]
        grow = arc.drive(
            run_time=MOVE,
            begin={"presence": 1.0, "grown": np.zeros(self.n)},
            presence=1.0,
            grown=arc.channel("grown"),
        )
        tell = together(*[one.enter() for one in self.step_label])
        hang = self.stamp_of(self.v.answer).hang()
        return Timeline(
            (0.0, grow),
            (0.7 * MOVE, tell),
            (MOVE, arc.flash(self.v.first, run_time=ENTER)),
            (MOVE, hang),
        )

    def look_back(self) -> Animation:
        """Return the animation in which shares of the asking row come as arcs."""
        shown = [one for slot, one in self.shares.items() if self._is_printed(slot)]
        grown = self.seen(self.v.query_row_2)
        arcs = self.seek.drive(
            run_time=MOVE, begin={"presence": 1.0, "grown": 0.0}, presence=1.0, grown=grown
        )
        return Timeline((0.0, arcs), (MOVE - GLANCE, enter_all(self.seek_label, *shown)))

    def _is_printed(self, slot: int) -> bool:
        return bool(self.v.query_row_2[slot] >= PRINTED_FROM)

    def run_steps(self) -> Animation:
        """Return the animation in which every token looks one back and gets its stamp."""
        moves = []
        for slot, arc, stamp in zip(range(1, self.n), self.steps, self.stamps, strict=True):
            if slot == self.v.answer:
                continue
            none = np.zeros(self.n)
            here = (np.arange(self.n) == slot - 1).astype(float)
            grow = arc.drive(
                run_time=ENTER, begin={"grown": none, "presence": 1.0}, grown=here, presence=1.0
            )
            gone = arc.leave()
            hang = stamp.hang(run_time=ENTER)
            moves.append(Timeline((0.0, grow), (GLANCE, hang), (GLANCE + ENTER, gone)))
        return stagger(*moves, lag=0.1)

    def lift(self) -> Animation:
        """Return the animation in which the value rides along its arc into the answer."""
        middle = self.value.share(len(self.value.path) - 2)
        over = self.value.drive(
            run_time=MOVE, begin={"presence": 1.0, "along": 0.0}, along=middle, presence=1.0
        )
        on = self.value.go(1.0, run_time=ENTER)
        arrive = together(self.unknown.leave(run_time=GLANCE), self.told.enter(run_time=GLANCE))
        count = self.p[1].drive(
            run_time=MOVE,
            begin={"presence": 1.0, "value": 0.0},
            presence=1.0,
            value=self.v.answer_shares[0],
        )
        at = over.run_time
        return Timeline(
            (0.0, over),
            (at, on),
            (at + 0.6 * ENTER, arrive),
            (at + ENTER, self.value.leave(run_time=0.05)),
            (at + ENTER, together(self.p[0].enter(), count)),
        )

    def cut(self) -> Animation:
        """Return the animation in which all threads part, and the query's shares wander off."""
        row, v = self.v.query_row_2_cut[: self.n], self.v
        fall = stagger(*[stamp.sever() for stamp in self.stamps], lag=0.03)
        grown = self.seen(v.query_row_2_cut)
        wander = self.seek.drive(run_time=MOVE, values=row, grown=grown)
        counts = [
            c.drive(
                run_time=MOVE, value=float(row[slot]), presence=float(row[slot] >= PRINTED_FROM)
            )
            for slot, c in self.shares.items()
        ]
        sink = self.p[1].drive(run_time=MOVE, value=v.answer_shares[1])
        heading = [one.travel(0.0, FALL) for one in self.before]
        return Timeline(
            (0.0, together(fall, *heading)),
            (0.8 * MOVE, together(wander, *counts, sink)),
            (1.2 * MOVE, self.lost.enter()),
        )
