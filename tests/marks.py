"""Shapes read back from a stage: in which role's colour, of which form, where, and how named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from anim_lib.cells import Cells
from anim_lib.layout import PX
from anim_lib.scales import hexa
from anim_lib.shapes import Box as Card
from anim_lib.shapes import Curve, Disc
from anim_lib.theme import PAST, ROLES, Theme
from tests.read_back import Box, box_of, visible

LEVEL = 2.0  # stage pixels that a level line may rise
BOX = 0.9  # share of its place that a box with round corners fills; a circle fills 0.79
SPECK = 40.0  # square stage pixels: the least area that is seen
MANY = 12  # corners of what looks round
Form = tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A shape in full strength: what is dimmed is not spoken of.

    ``form`` is what can be told of it without its colour and its size.
    """

    colour: str
    form: Form
    box: Box


def roles_of(theme: Theme) -> dict[str, str]:
    """Return the roles that each colour of shapes stands for; the ground's carry no meaning."""
    found: dict[str, list[str]] = {}
    for role in ("ink", *ROLES, *[f"{PAST}{k}" for k in range(len(theme.past_tokens))]):
        for colour in {theme.fill(role), theme.stroke(role)}:
            found.setdefault(colour, []).append(role)
    return {colour: " and ".join(roles) for colour, roles in found.items()}


def read_marks(leaves: Iterable[Any], theme: Theme) -> list[Mark]:
    """Return the shapes among ``leaves`` that have a role's colour, in full."""
    coloured, found = roles_of(theme), []
    for leaf in leaves:
        if getattr(leaf, "is_text", False) or not visible(leaf):
            continue
        area, rim = leaf.fill_rgbas[0], leaf.stroke_rgbas[0]
        rimmed = leaf.stroke_width > 0 and rim[3] > 0
        edge = hexa(rim[:3]) if rimmed else ""
        ringed = edge in coloured and edge != hexa(area[:3])
        for form, paint, painted in (
            (
                ("area", "with a rim" if ringed else "plain", outline(leaf)),
                area,
                area[3] > 0 and area_of(leaf.points) >= SPECK,
            ),
            (_line(leaf), rim, rimmed),
        ):
            colour = hexa(paint[:3])
            if painted and paint[3] == 1 and colour in coloured:
                found.append(Mark(colour, form, box_of(leaf.points)))
    return found


def _line(leaf: VMobject) -> Form:
    if not isinstance(leaf, Curve):
        return "rim", outline(leaf)
    return "line", f"dashed {leaf.dash}" if leaf.dash else "whole", course(leaf.points)


def course(points: NDArray[np.float64]) -> str:
    """Return how a line runs: level, upright, slanted or bent."""
    x, y = (points[:, k] - points[0, k] for k in (0, 1))
    wide, high = np.ptp(x), np.ptp(y)
    if min(wide, high) < LEVEL * PX:
        return "level" if wide > high else "upright"
    off = np.abs(x * y[-1] - y * x[-1]).max() / max(np.hypot(x[-1], y[-1]), PX)
    return "bent" if off > LEVEL * PX else "slanted"


def outline(leaf: VMobject) -> str:
    """Return the shape of an area: a box, round, or how many corners it has."""
    if isinstance(leaf, Card | Cells | Disc):
        return "round" if isinstance(leaf, Disc) else "box"
    corners = leaf.points[::4, :2]
    if area_of(leaf.points) / max(float(np.prod(np.ptp(corners, axis=0))) / PX**2, 1e-9) > BOX:
        return "box"
    return "round" if len(corners) > MANY else f"{len(corners)} corners"


def area_of(points: NDArray[np.float64]) -> float:
    """Return the area of an outline of straight sides, in one piece or more, in stage pixels."""
    (x, y), (to_x, to_y) = points[::4, :2].T, points[3::4, :2].T
    return abs(float(x @ to_y - y @ to_x)) / 2 / PX**2


def gap(a: Box, b: Box) -> float:
    """Return how far apart two boxes lie, in stage pixels; below 0 they share a place."""
    across = max(a[0], b[0]) - min(a[2], b[2])
    return max(across, max(a[1], b[1]) - min(a[3], b[3]))


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around ``boxes``."""
    left, top, right, bottom = np.array(boxes).T
    return float(left.min()), float(top.min()), float(right.max()), float(bottom.max())


def centre(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
