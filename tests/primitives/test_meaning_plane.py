"""States lie where their numbers say, travel level by level, and leave their way behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.mark_cloud import MarkCloud
from anim_lib.primitives.meaning_plane import Frame, MeaningPlane, Sense
from anim_lib.scales import mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

FRAME = Frame(500.0, 600.0, 100.0)
SENSES = (Sense("state_neg", "square"), Sense("state_pos", "circle"))
PATHS = np.array([[(0, 1), (1, 1), (2, 0)], [(0, 1), (-1, 2), (-2, 0.5)]], float)
MEANS = np.array([[(0, 0), (1, 0), (1.5, 0)], [(0, 0), (-1, 0), (-1.5, 0)]], float)


def plane(theme: Theme = PAPER, **options: Any) -> MeaningPlane:
    given: dict[str, Any] = {"means": MEANS, "senses": SENSES, "of": [0, 1], "frame": FRAME}
    return MeaningPlane(PATHS, theme=theme, **(given | options))


def places(shapes: Any) -> np.ndarray:
    away = (drawn.middles(shapes) - np.array([500.0, 600.0])) / 100.0
    return np.asarray(away * (1, -1))


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_states_and_means_stand_at_the_last_level(theme: Theme) -> None:
    seen = plane(theme)
    np.testing.assert_allclose(places(seen.states), PATHS[:, -1], atol=1e-6)
    np.testing.assert_allclose(places(seen.hollows), MEANS[:, -1], atol=1e-6)
    strokes = [rgb(theme.stroke(sense.role)) for sense in SENSES]
    drawn.assert_colours(drawn.fills(seen.states), strokes)
    drawn.assert_colours(drawn.edges(seen.hollows), strokes)
    assert np.isnan(drawn.fills(seen.hollows)).all(), "means are hollow"


def test_between_two_levels_a_state_lies_on_the_line_between() -> None:
    seen = plane().set_channels(level=1.25)
    expected = PATHS[:, 1] + 0.25 * (PATHS[:, 2] - PATHS[:, 1])
    np.testing.assert_allclose(places(seen.states), expected, atol=1e-6)
    np.testing.assert_allclose(
        places(seen.hollows), MEANS[:, 1] + 0.25 * (MEANS[:, 2] - MEANS[:, 1]), atol=1e-6
    )


def test_a_trail_goes_through_every_level_passed_and_no_further() -> None:
    seen = plane().set_channels(level=1.5)
    for i, trail in enumerate(seen.trails):
        way = np.vstack([drawn.corners(trail), drawn.ends(trail)[1]])
        middle = (PATHS[i, 1] + PATHS[i, 2]) / 2
        expected = [FRAME.at(p) for p in (*PATHS[i, :2], middle)]
        np.testing.assert_allclose(way, expected, atol=1e-6)
        np.testing.assert_allclose(places(seen.steps[i])[:2], PATHS[i, :2], atol=1e-6)
        assert np.isnan(places(seen.steps[i])[2]).all()
    bare = plane().set_channels(level=0.0)
    assert not any(len(trail.points) for trail in bare.trails)


def test_travelling_passes_the_levels_between() -> None:
    seen = plane().set_channels(level=0.0)
    move = seen.travel_to(2)
    move.begin()
    move.interpolate(0.5)
    np.testing.assert_allclose(places(seen.states), PATHS[:, 1], atol=1e-6)
    move.finish()
    np.testing.assert_allclose(places(seen.states), PATHS[:, 2], atol=1e-6)


def test_what_was_stays_pale_when_values_change() -> None:
    other = PATHS * 0.5
    seen = plane().set_channels(values=other, kept=1.0)
    np.testing.assert_allclose(places(seen.states), other[:, -1], atol=1e-6)
    np.testing.assert_allclose(places(seen.ghosts), PATHS[:, -1], atol=1e-6)
    pale = [mix(PAPER.ground, PAPER.stroke(sense.role), 0.5) for sense in SENSES]
    drawn.assert_colours(drawn.fills(seen.ghosts), pale)


def test_a_state_can_belong_to_no_sense() -> None:
    other = Sense("ink", "diamond")
    seen = plane(others=[other], of=[2, 1])
    assert len(seen.hollows) == 2
    np.testing.assert_allclose(places(seen.hollows), MEANS[:, -1], atol=1e-6)
    strokes = [rgb(PAPER.ink), rgb(PAPER.stroke(SENSES[1].role))]
    drawn.assert_colours(drawn.fills(seen.states), np.array(strokes))
    assert len(drawn.corners(seen.states[0])) == 4


def test_states_can_leave_the_means_alone() -> None:
    seen = plane().set_channels(shown=0.0, kept=1.0)
    for shapes in (seen.states, seen.ghosts, seen.steps[0], seen.trails):
        assert np.isnan(drawn.middles(shapes)).all()
    np.testing.assert_allclose(places(seen.hollows), MEANS[:, -1], atol=1e-6)
    assert np.isnan(places(plane().set_channels(centred=0.0).hollows)).all()


def test_setting_twice_changes_nothing() -> None:
    seen = plane().set_channels(level=0.7)
    before = [leaf.points.copy() for leaf in drawn.leaves(seen)]
    seen.set_channels(level=0.7)
    for a, b in zip(before, drawn.leaves(seen), strict=True):
        np.testing.assert_array_equal(a, b.points)


@pytest.mark.parametrize(
    "wrong", [{"means": MEANS[:1]}, {"means": MEANS[:, :2]}, {"of": [0]}, {"senses": SENSES[:1]}]
)
def test_shapes_must_agree(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="MeaningPlane values have shape"):
        plane(**wrong)


def cloud(**options: Any) -> MarkCloud:
    given: dict[str, Any] = {"of": [0, 1], "senses": SENSES, "frame": FRAME}
    return MarkCloud(PATHS[:, -1], theme=PAPER, **(given | options))


def test_marks_lie_where_their_numbers_say_in_the_colour_of_their_sense() -> None:
    seen = cloud().set_values(PATHS[:, 1])
    np.testing.assert_allclose(places(seen.marks), PATHS[:, 1], atol=1e-6)
    fills = [rgb(PAPER.fill(sense.role)) for sense in SENSES]
    drawn.assert_colours(drawn.fills(seen.marks), fills)


def test_a_cloud_needs_one_kind_for_each_place() -> None:
    with pytest.raises(ValueError, match="MarkCloud values have shape"):
        cloud(of=[0])
