"""Special A: the two sentences on cards, a long one in lines."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.token_row import GAP, PAD, TokenRow
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, width
from scenes.casts.own_words import fitted, shortened
from scenes.values.spec_a_bank import Values

MIDDLE, APART, PITCH = 470.0, 180.0, 76.0  # of both; from the last line to the river; of lines

LETTERS, MOST = 14, 5  # of a word, and words, around "bank"


def sentences(v: Values, theme: Theme) -> tuple[list[TokenRow], TokenRow]:
    """Return the lines of the first sentence, and the river one, with "bank" outlined."""
    lines = _lines(v.read_words)
    first = MIDDLE - (APART + PITCH * (len(lines) - 1)) / 2
    rows, place = [], 1
    for k, words in enumerate(lines):
        rows.append(_row(words, v.bank - place, first + PITCH * k, theme))
        place += len(words)
    river = v.words_river[1:-1]
    return rows, _row(river, v.bank_river - 1, first + PITCH * (len(lines) - 1) + APART, theme)


def around_bank(words: tuple[str, ...], bank: int, *, theme: Theme, x: float, y: float) -> TokenRow:
    """Return the words around "bank", as many as have room; those after it step back.

    The scene's own sentences show five words, and where they go on.
    """
    shown = [shortened(word, LETTERS) for word in words]
    first, last = bank, bank + 1  # of those shown, and the first that is not
    while last - first < min(MOST, len(words)):
        before = first > 0 and (bank - first <= last - bank - 1 or last == len(words))
        wider = (first - 1, last) if before else (first, last + 1)
        if _wide(_cut(shown, *wider)) > RIGHT - x:
            break
        first, last = wider
    cards = _cut(shown, first, last)
    at = bank - first + (first > 0)
    row = TokenRow(cards, theme=theme, x=x, y=y)
    return row.set_channels(
        strength=[float(k <= at) for k in range(len(cards))],
        spoken=[float(k == at) for k in range(len(cards))],
    )


def _cut(words: list[str], first: int, last: int) -> list[str]:
    """Return some words, with dots where the sentence goes on."""
    return ["…"] * (first > 0) + words[first:last] + ["…"] * (last < len(words))


def _wide(words: list[str]) -> float:
    return sum(width(word, NUMBER, mono=True) + 2 * PAD + GAP for word in words) - GAP


def _row(words: tuple[str, ...], bank: int, y: float, theme: Theme) -> TokenRow:
    row = TokenRow(words, theme=theme, x=LEFT, y=y)
    row.set_channels(spoken=[float(k == bank) for k in range(len(words))])
    return row


def _lines(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Break words into lines whose cards fit between the margins."""
    room, used = RIGHT - LEFT, 0.0
    lines: list[tuple[str, ...]] = [()]
    for whole in words:
        word = fitted(whole, room - 2 * PAD)
        wide = width(word, NUMBER, mono=True) + 2 * PAD
        if lines[-1] and used + wide > room:
            lines.append(())
            used = 0.0
        lines[-1] += (word,)
        used += wide + GAP
    return lines
