"""The folder of an HTML deck: complete, its words escaped, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from anim_lib.packs.slides import html
from anim_lib.packs.told import Told

NASTY = "<b>1 & 2</b> \"quoted\" 'single' $title ${x} </section> &amp;"
LINKS = ("src", "data-src", "href", "poster")


class Page(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.labels: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in LINKS if name in given]
        self.ids += [given["id"]] if "id" in given else []
        self.labels += [given["aria-label"]] if "aria-label" in given else []

    def handle_data(self, data: str) -> None:
        self.words += [data.strip()] if data.strip() else []


def deck(folder: Path, *scenes: Told) -> Page:
    folder.mkdir()
    html.write(folder, scenes)
    return Page((folder / html.INDEX).read_text("utf-8"))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_is_in_the_folder_and_nothing_more(tiny: Told, tmp_path: Path) -> None:
    page = deck(tmp_path / "deck", tiny)
    named = {link for link in page.links if not link.startswith("data:")}
    assert not [link for link in named if ":" in link]
    files = names(tmp_path / "deck")
    assert named <= files
    extra = {name for name in files - named if not name.startswith(("fonts/", "reveal/LICENSE"))}
    assert extra == {html.INDEX}
    style = (tmp_path / "deck" / "deck.css").read_text("utf-8")
    fonts = {name for name in files if name.endswith((".otf", ".ttf"))}
    assert fonts
    assert all(f"url({name})" in style for name in fonts)
    assert style.count("url(") == len(fonts)


def test_a_slide_for_each_beat(tiny: Told, tmp_path: Path) -> None:
    page = deck(tmp_path / "deck", tiny)
    assert page.ids == [f"d01_tiny-{beat.name}" for beat in tiny.beats]
    assert page.tags.count("video") == len(tiny.beats)
    assert page.words.count("Nothing yet.") == 1  # the note
    assert "A patch: Nothing yet." in page.words


def test_several_scenes_have_title_slides(tiny: Told, other: Told, tmp_path: Path) -> None:
    page = deck(tmp_path / "deck", tiny, other)
    slides = [f"{scene.slug}-{beat.name}" for scene in (tiny, other) for beat in scene.beats]
    assert page.ids == [tiny.slug, *slides[:3], other.slug, *slides[3:]]
    assert page.words.count(tiny.idea) == 4  # on the slide and in its note, of both


@pytest.mark.parametrize("field", ["title", "idea", "line", "alt", "number"])
def test_words_are_never_markup(tiny: Told, other: Told, tmp_path: Path, field: str) -> None:
    plain = deck(tmp_path / "plain", tiny, other)
    page = deck(tmp_path / "nasty", replace(tiny, **{field: NASTY}), other)
    assert page.tags == plain.tags
    assert NASTY in " ".join([*page.words, *page.labels])


def test_captions_are_never_markup(tiny: Told, tmp_path: Path) -> None:
    beats = tuple(replace(beat, caption=f"{NASTY}\nand more") for beat in tiny.beats)
    page = deck(tmp_path / "deck", replace(tiny, beats=beats))
    assert page.tags.count("b") == 0
    assert page.words.count(f"{NASTY} and more") == len(beats)


def test_a_beat_of_no_length_is_a_picture(tiny: Told, tmp_path: Path) -> None:
    first, second, third = tiny.beats
    rest = replace(second, name="rest", frames=0)
    scene = replace(tiny, beats=(first, rest, second, third))
    page = deck(tmp_path / "deck", scene)
    assert (page.tags.count("video"), page.tags.count("img")) == (3, 1)


def test_same_bytes_twice(tiny: Told, tmp_path: Path) -> None:
    deck(tmp_path / "a", tiny)
    deck(tmp_path / "b", tiny)
    assert names(tmp_path / "a") == names(tmp_path / "b")
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
