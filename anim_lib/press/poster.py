"""A scene's pictures for print: its poster, and the page that a designer works from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from anim_lib.export.drawing import Drawing
from anim_lib.export.notes import Notes
from anim_lib.formats import FRAME
from anim_lib.rendering.beat_notes import notes_of
from anim_lib.rendering.perform import Board
from anim_lib.rendering.preview import at_ends
from anim_lib.rendering.stills import drawing_of
from anim_lib.storyboard import Beat

SPECIFICATION: Final = "spec_"  # how slugs of a designer's specification begin
PAGE: Final = "page"  # its beat that shows all of it


@dataclass(frozen=True, slots=True)
class Picture:
    """The end of a beat as outlines, and what is said about it."""

    drawing: Drawing
    notes: Notes


@dataclass(frozen=True, slots=True)
class Poster:
    """A scene in print. ``page`` is what a designer's specification shows as a whole."""

    slug: str
    number: str
    title: str
    family: str
    picture: Picture
    page: Picture | None


def poster_of(slug: str, scene_type: type[Board]) -> Poster:
    """Play a scene to its poster, and a designer's specification to its page as well.

    Raises
    ------
    UserError
        When something on stage has no outline in plain colours.
    """
    is_specification = slug.startswith(SPECIFICATION)
    kept: dict[str, Picture] = {}

    def keep(scene: Board, beat: Beat) -> None:
        if beat.name == scene.poster or (is_specification and beat.name == PAGE):
            kept[beat.name] = Picture(drawing_of(scene), notes_of(scene, beat))

    only = None if is_specification else scene_type.poster
    scene: Any = at_ends(scene_type, FRAME, keep, only, drawn=False)
    picture = kept[scene.poster]
    page = kept.get(PAGE, picture) if is_specification else None
    return Poster(slug, scene.number, scene.title, scene.family, picture, page)
