"""Areas that double and become points, triangles and rings: what is drawn, read back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import RADIUS, Mark
from anim_lib.primitives.meeting import Meeting
from anim_lib.primitives.pull_back import PullBack
from anim_lib.primitives.slope_triangle import SlopeTriangle
from anim_lib.primitives.tile_block import GAP, TileBlock
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

WORK = np.array([[8.0, 32.0, 128.0, 512.0], [2.0, 4.0, 8.0, 16.0]])
SPOTS = np.stack([np.column_stack([np.arange(4) * 99.0, np.full(4, y)]) for y in (200.0, 400.0)])
CORNER, BELOW, FIRST, WINDOW = (100.0, 700.0), 740.0, 160.0, 320.0
SHADES = (rgb("#3A6FB8"), rgb("#16845D"))


def back(work: Any = WORK, spots: Any = SPOTS) -> PullBack:
    return PullBack(
        work,
        spots=spots,
        corner=CORNER,
        below=BELOW,
        first=FIRST,
        window=WINDOW,
        roles=("attention", "ssm"),
        shades=SHADES,
        theme=PAPER,
    )


def whole(blocks: Any) -> np.ndarray:
    """Left, top, right and bottom of all that a list of blocks paints."""
    found = drawn.boxes([block.area for block in blocks])
    return np.concatenate([np.nanmin(found[:, :2], axis=0), np.nanmax(found[:, 2:], axis=0)])


@pytest.mark.parametrize(
    ("doubled", "zoom"), [(0, 1.0), (1, 1.0), (1.5, 0.5**0.5), (2, 0.5), (3, 0.25)]
)
def test_areas_are_work_on_one_scale(doubled: float, zoom: float) -> None:
    shown = back().set_channels(doubled=doubled)
    side, high = FIRST * zoom * 2**doubled, FIRST * zoom * WORK[1, 0] / WORK[0, 0]
    x, y = CORNER
    np.testing.assert_allclose(whole(shown.tiles), [x, y - side, x + side, y], atol=1e-6)
    np.testing.assert_allclose(whole(shown.strips), [x, BELOW, x + side, BELOW + high], atol=1e-6)
    if doubled == int(doubled):
        work = WORK[:, int(doubled)]
        assert side**2 / (side * high) == pytest.approx(work[0] / work[1])


def test_a_doubling_is_four_equal_tiles_and_two_strips() -> None:
    shown = back(WORK[:, :2], SPOTS[:, :2]).set_channels(doubled=1)
    tiles, strips = ([block.area for block in row] for row in (shown.tiles, shown.strips))
    np.testing.assert_allclose(drawn.sizes(tiles), FIRST - GAP / 2, atol=1e-6)
    x, y = CORNER
    ends = [(x + FIRST, y - FIRST), (x, y - FIRST), (x + FIRST, y), (x, y)]
    np.testing.assert_allclose(drawn.boxes(tiles)[:, [0, 3]], ends, atol=GAP / 2 + 1e-6)
    np.testing.assert_allclose(drawn.sizes(strips)[:, 0], FIRST - GAP / 2, atol=1e-6)
    drawn.assert_colours(drawn.fills(tiles), np.tile(SHADES[0], (4, 1)))
    drawn.assert_colours(drawn.fills(strips), np.tile(SHADES[1], (2, 1)))
    shown.set_channels(doubled=0)
    assert (drawn.sizes(tiles[:3]) == 0).all()
    np.testing.assert_allclose(drawn.sizes(tiles[3]), FIRST, atol=1e-6)


def test_areas_become_points_the_largest_first() -> None:
    shown = back().set_channels(doubled=3, ruled=0, flown=[1, 1, 0, 0])
    assert all(not len(block.area.points) for block in (*shown.tiles, *shown.strips))
    np.testing.assert_allclose(drawn.middles(shown.squares[2:]), SPOTS[0, 2:], atol=1e-6)
    np.testing.assert_allclose(drawn.middles(shown.dots[2:]), SPOTS[1, 2:], atol=1e-6)
    np.testing.assert_allclose(drawn.sizes(shown.squares[:2]), [[40, 40], [80, 80]], atol=1e-6)
    shown.set_channels(flown=1, joined=[1, 1])
    np.testing.assert_allclose(drawn.sizes(shown.squares), 1.8 * RADIUS, atol=1e-6)
    np.testing.assert_allclose(drawn.sizes(shown.dots), 2 * RADIUS, atol=1e-6)
    np.testing.assert_allclose(drawn.ends(shown.lines[0]), SPOTS[0, [0, -1]], atol=1e-6)
    drawn.assert_colours(drawn.fills(shown.dots), np.tile(rgb(PAPER.fill("ssm")), (4, 1)))
    again = drawn.boxes([*shown.squares, *shown.dots])
    np.testing.assert_array_equal(again, drawn.boxes([*shown.pose().squares, *shown.dots]))


def test_nested_areas_before_they_fly() -> None:
    shown = back().set_channels(doubled=3, ruled=0)
    sides = FIRST * 0.25 * 2.0 ** np.arange(4)
    np.testing.assert_allclose(drawn.sizes(shown.squares), np.column_stack([sides, sides]))
    np.testing.assert_allclose(drawn.boxes(shown.squares)[:, [0, 3]], np.tile(CORNER, (4, 1)))
    shown.set_channels(ruled=1)
    assert not any(len(square.points) for square in shown.squares)


@pytest.mark.parametrize("work", [WORK[:1], WORK[::-1], WORK * [[1.01, 1, 1, 1], [1, 1, 1, 1]]])
def test_other_growth_is_refused(work: Any) -> None:
    with pytest.raises(ValueError, match="four times and twice"):
        back(work)


def test_wrong_spots_and_doublings_are_refused() -> None:
    with pytest.raises(ValueError, match=r"spots have shape \(1, 4, 2\)"):
        back(spots=SPOTS[:1])
    with pytest.raises(ValueError, match="has 3 doublings, not 4"):
        back().double_to(4)


def test_gaps_are_wider_between_copies_of_copies() -> None:
    block = TileBlock()
    block.put((100, 200), (20, 20), (4, 4), SHADES[0], SHADES[1])
    gaps = drawn.rectangles(block.gaps)
    widths = gaps[:3, 2] - gaps[:3, 0]
    assert widths == pytest.approx([0.9, 1.8, 0.9])
    assert (gaps[:3, 0] + gaps[:3, 2]) / 2 == pytest.approx([120, 140, 160])
    block.put((100, 200), (20, 1), (4, 1), SHADES[0], SHADES[1])
    assert not len(block.gaps.points), "a thin strip stays one line"


def test_a_triangle_says_how_far_and_how_high() -> None:
    below = SlopeTriangle((300, 700), (400, 600), run="×2", rise="×4", role="ssm", theme=PAPER)
    np.testing.assert_allclose(drawn.corners(below.legs), [(300, 700), (400, 700)])
    np.testing.assert_allclose(drawn.ends(below.legs), [(300, 700), (400, 600)])
    drawn.assert_printed([below.run, below.rise], ["×2", "×4"])
    (run, rise) = drawn.boxes([below.run, below.rise])
    assert run[1] > 700
    assert rise[0] > 400
    above = SlopeTriangle(
        (300, 700), (400, 600), run="×2", rise="×4", role="ssm", theme=PAPER, above=True
    )
    np.testing.assert_allclose(drawn.corners(above.legs), [(300, 700), (300, 600)])
    (run, rise) = drawn.boxes([above.run, above.rise])
    assert run[3] < 600
    assert rise[2] < 300
    below.set_channels(grown=0.5)
    np.testing.assert_allclose(drawn.ends(below.legs), [(300, 700), (400, 700)])
    drawn.assert_printed([below.run, below.rise], ["×2", ""])
    with pytest.raises(ValueError, match="does not rise"):
        SlopeTriangle((300, 600), (400, 700), run="×2", rise="×4", role="ssm", theme=PAPER)


def test_a_meeting_rings_its_place_and_drops_to_the_axis() -> None:
    meeting = Meeting((600, 400), 700, text="8,700", at=680, theme=PAPER)
    np.testing.assert_allclose(drawn.middles(meeting.ring), (600, 400), atol=1e-9)
    top, bottom = drawn.ends(meeting.drop)
    assert top == pytest.approx((600, 424))
    assert bottom == pytest.approx((600, 700))
    drawn.assert_printed([meeting.word], ["8,700"])
    assert drawn.boxes(meeting.word)[2] < 600
    right = Meeting((600, 400), 700, text="8,700", at=680, side="l", theme=PAPER)
    assert drawn.boxes(right.word)[0] > 600
    meeting.set_channels(grown=0.0)
    drawn.assert_printed([meeting.word], [""])
    assert not len(meeting.ring.points)
    with pytest.raises(ValueError, match="not lie above"):
        Meeting((600, 690), 700, text="8,700", at=680, theme=PAPER)


def test_hollow_points_are_filled_with_the_ground() -> None:
    chart = Chart(
        [[1.0, 2.0], [2.0, 3.0]],
        x=[1, 2],
        marks=[Mark("scatter", "attention", hollow=True), Mark("scatter", "attention")],
        across=Ruler((0, 4), (), "x"),
        up=Ruler((0, 4), (), "y"),
        box=(200, 300, 900, 760),
        theme=PAPER,
    )
    hollow, full = (painter.submobjects for painter in chart.painters)
    ground, colour = rgb(PAPER.ground), rgb(PAPER.fill("attention"))
    drawn.assert_colours(drawn.fills(hollow), np.tile(ground, (2, 1)))
    drawn.assert_colours(drawn.edges(hollow), np.tile(colour, (2, 1)))
    drawn.assert_colours(drawn.fills(full), np.tile(colour, (2, 1)))
    drawn.assert_colours(drawn.edges(full), np.tile(ground, (2, 1)))


def test_a_slide_on_a_log_axis_keeps_lines_straight() -> None:
    chart = Chart(
        [[1.0, 10.0, 100.0]],
        x=[1, 2, 3],
        marks=[Mark("scatter", "ssm")],
        across=Ruler((0, 4), (), "x"),
        up=Ruler((0.1, 1000), (), "y", log=True),
        box=(200, 300, 900, 760),
        theme=PAPER,
    )
    slide = chart.slide_to([[1.0, 1.0, 1.0]])
    slide.begin()
    slide.interpolate(0.5)
    heights = drawn.middles(chart.painters[0].submobjects)[:, 1]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0])
    np.testing.assert_allclose(chart.values, [[1, 10**0.5, 10]])
    slide.finish()
    np.testing.assert_array_equal(chart.values, [[1.0, 1.0, 1.0]])
    with pytest.raises(ValueError, match="leaves the axis"):
        chart.slide_to([[0.0, 1.0, 1.0]])
