"""What the page shows of one scene, as text that a template only has to place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from anim_lib.export.subtitles import webvtt
from anim_lib.packs.gallery.look import mark
from anim_lib.packs.numbers import chosen, unit, value
from anim_lib.packs.told import POSTER, Number, Told, ToldBeat
from anim_lib.packs.words import clock, size, spoken

PLAYED: Final = ("mp4", "webm")  # the first that is there is shown
KINDS: Final = {
    "mp4": ("MP4", "video"),
    "webm": ("WebM", "video"),
    "gif": ("GIF", "animated, loops"),
    "webp": ("WebP", "animated, loops"),
    "srt": ("SRT", "captions"),
    "vtt": ("WebVTT", "captions"),
}
SQUARE: Final = "poster-square.png"
PICTURES: Final = {POSTER: ("PNG", "poster"), SQUARE: ("PNG", "poster, its square part")}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A beat of the film. ``at`` in seconds, just inside its first frame; ``share`` in percent."""

    name: str
    at: str
    clock: str
    spoken: str
    share: str
    label: str  # what is new in the caption; where nothing is, the line that stands
    said: bool
    caption: str
    still: str
    erratum: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take along."""

    kind: str
    what: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One scene. Every address is relative to the page, every text is as its author wrote it."""

    key: str  # its place among the folders, unique on the page
    told: Told
    film: str
    captions: str  # WebVTT as a data: address, since a page opened from a disk may read no file
    poster: str
    square: str
    mark: str
    clock: str
    spoken: str
    chapters: tuple[Chapter, ...]
    numbers: tuple[Number, ...]
    downloads: tuple[Download, ...]


def entry(told: Told, place: str, clear: Download | None = None) -> Entry:
    """Return what is shown of a scene.

    Parameters
    ----------
    told
        The scene.
    place
        Path of its folder from the page, with slashes.
    clear
        The film without its ground, where there is one.
    """
    film = next((name for kind in PLAYED if (name := told.film(kind))), None)
    cues = webvtt(told.beats, told.fps)
    return Entry(
        key=place.replace("/", "."),
        told=told,
        film=_address(place, film) if film else "",
        captions=f"data:text/vtt;charset=utf-8,{quote(cues)}",
        poster=_address(place, POSTER),
        square=_address(place, SQUARE) if SQUARE in told.files else "",
        mark=mark(told.family),
        clock=clock(told.duration),
        spoken=spoken(told.duration),
        chapters=tuple(_chapters(told, place)),
        numbers=tuple(replace(each, value=value(each), unit=unit(each)) for each in chosen(told)),
        downloads=(*_downloads(told, place), *([clear] if clear else [])),
    )


def clear(told: Told, place: str) -> Download | None:
    """Return the film of a scene that was rendered without its ground."""
    name = told.film("webm")
    if name is None:
        return None
    return Download("WebM", "without its ground", _address(place, name), size(told.files[name]))


def _address(place: str, name: str) -> str:
    return quote(f"{place}/{name}")


def _chapters(told: Told, place: str) -> Iterator[Chapter]:
    for beat, fresh in told.fresh():
        if not beat.frames:  # it cannot be gone to
            continue
        yield Chapter(
            name=beat.name,
            at=f"{(beat.start_frame + 0.25) / told.fps:.6f}",
            clock=clock(beat.start),
            spoken=spoken(beat.start),
            share=f"{100 * beat.start / told.duration:.3f}",
            label=" ".join(fresh.split()) or _standing(beat),
            said=bool(fresh.strip()),
            caption=beat.caption,
            still=_address(place, beat.still),
            erratum=beat in told.errata,
        )


def _standing(beat: ToldBeat) -> str:
    """Return what names a beat that says nothing new: the line that stands, else its name."""
    lines = beat.caption.split("\n")
    return f"… {lines[-1]}" if lines[-1].strip() else beat.name.replace("_", " ").capitalize()


def _downloads(told: Told, place: str) -> Iterator[Download]:
    named = {f"{told.slug}.{kind}": words for kind, words in KINDS.items()} | PICTURES
    for name, (kind, what) in named.items():
        if name in told.files:
            yield Download(kind, what, _address(place, name), size(told.files[name]))
