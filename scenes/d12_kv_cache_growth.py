"""Diagram 12: the same sentence written with kept keys and values, and without."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.d12_kv_cache_growth import alt
from scenes.casts.d12_answers import Answers
from scenes.casts.d12_sizes import Sizes
from scenes.casts.d12_state import State
from scenes.casts.d12_writing import Writing
from scenes.values.d12_kv_cache_growth import Values

SLOW, FAST = 0.85, 0.5  # seconds of a step once the viewer knows it
KINDS = {"query": "query", "key": "key", "value": "value"}


class D12KvCacheGrowth(Storyboard[Values]):
    """Yesterday's keys and values never change, so keep them.

    The aha frame must show both lanes' scores on top of each other, and work as N beside N².
    """

    number = "12"
    title = "KV cache"
    family = "attention"
    poster = "aha"
    square = (60.0, 0.0, 1000.0)
    values_type = Values
    errata = ("rest",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Make, make again, keep, run, compare; then what keeping costs."""
        on = self.on = Writing(v, self.theme)
        self.answers, self.sizes = Answers(v, self.theme), Sizes(v, self.theme)
        self.state = State(v, self.theme, self.sizes.shelf.area_per_byte)
        self.cast(*self.state.back_to_front, *self.sizes.back_to_front)
        self.cast(*self.answers.back_to_front, *on.back_to_front)
        for one in (on.tokens, on.asked, on.writes, on.query, *on.made.values()):
            one.set_channels(presence=1.0)
        yield Beat("question", "Word after word: what is worked out again?")
        yield from self._without(v)
        yield from self._with(v)
        yield self._answer()
        yield from self._pay(v)

    def _without(self, v: Values) -> Iterator[Beat]:
        on, first, second = self.on, *(int(n) for n in v.read[:2])
        yield Beat(
            "vectors",
            "Each word makes query, key and value.",
            Timeline(
                (0.0, together(enter_all(*on.lane(0), on.note), on.writes.leave())),
                (GLANCE, on.make_all(0, first)),
                (GLANCE + MOVE, together(on.asked.leave(), on.say(first))),
            ),
            tint=KINDS,
        )
        line = "For the next word, all again:"
        yield Beat(
            "again",
            line,
            on.throw_away(),
            together(on.make_all(1, second), Timeline((MOVE, on.say(second)))),
        )
        yield Beat(
            "same",
            f"{line}\nold keys and values come out the same.",
            together(on.compare(first), enter_all(*on.same)),
            hold=MOVE,
            tint={"keys": "key", "values": "value"},
        )

    def _with(self, v: Values) -> Iterator[Beat]:
        on, first, second = self.on, *(int(n) for n in v.read[:2])
        line, new = "Keep them on a shelf: the cache.", second - 1
        yield Beat(
            "keep",
            line,
            Timeline(
                (0.0, together(leave_all(*on.same), on.first_lane(back=True))),
                (0.0, together(enter_all(*on.lane(1)), on.shelf.deal())),
                (
                    ENTER,
                    together(on.compare(0), on.shelf.fill(first), on.pay(1, 0, run_time=ENTER)),
                ),
            ),
            tint={"cache": "cache"},
        )
        yield Beat(
            "query",
            f"{line}\nThe query asks, then is thrown away.",
            together(on.query.come_out(new), on.shelf.fill(second), on.pay(1, 1, run_time=ENTER)),
            on.ask(new, run_time=BEND),
            tint={"cache": "cache", "query": "query"},
        )
        yield Beat(
            "run",
            "Same words, less work.",
            together(on.first_lane(back=False), on.step(2, int(v.read[2]), SLOW)),
            on.step(3, int(v.read[3]), SLOW),
            *(on.step(k, int(v.read[k]), FAST) for k in range(4, len(v.read))),
        )

    def _answer(self) -> Beat:
        a, on = self.answers, self.on
        return Beat(
            "aha",
            "Same scores; here, work near N, not N².",
            Timeline(
                (0.0, leave_all(*on.back_to_front)),
                (0.5 * GLANCE, together(a.apart(), a.heading.enter())),
            ),
            a.overlay(),
            a.tell(),
            hold=REST - 2 * SETTLE,
        )

    def _pay(self, v: Values) -> Iterator[Beat]:
        s, a = self.sizes, self.answers
        yield Beat(
            "price",
            f"The price: memory. {v.named}, {v.marks[-1]:,} tokens.",
            Timeline(
                (0.0, leave_all(*a.back_to_front)),
                (GLANCE, enter_all(s.heading, s.formula, s.axis, s.scale)),
            ),
            together(s.shelf.enter(), s.gigabytes.enter(), s.fill()),
            enter_all(s.brackets[0], s.shared, *s.letters),
            *([s.stack()] if s.every else []),
            hold=2 * SETTLE,
        )
        yield Beat(
            "rest",
            "The shelf grows with every token; Mamba’s state cannot.",
            *([s.refute()] if s.drawn else []),
            self.state.magnify(),
            hold=END,
            tint={"Mamba’s state cannot": "ssm"},
        )
