"""Updaters are called in manim's order, with time if they ask for it, and no mobject is missed."""

from __future__ import annotations

import functools
import inspect
import random
from typing import Any

from manim import Mobject, Square, VGroup

from anim_lib.rendering.fast.patches.updaters import takes_dt
from tests.rendering.test_patches import both, stock, troupe

__all__ = ["stock"]  # a fixture that every test here uses


def decorated(mob: Mobject, dt: float) -> None: ...


class Holder:
    def method(self, mob: Mobject) -> None: ...
    def timed(self, mob: Mobject, dt: float) -> None: ...
    def __call__(self, mob: Mobject, dt: float) -> None: ...
    def named(dt, mob: Mobject) -> None: ...  # noqa: N805


def local_only(mob: Mobject) -> None:
    dt = 1.0
    del dt


@functools.wraps(decorated)
def wrapper(*a: Any) -> None: ...


UPDATERS: list[Any] = [
    lambda m: None,
    lambda m, dt: None,
    lambda m, time: None,
    lambda m, *, dt=0: None,
    lambda m, *dt: None,
    lambda m, **dt: None,
    lambda m, /, *args, dt, **rest: None,
    local_only,
    wrapper,
    Holder().method,
    Holder().timed,
    Holder().named,
    Holder(),
    functools.partial(decorated, dt=1),
    functools.partial(lambda dt, m: None, 1),
]


def test_updaters_are_asked_for_time_as_inspect_has_it() -> None:
    for updater in UPDATERS:
        assert takes_dt(updater) == ("dt" in inspect.signature(updater).parameters)
    assert 0 < sum(map(takes_dt, UPDATERS)) < len(UPDATERS)


class Own(VGroup):
    """Updates in a way of its own, without an updater or a submobject."""

    log: list[Any]

    def update(self, dt: float = 0, recursive: bool = True) -> Any:
        self.log.append((self.name, "own", dt))
        return self


def test_updaters_are_called_in_the_same_order_with_the_same_time() -> None:
    def see(seed: int, recursive: bool) -> list[Any]:
        dice = random.Random(seed)
        log: list[Any] = []
        mobs = troupe(seed)
        Own.log = log
        mobs[-1].submobjects.append(Own())

        def timed(mob: Mobject, dt: float) -> None:
            log.append((mob.name, dt))

        def plain(mob: Mobject) -> None:
            log.append((mob.name,))

        def drops(mob: Mobject) -> None:
            log.append((mob.name, "drops"))
            if mobs[0].submobjects:
                mobs[0].submobjects.pop()

        def appends(mob: Mobject) -> None:
            log.append((mob.name, "appends"))
            late = Square(name="late")
            late.updaters.append(timed)
            mobs[0].submobjects.append(late)
            mob.updaters.remove(appends)

        for k, mob in enumerate(mobs):
            mob.name = str(k)
            mob.updating_suspended = dice.random() < 0.1
            mob.updaters += dice.choices(
                [timed, plain, drops, appends], k=dice.choice([0, 0, 0, 1, 2])
            )
        for mob in mobs:
            assert mob.update(0.25, recursive=recursive) is mob
            mob.update()
        return log

    for seed in range(60):
        both(functools.partial(see, seed, True))
    both(functools.partial(see, 3, False))
