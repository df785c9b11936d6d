"""The kinds of text in the column on the right of visual D."""

from __future__ import annotations

from collections.abc import Sequence

from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Anchor, Label, Weight, width
from scenes.casts import spec_d_grid as at

ROW = 52.0


def y(row: float) -> float:
    """Return the baseline of a row of the column; row 0 is its heading."""
    return at.FIRST + ROW * row


def widest(words: Sequence[str]) -> float:
    """Return the stage pixels that the names of words need."""
    return max(width(word, NUMBER, mono=True, weight="SEMIBOLD") for word in words)


class Words:
    """Makes texts in the theme of the scene."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def head(self, text: str) -> Label:
        """Return the column's heading."""
        return Label(text, at.PANEL, at.FIRST, theme=self.theme, weight="SEMIBOLD")

    def note(self, text: str, row: float, role: str = "ink") -> Label:
        """Return a line of small text."""
        return Label(text, at.PANEL, y(row), theme=self.theme, role=role, size=SMALL)

    def number(
        self,
        text: str,
        x: float,
        row: float,
        *,
        role: str = "ink",
        anchor: Anchor = "l",
        weight: Weight = "MEDIUM",
    ) -> Label:
        """Return a word of the story, or a number."""
        return Label(
            text,
            x,
            y(row),
            theme=self.theme,
            role=role,
            size=NUMBER,
            weight=weight,
            mono=True,
            anchor=anchor,
        )

    def names(self, words: Sequence[str], apart: float = 1.0) -> list[Label]:
        """Return the words that are asked for, each in its colour, ``apart`` rows apart."""
        return [
            self.number(word, at.PANEL, 1.0 + apart * k, role=at.WORDS[k], weight="SEMIBOLD")
            for k, word in enumerate(words)
        ]
