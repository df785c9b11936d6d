"""Mermaid 3: what stands beside the gates' questions and numbers, in quiet words."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, then
from anim_lib.primitives.rolled_bar import SEAM
from anim_lib.theme import Theme
from anim_lib.typography import ADVANCE, NUMBER, SMALL, Label
from scenes.casts.m3_grid import BESIDE, PAIR, WIDE, Grid
from scenes.casts.m3_heading import Heading
from scenes.casts.m3_numbers import WRITTEN, whole_gigabytes
from scenes.casts.words import say
from scenes.values.m3_decision_tree import FITS, SUPPORTED, Values

FIRST, SECOND = PAIR
AFTER, AIR = 20.0, 24.0  # from a heading, and from a number, to the words beside it
SPACE = 10.0  # between two notes of one line
BASE = 12.0  # from a bar's middle to the baseline of its number
CITED = "AI21 2024"  # Jamba's model card


class Notes:
    """Whose numbers they are; which seed a bar is of, and how far a Transformer was trained."""

    def __init__(self, v: Values, grid: Grid, headings: list[Heading], theme: Theme) -> None:
        self.v, self.grid, self.theme = v, grid, theme
        texts = ("toy task", f"{v.precision} weights + cache", f"{v.hybrid}, {v.precision} too")
        self.beside = [
            [self._note(text, heading, row.heading)]
            for text, heading, row in zip(texts, headings, grid.rows, strict=False)
        ]
        kinds = {FITS: f"on {whole_gigabytes(v.hybrid_fit_bytes)}", SUPPORTED: SUPPORTED}
        last = headings[-1], grid.rows[-1].heading
        self.kinds = {
            kind: self._note(f"{CITED}, {text}", *last)
            for kind, text in kinds.items()
            if kind in v.hybrid_limit_kind
        }
        self.kind = v.hybrid_limit_kind[FIRST]
        self.beside.append(list(self.kinds.values()))
        self.seconds: list[Posed] = []
        if v.changed[SECOND] == "GPU":
            note, limit = self.beside[1][0], whole_gigabytes(grid.limit(SECOND, 1))
            x, y = note.right + AIR, note.y
            self.seconds = [
                Label(f"or {limit}?", x, y, theme=theme, role="accent", weight="SEMIBOLD")
            ]
        beside, ticks = self.beside[0][0], f"· ticks: {self._ticks(FIRST)} seeds"
        x = beside.right + SPACE
        self.ticks = Label(ticks, x, beside.y, theme=theme, role="muted", size=SMALL)
        self.worst = self._behind("worst seed", FIRST, 0)
        self.trained = {
            card: self._behind(f"trained up to {v.trained_context[card]:,} tokens", card, 1)
            for card, path in enumerate(v.paths.tolist())
            if 1 in path and v.context[card] > v.trained_context[card]
        }
        if FIRST in self.trained:  # the second asks the same Transformer
            self.trained.pop(SECOND, None)

    def _note(self, text: str, heading: Heading, y: float) -> Label:
        tint = {"cache": "cache"} if "cache" in text else None
        x = heading.right + AFTER
        return Label(text, x, y, theme=self.theme, role="muted", size=SMALL, tint=tint)

    def _behind(self, text: str, card: int, gate: int) -> Label:
        """Return words behind a gate's number, clear of all that is printed there."""
        grid, slot = self.grid, self.grid.slot(card, gate)
        asked = [k for k, path in enumerate(self.v.paths.tolist()) if gate in path]
        longest = max(len(WRITTEN[gate](sum(grid.amounts(k, gate)))) for k in asked)
        x = grid.gates[gate].x + WIDE + BESIDE + ADVANCE * NUMBER * longest + AIR
        return say(text, x, grid.rows[gate].ys[slot] + BASE, self.theme)

    def _ticks(self, card: int) -> int:
        """Return how many seeds a card's first bar marks: those clear of its zero line."""
        scale = self.grid.rows[0].scale
        ends = (scale(float(each)) for each in self.v.lost_by_seed[card])
        return sum(end - scale(0.0) > SEAM for end in ends)

    @property
    def measured(self) -> list[Posed]:
        """Words that come and go with a bar."""
        return [self.ticks, self.worst, *self.trained.values()]

    @property
    def later(self) -> list[Posed]:
        """Words that do not stand there from the start."""
        other = [one for kind, one in self.kinds.items() if kind != self.kind]
        return [*self.seconds, *self.measured, *other]

    def of(self, card: int, gate: int) -> list[Posed]:
        """Return the words that come with a card's bars of a gate."""
        if gate == 1 and card in self.trained:
            return [self.trained[card]]
        if gate == 0:  # a bar that is too short for ticks ends at the worst seed as well
            return [self.worst, *[self.ticks] * bool(self._ticks(card))]
        return []

    def regulate(self, card: int, *, run_time: float) -> list[Animation]:
        """Return the animation in which the kind of a card's limit replaces another, if need be."""
        before, self.kind = self.kind, self.v.hybrid_limit_kind[card]
        if before == self.kind:
            return []
        gone, come = self.kinds[before], self.kinds[self.kind]
        half = run_time / 2
        return [then(gone.leave(run_time=half), come.enter(run_time=half), gap=0.0)]
