"""How words of a user's sentence are written where they have little room."""

from __future__ import annotations

import math

from anim_lib.typography import ADVANCE, CAPTION, NUMBER, width

ROW_TEXT = 36.0  # pitch that a row's word needs, stage pixels
QUOTED = 420.0  # widest word within a caption


def shortened(word: str, letters: int) -> str:
    """Return ``word``, or as many of its first letters as fit with an ellipsis.

    Examples
    --------
    >>> shortened("incomprehensible", 10), shortened("it", 10)
    ('incompreh…', 'it')
    """
    return word if len(word) <= letters else f"{word[: letters - 1]}…"


def fitted(word: str, room: float, size: float = NUMBER) -> str:
    """Return ``word``, shortened until its monospaced letters have room, in stage pixels."""
    return shortened(word, max(2, math.floor(room / (ADVANCE * size))))


def quoted(word: str) -> str:
    """Return ``word`` as a caption names it, shortened where it would fill the line."""
    letters = next(n for n in range(len(word), 0, -1) if _caption(shortened(word, n)) <= QUOTED)
    return shortened(word, letters)


def _caption(text: str) -> float:
    return width(text, CAPTION)


def rows_named(count: int, pitch: float, asking: int) -> list[bool]:
    """Tell which rows have their word beside them: all, or every so many, and who asks.

    Examples
    --------
    >>> rows_named(5, 20.0, 3)
    [False, True, False, True, False]
    """
    every = math.ceil(ROW_TEXT / pitch)
    return [(i - asking) % every == 0 for i in range(count)]
