"""Every frame of manim's own animations holds the same points and colours, bit for bit.

Both plays are in one process: ``TransformMatchingShapes`` goes through a set of hashes of bytes,
so that two processes play it differently unless ``PYTHONHASHSEED`` is set, in stock manim too.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    DL,
    GREEN,
    PI,
    RED,
    RIGHT,
    UP,
    UR,
    YELLOW,
    AnimationGroup,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    FadeTransform,
    Indicate,
    LaggedStart,
    MoveAlongPath,
    MoveToTarget,
    ReplacementTransform,
    Restore,
    Scene,
    Square,
    Star,
    Succession,
    Text,
    Transform,
    TransformMatchingShapes,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    linear,
    rate_functions,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer

from anim_lib.rendering.fast import patches

LOOKS = (
    *("points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"),
    *("stroke_width", "background_stroke_width", "sheen_direction", "sheen_factor", "z_index"),
)


def squares(n: int = 4) -> Any:
    return VGroup(*[Square(0.5 + 0.1 * k).shift(RIGHT * k) for k in range(n)]).set_fill(BLUE, 0.7)


def circles(n: int = 4) -> Any:
    return VGroup(*[Circle(0.3).shift(UP + RIGHT * k) for k in range(n)]).set_fill(RED, 0.4)


def along_an_arc(s: Scene) -> None:
    s.play(Transform(squares(), circles(5), path_arc=PI / 2))
    s.play(Transform(squares(3), circles(2), path_arc=2.0, lag_ratio=0.3))


def sheen(s: Scene) -> None:
    a = squares().set_color([BLUE, GREEN]).set_sheen(0.4, UR)
    b = circles().set_color(RED).set_sheen(-0.3, DL).set_stroke(YELLOW, 7)
    s.play(Transform(a, b, path_arc=1.0))
    s.play(a.animate.set_color([RED, GREEN, BLUE]).shift(UP))


def matching_shapes(s: Scene) -> None:
    a, b = Text("morse code", gradient=(BLUE, RED)), Text("come dots", gradient=(GREEN, RED))
    s.play(TransformMatchingShapes(a, b.shift(UP), path_arc=PI / 2))
    s.play(FadeTransform(b, squares(), stretch=True))


def equal_colours(s: Scene) -> None:
    """Of (1 - a) * x + a * x few are x: an unchanged colour changes by a bit on its way."""
    a = squares(6).set_fill("#345678", 0.7).set_stroke("#9abcde", 3.3)
    s.add(a)
    s.play(a.animate(path_arc=1.0).shift(UP), rate_func=rate_functions.ease_out_back)
    s.play(a.animate.rotate(1.0).scale(0.7), rate_func=rate_functions.there_and_back)


def chains(s: Scene) -> None:
    a = squares()
    a.generate_target().arrange(UP).set_opacity(0.2)
    a.save_state()
    s.play(Succession(MoveToTarget(a), Restore(a), a.animate.set_z_index(2), Indicate(a)))
    s.play(LaggedStart(*[FadeIn(c, scale=0.5) for c in circles()], lag_ratio=0.3))
    s.play(AnimationGroup(Write(Text("ab")), Create(Star()), ReplacementTransform(a, circles(7))))


def shared_parts(s: Scene) -> None:
    part = Star(color=YELLOW)
    left, right = VGroup(part, Square()), VGroup(Circle(), part)
    s.add(left, right)
    s.play(left.animate.shift(UP), right.animate(lag_ratio=0.5).set_color(GREEN))
    all_of_it = VGroup(left, right, part)
    s.play(Transform(all_of_it, all_of_it.copy().shift(UP), lag_ratio=0.1), FadeOut(right))


def updaters(s: Scene) -> None:
    path, value = Star(outer_radius=2.0), ValueTracker(0.1)
    dot, a = Circle(0.1), squares(3)
    dot.add_updater(lambda m: m.move_to(path.point_from_proportion(value.get_value())))
    a[1].add_updater(lambda m, dt: m.rotate(dt))
    s.add(path, dot, a, always_redraw(lambda: Square(value.get_value())))
    s.play(value.animate(rate_func=linear).set_value(1.0), a[0].animate.shift(UP))
    s.play(Transform(a, circles(3)), path.animate.shift(UP), suspend_mobject_updating=False)
    s.play(MoveAlongPath(Square(0.2), path), path.animate.rotate(1.0))
    s.wait(0.2)


def shuffled(s: Scene) -> None:
    dice = random.Random(11)
    kinds = (Transform, ReplacementTransform, FadeTransform, TransformMatchingShapes)
    shape: Any = squares(3)
    for k in range(8):
        target = VGroup(*[dice.choice([Square, Circle, Star])() for _ in range(dice.randint(1, 5))])
        target.arrange().set_fill(dice.choice([RED, BLUE]), dice.random())
        target.set_stroke(GREEN, dice.choice([0, 2, 4.5]), background=k % 2 == 0)
        if dice.random() < 0.4:
            target = VGroup(target, *target[:1])
        kind = dice.choice(kinds)
        s.play(kind(shape, target, lag_ratio=dice.choice([0, 0.2])))
        shape = shape if kind is Transform else target


def frames(construct: Callable[[Scene], None], folder: Path) -> list[Any]:
    """Play ``construct`` and return what is on stage in every frame, undrawn."""
    seen: list[Any] = []

    def look(renderer: CairoRenderer, scene: Scene, *_: Any, **__: Any) -> None:
        shown = renderer.camera.get_mobjects_to_display(scene.mobjects)
        moving = renderer.camera.get_mobjects_to_display(scene.moving_mobjects or [])
        seen.append([len(shown), [m.name for m in moving]])
        for mob in shown:
            looks = [getattr(mob, name, None) for name in LOOKS]
            seen[-1].append((type(mob), [(type(x), np.asarray(x).tobytes()) for x in looks]))
            seen[-1].append(mob.points.strides)

    still = {"media_dir": folder, "dry_run": True, "disable_caching": True, "frame_rate": 12}
    with pytest.MonkeyPatch.context() as patch, tempconfig({**still, "progress_bar": "none"}):
        patch.setattr(CairoRenderer, "update_frame", look)
        patch.setattr(CairoRenderer, "add_frame", lambda *_, **__: None)
        scene = Scene()
        scene.construct = lambda: construct(scene)  # type: ignore[method-assign]
        scene.render()
    return seen


@pytest.mark.parametrize(
    "construct",
    [
        *(along_an_arc, sheen, matching_shapes, equal_colours),
        *(chains, shared_parts, updaters, shuffled),
    ],
)
def test_every_frame_is_manims(construct: Callable[[Scene], None], tmp_path: Path) -> None:
    patches.remove()
    expected = frames(construct, tmp_path)
    patches.apply()
    found = frames(construct, tmp_path)
    patches.remove()
    assert len(expected) >= 12
    assert len(found) == len(expected)
    for k, (ours, theirs) in enumerate(zip(found, expected, strict=True)):
        assert ours == theirs, f"frame {k} differs"
