"""Outlines without manim's conversions: a film has thousands, and redraws them every frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from anim_lib.scales import Colour, rgb

NOWHERE: Final = np.zeros((0, 3))
_RGBAS: Final = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")


@lru_cache(maxsize=256)
def _made(fill: float, width: float, edge: float) -> dict[str, Any]:
    return vars(VMobject().set_fill(opacity=fill).set_stroke(width=width, opacity=edge))


def furnish(mob: VMobject, fill: float = 0.0, width: float = 4.0, edge: float = 1.0) -> None:
    """Give ``mob`` all attributes of an empty mobject, as manim's constructor does.

    manim works the same colours out anew for each one, in 50 µs; copies take 3.

    Parameters
    ----------
    fill, edge
        Opacities of the area and of the line.
    width
        manim's stroke width; that of the default is manim's own.
    """
    own = vars(mob)
    own.update(_made(fill, width, edge))
    own |= {name: own[name].copy() for name in _RGBAS}
    own |= {"name": type(mob).__name__, "submobjects": [], "updaters": []}


class Leaf(VMobject):
    """One outline, written straight from numbers; parameters as for :func:`furnish`.

    ``is_text`` says that it is a part of a word: dimmed, it stays readable.
    """

    def __init__(self, *, fill: float, width: float, edge: float, is_text: bool = False) -> None:
        furnish(self, fill, width, edge)
        self.is_text = is_text


def paint(mob: VMobject, fill: Any = None, stroke: Any = None, alpha: float = 1.0) -> None:
    """Set flat colours (``#RRGGBB`` or ``(3,)`` in 0..1) without manim's conversions."""
    if fill is not None:
        mob.fill_rgbas = _rgba(fill, alpha)
    if stroke is not None:
        mob.stroke_rgbas = _rgba(stroke, alpha)


def _rgba(colour: str | Colour, alpha: float) -> NDArray[np.float64]:
    row = np.empty((1, 4))
    row[0, :3] = rgb(colour)
    row[0, 3] = alpha
    return row


def leaves_of(group: VMobject) -> Iterator[VMobject]:
    """Yield all that hangs under ``group``; manim's own walk takes five times as long."""
    for one in group.submobjects:
        yield one
        if one.submobjects:
            yield from leaves_of(one)


def fade(
    leaves: Sequence[VMobject], ground: Colour, quiet: Colour, shares: tuple[float, float, float]
) -> None:
    """Mix the colours of all ``leaves`` at once with what lies behind them.

    Parameters
    ----------
    ground, quiet
        What shapes and what words turn into when they are dimmed.
    shares
        How far shapes go there, how far words do, and how far both then go to the ground, 0..1.
    """
    parts = [
        (leaf, name)
        for leaf in leaves
        for name in (("fill_rgbas", "stroke_rgbas") if leaf.stroke_width else ("fill_rgbas",))
    ]
    if not parts:
        return
    rows = [getattr(leaf, name) for leaf, name in parts]
    counts = [len(rgbas) for rgbas in rows]
    is_text = [getattr(leaf, "is_text", False) for leaf, _ in parts]
    words = np.repeat(is_text, counts)[:, None]
    block = np.concatenate(rows)
    colours, (shape_share, word_share, gone) = block[:, :3], shares
    back = np.where(words, quiet, ground)
    dimmed = colours + (back - colours) * np.where(words, word_share, shape_share)
    block[:, :3] = dimmed + (ground - dimmed) * gone
    stop = 0
    for (leaf, name), count in zip(parts, counts, strict=True):
        start, stop = stop, stop + count
        setattr(leaf, name, block[start:stop])
