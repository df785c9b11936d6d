"""A deck for PowerPoint, Keynote and Impress, with its films inside."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.util import Emu

from anim_lib.packs.clips import cut, first_frame
from anim_lib.packs.slides.decks import Chapter, split
from anim_lib.packs.slides.powerpoint_template import (
    CLIP_SLIDE,
    HEIGHT,
    PX,
    TITLE_SLIDE,
    WIDTH,
    blank,
    declare_notes,
)
from anim_lib.packs.slides.powerpoint_timing import timing
from anim_lib.packs.slides.slide import Slide, one_theme, slides_of, title_of
from anim_lib.packs.told import Told
from anim_lib.theme import Theme

MANY: Final = "slides"  # the name of a deck of several scenes
PACKED: Final = (".mp4", ".png", ".jpg")  # already compressed
NO_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
FULL: Final = (Emu(0), Emu(0), Emu(WIDTH), Emu(HEIGHT))


def write(folder: Path, scenes: Sequence[Told]) -> None:
    """Write a deck into an empty folder, in several files where it has 30 clips or more.

    Parameters
    ----------
    folder
        Is there.
    scenes
        In the order of the deck, rendered in one theme; several get a slide with title and idea
        before each.

    Raises
    ------
    UserError
        When the scenes are of two themes, or a film does not fit its beats.
    """
    theme = one_theme(scenes)
    name = MANY if len(scenes) > 1 else scenes[0].slug
    files = split(scenes)
    with tempfile.TemporaryDirectory(prefix="seqreel-") as scratch:
        for scene in scenes:
            place = Path(scratch) / scene.slug
            place.mkdir()
            cut(scene, [_clip(place, slide) for slide in slides_of(scene)])
        for number, chapters in enumerate(files, start=1):
            ending = f"-{number}" if len(files) > 1 else ""
            deck = _deck(chapters, theme, Path(scratch), divided=len(scenes) > 1)
            _save(deck, folder / f"{name}{ending}.pptx")


def _clip(folder: Path, slide: Slide) -> Path:
    return folder / f"{slide.name}.mp4"


def _deck(chapters: Sequence[Chapter], theme: Theme, clips: Path, *, divided: bool) -> Presentation:
    deck = blank(theme)
    about = deck.core_properties
    about.title = title_of([chapter.scene for chapter in chapters])
    about.author = about.last_modified_by = "seqreel"
    about.created = about.modified = datetime(*NO_DATE)
    about.language = "en-GB"
    about.comments = "; ".join(dict.fromkeys(chapter.scene.line for chapter in chapters))
    for chapter in chapters:
        if divided:
            _add_title(deck, chapter.scene)
        for slide in chapter.slides:
            _add(deck, slide, clips / slide.scene.slug)
    declare_notes(deck)
    return deck


def _page(deck: Presentation, layout: str, title: str) -> Page:
    kind = deck.slide_layouts.get_by_name(layout)
    assert kind is not None
    page: Page = deck.slides.add_slide(kind)
    assert page.shapes.title is not None
    page.shapes.title.text_frame.text = title
    return page


def _add_title(deck: Presentation, scene: Told) -> None:
    page = _page(deck, TITLE_SLIDE, scene.title)
    title, idea = page.placeholders
    idea.text_frame.text = scene.idea
    number = page.shapes.add_textbox(*(Emu(px * PX) for px in (96, 350, 1728, 60)))
    number.text_frame.text = scene.number
    for shape, size, colour in (
        (number, 42, MSO_THEME_COLOR.TEXT_2),
        (title, 96, MSO_THEME_COLOR.TEXT_1),
        (idea, 44, MSO_THEME_COLOR.TEXT_1),
    ):
        frame = shape.text_frame
        frame.margin_left, frame.vertical_anchor = 0, MSO_ANCHOR.TOP
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        font = paragraph.runs[0].font  # PowerPoint reads no other
        font.size, font.bold = Emu(size * PX), shape is title
        font.color.theme_color = colour
    _note(page, [scene.idea])


def _add(deck: Presentation, slide: Slide, clips: Path) -> None:
    """Add a slide: the clip, with its first frame before it plays, below the beat's still.

    The still is on screen when the clip has ended, on paper, and where films cannot be played.
    """
    page = _page(deck, CLIP_SLIDE, slide.title)
    clip, still = _clip(clips, slide), slide.scene.folder / slide.beat.still
    film = None
    if slide.beat.frames:
        poster = BytesIO()
        first_frame(clip).save(poster, "JPEG", quality=92, subsampling=0)
        film = page.shapes.add_movie(str(clip), *FULL, poster, "video/mp4")
        film.name = f"Film: {slide.beat.name}"
        _describe(film, f"Film that ends on this picture: {slide.title}")
    picture = page.shapes.add_picture(str(still), *FULL)
    picture.name = f"Still: {slide.beat.name}"
    _describe(picture, slide.alt)
    if film is not None:
        tree = page.element.find(qn("p:timing"))
        length = round(1000 * slide.beat.duration)
        tree.getparent().replace(
            tree, timing(clip=film.shape_id, still=picture.shape_id, length=length)
        )
    _note(page, slide.notes)


def _describe(shape: BaseShape, words: str) -> None:
    shape.element.find(f".//{qn('p:cNvPr')}").set("descr", words)


def _note(page: Page, paragraphs: Sequence[str]) -> None:
    frame = page.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "\n".join(paragraphs)


def _save(deck: Presentation, target: Path) -> None:
    """Write a file whose bytes depend on no date."""
    dated = BytesIO()
    deck.save(dated)
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, NO_DATE)
            packed = name.endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            file.writestr(entry, source.read(name))
