"""The layers of one state number laid on their side, then the same for all state numbers."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.state_layers import BORDER, PALE, SEAM, stacked
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, constant, smooth

FLIGHT = 1.35  # the layers' own speeds, so that the newest leaves first and all come in time
LAG = 0.05  # of the flight, from a layer to the next older one; less where there are many

Box = tuple[float, float, float, float]  # left, top, width, height in stage pixels


class LayerRows(ValueGroup):
    """``(n_numbers, n)`` signed contributions, one row per state number, token 0 innermost.

    Negative layers lie left of the zero line, positive ones right of it. Channels: ``laid``
    (0 the column that row ``first`` comes from, 1 its row), ``fanned`` (0 every row lies on row
    ``first``, 1 at its own place; between them layers change by the same factor for equal times).

    Parameters
    ----------
    values
        ``(n_numbers, n)``.
    first
        The row that the column shows.
    column
        Left edge, zero line, width, and stage pixels per 1 of the column.
    zero, unit
        Stage pixel of the rows' zero line, and stage pixels per 1.
    top, pitch, tall
        Middle of row 0, from row to row, and height of a row, stage pixels.
    followed
        The token whose layers are set off.
    roles
        ``n`` roles, one per token; None: the colours of past tokens in order.

    Raises
    ------
    ValueError
        When a token's layers have two signs, or a row or token does not exist.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> rows = LayerRows([[4.0, -2.0], [1.0, -1.0]], first=0, column=(100, 500, 80, 20),
    ...                  zero=600, unit=10, top=300, pitch=50, tall=40, followed=0, theme=PAPER)
    >>> rows.place(1, 0)
    (600.0, 330.0, 10.0, 40.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        first: int,
        column: Box,
        zero: float,
        unit: float,
        top: float,
        pitch: float,
        tall: float,
        followed: int,
        theme: Theme,
        roles: Sequence[str] | None = None,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        rows, count = self.values.shape
        if not 0 <= first < rows or not 0 <= followed < count:
            raise ValueError(
                f"LayerRows first {first} or followed {followed} is not in ({rows}, {count})"
            )
        if (self.values * self.values[first] <= 0).any():
            raise ValueError("LayerRows layers are 0 or change their sign from row to row")
        self.roles = tuple(roles or [f"past {s}" for s in range(count)])
        if len(self.roles) != count:
            raise ValueError(f"LayerRows has {len(self.roles)} roles, expected {count}")
        self.first, self.column, self.followed = first, column, followed
        self.zero, self.unit = float(zero), unit
        self.top, self.pitch, self.tall = top, pitch, float(tall)
        self.layers = [
            [Shape(line=BORDER if s == followed else SEAM) for s in range(count)]
            for _ in range(rows)
        ]
        within = sorted(range(count), key=lambda s: s == followed)
        order = sorted(range(rows), key=lambda k: k == first)
        self.add(*[self.layers[k][s] for k in order for s in within])
        self.define(laid=1.0, fanned=1.0)
        self.pose()

    def lay(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which the column is laid on its side."""
        return self.drive(
            run_time=run_time,
            rate_func=constant,  # every layer has its own easing
            begin={"presence": 1.0, "laid": 0.0, "fanned": 0.0},
            presence=1.0,
            laid=1.0,
            fanned=0.0,
        )

    def fan(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which that row becomes all rows."""
        return self.drive(run_time=run_time, fanned=1.0)

    def middle(self, k: int) -> float:
        """Return the middle of row ``k`` in stage pixels, when fanned."""
        return self.top + self.pitch * k

    def place(self, k: int, s: int) -> Box:
        """Return where the layer of token ``s`` lies in row ``k`` now, stage pixels."""
        values, fanned = self._channels["values"], self.level("fanned")
        start = values[self.first]
        inner, outer = stacked(start * (values[k] / start) ** fanned)[s]
        a, b = sorted((self.zero + self.unit * inner, self.zero + self.unit * outer))
        at = self.top + self.pitch * (self.first + (k - self.first) * fanned)
        return a, at - self.tall / 2, b - a, self.tall

    def _upright(self, s: int) -> Box:
        left, zero, wide, unit = self.column
        inner, outer = stacked(self._channels["values"][self.first])[s]
        a, b = sorted((zero - unit * inner, zero - unit * outer))
        return left, a, wide, b - a

    def _draw(self) -> None:
        theme, laid = self.theme, self.level("laid")
        count = self._channels["values"].shape[1]
        lag = min(LAG, (FLIGHT - 1.0) / max(count - 1, 1))
        for k, row in enumerate(self.layers):
            for s, shape in enumerate(row):
                if k != self.first and self.level("fanned") <= 0.0:
                    shape.hide()
                    continue
                own = FLIGHT * laid - lag * (count - 1 - s)
                across, down = smooth((own - 0.25) / 0.75), smooth(FLIGHT * own)
                x, y, w, h = (
                    a + (b - a) * share
                    for a, b, share in zip(
                        self._upright(s),
                        self.place(k, s),
                        (across, down, across, down),
                        strict=True,
                    )
                )
                newest = s == count - 1
                pale = PALE * across if newest else PALE
                fill = mix(
                    theme.fill(self.roles[s]), theme.ground, 0.0 if s == self.followed else pale
                )
                edge = theme.ink if s == self.followed else theme.ground
                line = BORDER if s == self.followed else SEAM
                shape.put(rounded(x, y, w, h), fill, edge if w > 2 * line else None)
