"""Diagram 7: a state of one size, and answers that get worse with the length of the text."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, enter_all
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from scenes.casts.d07_grid import CAPITALS, SLOTS, ZERO, size
from scenes.casts.words import Words
from scenes.values.d07_memory_tradeoff import Values

ANSWERS, ANSWERS_LONG = 1010.0, 660.0  # zero line and full length of the answers' bars
STATE_LONG: Final = 300.0
FIRST, STEP, THICK = 250.0, 74.0, 44.0  # middles of the rows


class Recall(Words):
    """The same state for every length of text, and the share of right answers beside it."""

    def __init__(self, v: Values, theme: Theme) -> None:
        super().__init__(theme)
        count = len(v.recall_context)
        places = FIRST + STEP * np.arange(count)
        self.lengths = [
            self.word(f"{n:,} tokens", LEFT, y + CAPITALS)
            for n, y in zip(v.recall_context.tolist(), places, strict=True)
        ]
        self.state = self._bars(
            np.full(count, v.recall_state_bytes), ZERO, STATE_LONG, v.recall_state_bytes, "ssm"
        )
        self.answers = self._bars(v.recall_percent, ANSWERS, ANSWERS_LONG, 100.0, "accent")
        self.heads = [
            self.word(f"{v.recall_model} state", ZERO, 176, "ssm", strong=True),
            self.word("right answers", ANSWERS, 176, "accent", strong=True),
            self.note("padding of the facts", LEFT, 176),
        ]
        self.sources = [
            self.note(
                "BABILong leaderboard, mean of its tasks: Kuratov et al. 2024 (arXiv 2406.10149)",
                LEFT,
                660,
            ),
            self.note(
                f"{v.recall_model} was trained on {v.recall_trained:,} tokens;"
                " scores only: neither a cause nor a transformer is shown",
                LEFT,
                706,
            ),
            self.note(
                f"Mamba-2, trained on {v.length_trained:,} tokens, fails beyond; about"
                f" {v.length_steps} more training steps mend it up to {v.length_after:,}",
                LEFT,
                770,
            ),
            self.note("Buitrago & Gu 2025 (arXiv 2507.02782)", LEFT, 816),
        ]

    def _bars(
        self, values: ArrayLike, zero: float, long: float, vmax: float, role: str
    ) -> BarStrip:
        places = FIRST + STEP * np.arange(len(self.lengths))
        return BarStrip(
            values,
            theme=self.theme,
            along="x",
            base=zero,
            scale=linear((0.0, vmax), (zero, zero + long)),
            places=places,
            thickness=THICK,
            role=role,
            written=size if role == "ssm" else "{:.0f} %".format,
            slots=SLOTS,
            axis=(float(places[0]) - THICK, float(places[-1]) + THICK),
        )

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [self.state, self.answers, *self.lengths, *self.heads, *self.sources]

    def come(self) -> Animation:
        """Return the animation in which the states come, then the answers, then the sources."""
        return Timeline(
            (0.0, enter_all(*self.lengths, *self.heads)),
            (0.0, self.state.enter()),  # it does not grow with the text
            (MOVE, self.answers.grow()),
            (MOVE, enter_all(*self.sources[:2])),
            (MOVE + ENTER, enter_all(*self.sources[2:])),
        )
