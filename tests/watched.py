"""A scene watched while it moves: its texts, its things, and how bright the picture is.

The film is played eight frames a second at a size that nobody looks at; an animation shorter
than an eighth of a second still has one frame.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, VMobject
from numpy.typing import NDArray

import scenes
from anim_lib.formats import Format
from anim_lib.formula import Formula
from anim_lib.layout import BOTTOM, LEFT, RIGHT, TOP
from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.perform import Run, play
from anim_lib.scales import contrast, rgb
from anim_lib.storyboard import Storyboard
from anim_lib.theme import THEMES, Theme
from anim_lib.typography import Counter, Label
from tests.read_back import Box, box_of, visible

FPS = 8
SMALL = Format("watched", 96, 54, FPS)
BLOCK = 6  # pixels of that size: 16 x 9 blocks whose brightness is followed
READABLE = 2.2  # contrast with the ground from which words that come or go disturb others
SEEN = 1.1  # contrast from which a thing is seen
SLACK = 6.0  # stage pixels
DESCENDER = 12.0  # of the provenance line, whose baseline is the margin's
BRIEF = 2  # samples in a row that texts may share a place in: something flies by
TEXTS = (Label, Counter, Formula)
STEP = 0.1  # of relative luminance (WCAG 2.3.1)


@dataclass
class Watched:
    """What was seen in the course of a film."""

    seconds: float = 0.0
    overlaps: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    light: list[NDArray[np.float64]] = field(default_factory=list)  # (9, 16) a sample


class Watcher:
    """A tap that looks at the stage whenever the picture has changed."""

    def __init__(self, kind: type[Storyboard[Any]], theme: Theme) -> None:
        self.kind, self.theme, self.seen = kind, theme, Watched()
        self.ground = rgb(theme.ground)
        self._runs: dict[tuple[int, int], int] = {}
        self._parts: dict[int, tuple[Mobject, list[Any], list[VMobject]]] = {}

    def make(self) -> Storyboard[Any]:
        """Return the scene that is played."""
        self.scene = self.kind(theme=self.theme)
        return self.scene

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take a picture from the renderer, which stands for ``repeat`` samples."""
        light = brightness(picture.rgba)
        self.seen.light += [light] * repeat
        if picture.changed != ():
            self._look()
        self.seen.seconds += repeat / FPS

    def _look(self) -> None:
        words, things = [], []
        for top in self.scene.mobjects:
            some, others = self._parts_of(top)
            words += [word for mob in some for word in self._word(mob)]
            things += others
        self._note_overlaps(words)
        if round(self.seen.seconds * FPS) % 2:  # for the margins, every second sample is enough
            return
        for mob, box, _ in words:
            if strays(box):
                self._note_stray(said(mob), box)
        for mob in things:
            if len(mob.points) and strays(box_of(mob.points)) and self._is_seen(mob):
                self._note_stray(f"a {type(mob).__name__}", box_of(mob.points))

    def _parts_of(self, top: Mobject) -> tuple[list[Any], list[VMobject]]:
        """Return the texts and the other things in a family, which never grows."""
        if id(top) not in self._parts:
            family = top.get_family()
            things = [m for m in family if isinstance(m, VMobject) and not is_band_or_glyph(m)]
            self._parts[id(top)] = (top, [m for m in family if isinstance(m, TEXTS)], things)
        return self._parts[id(top)][1:]

    def _is_seen(self, mob: VMobject) -> bool:
        if not visible(mob):
            return False
        paint = mob.fill_rgbas[0] if mob.fill_rgbas[0, 3] > 0 else mob.stroke_rgbas[0]
        shade = self.ground + (paint[:3] - self.ground) * paint[3]
        return contrast(shade, self.ground) > SEEN

    def _word(self, mob: Any) -> list[tuple[Any, Box, float]]:
        glyphs = [glyph for glyph in mob.submobjects if len(glyph.points)]
        if not glyphs:
            return []
        paint = glyphs[0].fill_rgbas if glyphs[0].fill_rgbas[0, 3] > 0 else glyphs[0].stroke_rgbas
        strength = contrast(paint[0, :3], self.ground)
        return [(mob, box_of(np.concatenate([glyph.points for glyph in glyphs])), strength)]

    def _note_overlaps(self, words: list[tuple[Any, Box, float]]) -> None:
        readable = [(mob, box) for mob, box, strength in words if strength > READABLE]
        now: set[tuple[int, int]] = set()
        for (a, box), (b, other) in combinations(readable, 2):
            if meet(box, other) and not excused(a, b):
                pair = (id(a), id(b))
                now.add(pair)
                self._runs[pair] = self._runs.get(pair, 0) + 1
                if self._runs[pair] == BRIEF + 1:
                    self.seen.overlaps.append(f"{self._when()}: {said(a)} lies on {said(b)}")
        self._runs = {pair: run for pair, run in self._runs.items() if pair in now}

    def _note_stray(self, what: str, box: Box) -> None:
        place = "{:.0f},{:.0f} to {:.0f},{:.0f}".format(*box)
        self.seen.strays.append(f"{self._when()}: {what} at {place} leaves the margins")

    def _when(self) -> str:
        last = self.scene.beats_played[-1].name if self.scene.beats_played else "the start"
        return f"about {self.seen.seconds:.1f} s, after {last}"


def said(mob: Any) -> str:
    """Return what a text says."""
    if isinstance(mob, Formula):
        return f"the formula {' '.join(mob.terms)!r}" if mob.terms else "a formula"
    return repr(mob.text)


def is_band_or_glyph(mob: VMobject) -> bool:
    """Tell whether a thing may leave the margins, or is looked at as a part of its text."""
    return bool(getattr(mob, "full_bleed", False) or getattr(mob, "is_text", False))


def strays(box: Box) -> bool:
    """Tell whether a box leaves the margins."""
    left, top, right, bottom = box
    inside = left >= LEFT - SLACK and right <= RIGHT + SLACK
    return not (inside and top >= TOP - SLACK and bottom <= BOTTOM + DESCENDER)


def meet(a: Box, b: Box) -> bool:
    """Tell whether two boxes share a place."""
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def excused(a: Any, b: Any) -> bool:
    """Tell whether two texts may share a place while they move.

    A copy leaves its original, so that both say the same; a formula turns into another, whose
    letters travel from the one to the other.
    """
    if isinstance(a, Formula) and isinstance(b, Formula):
        return True
    return said(a) == said(b)


def brightness(rgba: NDArray[Any]) -> NDArray[np.float64]:
    """Return the relative luminance of blocks ``(9, 16)`` of a picture 96 pixels wide."""
    unit = rgba[..., :3].astype(np.float64) / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    high, wide = light.shape
    blocks = light.reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK)
    return np.asarray(blocks.mean(axis=(1, 3)))


def flashes(light: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the most flashes in any second, block by block.

    A flash is a pair of opposite changes of the relative luminance by a tenth or more, of which
    the darker end is below 0.8 (WCAG 2.3.1). ``light`` is ``(samples, ...)``.
    """
    samples = light.reshape(len(light), -1)
    turns = np.zeros(samples.shape, dtype=np.int64)
    extreme, way = samples[0].copy(), np.zeros(samples.shape[1])
    for k, now in enumerate(samples[1:], 1):
        change = now - extreme
        counts = (np.abs(change) >= STEP) & (np.minimum(now, extreme) < 0.8)
        turned = counts & (np.sign(change) != way)
        turns[k] = turned
        way = np.where(turned, np.sign(change), way)
        # from here on the extreme is the furthest that the light has gone this way
        further = (now - extreme) * way > 0
        extreme = np.where(turned | further, now, extreme)
    summed = np.cumsum(np.concatenate([np.zeros((1, samples.shape[1]), int), turns]), axis=0)
    window = min(FPS, len(turns))
    most = (summed[window:] - summed[:-window]).max(axis=0)
    return np.asarray(most // 2)


@cache
def watch(slug: str, theme: str) -> Watched:
    """Play ``slug`` in ``theme`` and return what was seen."""
    return watched(scenes.load(slug), THEMES[theme])


def watched(kind: type[Storyboard[Any]], theme: Theme) -> Watched:
    """Play a scene and return what was seen."""
    watcher = Watcher(kind, theme)
    with tempfile.TemporaryDirectory() as media:
        play(
            watcher.make,  # type: ignore[arg-type]
            SMALL,
            Path(media),
            Run(),
            tap=watcher,
            on_beat_begin=lambda beat, start: None,
            on_beat_end=lambda scene, beat: None,
            encodes=False,
        )
    return watcher.seen
