"""Glyphs back to the words and numbers that they print."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from manim import VMobject

from anim_lib.formula import Formula
from anim_lib.layout import point
from anim_lib.primitives.upright import UprightCounter, UprightLabel
from anim_lib.typesetting import MONO, SANS
from anim_lib.typography import _SLOTS, ADVANCE, Counter, Label, Weight, _digit, _ink
from tests.drawn.colours import between
from tests.drawn.paint import Array, edges, fills, flat, opacities, shown
from tests.drawn.places import boxes
from tests.read_back import visible

WEIGHTS: tuple[Weight, ...] = ("MEDIUM", "NORMAL", "SEMIBOLD")
UNREAD = "�"


def printed(text: Label | Counter) -> str:
    """Return what a label or counter prints, read from its glyphs; empty when none is painted.

    Every outline is compared with those of characters at the text's size; one that is none of
    them, or does not stand on the line of the others, reads as ``�``. Upright ones are laid down.
    """
    glyphs = [g for g in text.submobjects if visible(g)]
    if not glyphs:
        return ""
    if isinstance(text, UprightLabel | UprightCounter):
        glyphs = [_laid_down(glyph, point(text.x, text.y)) for glyph in glyphs]
    known = _known(text, glyphs)
    readings = [_readings(glyph.points, known) for glyph in glyphs]
    lines = [line for found in readings for line in {round(base, 6) for _, base in found}]
    line = max(set(lines), key=lines.count) if lines else 0.0
    chars = [
        next((char for char, base in found if abs(base - line) < 1e-5), UNREAD)
        for found in readings
    ]
    return _spaced(chars, glyphs, text)


def _laid_down(glyph: VMobject, pivot: Array) -> VMobject:
    """Return what stands upright on ``pivot`` as it would stand level."""
    away = glyph.points - pivot
    return VMobject().set_points(pivot + np.column_stack([away[:, 1], -away[:, 0], away[:, 2]]))


def _known(text: Label | Counter, glyphs: list[VMobject]) -> list[tuple[str, Array]]:
    """Return characters and their outlines, baseline at 0, at the size of ``text``.

    For a label, what it claims to say is set once more, in the font that fits best.
    """
    if isinstance(text, Counter):
        signs = sorted({*_SLOTS, *text.text} - {" "})
        return [(c, _digit(c, text.weight, text.size)[0]) for c in signs]
    digits = [(c, _digit(c, w, text.size)[0]) for w in WEIGHTS for c in "0123456789"]
    own, best, most = [c for c in text.text if c != " "], [], 0
    for weight, font in product(WEIGHTS, (SANS, MONO)):
        ink = _ink(text.text, font, weight)
        if len(own) != len(ink.glyphs):
            continue
        known = [(c, ink.points[k] * text.size) for c, k in zip(own, ink.glyphs, strict=True)]
        fits = sum(bool(_readings(glyph.points, known)) for glyph in glyphs)
        if fits > most:
            best, most = known, fits
        if fits == len(glyphs):
            break
    return [*best, *digits]


def _readings(points: Array, known: list[tuple[str, Array]]) -> list[tuple[str, float]]:
    """Return each character that ``points`` may be, and where its baseline then lies."""
    low, found = points.min(axis=0), []
    for char, outline in known:
        if outline.shape == points.shape:
            least = outline.min(axis=0)
            if np.abs((points - low) - (outline - least)).max() < 1e-6:
                found.append((char, float(low[1] - least[1])))
    return found


def _spaced(chars: list[str], glyphs: list[VMobject], text: Label | Counter) -> str:
    """Join ``chars`` with the spaces between them: a gap of more than a quarter of the size."""
    box = boxes(glyphs)
    if isinstance(text, Counter):  # slots of one width
        slots = np.rint(np.diff(box[:, 0] + box[:, 2]) / 2 / (ADVANCE * text.size)).astype(int)
        tail = [" " * (step - 1) + char for char, step in zip(chars[1:], slots, strict=True)]
        return "".join([chars[0], *tail])
    said = "".join(chars)
    if said == text.text.replace(" ", "") and len(glyphs) == len(said):
        gaps = box[1:, 0] - box[:-1, 2]
        words = np.cumsum([len(word) for word in text.text.split()])[:-1]
        if not len(words) or gaps[words - 1].min() > 0.12 * text.size:
            return text.text
    out = chars[0]
    for char, gap in zip(chars[1:], box[1:, 0] - box[:-1, 2], strict=True):
        out += " " + char if gap > 0.25 * text.size else char
    return out


def texts(mobs: Any) -> list[str]:
    """Return what each label or counter prints, from nested sequences, flat."""
    return [printed(mob) for mob in flat(mobs)]  # type: ignore[arg-type]


def lights(formula: Formula) -> dict[str, float]:
    """Return how lit each term of a formula is, 0 to 1, read from its glyphs' colours.

    A dimmed formula reads as dark; one that is not there has no terms.
    """
    theme, found = formula.theme, {}
    for term, role in formula.terms.items():
        mine = [
            mob
            for mob, (*_, owner) in zip(formula.submobjects, formula._leaves, strict=True)
            if owner == term and visible(mob) and shown(mob, theme.ground)
        ]
        if mine:
            paint = fills(mine[0]) if opacities(mine[0]) > 0 else edges(mine[0])
            found[term] = float(between(paint, theme.text("muted"), theme.text(role)).value)
    return found
