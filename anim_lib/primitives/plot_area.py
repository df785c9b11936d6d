"""A pair of axes with units, linear or logarithmic, over which marks are placed by their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import Posed
from anim_lib.primitives import axis
from anim_lib.scales import Scale, linear, log
from anim_lib.theme import Theme
from anim_lib.timing import MOVE

Grid = Literal["none", "up", "both"]

ABOVE, BELOW = 24.0, 92.0  # from the plot to the name of each axis, stage pixels
NAMED = 0.6  # share of the drawing after which numbers and names come


@dataclass(frozen=True, slots=True)
class Ruler:
    """What one axis measures.

    ``domain`` gives the values at its two ends, ``ticks`` two to four ``(value, text)``
    pairs, ``name`` what is measured with its unit ("" prints none). ``fine`` marks 2, 3, … 9
    times each power of ten of a logarithmic axis, so that it is seen to be one.
    """

    domain: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]
    name: str
    log: bool = False
    fine: bool = False

    def scale(self, span: tuple[float, float]) -> Scale:
        """Return the map from a value to a stage pixel within ``span``."""
        return log(self.domain, span) if self.log else linear(self.domain, span)

    @property
    def base(self) -> float:
        """Where bars stand: at zero, or at the low end when zero is not on the axis."""
        low, high = sorted(self.domain)
        return low if self.log or not low <= 0.0 <= high else 0.0

    @property
    def between(self) -> tuple[float, ...]:
        """Values of the fine marks within the domain, rising; none on a linear axis."""
        if not (self.log and self.fine):
            return ()
        low, high = sorted(self.domain)
        powers = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)))
        marks = np.outer(10.0**powers, np.arange(2, 10)).ravel()
        return tuple(float(value) for value in marks[(marks >= low) & (marks <= high)])

    def check(self, owner: str, numbers: np.ndarray) -> None:
        """Refuse numbers that are not finite or lie outside the domain.

        Raises
        ------
        ValueError
            When there are such; ``owner`` says whose they are.
        """
        low, high = sorted(self.domain)
        if not np.isfinite(numbers).all():
            raise ValueError(f"{owner} hold a NaN or an infinity, only finite numbers are drawn")
        if numbers.min() < low or numbers.max() > high:
            raise ValueError(
                f"{owner} reach from {numbers.min():g} to {numbers.max():g}, "
                f"which leaves the axis from {low:g} to {high:g}"
            )


def ruled(
    across: Ruler,
    up: Ruler,
    box: tuple[float, float, float, float],
    *,
    grid: Grid,
    theme: Theme,
    ground: bool = True,
) -> tuple[axis.Axis, axis.Axis]:
    """Return the upright axis of a plot, and the level one, with a line where it is the ground."""
    left, top, right, bottom = box
    return (
        axis.Axis(
            up.ticks,
            up.scale((bottom, top)),
            theme=theme,
            along="y",
            at=left,
            span=(bottom, top),
            grid=0.0 if grid == "none" else right - left,
            line=grid == "none",
            fine=up.between,
        ),
        axis.Axis(
            across.ticks,
            across.scale((left, right)),
            theme=theme,
            along="x",
            at=bottom,
            span=(left, right),
            grid=bottom - top if grid == "both" else 0.0,
            line=ground,
            fine=across.between,
        ),
    )


class PlotArea(Posed):
    """Two axes alone: what is drawn over them is placed with :meth:`place`.

    Channel ``grown`` is the share of the axes that is drawn, from their common corner.

    Parameters
    ----------
    across, up
        What the horizontal and the vertical axis measure.
    box
        Left, top, right and bottom of the plot, stage pixels.
    grid
        Hairlines at the ticks: none, those of ``up``, or both (a decade grid on log axes).
    above
        From the plot up to the baseline of the name of ``up``, stage pixels.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((1, 100), ((1, "1"), (10, "10"), (100, "100")), "bytes, log scale",
    ...                       log=True, fine=True),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> plot.place([10, 0.5])
    array([600., 500.])
    """

    def __init__(
        self,
        across: Ruler,
        up: Ruler,
        *,
        box: tuple[float, float, float, float],
        theme: Theme,
        grid: Grid = "up",
        above: float = ABOVE,
    ) -> None:
        super().__init__(theme=theme)
        self.across, self.up, self.box = across, up, box
        left, top, right, bottom = box
        self.to_x, self.to_y = across.scale((left, right)), up.scale((bottom, top))
        self.axes = ruled(across, up, box, grid=grid, theme=theme)
        first = min((label.left for label in self.axes[0].labels), default=left)
        self.names = (
            axis.name(up.name, first, top - above, theme=theme),
            axis.name(across.name, right, bottom + BELOW, theme=theme, anchor="r"),
        )
        self.add(*self.axes, *self.names)
        self.define(grown=1.0)
        self.pose()

    def place(self, values: ArrayLike) -> Points:
        """Return stage pixels ``(…, 2)`` of ``(across, up)`` values ``(…, 2)``.

        Raises
        ------
        ValueError
            When one lies outside its axis.
        """
        given = np.asarray(values, dtype=np.float64)
        self.across.check("values across", given[..., 0])
        self.up.check("values up", given[..., 1])
        flat = [(self.to_x(x), self.to_y(y)) for x, y in given.reshape(-1, 2)]
        return np.array(flat).reshape(given.shape)

    def draw(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which lines, then numbers and names come."""
        return self.grow_in("grown", run_time=run_time)

    def _draw(self) -> None:
        grown = self.level("grown")
        there = float(np.clip((grown - NAMED) / (1.0 - NAMED), 0.0, 1.0))
        for one in self.axes:
            one.define(grown=grown)
            for label in one.labels:
                label.define(presence=there)
        for name in self.names:
            name.define(presence=there)
