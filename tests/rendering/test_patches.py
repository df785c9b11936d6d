"""What stands in for manim's functions gives what they give; manim can be had back untouched."""

from __future__ import annotations

import functools
import logging
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import manim.camera.camera
import manim.scene.scene
import pytest
from manim import Animation, Group, Mobject, Scene, Square, VGroup, VMobject
from manim.utils import family

from anim_lib.rendering.fast import patches


@pytest.fixture(autouse=True)
def stock() -> Iterator[None]:
    patches.remove()
    yield
    patches.remove()


def both(see: Callable[[], Any]) -> None:
    """See the same with manim's functions and with those that stand in for them."""
    patches.remove()
    expected = see()
    patches.apply()
    assert see() == expected


@pytest.mark.parametrize("patch", patches.PATCHES, ids=lambda patch: str(patch.name))
def test_manim_has_not_changed_what_is_replaced(patch: Any) -> None:
    """Fails with a manim that changed it: compare the two again, and drop what is not needed."""
    assert patch.source_now() == patch.source, f"manim changed {patch.name} or what it calls"


def test_all_is_replaced_and_put_back() -> None:
    originals = [vars(p.owner)[p.name] for p in patches.PATCHES]
    assert originals == [p.original for p in patches.PATCHES]
    assert patches.apply()
    assert patches.apply()
    assert [vars(p.owner)[p.name] for p in patches.PATCHES] == [
        p.replacement for p in patches.PATCHES
    ]
    patches.remove()
    assert [vars(p.owner)[p.name] for p in patches.PATCHES] == originals


def test_functions_imported_by_name_are_replaced_too() -> None:
    ours, theirs = next((p.replacement, p.original) for p in patches.PATCHES if p.owner is family)
    holders = (family, manim.scene.scene, manim.camera.camera)
    patches.apply()
    assert all(vars(h)["extract_mobject_family_members"] is ours for h in holders)
    patches.remove()
    assert all(vars(h)["extract_mobject_family_members"] is theirs for h in holders)


def test_what_others_replaced_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def others(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
        return self

    monkeypatch.setattr(Mobject, "update", others)
    patches.apply()
    assert Mobject.update is others
    patches.remove()
    assert Mobject.update is others


def test_an_unchecked_manim_is_left_alone_and_told_of_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lambda record: told.append(record.getMessage()))
    monkeypatch.setattr(manim, "__version__", "0.22.1")
    monkeypatch.setattr(patches, "_told", set())
    logger = logging.getLogger("manim")
    level = logger.level
    logger.setLevel(logging.WARNING)  # a scene that was played before may have wanted silence
    logger.addHandler(handler)
    try:
        assert not patches.apply()
        assert not patches.apply()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert [vars(p.owner)[p.name] for p in patches.PATCHES] == [p.original for p in patches.PATCHES]
    assert told == [
        "Drawing is slower than it could be: the speed-ups were checked with manim 0.22.0, "
        "but manim 0.22.1 is installed."
    ]


def test_importing_replaces_nothing() -> None:
    program = (
        "from anim_lib.rendering.fast import patches\n"
        "assert all(vars(p.owner)[p.name] is p.original for p in patches.PATCHES)\n"
        "assert all(p.original.__module__.startswith('manim.') for p in patches.PATCHES)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


class Alike(VMobject):
    """All are equal, so that manim takes two for one."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike)

    def __hash__(self) -> int:
        return 7


class Pointless(Square):
    def get_num_points(self) -> int:
        return 0


class Childless(VGroup):
    def get_family(self, recurse: bool = True) -> list[Mobject]:
        return [self]


class Haunted(Square):
    """Has a member that is no submobject."""

    ghost = Square()

    def _iter_family(self, active_path: Any) -> Iterator[Mobject]:
        yield from super()._iter_family(active_path)
        yield self.ghost


def troupe(seed: int, *, odd: bool = False, loops: bool = False) -> list[Mobject]:
    """Mobjects that share submobjects, some with points; ``loops``: some contain themselves."""
    dice = random.Random(seed)
    kinds: list[type[Mobject]] = [Square, VGroup, Group, VMobject, Mobject]
    if odd:
        kinds += [Alike, Pointless, Childless, Haunted]
    mobs = [dice.choice(kinds)() for _ in range(dice.randint(1, 30))]
    for i, mob in enumerate(mobs):
        mob.z_index = dice.choice([0, 0, 0, 1, -1, 0.5])
        later = mobs[i + 1 :] if not loops else mobs
        for _ in range(dice.choice([0, 0, 1, 2, 3]) if len(later) else 0):
            mob.submobjects.append(dice.choice(later))
    return mobs


@pytest.mark.parametrize(
    "flags", [{}, {"odd": True}, {"loops": True}], ids=["plain", "odd classes", "loops"]
)
def test_families_have_the_same_members_in_the_same_order(flags: dict[str, bool]) -> None:
    for seed in range(60):
        mobs = troupe(seed, **flags)[: 12 if flags.get("loops") else None]
        if flags.get("loops"):  # a walk visits every path, and paths multiply
            for mob in mobs:
                mob.submobjects = [s for s in mob.submobjects if s in mobs][:2]

        def see(mobs: list[Mobject] = mobs) -> list[list[int]]:
            walks = [m.get_family() for m in mobs]
            walks += [m.family_members_with_points() for m in mobs]
            for by_z in (False, True):
                for pointed in (False, True):
                    walks.append(family.extract_mobject_family_members(iter(mobs), by_z, pointed))
            return [list(map(id, walk)) for walk in walks]

        both(see)


def test_a_new_list_is_returned_each_time() -> None:
    patches.apply()
    lone = Square()
    assert lone.get_family() is not lone.get_family()
    assert VGroup(lone).get_family()[-1] is lone


def test_the_same_is_put_on_stage_for_animations() -> None:
    class Listless(Scene):
        def get_mobject_family_members(self) -> list[Mobject]:
            return []

    def see(kind: type[Scene], seed: int) -> list[str]:
        dice = random.Random(seed)
        mobs = troupe(seed)
        for k, mob in enumerate(mobs):
            mob.name = str(k)
        scene = kind()
        scene.add(*dice.sample(mobs, len(mobs) // 2))
        chosen = [dice.choice(scene.mobjects or mobs if seed % 2 else mobs) for _ in range(4)]
        scene.add_mobjects_from_animations(
            [Animation(m, introducer=dice.random() < 0.3) for m in chosen]
        )
        return [m.name for m in scene.mobjects]

    for seed in range(10):
        both(functools.partial(see, Scene if seed % 3 else Listless, seed))
