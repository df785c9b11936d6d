"""The gallery's page as text: what is on it, what is left out, and that words stay words."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest

from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.packs.gallery import pack
from anim_lib.packs.gallery.entry import entry
from anim_lib.packs.told import Told, told
from anim_lib.packs.words import clock, size, spoken
from tests.packs.gallery.shelves import CLEAR, NASTY, OWN, beats, put

FILES = ("src", "srcset", "href", "data-film", "data-still")


class Read(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, renders: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.files: list[str] = []
        self.given: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.feed((renders / pack.INDEX).read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.given += given.values()
        self.files += [given[name] for name in FILES if given.get(name)]
        self.ids += [given["id"]] if tag == "dialog" else []

    def handle_data(self, data: str) -> None:
        self.words += [" ".join(data.split())] if data.strip() else []


def write(renders: Path) -> Read:
    assert pack.write(renders, OWN, CLEAR) == []
    return Read(renders)


@pytest.fixture
def renders(tiny: Told, tmp_path: Path) -> Iterator[Path]:
    put(tiny, tmp_path, "d01_tiny")
    yield tmp_path
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".seqreel")]


def test_all_that_it_names_is_there(renders: Path, tiny: Told) -> None:
    put(tiny, renders / OWN / "256k-0a1b2c3", "d01_tiny")
    (renders / "stills").mkdir()  # of `seqreel still`: no scene
    page = write(renders)
    assert page.ids == ["d01_tiny", "own.256k-0a1b2c3.d01_tiny"]
    named = [name for name in page.files if not name.startswith(("data:", "#"))]
    assert all((renders / unquote(name)).is_file() for name in named), named
    for name in ("d01_tiny.mp4", "d01_tiny.srt", "d01_tiny.vtt", "poster.png", "poster-square.png"):
        assert f"d01_tiny/{name}" in named
    assert {name[1:] for name in page.files if name.startswith("#")} == set(page.ids)
    assert "video" not in page.tags, "made when it is asked for"
    text = (renders / pack.INDEX).read_text("utf-8")
    assert "http:" not in text
    assert "https:" not in text
    assert page.words.count("With your own inputs") == 1
    assert page.words.count("none") == 5  # what was put in, on the own card only, and in sheets


def test_it_is_the_same_each_time(renders: Path) -> None:
    write(renders)
    before = (renders / pack.INDEX).read_bytes()
    write(renders)
    assert (renders / pack.INDEX).read_bytes() == before


def test_words_are_never_markup(tiny: Told, tmp_path: Path) -> None:
    plain, nasty = (_page_of(tiny, tmp_path, words) for words in ("words", NASTY))
    assert nasty.tags == plain.tags
    # title, idea, captions, the numbers' words, source lines
    assert sum(NASTY in words for words in nasty.words) >= 14
    assert sum(NASTY in words for words in nasty.given) >= 6


def _page_of(tiny: Told, folder: Path, words: str) -> Read:
    facts = manifest.read(tiny.folder)
    assert facts is not None
    origin = dict.fromkeys(("line", "model", "inputs"), words) | {"sources": [words]}
    name = words.replace("/", "")
    put(
        tiny,
        folder / name,
        f"d01 {name}",
        beats=beats(tiny, empty=words, green=words, moved=f"{words}\nmore"),
        numbers=[dict.fromkeys(("name", "value", "unit", "how"), words)],
        errata=["moved"],
        provenance={"provenance": {**facts["provenance"]["provenance"], **origin}},
        **dict.fromkeys(("title", "idea", "alt", "family", "number"), words),
    )
    return write(folder / name)


@pytest.mark.parametrize("broken", ["{", "[]", '{"schema": 1, "files": {}}', None])
def test_what_is_not_whole_is_left_out(renders: Path, tiny: Told, broken: str | None) -> None:
    folder = put(tiny, renders, "d09_broken")
    if broken is None:
        (folder / "d09_broken.mp4").unlink()
    else:
        (folder / manifest.NAME).write_text(broken)
    (notice,) = pack.write(renders, OWN, CLEAR)
    assert "d09_broken" in notice
    assert "`seqreel render" in notice
    assert Read(renders).ids == ["d01_tiny"]


def test_halves_of_characters(renders: Path, tiny: Told) -> None:
    put(tiny, renders, "d02_odd", title="\ud800", beats=beats(tiny, green="\ud800"))
    (notice,) = pack.write(renders, OWN, CLEAR)
    assert "d02_odd has a damaged manifest" in notice
    put(tiny, renders, "d03_odd", title="\ud800")
    pack.write(renders, OWN, CLEAR)
    assert "d03_odd" in Read(renders).ids


def test_without_a_film_there_are_pictures(renders: Path) -> None:
    folder = renders / "d01_tiny"
    (folder / "d01_tiny.mp4").unlink()
    facts = json.loads((folder / manifest.NAME).read_text("utf-8"))
    del facts["files"]["d01_tiny.mp4"]
    (folder / manifest.NAME).write_text(json.dumps(facts))
    page = write(renders)
    assert "Play" not in page.words
    assert "d01_tiny/stills/green.png" in page.files


def test_a_film_without_its_ground_is_handed_out(renders: Path, tiny: Told) -> None:
    folder = put(tiny, renders / CLEAR, "d01_tiny")
    (folder / "d01_tiny.mp4").rename(folder / "d01_tiny.webm")
    facts = json.loads((folder / manifest.NAME).read_text("utf-8"))
    facts["files"]["d01_tiny.webm"] = facts["files"].pop("d01_tiny.mp4")
    (folder / manifest.NAME).write_text(json.dumps(facts))
    page = write(renders)
    assert page.ids == ["d01_tiny"]
    assert page.files.count("transparent/d01_tiny/d01_tiny.webm") == 1
    (folder / "d01_tiny.webm").unlink()
    (notice,) = pack.write(renders, OWN, CLEAR)
    assert "transparent/d01_tiny lacks d01_tiny.webm" in notice
    assert Read(renders).ids == ["d01_tiny"]


def test_a_folder_of_nothing_gets_no_page(tmp_path: Path) -> None:
    assert pack.write(tmp_path, OWN, CLEAR) == []
    assert list(tmp_path.iterdir()) == []


def test_who_comes_later_looks_later(renders: Path, tiny: Told) -> None:
    handle = os.open(renders, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)  # as another process that writes the page
    later = Thread(target=pack.write, args=(renders, OWN, CLEAR))
    later.start()
    later.join(0.3)
    assert later.is_alive()
    put(tiny, renders, "d02_late")
    os.close(handle)
    later.join()
    assert Read(renders).ids == ["d01_tiny", "d02_late"]


def test_a_page_of_somebody_else_stays(renders: Path) -> None:
    target = renders / pack.INDEX
    target.write_text("<!doctype html><title>Mine</title>")
    with pytest.raises(UserError, match="is not a gallery of seqreel's"):
        pack.write(renders, OWN, CLEAR)
    assert "Mine" in target.read_text()


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        (("", "One.", "One.\nTwo."), ["Empty", "One.", "Two."]),
        (("One.\nTwo.", "One.\nTwo.", "Two."), ["One. Two.", "… Two.", "Two."]),
    ],
)
def test_what_a_caption_adds_names_its_chapter(
    tiny: Told, tmp_path: Path, said: tuple[str, str, str], labels: list[str]
) -> None:
    captions = dict(zip(("empty", "green", "moved"), said, strict=True))
    folder = put(tiny, tmp_path, "d02_told", beats=beats(tiny, **captions))
    assert [chapter.label for chapter in entry(told(folder), "d02_told").chapters] == labels


def test_sizes_and_times() -> None:
    assert [size(number) for number in (12, 999_499, 999_500, 9_316_782)] == [
        "1 kB",
        "999 kB",
        "1.0 MB",
        "9.3 MB",
    ]
    assert [clock(seconds) for seconds in (0, 59.6, 60, 87.95)] == ["0:00", "0:59", "1:00", "1:27"]
    assert [spoken(s) for s in (0, 1, 60, 88.9)] == [
        "0 seconds",
        "1 second",
        "1 minute",
        "1 minute 28 seconds",
    ]
