"""Stills without pixels: alike the frame, in the right colours, with their titles and texts."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pytest
from manim import Circle, ImageMobject, Square, VGroup
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import sync_playwright
from skimage.metrics import structural_similarity

import scenes
from anim_lib.errors import UserError
from anim_lib.export import inks, vector, vector_pdf, vector_svg
from anim_lib.export.notes import Notes
from anim_lib.formats import Format
from anim_lib.layout import stage
from anim_lib.rendering import stills
from anim_lib.rendering.perform import Board
from anim_lib.rendering.preview import at_ends
from anim_lib.storyboard import Beat
from tests.machine import program

SIZE = Format("test", 1920, 1080, 10)
NOTES = Notes("A <title> & more", "Two *shapes*\nof <red>.", "by hand | MIT")
POSTERS = ["d02_attention_heatmap", "d08_pareto_frontier", "d19_photographic_vs_sketch"]


@dataclass(frozen=True)
class Shown:
    frame: NDArray[np.uint8]
    drawing: vector.Drawing


@pytest.fixture(scope="module", params=POSTERS)
def poster(request: pytest.FixtureRequest) -> Shown:
    """Arcs and opacities, a chart, thin lines: a poster, and its outlines."""
    kept: list[Shown] = []

    def keep(scene: Board, _: Beat) -> None:
        frame = np.array(scene.renderer.get_frame(), dtype=np.uint8)[..., :3]
        kept.append(Shown(frame, stills.drawing_of(scene)))

    kind = scenes.load(request.param)
    at_ends(kind, SIZE, keep, kind.poster)
    return kept[0]


def pixels(pdf: Path) -> NDArray[np.uint8]:
    command = [program("pdftoppm"), "-png", "-singlefile", "-scale-to-x", "1920"]
    subprocess.run([*command, "-scale-to-y", "1080", pdf, pdf.with_suffix("")], check=True)
    return np.asarray(Image.open(pdf.with_suffix(".png")).convert("RGB"))


def alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(structural_similarity(one, other, channel_axis=2))


@pytest.fixture(scope="module")
def screen() -> Iterator[object]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--force-device-scale-factor=1"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(program("chromium")), args=flags)
        yield browser.new_page(viewport={"width": 1920, "height": 1080})
        browser.close()


@pytest.mark.slow
def test_a_pdf_looks_like_its_frame(poster: Shown, tmp_path: Path) -> None:
    target = tmp_path / "still.pdf"
    vector_pdf.write(poster.drawing, target, NOTES, width_mm=180)
    assert alike(poster.frame, pixels(target)) >= 0.98
    listed = subprocess.check_output([program("pdfimages"), "-list", target], text=True)
    assert len(listed.splitlines()) == 2, "a bitmap in the PDF"  # the heading alone


@pytest.mark.slow
def test_an_svg_looks_like_its_frame(poster: Shown, tmp_path: Path, screen: object) -> None:
    target = tmp_path / "still.svg"
    vector_svg.write(poster.drawing, target, NOTES, width_mm=180)
    page = screen
    assert hasattr(page, "goto")
    text = target.read_text("utf-8")
    assert "<image" not in text
    full = re.sub(r'width="[\d.]+mm" height="[\d.]+mm"', 'width="1920" height="1080"', text)
    page.set_content(f"<body style='margin:0'>{full.partition('?>')[2]}")  # type: ignore[attr-defined]
    page.screenshot(path=tmp_path / "shot.png")  # type: ignore[attr-defined]
    shot = np.asarray(Image.open(tmp_path / "shot.png").convert("RGB"))
    assert alike(poster.frame, shot) >= 0.98


@pytest.fixture
def shapes() -> vector.Drawing:
    """A red square, half a blue disc to its right, a neutral square to its left."""
    red = Square(2, fill_color="#C52D1F", fill_opacity=1, stroke_width=0)
    blue = Circle(1, fill_color="#0667B0", fill_opacity=0.5, stroke_width=0).shift([3, 0, 0])
    dark = Square(2, fill_color="#1A1D24", fill_opacity=1, stroke_width=0).shift([-3, 0, 0])
    return vector.draw("Shapes", [VGroup(red, blue, dark)], "#FFFFFF")


def test_red_is_red(shapes: vector.Drawing, tmp_path: Path) -> None:
    vector_pdf.write(shapes, tmp_path / "s.pdf", NOTES, width_mm=180)
    seen = pixels(tmp_path / "s.pdf")
    assert seen[540, 960].tolist() == [197, 45, 31]
    assert np.abs(seen[540, 960 + 405].astype(int) - [130, 179, 216]).max() <= 1
    vector_svg.write(shapes, tmp_path / "s.svg", NOTES, width_mm=180)
    assert re.findall(r'fill="(#\w+)"', (tmp_path / "s.svg").read_text("utf-8")) == [
        "#FFFFFF",
        "#C52D1F",
        "#0667B0",
        "#1A1D24",
    ]


def operators(target: Path) -> dict[str, list[list[float]]]:
    with pikepdf.open(target) as pdf:
        found: dict[str, list[list[float]]] = {}
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) in {"k", "K", "g", "G", "rg", "RG"}:
                found.setdefault(str(operator), []).append([float(str(o)) for o in operands])
        return found


def test_inks_are_device_cmyk_everywhere(shapes: vector.Drawing, tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(
        shapes, target, NOTES, width_mm=180, space=inks.CMYK, bleed_mm=3, crop_marks=True
    )
    found = operators(target)
    assert set(found) == {"k", "K"}
    assert found["k"][-1] == [0, 0, 0, 1]  # the dark square: no other ink
    assert all(sum(colour) <= 3 for colours in found.values() for colour in colours)
    with pikepdf.open(target) as pdf:
        assert pdf.pages[0].obj.Group.CS == "/DeviceCMYK"


def test_text_alone_is_black_ink_alone(tmp_path: Path) -> None:
    dark = Square(2, fill_color="#1A1D24", fill_opacity=1, stroke_width=0)
    drawing = vector.draw("Black", [dark], "#FFFFFF")
    vector_pdf.write(drawing, tmp_path / "k.pdf", NOTES, width_mm=180, space=inks.CMYK)
    command = [program("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", tmp_path / "k.pdf"]
    cyan, magenta, yellow, black = subprocess.check_output(command, text=True).split()[:4]
    assert float(cyan) == float(magenta) == float(yellow) == 0
    assert float(black) > 0.01


def test_a_grey_pdf_knows_grey_alone(shapes: vector.Drawing, tmp_path: Path) -> None:
    vector_pdf.write(shapes, tmp_path / "g.pdf", NOTES, width_mm=180, space=inks.GREY)
    assert set(operators(tmp_path / "g.pdf")) == {"g"}


def test_boxes_of_a_page_with_bleed(shapes: vector.Drawing, tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(shapes, target, NOTES, width_mm=180, bleed_mm=3, crop_marks=True)
    with pikepdf.open(target) as pdf:
        page = pdf.pages[0]
        millimetres = {
            name: [float(x) * 25.4 / 72 for x in page.obj[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }
    assert millimetres["/MediaBox"] == pytest.approx([0, 0, 196, 117.25], abs=0.01)
    assert millimetres["/BleedBox"] == pytest.approx([5, 5, 191, 112.25], abs=0.01)
    assert millimetres["/TrimBox"] == pytest.approx([8, 8, 188, 109.25], abs=0.01)


def test_a_pdf_says_what_it_is(shapes: vector.Drawing, tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(shapes, target, NOTES, width_mm=180)
    with pikepdf.open(target) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.docinfo.Source)) == (NOTES.title, NOTES.source)
        about = pdf.open_metadata()
        assert about["dc:description"] == "Two *shapes* of <red>."
        assert about["dc:source"] == NOTES.source
        figure = pdf.Root.StructTreeRoot.K.K[0]
        assert (figure.S, str(figure.Alt)) == ("/Figure", NOTES.alt)
        assert str(pdf.Root.Lang) == "en-GB"


def test_an_svg_says_what_it_is(shapes: vector.Drawing, tmp_path: Path) -> None:
    vector_svg.write(shapes, tmp_path / "s.svg", NOTES, width_mm=180)
    root = ElementTree.parse(tmp_path / "s.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert (root.get("width"), root.get("height")) == ("180mm", "101.25mm")
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title") == NOTES.title
    assert root.findtext(f"{space}desc") == NOTES.alt
    assert root.findtext(".//{http://purl.org/dc/elements/1.1/}source") == NOTES.source


@pytest.mark.parametrize("suffix", ["pdf", "svg"])
def test_the_same_bytes_twice(shapes: vector.Drawing, tmp_path: Path, suffix: str) -> None:
    write = vector_pdf.write if suffix == "pdf" else vector_svg.write
    for name in ("a", "b"):
        write(shapes, tmp_path / f"{name}.{suffix}", NOTES, width_mm=180)
        time.sleep(1.1)  # a PDF's mark of identity may hold the second
    first = (tmp_path / f"a.{suffix}").read_bytes()
    assert first == (tmp_path / f"b.{suffix}").read_bytes()
    assert b"CreationDate" not in first


def test_what_has_no_outline_is_refused() -> None:
    picture = ImageMobject(np.zeros((4, 4, 3), dtype=np.uint8))
    with pytest.raises(UserError, match="“Shapes” shows a ImageMobject that is not an outline"):
        vector.draw("Shapes", [picture], "#FFFFFF")
    shaded = Square(fill_opacity=1).set_fill(["#FF0000", "#0000FF"])
    with pytest.raises(UserError, match="use --format png"):
        vector.draw("Shapes", [shaded], "#FFFFFF")


def test_curves_are_those_of_the_mobject() -> None:
    circle = Circle(1, fill_color="#0667B0", fill_opacity=1, stroke_width=0)
    (mark,) = vector.draw("Circle", [circle], "#FFFFFF").marks
    curves = [numbers for letter, numbers in mark.steps if letter == "C"]
    wanted = [[*stage(a), *stage(b), *stage(c)] for _, a, b, c in circle.points.reshape(-1, 4, 3)]
    assert np.asarray(curves) == pytest.approx(np.asarray(wanted), abs=1e-6)
