"""Diagram 12: a real model's shelf at 100,000 tokens, to scale, and a state beside it."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all, stagger, together
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.scaled_shelf import ScaledShelf
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, smooth
from anim_lib.typography import COUNTER, SMALL, Counter, Label
from scenes.values.d12_kv_cache_growth import Values

FLOOR, LONG = 752.0, 916.0  # of the lowest shelf
TALL, TALLEST = 544.0, 136.0  # of all shelves, and of one at most
END = LEFT + 44.0 + LONG  # the letters stand left of it
RULER = END + 28.0  # x of the brackets
OUTER = RULER + 28.0  # of the bracket around the other
WORDS = OUTER + 32.0
THIN, WALL = 3.0, 5.0


class Sizes:
    """Shelves of Llama-2-70B, a false range, and the state of Mamba-2.8B."""

    def __init__(self, v: Values, theme: Theme) -> None:
        tokens = float(v.marks[-1])
        self.tokens, self.bytes = tokens, float(v.grouped_bytes[-1])
        self.tall = tall = min(TALLEST, TALL / v.sharing)
        self.shelf = ScaledShelf(
            np.zeros(v.sharing),
            theme=theme,
            capacity=tokens,
            bytes_each=v.grouped_bytes_per_token,
            place=(END - LONG, FLOOR, LONG, tall),
        )
        across = linear((0.0, tokens), (END - LONG, END))
        half = int(tokens) // 2
        ticks = [(float(half), f"{half:,}"), (tokens, f"{tokens:,.0f} tokens")]
        self.axis = Axis(ticks, across, theme=theme, along="x", at=FLOOR, span=(END - LONG, END))
        self.scale = name("areas to scale", LEFT, FLOOR + 48, theme=theme)
        inside = [
            Label(
                role[0].upper(),
                LEFT,
                FLOOR - tall * share + 12,
                theme=theme,
                role=role,
                size=SMALL,
                mono=True,
                weight="SEMIBOLD",
            )
            for role, share in (("key", 0.75), ("value", 0.25))
        ]
        self.letters: list[Posed] = list(inside)
        self.height = linear(
            (0.0, float(v.every_head_bytes[-1])), (FLOOR, self.shelf.top(v.sharing - 1))
        )
        self._formula(v, theme)
        self._levels(v, theme)
        self.drawn: list[Posed] = []
        self.strikes: list[Rule] = []
        if len(v.gigabytes_drawn):
            self._drawn(v, theme)

    def _formula(self, v: Values, theme: Theme) -> None:
        self.heading = Label(
            f"{v.named}: {v.grouped_bytes_per_token:,} bytes a token",
            LEFT,
            164,
            theme=theme,
            weight="SEMIBOLD",
        )
        self.formula = Label(
            f"K and V × {v.named_layers} layers × {v.named_kv_heads} KV heads"
            f" × {v.named_d_head} numbers × 2 bytes",
            RIGHT,
            164,
            theme=theme,
            role="muted",
            size=SMALL,
            weight="NORMAL",
            anchor="r",
        )

    def _levels(self, v: Values, theme: Theme) -> None:
        low, high = self.shelf.top(0), self.shelf.top(v.sharing - 1)
        pale = np.arange(v.sharing) == 0
        self.shelf.set_channels(strength=pale)
        self.brackets = [_bracket(FLOOR, low, RULER, theme, "ink")]
        self.gigabytes = Counter(
            0.0,
            WORDS,
            low + 6,
            theme=theme,
            written=lambda size: gigabytes(size, self.bytes),
            slots=len(gigabytes(self.bytes, self.bytes)),
            size=COUNTER,
            weight="SEMIBOLD",
        )
        shared = f"{v.sharing} query heads per key and value"
        own = "each head keeps its own"
        self.shared = name(shared if v.sharing > 1 else own, WORDS, low + 50, theme=theme)
        self.every: list[Posed] = []
        if v.sharing > 1:
            self._stacked(v, high, theme)

    def _stacked(self, v: Values, high: float, theme: Theme) -> None:
        size = float(v.every_head_bytes[-1])
        self.brackets.append(_bracket(FLOOR, high, OUTER, theme, "ink"))
        self.every = [
            Label(
                gigabytes(size, size),
                WORDS,
                high + 36,
                theme=theme,
                size=COUNTER,
                weight="SEMIBOLD",
                mono=True,
            ),
            name(f"if all {v.named_heads} heads kept their own", WORDS, high + 84, theme=theme),
        ]

    def _drawn(self, v: Values, theme: Theme) -> None:
        low, high = (self.height(float(g) * 1e9) for g in v.gigabytes_drawn)
        middle = (low + high) / 2
        text = "–".join(f"{g:.0f}" for g in v.gigabytes_drawn) + " GB"
        figure = Label(text, WORDS, middle + 30, theme=theme, role="muted", size=COUNTER, mono=True)
        self.drawn = [
            _bracket(low, high, RULER, theme, "muted"),
            name("commonly drawn", WORDS, middle - 22, theme=theme),
            figure,
        ]
        across = [(figure.left - 10, middle + 40), (figure.right + 10, middle - 12)]
        self.strikes = [Rule(across, theme=theme, role="wrong", line=WALL)]

    @property
    def back_to_front(self) -> list[Posed]:
        """All of it."""
        words = [self.heading, self.formula, self.gigabytes, self.shared, self.scale, *self.letters]
        things = [self.shelf, self.axis, *self.brackets]
        return [*things, *words, *self.every, *self.drawn, *self.strikes]

    def fill(self, *, run_time: float = 0.9) -> Animation:
        """Return the animation in which one shelf fills, its bytes counting."""
        held = np.zeros(len(self.shelf.values))
        held[0] = self.tokens
        return together(
            self.shelf.to_values(held, run_time=run_time),
            self.gigabytes.drive(run_time=run_time, rate_func=smooth, value=self.bytes),
        )

    def stack(self) -> Animation:
        """Return the animation in which every head keeps its own."""
        full = np.full(len(self.shelf.values), self.tokens)
        shelves = self.shelf.to_values(full, run_time=MOVE, lag=0.05)
        return together(shelves, Timeline((MOVE, enter_all(*self.brackets[1:], *self.every))))

    def refute(self) -> Animation:
        """Return the animation that strikes out what is commonly drawn."""
        struck = [strike.draw(run_time=ENTER) for strike in self.strikes]
        return stagger(together(*[one.enter() for one in self.drawn]), *struck, lag=MOVE)


def gigabytes(size: float, largest: float) -> str:
    """Return ``size`` bytes as text, as wide and with as many digits as ``largest`` needs."""
    digits = 0 if largest >= 1e11 else 1 if largest >= 1e10 else 2
    wide = len(f"{largest / 1e9:,.{digits}f}")
    return f"{size / 1e9:{wide},.{digits}f} GB"


def _bracket(a: float, b: float, x: float, theme: Theme, role: str) -> Rule:
    path = [(x - 12, a), (x, a), (x, b), (x - 12, b)]
    return Rule(path, theme=theme, role=role, line=THIN)
