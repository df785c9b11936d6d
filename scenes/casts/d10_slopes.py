"""Diagram 10: what both towers keep while they read, as two lines over the tokens."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.family_name import DASHES
from anim_lib.theme import Theme
from anim_lib.timing import glide
from anim_lib.typography import COUNTER, Counter, Label
from scenes.casts.words import say
from scenes.values.d10_jamba_stack import Values

BOX = (1390.0, 420.0, 1782.0, 740.0)
HEAD = 160.0  # baseline of the tokens, and of the towers' names


class Slopes:
    """Two lines in GB that are drawn while tokens are read, and how many there are."""

    def __init__(self, v: Values, theme: Theme) -> None:
        last = float(v.supported_context)
        ticks = tuple((n, f"{n / 1024:.0f}K" if n else "0") for n in (0.0, last / 2, last))
        heights = tuple((float(gb), f"{gb}") for gb in range(0, int(v.gb_vmax), 10))
        self.chart = Chart(
            [v.series_bytes / 1e9, v.series_other_bytes / 1e9],
            x=v.series,
            marks=[Mark("line", role, dash=DASHES[role]) for role in ("hybrid", "transformer")],
            across=Ruler((0.0, last), ticks, "tokens"),
            up=Ruler((0.0, v.gb_vmax), heights, "cache, GB"),
            box=BOX,
            theme=theme,
            grid="up",
        )
        self.chart.set_channels(shown=0.0)
        spots = [self.chart.spot(k, -1) for k in range(2)]
        self.names = [
            Label(model, x, y - 18.0, theme=theme, role=role, anchor="r")
            for model, (x, y), role in zip(
                v.compared, spots, ("hybrid", "transformer"), strict=False
            )
        ]
        self.tokens = Counter(
            last,
            RIGHT,
            HEAD,
            theme=theme,
            written="{:,.0f}".format,
            slots=7,
            size=COUNTER,
            weight="SEMIBOLD",
            anchor="r",
        )
        self.read = say("tokens read", RIGHT, HEAD + 48.0, theme, anchor="r")
        other = v.compared[1].split("-")[0]
        told = (
            f"{other} has read at most {v.other_trained // 1024}K",
            "in training: more is arithmetic",
        )
        self.beyond = [
            say(text, RIGHT, HEAD + 106.0 + 44.0 * k, theme, anchor="r")
            for k, text in enumerate(told)
        ]
        self.start: list[Posed] = [self.chart, self.tokens, self.read]

    @property
    def cast(self) -> list[Posed]:
        """All of it."""
        return [*self.start, *self.names, *self.beyond]

    def follow(self, v: Values, *, run_time: float) -> Animation:
        """Return the animation in which Jamba's line is drawn, as far as tokens are read."""
        return together(
            self.chart.drive(run_time=run_time, rate_func=glide, shown=[1.0, 0.0]),
            self.tokens.drive(run_time=run_time, rate_func=glide, value=float(v.marks[-1])),
        )

    def compare(self, *, run_time: float) -> Animation:
        """Return the animation in which the other line is drawn too."""
        return self.chart.drive(run_time=run_time, rate_func=glide, shown=1.0)
