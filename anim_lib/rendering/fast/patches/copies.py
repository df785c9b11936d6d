"""Copying a mobject without Python's general machinery for what manim keeps on every mobject.

Each ``.animate``, ``Transform`` and ``FadeIn`` copies its mobject deeply, twice or more. Of the
time that takes, most goes into the parsed SVG path that every glyph keeps beside its points
(``VMobjectFromSVGPath.path_obj``: thousands of objects), and into colours, arrays, numbers and
names, for which ``copy.deepcopy`` looks up in several tables what to do.

The copy is equal to manim's, with what it shares: an array or a colour held twice is copied
once, and all is noted in the memo as ``copy.deepcopy`` notes it. Two things are the same object
in both where manim has two: numpy's numbers, which never change, and the SVG path, which is
read once, while the points are made. An array keeps its order in memory, as it does in manim
(``ndarray.copy()`` would not): BLAS may round another order differently.
"""

from __future__ import annotations

import copy
from types import FunctionType
from typing import Any, Final

import numpy as np
from manim import ManimColor, Mobject
from manim.constants import CapStyleType, LineJointType
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from anim_lib.rendering.fast.patches.patch import Patch

_deepcopy: Final = Mobject.__deepcopy__

_IMMUTABLE: Final = frozenset(
    {type(None), bool, int, float, str, np.float64, FunctionType, CapStyleType, LineJointType}
)


def _array(array: Any, memo: dict[int, Any]) -> Any:
    known = memo.get(id(array))
    if known is None:
        known = memo[id(array)] = array.copy(order="K")
        _keep(array, memo)
    return known


def _colour(colour: ManimColor, memo: dict[int, Any]) -> Any:
    known = memo.get(id(colour))
    if known is None:
        known = memo[id(colour)] = ManimColor.__new__(ManimColor)
        for name, value in vars(colour).items():
            plain = type(value) is np.ndarray and value.dtype == np.float64
            vars(known)[name] = _array(value, memo) if plain else copy.deepcopy(value, memo)
        _keep(colour, memo)
    return known


def _keep(original: object, memo: dict[int, Any]) -> None:
    # the memo knows objects by their id, so they must live as long as it does
    memo.setdefault(id(memo), []).append(original)


def __deepcopy__(self: Mobject, clone_from_id: dict[int, Any]) -> Mobject:  # noqa: N807
    """Stand in for ``Mobject.__deepcopy__``."""
    kind = self.__class__
    result = kind.__new__(kind)
    clone_from_id[id(self)] = result
    for name, value in self.__dict__.items():
        held = type(value)
        if held not in _IMMUTABLE:
            if held is np.ndarray and not value.dtype.hasobject:
                value = _array(value, clone_from_id)
            elif held is ManimColor:
                value = _colour(value, clone_from_id)
            elif name != "path_obj" or not isinstance(self, VMobjectFromSVGPath):
                value = copy.deepcopy(value, clone_from_id)
        setattr(result, name, value)
    result.original_id = str(id(self))
    return result


PATCHES: Final = (Patch(Mobject, "__deepcopy__", __deepcopy__, _deepcopy, "8a1349b6fc8ab459"),)
