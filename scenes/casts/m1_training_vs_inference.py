"""Everything on the stage of Mermaid 1."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, leave_all, then, together
from anim_lib.primitives.flow import Flow, Node
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE
from scenes.casts.m1_at_once import AtOnce
from scenes.casts.m1_by_row import ByRow
from scenes.casts.m1_layout import (
    FIRST_FLOW,
    FLOW_Y,
)
from scenes.casts.m1_memory import Memory
from scenes.casts.m1_verdict import Verdict
from scenes.casts.words import say
from scenes.values.m1_training_vs_inference import Values

ARROW, ROUND = 64.0, -44.0  # between two boxes; how far the way round runs above them
WHOLE, PASS, LOSSES, PROMPT, STEP, NEXT = range(6)
EDGES = [(WHOLE, PASS), (PASS, LOSSES), (LOSSES, PROMPT), (PROMPT, STEP), (STEP, NEXT)]
AGAIN = (NEXT, STEP)


def strip(texts: list[str]) -> list[Node]:
    """Return boxes in one line from margin to margin, three left and three right."""
    nodes = [Node(text, 0.0, FLOW_Y) for text in texts]
    wide = np.array([2 * node.half[0] for node in nodes])
    lefts = np.concatenate([[0.0], np.cumsum(wide + ARROW)[:-1]])
    lefts[PROMPT:] += RIGHT - (lefts[-1] + wide[-1])
    lefts[:PROMPT] += LEFT
    return [
        Node(text, float(x + w / 2), FLOW_Y) for text, x, w in zip(texts, lefts, wide, strict=True)
    ]


class Cast:
    """The flow chart, its two panels, what they differ by, and the memory."""

    def __init__(self, v: Values, theme: Theme) -> None:
        nodes = strip(
            ["whole text", "one pass", f"{len(v.losses)} losses", "prompt", "one pass", "next word"]
        )
        edges = [*EDGES, AGAIN]
        self.flow = Flow(
            edges,
            theme=theme,
            nodes=nodes,
            rounds={edges.index(AGAIN): ROUND},
            dashed=[edges.index((LOSSES, PROMPT))],
        )
        self.lit_nodes, self.lit_edges = np.zeros(len(nodes)), np.zeros(len(edges))
        middle = sum(x for x, _ in self.flow.ends(edges.index((LOSSES, PROMPT)))) / 2
        above = [("weights", middle, FLOW_Y - 16.0)]
        above.append(("until done", (nodes[STEP].x + nodes[NEXT].x) / 2, FLOW_Y - 90.0))
        left = nodes[PROMPT].x - nodes[PROMPT].half[0]
        self.notes = [say(text, x, y, theme, anchor="c") for text, x, y in above]
        self.sides = [
            say(text, x, FLOW_Y - 110.0, theme, role="ink", strong=True)
            for text, x in (("Training", LEFT), ("Inference", left))
        ]
        self.at_once, self.by_row = AtOnce(v, theme), ByRow(v, theme, left)
        self.verdict = Verdict(v, theme, left)
        self.memory = Memory(v, theme)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.flow, *self.notes, *self.sides, self.at_once.cards, self.by_row.cards]

    def set_first(self) -> None:
        """Put the flow chart in the middle of the stage."""
        for one in self.at_first:
            one.set_channels(presence=1.0)
        for one in (self.flow, *self.notes, *self.sides):
            one.set_channels(offset=(0.0, FIRST_FLOW))

    @property
    def back_to_front(self) -> list[Posed]:
        """Everything, from back to front; the second triangle may lie on the first."""
        panels = [*self.at_once.back_to_front, *self.by_row.back_to_front]
        front = [*self.at_once.in_front, *self.by_row.in_front]
        rest = [*self.verdict.all, *self.memory.all]
        return [self.flow, *self.notes, *self.sides, *panels, *front, *rest]

    def rise(self) -> Animation:
        """Return the animation in which the flow chart makes room."""
        up = [one.travel(0.0, 0.0) for one in (self.flow, *self.notes)]
        return together(leave_all(*self.sides), self.by_row.cards.step_back(), *up)

    def focus(self, *, second: bool = False) -> Animation:
        """Return the animation in which the first panel steps back, or comes forward again.

        Its losses go as it steps back: beside the other panel's rows they would seem to be theirs.
        """
        panel = self.at_once
        steps = [one.step_back() if second else one.step_forward() for one in panel.told]
        if second:
            steps += [self.by_row.cards.step_forward(), leave_all(*panel.graded)]
        return together(*steps)

    def walk(self, *path: int) -> Animation:
        """Return the animation that lights boxes of the flow chart and the arrows between.

        What was lit before stays lit: walks are made in the order in which they play.
        """
        steps: list[Animation] = []
        for k, node in enumerate(path):
            if k:
                self.lit_edges[self.flow.edges.index((path[k - 1], node))] = 1.0
                steps.append(self.flow.drive(run_time=ENTER, lit_edges=self.lit_edges.copy()))
            if not self.lit_nodes[node]:
                self.lit_nodes[node] = 1.0
                steps.append(self.flow.drive(run_time=GLANCE, lit_nodes=self.lit_nodes.copy()))
        return then(*steps, gap=0.0)

    def clear(self) -> Animation:
        """Return the animation in which everything but the memory goes."""
        return leave_all(*[one for one in self.back_to_front if one not in self.memory.all])
