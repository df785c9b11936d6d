"""Mermaid 3: the gates' questions, their bars and posts, and what stands at the ends."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, enter_all, leave_all, together
from anim_lib.primitives.decision_tree import DecisionTree
from anim_lib.primitives.family_name import FamilyName
from anim_lib.primitives.rolled_bar import LimitPost, RolledBar, Trough
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.m3_grid import BESIDE, NAME, PAIR, PITCH, STREAM, WIDE, Grid
from scenes.casts.m3_heading import Heading
from scenes.casts.m3_notes import Notes
from scenes.casts.m3_numbers import WRITTEN
from scenes.casts.words import say
from scenes.values.m3_decision_tree import Values

FIRST, SECOND = PAIR
INSET = 16.0  # from a zero line to its heading
HALF = PITCH / 2  # of a bar's piece of a post
LEAD = 44.0  # from an end's name to what its toy keeps
PALE = 0.45  # share of the ground in weights
PARTS = (
    (("ssm", 0.0),),
    (("muted", PALE), ("cache", 0.0)),
    (("muted", PALE), ("cache", 0.0)),
    (("muted", 0.0),),
)
ROLES = {"state space model": "ssm", "Transformer": "transformer", "hybrid": "hybrid"}


class Gates:
    """The tree with everything that stands in it; cards and trails are not part of it."""

    def __init__(self, v: Values, grid: Grid, theme: Theme) -> None:
        self.v, self.grid, self.theme = v, grid, theme
        self.tree = DecisionTree(grid.gates, theme=theme)
        self.bars: list[list[RolledBar]] = []
        self.troughs: list[Trough] = []
        self.posts: list[list[LimitPost]] = []
        self.headings: list[Heading] = []
        for k, row in enumerate(grid.rows):
            x = grid.gates[row.gate].x
            self.bars.append(
                [
                    RolledBar(
                        grid.amounts(FIRST, k),
                        theme=theme,
                        scale=row.scale,
                        y=y,
                        number=x + WIDE + BESIDE,
                        parts=PARTS[k],
                        written=WRITTEN[k],
                        slots=16,
                        ticks=v.lost_by_seed[FIRST] if k == 0 else (),
                    )
                    for y in row.ys
                ]
            )
            self.troughs += [Trough(x, y, WIDE, theme=theme) for y in row.ys]
            limits = [grid.limit(card, k) for card in range(len(v.cards))]
            self.posts.append(
                [
                    LimitPost(
                        limits[FIRST], theme=theme, scale=row.scale, span=(y - HALF, y + HALF)
                    )
                    for y in row.ys
                ]
            )
            self.headings.append(Heading(k, x + INSET, row.heading, limits, theme))
        self.notes = Notes(v, grid, self.headings, theme)
        self._ends(theme)

    def _ends(self, theme: Theme) -> None:
        v = self.v
        self.names: list[Posed] = []
        self.kept: list[Posed] = []
        for k, name in enumerate(v.nodes[v.n_gates :]):
            left, y = self.grid.ends[k]
            if name in ROLES:
                role = ROLES[name]
                self.names.append(FamilyName(name, "", left, y + NAME, role=role, theme=theme))
                self.kept.append(self._keeps(k, FIRST, theme))
                continue
            head, _, rest = name.partition(" ")
            self.names.append(Label(head, left, y + NAME, theme=theme, weight="SEMIBOLD"))
            self.names.append(say(rest, left, y + NAME + LEAD, theme))
        self.kept_few = self._keeps(0, STREAM, theme)

    def _keeps(self, end: int, card: int, theme: Theme) -> Label:
        """Return what an end's toy keeps of a card's facts, from the least to the most of seeds."""
        v, (left, y) = self.v, self.grid.ends[end]
        place = v.pairs.tolist().index(int(v.facts[card]))
        low, high = (each[end, place] for each in (v.leaf_recall_low, v.leaf_recall_high))
        digits = 1 if max(1 - low, 1 - high) > 0.001 else 2
        least, most = (f"{100 * each:.{digits}f}" for each in (low, high))
        whose = "toy’s fixed state" if ROLES.get(v.nodes[v.n_gates + end]) == "ssm" else "toy"
        text = f"{whose} keeps {least}–{most.removesuffix('.' + '0' * digits)} %"
        return say(text, left, y + NAME + LEAD, theme)

    @property
    def by_gate(self) -> list[list[Posed]]:
        """What belongs to each gate: headings and posts."""
        out: list[list[Posed]] = [[] for _ in self.grid.gates]
        for row, heading, notes, posts in zip(
            self.grid.rows, self.headings, self.notes.beside, self.posts, strict=True
        ):
            out[row.gate] += [*heading.all, *notes, *posts]
        return out

    @property
    def at_first(self) -> list[Posed]:
        """What stands there from the start."""
        later = (*self.notes.later, self.kept_few)
        return [one for one in self.back_to_front if one not in later]

    @property
    def back_to_front(self) -> list[Posed]:
        """All of it, without the ways, which lie behind the trails."""
        bars = [bar for row in self.bars for bar in row]
        gates = [one for gate in self.by_gate for one in gate]
        others = [*self.notes.seconds, *self.notes.measured]
        return [*bars, *others, *gates, *self.names, *self.kept, self.kept_few]

    def light(self, gate: int) -> Animation:
        """Return the animation that brings a gate forward."""
        return together(*[one.step_forward() for one in self.by_gate[gate]])

    def roll(self, card: int, gate: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which a card's bars of a gate grow."""
        grid, slot = self.grid, self.grid.slot(card, gate)
        parts = []
        for k, row in enumerate(grid.rows):
            if row.gate == gate:
                bar, lit = self.bars[k][slot], float(card == SECOND and k > 0)
                ticks = self.v.lost_by_seed[card] if k == 0 else ()
                parts.append(bar.roll(grid.amounts(card, k), ticks, lit=lit, run_time=run_time))
        said = [one.enter(run_time=run_time) for one in self.notes.of(card, gate)]
        return together(*parts, *said)

    def empty(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which all bars go back to zero."""
        return together(
            *[bar.drive(run_time=run_time, rolled=0.0) for row in self.bars for bar in row],
            leave_all(*self.notes.measured),
        )

    def regulate(self, card: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation that takes posts and headings to what a card's GPU allows."""
        moves = []
        for k, (posts, heading) in enumerate(zip(self.posts, self.headings, strict=True)):
            limit = self.grid.limit(card, k)
            moves += [post.move(limit, run_time=run_time) for post in posts]
            moves += [heading.number.drive(run_time=run_time, value=limit)]
        return together(*moves, *self.notes.regulate(card, run_time=run_time))

    def second_limit(self, *, run_time: float = ENTER) -> list[Animation]:
        """Return the animations that give the second card's row a post of its own, if need be."""
        if not self.notes.seconds:
            return []
        limit = self.grid.limit(SECOND, 1)
        return [enter_all(*self.notes.seconds), self.posts[1][1].move(limit, run_time=run_time)]
