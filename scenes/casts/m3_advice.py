"""Mermaid 3: what is often advised without evidence, dashed towards the ends that it names."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, enter_all, stagger
from anim_lib.primitives.pointer import Pointer
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from scenes.casts.m3_grid import NAME, Grid
from scenes.casts.words import say
from scenes.values.m3_decision_tree import Values

DASH = (9.0, 8.0)
LEAD, RISE, ARROW = 48.0, 96.0, 16.0  # between lines; of the arrow up, and its inset
UNDER, BEFORE = 22.0, 18.0  # from an end's name to the arrow's tip below it, or beside its words
TOP = 44.0  # from an arrow's tail to the baseline below it


class Advice:
    """The lines of advice, each at a dashed arrow to the end it names; none of them is a gate."""

    def __init__(self, v: Values, grid: Grid, theme: Theme) -> None:
        last = grid.ends[2][1] + NAME
        said = [line.split(": ", 1) for line in v.advice]
        first = v.nodes[v.n_gates]
        above = [words for words, end in said if first in end]
        beside = [words for words, end in said if first not in end]
        up, tip = LEFT + ARROW, grid.ends[0][1] + NAME + UNDER
        upper, lower = tip + RISE + TOP, last - LEAD * len(beside)
        self.heads = [
            say("advice, untested", LEFT, y, theme, role="ink", strong=True) for y in (upper, lower)
        ]
        self.lines = [
            say(words, LEFT, y + LEAD * (k + 1), theme)
            for y, told in ((upper, above), (lower, beside))
            for k, words in enumerate(told)
        ]
        self.arrows = [Pointer((up, tip + RISE), (up, tip), theme=theme, role="muted", dash=DASH)]
        for line in self.lines[len(above) :]:
            start = (line.right + BEFORE, line.y - 12)
            end = (grid.ends[2][0] - BEFORE, line.y - 12)
            self.arrows.append(Pointer(start, end, theme=theme, role="muted", dash=DASH))

    @property
    def all(self) -> list[Posed]:
        """All of it, back to front."""
        return [*self.arrows, *self.heads, *self.lines]

    def tell(self) -> Animation:
        """Return the animation in which the advice is given, its arrows last."""
        grow = [
            one.drive(run_time=MOVE, begin={"presence": 1.0, "grown": 0.0}, presence=1.0, grown=1.0)
            for one in self.arrows
        ]
        told = [one.enter() for one in self.lines]
        return stagger(enter_all(*self.heads), *told, *grow, lag=ENTER / 2)
