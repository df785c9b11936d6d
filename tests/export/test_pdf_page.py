"""PDF stills and pages for the printer: inks, boxes, bleed, and words about them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from manim import Rectangle, Square
from PIL import Image

from anim_lib.export import inks, vector_pdf
from anim_lib.export.drawing import Drawing
from anim_lib.export.notes import Notes
from anim_lib.export.pdf_page import PrintPage
from anim_lib.layout import PX, point
from anim_lib.rendering import vector
from anim_lib.theme import INK, PAPER, Theme
from anim_lib.typography import Label
from tests.export.drawn import NOTES, bitmaps, colours, pixels, shapes
from tests.machine import program

PAGE_MM = 25.4 / 72  # of a point


def test_inks_are_device_cmyk_everywhere(tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(
        shapes(), target, NOTES, width_mm=180, space=inks.CMYK, bleed_mm=3, crop_marks=True
    )
    found = colours(target)
    assert set(found) == {"k", "K"}
    assert found["k"][-1] == [0, 0, 0, 1]  # the dark square: no other ink
    assert all(sum(one) <= 3 for every in found.values() for one in every)
    with pikepdf.open(target) as pdf:
        page = pdf.pages[0]
        assert page.obj.Group.CS == page.Resources.XObject["/D0"].Group.CS == "/DeviceCMYK"
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_words_are_on_the_plate_of_black_alone(theme: Theme, tmp_path: Path) -> None:
    words = [
        Label("Each word asks", 100, 300, theme=theme),
        Label("every other", 100, 400, theme=theme, role="muted"),
    ]
    ground = "#FFFFFF" if theme is PAPER else theme.ground
    target = tmp_path / "k.pdf"
    drawing = vector.draw("Words", words, ground)
    vector_pdf.write(drawing, target, NOTES, width_mm=180, space=inks.CMYK)
    command = [program("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", target]
    cyan, magenta, yellow, black = subprocess.check_output(command, text=True).split()[:4]
    assert float(cyan) == float(magenta) == float(yellow) == 0
    assert float(black) > 0.002
    drawn = {tuple(colour) for colour in colours(target)["k"]}
    assert len(drawn) == 3, "ground, words and muted words are told apart"


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_solid_black_goes_over_other_inks_but_on_dark_grounds(theme: Theme, tmp_path: Path) -> None:
    cell = Square(2, fill_color="#07897A", fill_opacity=1, stroke_width=0)
    black = Square(1, fill_color="#000000", fill_opacity=1, stroke_width=0)
    target = tmp_path / "o.pdf"
    drawing = vector.draw("Over", [cell, black], theme.ground)
    vector_pdf.write(drawing, target, NOTES, width_mm=180, space=inks.CMYK)
    command = [program("gs"), "-q", "-o", tmp_path / "%d.tif", "-sDEVICE=tiffsep", "-r36"]
    subprocess.run([*command, target], check=True)
    cyan, blacks = (
        np.asarray(Image.open(tmp_path / f"1({ink}).tif").convert("L")) for ink in ("Cyan", "Black")
    )
    middle = cyan.shape[0] // 2, cyan.shape[1] // 2
    at_side = cyan[cyan.shape[0] // 2, round(cyan.shape[1] / 2 * (1 + 0.75 / 7.11))]
    assert blacks[middle] == 0, "solid"
    assert at_side < 100
    assert cyan[middle] == (at_side if theme is PAPER else 255)


def test_a_grey_pdf_knows_grey_alone(tmp_path: Path) -> None:
    vector_pdf.write(shapes(), tmp_path / "g.pdf", NOTES, width_mm=180, space=inks.GREY)
    assert set(colours(tmp_path / "g.pdf")) == {"g"}


def test_boxes_of_a_page_with_bleed(tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(shapes(), target, NOTES, width_mm=180, bleed_mm=3, crop_marks=True)
    with pikepdf.open(target) as pdf:
        millimetres = {
            name: [float(x) * PAGE_MM for x in pdf.pages[0].obj[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }
    assert millimetres["/MediaBox"] == pytest.approx([0, 0, 196, 117.25], abs=0.01)
    assert millimetres["/BleedBox"] == pytest.approx([5, 5, 191, 112.25], abs=0.01)
    assert millimetres["/TrimBox"] == pytest.approx([8, 8, 188, 109.25], abs=0.01)


def band() -> Drawing:
    """A green band from edge to edge of the frame, on red."""
    across = Rectangle(
        width=1920 * PX, height=200 * PX, fill_color="#00FF00", fill_opacity=1, stroke_width=0
    )
    return vector.draw("Band", [across.move_to(point(960, 540))], "#FF0000")


def test_ground_and_bands_go_on_into_the_bleed_and_no_further(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    vector_pdf.write(band(), target, NOTES, width_mm=180, bleed_mm=3, crop_marks=True)
    seen = pixels(target)
    scale = 1920 / 196  # pixels to a millimetre of the page: 5 of marks, 3 of bleed, 180, 3, 5
    row = seen[round(117.25 / 2 * scale)]
    assert row[round(5.2 * scale)].tolist() == row[round(190.8 * scale)].tolist() == [0, 255, 0]
    assert row[round(4.8 * scale)].tolist() == row[round(191.2 * scale)].tolist() == [255] * 3
    column = seen[:, round(98 * scale)]
    assert column[round(5.2 * scale)].tolist() == [255, 0, 0]
    assert column[round(4.8 * scale)].tolist() == [255] * 3
    height = seen.shape[0]
    for outside in (seen[: round(4.5 * scale)], seen[height - round(4.5 * scale) :]):
        marked = np.flatnonzero(outside.min(axis=(0, 2)) < 128) / scale
        assert marked == pytest.approx(np.where(marked < 98, 8, 188), abs=0.2)
    inner = seen[round(5.2 * scale) : height - round(5.2 * scale)]
    inner = inner[:, round(5.2 * scale) : round(190.8 * scale)]
    assert inner.max(axis=2).min() > 150, "a crop mark within the bleed"


def test_a_bleed_beyond_what_drawings_hold_is_refused() -> None:
    with pikepdf.Pdf.new() as pdf:
        page = PrintPage(pdf, 60, 33.75, bleed_mm=3)
        with pytest.raises(ValueError, match="a bleed of 3 mm is 96 stage pixels"):
            page.place(shapes(), NOTES)


def test_several_figures_on_several_pages(tmp_path: Path) -> None:
    other = Notes("Other", "Another text.", "here")
    with pikepdf.Pdf.new() as pdf:
        sheet = PrintPage(pdf, 200, 100)
        sheet.place(shapes(), None, width_mm=200)
        sheet.place(band(), other, left_mm=10, top_mm=10, width_mm=80)
        sheet.place(shapes(), NOTES, left_mm=110, top_mm=10, width_mm=80)
        PrintPage(pdf, 180, 101.25).place(shapes(), NOTES)
        vector_pdf.save(pdf, tmp_path / "s.pdf", NOTES)
    with pikepdf.open(tmp_path / "s.pdf") as pdf:
        tree = pdf.Root.StructTreeRoot
        figures = tree.K.K
        assert [str(figure.Alt) for figure in figures] == [other.alt, NOTES.alt, NOTES.alt]
        assert [int(figure.K) for figure in figures] == [0, 1, 0]
        left, bottom, right, top = (float(x) * PAGE_MM for x in figures[0].A.BBox)
        assert (left, bottom, right, top) == pytest.approx((10, 45, 90, 90), abs=0.01)
        assert [[str(one.T) for one in tree.ParentTree.Nums[i]] for i in (1, 3)] == [
            ["Other", NOTES.title],
            [NOTES.title],
        ]
    seen = pixels(tmp_path / "s.pdf")
    scale = 1920 / 200
    assert seen[round(32.5 * scale), round(50 * scale)].tolist() == [0, 255, 0]
    assert seen[round(12 * scale), round(50 * scale)].tolist() == [255, 0, 0]
    assert seen[round(32.5 * scale), round(150 * scale)].tolist() == [197, 45, 31]
    assert bitmaps(tmp_path / "s.pdf") == 0


def test_a_pdf_says_what_it_is(tmp_path: Path) -> None:
    target = tmp_path / "s.pdf"
    vector_pdf.write(shapes(), target, NOTES, width_mm=180)
    with pikepdf.open(target) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.docinfo.Source)) == (NOTES.title, NOTES.source)
        about = pdf.open_metadata()
        assert about["dc:description"] == 'Two *shapes* of <red> & "blue".'
        assert about["dc:source"] == NOTES.source
        figure = pdf.Root.StructTreeRoot.K.K[0]
        assert (str(figure.S), str(figure.Alt)) == ("/Figure", NOTES.alt)
        assert str(pdf.Root.Lang) == "en-GB"
