"""The sentence at the bottom: old out, then new in, and a line that stays does not move."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import Animation

from anim_lib.layout import CAPTION_Y, LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.theme import Theme
from anim_lib.timing import CAPTION_GAP, CAPTION_IN, CAPTION_OUT, constant, settle, soft
from anim_lib.typography import CAPTION, Label

_SWAP = CAPTION_OUT + CAPTION_GAP + CAPTION_IN
RISE = 10.0


class Caption(Posed):
    """At most two lines of text. Channel ``swap``: 0 shows the old lines, 1 the new ones."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._old: list[Label] = []
        self._new: list[Label] = []
        self.define(swap=1.0)

    def prepare(self, text: str, tint: Mapping[str, str]) -> str:
        """Set ``text`` as what comes next and return the part of it that is not shown yet.

        Raises
        ------
        ValueError
            When a line is wider than the stage.
        """
        current = {(line.text, line.y): line for line in self._new}
        self._old, self._new, fresh = list(self._new), [], []
        for y, words in zip(CAPTION_Y, text.split("\n"), strict=False):
            line = current.get((words, y))
            if line is None:
                own = {part: role for part, role in tint.items() if part in words}
                line = Label(words, LEFT, y, theme=self.theme, size=CAPTION, tint=own)
                fresh.append(words)
                if line.right > RIGHT:
                    raise ValueError(f"the caption line {words!r} is wider than the stage")
            self._new.append(line)
        self.submobjects = list(dict.fromkeys([*self._old, *self._new]))
        self.set_channels(swap=0.0)
        return " ".join(fresh)

    def swap(self) -> Animation:
        """Return the animation from the old lines to the new ones."""
        alone = not [line for line in self._old if line not in self._new]
        return self.drive(
            run_time=CAPTION_IN if alone else _SWAP,
            rate_func=constant,
            begin={"swap": (_SWAP - CAPTION_IN) / _SWAP if alone else 0.0},
            swap=1.0,
        )

    def _draw(self) -> None:
        t = self.level("swap") * _SWAP
        out = 1.0 - soft(t / CAPTION_OUT)
        come = settle((t - CAPTION_OUT - CAPTION_GAP) / CAPTION_IN)
        for line in self.submobjects:
            assert isinstance(line, Label)
            stays = line in self._old and line in self._new
            share = 1.0 if stays else come if line in self._new else out
            rise = (1.0 - come) * RISE if share is come else 0.0
            line.define(presence=np.array(share), offset=np.array([0.0, rise]))
