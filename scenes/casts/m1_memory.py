"""Mermaid 1: what attention keeps, with and without a stored square of scores."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, LABEL, Label, width
from scenes.casts.words import say
from scenes.values.m1_training_vs_inference import Values

CLAIM = 262.0  # baseline of what is commonly said
HEADING, FOOT = 384.0, 812.0  # baselines of what is measured, and of the last line
PLACES, ABOVE = (520.0, 676.0), 36.0  # middles of the two bars, and up to their names
SPACE = 12.0  # between a name and what it means
UNIT = 1400.0 / 5000.0  # stage pixels to 1 MiB


class Memory:
    """The claim, struck out, and two measured bars."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.claim = [
            say("commonly drawn", LEFT, CLAIM - 62.0, theme),
            Label(
                "attention’s memory: O(N²)", LEFT, CLAIM, theme=theme, role="muted", size=COUNTER
            ),
        ]
        line = self.claim[1]
        ends = [(LEFT - 4.0, CLAIM + 12.0), (line.right + 10.0, CLAIM - 44.0)]
        self.strike = Rule(ends, theme=theme, role="wrong", line=5.0)
        heading = f"measured peak memory, {v.far:,} tokens, one head, one forward pass"
        self.heading = say(heading, LEFT, HEADING, theme)
        texts = (
            (
                "all scores stored,",
                f"as much as {v.far_stored_squares:.1f} squares of N × N scores",
            ),
            ("fused kernel,", "each tile of the square used, then dropped"),
        )
        self.names: list[Posed] = []
        for (name, how), y in zip(texts, PLACES, strict=True):
            self.names.append(say(name, LEFT, y - ABOVE, theme, role="ink", strong=True))
            start = LEFT + width(name, LABEL, weight="SEMIBOLD") + SPACE
            self.names.append(say(how, start, y - ABOVE, theme))
        self.bars = BarStrip(
            [v.far_stored_mib, v.far_fused_mib],
            theme=theme,
            along="x",
            base=LEFT,
            scale=linear((0, 1), (LEFT, LEFT + UNIT)),
            places=PLACES,
            thickness=34.0,
            role="cache",
            written="{:,.0f} MiB".format,
            slots=12,
        )
        self.work = say("the work grows with N² either way", LEFT, FOOT, theme)
        self.machine = say(f"{v.machine}, {v.measured_on}", RIGHT, FOOT, theme, anchor="r")

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            *self.claim,
            self.strike,
            self.heading,
            *self.names,
            self.bars,
            self.work,
            self.machine,
        ]
