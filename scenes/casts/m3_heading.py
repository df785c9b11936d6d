"""Mermaid 3: the question of a gate."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.theme import Theme
from anim_lib.typography import ADVANCE, NUMBER, Counter, Label
from scenes.casts.m3_grid import PAIR
from scenes.casts.m3_numbers import ALLOWED

FIRST = PAIR[0]
ASKED = ("Facts lost ≤", "Memory ≤", "Hybrid ≤", "Tokens ≤")


class Heading:
    """A gate's question: the number that it allows can count to another."""

    def __init__(self, row: int, x: float, y: float, limits: list[float], theme: Theme) -> None:
        tint = {"Hybrid": "hybrid"} if "Hybrid" in ASKED[row] else {}
        asked = Label(ASKED[row], x, y, theme=theme, weight="SEMIBOLD", tint=tint)
        whole = all(limit % 1e9 == 0 for limit in limits)
        written = ALLOWED[row] if whole or row in (0, 3) else lambda size: f"{size / 1e9:,.1f} GB?"
        longest = max(len(written(limit)) for limit in limits)
        self.number = Counter(
            limits[FIRST],
            asked.right + 12.0,
            y,
            theme=theme,
            written=written,
            slots=12,
            size=NUMBER,
            weight="SEMIBOLD",
        )
        self.right = self.number.x + ADVANCE * NUMBER * longest
        self.all: tuple[Posed, ...] = (asked, self.number)
