"""Who is drawn, and in which order: the list that stock manim works out anew for each frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeGuard

from manim import Mobject, VMobject
from manim.utils.family import extract_mobject_family_members

from anim_lib.rendering.fast.leaf import is_blank, is_plain

_Z = attrgetter("z_index")
_PARTS = attrgetter("submobjects")
_TEXTURE = attrgetter("background_image")
_PLAIN: dict[type[Mobject], bool] = {}  # a scene has few classes and thousands of mobjects
_BLANK: dict[type[Mobject], bool] = {}


def _is_plain(mobject: Mobject) -> TypeGuard[VMobject]:
    return _answer(_PLAIN, type(mobject), is_plain) and not getattr(
        mobject, "background_image", None
    )


def _answer(
    known: dict[type[Mobject], bool],
    kind: type[Mobject],
    question: Callable[[type[Mobject]], bool],
) -> bool:
    if kind not in known:
        known[kind] = question(kind)
    return known[kind]


class Troupe:
    """The families of some mobjects, flattened in the order of drawing.

    Parameters
    ----------
    mobjects
        As handed to ``Camera.capture_mobjects``.
    use_z_index
        The camera's attribute.
    """

    def __init__(self, mobjects: Iterable[Mobject], *, use_z_index: bool) -> None:
        self._given = list(mobjects)
        self._use_z_index = use_z_index
        self._gather()

    def _gather(self) -> None:
        everyone = extract_mobject_family_members(self._given, use_z_index=self._use_z_index)
        self._everyone = everyone
        self._parts = [list(m.submobjects) for m in everyone]
        self._z = list(map(_Z, everyone))
        drawn = [m for m in everyone if not _answer(_BLANK, type(m), is_blank)]
        self.drawn = [m for m in drawn if _is_plain(m)]
        self.is_plain = len(self.drawn) == len(drawn)

    def refresh(self) -> None:
        """Gather anew if a family, an order or a texture has changed since."""
        if (
            list(map(_PARTS, self._everyone)) != self._parts
            or list(map(_Z, self._everyone)) != self._z
            or any(map(_TEXTURE, self.drawn))
            or not self.is_plain
        ):
            self._gather()

    def is_of(self, mobjects: Sequence[Mobject], use_z_index: bool) -> bool:
        """Return whether it was gathered from ``mobjects``, the very ones in this order."""
        return use_z_index == self._use_z_index and list(mobjects) == self._given
