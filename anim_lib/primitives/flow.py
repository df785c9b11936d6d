"""Boxes and arrows, and a walk through them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import Posed, then
from anim_lib.scales import mix
from anim_lib.shapes import Arrow, Box
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, smooth
from anim_lib.typography import LABEL, Label, width

PAD = 28.0
HEIGHT = 72.0
GAP = 8.0  # between a box and the arrow's ends
LINE, DASH = 3.0, (8.0, 10.0)
TURN = 14.0  # radius of the bends of a way round
QUIET, SPOKEN = 1.5, 3.0  # widths of a box's edge


@dataclass(frozen=True, slots=True)
class Node:
    """A box around ``text``, its middle at ``(x, y)``; ``role`` colours it when it is lit."""

    text: str
    x: float
    y: float
    role: str = "ink"

    @property
    def half(self) -> tuple[float, float]:
        """Half of the width and of the height, stage pixels."""
        return width(self.text, LABEL) / 2 + PAD, HEIGHT / 2


class Flow(Posed):
    """Boxes joined by arrows.

    Parameters
    ----------
    edges
        ``(n_edges, 2)`` indices of nodes: from, to.
    nodes
        The boxes, in stage pixels.
    rounds
        Edge -> stage pixels by which its arrow runs around the boxes instead of straight,
        below them, or above them when negative.
    dashed
        Edges that are no step of the walk but bring something along: a dashed arrow, which
        lights as a whole.

    Channels ``lit_nodes`` ``(n_nodes,)`` and ``lit_edges`` ``(n_edges,)``: 0 quiet, 1 walked.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> flow = Flow([(0, 1)], theme=PAPER, nodes=[Node("in", 300, 400), Node("out", 700, 400)])
    >>> flow.set_channels(lit_nodes=[1, 0]).channel("lit_nodes").tolist()
    [1.0, 0.0]
    """

    def __init__(
        self,
        edges: ArrayLike,
        *,
        theme: Theme,
        nodes: Sequence[Node],
        rounds: Mapping[int, float] | None = None,
        dashed: Collection[int] = (),
    ) -> None:
        super().__init__(theme=theme)
        given = np.array(edges)
        if given.ndim != 2 or given.shape[1] != 2 or not np.issubdtype(given.dtype, np.integer):
            raise ValueError(
                f"Flow edges have shape {given.shape}, expected (n_edges, 2) indices of nodes"
            )
        if given.min() < 0 or given.max() >= len(nodes):
            raise ValueError(
                f"Flow edges name node {given.max() if given.min() >= 0 else given.min()}, "
                f"allowed are 0 to {len(nodes) - 1}"
            )
        self.nodes, self.edges = tuple(nodes), [(int(a), int(b)) for a, b in given]
        self.boxes = [Box(radius=10.0, line=QUIET) for _ in nodes]
        self.labels = [
            Label(node.text, node.x, node.y + 13.0, theme=theme, anchor="c") for node in nodes
        ]
        self.rounds, self.dashed = dict(rounds or {}), set(dashed)
        unknown = {*self.rounds, *self.dashed} - set(range(len(self.edges)))
        if unknown:
            raise ValueError(
                f"Flow has no edge {min(unknown)}, allowed are 0 to {len(self.edges) - 1}"
            )
        self.arrows = [
            Arrow(line=LINE, dash=DASH if k in self.dashed else None)
            for k in range(len(self.edges))
        ]
        self.walked = [Arrow(line=LINE) for _ in self.edges]
        self.add(*self.arrows, *self.walked, *self.boxes, *self.labels)
        self.define(lit_nodes=np.zeros(len(nodes)), lit_edges=np.zeros(len(self.edges)))
        self.pose()

    def ends(self, edge: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return where the arrow of ``edge`` starts and ends: just outside the two boxes."""
        a, b = (self.nodes[k] for k in self.edges[edge])
        return _outside(a, b), _outside(b, a)

    def path(self, edge: int) -> Points:
        """Return the way ``(n, 2)`` of the arrow of ``edge``, stage pixels."""
        if edge not in self.rounds:
            return np.array(self.ends(edge))
        (a, b), away = (self.nodes[k] for k in self.edges[edge]), self.rounds[edge]
        side = np.sign(away)
        starts = [node.y + side * (node.half[1] + GAP) for node in (a, b)]
        level = side * max(side * a.y, side * b.y) + side * (HEIGHT / 2) + away
        turn = np.sign(b.x - a.x) * np.array([TURN, 0.0])
        corners = [(np.array([a.x, level]), turn), (np.array([b.x, level]), -turn)]
        bends = []
        for k, (corner, inward) in enumerate(corners):
            fall = np.array([0.0, -side * TURN])
            arc = _bend(corner + fall, corner, corner + inward)
            bends.append(arc if k == 0 else arc[::-1])
        return np.vstack([(a.x, starts[0]), *bends, (b.x, starts[1])])

    def walk(self, path: Sequence[int], *, run_time: float = MOVE) -> Animation:
        """Return the animation that lights the nodes of ``path`` and the arrows between them.

        Raises
        ------
        ValueError
            When two neighbours of ``path`` are not joined by an arrow in that direction.
        """
        for pair in pairwise(path):
            if pair not in self.edges:
                raise ValueError(f"Flow path goes from node {pair[0]} to {pair[1]}, no edge does")
        nodes, edges = self.channel("lit_nodes"), self.channel("lit_edges")
        nodes[path[0]] = 1.0
        steps: list[Animation] = [self.drive(run_time=GLANCE, lit_nodes=nodes.copy())]
        for pair in pairwise(path):
            edges[self.edges.index(pair)] = 1.0
            nodes[pair[1]] = 1.0
            steps.append(self.drive(run_time=run_time, lit_edges=edges.copy()))
            steps.append(self.drive(run_time=GLANCE, lit_nodes=nodes.copy()))
        return then(*steps, gap=0.0)

    def _draw(self) -> None:
        theme = self.theme
        for k, (box, node) in enumerate(zip(self.boxes, self.nodes, strict=True)):
            lit, (w, h) = float(self._channels["lit_nodes"][k]), node.half
            edge = mix(theme.hairline, theme.stroke(node.role), lit)
            thick = QUIET + (SPOKEN - QUIET) * smooth(lit)
            box.place(node.x - w, node.y - h, 2 * w, 2 * h, theme.panel, edge, line=thick)
            self.labels[k].colour = mix(theme.text("muted"), theme.text(node.role), lit)
        for k, (quiet, walked) in enumerate(zip(self.arrows, self.walked, strict=True)):
            way, lit = self.path(k), float(self._channels["lit_edges"][k])
            own = theme.stroke(self.nodes[self.edges[k][1]].role)
            if k in self.dashed:  # dashes of a part would not lie on those of the whole
                quiet.follow(way, mix(theme.stroke("muted"), own, lit))
            else:
                quiet.follow(way, theme.stroke("muted"))
                walked.follow(way, own, grow=lit)


def _outside(a: Node, b: Node) -> tuple[float, float]:
    """Return the point just outside box ``a`` on the line to the middle of ``b``."""
    dx, dy = b.x - a.x, b.y - a.y
    reach = float(np.hypot(dx, dy))
    if reach == 0.0:
        raise ValueError(f"Flow nodes {a.text!r} and {b.text!r} lie at one place")
    half_w, half_h = a.half
    out = min(half_w / abs(dx) if dx else np.inf, half_h / abs(dy) if dy else np.inf)
    out += GAP / reach
    return a.x + dx * out, a.y + dy * out


def _bend(start: Points, corner: Points, end: Points) -> Points:
    """Return a quarter turn ``(n, 2)`` from ``start`` to ``end`` that rounds off ``corner``."""
    angles = np.linspace(0.0, np.pi / 2, 7)[:, None]
    centre = start + end - corner
    return np.asarray(centre + np.cos(angles) * (start - centre) + np.sin(angles) * (end - centre))
