"""Lines join the people that edges name, grow from the newcomer, and land on their cells."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.pair_graph import PairGraph, circle_places
from anim_lib.primitives.table_edges import AWAY, TableEdges
from anim_lib.scales import rgb
from anim_lib.theme import PAPER

EDGES = [(0, 1), (0, 2), (1, 2)]
CELLS = [(700, 360), (700, 420), (760, 420)]
PLACES = circle_places(3, 400, 500, 200)


def graph(edges: object = EDGES, **options: object) -> PairGraph:
    given: dict[str, object] = {
        "theme": PAPER,
        "names": "ABC",
        "places": PLACES,
        "cells": CELLS,
        "cell": 60,
    }
    return PairGraph(edges, **(given | options))  # type: ignore[arg-type]


def ends(points: np.ndarray) -> tuple[tuple[float, float], tuple[float, float]]:
    return stage(points[0]), stage(points[-1])


def test_places_stand_on_the_circle_the_first_on_top() -> None:
    np.testing.assert_allclose(PLACES[0], (400, 300))
    np.testing.assert_allclose(np.hypot(*(PLACES - (400, 500)).T), 200)
    assert PLACES[1][0] > 400, "clockwise"


def test_a_line_grows_from_the_newcomer_to_the_earlier_one() -> None:
    drawn = graph().set_channels(drawn=1.0)
    start, end = ends(drawn.lines[1].points)
    np.testing.assert_allclose(start, PLACES[2], atol=0.1)
    np.testing.assert_allclose(end, PLACES[0], atol=0.1)
    _, half = ends(drawn.set_channels(drawn=0.5).lines[1].points)
    np.testing.assert_allclose(half, (PLACES[2] + PLACES[0]) / 2, atol=0.1)


def test_a_newcomer_greets_everyone_before_it_and_nobody_after() -> None:
    drawn = graph()
    animation = drawn.arrive(1)
    animation.begin()
    animation.finish()
    assert drawn.channel("drawn").tolist() == [1.0, 0.0, 0.0]
    assert drawn.channel("here").tolist() == [1.0, 1.0, 0.0]
    assert drawn.channel("ring").tolist() == [0.0, 1.0, 0.0]
    assert [drawn.greeted(k) for k in range(3)] == [0, 1, 3]


def test_the_newcomer_has_an_ink_rim() -> None:
    drawn = graph().set_channels(ring=[0, 1, 0])
    np.testing.assert_allclose(drawn.discs[1].stroke_rgbas[0, :3], rgb(PAPER.ink))
    np.testing.assert_allclose(drawn.discs[0].stroke_rgbas[0, :3], rgb(PAPER.stroke("muted")))


def test_every_line_lands_on_its_own_cell() -> None:
    drawn = graph().set_channels(flight=1.0)
    for flight, (x, y) in zip(drawn.flights, CELLS, strict=True):
        at = np.array([stage(p) for p in flight.points[::4]])
        np.testing.assert_allclose(at.min(axis=0), (x + 1, y + 1), atol=0.1)
        np.testing.assert_allclose(at.max(axis=0), (x + 59, y + 59), atol=0.1)
        np.testing.assert_allclose(flight.fill_rgbas[0, :3], rgb(PAPER.fill("attention")))


def test_lines_of_one_newcomer_fly_together_and_after_those_before() -> None:
    drawn = graph()
    animation = drawn.fly()
    animation.begin()
    animation.interpolate(0.5)
    assert drawn.flown(1) == drawn.flown(2) < drawn.flown(0)
    animation.interpolate(1.0)
    assert [drawn.flown(k) for k in range(3)] == [1.0, 1.0, 1.0]


def test_people_and_lines_move_together() -> None:
    drawn = graph().set_channels(drawn=1.0, places=np.add(PLACES, (100, 0)), radius=20)
    start, _ = ends(drawn.lines[0].points)
    np.testing.assert_allclose(start, np.add(PLACES[1], (100, 0)), atol=0.1)
    xs = [stage(p)[0] for p in drawn.discs[0].points[::4]]
    assert (min(xs), max(xs)) == pytest.approx((480, 520), abs=0.2)


@pytest.mark.parametrize(
    ("edges", "options", "message"),
    [
        ([(0, 3)], {"cells": None}, "PairGraph edges name people 0 to 3, allowed are 0 to 2"),
        (EDGES, {"cells": CELLS[:2]}, r"PairGraph cells have shape \(2, 2\), expected \(3, 2\)"),
        (EDGES, {"places": PLACES[:2]}, r"PairGraph.places has shape \(2, 2\), expected"),
        (EDGES, {"places": PLACES * np.nan}, "PairGraph.places holds a NaN"),
    ],
)
def test_bad_input_is_named(edges: object, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        graph(edges, **options)


def test_names_come_from_their_source_to_both_edges_of_the_table() -> None:
    sides = (("asks", "query"), ("is asked", "key"))
    edges = TableEdges(
        PLACES, theme=PAPER, names="ABC", corner=(700, 300), cell=60, sides=sides
    ).set_channels(seated=0.0)
    at = [np.mean([stage(p) for p in disc.points[::4]], axis=0) for disc in edges.discs]
    np.testing.assert_allclose(at, np.tile(PLACES, (2, 1)), atol=0.1)
    animation = edges.sit()
    animation.begin()
    animation.finish()
    at = [np.mean([stage(p) for p in disc.points[::4]], axis=0) for disc in edges.discs]
    np.testing.assert_allclose(at[1], (700 - AWAY, 390), atol=0.1)
    np.testing.assert_allclose(at[5], (850, 300 - AWAY), atol=0.1)
    called = [label.level("presence") for label in (*edges.sides, *edges.renamed)]
    assert called == [1.0, 1.0, 0.0, 0.0]
    with pytest.raises(ValueError, match=r"source has shape \(2, 2\), expected \(3, 2\)"):
        TableEdges(PLACES[:2], theme=PAPER, names="ABC", corner=(0, 0), cell=60, sides=sides)


def test_sides_are_renamed_without_both_being_readable() -> None:
    edges = TableEdges(
        PLACES,
        theme=PAPER,
        names="ABC",
        corner=(700, 300),
        cell=60,
        sides=(("newcomer", "ink"), ("already there", "ink")),
        renamed=(("asks", "query"), ("is asked", "key")),
    )
    for share in np.linspace(0.0, 1.0, 21):
        edges.set_channels(called=share)
        old, new = (side[0].level("presence") for side in (edges.sides, edges.renamed))
        assert min(old, new) == 0.0
    animation = edges.set_channels(called=0.0).call()
    animation.begin()
    animation.finish()
    assert [label.text for label in edges.renamed if label.level("presence") == 1.0] == [
        "asks",
        "is asked",
    ]
