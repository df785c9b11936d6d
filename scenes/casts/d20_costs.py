"""What attention layers of diagram 20 cost: bytes kept and measured time, over the tokens read."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, kept_apart
from anim_lib.motion import Posed, Timeline, enter_all
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.corrections import Corrections
from anim_lib.primitives.family_name import DASHES, MARKS
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from anim_lib.typography import Label
from scenes.casts import d20_grid as at
from scenes.casts.d08_times import BASE, BESIDE, SMALLER
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

SOURCES = 770.0  # baseline, below the corrections
APART = 48.0  # between the baselines of two names
BOXES = ((228.0, 262.0, 700.0, 742.0), (1126.0, 262.0, 1520.0, 742.0))


class Costs:
    """Two log-log charts side by side, each with its own unit; lines named at their ends."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.theme = theme
        roles = [at.family(v, stack) for stack in range(len(v.stacks))]
        self.marks = [Mark("line", role, size=3.0, dash=DASHES[role]) for role in roles]
        self.marks += [Mark("scatter", role, outline=MARKS[role], size=SMALLER) for role in roles]
        up = Ruler(
            (v.decode_bytes_vmin, v.decode_bytes_vmax),
            tuple((size, text) for size, text in ((1e4, "10 kB"), (1e6, "1 MB"), (1e8, "100 MB"))),
            "bytes kept, log scale",
            log=True,
            fine=True,
        )
        self.memory = self._chart(v, v.decode_bytes, up, BOXES[0])
        up = Ruler(
            (v.us_vmin, v.us_vmax),
            tuple((us, f"{us:,.0f}") for us in (v.us_vmin, 1000.0, v.us_vmax)),
            "µs of one CPU thread per token, log scale",
            log=True,
            fine=True,
        )
        self.time = self._chart(v, v.decode_us, up, BOXES[1])
        self.sizes = self._names(
            self.memory,
            [f"{at.of(v, k)}: {at.size(v.decode_bytes[k, -1])}" for k in range(len(roles))],
        )
        self.times = self._names(
            self.time, [f"{at.of(v, k)}: {v.decode_us[k, -1]:,.0f} µs" for k in range(len(roles))]
        )

    def _chart(
        self, v: Values, values: np.ndarray, up: Ruler, box: tuple[float, float, float, float]
    ) -> Chart:
        first, last = (float(v.decode_contexts[k]) for k in (0, -1))
        return Chart(
            np.vstack([values, values]),
            x=v.decode_contexts,
            marks=self.marks,
            across=Ruler(
                (first, last),
                tuple((float(n), f"{n:,}") for n in v.decode_contexts),
                "tokens read, log scale",
                log=True,
            ),
            up=up,
            box=box,
            theme=self.theme,
            grid="up",
        )

    def _names(self, chart: Chart, texts: list[str]) -> list[Label]:
        stacks = range(len(texts))
        ends = [chart.spot(k, -1) for k in stacks]
        order = sorted(stacks, key=lambda k: ends[k][1])
        rising = kept_apart([ends[k][1] + BASE for k in order], APART)
        places = dict(zip(order, rising, strict=True))
        return [
            say(text, ends[k][0] + BESIDE, places[k], self.theme, role=chart.marks[k].role)
            for k, text in enumerate(texts)
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.memory, self.time, *self.sizes, *self.times]

    def draw(self, chart: Chart, names: list[Label]) -> Animation:
        """Return the animation in which a chart comes, its lines are drawn and then named."""
        return Timeline(
            (
                0.0,
                chart.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "shown": 0.0},
                    presence=1.0,
                    shown=1.0,
                ),
            ),
            (MOVE, enter_all(*names)),
        )


def errata(v: Values, theme: Theme) -> Corrections:
    """Return what is commonly drawn of published hybrids beside what was published."""
    here, other = (name.split("-v")[0] for name in v.published)
    ours = f"{v.published_attention[0]} of {v.published_layers[0]}"
    rows = [
        (
            f"{here}’s attention layers",
            f"~{100 * v.share_drawn:.0f} %",
            f"{100 * v.published_share[0]:.3g} %",
            f"{ours}; {at.percent(v.published_share[1])} is {other}’s, MLPs counted",
        ),
        (
            f"{here}’s memory",
            "near-fixed",
            "grows",
            f"{at.size(v.jamba_bytes_per_token)} a token: {at.size(v.jamba_cache_bytes)} of cache "
            f"at {v.jamba_context // 2**10}K tokens, fp16",
        ),
    ]
    return Corrections(
        rows, theme=theme, columns=(LEFT, 600.0, 960.0), first=380.0, pitch=220.0, truly="published"
    )


def sources(theme: Theme) -> Label:
    """Return where the published figures are from: they are no toy's."""
    return say(
        "published: Lieber et al. 2024, AI21’s model card 2024, Waleffe et al. 2024; "
        "bytes computed",
        LEFT,
        SOURCES,
        theme,
    )
