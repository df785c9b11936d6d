"""The three kinds of text in diagram 14."""

from __future__ import annotations

from collections.abc import Mapping

from anim_lib.formula import Formula
from anim_lib.layout import FORMULA_Y, LEFT
from anim_lib.typography import NUMBER, Label
from scenes.casts import words


class Words(words.Words):
    """Makes texts in the theme of the scene."""

    def tick(self, number: int, x: float, y: float) -> Label:
        """Return a number on an axis."""
        return Label(
            str(number), x, y, theme=self.theme, role="muted", size=NUMBER, mono=True, anchor="c"
        )

    def maths(
        self,
        source: str,
        terms: Mapping[str, str],
        x: float = LEFT,
        y: float = FORMULA_Y,
        *,
        lit: bool = True,
    ) -> Formula:
        """Return a formula; those with a term ``c`` stand on one baseline."""
        middle = "c" if "c" in terms else None
        return Formula(source, theme=self.theme, terms=terms, x=x, y=y, middle=middle, lit=lit)
