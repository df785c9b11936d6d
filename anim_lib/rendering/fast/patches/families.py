"""Walking a mobject's family once, instead of once for every one of its ancestors.

manim walks with nested generators that hash every mobject twice, and removes repetitions in a
loop. Worse, it walks lists that already hold whole families (``Scene.moving_mobjects``), so that
a mobject four groups deep is walked five times a frame.

Manim's order is that of a walk from the front (a mobject, then its submobjects) in which of
each mobject the last occurrence counts. The same order is had by walking from the back, adding
a mobject after its submobjects, the first time it is met. One met again adds nothing: all its
family is there already; so each is walked once. A mobject that contains itself (manim follows a
loop once around) and classes with an equality of their own are left to manim.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Final

from manim import Animation, Mobject, Scene
from manim.utils import family, iterables

from anim_lib.rendering.fast.patches.patch import Inherited, Patch

_get_family: Final = Mobject.get_family
_with_points: Final = Mobject.family_members_with_points
_extract: Final = family.extract_mobject_family_members
_add_animated: Final = Scene.add_mobjects_from_animations

_walked: Final = Inherited(Mobject, "_iter_family", "__eq__", "__hash__")
_counted: Final = Inherited(Mobject, "get_family", "get_num_points")
_listed: Final = Inherited(Scene, "get_mobject_family_members")
_z: Final = attrgetter("z_index")


class _LoopError(Exception):
    """A mobject contains itself."""


def _add_from_the_back(
    mobjects: list[Mobject], found: dict[Mobject, None], above: set[Mobject]
) -> None:
    for mob in reversed(mobjects):
        if mob in found:
            continue
        if mob.submobjects:
            if mob in above:
                raise _LoopError
            above.add(mob)
            _add_from_the_back(mob.submobjects, found, above)
            above.remove(mob)
        found[mob] = None


def _families(mobjects: list[Mobject]) -> list[Mobject] | None:
    """Return the members of all families in manim's order; None: manim must walk itself."""
    found: dict[Mobject, None] = {}
    try:
        _add_from_the_back(mobjects, found, set())
    except _LoopError:
        return None
    if not _walked.by(found):
        return None
    members = list(found)
    members.reverse()
    return members


def get_family(self: Mobject, recurse: bool = True) -> list[Mobject]:
    """Stand in for ``Mobject.get_family``."""
    if not self.submobjects and type(self) in _walked.classes:
        return [self]
    members = _families([self])
    return _get_family(self, recurse) if members is None else members


def family_members_with_points(self: Mobject) -> list[Mobject]:
    """Stand in for ``Mobject.family_members_with_points``."""
    members = self.get_family()
    if not _counted.by(members):
        return [m for m in members if m.get_num_points() > 0]
    return [m for m in members if len(m.points) > 0]


def extract_mobject_family_members(
    mobjects: Iterable[Mobject],
    use_z_index: bool = False,
    only_those_with_points: bool = False,
) -> list[Mobject]:
    """Stand in for ``manim.utils.family.extract_mobject_family_members``."""
    mobjects = list(mobjects)
    members = _families(mobjects)
    if members is None or (only_those_with_points and not _counted.by(members)):
        return _extract(mobjects, use_z_index, only_those_with_points)
    if only_those_with_points:
        members = [m for m in members if len(m.points) > 0]
    return sorted(members, key=_z) if use_z_index else members


def add_mobjects_from_animations(self: Scene, animations: list[Animation]) -> None:
    """Stand in for ``Scene.add_mobjects_from_animations``.

    manim lists all families on stage to learn whether an animated mobject is there; one that
    was put on stage by itself is found without.
    """
    top: list[Any] = self.mobjects
    on_stage = (a.is_introducer() or any(a.mobject is m for m in top) for a in animations)
    if _listed.by_class(type(self)) and all(on_stage):
        return
    _add_animated(self, animations)


_WALK: Final = (Mobject._iter_family, iterables.remove_list_redundancies)
PATCHES: Final = (
    Patch(Mobject, "get_family", get_family, _get_family, "1adb2669bc1e2c81", _WALK),
    Patch(
        Mobject,
        "family_members_with_points",
        family_members_with_points,
        _with_points,
        "bc051716ec9ee5c1",
        (Mobject.get_num_points,),
    ),
    Patch(
        family,
        "extract_mobject_family_members",
        extract_mobject_family_members,
        _extract,
        "a0afc7a9922f6028",
        (*_WALK, _get_family, _with_points, Mobject.get_num_points),
    ),
    Patch(
        Scene,
        "add_mobjects_from_animations",
        add_mobjects_from_animations,
        _add_animated,
        "f45f6b4f49f2b20b",
        (Scene.get_mobject_family_members,),
    ),
)
