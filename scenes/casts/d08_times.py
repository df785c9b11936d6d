"""The second cost of diagram 8: measured decoding time over the tokens that went before."""

from __future__ import annotations

from typing import Final

import numpy as np

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.family_name import DASHES
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts.d08_plane import FAMILIES
from scenes.casts.words import Words
from scenes.values.d08_pareto_frontier import Values

BOX: Final = (236.0, 240.0, 1340.0, 742.0)
SMALLER = 10.0  # radius of a mark, stage pixels
NOTE = 160.0  # baseline of what the chart does not show
BESIDE, BASE, NEXT = 28.0, 13.0, 44.0  # from a last mark to its name; from line to line


class Times:
    """Nine measured lines over two log axes, named at their right ends."""

    def __init__(self, v: Values, theme: Theme) -> None:
        kinds = [FAMILIES[family] for family in v.families]
        marks = [Mark("line", role, size=3.0, dash=DASHES[role]) for role, _ in kinds]
        marks += [Mark("scatter", role, outline=cut, size=SMALLER) for role, cut in kinds]
        first, last = (float(v.decode_contexts[k]) for k in (0, -1))
        decades = [v.us_vmin, 1000.0, v.us_vmax]
        self.chart = Chart(
            np.vstack([v.decode_us, v.decode_us]),
            x=v.decode_contexts,
            marks=marks,
            across=Ruler(
                (first, last),
                tuple((float(n), f"{n:,}") for n in v.decode_contexts),
                "tokens already read, log scale",
                log=True,
            ),
            up=Ruler(
                (v.us_vmin, v.us_vmax),
                tuple((us, f"{us:,.0f}") for us in decades),
                "µs to decode one token on one CPU thread, toy models, log scale",
                log=True,
                fine=True,
            ),
            box=BOX,
            theme=theme,
            grid="up",
        )
        words = Words(theme)
        fixed = np.flatnonzero(v.bytes_per_token == 0)
        hybrid = v.families.index("hybrid")
        self.names: list[Label] = []
        for one, text, role in (
            (
                v.transformer,
                f"transformer: {v.decode_us[v.transformer, -1]:,.0f} µs",
                "transformer",
            ),
            (hybrid, "hybrids", "hybrid"),
            (
                v.mamba,
                f"{v.labels[v.mamba]}: {v.decode_us[v.mamba, -1]:.0f} µs",
                "ssm",
            ),
        ):
            x, y = self.chart.spot(one, -1)
            self.names.append(words.word(text, x + BESIDE, y + BASE, role, strong=True))
        above = self.names[-1]
        beside = f"one of {len(fixed)} fixed states"
        self.names.append(words.word(beside, above.x, above.y + NEXT, strong=True))
        longest = int(v.document_tokens[v.slide[-1]])
        self.names.append(
            words.note(f"time only: recall was shown to {longest:,} tokens", RIGHT, NOTE, "r")
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.chart, *self.names]
