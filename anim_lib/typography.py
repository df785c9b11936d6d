"""The one way in which words and numbers are set: bundled fonts, exact sizes, one baseline.

Inter for words, JetBrains Mono for tokens and numbers. Sizes are stage pixels; 33 is the
floor, whose capitals are 12 pixels high in a frame 960 wide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import numpy as np

from anim_lib.layout import PX, Points, point
from anim_lib.leaves import NOWHERE, Leaf
from anim_lib.motion import Posed
from anim_lib.scales import Colour, mix, rgb
from anim_lib.theme import Theme
from anim_lib.type_cache import kept
from anim_lib.typesetting import MONO, SANS, parts, set_words

Anchor = Literal["l", "c", "r"]
Weight = Literal["NORMAL", "MEDIUM", "SEMIBOLD"]

TITLE: Final = 42.0
CAPTION: Final = 44.0
LABEL: Final = 36.0
NUMBER: Final = 34.0
SMALL: Final = 33.0  # ticks, keys, provenance: the smallest size there is
COUNTER: Final = 44.0
CAP_HEIGHT: Final = {SANS: 0.727, MONO: 0.73}  # of the size
ADVANCE: Final = 0.6  # width of a JetBrains Mono glyph, of the size
BEFORE: Final = {"l": 0.0, "c": 0.5, "r": 1.0}  # share of a width that lies left of its anchor


class _Ink(NamedTuple):
    """Outlines of a size of one stage pixel, baseline at 0, ink from 0 to the width."""

    points: Points  # (n, 3) of all glyphs
    glyphs: tuple[slice, ...]  # where each glyph's are
    width: float


@lru_cache(maxsize=4096)
def _ink(text: str, font: str, weight: Weight) -> _Ink:
    capital = CAP_HEIGHT[font] * PX
    found = kept(set_words, text=text, font=font, weight=weight, capital=capital)
    return _Ink(found["outlines"], tuple(parts(found["sizes"])), float(found["width"][0]) / PX)


@lru_cache(maxsize=1024)
def _digit(char: str, weight: Weight, size: float) -> tuple[Points, float]:
    """Return the outline of one mono glyph, and half of its width in stage pixels."""
    ink = _ink(char, MONO, weight)
    return ink.points * size, ink.width * size / 2


def width(text: str, size: float, *, mono: bool = False, weight: Weight = "MEDIUM") -> float:
    """Return the width of the ink of ``text`` in stage pixels."""
    return _ink(text, MONO if mono else SANS, weight).width * size


def outlined(
    text: str, size: float, *, mono: bool = False, weight: Weight = "MEDIUM"
) -> tuple[Points, float]:
    """Return the outline of ``text`` as a drawing, and the width of its ink in stage pixels.

    ``(n, 3)`` points with the ink's left end and the baseline at the origin: for words that are
    themselves what is measured, and so may be too faint to read.
    """
    ink = _ink(text, MONO if mono else SANS, weight)
    return ink.points * size, ink.width * size


def _glyph() -> Leaf:
    return Leaf(fill=1.0, width=0.0, edge=1.0, is_text=True)


def _rows(count: int, colour: str | Colour) -> Points:
    """Return ``count`` opaque rows of one colour: glyphs take one each."""
    rows = np.ones((count, 4))
    rows[:, :3] = rgb(colour)
    return rows


def scientific(value: float) -> str:
    """Return ``value`` with two digits and a power of ten: 4.4 × 10⁻¹⁶."""
    digits, power = f"{value:.1e}".split("e")
    raised = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digits.replace('-', '−')} × 10{raised}"


class Label(Posed):
    """One line of text with its baseline at ``y``.

    Parameters
    ----------
    text
        Plain text: nothing in it is markup.
    x, y
        Stage pixels; ``anchor`` says which end of the ink (l, c, r) lies at ``x``.
    role
        Role whose text colour is used; ``colour`` overrides it.
    tint
        Substring -> role, for words that take the colour of the thing they name.
    """

    def __init__(
        self,
        text: str,
        x: float,
        y: float,
        *,
        theme: Theme,
        role: str = "ink",
        colour: str | Colour | None = None,
        size: float = LABEL,
        weight: Weight = "MEDIUM",
        mono: bool = False,
        anchor: Anchor = "l",
        tint: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(theme=theme)
        if size < SMALL:
            raise ValueError(
                f"size {size} is below {SMALL}, the smallest that can be read in a GIF"
            )
        self.text, self.size, self.x, self.y, self.anchor = text, size, x, y, anchor
        self.colour = theme.text(role) if colour is None else colour
        ink = _ink(text, MONO if mono else SANS, weight)
        self.width_px = ink.width * size
        self._outlines, self._parts = ink.points * size, ink.glyphs
        self._tints: dict[int, str] = {}
        for part, part_role in (tint or {}).items():
            for k in self._letters(part):
                self._tints[k] = theme.text(part_role)
        self.add(*[_glyph() for _ in self._parts])
        self.pose()

    def _letters(self, part: str) -> range:
        at = self.text.find(part)
        if at < 0 or len(self.text.replace(" ", "")) != len(self._parts):
            raise ValueError(f"tint {part!r} is not a part of {self.text!r} that can be coloured")
        first = len(self.text[:at].replace(" ", ""))
        return range(first, first + len(part.replace(" ", "")))

    @property
    def left(self) -> float:
        """Left end of the ink in stage pixels, before any offset."""
        return self.x - BEFORE[self.anchor] * self.width_px

    @property
    def right(self) -> float:
        """Right end of the ink in stage pixels, before any offset."""
        return self.left + self.width_px

    def move_baseline(self, x: float, y: float) -> None:
        """Put the line elsewhere at once."""
        self.x, self.y = x, y
        self.pose()

    def _draw(self) -> None:
        placed = self._outlines + point(self.left, self.y)
        rows = _rows(len(self._parts), self.colour)
        for k, colour in self._tints.items():
            rows[k, :3] = rgb(colour)
        for k, (glyph, part) in enumerate(zip(self.submobjects, self._parts, strict=True)):
            glyph.points, glyph.fill_rgbas = placed[part], rows[k : k + 1]


_SLOTS: Final = "0123456789.,+−×%eB "


class Counter(Posed):
    """A number in fixed mono slots: digits change, slots never move.

    ``written`` turns the value into text made of digits and ``. , + - × % e``; it must not
    need more than ``slots`` characters. Channel ``value`` holds the number; ``lit`` takes its
    colour from that of ``role`` (0) to that of ``lit_role`` (1).
    """

    def __init__(
        self,
        value: float,
        x: float,
        y: float,
        *,
        theme: Theme,
        written: Callable[[float], str] = "{:.2f}".format,
        slots: int = 6,
        role: str = "ink",
        colour: str | Colour | None = None,
        size: float = NUMBER,
        weight: Weight = "MEDIUM",
        anchor: Anchor = "l",
        lit_role: str = "accent",
    ) -> None:
        super().__init__(theme=theme)
        self.x, self.y, self.size, self.anchor, self.written = x, y, size, anchor, written
        self.weight: Weight = weight
        self.lit_colour = theme.text(lit_role)
        self.colour = theme.text(role) if colour is None else colour
        self.add(*[_glyph() for _ in range(slots)])
        self.define(value=value, lit=0.0)
        self.pose()

    @property
    def text(self) -> str:
        """What is printed now."""
        return self.written(self.level("value")).replace("-", "−")

    def _draw(self) -> None:
        text = self.text
        if len(text) > len(self.submobjects):
            raise ValueError(f"Counter needs {len(text)} slots for {text!r}, it was given fewer")
        step = ADVANCE * self.size
        rows = _rows(len(text), mix(self.colour, self.lit_colour, self.level("lit")))
        first = self.x - BEFORE[self.anchor] * step * len(text)
        for k, glyph in enumerate(self.submobjects):
            if k >= len(text) or text[k] == " ":
                glyph.points = NOWHERE
                continue
            outline, half = _digit(text[k], self.weight, self.size)
            glyph.points = outline + point(first + (k + 0.5) * step - half, self.y)
            glyph.fill_rgbas = rows[k : k + 1]
