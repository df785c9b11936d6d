"""Work as areas that double, a camera that pulls back, and areas that become points of a plot."""

from __future__ import annotations

from itertools import repeat

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import LINE, RADIUS, RING
from anim_lib.primitives.family_name import DASHES
from anim_lib.primitives.tile_block import FLAT, GAP, TileBlock, seam
from anim_lib.scales import Colour, mix, rgb
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER, MOVE, glide, smooth, soft

FRESH = 0.45  # share of the ground in a copy that has just left
SQUARE, CORNER = 1.8, 2.0  # a square mark's side over the radius, and its corners, as in charts
QUADRANTS = ((1, 1), (1, 0), (0, 1), (0, 0))  # up, right; copies come from behind the first
HALVES = ((0, 1), (0, 0))


class PullBack(ValueGroup):
    """``(2, n)`` work of a square and of a strip at lengths that double, as areas on one scale.

    Both are as long as the text, and the square grows up and to the right, like a plot. Once it
    fills the window, the camera pulls back instead. Then every square and every strip can leave
    the nest and become its point of a plot.

    Parameters
    ----------
    values
        Work ``(2, n)``: of the squares, four times the one before, and of the strips, twice.
    spots
        Where each becomes a point ``(2, n, 2)``, stage pixels.
    corner
        Lower left of the square, stage pixels.
    below
        Upper edge of the strip, stage pixels.
    first, window
        Side of the first square at the start, and that of the largest one ever shown.
    roles
        Of the square and of the strip.
    shades
        Colours of their areas, which are too large for those of a mark.

    Channels: ``doubled`` 0 to n - 1; ``ruled`` 1 shows all tiles, 0 only the nested lengths;
    ``flown`` ``(n,)`` 0 in the nest, 1 a point; ``joined`` ``(2,)`` the share of each line
    through the points.

    Raises
    ------
    ValueError
        When a shape is another one, or the work does not grow four times and twice.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> spots = [[(900, 700), (950, 600), (999, 500)], [(900, 800), (950, 750), (999, 700)]]
    >>> back = PullBack([[4, 16, 64], [2, 4, 8]], spots=spots, corner=(100.0, 500.0), below=550.0,
    ...                 first=100.0, window=200.0, roles=("attention", "ssm"),
    ...                 shades=(rgb("#3A6FB8"), rgb("#16845D")), theme=PAPER)
    >>> back.set_channels(doubled=2).zoom(), back.square(2), back.strip(0)
    (0.5, (100.0, 300.0, 200.0, 200.0), (100.0, 550.0, 50.0, 25.0))
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        spots: ArrayLike,
        corner: tuple[float, float],
        below: float,
        first: float,
        window: float,
        theme: Theme,
        roles: tuple[str, str],
        shades: tuple[Colour, Colour],
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        n = self.values.shape[1]
        grown = self.values[:, 1:] / self.values[:, :-1]
        if len(self.values) != 2 or n < 2 or not np.allclose(grown, [[4.0], [2.0]], rtol=1e-9):
            raise ValueError("PullBack values must be two rows that grow four times and twice")
        self.spots = np.array(spots, dtype=np.float64)
        if self.spots.shape != (2, n, 2):
            raise ValueError(f"PullBack spots have shape {self.spots.shape}, expected (2, {n}, 2)")
        self.corner, self.below, self.first, self.window = corner, below, first, window
        self.roles, self.shades = roles, shades
        self.tiles = [TileBlock() for _ in QUADRANTS]
        self.strips = [TileBlock() for _ in HALVES]
        self.lines = [Curve(line=LINE), Curve(line=LINE, dash=DASHES["ssm"])]
        self.squares = [Box(radius=CORNER, line=RING) for _ in range(n)]
        self.dots = [Box(radius=RADIUS, line=RING) for _ in range(n)]
        self.add(*self.tiles, *self.strips, *self.lines, *self.squares[::-1], *self.dots[::-1])
        self.define(doubled=0.0, ruled=1.0, flown=np.zeros(n), joined=np.zeros(2))
        self.pose()

    def double_to(self, times: int, *, run_time: float = MOVE, steady: bool = False) -> Animation:
        """Return the animation up to the ``times``-th doubling; ``steady`` for several at once."""
        last = self.values.shape[1] - 1
        if not 1 <= times <= last:
            raise ValueError(f"PullBack has {last} doublings, not {times}")
        ease = glide if steady else smooth
        return self.drive(run_time=run_time, rate_func=ease, doubled=float(times))

    def unrule(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which tiles merge: what stays are lengths within lengths."""
        return self.drive(run_time=run_time, rate_func=soft, ruled=0.0)

    def fly(self, *, run_time: float = BEND, lag: float = 0.1) -> Animation:
        """Return the animation in which areas leave, the largest first, and become points."""
        # elements start one after the other from index 0, which is the largest
        return self.drive(run_time=run_time, lag=lag, flown=1.0)

    def join(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which a line is drawn through the points of each row."""
        return self.drive(run_time=run_time, rate_func=smooth, joined=1.0)

    def zoom(self) -> float:
        """Return how much smaller than at the start everything is drawn now."""
        return min(1.0, self.window / (self.first * float(2.0 ** self.level("doubled"))))

    def square(self, length: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a square in the nest now, stage pixels."""
        side = self._sides()[length]
        return (self.corner[0], self.corner[1] - side, side, side)

    def strip(self, length: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a strip in the nest now, stage pixels."""
        return (self.corner[0], self.below, self._sides()[length], self._height())

    def _sides(self) -> list[float]:
        work = self._channels["values"][0]
        return [float(s) for s in self.first * np.sqrt(work / work[0]) * self.zoom()]

    def _height(self) -> float:
        square, strip = self._channels["values"][:, 0]
        return float(strip / square * self.first * self.zoom())

    def _draw(self) -> None:
        flown = self._channels["flown"]
        self._draw_nest(hidden=bool(flown.any()))
        sharp = 1.0 - self.level("ruled")
        for k, (square, dot) in enumerate(zip(self.squares, self.dots, strict=True)):
            if sharp <= 0.0:
                square.hide()
                dot.hide()
                continue
            turn = float(flown[len(flown) - 1 - k])
            self._draw_piece(square, self.square(k), 0, k, turn, sharp)
            self._draw_piece(dot, self.strip(k), 1, k, turn, sharp)
        for line, spots, role, share in zip(
            self.lines, self.spots, self.roles, self._channels["joined"], strict=True
        ):
            line.put(spots, self.theme.stroke(role), share=float(share))

    def _draw_piece(
        self,
        box: Box,
        home: tuple[float, float, float, float],
        row: int,
        k: int,
        turn: float,
        sharp: float,
    ) -> None:
        """Draw one area on its way (``turn`` 0..1) from the nest to its spot."""
        (x, y), side = self.spots[row, k], (SQUARE if row == 0 else 2.0) * RADIUS
        goal = (x - side / 2, y - side / 2, side, side)
        at = np.array(home) + (np.array(goal) - home) * turn
        rim = seam(min(home[2:])) * (1.0 - turn) + RING * turn
        fill = mix(self.shades[row], self.theme.fill(self.roles[row]), turn)
        left, top, wide, high = at.tolist()
        box.place(left, top, wide, high, fill, mix(fill, self.theme.ground, sharp), line=rim)

    def _draw_nest(self, *, hidden: bool) -> None:
        """Draw the square so far and its copies, and the strip and its copy."""
        doubled, zoom, ground = self.level("doubled"), self.zoom(), rgb(self.theme.ground)
        done = min(int(doubled), self.values.shape[1] - 2)
        tile, count, high = self.first * zoom, 2**done, self._height()
        away = tile * (2.0**doubled - count)
        fresh = FRESH * (1.0 - soft(doubled - done))
        blocks = [*zip(repeat(0), self.tiles, QUADRANTS), *zip(repeat(1), self.strips, HALVES)]
        for row, block, (up, right) in blocks:
            if hidden or (away <= 0.0 and (up or right)):
                block.hide()
                continue
            joint = min(seam(tile * count, GAP if row == 0 else min(GAP, FLAT * high)) / 2, away)
            x = self.corner[0] + right * away
            y = self.corner[1] - tile * count - up * away if row == 0 else self.below
            colour = mix(self.shades[row], ground, fresh if up or right else 0.0)
            between = mix(colour, ground, self.level("ruled"))
            sides = [joint * right, joint * (1 - up), joint * (1 - right), joint * up]
            block.put(
                (x, y),
                (tile, tile if row == 0 else high),
                (count, count if row == 0 else 1),
                colour,
                between,
                inset=(sides[0], sides[1] * (row == 0), sides[2], sides[3]),
            )
