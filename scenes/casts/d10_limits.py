"""Diagram 10: what one GPU holds, by arithmetic and as published, and what is often drawn."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.axis import Axis
from anim_lib.primitives.block_rows import BlockRows
from anim_lib.primitives.corrections import Corrections
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, NUMBER, Label
from scenes.casts.words import say
from scenes.values.d10_jamba_stack import Values

ZERO, END = LEFT + 12.0, RIGHT
ROWS = (310.0, 440.0)  # middle lines: fp16, int8
TALL = 76.0
FLOOR, MIDDLE = 520.0, 960.0
SOURCES = 814.0  # baseline, below the corrections


class Gpu:
    """Weights and cache in GB on one axis, the GPU's memory as a line across it."""

    def __init__(self, v: Values, theme: Theme) -> None:
        scale = linear((0.0, v.gpu_gb_vmax), (ZERO, END))
        per_gb = scale(1.0) - scale(0.0)
        fit = v.marks.tolist().index(v.published_fit)
        weights, cache = v.weight_bytes / 1e9, float(v.cache_bytes[fit]) / 1e9
        self.bars = BlockRows(
            [*weights, cache],
            starts=[0.0, 0.0, weights[1]],
            middles=[ROWS[0], ROWS[1], ROWS[1]],
            roles=["muted", "muted", "cache"],
            zero=ZERO,
            unit=per_gb,
            tall=TALL,
            theme=theme,
        )
        ticks = [(float(gb), f"{gb}") for gb in (0, 40, 80)]
        self.axis = Axis(ticks, scale, theme=theme, along="x", at=FLOOR, span=(ZERO, END))
        wall = scale(v.gpu_bytes / 1e9)
        self.wall = Rule([(wall, 196.0), (wall, FLOOR)], theme=theme, role="ink", line=5.0)
        self.unit = say("GB (10⁹ bytes)", END, FLOOR + 48, theme, anchor="r")
        self.name = Label(f"one {v.gpu}", wall - 16, 186.0, theme=theme, anchor="r")
        written = [
            (f"weights in {precision}: {size:.1f}", ZERO, y)
            for precision, size, y in zip(v.precisions, weights, ROWS, strict=True)
        ]
        written += [
            ("does not fit", wall, y)
            for fits, y in zip(v.weights_fit, ROWS, strict=True)
            if not fits
        ]
        inside = [
            Label(
                text,
                x + 20.0,
                y + 12.0,
                theme=theme,
                size=NUMBER,
                weight="SEMIBOLD",
                colour=theme.on(theme.fill("muted")),
            )
            for text, x, y in written
        ]
        last = scale(weights[1] + cache)
        self.cached = say(
            f"cache at {v.published_fit:,}: {cache:.1f}",
            last + 18,
            ROWS[1] + 12,
            theme,
            role="cache",
        )
        rooms = (
            (
                "arithmetic: int8 weights, states, cache",
                f"room for {v.room_tokens[1] / 1e6:.1f} million tokens",
                f"no other memory counted: {v.room_over_fit:.0f} times as many",
            ),
            (
                "published: AI21’s model card, 2024",
                f"up to {v.published_fit:,} tokens fit",
                "weights in int8",
            ),
        )
        self.claims: list[list[Posed]] = []
        for (source, told, why), role, x in zip(
            rooms, ("muted", "ink"), (LEFT, MIDDLE), strict=True
        ):
            self.claims.append(
                [
                    say(source, x, 684.0, theme),
                    self._figure(told, x, 746.0, theme, role),
                    say(why, x, 800.0, theme),
                ]
            )
        self.start: list[Posed] = [self.axis, self.unit, self.wall, self.name]
        self.inside: list[Posed] = list(inside)

    def _figure(self, text: str, x: float, y: float, theme: Theme, role: str) -> Label:
        return Label(text, x, y, theme=theme, role=role, size=COUNTER, weight="SEMIBOLD")

    @property
    def cast(self) -> list[Posed]:
        """All of it, from back to front."""
        claims = [word for claim in self.claims for word in claim]
        return [self.bars, *self.start, *self.inside, self.cached, *claims]


def errata(v: Values, theme: Theme) -> Corrections:
    """Return what is commonly drawn of this stack beside what its configuration says."""
    drawn, block = (
        "".join(kind[0].upper() for kind in kinds) for kinds in (v.drawn_stack, v.block)
    )
    context = f"{v.drawn_context_on_one_gpu // 1024}K"
    blocks = v.n_layers // v.attention_period
    rows = [
        (
            "order of layers",
            f"{drawn}…",
            f"{block} × {blocks}",
            "M Mamba, A attention, from the lowest layer up",
        ),
        (
            "attention layers",
            _percent(v.drawn_share),
            _percent(v.attention_share),
            f"{len(v.attention_layers)} of {v.n_layers}; "
            f"{_percent(v.drawn_share)} is Mamba-2-Hybrid’s, MLPs counted",
        ),
        (
            "on one 80 GB GPU",
            context,
            f"{v.published_fit:,}",
            f"tokens that fit, weights in int8; {context} is supported",
        ),
    ]
    return Corrections(
        rows,
        theme=theme,
        columns=(LEFT, 540.0, 940.0),
        first=338.0,
        pitch=178.0,
        truly="published",
    )


def sources(v: Values, theme: Theme) -> Label:
    """Return where the corrected figures are from."""
    return say(
        f"{v.model.split('-')[0]}: config, AI21’s model card 2024 · "
        "Mamba-2-Hybrid: Waleffe et al. 2024 (arXiv 2406.07887)",
        LEFT,
        SOURCES,
        theme,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
