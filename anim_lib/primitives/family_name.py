"""The name of a family of models beside its mark, and below it what it is made of."""

from __future__ import annotations

from typing import Final

from anim_lib.motion import Posed
from anim_lib.primitives.chart_marks import Outline, point
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.typography import LABEL, SMALL, Label

RADIUS: Final = 14.0
BEHIND: Final = 18.0  # from the mark to the name, stage pixels
LEAD: Final = 44.0
MIDDLE: Final = 0.36  # of the size: half of the capitals
MARKS: Final[dict[str, Outline]] = {
    "transformer": "square",
    "recurrent": "diamond",
    "ssm": "circle",
    "hybrid": "star",
}
DASHES: Final[dict[str, tuple[float, float] | None]] = {  # of lines in charts: on, off
    "transformer": None,
    "recurrent": (3.0, 9.0),
    "ssm": (18.0, 10.0),
    "hybrid": (24.0, 8.0),
}


class FamilyName(Posed):
    """``family`` in its colour beside its mark, which is the same in every chart.

    Parameters
    ----------
    family, kind
        The name, and what stands below it in muted words.
    x, y
        Left edge, and the name's baseline, stage pixels.
    role
        One of the four families' roles.

    Raises
    ------
    ValueError
        When ``role`` is none of them.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> FamilyName("hybrid", "Mamba-2 and attention", 96, 300, role="hybrid", theme=PAPER).family.x
    142.0
    """

    def __init__(
        self, family: str, kind: str, x: float, y: float, *, role: str, theme: Theme
    ) -> None:
        super().__init__(theme=theme)
        if role not in MARKS:
            raise ValueError(f"FamilyName role {role!r} is not one of {', '.join(MARKS)}")
        self.role, self.at = role, (x + RADIUS, y - MIDDLE * LABEL)
        self.mark = Shape()
        name_x = x + 2 * RADIUS + BEHIND
        self.family = Label(family, name_x, y, theme=theme, role=role, weight="SEMIBOLD")
        self.kind = Label(kind, x, y + LEAD, theme=theme, role="muted", size=SMALL, weight="NORMAL")
        self.add(self.mark, self.family, self.kind)
        self.pose()

    def _draw(self) -> None:
        self.mark.put(point(MARKS[self.role], *self.at, RADIUS), self.theme.fill(self.role))
