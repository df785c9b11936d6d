"""Diagram 12: the same sentence written with kept keys and values, and without."""

from __future__ import annotations

from collections.abc import Iterator

from manim import Animation

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, MOVE, REST
from scenes.casts.d12_answers import Answers
from scenes.casts.d12_lanes import Lanes
from scenes.casts.d12_sizes import Sizes
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

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Make, make again, keep, run, compare; then what keeping costs."""
        on = self.on = Lanes(v, self.theme)
        self.answers, self.sizes = Answers(v, self.theme), Sizes(v, self.theme)
        self.cast(*self.sizes.back_to_front, *self.answers.back_to_front, *on.back_to_front)
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
                (0.0, together(leave_all(*on.same), enter_all(*on.lane(1)), on.shelf.deal())),
                (
                    ENTER,
                    together(on.compare(0), on.shelf.fill(first), on.pay(1, 0, run_time=ENTER)),
                ),
            ),
            tint={"cache": "cache"},
        )
        yield Beat(
            "query",
            f"{line}\nOnly the new query asks, then is thrown away.",
            together(on.query.come_out(new), on.shelf.fill(second), on.pay(1, 1, run_time=ENTER)),
            on.ask(new, run_time=MOVE),
            tint={"cache": "cache", "query": "query"},
        )
        yield Beat(
            "run",
            "Same words, less work.",
            *(self._write(v, k, SLOW if k < 4 else FAST) for k in range(2, len(v.read))),
        )

    def _write(self, v: Values, k: int, seconds: float) -> Animation:
        on, read, out = self.on, int(v.read[k]), 0.4 * seconds
        new = read - 1
        return Timeline(
            (0.0, on.throw_away(run_time=0.25 * seconds)),
            (0.25 * seconds, on.make_all(k, read, run_time=0.4 * seconds, lag=0.01)),
            (
                0.0,
                together(
                    on.query.come_out(new, run_time=out),
                    on.shelf.fill(read, run_time=out),
                    on.pay(1, k, run_time=out),
                ),
            ),
            (out, on.ask(new, run_time=0.5 * seconds)),
            (0.8 * seconds, on.say(read, run_time=0.2 * seconds)),
        )

    def _answer(self) -> Beat:
        a, on = self.answers, self.on
        return Beat(
            "aha",
            "Same scores; work near N, not N².",
            Timeline(
                (0.0, leave_all(*on.back_to_front)),
                (0.5 * GLANCE, together(a.apart(), a.heading.enter())),
            ),
            a.overlay(),
            a.tell(),
            hold=REST,
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
            together(s.stack(), Timeline((MOVE, enter_all(s.brackets[1], *s.every)))),
            hold=ENTER,
        )
        yield Beat(
            "rest",
            "The shelf grows with every token; Mamba’s state stays.",
            s.refute(),
            together(enter_all(s.state, s.ground, s.weights, *s.states), s.magnify()),
            hold=END,
            tint={"Mamba’s state stays": "ssm"},
        )
