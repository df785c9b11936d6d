"""A closed box of which one sees what goes in and what comes out, until it opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Posed
from anim_lib.scales import mix
from anim_lib.shapes import Arrow, Box, Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER, smooth, soft
from anim_lib.typography import LABEL, Label

SHADE: Final = {"paper": "ink", "ink": "hairline"}  # role of the lid: the darkest calm area
RADIUS, LINE = 10.0, 3.0
NAME, LEAD = 60.0, 50.0  # size of the name, and from line to line below it
WORDS = 0.2  # share of the opening in which the words go, before the shutters part
GAP = 8.0  # between the box and an arrow's tip


class BlackBox(Posed):
    """A closed box with arrows in and out; two shutters that part and show what lies behind.

    Channels: ``opened`` (0 closed; up to 0.2 the words go, then the shutters part; 1: the box is
    gone), ``flowing`` (0..1 how far the arrows have come).

    Parameters
    ----------
    into
        ``(n_in, 2)`` stage pixels: where arrows into the box start; each runs level.
    out
        Height of the arrow out of the box, and the x of its tip, stage pixels.
    name, notes
        What is written on the lid: a large line, and small ones below it.
    box
        Left, top, right, bottom, stage pixels.

    Raises
    ------
    ValueError
        When the box has no size, or an arrow in does not start left of it and at its height.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> lid = BlackBox([(300, 400)], theme=PAPER, out=(400, 900), name="model", notes=["a toy"],
    ...                box=(400, 300, 800, 500))
    >>> lid.set_channels(opened=0.6).shutter_heights()
    (50.0, 50.0)
    """

    def __init__(
        self,
        into: ArrayLike,
        *,
        theme: Theme,
        out: tuple[float, float],
        name: str,
        notes: Sequence[str],
        box: tuple[float, float, float, float],
    ) -> None:
        super().__init__(theme=theme)
        self.box, self.out = box, out
        left, top, right, bottom = box
        self.into = np.array(into, dtype=np.float64)
        if right <= left or bottom <= top:
            raise ValueError(f"BlackBox box {box} has no size, expected left, top, right, bottom")
        if self.into.ndim != 2 or self.into.shape[1] != 2:
            raise ValueError(f"BlackBox into has shape {self.into.shape}, expected (n_in, 2)")
        x, y = self.into.T
        if (x >= left).any() or (y < top).any() or (y > bottom).any():
            raise ValueError("BlackBox into starts beside the box, expected left of it")
        self.shutters = [Shape(), Shape()]
        self.shade = Box(radius=RADIUS)
        self.arrows = [Arrow(line=LINE) for _ in range(len(self.into) + 1)]
        fill = theme.fill(SHADE[theme.name])
        middle, first = (left + right) / 2, (top + bottom) / 2 - LEAD * len(notes) / 2 + 22.0
        self.words = [
            Label(
                text,
                middle,
                first + LEAD * k,
                theme=theme,
                colour=theme.on(fill),
                size=LABEL if k else NAME,
                weight="MEDIUM" if k else "SEMIBOLD",
                anchor="c",
            )
            for k, text in enumerate([name, *notes])
        ]
        self.add(*self.arrows, self.shade, *self.shutters, *self.words)
        self.define(opened=0.0, flowing=1.0)
        self.pose()

    def shutter_heights(self) -> tuple[float, float]:
        """Return the heights of the upper and the lower shutter, stage pixels."""
        apart = max(self.level("opened") - WORDS, 0.0) / (1.0 - WORDS)
        half = (self.box[3] - self.box[1]) / 2 * (1.0 - apart)
        return half, half

    def flow(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which the arrows run in, then out."""
        return self.drive(
            run_time=run_time, rate_func=smooth, begin={"flowing": 0.0}, flowing=1.0, presence=1.0
        )

    def open(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which the shutters part; what is behind them is seen."""
        return self.drive(run_time=run_time, opened=1.0)

    def close(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which the shutters meet again."""
        return self.drive(run_time=run_time, opened=0.0)

    def _draw(self) -> None:
        theme, opened = self.theme, self.level("opened")
        left, top, right, bottom = self.box
        fill = theme.fill(SHADE[theme.name])
        self._arrows(1.0 - soft(2.0 * opened))
        words = 1.0 - soft(opened / WORDS)
        for word in self.words:
            colour = mix(fill, theme.on(fill), words)
            word.colour = colour
            word.define(presence=float(words > 0.0))
        if opened <= WORDS:
            self.shade.place(left, top, right - left, bottom - top, fill)
        else:
            self.shade.hide()
        upper, lower = self.shutter_heights()
        whole = rounded(left, top, right - left, bottom - top, RADIUS)
        edges = ((top, top + upper), (bottom - lower, bottom))
        for shutter, (a, b) in zip(self.shutters, edges, strict=True):
            if opened > WORDS and b - a > 0.5:
                shutter.put(np.column_stack([whole[:, 0], np.clip(whole[:, 1], a, b)]), fill)
            else:
                shutter.hide()

    def _arrows(self, share: float) -> None:
        theme, flowing = self.theme, self.level("flowing")
        colour = mix(theme.ground, theme.ink, share)
        into, out = smooth(2.0 * flowing), smooth(2.0 * flowing - 1.0)
        y, tip = self.out
        lines = [((x, at), (self.box[0] - GAP, at), into) for x, at in self.into.tolist()]
        lines.append(((self.box[2] + GAP, y), (tip, y), out))
        for arrow, (start, end, grow) in zip(self.arrows, lines, strict=True):
            if share > 0.0:
                arrow.put(start, end, colour, grow=grow)
            else:
                arrow.hide()
