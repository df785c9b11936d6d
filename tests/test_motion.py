"""Channels are checked, drawn absolutely, and driven through the values between."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import Animation, Scene, tempconfig
from manim.mobject import mobject

from anim_lib.layout import stage
from anim_lib.motion import DIMMED, RISE, Drive, Posed, Timeline, stagger, then, together
from anim_lib.scales import contrast, mix, rgb
from anim_lib.shapes import Shape
from anim_lib.theme import INK, PAPER, Theme
from anim_lib.timing import constant, smooth

SQUARE = np.array([(100.0, 200.0), (140.0, 200.0), (140.0, 240.0), (100.0, 240.0)])


class Bars(Posed):
    """Three numbers and one square, enough to see what a channel does."""

    def __init__(self, theme: Theme = PAPER) -> None:
        super().__init__(theme=theme)
        self.square, self.drawn = Shape(), 0
        self.add(self.square)
        self.define(heights=np.zeros(3), width=1.0)
        self.pose()

    def _draw(self) -> None:
        self.drawn += 1
        self.square.put(SQUARE, self.theme.fill("cache"))


def corner(bars: Bars) -> tuple[float, float]:
    return stage(bars.square.points[0])


def colour(bars: Bars) -> np.ndarray:
    return np.asarray(bars.square.fill_rgbas[0, :3])


def played(animation: Animation, alpha: float) -> None:
    animation.begin()
    animation.interpolate(alpha)


def test_channels_are_absolute_copied_and_broadcast() -> None:
    bars, given = Bars(), np.array([1.0, 2.0, 3.0])
    bars.set_channels(heights=given)
    given[:] = 9
    np.testing.assert_array_equal(bars.channel("heights"), [1, 2, 3])
    bars.channel("heights")[:] = 9
    np.testing.assert_array_equal(bars.set_channels(width=2.0).channel("heights"), [1, 2, 3])
    assert bars.level("width") == 2.0
    np.testing.assert_array_equal(bars.set_channels(heights=4.0).channel("heights"), [4, 4, 4])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"colour": 1.0}, "Bars has no channel 'colour'; it has presence, dim, offset, heights"),
        ({"heights": [1.0, 2.0]}, r"Bars.heights has shape \(2,\), expected shape \(3,\)"),
        ({"width": np.nan}, "Bars.width holds a NaN or an infinity"),
        ({"heights": [1.0, np.inf, 0.0]}, "Bars.heights holds a NaN or an infinity"),
    ],
)
def test_wrong_values_are_refused_and_change_nothing(wrong: dict[str, Any], sentence: str) -> None:
    bars = Bars().set_channels(heights=[1, 2, 3])
    with pytest.raises(ValueError, match=sentence):
        bars.set_channels(**wrong)
    with pytest.raises(ValueError, match=sentence):
        bars.drive(**wrong)
    np.testing.assert_array_equal(bars.channel("heights"), [1, 2, 3])


def test_posing_twice_changes_nothing() -> None:
    bars = Bars().set_channels(offset=(30.0, -10.0), dim=0.5, presence=0.7)
    once = bars.square.points.copy(), colour(bars).copy()
    bars.pose()
    np.testing.assert_array_equal(bars.square.points, once[0])
    np.testing.assert_array_equal(colour(bars), once[1])


def test_presence_mixes_with_the_ground_and_zero_is_gone() -> None:
    fill = PAPER.fill("cache")
    half = Bars().set_channels(presence=0.5)
    np.testing.assert_allclose(colour(half), mix(fill, PAPER.ground, 0.5))
    assert half.square.fill_rgbas[0, 3] == 1.0  # never see-through: overlaps would show
    assert not len(half.set_channels(presence=0.0).square.points)
    np.testing.assert_allclose(colour(half.set_channels(presence=1.0)), rgb(fill))


def test_dimming_mixes_shapes_with_the_ground_and_keeps_words_readable() -> None:
    for theme in (PAPER, INK):
        bars = Bars(theme).set_channels(dim=1.0)
        np.testing.assert_allclose(colour(bars), mix(theme.fill("cache"), theme.ground, DIMMED))
        bars.square.is_text = True  # type: ignore[attr-defined]
        bars.pose()
        assert contrast(colour(bars), rgb(theme.ground)) >= 4.5


def test_offset_is_in_stage_pixels_with_y_down() -> None:
    assert corner(Bars().set_channels(offset=(30.0, 50.0))) == pytest.approx((130, 250))


def test_a_nested_child_is_posed_with_its_parent() -> None:
    parent, child = Bars(), Bars()
    parent.add(child)
    parent.set_channels(offset=(10.0, 0.0))
    parent.pose()
    assert corner(child) == pytest.approx((110, 200))


def test_a_drive_passes_the_values_between_and_ends_exactly() -> None:
    bars = Bars().set_channels(heights=[0.0, 1.0, 2.0])
    animation = bars.drive(run_time=2.0, heights=[1.0, 1.0, 0.1])
    animation.begin()
    animation.interpolate(0.5)
    np.testing.assert_allclose(bars.channel("heights"), [0.5, 1.0, 1.05])
    animation.interpolate(0.25)
    assert bars.channel("heights")[0] == pytest.approx(smooth(0.25))
    animation.interpolate(1.0)
    np.testing.assert_array_equal(bars.channel("heights"), [1.0, 1.0, 0.1])


def test_a_drive_starts_from_what_is_shown_when_it_plays() -> None:
    bars = Bars()
    animation = bars.drive(rate_func=constant, width=3.0)
    bars.set_channels(width=2.0)
    played(animation, 0.5)
    assert bars.level("width") == 2.5
    played(bars.drive(rate_func=constant, begin={"width": 0.0}, width=4.0), 0.25)
    assert bars.level("width") == 1.0


def test_lag_delays_one_element_after_the_other() -> None:
    bars = Bars()
    animation = bars.drive(run_time=1.0, lag=0.5, rate_func=constant, heights=1.0)
    assert animation.run_time == pytest.approx(2.0)
    played(animation, 0.5)  # at one second
    np.testing.assert_allclose(bars.channel("heights"), [1.0, 0.5, 0.0])
    animation.interpolate(1.0)
    np.testing.assert_array_equal(bars.channel("heights"), 1.0)


def test_verbs_end_where_they_say() -> None:
    bars = Bars().set_channels(offset=(5.0, 7.0))
    entering = bars.enter()
    entering.begin()
    assert (bars.level("presence"), bars.channel("offset")[1]) == (0.0, 7.0 + RISE)
    entering.interpolate(1.0)
    assert (bars.level("presence"), bars.channel("offset").tolist()) == (1.0, [5.0, 7.0])
    for verb, name, level in (
        (bars.step_back(), "dim", 1.0),
        (bars.step_forward(), "dim", 0.0),
        (bars.leave(), "presence", 0.0),
    ):
        played(verb, 1.0)
        assert bars.level(name) == level
    played(bars.travel(30, 40), 1.0)
    assert bars.channel("offset").tolist() == [30, 40]


def moving(bars: Bars, to: float) -> Drive:
    return bars.drive(run_time=1.0, rate_func=constant, width=to)


def test_together_plays_all_at_once() -> None:
    a, b = Bars(), Bars()
    both = together(moving(a, 3.0), moving(b, 5.0))
    assert both.run_time == 1.0
    played(both, 0.5)
    assert (a.level("width"), b.level("width")) == (2.0, 3.0)


def test_stagger_starts_each_later() -> None:
    a, b = Bars(), Bars()
    line = stagger(moving(a, 3.0), moving(b, 3.0), lag=0.5)
    assert line.run_time == pytest.approx(1.5)
    played(line, 0.5)
    assert (a.level("width"), b.level("width")) == (2.5, 1.5)


def test_then_waits_and_a_later_part_starts_from_the_end_of_the_earlier() -> None:
    bars = Bars()
    line = then(moving(bars, 3.0), moving(bars, 7.0), gap=0.5)
    assert line.run_time == pytest.approx(2.5)
    line.begin()
    seen = []
    for seconds in (0.5, 1.0, 1.4, 2.0, 2.5):
        line.interpolate(seconds / 2.5)
        seen.append(bars.level("width"))
    assert seen == pytest.approx([2.0, 3.0, 3.0, 5.0, 7.0])


def test_a_timeline_that_jumps_to_its_end_plays_every_part() -> None:
    a, b = Bars(), Bars()
    line = Timeline((1.0, moving(b, 4.0)), (0.0, moving(a, 3.0)))
    line.begin()
    line.finish()
    assert (a.level("width"), b.level("width")) == (3.0, 4.0)
    late_first = Timeline((1.0, moving(a, 9.0)), (0.0, moving(a, 5.0)))
    late_first.begin()
    late_first.finish()
    assert a.level("width") == 9.0
    with pytest.raises(ValueError, match="at least one animation"):
        Timeline()


def test_a_timeline_puts_on_stage_what_is_not_there_and_moves_nothing() -> None:
    first, second, child, new = Bars(), Bars(), Bars(), Bars()
    first.add(child)
    with tempconfig({"dry_run": True}):
        stage = Scene()
    stage.add(first, second)
    inner = together(moving(child, 3.0), moving(new, 3.0))
    then(moving(second, 3.0), moving(first, 3.0), inner)._setup_scene(stage)
    assert stage.mobjects == [first, second, new]


def test_parts_draw_only_in_their_own_time() -> None:
    a, b = Bars(), Bars()
    line = then(moving(a, 3.0), moving(b, 3.0), gap=0.0)
    line.begin()
    line.interpolate(0.6)
    done, count = a.drawn, b.drawn
    line.interpolate(0.8)
    assert a.drawn == done
    assert b.drawn == count + 1


def test_what_is_gone_is_not_drawn_and_comes_back_as_it_is_by_then() -> None:
    bars = Bars().set_channels(presence=0.0)
    drawn = bars.drawn
    bars.set_channels(offset=(30.0, 0.0), dim=1.0)
    assert (bars.drawn, len(bars.square.points)) == (drawn, 0)
    bars.set_channels(presence=1.0)
    assert corner(bars) == pytest.approx((130, 200))
    np.testing.assert_allclose(colour(bars), mix(PAPER.fill("cache"), PAPER.ground, DIMMED))


def test_a_timeline_may_move_one_thing_twice_without_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warnings: list[object] = []
    monkeypatch.setattr(mobject.logger, "warning", lambda *told: warnings.append(told))
    bars = Bars()
    line = then(bars.drive(width=2.0), bars.drive(width=3.0))
    assert line.mobject.submobjects == [bars]
    assert warnings == []
