"""A scene watched while it moves: its texts, its things, and how often the picture flashes.

The film is played ten frames a second, so that what flashes up to five times a second is counted
in full, at a size that nobody looks at. Its texts and things are looked at in every second frame.
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
from tests.flashing import Flashes, Meter
from tests.read_back import Box, box_of, visible

FPS, LOOKS = 10, 2  # frames a second; frames from one look to the next
SMALL = Format("watched", 96, 54, FPS)
READABLE = 2.2  # contrast with the ground from which words that come or go disturb others
SEEN = 1.1  # contrast from which a thing is seen
SLACK = 6.0  # stage pixels
DESCENDER = 12.0  # of the provenance line, whose baseline is the margin's
BRIEF = 1  # looks in a row that texts may share a place in: something flies by
TEXTS = (Label, Counter, Formula)


@dataclass
class Watched:
    """What was seen in the course of a film."""

    overlaps: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    flashes: Flashes = field(default_factory=Flashes)


class Watcher:
    """A tap that looks at the stage whenever the picture has changed."""

    def __init__(self, kind: type[Storyboard[Any]], theme: Theme) -> None:
        self.kind, self.theme, self.seen = kind, theme, Watched()
        self.meter, self.frames = Meter(FPS), 0
        self._is_new, self._looked = True, -LOOKS
        self.ground = rgb(theme.ground)
        self._looks = 0
        self._runs: dict[tuple[int, int], int] = {}
        self._parts: dict[int, tuple[Mobject, list[Any], list[VMobject]]] = {}

    def make(self) -> Storyboard[Any]:
        """Return the scene that is played."""
        self.scene = self.kind(theme=self.theme)
        return self.scene

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take a picture from the renderer, which stands for ``repeat`` frames."""
        if picture.changed == ():
            self.meter.hold(repeat)
        else:
            self.meter.see(picture.rgba, repeat)
            self._is_new = True
        stop = self.frames + repeat
        if self._is_new and stop - self._looked > LOOKS:  # what stands is looked at at once
            self._look()
            self._is_new, self._looked = False, self.frames
        self.frames = stop

    def _look(self) -> None:
        words, things = [], []
        for top in self.scene.mobjects:
            some, others = self._parts_of(top)
            words += [word for mob in some for word in self._word(mob)]
            things += others
        self._note_overlaps(words)
        self._looks += 1
        if self._looks % 2 == 0:  # for the margins, every second look is enough
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
        return f"about {self.frames / FPS:.1f} s, after {last}"


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
    watcher.seen.flashes = watcher.meter.most()
    return watcher.seen
