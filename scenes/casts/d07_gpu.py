"""Diagram 7: one GPU as the page, and the text at which it is full."""

from __future__ import annotations

from typing import Final

from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Drive, Posed, Timeline, enter_all, together
from anim_lib.primitives.rule import Rule
from anim_lib.timing import ENTER, GLANCE, MOVE, soft
from anim_lib.typography import Anchor
from scenes.casts.d07_bars import Bars
from scenes.casts.d07_grid import NOTES, ZERO, size, times
from scenes.casts.words import Words
from scenes.values.d07_memory_tradeoff import Values

GPU: Final = (290.0, 140.0)  # top and height of the bar
LEAD: Final = 50.0  # from a line under it to the next
OVER, HIGHER, UNDER, BESIDE = 24.0, 80.0, 50.0, 10.0
STRIKE: Final = 5.0


class Gpu(Words):
    """One GPU as the page: the weights first, and what is left for the cache of one text."""

    def __init__(self, v: Values, bars: Bars) -> None:
        super().__init__(bars.theme)
        self.v, self.bars = v, bars
        y, tall = GPU
        page = v.gpu_vmax_bytes
        limit = bars.where(v.gpu_bytes, page)
        self.post = Rule(
            [(limit, y - BESIDE), (limit, y + tall + BESIDE)],
            theme=self.theme,
            role="ink",
            line=STRIKE,
        )
        left = limit < (ZERO + RIGHT) / 2  # where the words over the weights are
        anchor: Anchor = "l" if left else "r"
        self.gpu = self.word(
            v.gpu, limit, y - (HIGHER if left else OVER), strong=True, anchor=anchor
        )
        self.names = [
            self.word(v.bigger, LEFT, y + tall / 2 - 12, strong=True),
            self.note("one text at a time", LEFT, y + tall / 2 + 34),
        ]
        self.weights = self.word(
            f"weights {size(v.bigger_weight_bytes)}", ZERO, y - OVER, "muted", strong=True
        )
        room = f"cache {size(v.bigger_full_bytes)}: room for {v.bigger_gpu_tokens:,} tokens"
        if not v.bigger_full_bytes:
            room = "no room for a cache"
        last = f"in {v.bigger}, {v.marks[-1]:,} tokens take {size(v.bigger_mark_bytes[-1])}"
        fits = "and fit" if v.last_fits else "and do not fit"
        self.cache = [
            self.word(room, ZERO, y + tall + UNDER, "cache", strong=True),
            self.word(f"{last}, {fits}", ZERO, y + tall + UNDER + LEAD, "cache"),
        ]
        if v.bigger_trained:
            told = (
                f"{v.bigger} has read at most {v.bigger_trained:,} tokens in training:",
                f"more is arithmetic · {v.bigger_trained_source}",
            )
            first = y + tall + UNDER + 2.2 * LEAD
            self.cache += [self.note(t, ZERO, first + LEAD * k) for k, t in enumerate(told)]
        wider = f"scale: {times(page / v.page_bytes[-1])} times smaller"
        only = "GB = 10⁹ bytes; nothing but weights and cache is counted"
        self.told = self.note(f"{wider}; {only}", LEFT, NOTES[0])

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [self.post, self.gpu, *self.names, self.weights, *self.cache, self.told]

    def pull_back(self) -> Animation:
        """Return the animation to a page that holds the GPU."""
        page = self.v.gpu_vmax_bytes
        return together(
            self.bars.bars.pull_back(page, run_time=MOVE),
            self.bars.ruler.pull_back(page, run_time=MOVE),
        )

    def come(self) -> Animation:
        """Return the animation in which weights and cache fill it."""
        bars, at, v = self.bars.bars, self.bars.gpu_from, self.v
        values, tops, tall, starts, shown = (
            bars.channel(name) for name in ("values", "tops", "tall", "starts", "shown")
        )
        tops[at:], tall[at:], shown[:] = GPU[0], GPU[1], 0.0
        shown[at:], starts[at + 1], values[at:] = 1.0, v.bigger_weight_bytes, 0.0
        put = {"tops": tops, "tall": tall, "starts": starts, "shown": shown}
        weights = values.copy()
        weights[at] = v.bigger_weight_bytes
        full = weights.copy()
        full[at + 1] = v.bigger_full_bytes
        return Timeline(
            (0.0, Drive(bars, put, put, run_time=GLANCE, rate_func=soft, lag=0.0)),
            (0.0, enter_all(self.post, self.gpu, *self.names, self.told)),
            (0.0, bars.drive(run_time=ENTER, begin={"values": values}, values=weights)),
            (GLANCE, self.weights.enter()),
            (ENTER, bars.drive(run_time=MOVE, values=full)),
            (MOVE, enter_all(*self.cache)),
        )
