"""Diagram 1: two published hybrids, one that sees everything and one that sees a window."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, enter_all
from anim_lib.primitives.axis import name
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.family_name import DASHES, FamilyName
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from anim_lib.typography import SMALL, Label
from scenes.casts.d01_lanes import NOTE
from scenes.casts.d01_tables import size
from scenes.values.d01_architecture_spectrum import Values

BOX = (240.0, 246.0, 1380.0, 690.0)
HEAD = 154.0  # baseline of what the chart is about
SECOND = (64.0, 10.0)  # dashes of the second line, which are no family's
BEHIND, LEAD = 24.0, 44.0


class Hybrids:
    """Memory against the length of the text, both axes logarithmic."""

    def __init__(self, v: Values, theme: Theme) -> None:
        first, middle, last = (int(v.public_contexts[k]) for k in (0, 5, -1))
        rows = [v.growing_bytes, v.bounded_bytes]
        self.chart = Chart(
            rows,
            x=v.public_contexts,
            marks=[Mark("line", "hybrid", dash=dash) for dash in (DASHES["hybrid"], SECOND)],
            across=Ruler(
                (first, last),
                tuple((n, f"{n:,}") for n in (first, v.window, middle, last)),
                "tokens read, log scale",
                log=True,
            ),
            up=Ruler(
                (v.bytes_vmin, v.bytes_vmax),
                ((1e6, "1 MB"), (1e7, "10 MB"), (1e8, "100 MB"), (1e9, "1 GB")),
                "",
                log=True,
            ),
            box=BOX,
            theme=theme,
            grid="up",
        )
        self.chart.set_channels(shown=0.0)
        self.head = FamilyName(
            "two published hybrids",
            "memory kept, log scale, 1 MB = 10⁶ bytes",
            LEFT,
            HEAD,
            role="hybrid",
            theme=theme,
        )
        said = (
            (v.growing_model, "attends to every token", v.growing_bytes),
            (v.bounded_model, f"Griffin: attends to {v.window:,}", v.bounded_bytes),
        )
        self.names = []
        for k, (model, sees, kept) in enumerate(said):
            x, y = BOX[2] + BEHIND, self.chart.spot(k, -1)[1]
            self.names += [
                Label(model, x, y, theme=theme, role="hybrid", size=SMALL, weight="SEMIBOLD"),
                name(sees, x, y + LEAD, theme=theme),
                name(size(float(kept[-1])), x, y + 2 * LEAD, theme=theme),
            ]
        self.note = name(
            "published sizes: Lieber et al. 2024, Botev et al. 2024 · one text, 16 bits a number",
            LEFT,
            NOTE,
            theme=theme,
        )

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [self.chart, self.head, *self.names, self.note]

    def come(self) -> Animation:
        """Return the animation in which the axes come, then the lines, each with its name."""
        self.chart.set_channels(presence=0.0)
        return Timeline(
            (0.0, enter_all(self.chart, self.head, self.note)),
            (ENTER, self.chart.draw_series(0, 1, run_time=MOVE)),
            (ENTER + MOVE, enter_all(*self.names)),
        )
