"""Diagram 18: what a cut does, in the mean of many rows and in the one shown."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.theme import Theme
from anim_lib.timing import SETTLE
from anim_lib.typography import SMALL, Anchor, Counter, Label
from scenes.casts.d18_grid import PROOF, SHARE, note
from scenes.values.d18_induction_head import Values

HEADS = (508.0, 550.0)  # baselines over the columns
FIRST, STEP = 614.0, 89.0  # baseline of the first case's name, and from case to case
BAR, THICK = 26.0, 26.0  # from there to a bar's middle, and its height
BASELINE = 12.0  # from a bar's middle to the baseline of its numbers


class Proof:
    """One line per case: the mean over other rows as a bar, beside it the row shown."""

    def __init__(self, v: Values, theme: Theme) -> None:
        rows = [FIRST + STEP * case for case in range(len(v.mean_p))]
        cut = len(v.stamping_heads)
        names = ("nothing cut", "stamps cut", f"{cut} other heads cut")
        columns: tuple[tuple[tuple[str, str], float, str, Anchor], ...] = (
            (("mean p over", f"{v.n_rows} other rows"), PROOF, "attention", "l"),
            (("p in", "this row"), RIGHT, "accent", "r"),
        )
        self.heads = [
            note(text, x, y, theme, role, anchor)
            for texts, x, role, anchor in columns
            for text, y in zip(texts, HEADS, strict=True)
        ]
        heads = " and ".join(str(head) for head in v.stamping_heads)
        self.what = note(f"layer 1 without heads {heads}", LEFT, 560, theme)
        self.names = [
            Label(text, PROOF, y, theme=theme, size=SMALL)
            for text, y in zip(names, rows, strict=True)
        ]
        self.bars = BarStrip(
            v.mean_p,
            theme=theme,
            along="x",
            base=PROOF,
            scale=SHARE,
            places=[y + BAR for y in rows],
            thickness=THICK,
            role=["attention", "attention", "muted"],  # the control is not the point
            written="{:.2f}".format,
            weight="SEMIBOLD",
        )
        self.ones = [
            Counter(float(p), RIGHT, y + BAR + BASELINE, theme=theme, role="accent", anchor="r")
            for p, y in zip(v.answer_shares, rows, strict=True)
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.what, *self.heads, *self.names, self.bars, *self.ones]

    def tell(self) -> Animation:
        """Return the animation in which all three cases come, and their bars grow."""
        words = [*self.heads, *self.names, *self.ones]
        return together(self.bars.grow(lag=SETTLE), enter_all(*words))
