"""Visual specification C: a tank that fills with every token beside one that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, then, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, REST, constant
from scenes.alt.spec_c_kv_tanks import alt
from scenes.casts.spec_c_beyond import Levels, Million, Recall, in_words
from scenes.casts.spec_c_kv_tanks import (
    BigTank,
    EarlyGlass,
    SmallTank,
    appear,
    megabytes,
)
from scenes.values.spec_c_kv_tanks import Values

EVEN, FIRST, WHOLE = 1.0, 1.5, 2.5  # seconds to break even, to the first mark, of a whole tank
BOTH = {"cache": "cache", "state": "ssm"}


class SpecCKvTanks(Storyboard[Values]):
    """A transformer's memory grows with every token; a state space model's never changes.

    In the last frame water runs over the big tank, its spilt area to scale, beside a small tank
    that had its full size before the first token.
    """

    number = "C"
    title = "Two tanks"
    family = "trade-offs"
    poster = "overflow"
    square = (0.0, 96.0, 896.0)
    values_type = Values
    errata = ("commonly_drawn",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Fill, overflow, compare, admit."""
        big = self.big = BigTank(v, self.theme)
        small = self.small = SmallTank(v, self.theme, big.tank.area_per_byte)
        start = [*big.start, small.tank, small.name]
        self.cast(*start, *small.lens, *big.spilt)
        for posed in start:
            posed.set_channels(presence=1.0)
        asked = "A transformer’s cache, Mamba’s state:\nwhich one grows?"
        yield Beat("question", asked, tint=BOTH)
        yield Beat(
            "state",
            f"Mamba’s state: {megabytes(v.state_bytes)} from the start.",
            small.magnify(),
            stagger(small.times.enter(), small.size.enter()),
            tint={"Mamba": "ssm"},
        )
        yield from self._fill(v)
        yield Beat(
            "overflow",
            f"A tank for {v.capacity_tokens:,} tokens:\ntoken {v.overflow_token:,} spills.",
            together(leave_all(big.room, big.tick), big.count.drive(run_time=GLANCE, lit=1)),
            then(big.tank.turn_on(), big.pour(v.overflow_mark, COUNT), gap=0.0),
            together(big.tank.turn_off(), stagger(*[line.enter() for line in big.spilt])),
            hold=REST,
            tint={f"token {v.overflow_token:,}": "overflow"},
        )
        yield from self._million(v)
        yield from self._admit(v)

    def _fill(self, v: Values) -> Iterator[Beat]:
        big, even, first = self.big, ceil(v.break_even_tokens), int(v.marks[0])
        early = self.early = EarlyGlass(v, self.theme, self.small.wide, self.small.zoom)
        self.cast(*early.cast)
        yield Beat(
            f"token_{even}",
            f"Below {even:,} tokens, Mamba’s state is larger.",
            together(early.cone.open(run_time=ENTER), enter_all(early.glass, *early.names)),
            then(big.tank.turn_on(), early.pour(big, even, EVEN), gap=0.0),
            together(
                big.tank.turn_off(), early.guide.draw(run_time=GLANCE), self.small.even.enter()
            ),
            tint={"Mamba": "ssm"},
        )
        each = f"Every token adds the same {v.bytes_per_token / 1e3:.0f} kB."
        past = FIRST * (early.tokens - even) / (first - even)
        yield Beat(
            f"t_{first}",
            each,
            big.tank.turn_on(),
            Timeline(
                (0.0, big.pour(first, FIRST)),
                (0.0, early.glass.to_values(early.tokens, run_time=past)),
                (past, leave_all(*early.cast)),
            ),
            together(big.tank.turn_off(), big.tank.sign(0)),
        )
        for k in (1, 2):
            seconds = WHOLE * float(v.marks[k] - v.marks[k - 1]) / v.capacity_tokens
            yield Beat(
                f"t_{v.marks[k]}",
                each,
                then(big.tank.turn_on(), big.pour(v.marks[k], seconds), gap=0.0),
                together(big.tank.turn_off(), big.tank.sign(k)),
            )

    def _million(self, v: Values) -> Iterator[Beat]:
        big, small = self.big, self.small
        far = self.far = Million(v, self.theme, small.side)
        self.cast(*far.cast)
        yield Beat(
            "million",
            f"{in_words(v)} tokens fill {v.far_cache_tanks:.0f} such tanks.".capitalize(),
            together(
                leave_all(*big.scale, big.kind, *big.trained, *small.lens, *big.spilt, small.name),
                big.tank.drive(run_time=GLANCE, spilt=0.0, signs=0.0, reading=0.0),
                big.count.drive(run_time=GLANCE, lit=0.0),
            ),
            far.shrink(big.tank, small.tank),
            together(far.magnify(), enter_all(*far.same)),
            together(
                appear(far.field),
                big.tank.drive(run_time=GLANCE / 3, begin={"presence": 0.0}, presence=0.0),
                far.field.to_values(v.far_tokens, run_time=COUNT),
                big.count.drive(run_time=COUNT, rate_func=constant, value=v.far_tokens),
            ),
            enter_all(far.total, far.weights),
            hold=REST / 2,
        )

    def _admit(self, v: Values) -> Iterator[Beat]:
        big, small, far = self.big, self.small, self.far
        recall = Recall(v, self.theme)
        gone = leave_all(*far.cast, small.tank, big.count, big.name)
        if len(v.drawn_levels):
            levels = Levels(v, self.theme)
            self.cast(levels.drawn, levels.true, *levels.sizes)
            true = enter_all(levels.true, *levels.sizes)
            compared = then(levels.drawn.enter(), levels.drawn.strike_out(), true)
            fill = "Caches fill evenly; states keep one size."
            yield Beat("commonly_drawn", fill, gone, compared, hold=REST / 2)
            gone = leave_all(levels.drawn, levels.true, *levels.sizes)
        self.cast(*recall.cast)
        limit = "A cache grows; this state forgets."
        yield Beat(
            "recall",
            limit,
            gone,
            together(recall.line.draw(), enter_all(recall.row, *recall.state)),
            together(recall.bars.grow(), enter_all(*recall.answers)),
            enter_all(*recall.beyond),
            hold=REST / 2,
            tint=BOTH,
        )
        poster = enter_all(*big.shown_full(v.overflow_mark), *small.shown_near())
        yield Beat("rest", limit, leave_all(*recall.cast), poster, hold=END, tint=BOTH)
