"""Diagram 4: one token's stream, the boxes beside it, and one number under the lens."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.residual_stream import ResidualStream
from anim_lib.primitives.side_branch import SideBranch
from anim_lib.primitives.sum_lens import SumLens
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.d04_grid import (
    BAND,
    BRANCH,
    FIRST,
    LANE,
    LANES,
    LENS,
    LENS_AXIS,
    LENS_ROW,
    NEAR,
    REACH,
    ROW,
    SIGNS,
    UNDER,
    WIDE,
    View,
    small,
    states,
    views,
)
from scenes.values.d04_transformer_block import Values

MIDDLE = ROW[0] + 5.5 * ROW[1]  # y of the stream as one line
X = [FIRST + NEAR * column for column in range(5)]  # of the columns, seen from near
PASS = 0.9  # seconds in which the stream passes a window


class Block:
    """The stream of the shown token, at its start and near one block."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.views = views(v)
        self.k = 2 * v.bar_layer - 1  # what attention adds in that block, as an addition from 0
        (stages, added), start = states(v), self.views["start"]
        self.stream = ResidualStream(
            stages,
            deltas=added,
            theme=theme,
            columns=start.columns,
            rows=start.rows,
            unit=start.unit,
            band=start.band,
        )
        window, token = self.stream.edge[0], v.tokens[v.shown]

        def branch(
            name: str, role: str, tap: float | None, at: float, **more: object
        ) -> SideBranch:
            place = {"y": BRANCH, "stream": BAND[1], "window": window} | more
            return SideBranch(name, theme=theme, role=role, tap=tap, at=at, **place)  # type: ignore[arg-type]

        self.sources = [
            branch(f"token “{token}”", "ink", None, FIRST),
            branch(f"position {v.shown + 1}", "ink", None, FIRST + WIDE),
        ]
        earlier = v.read_pattern[v.shown, : v.shown]
        self.branches = [
            branch("attention", "attention", X[0], X[1], behind_at=(X[2], MIDDLE), feeds=earlier),
            branch("MLP", "accent", X[2], X[3], behind_at=(X[4], MIDDLE)),
        ]
        self.feeds = small("from earlier tokens", X[1] + 104, 228, theme, role="attention")
        at = [x + way * 0.55 * NEAR for x in X[1::2] for way in (-1, 1)]  # edges of the windows
        self.signs = [_sign(text, x, theme) for text, x in zip("+=+=", at, strict=True)]
        self.first_signs = [
            _sign("+", FIRST + 0.5 * WIDE, theme),
            _sign("=", FIRST + 1.5 * WIDE, theme),
        ]
        drawn = f"stream of “{token}”: {len(v.bars)} of its {v.d_model} numbers"
        self.heads = [_head(maths, x, theme) for maths, x in (("x", X[0]), ('x_"new"', X[4]))]
        self.first_head = _head("x", X[4], theme)
        self.titles = [
            small(f"toy, {drawn}", LEFT, UNDER, theme),
            small(f"toy, block {v.bar_layer} of {v.n_layers}, {drawn}", LEFT, UNDER, theme),
        ]
        self.formula = Formula(
            '{{ x_"new" : out }} = {{ x : x }} + {{ Delta_"attn" : attn }} '
            '+ {{ Delta_"mlp" : mlp }}',
            theme=theme,
            terms={"out": "ink", "x": "ink", "attn": "attention", "mlp": "accent"},
            x=LENS[0],
            y=238.0,
            size=62.0,
            lit=False,
        )
        self.start_lens, self.lens = self._lenses(v, theme)

    def _lenses(self, v: Values, theme: Theme) -> tuple[SumLens, SumLens]:
        row, k = v.lens_bar, v.bar_layer - 1
        place = (*LENS_ROW, self.stream.y_of(row), ROW[1] / 2 + 1)
        start = [("token", "ink"), ("position", "ink"), ("x", "ink")]
        block = [("x", "ink"), ('Delta_"attn"', "attention"), ('Delta_"mlp"', "accent")]
        sums = (
            (v.embedding[row], v.position[row]),
            (v.before[k, row], v.delta_attention[k, row], v.delta_mlp[k, row]),
        )
        totals = (v.before[0, row], v.after[k, row])
        names = (
            ['"token"', '+ "position"', "= x"],
            ["x", '+ Delta_"attn"', '+ Delta_"mlp"', '= x_"new"'],
        )
        roles = [[role for _, role in start], [*[role for _, role in block], "ink"]]
        units, digits = (250.0 / v.start_vmax, 600.0 / v.bar_vmax), (3, 2)
        first, second = (
            SumLens(
                sums[j],
                total=float(totals[j]),
                terms=list(zip(names[j], roles[j], strict=True)),
                theme=theme,
                box=LENS,
                scale=linear((0, 1), (LENS_AXIS, LENS_AXIS + units[j])),
                head=f"number {v.bars[row] + 1} of {v.d_model}",
                written=f"{{:.{digits[j]}f}}".format,
                row=place,
            )
            for j in (0, 1)
        )
        return first, second

    @property
    def all(self) -> list[Posed]:
        """Everything but the stream, from back to front."""
        return [
            *(self.start_lens, self.lens, self.formula, *self.titles, self.feeds),
            *(
                *self.sources,
                *self.branches,
                *self.signs,
                *self.first_signs,
                *self.heads,
                self.first_head,
            ),
        ]

    def look(self, view: str, *, run_time: float, **others: object) -> Animation:
        """Return the animation to another view of the stream."""
        seen: View = self.views[view]
        return self.stream.drive(run_time=run_time, **asdict(seen), **others)  # type: ignore[arg-type]

    def wait(self) -> None:
        """Put the stream where the last token's is beside the others, nothing added yet."""
        lane = (REACH[0], LANES[1] - LANE, REACH[1], LANES[1] + LANE)
        self.stream.set_channels(
            opened=0.0, dropped=0.0, carried=0.0, marked=0.0, begun=0.0, band=lane, presence=0.0
        )

    def arrive(self, leaving: Animation) -> Animation:
        """Return the animation in which the last token's stream becomes the whole stage."""
        return together(
            self.stream.drive(run_time=GLANCE, presence=1.0),
            Timeline((0.1, together(leaving, self.look("start", run_time=MOVE)))),
            Timeline((MOVE - GLANCE, enter_all(self.titles[0], self.sources[0]))),
        )

    def begin(self) -> list[Animation]:
        """Return the steps in which the token, then its position enter the stream."""
        position, lens, stream = self.sources[1], self.start_lens, self.stream
        return [
            together(stream.drive(run_time=ENTER, begun=1.0), lens.tell(0)),
            self._give(position, 0, self.first_signs[0], lens.tell(1)),
            self._take(
                0, self.first_signs[1], lens.tell(2), self.first_head.enter(run_time=GLANCE)
            ),
        ]

    def approach(self) -> list[Animation]:
        """Return the steps along the stream, past all that was added before, to the block."""
        done = np.arange(len(self.stream.deltas)) < self.k
        gone = (self.start_lens, *self.sources, *self.first_signs, self.first_head, self.titles[0])
        return [
            together(
                leave_all(*gone),
                self.look("small", run_time=GLANCE, opened=done, dropped=done, carried=done),
            ),
            together(
                self.look("near", run_time=1.2 * MOVE),
                Timeline((0.7 * MOVE, enter_all(self.titles[1], self.formula, self.heads[0]))),
            ),
        ]

    def attend(self) -> list[Animation]:
        """Return the steps in which attention reads and adds."""
        branch = self.branches[0]
        read = together(
            branch.read(run_time=ENTER),
            self.feeds.enter(),
            self.formula.light("x"),
            self.lens.tell(0),
        )
        light = self.formula.light("attn")
        give = together(light, self._give(branch, self.k, self.signs[0], self.lens.tell(1)))
        return [_overlap(read, give), self._take(self.k, self.signs[1])]

    def think(self) -> list[Animation]:
        """Return the steps in which the MLP reads and adds."""
        attention, branch = self.branches
        read = together(attention.rest(), branch.read(run_time=ENTER), self.formula.light("x"))
        light = self.formula.light("mlp")
        give = together(light, self._give(branch, self.k + 1, self.signs[2], self.lens.tell(2)))
        head = self.heads[1].enter(run_time=GLANCE)
        return [_overlap(read, give), self._take(self.k + 1, self.signs[3], head)]

    def conclude(self, row: int) -> Animation:
        """Return the animation that shows the sum, in every row and under the lens."""
        count, added = len(self.stream.values[0]), np.arange(len(self.stream.deltas))
        here = (added == self.k) | (added == self.k + 1)
        return together(
            self.branches[1].rest(),
            self.lens.tell(len(self.lens.values)),
            self.formula.light_all(),
            self.stream.drive(run_time=ENTER, spoken=np.arange(count) == row, marked=here),
        )

    def _give(self, branch: SideBranch, k: int, sign: Label, told: Animation) -> Animation:
        opened = together(self.stream.open(k, run_time=GLANCE), branch.give(run_time=GLANCE))
        if branch.tap is None:
            opened = together(branch.enter(run_time=GLANCE), opened)
        dropped = together(self.stream.drop(k, run_time=ENTER), sign.enter(), told)
        return Timeline((0.0, opened), (GLANCE, dropped))

    def _take(self, k: int, sign: Label, *told: Animation) -> Animation:
        after = Timeline((0.6 * PASS, together(sign.enter(run_time=GLANCE), *told)))
        return together(self.stream.carry(k, run_time=PASS), after)


def _overlap(read: Animation, give: Animation) -> Animation:
    """Let giving begin as soon as the way into the box is all but drawn."""
    return Timeline((0.0, read), (0.8 * ENTER, give))


def _head(maths: str, x: float, theme: Theme) -> Formula:
    source, terms = f"{{{{ {maths} : t }}}}", {"t": "ink"}
    return Formula(source, theme=theme, terms=terms, x=x, y=SIGNS - 14, size=54.0, anchor="c")


def _sign(text: str, x: float, theme: Theme) -> Label:
    return Label(text, x, SIGNS, theme=theme, size=50.0, anchor="c")
