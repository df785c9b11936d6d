"""Diagram 7: a cache that grows with every token beside a state that never changes its size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, COUNT, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.d07_memory_tradeoff import alt
from scenes.casts.d07_bars import Bars
from scenes.casts.d07_drawn import Drawn
from scenes.casts.d07_gpu import Gpu
from scenes.casts.d07_grid import times
from scenes.casts.d07_recall import Recall
from scenes.values.d07_memory_tradeoff import Values

BOTH = {"cache": "cache", "state": "ssm"}


class D07MemoryTradeoff(Storyboard[Values]):
    """One memory grows with every word, the other was full-size from the start.

    The poster must show the token at which the cache has grown as long as the state. Then the
    page pulls back: longer texts have longer bars, in proportion, and one runs off the page.
    """

    number = "07"
    title = "Memory trade-off"
    family = "trade-offs"
    poster = "crossing"
    square: ClassVar[tuple[float, float, float]] = (84.0, 0.0, 990.0)
    values_type = Values
    errata = ("commonly_drawn",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Grow, cross, pull back, leave the page; then what is full, and what is forgotten."""
        on = self.on = Bars(v, self.theme)
        self.gpu, self.recall = Gpu(v, on), Recall(v, self.theme)
        self.cast(*on.back_to_front, *self.gpu.all_of_it, *self.recall.all_of_it)
        for one in (*on.at_first, on.cache_size):
            one.set_channels(presence=1.0)
        yield Beat("question", "Cache and state: which is larger?", tint=BOTH)
        yield from self._near(v)
        yield from self._far(v)
        if len(v.drawn_cells):
            self.drawn = Drawn(v, on)
            self.cast(*self.drawn.all_of_it)
            yield Beat(
                "commonly_drawn",
                "Commonly drawn: not in proportion.",
                self.drawn.come(),
                hold=GLANCE,
            )
        yield from self._limits(v)

    def _near(self, v: Values) -> Iterator[Beat]:
        on = self.on
        shown = on.bars.channel("shown")
        shown[0] = 1.0
        yield Beat(
            "state",
            "The state is full-size before the first token.",
            together(
                on.bars.drive(run_time=ENTER, shown=shown), on.state_size.enter(), on.made.enter()
            ),
            tint=BOTH,
        )
        yield Beat(
            "token",
            "Each token adds its key and value to the cache.",
            together(on.read(1.0, run_time=MOVE), on.added.enter()),
            on.read(2.0, run_time=ENTER),
            tint={"key": "key", "value": "value", "cache": "cache"},
        )
        met = "has caught up" if v.crossing_exact else "is larger"
        yield Beat(
            "crossing",
            f"Token {v.crossing_token:,}: the cache {met}.",
            together(
                leave_all(on.made, on.added), on.read(float(v.crossing_token), run_time=COUNT)
            ),
            on.guide.draw(run_time=ENTER),
            stagger(*[one.enter() for one in (*on.ends, on.weights)], lag=SETTLE),
            hold=REST,
            tint=BOTH,
        )

    def _far(self, v: Values) -> Iterator[Beat]:
        on, last = self.on, len(v.marks) - 1
        gone = leave_all(on.guide, on.tape, on.weights, *on.ends)
        for k, n in enumerate(v.marks[:-1].tolist()):
            page, more = float(v.page_bytes[k]), v.page_bytes[k] / on.bars.level("page")
            told = "More text, more cache."
            if more > 1.0:
                told += f"\nScale: {times(more)} times smaller."
            first = [together(gone, on.step_away(), on.rows[0].enter())]
            yield Beat(
                f"t_{n}",
                told,
                *(first if k == 0 else [on.come(k)]),
                on.grow(k, page, run_time=MOVE if k == 0 else MOVE + SETTLE),
                tint=BOTH,
            )
        page = on.bars.level("page")
        first = [together(gone, on.step_away(), on.rows[0].enter())]
        yield Beat(
            "off_page",
            f"{v.marks[-1]:,} tokens run off the page.",
            *(first if last == 0 else [on.come(last)]),
            on.grow(last, page, run_time=MOVE),
            hold=ENTER,
        )
        ratios = ":".join(times(ratio) for ratio in v.mark_ratio)
        yield Beat(
            "whole",
            f"In proportion to tokens: {ratios}." if last else "All of it on one page.",
            on.all_on_one_page(run_time=BEND),
            enter_all(*on.ratios, *on.limits),
            hold=GLANCE,
        )

    def _limits(self, v: Values) -> Iterator[Beat]:
        on, gpu = self.on, self.gpu
        words = [on.state_name, on.state_size, on.cache_name, *on.rows, *on.sizes]
        words += [*on.ratios, *on.limits]
        if len(v.drawn_cells):
            words += self.drawn.all_of_it
        full = f"Room for {v.bigger_gpu_tokens:,} tokens."
        yield Beat(
            "gpu",
            full if v.bigger_full_bytes else "The weights alone do not fit.",
            together(leave_all(*words), gpu.pull_back()),
            gpu.come(),
            hold=ENTER,
        )
        yield Beat(
            "rest",
            "Constant memory is not constant quality.",
            Timeline(
                (0.0, leave_all(*gpu.all_of_it, on.ruler, on.scale, on.bars)),
                (GLANCE, self.recall.come()),
            ),
            hold=END,
        )
