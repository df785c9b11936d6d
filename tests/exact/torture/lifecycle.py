"""Waits, sections, skipping, subcaptions, sound, scenes that end early or badly."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any, ClassVar

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Scene,
    Square,
    Wait,
    config,
    there_and_back,
)
from manim.utils.exceptions import EndSceneEarlyException


class Waits(Scene):
    """A still wait draws everything twice: once kept, once again over it."""

    def construct(self) -> None:
        soft = Square(fill_opacity=0.3, stroke_opacity=0.5)
        spinning = Circle(fill_opacity=0.3).shift(RIGHT).add_updater(lambda m, dt: m.rotate(dt))
        self.add(soft)
        self.wait(0.3)
        self.wait(0.2, frozen_frame=False)
        self.pause(0.2)
        self.add(spinning)
        self.wait(0.2)
        self.wait(0.2, frozen_frame=True)
        count = [0]

        def enough() -> bool:
            count[0] += 1
            return count[0] > 3

        self.wait(2.0, stop_condition=enough)
        self.wait_until(lambda: soft.get_x() == 0, max_time=1.0)
        self.play(Wait(0.2), soft.animate.shift(UP), run_time=0.3)
        self.wait(0.01)


class Returning(Scene):
    def construct(self) -> None:
        box = Square(fill_opacity=0.6)
        self.add(Circle(), box)
        self.play(box.animate(rate_func=there_and_back).shift(RIGHT * 2), run_time=0.6)
        self.play(box.animate(rate_func=there_and_back).shift(RIGHT * 9), run_time=0.6)
        self.play(FadeOut(box), run_time=0.2)
        self.play(FadeIn(box), run_time=0.2)


class Empty(Scene):
    pass


class NothingPlayed(Scene):
    def construct(self) -> None:
        self.add(Square(fill_opacity=0.5), Dot())


class OneFrame(Scene):
    def construct(self) -> None:
        self.add(Square())
        self.wait(1 / 15)


class ShortPlays(Scene):
    """Run times around whole numbers of frames, where rounding decides the count."""

    def construct(self) -> None:
        dot = Dot(radius=0.5)
        self.add(dot)
        for run_time in (0.05, 1 / 15, 2 / 15, 0.2, 3 / 15 + 1e-9, 0.3):
            self.play(dot.animate.shift(RIGHT * 0.5), run_time=run_time)
            self.wait(run_time)


class Sections(Scene):
    SETTINGS: ClassVar[dict[str, Any]] = {"save_sections": True}

    def construct(self) -> None:
        dot = Dot(radius=0.4).add_updater(lambda m, dt: m.shift(dt * DOWN))
        box = Square(fill_opacity=0.5)
        self.next_section("first")
        self.add(dot)
        self.play(Create(box), run_time=0.3)
        self.next_section("unseen", skip_animations=True)
        self.play(box.animate.shift(LEFT * 2), run_time=0.3)
        self.wait(0.3)
        self.next_section("nothing happens here")
        self.next_section("last")
        self.play(box.animate.rotate(1.0), subcaption="turning", run_time=0.3)
        self.add_subcaption("over", duration=0.2, offset=-0.1)
        self.wait(0.2)


class FromTo(Scene):
    SETTINGS: ClassVar[dict[str, Any]] = {"from_animation_number": 1, "upto_animation_number": 3}

    def construct(self) -> None:
        box = Square()
        self.add(Dot().add_updater(lambda m, dt: m.shift(dt * UP)))
        for _ in range(6):
            self.play(box.animate.shift(RIGHT * 0.3).rotate(0.3), run_time=0.2)


class Cached(Scene):
    """With manim's cache on, a play seen before is not drawn again."""

    SETTINGS: ClassVar[dict[str, Any]] = {"disable_caching": False}

    def construct(self) -> None:
        box = Square(fill_opacity=0.5)
        self.add(box)
        for _ in range(3):
            self.wait(0.2)
            self.play(box.animate.shift(RIGHT), run_time=0.2)
            self.play(box.animate.shift(LEFT), run_time=0.2)


class ManyEncoders(Scene):
    SETTINGS: ClassVar[dict[str, Any]] = {"max_inflight_encoders": 3, "encoder_queue_size": 2}

    def construct(self) -> None:
        box = Square(fill_opacity=0.5)
        for angle in (0.3, 0.6, 0.9, 1.2):
            self.play(box.animate.rotate(angle), run_time=0.2)


class Sound(Scene):
    def construct(self) -> None:
        path = Path(config.media_dir) / "own" / "beep.wav"
        path.parent.mkdir(parents=True)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(range(250)) * 16)
        self.play(Create(Square()), run_time=0.3)
        self.add_sound(str(path))
        self.wait(0.3)


class ExtraFrames(Scene):
    """Somebody adds frames by hand, within a play and where no play takes them."""

    def construct(self) -> None:
        count, renderer = [0], self.renderer

        def stutter(_: Any) -> None:
            count[0] += 1
            if count[0] == 4:
                renderer.add_frame(255 - renderer.get_frame(), num_frames=2)

        box = Square(fill_opacity=0.5)
        self.add(Dot().add_updater(stutter))
        self.play(box.animate.shift(RIGHT), run_time=0.4)
        self.play(box.animate.shift(LEFT), run_time=0.2)


class EndsEarly(Scene):
    def construct(self) -> None:
        self.play(Create(Square()), run_time=0.3)
        raise EndSceneEarlyException


class Fails(Scene):
    """An error in the middle of a play leaves no half-written segment."""

    ERROR: ClassVar[str] = "ZeroDivisionError"

    def construct(self) -> None:
        def fail(_: Any) -> None:
            if box.get_x() > 0.5:
                raise ZeroDivisionError

        box = Square()
        self.play(Create(box), run_time=0.2)
        self.add(Dot().add_updater(fail))
        self.play(box.animate.shift(RIGHT), run_time=0.5)


class Reused(Scene):
    """Two films' worth of clearing: everything goes, the same things come back."""

    def construct(self) -> None:
        box, dot = Square(fill_opacity=0.5), Dot(radius=0.5)
        self.add(box, dot)
        self.wait(0.2)
        self.clear()
        self.wait(0.2)
        self.add(dot, box)
        self.play(box.animate.shift(UP), run_time=0.2)
        self.clear()
        self.play(FadeIn(box), run_time=0.2)
