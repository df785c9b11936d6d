"""What areas and lines are painted in, and whether they are seen."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from anim_lib.scales import rgb
from tests.read_back import visible

Array = NDArray[np.float64]
LEVEL = 1 / 255
HALF = 0.5 * LEVEL + 1e-9


def shape_of(mobs: Any) -> tuple[int, ...]:
    """Return the shape of mobjects in nested sequences."""
    if isinstance(mobs, VMobject):
        return ()
    return (len(mobs), *shape_of(mobs[0])) if len(mobs) else (0,)


def flat(mobs: Any) -> list[VMobject]:
    """Return the mobjects of nested sequences, one after the other."""
    return [mobs] if isinstance(mobs, VMobject) else [m for part in mobs for m in flat(part)]


def paints(mobs: Any, name: str) -> Array:
    """Return one kind of colours with their opacity ``(..., 4)``, NaN where nothing is painted."""
    found = []
    for mob in flat(mobs):
        rgba = np.asarray(getattr(mob, name), dtype=np.float64)[0]
        line = name == "stroke_rgbas" and mob.stroke_width <= 0
        hidden = not len(mob.points) or rgba[3] <= 0.0 or line
        found.append(np.full(4, np.nan) if hidden else rgba)
    return np.array(found).reshape((*shape_of(mobs), 4))


def fills(mobs: Any) -> Array:
    """Return the colours ``(..., 3)`` that areas are painted in, NaN where nothing is painted."""
    return paints(mobs, "fill_rgbas")[..., :3]


def edges(mobs: Any) -> Array:
    """Return the colours ``(..., 3)`` of lines, NaN where none is drawn."""
    return paints(mobs, "stroke_rgbas")[..., :3]


def opacities(mobs: Any) -> Array:
    """Return the opacities ``(...)`` of areas, 0 where nothing is painted."""
    return np.nan_to_num(paints(mobs, "fill_rgbas")[..., 3])


def line_widths(mobs: Any) -> Array:
    """Return the widths ``(...)`` of lines in stage pixels, 0 where none is drawn."""
    drawn = ~np.isnan(paints(mobs, "stroke_rgbas")[..., 3])
    wide = [float(mob.stroke_width) * 1.35 for mob in flat(mobs)]  # manim: 100 is one unit wide
    return np.where(drawn, np.array(wide).reshape(shape_of(mobs)), 0.0)


def leaves(mob: VMobject) -> list[VMobject]:
    """Return what paints anything in the family of ``mob``."""
    return [m for m in mob.get_family() if isinstance(m, VMobject) and visible(m)]


def shown(mob: VMobject, ground: str) -> bool:
    """Tell whether any of ``mob`` can be told from the ground by more than half a level."""
    for leaf in leaves(mob):
        for name in ("fill_rgbas", "stroke_rgbas"):
            colour = paints(leaf, name)
            if np.abs((colour[:3] - rgb(ground)) * colour[3]).max(initial=0.0) > HALF:
                return True
    return False
