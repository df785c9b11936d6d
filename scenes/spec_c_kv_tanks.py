"""Visual specification C: a tank that fills with every token beside one that never changes."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Posed, Timeline, stagger, then, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, READ, REST, constant
from scenes.casts.spec_c_kv_tanks import (
    GLASS,
    TANK,
    THIN,
    WALL,
    BigTank,
    EarlyGlass,
    Levels,
    Million,
    Recall,
    SmallTank,
    megabytes,
)
from scenes.values.spec_c_kv_tanks import Values

SLOW, FAST = 30.0, 2250.0  # tokens a second


class SpecCKvTanks(Storyboard[Values]):
    """A transformer's memory grows with every token; a state space model's never changes.

    In the last frame water runs over the big tank, its spilt area to scale, beside a small tank
    that had its full size before the first token.
    """

    number = "C"
    title = "Two tanks"
    family = "trade-offs"
    poster = "overflow"
    values_type = Values

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Fill, overflow, compare, admit."""
        big = self.big = BigTank(v, self.theme)
        small = self.small = SmallTank(v, self.theme, big.tank.area_per_byte)
        start = [*big.scale, big.tank, small.tank, big.count, big.name, small.name, big.room]
        start += [big.tick]
        self.cast(*start, *small.lens, *big.spilt)
        for posed in start:
            posed.set_channels(presence=1.0)
        small.name.set_channels(offset=(0.0, small.low))
        yield Beat("question", "What does a model keep of what it has read?")
        yield Beat(
            "state",
            f"Mamba’s state: {megabytes(v.state_bytes)}, before the first token.",
            together(
                small.glass.drive(run_time=GLANCE / 3, begin={"presence": 1.0}, presence=1.0),
                small.glass.zoom(small.far, wall=WALL),
                small.cone.open(),
                small.name.travel(0.0, 0.0),
            ),
            stagger(small.times.enter(), small.size.enter()),
            tint={"Mamba": "ssm"},
        )
        yield from self._first_tokens(v)
        for k in (1, 2):
            seconds = float(v.marks[k] - v.marks[k - 1]) / FAST
            yield Beat(
                f"t_{v.marks[k]}",
                self.each,
                then(big.tank.turn_on(), big.pour(v.marks[k], seconds), gap=0.0),
                together(big.tank.turn_off(), big.tank.sign(k)),
            )
        yield Beat(
            "overflow",
            f"A tank chosen for {v.capacity_tokens:,} tokens:\ntoken {v.overflow_token:,} spills.",
            together(big.room.leave(), big.tick.leave(), big.count.drive(run_time=GLANCE, lit=1)),
            then(
                big.tank.turn_on(),
                together(
                    big.tank.overflow(v.overflow_mark, run_time=1.5 * COUNT),
                    big.count.drive(
                        run_time=1.5 * COUNT, rate_func=constant, value=v.overflow_mark
                    ),
                ),
                gap=0.0,
            ),
            together(big.tank.turn_off(), stagger(*[line.enter() for line in big.spilt])),
            hold=REST,
            tint={f"token {v.overflow_token:,}": "overflow"},
        )
        yield from self._million(v)
        yield from self._admit(v)

    def _first_tokens(self, v: Values) -> Iterator[Beat]:
        big, even, hundred = self.big, int(v.break_even_tokens), int(v.marks[0])
        early = self.early = EarlyGlass(v, self.theme, self.small.wide)
        self.cast(*early.cast)
        both = early.glass.to_values(even, run_time=even / SLOW)
        yield Beat(
            f"token_{even}",
            f"Below token {even:,}, the small tank holds more.",
            together(early.cone.open(run_time=ENTER), early.glass.enter(), early.name.enter()),
            then(big.tank.turn_on(), big.pour(even, even / SLOW, both), gap=0.0),
            together(
                big.tank.turn_off(), early.guide.draw(run_time=GLANCE), self.small.even.enter()
            ),
        )
        self.each = f"Every token adds the same {v.bytes_per_token / 1e3:.0f} kB."
        past = (GLASS - even) / SLOW
        yield Beat(
            f"t_{hundred}",
            self.each,
            big.tank.turn_on(),
            Timeline(
                (0.0, big.pour(hundred, (hundred - even) / SLOW)),
                (0.0, early.glass.to_values(GLASS, run_time=past)),
                *[(past, posed.leave()) for posed in early.cast],
            ),
            together(big.tank.turn_off(), big.tank.sign(0)),
        )

    def _million(self, v: Values) -> Iterator[Beat]:
        big, small = self.big, self.small
        far = self.far = Million(v, self.theme, small.side)
        self.cast(*far.cast)
        gone: list[Posed] = [*big.scale, *small.lens, *big.spilt, small.name]
        yield Beat(
            "million",
            f"A million tokens of cache fill {v.far_cache_tanks:.0f} such tanks.",
            together(
                *[posed.leave() for posed in gone],
                big.tank.drive(run_time=GLANCE, spilt=0.0, signs=0.0, reading=0.0),
                big.count.drive(run_time=GLANCE, lit=0.0),
            ),
            together(
                big.tank.zoom(far.places[0], wall=THIN / 2),
                small.tank.zoom(far.dot, wall=0.0),
                big.tank.drive(values=v.capacity_tokens),
            ),
            together(far.ring.draw(run_time=ENTER), far.same.enter()),
            together(
                far.field.drive(run_time=GLANCE / 3, begin={"presence": 1.0}, presence=1.0),
                big.tank.drive(run_time=GLANCE / 3, begin={"presence": 0.0}, presence=0.0),
                far.field.to_values(v.far_tokens, run_time=COUNT),
                big.count.drive(run_time=COUNT, rate_func=constant, value=v.far_tokens),
            ),
            together(far.total.enter(), far.weights.enter()),
            read=READ,
            hold=REST,
        )
        self.gone: list[Posed] = [*far.cast, small.tank, big.count, big.name]

    def _admit(self, v: Values) -> Iterator[Beat]:
        levels, recall = Levels(v, self.theme), Recall(v, self.theme)
        self.cast(levels.drawn, levels.true, *recall.cast)
        yield Beat(
            "commonly_drawn",
            "A cache grows in proportion; a state is always full.",
            together(*[posed.leave() for posed in self.gone]),
            then(levels.drawn.enter(), levels.drawn.strike_out(), levels.true.enter()),
            read=READ,
            hold=REST / 2,
        )
        yield Beat(
            "recall",
            "Constant memory is not constant recall.",
            together(levels.drawn.leave(), levels.true.leave()),
            together(
                recall.line.draw(), recall.row.enter(), *[words.enter() for words in recall.state]
            ),
            together(recall.bars.grow(), *[words.enter() for words in recall.answers]),
            hold=REST / 2,
        )
        yield Beat(
            "rest",
            "Constant memory is not constant recall.",
            together(*[posed.leave() for posed in recall.cast]),
            together(*[posed.enter() for posed in self._poster(v)]),
            hold=END,
        )

    def _poster(self, v: Values) -> list[Posed]:
        big, small = self.big, self.small
        big.tank.set_channels(place=TANK, wall=WALL, values=v.overflow_mark, spilt=1.0)
        big.tank.set_channels(signs=1.0, reading=1.0)
        small.tank.set_channels(place=small.near, wall=THIN)
        big.count.set_channels(value=v.overflow_mark, lit=1.0)
        words = [big.count, big.name, small.name, *big.spilt]
        return [*big.scale, big.tank, small.tank, *small.lens, *words]
