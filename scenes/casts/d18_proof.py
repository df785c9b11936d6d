"""Diagram 18: what a cut does, in this row and in the mean of many."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import SETTLE
from anim_lib.typography import Counter, Label
from scenes.casts.d18_grid import PROOF, SHARE, note
from scenes.values.d18_induction_head import Values

FIRST, STEP = 616.0, 90.0  # baseline of the first row's name, and from row to row
BAR, THICK = 29.0, 30.0  # from there to a bar's middle, and its height
LINE, CLEAR, OVERHANG = 5.0, 3.0, 6.0  # a tick's width, the ground beside it, how far it sticks out


class Proof:
    """One bar per case: the mean; a tick across it: the row shown."""

    def __init__(self, v: Values, theme: Theme) -> None:
        rows = [FIRST + STEP * case for case in range(len(v.mean_p))]
        cut = len(v.stamping_heads)
        names = ("nothing cut", "stamps cut", f"{cut} other heads cut")
        self.heads = [
            note("p(right next token)", PROOF, 516, theme),
            note(f"mean of {v.n_rows} rows", PROOF, 560, theme, "attention"),
            note("this row", RIGHT, 560, theme, "accent", "r"),
        ]
        heads = " and ".join(str(head) for head in v.stamping_heads)
        self.what = note(f"layer 1 without heads {heads}", LEFT, 560, theme)
        self.names = [
            Label(text, PROOF, y, theme=theme) for text, y in zip(names, rows, strict=True)
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
        self.ticks = [
            self._tick(float(p), y + BAR, theme) for p, y in zip(v.answer_shares, rows, strict=True)
        ]
        self.ones = [
            Counter(float(p), RIGHT, y, theme=theme, role="accent", anchor="r")
            for p, y in zip(v.answer_shares, rows, strict=True)
        ]

    def _tick(self, p: float, middle: float, theme: Theme) -> list[Rule]:
        """Return a tick across a bar, and the ground that keeps it apart from the bar."""
        reach = THICK / 2 + OVERHANG
        ends = [(SHARE(p), middle - reach), (SHARE(p), middle + reach)]
        look = (("ground", LINE + 2 * CLEAR), ("accent", LINE))
        return [Rule(ends, theme=theme, role=role, line=line) for role, line in look]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            self.what,
            *self.heads,
            *self.names,
            self.bars,
            *[one for tick in self.ticks for one in tick],
            *self.ones,
        ]

    def tell(self) -> Animation:
        """Return the animation in which all three cases come, and their bars grow."""
        words = [
            *self.heads,
            *self.names,
            *[one for tick in self.ticks for one in tick],
            *self.ones,
        ]
        return together(self.bars.grow(lag=SETTLE), enter_all(*words))
