"""A state that is carried from step to step: each one waits for the one before it."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.shapes import Arrow
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant, soft

LINE, HEAD = 3.0, (24.0, 20.0)  # of an arrow, stage pixels
AIR = 6.0  # between an arrow's ends and what it joins
FALL = 0.45  # share of a step in which the input falls and the state is carried
BORN = 0.02


class StateChain(ValueGroup):
    """``(seq_len, d_state)`` signed states as strips in a row, joined by arrows.

    Channel ``done``: how many steps are done. In a step the state before slides on along its
    arrow while the input comes from above; then the cells take the step's values.

    Parameters
    ----------
    values
        ``(seq_len, d_state)``, each within ``-vmax..vmax``.
    vmax
        The value at the ramp's ends.
    columns
        ``(seq_len,)`` middles of the strips, stage pixels.
    top
        Height at which inputs start, stage pixels.
    box
        Top, width and height of the strips, stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one, or a value lies beyond ``vmax``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> chain = StateChain([[0.5, -0.2], [0.3, 0.1]], theme=PAPER, vmax=1.0, columns=[200, 400],
    ...                    top=240, box=(290, 100, 40))
    >>> chain.set_channels(done=1).strips[1].level("presence")
    0.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        vmax: float,
        columns: ArrayLike,
        top: float,
        box: tuple[float, float, float],
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        self.columns = np.array(columns, dtype=np.float64)
        if self.columns.shape != (len(self.values),):
            raise ValueError(
                f"StateChain columns have shape {self.columns.shape}, expected"
                f" ({len(self.values)},)"
            )
        self.top, self.box = top, box
        self.carries = [Arrow(line=LINE, head=HEAD) for _ in self.columns[1:]]
        self.inputs = [Arrow(line=LINE, head=HEAD) for _ in self.columns]
        self.strips = [
            SignedStrip(row, theme=theme, role="muted", vmax=vmax, box=(0, 0, *box[1:]))
            for row in self.values
        ]
        self.add(*self.carries, *self.inputs, *self.strips[::-1])
        self.define(done=float(len(self.columns)))
        self.pose()

    def step_to(self, done: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation after which ``done`` steps are done."""
        return self.drive(
            run_time=run_time,
            rate_func=constant,
            begin={"presence": 1.0},
            presence=1.0,
            done=done,
        )

    def _draw(self) -> None:
        top, wide, tall = self.box
        values, done = self._channels["values"], self.level("done")
        for t, (strip, x) in enumerate(zip(self.strips, self.columns.tolist(), strict=True)):
            progress = min(max(done - t, 0.0), 1.0)
            moved, filled = soft(progress / FALL), soft((progress - FALL) / (1.0 - FALL))
            self._arrow(self.inputs[t], (x, self.top), (x, top - AIR), moved)
            before = values[t - 1] if t else np.zeros_like(values[0])
            place, there = x, soft(2.0 * progress)
            if t:
                last, middle = float(self.columns[t - 1]), top + tall / 2
                self._arrow(
                    self.carries[t - 1],
                    (last + wide / 2 + AIR, middle),
                    (x - wide / 2 - AIR, middle),
                    moved,
                )
                place, there = last + (x - last) * moved, float(progress > BORN)
            now: Channel = before + (values[t] - before) * filled
            strip.define(values=now, box=(place - wide / 2, top, wide, tall), presence=there)

    def _arrow(
        self, arrow: Arrow, start: tuple[float, float], end: tuple[float, float], grown: float
    ) -> None:
        arrow.put(start, end, self.theme.stroke("muted"), grow=grown)
