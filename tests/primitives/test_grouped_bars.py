"""Grouped bars are as long as their values, a failed run has none, and chance is marked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.chance_lines import ChanceLines
from anim_lib.primitives.grouped_bars import GroupedBars, Look, grouped
from anim_lib.primitives.layer_stripes import LayerStripes
from anim_lib.primitives.mark_name import MarkName
from anim_lib.scales import linear, mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

SCALE = linear((0, 100), (700, 200))  # 5 stage pixels a percent
VALUES = np.array([[40.0, 0.0, 50.0], [88.5, 100.0, 20.0]])
FAILED = np.array([[False, False, True], [False, False, False]])
PLACES = grouped([200, 400, 600], 2, thickness=50, gap=10)
LOOKS = (Look("transformer", "square"), Look("ssm", "circle", pale=0.6))


def bars(values: object = VALUES, **options: Any) -> GroupedBars:
    given: dict[str, Any] = {
        "theme": PAPER,
        "failed": FAILED,
        "looks": LOOKS,
        "places": PLACES,
        "thickness": 50.0,
        "scale": SCALE,
        "vmax": 100.0,
        "written": "{:.0f}".format,
        "columns": [300, 500],
        "column_thickness": 80.0,
    }
    return GroupedBars(values, **(given | options))  # type: ignore[arg-type]


def painted(one: GroupedBars) -> np.ndarray:
    """Left, top, right, bottom of bars with their edges."""
    half = drawn.line_widths(one.bars)[..., None] / 2
    return np.asarray(drawn.boxes(one.bars) + half * np.array([-1, -1, 1, 1]))


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_height_place_colour_and_number(theme: Theme) -> None:
    one = bars(theme=theme)
    box = painted(one)
    heights = np.nan_to_num(700 - box[..., 1])
    np.testing.assert_allclose(heights, np.where(FAILED, 0, VALUES) * 5, atol=0.05)
    there = ~np.isnan(box[..., 0])
    np.testing.assert_allclose(((box[..., 0] + box[..., 2]) / 2)[there], PLACES[there], atol=0.05)
    np.testing.assert_allclose((box[..., 2] - box[..., 0])[there], 50, atol=0.05)
    np.testing.assert_allclose(box[..., 3][there], 700, atol=0.05)
    colours = [rgb(theme.fill("transformer")), mix(theme.fill("ssm"), theme.ground, 0.6)]
    drawn.assert_colours(drawn.fills([one.bars[0][0], one.bars[1][0]]), colours)
    strokes = [rgb(theme.stroke(look.role)) for look in LOOKS]
    drawn.assert_colours(drawn.edges([one.bars[0][0], one.bars[1][0]]), strokes)
    drawn.assert_printed(one.counters[1], ["88", "100", "20"])


def test_a_failed_run_has_a_cross_a_word_and_no_bar() -> None:
    one = bars()
    assert not len(one.bars[0][2].points)
    assert not len(one.marks[0][2].points)
    assert not len(one.outlines[0][2].points)
    assert drawn.printed(one.words[0, 2]) == "failed"
    assert list(one.words) == [(0, 2)]
    np.testing.assert_allclose(drawn.middles(one.crosses[0][2]), [(570, 676)] * 2, atol=0.05)
    assert not len(one.crosses[1][2][0].points), "a run that did not fail has no cross"


def test_what_it_counts_as_is_an_outline_and_no_area() -> None:
    one = bars().set_channels(counted=[1, 0])
    assert not len(one.bars[0][2].points)
    half = drawn.line_widths(one.outlines[0][2]) / 2
    left, top, right, _ = drawn.boxes(one.outlines[0][2])
    np.testing.assert_allclose([left - half, top - half, right + half], [545, 450, 595], atol=0.05)
    assert drawn.opacities(one.outlines[0][2]) == 0
    assert drawn.printed(one.words[0, 2]) == ""


def test_bars_race_at_one_pace_and_stand_still_at_their_values() -> None:
    one = bars().set_channels(level=[100, 50])
    heights = np.nan_to_num(700 - painted(one)[1, :, 1])
    np.testing.assert_allclose(heights, [250, 250, 100], atol=0.05)
    drawn.assert_printed(one.counters[1], ["50", "50", "20"])
    race = one.race(1)
    race.begin()
    race.interpolate(0.0)
    assert not len(one.bars[1][0].points)
    race.finish()
    np.testing.assert_allclose(700 - painted(one)[1, :, 1], VALUES[1] * 5, atol=0.05)


def test_a_later_race_leaves_the_earlier_ones_standing() -> None:
    one = bars().set_channels(level=0.0)
    first, second = one.race(0), one.race(1, after=1)
    for race in (first, second):
        race.begin()
        race.finish()
    np.testing.assert_allclose(painted(one)[:, 0, 1], [500, 257.5], atol=0.05)


def test_gathered_series_lie_in_one_column() -> None:
    one = bars().set_channels(gathered=1.0)
    box = painted(one)
    np.testing.assert_allclose(box[1, :, 0], 460, atol=0.05)
    np.testing.assert_allclose(box[1, :, 2], 540, atol=0.05)
    assert drawn.texts(one.counters[1]) == [""] * 3


def test_series_that_step_back_are_mixed_with_the_ground() -> None:
    one = bars().set_channels(strength=[0, 1])
    pale = mix(PAPER.fill("transformer"), PAPER.ground, 0.5)
    drawn.assert_colours(drawn.fills(one.bars[0][:1]), [pale])


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        (VALUES + 50, {}, "leaves the axis from 0 to 100"),
        (VALUES - 1, {}, "leaves the axis"),
        (VALUES, {"looks": LOOKS[:1]}, "looks are 1"),
        (VALUES, {"failed": FAILED[:1]}, "failed have shape"),
        (VALUES, {"places": PLACES[:, :2]}, "places have shape"),
        (VALUES, {"columns": [300]}, "columns have shape"),
        (VALUES[0], {}, "expected 2 axes"),
        (VALUES * np.nan, {}, "NaN"),
    ],
)
def test_errors_say_what_is_wrong(values: object, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        bars(values, **options)


def test_setting_twice_changes_nothing() -> None:
    one = bars().set_values(VALUES / 2)
    before = [bar.points.copy() for row in one.bars for bar in row]
    one.set_values(VALUES / 2)
    for bar, points in zip([bar for row in one.bars for bar in row], before, strict=True):
        np.testing.assert_array_equal(bar.points, points)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_chance_lies_at_its_value_and_joins(theme: Theme) -> None:
    spans = np.array([(100, 300), (340, 540)])
    lines = ChanceLines([10, 50], theme=theme, spans=spans, scale=SCALE)
    box = drawn.boxes(lines.lines)
    np.testing.assert_allclose(box[:, [0, 2]], spans, atol=0.05)
    np.testing.assert_allclose(box[:, [1, 3]], [(650, 650), (450, 450)], atol=0.05)
    drawn.assert_colours(drawn.edges(lines.lines), [rgb(theme.ink)] * 2)
    joined = lines.join(30, (100, 700))
    joined.begin()
    joined.finish()
    box = drawn.boxes(lines.lines)
    np.testing.assert_allclose(box[:, [1, 3]], 550, atol=0.05)
    np.testing.assert_allclose(box[:, [0, 2]], [(100, 391), (400, 691)], atol=0.05)


def test_chance_says_what_is_wrong() -> None:
    with pytest.raises(ValueError, match=r"spans have shape \(1, 2\)"):
        ChanceLines([10, 50], theme=PAPER, spans=[(0, 1)], scale=SCALE)


def test_one_stripe_a_layer_as_long_as_it_is_wide() -> None:
    one = LayerStripes([6, 256], theme=PAPER, role="ssm", x=500, bottom=200, per=0.5)
    box = drawn.rectangles(one.stripes)
    assert box.shape == (6, 4)
    np.testing.assert_allclose(box[:, 2] - box[:, 0], 128, atol=0.05)
    np.testing.assert_allclose((box[:, 0] + box[:, 2]) / 2, 500, atol=0.05)
    np.testing.assert_allclose([box[0, 1], box[-1, 3]], [one.top, 200], atol=0.05)
    for size in ([6], [0, 256]):
        with pytest.raises(ValueError, match="expected layers and width"):
            LayerStripes(size, theme=PAPER, role="ssm", x=500, bottom=200, per=0.5)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_a_name_stands_behind_the_mark_of_its_bars(theme: Theme) -> None:
    one = MarkName("S4, 2021", LOOKS[1], 96, 150, theme=theme)
    assert drawn.printed(one.label) == "S4, 2021"
    drawn.assert_colours(drawn.fills([one.mark]), [mix(theme.fill("ssm"), theme.ground, 0.6)])
    assert drawn.boxes(one.mark)[2] < drawn.boxes(one.label)[0]
    with pytest.raises(ValueError, match="text is empty"):
        MarkName(" ", LOOKS[1], 96, 150, theme=theme)
