"""Mermaid 3: the cards that roll through the gates."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import Points
from anim_lib.motion import Posed, enter_all, then, together
from anim_lib.primitives.decision_tree import RollingCard, bent
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from scenes.casts.m3_case import SECOND, Case
from scenes.casts.m3_gates import Gates
from scenes.casts.m3_grid import CASE, PAIR, RAIL, Grid
from scenes.values.m3_decision_tree import Values

BYPASS = 16.0  # left of the case, where the second card climbs to the rail
UNDER = 22.0  # from a bar's middle to the way back below it, above the next heading
DASH, ASIDE = (18.0, 10.0), 7.0
ROLL, FALL, QUICK = 0.75, 0.55, 0.45  # seconds


class Cards:
    """A rolling card for each case, and what it does at each gate."""

    def __init__(self, v: Values, grid: Grid, gates: Gates, theme: Theme) -> None:
        self.v, self.grid, self.gates = v, grid, gates
        self.cases = [Case(card, v, theme) for card in range(len(v.cards))]
        self.cards = []
        for card, case in enumerate(self.cases):
            second = card == PAIR[1]
            self.cards.append(
                RollingCard(
                    case.text,
                    self._legs(card),
                    theme=theme,
                    role="accent" if second else "ink",
                    dash=DASH if second else None,
                    aside=ASIDE * second,
                )
            )

    def path(self, card: int) -> list[int]:
        """Return the gates that a card comes to."""
        return [node for node in self.v.paths[card].tolist() if 0 <= node < self.v.n_gates]

    def own(self, card: int) -> list[int]:
        """Return the gates that measure a card anew: the first knows the second card's facts."""
        return [gate for gate in self.path(card) if gate or card != PAIR[1]]

    def end(self, card: int) -> int:
        """Return the end that a card rolls to, counted from the first end."""
        return int(self.v.paths[card].max()) - self.v.n_gates

    def _row(self, card: int, gate: int) -> tuple[float, float, float]:
        """Return the height of a card's way through a gate, and the x where it begins and ends."""
        grid, k = self.grid, self.grid.deciding(card, gate)
        row = grid.rows[k]
        end = row.scale(sum(grid.amounts(card, k)))
        return row.ys[grid.slot(card, gate)], grid.gates[gate].x, end

    def _legs(self, card: int) -> list[Points]:
        case, path = self.cases[card], self.path(card)
        tree = self.gates.tree
        y, x, _ = self._row(card, path[0])
        start = [(case.right, case.y)]
        if case.y != RAIL:
            start += [(CASE - BYPASS, case.y), (CASE - BYPASS, RAIL)]
        legs = [bent([*start, (x, RAIL), (x, y)])]
        for gate, after in zip(path, [*path[1:], None], strict=True):
            y, x, end = self._row(card, gate)
            legs.append(bent([(x, y), (end, y)]))
            passed = bool(self.v.passed[card, gate])
            to = None if after is None else self._row(card, after)[0]
            under = y + UNDER if self.grid.read_on(card, gate) else None
            legs.append(tree.fall(gate, end, y, passed=passed, to=to, under=under))
        return legs

    @property
    def back_to_front(self) -> list[Posed]:
        """Cases and cards, without the trails, which lie behind the gates."""
        return [*[one for case in self.cases for one in case.all], *self.cards]

    @property
    def trails(self) -> list[Posed]:
        """The trails of all cards."""
        return [card.trail for card in self.cards]

    def come(self, card: int, *, run_time: float = ROLL) -> Animation:
        """Return the animation in which a card leaves its home for the first gate."""
        return self.cards[card].roll(1, run_time=run_time)

    def judge(self, card: int, gate: int, *, run_time: float = ROLL) -> Animation:
        """Return the animation in which a gate measures a card, which rolls to its number."""
        stop = 2 + 2 * self.path(card).index(gate)
        rolled = self.cards[card].roll(stop, run_time=run_time)
        if gate not in self.own(card):
            return rolled
        return together(rolled, self.gates.roll(card, gate, run_time=run_time))

    def fall(self, card: int, gate: int, *, run_time: float = FALL) -> Animation:
        """Return the animation in which a card goes where a gate sends it."""
        stop = 3 + 2 * self.path(card).index(gate)
        return self.cards[card].roll(stop, run_time=run_time)

    def through(self, card: int, *gates: int, run_time: float = ROLL) -> list[Animation]:
        """Return the steps of a card through gates, and on to where the last sends it."""
        steps = []
        for gate in gates:
            steps.append(self.judge(card, gate, run_time=run_time))
            steps.append(self.fall(card, gate, run_time=run_time * FALL / ROLL))
        return steps

    def swap(self, old: int, new: int, gate: int) -> Animation:
        """Return the animation in which another card takes the place of one that a gate holds."""
        stop, once = 2 + 2 * self.path(new).index(gate), GLANCE / 5
        along = self.cards[new].at(stop)
        out = [
            one.drive(run_time=once, begin={"presence": 0.0}, presence=0.0)
            for one in (self.cards[old], self.cards[old].trail)
        ]
        return together(
            *out,
            self.cards[new].drive(
                run_time=once, begin={"presence": 1.0, "along": along}, presence=1.0, along=along
            ),
            self.cards[new].trail.drive(
                run_time=once, begin={"presence": 1.0, "drawn": along}, presence=1.0, drawn=along
            ),
        )

    def tell(self, card: int) -> Animation:
        """Return the animation in which a case comes on stage."""
        return enter_all(*self.cases[card].all)

    def belongings(self, card: int) -> list[Posed]:
        """Return a case with its card and trail."""
        return [*self.cases[card].all, self.cards[card], self.cards[card].trail]

    def back(self, card: int, gate: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which a card rolls back to where a gate measured it."""
        stop = 2 + 2 * self.path(card).index(gate)
        later = [
            bar.drive(run_time=run_time, rolled=0.0)
            for row, bars in zip(self.grid.rows, self.gates.bars, strict=True)
            for bar in bars
            if row.gate > gate
        ]
        return together(self.cards[card].roll(stop, run_time=run_time), *later)

    def rename(self, old: int, new: int) -> Animation:
        """Return the animation in which the GPU of a case gives way to another."""
        return then(self.cases[old].lines[-1].leave(), self.cases[new].lines[-1].enter())

    def arrived(self, card: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation that shows a card where it ends, its trail and all its bars."""
        one = self.cards[card]
        there = {"presence": 0.0}
        return together(
            one.drive(run_time=run_time, begin={**there, "along": 1.0}, presence=1.0, along=1.0),
            one.trail.drive(
                run_time=run_time, begin={**there, "drawn": 1.0}, presence=1.0, drawn=1.0
            ),
            *[self.gates.roll(card, gate, run_time=run_time) for gate in self.own(card)],
        )

    def make_room(self, card: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which a case's lines make room for a second card."""
        return together(
            *[one.travel(0.0, SECOND, run_time=run_time) for one in self.cases[card].lines]
        )
