"""Counts and lists as sentences say them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

COUNTS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def count(number: int) -> str:
    """Return a count as a word up to twelve, else in digits."""
    return COUNTS[number] if 0 <= number < len(COUNTS) else f"{number:,}"


def counted(number: int, thing: str) -> str:
    """Return a count and what is counted, such as ``three keys``; the plural only adds an s."""
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    *before, end = items
    return f"{', '.join(before)} {last} {end}" if before else end


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Return words in quotes, as :func:`listed`."""
    return listed([f"“{word}”" for word in words], last)


def decimal(number: float, digits: int = 2) -> str:
    """Return a number with so many digits after the point, and a true minus."""
    return f"{number:.{digits}f}".replace("-", "−")
