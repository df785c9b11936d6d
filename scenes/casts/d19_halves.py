"""Diagram 19: facts of the toy task, on a shelf and decoded from a strip of state."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from anim_lib.layout import LEFT
from anim_lib.motion import Posed
from anim_lib.primitives.byte_block import ByteBlock
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.recalled_facts import BASELINE, RecalledFacts
from anim_lib.primitives.recorded_counter import RecordedCounter
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, NUMBER, SMALL, Anchor
from scenes.casts import d19_grid as at
from scenes.casts.words import say
from scenes.values.d19_photographic_vs_sketch import Values

SAMPLES = (1.0, 0.5, 0.1)
CALLED = 0  # the fact whose key is called first


def _bytes(size: float) -> str:
    return f"{size:,.0f} bytes"


def percent(share: float) -> str:
    """Return a probability as text."""
    return f"{100 * share:.1f} %"


class Halves:
    """Left the cache's facts, right those of a state; ``states`` are its models, small to large."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.theme, self.times = theme, v.facts_read[: v.trained_facts[-1]]
        count = len(self.times)
        self.history = v.shown_recall[:, :count, :count]
        self.means, self.bytes = v.shown_mean[:, :count], v.kept_bytes[:, :count]
        self.keys = [f"{key}" for key in v.shown_keys[:count]]
        self.texts = [f"{value}" for value in v.shown_values[:count]]
        cache = int(v.has_cache.argmax())
        fixed = np.flatnonzero(v.has_cache == 0)
        self.states = fixed[np.argsort(self.bytes[fixed, -1])].tolist()
        small = self.states[0]
        self.kept = self._facts(cache, LEFT, "cache", kept=True)
        self.decoded = self._facts(small, at.OTHER, "ssm", kept=False)
        self.recalls = [
            self._number(self.means[model], left + at.WIDE, at.HEADS[0], percent, 7, COUNTER, "r")
            for model, left in ((cache, LEFT), (small, at.OTHER))
        ]
        self.sizes = [
            self._number(self.bytes[model], left, at.HEADS[1], _bytes, 12, NUMBER, "l", role)
            for model, left, role in ((cache, LEFT, "cache"), (small, at.OTHER, "ssm"))
        ]
        slot = at.facts(LEFT).painted / float(self.bytes[cache, 0])
        self.strip = ByteBlock(
            self.bytes[small, 0],
            theme=theme,
            left=at.OTHER,
            top=at.STRIP_TOP,
            width=at.WIDE,
            area_per_byte=slot,
            role="ssm",
        )
        self._words(v, theme)
        y, tall = at.facts(LEFT).boxes(CALLED + 1)[CALLED, [1, 3]].tolist()
        path = [(at.MIDDLE, at.CALL), (at.MIDDLE, y + tall / 2)]
        self.call = Chip(self.keys[CALLED], path, theme=theme, role="query")

    def _facts(self, model: int, left: float, role: str, *, kept: bool) -> RecalledFacts:
        return RecalledFacts(
            self.history[model],
            times=self.times,
            keys=self.keys,
            texts=self.texts,
            theme=self.theme,
            role=role,
            kept=kept,
            grid=at.facts(left),
        )

    def _number(
        self,
        history: np.ndarray,
        x: float,
        y: float,
        written: Callable[[float], str],
        slots: int,
        size: float,
        anchor: Anchor,
        role: str = "ink",
    ) -> RecordedCounter:
        return RecordedCounter(
            history,
            times=self.times,
            x=x,
            y=y,
            theme=self.theme,
            written=written,
            slots=slots,
            role=role,
            size=size,
            weight="SEMIBOLD",
            anchor=anchor,
        )

    def _words(self, v: Values, theme: Theme) -> None:
        self.names: list[Posed] = [
            say(
                "toy transformer: one slot per fact",
                LEFT,
                at.HEADS[0],
                theme,
                role="cache",
                strong=True,
            ),
            say(
                "toy Mamba-2: one fixed-size state",
                at.OTHER,
                at.HEADS[0],
                theme,
                role="ssm",
                strong=True,
            ),
        ]
        self.mean: list[Posed] = [
            say("mean recall", left + at.WIDE, at.HEADS[1], theme, anchor="r")
            for left in (LEFT, at.OTHER)
        ]
        self.task = say(
            "toy task: a fact is key → value; a key is called", LEFT, at.LEGEND[0], theme
        )
        self.legend = say("fainter value: lower recall", LEFT, at.LEGEND[1], theme)
        self.stored = say("slots, stored", LEFT, at.ABOVE_FACTS, theme)
        self.answers = say("answers read back, not stored", at.OTHER, at.ABOVE_FACTS, theme)
        self.another = say(
            "another toy Mamba-2: larger state",
            at.OTHER,
            at.HEADS[0],
            theme,
            role="ssm",
            strong=True,
        )
        self.scale = say("filled areas to scale", at.OTHER + at.SCALE, at.HEADS[1], theme)
        left, top, wide, _ = at.facts(LEFT).boxes(v.missed_fact + 1)[-1].tolist()
        below = top + at.PITCH[1] + at.CARD[1] / 2 + BASELINE * SMALL
        self.missed = say(
            f"recall {percent(v.missed_share)}",
            left + wide / 2,
            below,
            theme,
            role="ink",
            anchor="c",
        )
        self.miss: list[Posed] = [
            say(text, left + wide / 2, below + at.PITCH[1] * (1 + line), theme, anchor="c")
            for line, text in enumerate(
                (
                    f"missed: recall below {100 * v.miss_limit:.0f} %",
                    f"{v.missed_read} facts: a length never trained",
                )
            )
        ]
        self.samples = RecalledFacts(
            [SAMPLES],
            times=[len(SAMPLES)],
            keys=[""] * len(SAMPLES),
            texts=[f"{100 * share:.0f}%" for share in SAMPLES],
            theme=theme,
            role="ssm",
            kept=False,
            grid=at.SAMPLES,
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        things = [self.strip, self.kept, self.decoded, self.samples]
        heads = [*self.names, self.another, *self.sizes, *self.recalls, *self.mean, self.scale]
        notes = [self.task, self.legend, self.stored, self.answers, self.missed, *self.miss]
        return [*things, *heads, *notes, self.call]
