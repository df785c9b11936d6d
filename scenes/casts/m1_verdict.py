"""Mermaid 1: which cells are which, and by how much the two ways differ."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, stagger, together
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from anim_lib.typography import COUNTER, Label, scientific
from scenes.casts.m1_layout import AT_ONCE, ROW, come, head
from scenes.casts.words import say
from scenes.values.m1_training_vs_inference import Values

SWATCHES = (262.0, 396.0)  # tops of the two ways' cells
RESULTS = (684.0, 84.0)  # baseline of the first difference, and pitch
FIGURES = 320.0  # from the names of differences to them
LEAST, GAP = 284.0, 20.0  # baseline of the difference of weights; from its name to it


def figure(text: str, x: float, y: float, theme: Theme) -> Label:
    """Return a number that starts at ``x``."""
    return Label(text, x, y, theme=theme, size=COUNTER, weight="SEMIBOLD", mono=True)


class Verdict:
    """A key to the cells, and the largest differences: above the triangles, and at their ends."""

    def __init__(self, v: Values, theme: Theme, left: float) -> None:
        layer, at = head(v)
        pairs = zip((v.patterns, v.stepped_patterns), SWATCHES, strict=True)
        self.swatches = [
            CausalTriangle(
                one[layer, at, :1, :1], theme=theme, left=left, top=top, cell=ROW, names=("", "")
            )
            for one, top in pairs
        ]
        self.swatches[1].set_channels(inner=1.0)
        x = left + ROW + 28.0
        lines = (
            (
                "Training: whole cells, 1 pass",
                f"{v.one_pass_multiply_adds:,} multiply-adds, forward only",
            ),
            (
                f"Inference: inner squares, {v.n_passes} passes",
                f"{v.stepped_multiply_adds:,} multiply-adds",
            ),
        )
        self.key: list[Posed] = []
        for (text, work), top in zip(lines, SWATCHES, strict=True):
            self.key.append(say(text, x, top + 28.0, theme, role="ink", strong=True))
            self.key.append(say(work, x, top + 74.0, theme))
        least = say(
            "largest difference in any head", AT_ONCE, LEAST, theme, role="ink", strong=True
        )
        weights = scientific(v.pattern_difference_float32)
        self.least = [least, figure(weights, least.right + GAP, LEAST, theme)]
        rows = (
            ("losses, in nats", v.loss_difference_float32),
            ("logits", v.logit_difference_float32),
        )
        title = "largest difference at the rows’ ends"
        self.results: list[Posed] = [say(title, left, RESULTS[0] - 76.0, theme)]
        for k, (text, value) in enumerate(rows):
            y = RESULTS[0] + k * RESULTS[1]
            self.results.append(say(text, left, y, theme, role="ink", strong=True))
            self.results.append(figure(scientific(value), left + FIGURES, y, theme))
        y = RESULTS[0] + len(rows) * RESULTS[1] - 12.0
        self.results.append(say("differences are rounding of 32-bit numbers", left, y, theme))

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.swatches, *self.key, *self.least, *self.results]

    def tell(self) -> Animation:
        """Return the animation in which the key comes, then the differences."""
        return stagger(
            together(*[come(one) for one in (*self.swatches, *self.key)]),
            together(*[come(one) for one in (*self.least, *self.results)]),
            lag=ENTER,
        )
