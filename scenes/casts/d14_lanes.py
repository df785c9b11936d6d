"""Diagram 14's time grid: the input, the state that is carried along, the output."""

from __future__ import annotations

from functools import partial

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.samples import Samples
from anim_lib.primitives.state_gems import StateGems
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.typography import scientific
from scenes.casts import d14_grid as at
from scenes.casts.d14_words import Words
from scenes.values.d14_s4_dual import Values

NAME_DROP = 12.0  # from a lane's zero to the baseline of its name


class Lanes:
    """Built from the saved values and placed; nothing moves here."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        steps = len(v.u)
        bars = partial(Samples, x=at.COLUMNS, unit=at.UNIT, theme=theme)
        axis = (at.LANES, RIGHT)
        self.tokens = TokenRow(
            [f"{u:.1f}".replace("-", "−") for u in v.u],
            theme=theme,
            y=at.CARDS,
            centres=at.COLUMNS,
            width=104.0,
            height=46.0,
        )
        self.u = bars(v.u, base=at.INPUT, wide=at.WIDE, roles=at.INPUTS, axis=axis)
        self.falling = bars(v.u, base=at.INPUT, wide=at.WIDE, roles=at.INPUTS)
        self.falling.set_channels(grown=0.0)
        outputs = partial(bars, base=at.OUTPUT, written="{:.2f}".format)
        ink = ["ink"] * steps
        self.loop = outputs(v.y_recurrence, wide=72, roles=ink, role_later="muted", axis=axis)
        self.loop.set_channels(grown=0.0, numbers=0.0)
        self.conv = outputs(v.y_convolution, wide=30, roles=["accent"] * steps)
        self.conv.set_channels(numbers=0.0)
        self.gem = StateGems(
            np.zeros(at.FACETS),
            vmax=v.state_vmax,
            x=float(at.COLUMNS[0]),
            y=at.STATE,
            r=at.GEM,
            theme=theme,
            spoken=v.read_state,
        )
        self.input_name = words.word("input u", LEFT, at.INPUT + NAME_DROP)
        self.state_name = words.word("state h", LEFT, at.STATE - 8)
        self.state_size = words.note(f"{at.FACETS} of {v.d_state}", LEFT, at.STATE + 36)
        self.output_name = words.word("output y", LEFT, at.OUTPUT + NAME_DROP)
        self.reads = words.note(
            f"each facet is a number; C reads the outlined one, × {v.read_gain:g}",
            float(at.COLUMNS[0]) + at.GEM + 34,
            at.STATE + NAME_DROP,
        )
        self.step_name = words.note("step", LEFT, at.STEPS)
        self.steps = [words.tick(k + 1, float(x), at.STEPS) for k, x in enumerate(at.COLUMNS)]
        below = at.OVERLAY_ZERO + NAME_DROP
        self.ways = (
            words.word("loop", LEFT, below + 60, "muted"),
            words.word("filter", LEFT, below + 112, "accent"),
        )
        found = scientific(v.max_difference_convolution)
        self.difference = words.word(f"largest difference: {found}", at.LANES, 300)
