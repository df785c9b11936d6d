"""Arrows join the boxes that the edges name, and a walk lights exactly its path."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.flow import GAP, Flow, Node
from anim_lib.scales import rgb
from anim_lib.theme import PAPER

NODES = [Node("in", 300, 300), Node("left", 700, 300, "query"), Node("below", 300, 600, "key")]
EDGES = [(0, 1), (0, 2)]


def flow(edges: object = EDGES) -> Flow:
    return Flow(edges, theme=PAPER, nodes=NODES)  # type: ignore[arg-type]


def test_arrows_start_and_end_just_outside_the_boxes() -> None:
    drawn = flow()
    (x0, y0), (x1, y1) = drawn.ends(0)
    assert (y0, y1) == (300, 300)
    assert x0 == pytest.approx(300 + NODES[0].half[0] + GAP)
    assert x1 == pytest.approx(700 - NODES[1].half[0] - GAP)
    (_, down), (_, up) = drawn.ends(1)
    assert (down, up) == pytest.approx((336 + GAP, 564 - GAP))
    tip = max(stage(p)[0] for p in drawn.arrows[0].tip.points)
    assert tip == pytest.approx(x1, abs=0.1)


def test_a_walk_lights_its_nodes_and_arrows_in_turn() -> None:
    drawn = flow()
    animation = drawn.walk([0, 1])
    animation.begin()
    animation.interpolate(0.5)
    assert drawn.channel("lit_nodes").tolist() == [1.0, 0.0, 0.0]
    assert 0.0 < drawn.channel("lit_edges")[0] < 1.0
    animation.interpolate(1.0)
    assert drawn.channel("lit_nodes").tolist() == [1.0, 1.0, 0.0]
    assert drawn.channel("lit_edges").tolist() == [1.0, 0.0]
    np.testing.assert_allclose(drawn.boxes[1].stroke_rgbas[0, :3], rgb(PAPER.stroke("query")))
    np.testing.assert_allclose(drawn.boxes[2].stroke_rgbas[0, :3], rgb(PAPER.hairline))


@pytest.mark.parametrize(
    ("edges", "message"),
    [
        ([0, 1], r"Flow edges have shape \(2,\), expected \(n_edges, 2\)"),
        ([(0.5, 1.0)], "indices of nodes"),
        ([(0, 3)], "Flow edges name node 3, allowed are 0 to 2"),
    ],
)
def test_bad_edges_are_named(edges: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        flow(edges)


def test_a_walk_against_an_arrow_is_refused() -> None:
    with pytest.raises(ValueError, match="Flow path goes from node 1 to 0, no edge does"):
        flow().walk([1, 0])


def test_a_way_round_leaves_and_enters_below_the_boxes() -> None:
    drawn = Flow([(0, 1), (1, 0)], theme=PAPER, nodes=NODES[:2], rounds={1: 40.0})
    way = drawn.path(1)
    assert way[0] == pytest.approx((700, 336 + GAP))
    assert way[-1] == pytest.approx((300, 336 + GAP))
    assert way[:, 1].max() == pytest.approx(336 + 40)
    assert (np.diff(way[:, 0]) <= 1e-9).all(), "never back"
    tip = np.array([stage(p) for p in drawn.arrows[1].tip.points])
    assert tip[:, 1].min() == pytest.approx(336 + GAP, abs=0.1), "the head points up"
    above = Flow([(0, 1)], theme=PAPER, nodes=NODES[:2], rounds={0: -40.0}).path(0)
    assert above[:, 1].min() == pytest.approx(264 - 40)
    assert above[0] == pytest.approx((300, 264 - GAP))


def test_a_dashed_arrow_lights_as_a_whole() -> None:
    drawn = Flow(EDGES, theme=PAPER, nodes=NODES, dashed=[0])
    pieces = len(drawn.arrows[0].shaft.points)
    assert pieces > 4 * 5
    drawn.set_channels(lit_edges=[0.5, 0.5])
    assert len(drawn.arrows[0].shaft.points) == pieces
    assert not len(drawn.walked[0].shaft.points)
    assert len(drawn.walked[1].shaft.points) == 4
    drawn.set_channels(lit_edges=1.0)
    np.testing.assert_allclose(
        drawn.arrows[0].shaft.stroke_rgbas[0, :3], rgb(PAPER.stroke("query"))
    )


def test_an_unknown_edge_is_named() -> None:
    with pytest.raises(ValueError, match="Flow has no edge 2, allowed are 0 to 1"):
        Flow(EDGES, theme=PAPER, nodes=NODES, dashed=[2])
