"""A scene passed over: the last frame of every beat, and its texts.

Each scene is passed over once a theme without being drawn; the ends of beats are drawn by
cameras of the sizes that the tests need.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from manim import Camera, Mobject, tempconfig

import scenes
from anim_lib import formats
from anim_lib.rendering.perform import BeatHook, outline
from anim_lib.storyboard import Beat, PlayedBeat, Storyboard
from anim_lib.theme import THEMES
from scenes.commands import own_inputs
from scenes.inputs import Inputs
from tests.marks import Mark, read_marks
from tests.read_back import Box, Frame, TextOnFrame, box_of, read_texts, visible


@dataclass
class BeatFrame:
    """What stands on stage at the end of a beat."""

    name: str
    frame: Frame  # at the golden size
    texts: list[TextOnFrame]
    boxes: list[tuple[str, Box]]  # every visible leaf that is no full-bleed band
    marks: list[Mark]


@dataclass
class Played:
    """A whole scene."""

    beats: list[BeatFrame] = field(default_factory=list)
    played: list[PlayedBeat] = field(default_factory=list)
    alt: str = ""  # of the poster


class Eye:
    """A camera of its own size on the same stage."""

    def __init__(self, ground: str, scale: int) -> None:
        width, height = formats.FRAME.width * scale, formats.FRAME.height * scale
        with tempconfig({"pixel_width": width, "pixel_height": height}):
            self.camera = Camera(background_color=ground)

    def draw(self, mobjects: list[Mobject]) -> Frame:
        """Return the stage as ``(height, width, 3)``."""
        self.camera.reset()
        self.camera.capture_mobjects(mobjects)
        return np.array(self.camera.pixel_array)[:, :, :3]

    def draw_without_texts(self, mobjects: list[Mobject]) -> Frame:
        """Return the stage with every glyph left out."""
        glyphs = [m for m in leaves_of(mobjects) if getattr(m, "is_text", False)]
        kept = [glyph.points for glyph in glyphs]
        for glyph in glyphs:
            glyph.points = np.zeros((0, 3))
        frame = self.draw(mobjects)
        for glyph, points in zip(glyphs, kept, strict=True):
            glyph.points = points
        return frame


def leaves_of(mobjects: list[Mobject]) -> list[Any]:
    """Return every mobject on stage, each once."""
    return list({id(m): m for top in mobjects for m in top.get_family()}.values())


def run(kind: type[Storyboard[Any]], theme: str, at_end: BeatHook) -> Storyboard[Any]:
    """Run ``kind`` through in ``theme``; ``at_end`` gets the scene at the end of each beat."""
    with tempfile.TemporaryDirectory() as media:
        return outline(partial(kind, theme=THEMES[theme]), formats.FRAME.fps, Path(media), at_end)


@cache
def play(slug: str, theme: str, given: Inputs = Inputs()) -> Played:  # noqa: B008  # it is frozen
    """Play ``slug`` in ``theme``, with own inputs or without; read every beat's last frame."""
    with own_inputs.shown(given, [slug]):
        return _read(slug, theme)


def _read(slug: str, theme: str) -> Played:
    kind, result, ground = scenes.load(slug), Played(), THEMES[theme].ground
    small, large = Eye(ground, 1), Eye(ground, 2)
    allowed = (THEMES[theme].stroke("wrong"), THEMES[theme].hairline)

    def read(scene: Any, beat: Beat) -> None:
        frame, bare = large.draw(scene.mobjects), large.draw_without_texts(scene.mobjects)
        leaves = [m for m in leaves_of(scene.mobjects) if visible(m)]
        inside = [m for m in leaves if not getattr(m, "full_bleed", False)]
        boxes = [(type(m).__name__, box_of(m.points)) for m in inside]
        texts = read_texts(leaves_of(scene.mobjects), frame, bare, allowed)
        golden = small.draw(scene.mobjects)
        marks = read_marks(leaves, THEMES[theme])
        result.beats.append(BeatFrame(beat.name, golden, texts, boxes, marks))

    scene = run(kind, theme, read)
    result.played, result.alt = scene.beats_played, scene.alt(scene.shown)
    return result
