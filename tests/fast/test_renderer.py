"""What FastRenderer tells and leaves undone; tests/exact shows that its frames are stock's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import (
    LEFT,
    RIGHT,
    UP,
    Camera,
    Dot,
    Scene,
    Square,
    ValueTracker,
    always_redraw,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer

from anim_lib.errors import UserError
from anim_lib.rendering.fast import patches
from anim_lib.rendering.fast.choose import chosen_renderer
from anim_lib.rendering.fast.renderer import FastRenderer
from anim_lib.rendering.fast.tap import Picture

SMALL = {
    "pixel_width": 128,
    "pixel_height": 72,
    "frame_rate": 10,
    "dry_run": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


class Keep:
    """A tap that keeps copies."""

    def __init__(self) -> None:
        self.frames: list[Any] = []
        self.changed: list[Any] = []
        self.repeats: list[int] = []

    def frame(self, picture: Picture, repeat: int) -> None:
        self.frames.append(picture.rgba.copy())
        self.changed.append(picture.changed)
        self.repeats.append(repeat)


class Walk(Scene):
    """A square walks, rests, and walks on."""

    def construct(self) -> None:
        self.square = Square(side_length=1.0, fill_opacity=1.0).shift(3 * UP)
        still = Square(side_length=0.5).shift(3 * RIGHT)
        self.add(still, self.square)
        self.play(self.square.animate.shift(RIGHT), run_time=1)
        self.wait(0.5)
        self.play(self.square.animate.shift(RIGHT), run_time=1)


class Leap(Scene):
    """A square leaps far at each frame, then it is gone."""

    def construct(self) -> None:
        square = Square(side_length=0.5, fill_opacity=1.0).shift(6 * LEFT)
        self.add(square)
        self.play(square.animate.shift(12 * RIGHT), run_time=0.4)
        self.remove(square)
        self.wait(0.2)


class Aged(Scene):
    """The scene itself counts its frames."""

    def construct(self) -> None:
        self.calls = 0
        self.add_updater(lambda dt: self.count())
        self.play(Square().animate.shift(RIGHT), run_time=1)

    def count(self) -> None:
        self.calls += 1


class Counted(Scene):
    """An updater adds dt up; a dot follows a tracker."""

    def construct(self) -> None:
        self.total, self.calls = 0.0, 0
        tracker = ValueTracker(0.0)
        dot = always_redraw(lambda: Dot(tracker.get_value() * RIGHT))
        dot.add_updater(lambda _, dt: self.count(dt))
        self.add(dot)
        self.play(tracker.animate.set_value(1.0), run_time=1)
        self.dot = dot

    def count(self, dt: float) -> None:
        self.total += dt
        self.calls += 1


def played(kind: type[Scene], folder: Path, **state: Any) -> Any:
    with tempconfig({**SMALL, "media_dir": str(folder)}):
        renderer = FastRenderer()
        for name, value in state.items():
            setattr(renderer, name, value)
        scene = kind(renderer=renderer)
        scene.render()
        return scene


def test_every_frame_is_told_once(tmp_path: Path) -> None:
    tap = Keep()
    scene = played(Walk, tmp_path, tap=tap)
    assert tap.repeats == [1] * 10 + [5] + [1] * 10
    assert scene.renderer.time == pytest.approx(2.5)


@pytest.mark.parametrize("kind", [Walk, Leap])
def test_outside_of_what_changed_nothing_did(kind: type[Scene], tmp_path: Path) -> None:
    tap = Keep()
    played(kind, tmp_path, tap=tap)
    assert tap.changed[0] is None
    assert any(tap.changed[1:])
    for before, now, changed in zip(tap.frames, tap.frames[1:], tap.changed[1:], strict=False):
        same = (before == now).all(axis=2)
        for left, top, right, bottom in changed:
            same[top:bottom, left:right] = True
        assert same.all()


def test_stillness_is_told_as_no_change(tmp_path: Path) -> None:
    tap = Keep()
    played(Walk, tmp_path, tap=tap)
    end_of_walk, rest = tap.frames[9], tap.frames[10]
    assert tap.changed[10] == () or not np.array_equal(end_of_walk, rest)
    assert tap.changed[11] == ()


def test_passing_draws_nothing_and_ends_in_the_same_state(tmp_path: Path) -> None:
    tap = Keep()
    drawn = played(Walk, tmp_path / "a")
    passed = played(Walk, tmp_path / "b", tap=tap, passing=True)
    assert tap.frames == []
    assert not (passed.renderer.camera.pixel_array[..., :3] != 0).any()
    assert (drawn.renderer.camera.pixel_array[..., :3] != 0).any()
    assert np.array_equal(passed.square.points, drawn.square.points)
    assert passed.renderer.num_plays == drawn.renderer.num_plays == 3


def test_passing_steps_where_an_updater_counts(tmp_path: Path) -> None:
    drawn, passed = played(Counted, tmp_path / "a"), played(Counted, tmp_path / "b", passing=True)
    assert (passed.total, passed.calls) == (drawn.total, drawn.calls)
    assert passed.calls > 9
    assert np.array_equal(passed.dot.points, drawn.dot.points)


def test_passing_steps_where_the_scene_has_an_updater(tmp_path: Path) -> None:
    drawn, passed = played(Aged, tmp_path / "a"), played(Aged, tmp_path / "b", passing=True)
    assert passed.calls == drawn.calls > 9


def test_passing_jumps_where_none_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[float] = []
    update = Scene.update_to_time

    def counted(self: Scene, t: float) -> None:
        steps.append(t)
        update(self, t)

    monkeypatch.setattr(Scene, "update_to_time", counted)
    played(Walk, tmp_path, passing=True)
    assert steps == [1, 1]


def test_environment_chooses_the_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEQREEL_RENDERER", "stock")
    assert type(chosen_renderer(Camera, skip_animations=False)) is CairoRenderer
    monkeypatch.delenv("SEQREEL_RENDERER")
    assert type(chosen_renderer(Camera, skip_animations=True)) is FastRenderer
    monkeypatch.setenv("SEQREEL_RENDERER", "quick")
    with pytest.raises(UserError, match="SEQREEL_RENDERER is 'quick'; allowed are fast and stock"):
        chosen_renderer(Camera, skip_animations=False)
    patches.apply()
