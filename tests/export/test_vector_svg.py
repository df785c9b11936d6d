"""SVG stills: size, words about them, and what lies across their edges."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from anim_lib.export import vector_svg
from anim_lib.export.drawing import FRAME, Window
from tests.export.drawn import NOTES, shapes

SVG = "{http://www.w3.org/2000/svg}"


def root(tmp_path: Path, window: Window = FRAME) -> ElementTree.Element:
    vector_svg.write(shapes(window), tmp_path / "s.svg", NOTES, width_mm=180)
    return ElementTree.parse(tmp_path / "s.svg").getroot()


def test_an_svg_says_what_it_is(tmp_path: Path) -> None:
    still = root(tmp_path)
    assert (still.get("width"), still.get("height")) == ("180mm", "101.25mm")
    assert (still.get("role"), still.get("aria-label")) == ("img", NOTES.alt)
    assert still.findtext(f"{SVG}title") == NOTES.title
    assert still.findtext(f"{SVG}desc") == NOTES.alt
    assert still.findtext(".//{http://purl.org/dc/elements/1.1/}source") == NOTES.source


def test_what_crosses_the_edge_is_cut_there_and_what_is_beyond_is_left_out(tmp_path: Path) -> None:
    assert root(tmp_path).find(f"{SVG}clipPath") is None
    still = root(tmp_path, (960, 300, 300, 300))  # half of the red square; the disc begins at 1230
    clip, group = still.find(f"{SVG}clipPath"), still.find(f"{SVG}g")
    assert clip is not None
    assert group is not None
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert [path.get("fill") for path in group] == ["#C52D1F", "#0667B0"]
    assert still.get("viewBox") == "960 300 300 300"
