"""A scene played with its animations skipped: the last frame of every beat, and its texts.

Skipped play draws the same last frames as a film does, in a quarter of the time.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from manim import Mobject, VMobject, tempconfig
from numpy.typing import NDArray

import scenes
from anim_lib import formats
from anim_lib.formula import Formula
from anim_lib.layout import HEIGHT, PX, WIDTH
from anim_lib.storyboard import Beat, PlayedBeat
from anim_lib.theme import THEMES
from anim_lib.typography import Counter, Label

Frame = NDArray[np.uint8]  # (height, width, 3)
QUIET = {"dry_run": True, "progress_bar": "none", "verbosity": "ERROR"}
READ_AT = 2  # the sanity checks look at frames this many times the golden size


@dataclass
class TextOnFrame:
    """One text that is visible: what it says, its box and its ink in stage pixels."""

    text: str
    size: float
    box: tuple[float, float, float, float]  # left, top, right, bottom
    ink: float  # area of the glyphs
    colour: NDArray[np.float64]  # (3,) of the first glyph, 0..1


@dataclass
class BeatFrame:
    """What stands on stage at the end of a beat."""

    name: str
    frame: Frame  # at the golden size
    large: Frame
    bare: Frame  # the large frame without its texts
    texts: list[TextOnFrame]
    boxes: list[tuple[str, tuple[float, float, float, float]]]  # every visible leaf


@dataclass
class Played:
    """A whole scene."""

    beats: list[BeatFrame] = field(default_factory=list)
    played: list[PlayedBeat] = field(default_factory=list)


def box_of(points: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of manim points in stage pixels."""
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


def texts_of(mobjects: list[Mobject]) -> list[TextOnFrame]:
    """Return the visible texts among ``mobjects`` and what they hold."""
    found = []
    for mob in {id(m): m for top in mobjects for m in top.get_family()}.values():
        if not isinstance(mob, Label | Counter | Formula):
            continue
        glyphs = [g for g in mob.submobjects if visible(g)]
        if not glyphs:
            continue
        points = np.concatenate([g.points for g in glyphs])
        said = " ".join(mob.terms) if isinstance(mob, Formula) else mob.text
        size = 70.0 if isinstance(mob, Formula) else mob.size
        ink = sum(_area(g.points[::4]) for g in glyphs)
        solid = next((g for g in glyphs if g.fill_rgbas[0, 3] > 0), glyphs[0])
        found.append(TextOnFrame(said, size, box_of(points), ink, solid.fill_rgbas[0, :3].copy()))
    return found


def _bare(scene: Any) -> Frame:
    """Draw the stage once more with every glyph left out."""
    leaves = [m for top in scene.mobjects for m in top.get_family()]
    glyphs = [m for m in leaves if getattr(m, "is_text", False)]
    kept = [g.points for g in glyphs]
    for glyph in glyphs:
        glyph.points = np.zeros((0, 3))
    frame = _draw(scene)
    for glyph, points in zip(glyphs, kept, strict=True):
        glyph.points = points
    return frame


def _draw(scene: Any) -> Frame:
    camera = scene.renderer.camera
    camera.reset()
    camera.capture_mobjects(scene.mobjects)
    return np.array(camera.pixel_array)[:, :, :3]


def _play(slug: str, theme: str, scale: int) -> Played:
    kind, result = scenes.load(slug), Played()
    small = formats.FRAME

    class Recorded(kind):  # type: ignore[misc,valid-type]
        def on_beat_end(self, beat: Beat) -> None:
            large = np.array(self.renderer.get_frame())[:, :, :3]
            if scale == 1:
                result.beats.append(BeatFrame(beat.name, large, large, large, [], []))
                return
            leaves = [m for top in self.mobjects for m in top.get_family() if visible(m)]
            boxes = [(type(m).__name__, box_of(m.points)) for m in leaves if not _bleeds(m)]
            texts = texts_of(self.mobjects)
            result.beats.append(BeatFrame(beat.name, large, large, _bare(self), texts, boxes))

    Recorded.__name__, Recorded.__doc__ = kind.__name__, kind.__doc__
    size = {"pixel_width": small.width * scale, "pixel_height": small.height * scale}
    with tempfile.TemporaryDirectory() as media:
        options = {**QUIET, **size, "frame_rate": small.fps, "media_dir": media}
        with tempconfig(options):
            scene = Recorded(skip_animations=True, theme=THEMES[theme])
            scene.render()
    result.played = scene.beats_played
    return result


def _bleeds(mob: Mobject) -> bool:
    return bool(getattr(mob, "full_bleed", False))


@lru_cache(maxsize=2)
def golden_play(slug: str, theme: str) -> Played:
    """Play ``slug`` at the golden size."""
    return _play(slug, theme, 1)


@lru_cache(maxsize=2)
def sane_play(slug: str, theme: str) -> Played:
    """Play ``slug`` larger, with its texts and boxes."""
    return _play(slug, theme, READ_AT)
