"""Mermaid 2: the two machines, closed and opened, and the outputs that they give."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from anim_lib.formula import Formula
from anim_lib.motion import Posed
from anim_lib.primitives.black_box import BlackBox
from anim_lib.primitives.kernel_slide import KernelSlide
from anim_lib.primitives.level_ticks import LevelTicks
from anim_lib.primitives.samples import Samples
from anim_lib.primitives.state_gems import StateGems
from anim_lib.theme import Theme
from anim_lib.typography import ADVANCE, NUMBER, Anchor, Counter
from scenes.casts import m2_grid as at
from scenes.casts.d14_words import Words
from scenes.values.m2_recurrent_vs_convolutional import Values

MATHS = 50.0  # size of the formulas


def _maths(
    source: str, terms: Mapping[str, str], x: float, y: float, theme: Theme, anchor: Anchor = "l"
) -> Formula:
    return Formula(source, theme=theme, terms=terms, x=x, y=y, size=MATHS, lit=False, anchor=anchor)


class Loop:
    """The machine that carries a state from step to step."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        x, y, r = at.GEM
        bars = partial(Samples, v.u, x=at.COLUMNS, base=at.INPUTS[0], unit=at.UNIT, theme=theme)
        grey = ["muted"] * len(v.u)
        self.u = bars(wide=at.WIDE, roles=grey, axis=at.AXIS)
        self.falling = bars(wide=at.WIDE, roles=["ink"] * len(v.u))
        self.falling.set_channels(grown=0.0)
        self.gem = StateGems(
            np.zeros(at.FACETS),
            vmax=v.state_vmax,
            x=x,
            y=y,
            r=r,
            theme=theme,
            spoken=v.turned_row,
        )
        self.rule = _maths(
            "h_t = {{ macron(A) h_(t-1) : carry }} + {{ macron(B) u_t : take }}",
            {"carry": "state_pos", "take": "ink"},
            at.INSIDE,
            at.FORMULAS[0],
            theme,
        )
        self.read_rule = _maths(
            "y_t = {{ C h_t : c }}", {"c": "state_pos"}, at.INSIDE, y + 8, theme
        )
        self.input_name = words.word("u", at.INSIDE, at.INPUTS[0] + at.NAME_DROP)
        self.state_name = words.word(f"state h, {at.FACETS} of {v.d_state}", at.INSIDE, y - 40)
        self.reads = words.note("outlined facet", at.INSIDE, y + 70)
        end = self.reads.right + 14.0 + 5 * ADVANCE * NUMBER  # of a sign and four digits
        self.read = Counter(0.0, end, y + 70, theme=theme, size=NUMBER, anchor="r")
        self.gain = words.note(f"× {v.C[v.turned_row]:g}", end + 12, y + 70)
        self.times = words.note(f"{len(v.u)} times", x - r - 78, y + at.NAME_DROP, "r")

    @property
    def within(self) -> list[Posed]:
        """What stands in the opened machine, back to front."""
        names = [self.input_name, self.state_name, self.times]
        return [self.u, self.falling, self.gem, self.rule, self.read_rule, *names]


class Filter:
    """The machine whose kernel is made once and slides."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        count = len(v.u)
        first = v.kernel[0, :count]  # no lag beyond meets an input
        self.u = Samples(
            v.u,
            x=at.COLUMNS,
            base=at.INPUTS[1],
            unit=at.UNIT,
            wide=at.WIDE,
            roles=["muted"] * count,
            axis=at.AXIS,
            theme=theme,
        )
        self.kernel = KernelSlide(
            first,
            columns=at.COLUMNS,
            base=at.KERNEL,
            unit=at.KERNEL_UNIT,
            wide=at.WIDE,
            roles=["accent"] * count,
            axis=at.AXIS,
            theme=theme,
        )
        self.kernel.set_channels(grown=0.0, window=at.WINDOW)
        summed = at.SUMMED + 1
        self.products = Samples(
            v.convolution_terms[0, at.SUMMED, :summed],
            x=at.COLUMNS[:summed],
            base=at.KERNEL,
            unit=at.KERNEL_UNIT,
            wide=at.WIDE,
            roles=["accent"] * summed,
            theme=theme,
        )
        self.was = LevelTicks(
            first[::-1],
            x=at.COLUMNS,
            base=at.KERNEL,
            unit=at.KERNEL_UNIT,
            wide=at.WIDE + 10,
            role="ink",
            theme=theme,
        )
        self.rule = _maths(
            "{{ macron(K)_k : k }} = {{ C macron(A)^k macron(B) : made }}",
            {"k": "accent", "made": "ink"},
            at.INSIDE,
            at.FORMULAS[1],
            theme,
        )
        self.slide_rule = _maths(
            "y = {{ macron(K) ast u : slide }}",
            {"slide": "accent"},
            at.AXIS[1],
            at.FORMULAS[1],
            theme,
            "r",
        )
        self.input_name = words.word("u", at.INSIDE, at.INPUTS[1] + at.NAME_DROP)
        self.kernel_name = words.word("K̄", at.INSIDE, at.KERNEL + at.NAME_DROP, "accent")
        self.once = words.note("once per card", at.INSIDE, at.MADE)
        self.flipped = words.note("· flipped", self.once.right + 12, at.MADE)

    @property
    def within(self) -> list[Posed]:
        """What stands in the opened machine, back to front."""
        names = [self.input_name, self.kernel_name, self.once]
        return [self.u, self.kernel, self.rule, self.slide_rule, *names]


class Outputs:
    """One row of bars per machine, and the heights that they had before the turn."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        count = len(v.u)
        bars = partial(Samples, x=at.OUT_COLUMNS, unit=at.OUT_UNIT, theme=theme)
        self.loop = bars(
            v.y_recurrence[0],
            base=at.OUTPUTS[0],
            wide=at.LOOP_WIDE,
            roles=["muted"] * count,
            axis=at.OUT_AXIS,
        )
        self.filter = bars(
            v.y_convolution[0],
            base=at.OUTPUTS[1],
            wide=at.FILTER_WIDE,
            roles=["accent"] * count,
            axis=at.OUT_AXIS,
        )
        for row in (self.loop, self.filter):
            row.set_channels(grown=0.0)
        ticks = partial(LevelTicks, x=at.OUT_COLUMNS, base=at.OVERLAY, unit=at.OVERLAY_UNIT)
        self.was = (
            ticks(v.y_recurrence[0], wide=at.LOOP_WIDE + 10, role="ink", theme=theme),
            ticks(v.y_convolution[0], wide=at.FILTER_WIDE, role="ink", theme=theme),
        )
        loop, conv = at.HEADINGS
        self.names = (
            words.word("output y of the loop", at.OUT, loop, "muted"),
            words.word("output y of the filter", at.OUT, conv, "accent"),
        )
        self.step_name = words.note("step", at.OUT, at.STEPS)
        shown = (2, 5, 8, 11)
        self.steps = [words.tick(k + 1, float(at.OUT_COLUMNS[k]), at.STEPS) for k in shown]


def lids(v: Values, theme: Theme) -> tuple[BlackBox, BlackBox]:
    """Return the closed boxes of the loop and of the filter; their arrows are the chart's."""
    count = len(v.u)
    loop, conv = (
        BlackBox(
            np.zeros((0, 2)),
            theme=theme,
            out=(way, at.OUT),
            name=name,
            notes=[f"takes {count} inputs u,", f"gives {count} outputs y"],
            box=box,
        ).set_channels(flowing=0.0)
        for box, way, name in zip((at.LOOP, at.FILTER), at.OUTPUTS, ("loop", "filter"), strict=True)
    )
    return loop, conv
