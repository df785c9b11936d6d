"""The order and the names of the report that the diagrams were drawn for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from anim_lib.packs.told import Told


@dataclass(frozen=True, slots=True)
class Chapter:
    """Scenes of one kind: how their numbers are written, and what the report calls one."""

    title: str
    number: re.Pattern[str]
    one: str


CHAPTERS: Final = (
    Chapter("Diagrams", re.compile(r"0*(\d+)"), "Diagram"),
    Chapter("Flow charts", re.compile(r"M(\d+)"), "Mermaid"),
    Chapter("Designer’s specifications", re.compile(r"([A-D])"), "Visual Spec"),
    Chapter("Others", re.compile(r"(.*)", re.DOTALL), "Scene"),
)
# What the report's notes on formatting say of three of them
FIRST_READ: Final = {
    "02": "one of the two that matter most for intuition",
    "09": "the other of the two",
    "07": "for every reader",
}


def name(scene: Told) -> str:
    """Return what the report calls a scene, such as ``Diagram 2`` or ``Visual Spec A``."""
    _, chapter, number = _place(scene)
    return f"{chapter.one} {number}"


def by_chapter(scenes: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Return the chapters that have scenes, each with its own in the report's order."""
    placed = sorted(scenes, key=lambda scene: (_place(scene)[0], _key(_place(scene)[2])))
    titles = [chapter.title for chapter in CHAPTERS]
    chapters: list[tuple[str, list[Told]]] = [(title, []) for title in titles]
    for scene in placed:
        chapters[_place(scene)[0]][1].append(scene)
    return [(title, inside) for title, inside in chapters if inside]


def in_order(scenes: Sequence[Told]) -> list[Told]:
    """Return all scenes in the report's order."""
    return [scene for _, inside in by_chapter(scenes) for scene in inside]


def _place(scene: Told) -> tuple[int, Chapter, str]:
    for place, chapter in enumerate(CHAPTERS):
        if found := chapter.number.fullmatch(scene.number):
            return place, chapter, found[1]
    raise AssertionError("the last chapter takes every number")


def _key(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (0, number)
