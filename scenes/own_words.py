"""What a sentence of the user's must be, whatever model reads it, and which of its words is meant.

A word is what stands between two spaces, with the marks that are written to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from anim_lib.errors import UserError

SHORTEST, LONGEST = 3, 24  # words of a sentence that a scene lays out
FILES = {"Inter": "Inter-Medium.otf", "JetBrains Mono": "JetBrainsMono-Medium.ttf"}  # of SANS, MONO
NO_LETTER = "\U0010ffff"  # a code without a letter for ever: drawn as any missing one is
MARKS = ".,;:!?…\"'()[]{}“”‘’«»-–—"  # written to a word without being of it


def check(sentence: str, slug: str) -> tuple[str, ...]:
    """Return the words of a sentence that can be laid out, and set in the bundled fonts.

    Raises
    ------
    UserError
        There are too few or too many of them, a font lacks a letter, or it would join some.
    """
    words = tuple(sentence.split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise UserError(
            f"--sentence has {len(words)} words for {_short(slug)}, {SHORTEST} to {LONGEST} are "
            "allowed; a word is what stands between two spaces"
        )
    for word in words:
        for font in FILES:
            _check(word, font)
    return words


@contextmanager
def told_of_option() -> Iterator[None]:
    """Say of ``--sentence`` what the encoder says of its text when it cannot read it."""
    try:
        yield
    except UserError as error:
        raise UserError(str(error).replace("text: ", "--sentence: ", 1)) from error


def place(query: str, words: tuple[str, ...]) -> int | None:
    """Return the place of a word: the first that is written so, else the first that is meant.

    What is meant does without capitals, and without marks at its ends.
    """
    if query in words:
        return words.index(query)
    meant = [_plain(word) for word in words]
    return meant.index(_plain(query)) if _plain(query) in meant else None


def place_of_query(query: str, words: tuple[str, ...]) -> int:
    """Return the place of what ``--query`` says, as :func:`place`.

    Raises
    ------
    UserError
        The sentence has no such word; its words are listed.
    """
    found = place(query, words)
    if found is None:
        listed = ", ".join(dict.fromkeys(words))
        raise UserError(f"--query {query!r} is no word of the sentence; it has {listed}")
    return found


def _short(slug: str) -> str:
    """Return the part of a slug that is before its title: d02 or spec_a."""
    first, second, *_ = *slug.split("_"), ""
    return f"{first}_{second}" if first == "spec" else first


def _plain(word: str) -> str:
    return word.strip(MARKS).casefold() or word


def _check(word: str, font: str) -> None:
    # Imported now: saved values are loaded without manim.
    from anim_lib import typesetting

    for letter in word:
        if _drawn(font, letter) == _drawn(font, NO_LETTER):
            raise UserError(f"--sentence: the font {font} has no {letter!r}, which is in {word!r}")
    try:
        typesetting.set_words(word, font, "MEDIUM", 1.0)
    except ValueError as error:
        raise UserError(
            f"--sentence: the font {font} joins letters or marks of {word!r}; "
            "write them with a space between them, or leave them out"
        ) from error


@cache
def _drawn(font: str, letter: str) -> bytes:
    from PIL import ImageFont

    from anim_lib import typesetting

    opened = ImageFont.truetype(typesetting.FONTS / FILES[font], 64)
    return bytes(opened.getmask(letter))
