"""What is inside a PowerPoint deck: parts, order, timing, words, no date."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from anim_lib.packs.slides import decks, powerpoint
from anim_lib.packs.told import Told

NASTY = "<b>1 & 2</b> \"quoted\" 'single' ]]> &amp; $x"
# Where LibreOffice reads any order, PowerPoint refuses a file: ECMA-376 part 1, annex A
ORDER = {
    "sld": ["cSld", "clrMapOvr", "transition", "timing", "extLst"],
    "presentation": [
        "sldMasterIdLst",
        "notesMasterIdLst",
        "handoutMasterIdLst",
        "sldIdLst",
        "sldSz",
        "notesSz",
        "defaultTextStyle",
        "extLst",
    ],
    "pic": ["nvPicPr", "blipFill", "spPr", "style", "extLst"],
    "nvPicPr": ["cNvPr", "cNvPicPr", "nvPr"],
    "timing": ["tnLst", "bldLst", "extLst"],
    "cTn": ["stCondLst", "endCondLst", "endSync", "iterate", "childTnLst", "subTnLst"],
    "seq": ["cTn", "prevCondLst", "nextCondLst"],
    "cBhvr": ["cTn", "tgtEl", "attrNameLst"],
    "set": ["cBhvr", "to"],
    "cMediaNode": ["cTn", "tgtEl"],
}


def deck(folder: Path, *scenes: Told) -> Path:
    folder.mkdir(exist_ok=True)
    powerpoint.write(folder, scenes)
    (file,) = folder.glob("*.pptx")
    return file


def opened(file: Path) -> Presentation:
    return pptx.Presentation(str(file))


@pytest.fixture(scope="module")
def one(tiny: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deck(tmp_path_factory.mktemp("one"), tiny)


@pytest.fixture(scope="module")
def two(tiny: Told, other: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deck(tmp_path_factory.mktemp("two"), tiny, other)


def test_a_slide_for_each_beat(one: Path, tiny: Told) -> None:
    shown = opened(one)
    assert one.name == f"{tiny.slug}.pptx"
    assert (shown.slide_width, shown.slide_height) == (12192000, 6858000)
    for slide, beat in zip(shown.slides, tiny.beats, strict=True):
        title, film, still = slide.shapes
        assert title.text_frame.text == f"{tiny.title}: {beat.line}"
        assert title.top + title.height <= 0, "it would be on screen"
        for shape in (film, still):
            assert (shape.left, shape.top) == (0, 0)
            assert (shape.width, shape.height) == (shown.slide_width, shown.slide_height)
            words = shape.element.find(f".//{qn('p:cNvPr')}").get("descr")
            assert beat.line in words or words == tiny.alt
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        assert notes.text == f"{beat.line}\nSource: {tiny.line}"
        assert still.image.blob == (tiny.folder / beat.still).read_bytes()


def test_several_scenes_have_title_slides(two: Path, tiny: Told, other: Told) -> None:
    slides = list(opened(two).slides)
    assert two.name == "slides.pptx"
    assert len(slides) == 8
    for slide, scene in ((slides[0], tiny), (slides[4], other)):
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert words == [scene.title, scene.idea, scene.number]


def test_the_clip_starts_by_itself_and_once(one: Path, tiny: Told) -> None:
    for slide, beat in zip(opened(one).slides, tiny.beats, strict=True):
        tree = slide.element.find(qn("p:timing"))
        _, film, still = (shape.shape_id for shape in slide.shapes)
        targets = [int(node.get("spid")) for node in tree.iter(qn("p:spTgt"))]
        assert targets == [film, still, film]
        assert tree.find(f".//{qn('p:cmd')}").get("cmd") == "playFrom(0.0)"
        starts = [node.get("nodeType") for node in tree.iter(qn("p:cTn")) if node.get("presetID")]
        assert starts == ["afterEffect", "afterEffect"]  # nothing waits for a click
        assert not [
            node for node in tree.iter() if node.get("repeatCount") or node.get("repeatDur")
        ]
        ids = [node.get("id") for node in tree.iter(qn("p:cTn"))]
        assert ids == [str(k) for k in range(1, len(ids) + 1)]
        length = tree.find(f".//{qn('p:cmd')}//{qn('p:cTn')}").get("dur")
        assert int(length) == round(1000 * beat.duration)


def test_a_beat_of_no_length_is_a_picture(tiny: Told, tmp_path: Path) -> None:
    first, second, third = tiny.beats
    scene = replace(tiny, beats=(first, replace(second, name="rest", frames=0), second, third))
    slide = opened(deck(tmp_path / "deck", scene)).slides[1]
    assert len(slide.shapes) == 2
    assert slide.element.find(qn("p:timing")) is None


def test_children_stand_in_the_order_of_the_standard(two: Path) -> None:
    met = set()
    with zipfile.ZipFile(two) as file:
        for name in file.namelist():
            if not re.fullmatch(r"ppt/(slides/slide\d+|presentation)\.xml", name):
                continue
            for node in etree.fromstring(file.read(name)).iter(etree.Element):
                order = ORDER.get(etree.QName(node).localname)
                if order is not None:
                    met.add(etree.QName(node).localname)
                    places = [order.index(etree.QName(child).localname) for child in node]
                    assert places == sorted(places), f"{name}: {node.tag}"
    assert met == set(ORDER)


def test_every_relationship_leads_somewhere(two: Path) -> None:
    with zipfile.ZipFile(two) as file:
        names = set(file.namelist())
        assert len(names) == len(file.namelist())
        reached = {"[Content_Types].xml"}
        for name in names:
            if not name.endswith(".rels"):
                continue
            reached.add(name)
            folder, _, part = name.rpartition("_rels/")
            ids = set()
            for rel in etree.fromstring(file.read(name)):
                ids.add(rel.get("Id"))
                target = posixpath.normpath(posixpath.join("/" + folder, rel.get("Target")))
                reached.add(target.lstrip("/"))
            part = folder + part.removesuffix(".rels")
            if part in names:
                used = re.findall(r'r:(?:id|embed|link)="([^"]+)"', file.read(part).decode())
                assert set(used) <= ids, part
        assert reached == names  # nothing is missing, and nothing lies about


def test_each_medium_is_there_once(two: Path, tiny: Told, other: Told) -> None:
    with zipfile.ZipFile(two) as file:
        films = [file.read(name) for name in file.namelist() if name.endswith(".mp4")]
        types = file.read("[Content_Types].xml").decode()
    assert len(films) == len(set(films)) == len({beat.name for beat in tiny.beats})
    assert 'Extension="mp4" ContentType="video/mp4"' in types


def test_same_bytes_twice_and_no_date(two: Path, tiny: Told, other: Told, tmp_path: Path) -> None:
    assert deck(tmp_path / "again", tiny, other).read_bytes() == two.read_bytes()
    with zipfile.ZipFile(two) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        about = file.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4})-\d\d-\d\dT", about)) == {"1980"}


def test_words_are_never_markup(tiny: Told, other: Told, tmp_path: Path) -> None:
    beats = tuple(replace(beat, caption=NASTY) for beat in tiny.beats)
    nasty = replace(tiny, title=NASTY, idea=NASTY, line=NASTY, alt=NASTY, beats=beats)
    nasty = replace(nasty, poster=beats[1])
    shown = opened(deck(tmp_path / "deck", nasty, other))
    assert shown.core_properties.title == f"{NASTY} and 1 more"
    first, second = list(shown.slides)[:2]
    assert [shape.text_frame.text for shape in first.placeholders] == [NASTY, NASTY]
    assert second.notes_slide.notes_text_frame.text == f"{NASTY}\nSource: {NASTY}"


def test_many_clips_go_into_several_files(
    tiny: Told, other: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(powerpoint, "split", lambda scenes: decks.split(scenes, most=4))
    powerpoint.write(tmp_path, [tiny, other])
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["slides-1.pptx", "slides-2.pptx"]
    assert [len(opened(tmp_path / name).slides) for name in names] == [4, 4]
