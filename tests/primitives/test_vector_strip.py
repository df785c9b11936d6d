"""A strip shows its numbers, adds by value, and multiplies pair by pair."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.vector_strip import VectorStrip
from anim_lib.scales import contrast, rgb
from anim_lib.theme import INK, PAPER, Theme
from anim_lib.typography import Counter


def strip(
    values: object = (0.9, 0.1), role: str = "query", theme: Theme = PAPER, **options: object
) -> VectorStrip:
    given: dict[str, object] = {"letter": role[0].upper(), "x": 96.0, "y": 300.0, "cell": 90.0}
    given |= {"height": 60.0, "written": "{:.1f}".format}
    return VectorStrip(values, theme=theme, role=role, **(given | options))  # type: ignore[arg-type]


def corner_points(strip: VectorStrip) -> int:
    """Count the outline points that lie on none of the four straight edges."""
    px = np.array([stage(p) for p in strip.frame.points[::4]])
    low, high = px.min(axis=0), px.max(axis=0)
    return int((~(np.isclose(px, low) | np.isclose(px, high)).any(axis=1)).sum())


def test_the_printed_numbers_are_the_values() -> None:
    assert [c.text for c in strip((0.9, -0.25)).counters] == ["0.9", "−0.2"]


def test_cells_stand_side_by_side_behind_the_letter() -> None:
    one = strip()
    assert one.first == 96 + 60 + 10
    assert [one.centre(k) for k in range(2)] == [211.0, 301.0]
    assert one.end == 346.0


def test_queries_are_square_keys_round_values_pills() -> None:
    query, key, value = (strip(role=role) for role in ("query", "key", "value"))
    assert corner_points(query) == 0
    assert corner_points(key) > 0
    assert query.frame.radius < key.frame.radius < value.frame.radius == 30.0


@pytest.mark.parametrize("theme", [PAPER, INK])
@pytest.mark.parametrize("dim", [0.0, 1.0])
@pytest.mark.parametrize("role", ["query", "key", "value"])
def test_the_letter_can_be_read_on_its_badge(theme: Theme, dim: float, role: str) -> None:
    one = strip(role=role, theme=theme).set_channels(dim=dim)
    letter = one.letter.submobjects[0].fill_rgbas[0, :3]
    assert contrast(letter, one.badge.fill_rgbas[0, :3]) >= 4.5


@pytest.mark.parametrize("theme", [PAPER, INK])
@pytest.mark.parametrize("role", ["query", "key", "value"])
def test_a_lit_number_can_be_read_on_its_tint(theme: Theme, role: str) -> None:
    one = strip(role=role, theme=theme).set_channels(lit=[1, 0])
    digit = one.counters[0].submobjects[0].fill_rgbas[0, :3]
    assert contrast(digit, one.cells[0].fill_rgbas[0, :3]) >= 4.5


def test_light_tints_these_cells_and_only_these() -> None:
    one = strip()
    move = one.light(1)
    move.begin()
    move.finish()
    np.testing.assert_allclose(one.cells[0].fill_rgbas[0, :3], rgb(PAPER.ground))
    np.testing.assert_allclose(one.cells[1].fill_rgbas[0, :3], rgb(PAPER.tint("query")))


def test_adding_brings_the_other_here_and_counts_to_the_sum() -> None:
    here, other = strip((0.2, 0.3)), strip((0.5, -0.1), x=700.0, y=500.0)
    move = here.add_vector(other)
    move.begin()
    move.interpolate(0.9)
    assert 0.2 < here.values[0] < 0.7
    np.testing.assert_allclose(other.channel("offset"), [96 - 700, 300 - 500])
    move.finish()
    np.testing.assert_allclose(here.values, [0.7, 0.2])
    assert other.level("presence") == 0.0


def test_dot_counts_one_product_per_move() -> None:
    q, k = strip((0.9, 0.1, 0.5)), strip((0.8, 0.1, -0.2), role="key", y=400.0)
    total = Counter(0.0, 500, 400, theme=PAPER)
    sums, lit = [], []
    for move in q.dot(k, total):
        move.begin()
        move.finish()
        sums.append(total.level("value"))
        lit.append(k.channel("lit").tolist())
    np.testing.assert_allclose(sums, [0.72, 0.73, 0.63])
    assert lit == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_vectors_of_other_lengths_are_refused() -> None:
    q, k = strip(), strip((1.0, 2.0, 3.0))
    with pytest.raises(ValueError, match="other is a vector of 3 numbers, expected 2"):
        q.dot(k, Counter(0.0, 0, 0, theme=PAPER))
    with pytest.raises(ValueError, match="other is a vector of 3 numbers, expected 2"):
        q.add_vector(k)


def test_bad_values_are_named() -> None:
    with pytest.raises(
        ValueError, match=r"VectorStrip values have shape \(1, 2\), expected 1 axes"
    ):
        strip([[0.1, 0.2]])
    with pytest.raises(ValueError, match="VectorStrip values hold a NaN"):
        strip([0.1, float("nan")])
    with pytest.raises(ValueError, match=r"shape \(3,\), expected shape \(2,\)"):
        strip().set_values([1, 2, 3])
