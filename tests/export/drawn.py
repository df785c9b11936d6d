"""What tests of stills without pixels share: shapes, notes, and pictures of finished files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pikepdf
from manim import Circle, Square, VGroup
from numpy.typing import NDArray
from PIL import Image

from anim_lib.export.drawing import FRAME, Drawing, Window
from anim_lib.export.notes import Notes
from anim_lib.rendering import vector
from tests.machine import program

NOTES = Notes("A <title> & more", 'Two *shapes*\nof <red> & "blue".', "by hand | MIT")
COLOURS = {"k", "K", "g", "G", "rg", "RG"}


def shapes(window: Window = FRAME) -> Drawing:
    """A red square, half a blue disc to its right, a neutral square to its left."""
    red = Square(2, fill_color="#C52D1F", fill_opacity=1, stroke_width=0)
    blue = Circle(1, fill_color="#0667B0", fill_opacity=0.5, stroke_width=0).shift([3, 0, 0])
    dark = Square(2, fill_color="#1A1D24", fill_opacity=1, stroke_width=0).shift([-3, 0, 0])
    return vector.draw("Shapes", [VGroup(red, blue, dark)], "#FFFFFF", window)


def pixels(pdf: Path, height: int = -1) -> NDArray[np.uint8]:
    """The first page of a PDF, 1920 pixels wide, drawn by poppler; its height follows."""
    command = [program("pdftoppm"), "-png", "-singlefile", "-scale-to-x", "1920", "-scale-to-y"]
    subprocess.run([*command, str(height), pdf, pdf.with_suffix("")], check=True)
    return np.asarray(Image.open(pdf.with_suffix(".png")).convert("RGB"))


def bitmaps(pdf: Path) -> int:
    """How many pictures made of pixels are in a PDF."""
    listed = subprocess.check_output([program("pdfimages"), "-list", pdf], text=True)
    return len(listed.splitlines()) - 2  # the heading


def colours(target: Path) -> dict[str, list[list[float]]]:
    """Every colour set by a PDF's pages and the forms on them, by its operator."""
    found: dict[str, list[list[float]]] = {}
    with pikepdf.open(target) as pdf:
        for page in pdf.pages:
            for content in (page, *page.obj.Resources.XObject.values()):
                for operands, operator in pikepdf.parse_content_stream(content):
                    if str(operator) in COLOURS:
                        numbers = [float(operand) for operand in operands]
                        found.setdefault(str(operator), []).append(numbers)
    return found
