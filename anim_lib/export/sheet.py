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
AIR: Final = 16 / 1080  # of ground above and below the stage
MARGIN: Final = 16 * MM
# The part of a frame between title and caption, and within most of its side margins
STAGE_ROWS, STAGE_COLUMNS = (104 / 1080, 854 / 1080), (48 / 1920, 1872 / 1920)
LEGEND: Final = 64  # from a picture's lower edge to the baseline of its name
CAPTION_SIZE, CAPTION_GAP, CAPTION_LINE = 44, 70, 58
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
    area = (MARGIN, top, WIDTH - 2 * MARGIN, foot - 10 * MM - top)
    grid, captions = _layout([pane.caption for pane in panes], aspect, area, theme)
    for index, (pane, picture) in enumerate(zip(panes, cropped, strict=True)):
        corner = grid.corner(index)
        _picture(page, picture, corner, grid, theme, spoken=pane.name == words.poster)
        _legend(draw, index, pane, captions[index], corner, grid, theme)
    small = Style("Inter-Regular", 40, theme.text("muted"))
    paper.write(draw, (MARGIN, foot), words.provenance, small)
    paper.write(draw, (WIDTH - MARGIN, foot), words.licence, small, "rs")
    return page


def clock(seconds: float) -> str:
    """Return a time as ``m:ss.s``."""
    tenths = round(10 * seconds)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def _layout(
    captions: Sequence[str], aspect: float, area: tuple[int, int, int, int], theme: Theme
) -> tuple[Grid, list[list[str]]]:
    """Return the grid, and each caption in lines, with room for the longest of them."""
    style = Style("Inter-Medium", CAPTION_SIZE, theme.ink)

    def wrapped(width: int) -> list[list[str]]:
        return [paper.wrap(" ".join(caption.split()), style, width) for caption in captions]

    def words(width: int) -> list[int]:
        below = LEGEND + CAPTION_GAP + CAPTION_SIZE // 4
        return [below + CAPTION_LINE * (len(lines) - 1) for lines in wrapped(width)]

    grid = fit(aspect, area, words=words, gap=9 * MM, row_gap=7 * MM)
    return grid, wrapped(grid.width)


def _header(draw: ImageDraw.ImageDraw, panes: Sequence[Pane], words: Words, theme: Theme) -> int:
    """Set the head of the page; return where the pictures may begin."""
    muted = theme.text("muted")
    base = 31 * MM
    x: float = MARGIN
    x += paper.write(draw, (x, base), words.number, Style("JetBrainsMono-Regular", 142, muted))
    paper.write(draw, (x + 64, base), words.title, Style("Inter-SemiBold", 142, theme.ink))
    end = max(pane.start + pane.duration for pane in panes)
    facts = f"{words.family}  ·  {len(panes)} beats  ·  {end:.1f} s"
    paper.write(draw, (WIDTH - MARGIN, base), facts, Style("Inter-Regular", 52, muted), "rs")
    idea = Style("Inter-Regular", 66, theme.ink)
    for line in paper.wrap(paper.printed(words.idea), idea, WIDTH - 2 * MARGIN):
        base += 112
        paper.write(draw, (MARGIN, base), line, idea)
    return base + 10 * MM


def _stage(frame: NDArray[Any]) -> Image.Image:
    high, wide, _ = frame.shape
    rows = slice(*(round(edge * high) for edge in STAGE_ROWS))
    columns = slice(*(round(edge * wide) for edge in STAGE_COLUMNS))
    stage = frame[rows, columns, :3]
    air = np.broadcast_to(frame[0, 0, :3], (round(AIR * high), stage.shape[1], 3))
    return Image.fromarray(np.concatenate([air, stage, air]).astype(np.uint8))


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
    caption: Sequence[str],
    corner: tuple[int, int],
    grid: Grid,
    theme: Theme,
) -> None:
    """Set number, name, time and caption under a picture."""
    x, y = corner[0], corner[1] + grid.height + LEGEND
    muted = theme.text("muted")
    mono = Style("JetBrainsMono-Regular", 40, muted)
    number = Style("JetBrainsMono-SemiBold", 40, theme.ink)
    shift = paper.write(draw, (x, y), f"{index + 1}", number) + 30
    paper.write(draw, (x + shift, y), pane.name, mono)
    paper.write(draw, (x + grid.width, y), clock(pane.start), mono, "rs")
    style = Style("Inter-Medium", CAPTION_SIZE, theme.ink)
    tint = {part: theme.text(role) for part, role in pane.tint.items()}
    for number_of_line, line in enumerate(caption):
        baseline = y + CAPTION_GAP + CAPTION_LINE * number_of_line
        paper.write_tinted(draw, (x, baseline), line, style, tint)
