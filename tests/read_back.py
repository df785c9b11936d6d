"""Texts read back from a stage: what they say, where they lie, and how well they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Mobject, VMobject
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from anim_lib.formula import Formula
from anim_lib.layout import HEIGHT, PX, WIDTH
from anim_lib.scales import contrast, rgb
from anim_lib.shapes import Box as Card
from anim_lib.typography import Counter, Label

Frame = NDArray[np.uint8]  # (height, width, 3)
Box = tuple[float, float, float, float]  # left, top, right, bottom in stage pixels
SEEN = 24  # of 255: a pixel that a glyph changes by more than this belongs to the glyph
FAINT = 3  # of 255: a card and the ground differ by more
EDGE = 10  # of 255: pixels that differ by more lie on two sides of an edge


@dataclass
class TextOnFrame:
    """One text that is visible."""

    text: str
    size: float  # stage pixels
    box: Box
    shown: float  # share of its ink that can be told from what lies behind
    ratios: NDArray[np.float64]  # contrast with the ground behind it, per pixel
    crossed: float = 0.0  # share of what lies behind it, or next to it, across an edge or a line
    torn: bool = False  # whether the border of a card runs through it


def box_of(points: NDArray[np.float64]) -> Box:
    """Return the box of manim points in stage pixels."""
    x, y = points[:, 0] / PX + WIDTH / 2, HEIGHT / 2 - points[:, 1] / PX
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def visible(leaf: Mobject) -> bool:
    """Tell whether a leaf paints anything."""
    if not isinstance(leaf, VMobject) or not len(leaf.points):
        return False
    stroked = leaf.stroke_width > 0 and leaf.stroke_rgbas[:, 3].max() > 0
    return bool(leaf.fill_rgbas[:, 3].max() > 0 or stroked)


def _area(outline: NDArray[np.float64]) -> float:
    x, y = outline[:, 0] / PX, outline[:, 1] / PX
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def behind(box: Box, frame: Frame, bare: Frame) -> NDArray[np.float64]:
    """Return the pixels ``(n, 3)`` in 0..1 behind the glyphs in ``box``.

    ``bare`` is ``frame`` without its texts; the glyphs are where the two differ.
    """
    scale = frame.shape[1] / WIDTH
    left, top, right, bottom = (round(v * scale) for v in box)
    window = np.s_[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    changed = np.abs(frame[window].astype(int) - bare[window].astype(int)).max(axis=-1) > SEEN
    return np.asarray(bare[window][changed] / 255.0)


def around(box: Box, frame: Frame, bare: Frame) -> NDArray[np.int64]:
    """Return the pixels ``(n, 3)`` behind the glyphs in ``box`` and next to them.

    As :func:`behind`, and one pixel further on each side.
    """
    scale = frame.shape[1] / WIDTH
    left, top, right, bottom = (round(v * scale) for v in box)
    window = np.s_[max(top - 1, 0) : bottom + 2, max(left - 1, 0) : right + 2]
    changed = np.abs(frame[window].astype(int) - bare[window].astype(int)).max(axis=-1) > SEEN
    near = binary_dilation(changed, structure=np.ones((3, 3)))
    return np.asarray(bare[window][near].astype(np.int64))


def crossing(ground: NDArray[np.int64], allowed: Sequence[str]) -> float:
    """Return the share of pixels that differ from the most frequent colour of ``ground``.

    Colours on the way from it to one of the ``allowed`` ones do not count: of strikes that
    cross a text on purpose, and of the faintest lines.
    """
    if not len(ground):
        return 0.0
    shades, counts = np.unique(ground, axis=0, return_counts=True)
    most = shades[counts.argmax()]
    off = np.abs(shades - most).max(axis=1) > EDGE
    for colour in allowed:
        run = np.rint(rgb(colour) * 255) - most
        share = np.clip((shades - most) @ run / max(float(run @ run), 1.0), 0.0, 1.0)
        off &= np.abs(shades - most - share[:, None] * run).max(axis=1) > EDGE
    return float(counts[off].sum() / counts.sum())


def partly_on(box: Box, card: Box) -> bool:
    """Tell whether ``box`` lies on the border of ``card``, by more than a pixel."""
    across = min(box[2], card[2]) - max(box[0], card[0])
    down = min(box[3], card[3]) - max(box[1], card[1])
    apart = across <= 1 or down <= 1
    inside = across >= box[2] - box[0] - 1 and down >= box[3] - box[1] - 1
    return not (apart or inside)


def read_texts(
    leaves: list[Any], frame: Frame, bare: Frame, allowed: Sequence[str] = ()
) -> list[TextOnFrame]:
    """Return the visible texts among ``leaves``; ``allowed`` as for :func:`crossing`."""
    found, scale = [], frame.shape[1] / WIDTH
    cards = [
        box_of(leaf.points)
        for leaf in leaves
        if isinstance(leaf, Card) and visible(leaf) and not getattr(leaf, "full_bleed", False)
    ]
    for mob in leaves:
        if not isinstance(mob, Label | Counter | Formula):
            continue
        glyphs = [g for g in mob.submobjects if visible(g)]
        if not glyphs:
            continue
        box = box_of(np.concatenate([g.points for g in glyphs]))
        solid = next((g for g in glyphs if g.fill_rgbas[0, 3] > 0), glyphs[0])
        ink = sum(_area(g.points[::4]) for g in glyphs) * scale**2
        ground = behind(box, frame, bare)
        shades, counts = np.unique(ground, axis=0, return_counts=True)
        each = [contrast(solid.fill_rgbas[0, :3], shade) for shade in shades]
        said = " ".join(mob.terms) if isinstance(mob, Formula) else mob.text
        size = mob.size
        ratios = np.repeat(np.array(each), counts) if len(ground) else np.zeros(0)
        near = around(box, frame, bare)
        # a border that something else covers is not seen
        torn = any(partly_on(box, card) for card in cards) and np.ptp(near, axis=0).max() > FAINT
        found.append(
            TextOnFrame(
                said,
                size,
                box,
                len(ground) / max(ink, 1.0),
                ratios,
                crossing(near, allowed),
                bool(torn),
            )
        )
    return found
