"""A row of small tanks at one scale, each with its name and the share that is filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import DIMMED
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.cache_tank import WALL, CacheTank
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth
from anim_lib.typography import LABEL, NUMBER, SMALL, Label

STRIKE = 5.0
BELOW = (52.0, 98.0)  # baselines of share and name under the floor


class TankRow(ValueGroup):
    """``(n,)`` shares as equal tanks side by side on one ground.

    Channel ``struck``: how much of the line through a wrong picture is drawn.

    Parameters
    ----------
    shares
        ``(n,)``, 0 to 1.
    names
        One per tank, under it.
    roles
        Role of each tank's water.
    heading
        Words above the row.
    box
        ``(x, y, width, height)`` of the row of tanks in stage pixels; names lie below it.
    thick
        Inner width of a tank.
    written
        Share -> text under its tank; None writes none.
    quiet
        True draws all of it in muted: a wrong picture.

    Raises
    ------
    ValueError
        When names or roles are not one per share, or a share does not lie in 0 to 1.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> row = TankRow([0.1, 1.0], theme=PAPER, names=["a", "b"], roles=["cache", "cache"],
    ...               heading="two", box=(96, 300, 400, 300), thick=120, written="{:.0%}".format)
    >>> [tank.share for tank in row.tanks]
    [0.1, 1.0]
    """

    def __init__(
        self,
        shares: ArrayLike,
        *,
        theme: Theme,
        names: Sequence[str],
        roles: Sequence[str],
        heading: str,
        box: tuple[float, float, float, float],
        thick: float,
        written: Callable[[float], str] | None = None,
        quiet: bool = False,
    ) -> None:
        super().__init__(shares, ndim=1, theme=theme)
        given, (x, y, width, height) = self.values, box
        for what, many in (("names", names), ("roles", roles)):
            if len(many) != len(given):
                raise ValueError(f"TankRow {what} are {len(many)}, expected one per share")
        if given.min() < 0 or given.max() > 1:
            raise ValueError(f"TankRow shares are {given.tolist()}, expected 0 to 1")
        lefts = np.linspace(x, x + width - thick, len(given))
        floor = y + height
        self.tanks = [
            CacheTank(
                float(share),
                theme=theme,
                capacity=1.0,
                bytes_each=1.0,
                place=(float(left), y, thick, height),
                role="muted" if quiet else role,
                frame="muted" if quiet else "ink",
                shade=DIMMED,
            )
            for share, left, role in zip(given, lefts, roles, strict=True)
        ]
        middles = lefts + thick / 2
        self.head = Label(
            heading,
            x - WALL,
            y - 62.0,
            theme=theme,
            size=LABEL,
            weight="SEMIBOLD",
            role="muted" if quiet else "ink",
        )
        self.names = [
            Label(
                word,
                float(at),
                floor + BELOW[1 if written else 0],
                theme=theme,
                size=SMALL,
                role="muted",
                anchor="c",
            )
            for word, at in zip(names, middles, strict=True)
        ]
        self.shares = [
            Label(
                written(float(v)),
                float(at),
                floor + BELOW[0],
                theme=theme,
                size=NUMBER,
                mono=True,
                anchor="c",
                weight="SEMIBOLD",
                role="muted" if quiet else role,
            )
            for v, at, role in zip(given, middles, roles, strict=True)
            if written
        ]
        path = [(x - 8, floor + 8), (x + width + 8, y - 8)]
        self.strike = Rule(path, theme=theme, role="wrong", line=STRIKE)
        self.add(*self.tanks, self.head, *self.names, *self.shares, self.strike)
        self.define(struck=0.0)
        self.pose()

    def strike_out(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the picture is struck through."""
        return self.drive(run_time=run_time, rate_func=smooth, struck=1.0)

    def _draw(self) -> None:
        for tank, share in zip(self.tanks, self.values, strict=True):
            tank.define(values=np.array(share))
        self.strike.define(drawn=np.array(self.level("struck")))
