"""Everything on diagram 15's stage, in the order from back to front."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.state_columns import StateColumns
from anim_lib.primitives.weight_area import WeightArea
from anim_lib.theme import Theme
from anim_lib.typography import Label, scientific
from scenes.casts import d15_grid as at
from scenes.casts.d14_words import Words
from scenes.casts.d15_errata import Errata
from scenes.casts.d15_lanes import Lanes
from scenes.casts.d15_split import Split
from scenes.values.d15_hippo import Values


class Cast(Lanes):
    """The lanes, the run and the spike, the split screen and the errata."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words = Words(theme)
        super().__init__(v, words, theme)
        self._run(v, words, theme)
        self._spike(v, words, theme)
        self.split, self.errata = Split(v, words, theme), Errata(v, words, theme)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        names = [self.signal_name, self.axis_name, self.few_name]
        return [self.axis, self.trace, self.bars, *names]

    @property
    def later(self) -> list[Posed]:
        """All that is not on the first frame, from back to front."""
        first = [self.rule, *self.notes, self.curves, self.before, self.past]
        texts = [*self.bar_names, self.past_name, self.error_name, self.error]
        sizes = [self.many_name, self.most_name, self.state_name, self.coarse, self.fine]
        run = [
            self.update,
            *self.update_notes,
            self.weight,
            self.weight_name,
            self.states,
            *self.state_notes,
        ]
        found = [self.oldest, self.same, *self.heads, *self.spike_texts, self.sample]
        return [*first, *texts, *sizes, *run, *found, *self.split.parts, *self.errata.parts]

    @property
    def last_of_first_stage(self) -> list[Posed]:
        """What leaves for the split screen."""
        lanes = [self.past, self.before, self.past_name, self.state_name, self.coarse, self.fine]
        spike = [*self.edges, *self.spike_texts, self.sample]
        return [*self.at_first, *lanes, *spike, self.update]

    def _run(self, v: Values, words: Words, theme: Theme) -> None:
        self.weight = WeightArea(
            v.weights[v.split_measures.index("LegS")],
            places=v.places,
            span=(at.LANES, at.x(v, v.seq_len)),
            base=at.WEIGHT_BASE,
            unit=at.WEIGHT_UNIT,
            theme=theme,
        )
        self.weight_name = words.word("weight 1/t", LEFT, at.WEIGHT_BASE - 4, "accent")
        kept = (v.run_times % at.STATE_STEP == 0) & (v.run_times <= v.seq_len)
        self.states = StateColumns(
            v.run_coefficients[kept, : v.split_size],
            times=v.run_times[kept],
            start=0,
            vmax=v.coefficient_vmax,
            left=at.LANES,
            across=at.across(v),
            top=at.STATE_TOP,
            pitch=at.STATE_PITCH,
            power=0.5,
            theme=theme,
        )
        self.state_name = words.word(f"{v.split_size} numbers", LEFT, at.NUMBERS_NAME)
        self.state_notes = (
            words.note("coarse on top", LEFT, at.NUMBERS_NAME + 46),
            words.note("root scale", LEFT, at.NUMBERS_NAME + 90),
        )
        middle = int(v.orders.tolist().index(v.split_size))
        first, last = (f"{v.oldest_rmse[middle, k]:.2f}" for k in (0, -1))
        self.oldest = words.note(
            f"first {v.oldest_inputs} inputs: error {first}, now {last}", at.LANES, at.OVER
        )
        found = scientific(v.legs_is_projection)
        self.same = words.note(
            f"largest difference from a least-squares fit: {found}", RIGHT, at.OVER, "r"
        )
        self.heads = [
            Rule([(at.LANES, top), (at.LANES, foot)], theme=theme, role="ink", line=3)
            for top, foot in ((at.OVER + 20, at.AXIS), (at.LANES_TOP, at.FOOT))
        ]

    def _spike(self, v: Values, words: Words, theme: Theme) -> None:
        end = at.x(v, v.seq_len)
        self.before = Rule(
            np.column_stack(
                [
                    at.LANES + (end - at.LANES) * v.places,
                    at.SIGNAL - at.UNIT * v.spike_past[0],
                ]
            ),
            theme=theme,
            role="accent",
            line=3,
        )
        tenth = at.x(v, v.seq_len / v.spike_rmse_tenths.shape[1])
        self.edges = [
            Cone([[(a, low), (b, low)], [(a, high), (b, high)]], theme=theme, role="accent")
            for a, b, low, high in (
                (at.LANES, tenth, at.AXIS - 4, at.OVER + 16),
                (end, at.LAST, at.AXIS - 4, at.TOP_OF_SPIKE),
            )
        ]
        after = v.spike_coefficients[1]
        self.largest = int(after.argmax())  # its number is printed
        was, now = (f"{v.spike_rmse_tenths[k, 0]:.3f}" for k in (0, 1))
        self.spike_texts = [
            words.word(f"oldest tenth: error {was} → {now}", at.LANES, at.OVER, "state_pos"),
            Label("new spike", end - 24, at.OVER, theme=theme, anchor="r"),
            words.word("before the spike", at.SAMPLE + 20, at.FOOT, "accent"),
        ]
        tick = [(at.SAMPLE - 44, at.FOOT - 12), (at.SAMPLE, at.FOOT - 12)]
        self.sample = Rule(tick, theme=theme, role="accent", line=4)
