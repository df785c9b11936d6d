"""What lies over what, and what is on stage at all."""

from __future__ import annotations

from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    Mobject,
    Scene,
    Square,
    Star,
    Swap,
    Triangle,
    ValueTracker,
    VGroup,
    linear,
    there_and_back,
)


def pile() -> VGroup:
    """Return three overlapping shapes that let through."""
    colors = (RED, GREEN, BLUE)
    return VGroup(
        *(
            Square(color=c, fill_opacity=0.6, stroke_width=8).shift((RIGHT + UP) * i * 0.5)
            for i, c in enumerate(colors)
        )
    )


class ZIndex(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        self.add(a, b, c)
        self.play(a.animate.set_z_index(5).shift(RIGHT * 0.3), run_time=0.3)
        self.play(b.animate.set_z_index(7), c.animate.shift(DOWN * 0.2), run_time=0.3)
        c.set_z_index(9)
        self.wait(0.2)
        step = [0]

        def flip(m: Mobject, dt: float) -> None:
            step[0] += 1
            m.set_z_index(8 if step[0] % 2 else -5)  # between b and c, or below both

        a.add_updater(flip)
        self.wait(0.4)
        self.play(b.animate.shift(LEFT), run_time=0.3)


class ZIndexOfFamilies(Scene):
    def construct(self) -> None:
        group, other = pile(), pile().shift(LEFT * 0.7).rotate(0.2)
        other[1].set_z_index(3)
        self.add(group, other)
        self.play(group.animate.set_z_index(2), run_time=0.3)
        self.play(other[0].animate.set_z_index(4), group.animate.shift(UP * 0.3), run_time=0.3)
        self.play(other[0].animate.set_z_index(-1), run_time=0.2)


class BringToFront(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        self.add(a, b, c)
        self.wait(0.2)
        self.bring_to_front(a)
        self.wait(0.2)
        self.bring_to_back(c)
        self.play(b.animate.rotate(0.2), run_time=0.3)
        self.bring_to_front(a, c)
        self.play(b.animate.rotate(0.2), run_time=0.3)


class OrderChangesInAPlay(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        clock = ValueTracker(0.0)
        order = [0]

        def shuffle(_: Mobject) -> None:
            order[0] += 1
            if order[0] % 2 == 0:
                self.bring_to_front(pair.submobjects[0])
                pair.submobjects.reverse()

        pair = VGroup(b, c)
        clock.add_updater(shuffle)
        self.add(clock, a, pair)
        self.play(clock.animate(rate_func=linear).set_value(1.0), run_time=0.6)
        clock.clear_updaters()
        pair.submobjects.reverse()
        self.wait(0.2)


class Foreground(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        self.add_foreground_mobjects(a)
        self.add(b)
        self.play(FadeIn(c), run_time=0.2)
        self.play(c.animate.shift(LEFT), run_time=0.2)
        self.remove_foreground_mobject(a)
        self.add_foreground_mobject(b)
        self.play(c.animate.shift(RIGHT), a.animate.shift(DOWN), run_time=0.3)
        self.wait(0.2)


class AddedAndRemoved(Scene):
    def construct(self) -> None:
        group, star = pile(), Star(color=YELLOW, fill_opacity=0.8)
        self.add(group, star)
        self.wait(0.2)
        self.remove(group[1])
        self.wait(0.2)
        self.play(group[0].animate.shift(LEFT), run_time=0.2)
        self.add(group)
        self.replace(group[2], Circle(fill_opacity=0.7))
        self.play(star.animate.scale(0.5), run_time=0.2)
        group.remove(group[0])
        self.wait(0.2)
        self.play(FadeOut(group), star.animate.shift(UP), run_time=0.2)


class RemovedInAPlay(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        count = [0]

        def take(_: Mobject) -> None:
            count[0] += 1
            if count[0] == 3:
                self.remove(b)
            if count[0] == 5:
                self.add(b)

        a.add_updater(take)
        self.add(a, b, c)
        self.play(c.animate.shift(UP), run_time=0.5)
        a.clear_updaters()
        self.wait(0.2)


class SharedByTwoGroups(Scene):
    def construct(self) -> None:
        a, b, c = pile()
        one, two = VGroup(a, b), VGroup(b, c)
        self.add(one, two)
        self.play(one.animate.shift(LEFT * 0.5), run_time=0.3)
        self.play(two.animate.shift(DOWN * 0.5), run_time=0.3)
        self.play(Swap(a, c), run_time=0.3)
        self.add(Group(two, one, Mobject()))
        self.wait(0.2)


class LeavesAndComesBack(Scene):
    def construct(self) -> None:
        box = Square(fill_opacity=0.5)
        edge = Triangle(fill_opacity=0.7).move_to(RIGHT * 7.1 + UP * 3.9)
        self.add(edge, Dot())
        self.play(box.animate.shift(RIGHT * 9), run_time=0.4)
        self.play(edge.animate.rotate(1.0), run_time=0.2)
        self.play(box.animate.shift(LEFT * 18), run_time=0.4)
        self.play(box.animate(rate_func=there_and_back).shift(DOWN * 30), run_time=0.3)
        self.play(box.animate.shift(RIGHT * 9).scale(12), run_time=0.4)
        self.wait(0.2)


class SeeThrough(Scene):
    def construct(self) -> None:
        disks = VGroup(
            *(Circle(0.4 + 0.2 * i, fill_opacity=0.12, stroke_opacity=0.3) for i in range(9))
        )
        self.add(disks, pile())
        self.wait(0.2)
        self.play(disks.animate.set_fill(opacity=0.3), run_time=0.3)
        self.play(disks[4].animate.shift(RIGHT * 0.1), run_time=0.3)
        self.play(disks.animate.set_opacity(0.0), run_time=0.3)
