"""The gem of visual D: its numbers, its glow, and how a token changes both."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, together
from anim_lib.primitives.gem_glow import GemGlow
from anim_lib.primitives.state_gems import StateGems
from anim_lib.theme import Theme
from anim_lib.timing import LIT, MOVE, soft
from scenes.casts.spec_d_grid import OTHER, WORDS
from scenes.values.spec_d_river_and_gem import Values


def roles(v: Values, story: int) -> list[str]:
    """Return each token's role: its own for words the task asks for, one for all others."""
    content = v.is_content[story]
    return [WORDS[int(content[:s].sum())] if content[s] else OTHER for s in range(len(content))]


class Gem:
    """The state after a token of one story; before the first token it is empty."""

    def __init__(
        self, v: Values, theme: Theme, *, story: int, x: float, y: float, r: float
    ) -> None:
        self.v, self.story = v, story
        self.stones = StateGems(
            np.zeros(v.facets.shape[2]),
            vmax=v.facet_vmax,
            x=x,
            y=y,
            r=r,
            theme=theme,
            spoken=v.told,
            halo=False,
        )
        self.glow = GemGlow(
            np.zeros(v.contributions.shape[2:]),
            left=np.zeros(v.left.shape[2]),
            vmax=v.facet_vmax,
            x=x,
            y=y,
            r=r,
            roles=roles(v, story),
            theme=theme,
        )

    @property
    def all(self) -> list[Posed]:
        """From back to front."""
        return [self.glow, self.stones]

    def change(self, t: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation to the state after token ``t``."""
        v, story = self.v, self.story
        return together(
            self.stones.to_values(v.facets[story, t], run_time=run_time),
            self.glow.burn(v.contributions[story, t], v.left[story, t], run_time=run_time),
        )

    def show(self, t: int) -> None:
        """Show the state after token ``t`` at once."""
        v, story = self.v, self.story
        self.stones.set_values(v.facets[story, t])
        self.glow.set_channels(values=v.contributions[story, t], left=v.left[story, t])

    def point(self, asked: float) -> Animation:
        """Return the animation that outlines the facet spoken of, or lets it go."""
        return self.stones.drive(run_time=LIT, rate_func=soft, asked=asked)
