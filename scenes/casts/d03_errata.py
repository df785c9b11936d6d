"""Diagram 3's errata: two charts as commonly drawn, and both models over one pair of axes."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.family_name import DASHES
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts import d03_grid as grid
from scenes.casts.words import say
from scenes.values.d03_quadratic_explosion import Values

BAR = 54.0


def short(tokens: int) -> str:
    """Return a length as the drawn charts label it."""
    for size, letter in ((1_000_000, "M"), (1_000, "K")):
        if tokens >= size:
            return f"{tokens // size}{letter}"
    return str(tokens)


class Errata:
    """The drawn charts with their strikes, and the computed one."""

    def __init__(self, v: Values, theme: Theme) -> None:
        drawn, told = grid.DRAWN, (v.drawn_chart_tops, v.drawn_scan_chart_tops)
        labels = (v.drawn_chart_tokens, v.drawn_scan_chart_tokens)
        bars, places = (len(found) for found in (v.drawn_chart_tops, v.drawn_chart_tokens))
        names = (
            f"attention: {places - bars} of {places} bars missing",
            "SSM “flat, linear growth”: flat per token only",
        )
        self.drawn = [
            self._bars(v, theme, tops, tokens, name, box)
            for tops, tokens, name, box in zip(told, labels, names, drawn, strict=True)
        ]
        self.crosses = [  # one rising line would be read as a trend of the chart
            [
                Rule(ends, theme=theme, role="wrong", line=5.0)
                for ends in ([(left, top), (right, bottom)], [(left, bottom), (right, top)])
            ]
            for left, top, right, bottom in drawn
        ]
        self.heads = [
            say("commonly drawn", 96.0, grid.HEADS, theme, strong=True),
            say("computed", grid.COMPUTED[0] - 116, grid.HEADS, theme, role="ink", strong=True),
        ]
        n = len(v.drawn_chart_tokens)
        self.computed = Chart(
            np.concatenate([v.chart_work, v.chart_work]),
            x=np.arange(n),
            marks=[
                Mark("line", "attention"),
                Mark("line", "ssm", dash=DASHES["ssm"]),
                Mark("scatter", "attention", outline="square"),
                Mark("scatter", "ssm"),
            ],
            across=Ruler(
                (-0.3, n - 0.7),
                tuple((float(k), short(int(t))) for k, t in enumerate(v.drawn_chart_tokens)),
                "tokens, log scale",
            ),
            up=Ruler(
                (5.0, 15.0),
                ((6, "1M"), (8, "100M"), (10, "10B"), (12, "1T"), (14, "100T")),
                "multiplications, log scale",
            ),
            box=grid.COMPUTED,
            theme=theme,
            grid="both",
        )
        self.lines: list[Label] = [
            say(
                f"attention: {v.work_per_pair} N²",
                *self._by(0, 2, (-24, -24)),
                theme,
                role="attention",
                strong=True,
                anchor="r",
            ),
            say(
                f"SSM scan: {v.work_per_token:,} N",
                *self._by(1, 2, (0, 60)),
                theme,
                role="ssm",
                strong=True,
            ),
        ]

    def _by(self, series: int, point: int, away: tuple[float, float]) -> tuple[float, float]:
        x, y = self.computed.spot(series, point)
        return x + away[0], y + away[1]

    def _bars(
        self,
        v: Values,
        theme: Theme,
        tops: np.ndarray,
        tokens: np.ndarray,
        name: str,
        box: tuple[float, float, float, float],
    ) -> Chart:
        """Return one of the drawn charts, on its own axis."""
        low, high = (float(p) for p in v.drawn_chart_axis)
        return Chart(
            tops[None],
            x=np.arange(len(tops)),
            marks=[Mark("bars", "muted", size=BAR)],
            across=Ruler(
                (-0.6, len(tokens) - 0.4),
                tuple((float(k), short(int(t))) for k, t in enumerate(tokens)),
                "",
            ),
            up=Ruler((v.drawn_chart_floor, high), ((low, "100K"), (high, "10B")), name),
            box=box,
            theme=theme,
        )

    @property
    def everything(self) -> list[Posed]:
        """All of it, from back to front."""
        strikes = [strike for cross in self.crosses for strike in cross]
        return [*self.drawn, *strikes, *self.heads, self.computed, *self.lines]
