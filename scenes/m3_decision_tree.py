"""Mermaid 3: three gates that are computed numbers, and the ways of use cases through them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, MOVE, READ, REST, SETTLE
from scenes.alt.m3_decision_tree import alt
from scenes.casts import m3_words as words
from scenes.casts.m3_advice import Advice
from scenes.casts.m3_cards import QUICK, Cards
from scenes.casts.m3_gates import Gates
from scenes.casts.m3_grid import MORE, OTHER, PAIR, STREAM, Grid
from scenes.values.m3_decision_tree import Values

FIRST, SECOND = PAIR


class M3DecisionTree(Storyboard[Values]):
    """Which model fits a use case follows from numbers that you can compute.

    The poster must show the whole tree with two cards that differ in one number, and that number
    sends them to different ends. With a user's inputs the first card is theirs: its numbers, its
    path, and the number that is changed follow from the values.
    """

    number = "M3"
    title = "Decision tree"
    family = "trade-offs"
    poster = "aha"
    square: ClassVar[tuple[float, float, float]] = (80.0, 0.0, 992.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """One card through the gates, a second one with one number changed, then others."""
        grid = Grid(v)
        self.gates = gates = Gates(v, grid, self.theme)
        self.cards = cards = Cards(v, grid, gates, self.theme)
        self.advice = Advice(v, grid, self.theme)
        self.cast(gates.tree, *gates.troughs, *cards.trails, *gates.back_to_front)
        self.cast(*self.advice.all, *cards.back_to_front)
        for one in (gates.tree, *gates.troughs, *gates.at_first, *cards.cases[FIRST].all):
            one.set_channels(presence=1.0)
        for one in (one for gate in gates.by_gate for one in gate):
            one.set_channels(dim=1.0)
        yield Beat("question", words.question())
        yield from self._pair(v)
        yield from self._others(v)
        yield from self._end(v)

    def _pair(self, v: Values) -> Iterator[Beat]:
        cards, gates = self.cards, self.gates
        yield Beat(
            "state",
            words.state(v, FIRST),
            together(cards.come(FIRST), gates.light(0)),
            *cards.through(FIRST, 0),
            read=READ,
            hold=ENTER,
        )
        yield Beat(
            "cache",
            words.cache(v, FIRST),
            together(gates.light(1), cards.judge(FIRST, 1)),
            cards.fall(FIRST, 1),
        )
        yield from self._third(v, FIRST)
        yield Beat(
            "changed",
            words.changed(v),
            Timeline(
                (0.0, cards.make_room(FIRST)),
                (ENTER, together(cards.tell(SECOND), *gates.second_limit())),
            ),
            cards.come(SECOND, run_time=MOVE),
            *cards.through(SECOND, 0, run_time=QUICK),
            *cards.through(SECOND, 1),
        )
        yield from self._third(v, SECOND)
        yield Beat("aha", words.aha(v), hold=REST - SETTLE)

    def _third(self, v: Values, card: int) -> Iterator[Beat]:
        if 2 in self.cards.path(card):
            judge = together(self.gates.light(2), self.cards.judge(card, 2))
            yield Beat("hybrid", words.hybrid(v, card), judge, self.cards.fall(card, 2))

    def _others(self, v: Values) -> Iterator[Beat]:
        cards, gates = self.cards, self.gates
        gone = [*cards.belongings(FIRST), *cards.belongings(SECOND), *gates.notes.seconds]
        yield Beat(
            "other",
            words.other(v),
            Timeline(
                (0.0, leave_all(*gone)),
                (0.0, gates.empty()),
                (0.0, gates.regulate(OTHER, run_time=GLANCE)),
                (GLANCE, together(cards.tell(OTHER), gates.light(2))),
            ),
            cards.come(OTHER, run_time=QUICK),
            *cards.through(OTHER, *cards.path(OTHER), run_time=QUICK),
        )
        yield Beat(
            "memory",
            words.more(v),
            together(cards.back(OTHER, 1), gates.regulate(MORE), cards.rename(OTHER, MORE)),
            cards.swap(OTHER, MORE, 1),
            cards.fall(MORE, 1),
            *cards.through(MORE, *cards.path(MORE)[2:], run_time=QUICK),
        )
        gone = [*cards.belongings(OTHER), *cards.belongings(MORE)]
        yield Beat(
            "stream",
            words.stream(v),
            Timeline(
                (0.0, leave_all(*gone, *gates.kept)),
                (0.0, gates.empty()),
                (0.0, gates.regulate(STREAM, run_time=GLANCE)),
                (GLANCE, cards.tell(STREAM)),
            ),
            cards.come(STREAM, run_time=QUICK),
            cards.judge(STREAM, 0),
            together(cards.fall(STREAM, 0), gates.kept_few.enter()),
        )

    def _end(self, v: Values) -> Iterator[Beat]:
        cards, gates = self.cards, self.gates
        quiet = [gates.tree, *[one for gate in gates.by_gate for one in gate]]
        gone = leave_all(*cards.belongings(STREAM), gates.kept_few)
        dim = together(gone, gates.empty(), *[one.step_back(run_time=GLANCE) for one in quiet])
        yield Beat("advice", words.advice(), dim, self.advice.tell(), hold=MOVE)
        yield Beat(
            "rest",
            words.limits(v),
            together(
                leave_all(*self.advice.all), *[one.step_forward(run_time=GLANCE) for one in quiet]
            ),
            together(
                enter_all(*cards.cases[FIRST].all, *cards.cases[SECOND].all, *gates.kept),
                cards.arrived(FIRST),
                cards.arrived(SECOND),
                *gates.second_limit(),
            ),
            read=READ,
            hold=END,
        )
