"""Diagram 2: what all heads give to the mark at the start."""

from __future__ import annotations

from functools import partial

from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, leave_all, together
from anim_lib.primitives.head_map import HeadMap
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.values.d02_attention_heatmap import Values

HEADING, MAP, CELL = 178.0, 194.0, 17.0  # baseline, top and pitch, left of the longest arc
LINE = 40.0  # from the map and from line to line below it


class Sink:
    """A map of all heads, its heading, and its mean; with a user's sentence also an even share."""

    def __init__(self, v: Values, theme: Theme) -> None:
        shares = v.start_share_by_head
        self.map = HeadMap(
            shares, theme=theme, spoken=(v.layer, v.head), left=LEFT, top=MAP, cell=CELL
        )
        self.heading = Label(f"all {shares.size} heads", LEFT, HEADING, theme=theme, size=SMALL)
        number = partial(Label, x=LEFT, theme=theme, size=NUMBER, mono=True)
        below = self.map.bottom + LINE
        self.mean = number(f"mean {v.start_share:.2f}", y=below, role="attention")
        even = number(f"even {v.equal_share:.2f}", y=below + LINE, role="muted")
        self.even = [even] if v.n_endings == 1 else []  # what its caption is chosen by

    @property
    def all(self) -> list[Posed]:
        """All parts, from back to front."""
        return [self.map, self.heading, self.mean, *self.even]

    def come(self) -> Animation:
        """Return the animation in which heading, heads and mean come in this order."""
        means = [self.mean, *self.even]
        return Timeline(
            (0.0, self.heading.enter(run_time=GLANCE)),
            (GLANCE, self.map.sweep(run_time=0.7 * BEND)),
            (GLANCE + 0.7 * BEND, together(*[one.enter(run_time=GLANCE) for one in means])),
        )

    def leave(self) -> Animation:
        """Return the animation in which all of it goes."""
        return leave_all(*self.all)


def given_to_the_start(v: Values, mark: str) -> str:
    """Return what a caption says of the mark at the start: a sink only where heads make it one."""
    here, heads = f"{v.arcs_tired[0]:.2f}", f"all {v.start_share_by_head.size} heads"
    if v.sink and v.arcs_tired[0] >= v.equal_share:
        return f"The “sink” {mark} gets {here}; {heads} give {v.start_share:.2f} on average."
    if v.sink:
        return f"{mark} gets {here} here; {heads} average {v.start_share:.2f}: a “sink”."
    return f"{mark} gets {here}; {heads} give {v.start_share:.2f} on average."
