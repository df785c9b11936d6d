"""Words on a printed page: the bundled fonts through Pillow, placed by their baseline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
Face = Literal[
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "JetBrainsMono-Regular",
    "JetBrainsMono-Medium",
    "JetBrainsMono-SemiBold",
]


@dataclass(frozen=True, slots=True)
class Style:
    """A typeface at a size in page pixels, in one colour."""

    face: Face
    size: int
    colour: str


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    suffix = "otf" if face.startswith("Inter") else "ttf"
    return ImageFont.truetype(FONTS / f"{face}.{suffix}", size)


def width(text: str, style: Style) -> float:
    """Return the width of ``text`` in page pixels."""
    return _font(style.face, style.size).getlength(text)


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    style: Style,
    anchor: Literal["ls", "rs"] = "ls",
) -> float:
    """Set one line with its baseline at ``at``; return its width.

    Parameters
    ----------
    draw
        The page.
    at
        Page pixels of the left (``ls``) or right (``rs``) end of the baseline.
    text, style
        What, and how.
    """
    draw.text(at, text, style.colour, _font(style.face, style.size), anchor=anchor)
    return width(text, style)


def write_tinted(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    style: Style,
    tint: Mapping[str, str],
) -> None:
    """Set one line in which the parts named by ``tint`` (part -> colour) have their colour."""
    x, y = at
    for part, colour in coloured(text, tint, style.colour):
        x += write(draw, (x, y), part, Style(style.face, style.size, colour))


def printed(text: str) -> str:
    """Return text from a source file with the quotation marks and apostrophes of print."""
    return re.sub(r"(?<=\w)'", "’", re.sub(r'"([^"]*)"', "“\\1”", text))


def coloured(text: str, tint: Mapping[str, str], plain: str) -> list[tuple[str, str]]:
    """Split ``text`` into parts with their colours; longer names of ``tint`` win."""
    for name in sorted(tint, key=len, reverse=True):
        before, found, after = text.partition(name)
        if found:
            return [
                *coloured(before, tint, plain),
                (name, tint[name]),
                *coloured(after, tint, plain),
            ]
    return [(text, plain)] if text else []


def wrap(text: str, style: Style, room: float) -> list[str]:
    """Break ``text`` into lines no wider than ``room`` page pixels; line ends stay."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and width(longer, style) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return [line for line in lines if line]
