"""Which slides go into which file: a deck with many films is slow to open and to save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from anim_lib.packs.slides.slide import Slide, slides_of
from anim_lib.packs.told import Told

MOST: Final = 29  # clips in one file


@dataclass(frozen=True, slots=True)
class Chapter:
    """Slides of one scene that stand together in one file."""

    scene: Told
    slides: tuple[Slide, ...]


def split(scenes: Sequence[Told], most: int = MOST) -> list[list[Chapter]]:
    """Return the files of a deck, each a list of chapters.

    A scene stays whole where it can: it begins a new file when it does not fit into the last one.
    """
    files: list[list[Chapter]] = []
    room = 0
    for scene in scenes:
        slides = slides_of(scene)
        for first in range(0, len(slides), most):
            chapter = Chapter(scene, tuple(slides[first : first + most]))
            if len(chapter.slides) > room:
                files.append([])
                room = most
            files[-1].append(chapter)
            room -= len(chapter.slides)
    return files
