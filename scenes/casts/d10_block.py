"""Diagram 10: the words around one block of eight layers seen from near."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.tower_floor import AIR, MIXER_SHARE, WALL
from anim_lib.theme import Theme
from anim_lib.timing import smooth
from anim_lib.typography import COUNTER, Counter
from scenes.casts.d10_towers import GROUND, NEAR_PITCH, NEAR_WIDTH, NEAR_X, TOKEN, Towers, size
from scenes.casts.words import say
from scenes.values.d10_jamba_stack import Values

HEAD = 182.0  # baseline of the columns' names
KEPT = NEAR_X + NEAR_WIDTH + AIR


class Block:
    """What the rooms are called, what experts are, and where cache and state are even."""

    def __init__(self, v: Values, theme: Theme, towers: Towers) -> None:
        mlp = NEAR_X + MIXER_SHARE * NEAR_WIDTH + WALL
        self.rooms = [say("mixer", NEAR_X, HEAD, theme), say("MLP", mlp, HEAD, theme)]
        first = int(v.is_moe.argmax())
        self.experts = say(
            f"every second MLP: {v.experts_per_token} of {v.n_experts} experts for each token",
            KEPT + 24,
            self.baseline(first),
            theme,
            role="accent",
        )
        self.kept = say("balcony: what the mixer keeps", KEPT, HEAD, theme)
        self.tokens = Counter(
            0.0,
            RIGHT,
            HEAD,
            theme=theme,
            written=lambda n: f"token {n:,.0f}",
            slots=12,
            size=COUNTER,
            weight="SEMIBOLD",
            anchor="r",
        )
        end = KEPT + TOKEN * v.floor_even_tokens
        self.fixed = say(
            f"{size(v.layer_state_bytes)} each, always",
            end + 18,
            self.baseline(0),
            theme,
            role="ssm",
        )
        above = int(v.attention_layers[0]) + 1
        low, high = GROUND - NEAR_PITCH * (above - 1), GROUND - NEAR_PITCH * above
        self.guide = Rule([(end, low), (end, high)], theme=theme, role="ink", line=3.0, dash=(3, 9))
        self.even = say(f"{v.floor_even_tokens} tokens", end + 18, self.baseline(above), theme)

    def baseline(self, floor: int) -> float:
        """Return the baseline of small words beside ``floor``, stage pixels."""
        return GROUND - NEAR_PITCH * (floor + 0.43) + 12.0

    def count(self, tokens: int, reading: Animation) -> Animation:
        """Return ``reading`` with the counter of tokens going up to ``tokens`` beside it."""
        counted = self.tokens.drive(
            run_time=reading.run_time, rate_func=smooth, value=float(tokens)
        )
        return together(reading, counted)

    @property
    def cast(self) -> list[Posed]:
        """All of it."""
        words = [*self.rooms, self.experts, self.kept, self.tokens, self.fixed, self.even]
        return [self.guide, *words]
