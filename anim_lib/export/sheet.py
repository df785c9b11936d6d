"""The storyboard page: every beat of a scene on one A3 sheet, to print and hang up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from anim_lib.export import paper
from anim_lib.export.grid import Grid, fit
from anim_lib.export.paper import Style
from anim_lib.theme import Theme

MM: Final = 10  # page pixels
DPI: Final = 25.4 * MM
WIDTH, HEIGHT = 420 * MM, 297 * MM  # A3, landscape
MARGIN: Final = 18 * MM
STAGE: Final = (104 / 1080, 872 / 1080)  # the part of a frame between title and caption
TEXT_LINE: Final = 58
RADIUS: Final = 14


@dataclass(frozen=True, slots=True)
class Pane:
    """The last frame of a beat: shape (height, width, 3 or 4), 0 to 255; times in seconds."""

    name: str
    caption: str
    tint: Mapping[str, str]  # words of the caption -> role
    start: float
    duration: float
    frame: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the pictures."""

    number: str
    title: str
    idea: str
    family: str
    poster: str
    provenance: str
    licence: str


def compose(panes: Sequence[Pane], words: Words, theme: Theme) -> Image.Image:
    """Return the page: 4200 x 2970 pixels, 254 dots an inch."""
    page = Image.new("RGB", (WIDTH, HEIGHT), theme.ground)
    draw = ImageDraw.Draw(page)
    top = _header(draw, panes, words, theme)
    foot = HEIGHT - 13 * MM
    cropped = [_stage(pane.frame) for pane in panes]
    aspect = cropped[0].width / cropped[0].height
    area = (MARGIN, top, WIDTH - 2 * MARGIN, foot - 9 * MM - top)
    grid = fit(len(panes), aspect, area, text=252, gap=13 * MM, row_gap=8 * MM)
    for index, (pane, picture) in enumerate(zip(panes, cropped, strict=True)):
        corner = grid.corner(index)
        _picture(page, picture, corner, grid, theme, spoken=pane.name == words.poster)
        _legend(draw, index, pane, corner, grid, theme)
    small = Style("Inter-Regular", 40, theme.text("muted"))
    paper.write(draw, (MARGIN, foot), words.provenance, small)
    paper.write(draw, (WIDTH - MARGIN, foot), words.licence, small, "rs")
    return page


def clock(seconds: float) -> str:
    """Return a time as ``m:ss.s``."""
    tenths = round(10 * seconds)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def _header(draw: ImageDraw.ImageDraw, panes: Sequence[Pane], words: Words, theme: Theme) -> int:
    """Set the head of the page; return where the pictures may begin."""
    muted = theme.text("muted")
    base = 34 * MM
    x: float = MARGIN
    x += paper.write(draw, (x, base), words.number, Style("JetBrainsMono-Regular", 142, muted))
    paper.write(draw, (x + 64, base), words.title, Style("Inter-SemiBold", 142, theme.ink))
    end = max(pane.start + pane.duration for pane in panes)
    facts = f"{words.family}   {len(panes)} beats   {end:.1f} s"
    paper.write(draw, (WIDTH - MARGIN, base), facts, Style("Inter-Regular", 52, muted), "rs")
    idea = Style("Inter-Regular", 66, theme.ink)
    for line in paper.wrap(words.idea, idea, WIDTH - 2 * MARGIN):
        base += 98
        paper.write(draw, (MARGIN, base), line, idea)
    return base + 11 * MM


def _stage(frame: NDArray[Any]) -> Image.Image:
    high = frame.shape[0]
    rows = slice(round(STAGE[0] * high), round(STAGE[1] * high))
    return Image.fromarray(np.ascontiguousarray(frame[rows, :, :3], dtype=np.uint8))


def _picture(
    page: Image.Image,
    picture: Image.Image,
    corner: tuple[int, int],
    grid: Grid,
    theme: Theme,
    *,
    spoken: bool,
) -> None:
    """Paste a picture with round corners; the poster's has an edge of ink."""
    x, y = corner
    size = (grid.width, grid.height)
    edge, line = (theme.ink, 6) if spoken else (theme.hairline, 3)
    big = 4  # drawn large and shrunk, for smooth corners
    mask = Image.new("L", (big * size[0], big * size[1]), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, mask.width - 1, mask.height - 1), big * RADIUS, fill=255
    )
    rim = mask.copy()
    ImageDraw.Draw(rim).rounded_rectangle(
        (big * line, big * line, mask.width - 1 - big * line, mask.height - 1 - big * line),
        big * (RADIUS - line),
        fill=0,
    )
    shrunk = picture.resize(size, Image.Resampling.LANCZOS)
    page.paste(shrunk, (x, y), mask.resize(size, Image.Resampling.LANCZOS))
    page.paste(edge, (x, y, x + size[0], y + size[1]), rim.resize(size, Image.Resampling.LANCZOS))


def _legend(
    draw: ImageDraw.ImageDraw,
    index: int,
    pane: Pane,
    corner: tuple[int, int],
    grid: Grid,
    theme: Theme,
) -> None:
    """Set number, name, time and caption under a picture."""
    x, y = corner[0], corner[1] + grid.height + 64
    muted = theme.text("muted")
    mono = Style("JetBrainsMono-Regular", 40, muted)
    number = Style("JetBrainsMono-SemiBold", 40, theme.ink)
    shift = paper.write(draw, (x, y), f"{index + 1}", number) + 30
    paper.write(draw, (x + shift, y), pane.name, mono)
    paper.write(draw, (x + grid.width, y), clock(pane.start), mono, "rs")
    caption = Style("Inter-Medium", 44, theme.ink)
    tint = {part: theme.text(role) for part, role in pane.tint.items()}
    for line in paper.wrap(pane.caption, caption, grid.width)[:3]:
        y += TEXT_LINE if y > corner[1] + grid.height + 64 else 68
        paper.write_tinted(draw, (x, y), line, caption, tint)
