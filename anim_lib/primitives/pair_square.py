"""Everyone against everyone as a square of cells, which four copies re-tile when N doubles."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from anim_lib.cells import Cells
from anim_lib.layout import Points
from anim_lib.motion import Posed
from anim_lib.scales import Colour, mix, rgb
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, MOVE, STAGGER, constant, smooth, soft
from anim_lib.typography import NUMBER, Label

FRAME, RIM = 3.0, 7.0  # stage pixels
TO_SIZE = 14.0  # from the square's top up to the baseline of its size
INSET = 1.0  # half of the hairline gap between cells
SLID = 0.65  # share of a doubling in which the copies travel; then the triangle is redrawn
ABOVE, ITSELF, BELOW = range(3)
QUADRANTS = ((1, 1), (1, 0), (0, 1), (0, 0))  # back to front: copies come from behind the first
Kinds = NDArray[np.int64]


class PairSquare(Posed):
    """Row = who asks, column = who is asked; below the diagonal every pair once.

    Parameters
    ----------
    people
        N at the start.
    doublings
        How often N may double.
    corner
        Top left, stage pixels.
    cell
        Pitch of the cells, stage pixels.

    Channels: ``cell``; ``corner`` ``(2,)``; ``below`` 0..1, how filled the strict triangle
    is; ``itself`` ``(people,)``, how far each cell of the diagonal has come from the left of
    its row; ``doubled`` 0 to ``doublings``; ``sized`` 0..1, whether N is printed above the
    right end of each square so far.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> square = PairSquare(8, theme=PAPER, doublings=2, corner=(700, 200), cell=60)
    >>> square.set_channels(below=1, itself=1).counts()
    (28, 8)
    """

    def __init__(
        self,
        people: int,
        *,
        theme: Theme,
        doublings: int,
        corner: tuple[float, float],
        cell: float,
    ) -> None:
        super().__init__(theme=theme)
        if people < 2 or doublings < 0:
            raise ValueError(
                f"PairSquare has {people} people and {doublings} doublings, "
                "allowed are at least 2 and at least 0"
            )
        self.people, self.doublings = people, doublings
        self.backs = [Box() for _ in QUADRANTS]
        self.groups = {
            (q, before, after): Cells()
            for q in QUADRANTS
            for before in range(3)
            for after in range(3)
        }
        self.coming = [Box() for _ in range(people)]
        for back, quadrant in zip(self.backs, QUADRANTS, strict=True):
            self.add(back, *[c for (q, *_), c in self.groups.items() if q == quadrant])
        self.rims = [Curve(line=RIM) for _ in range(doublings)]  # or grey is lost on navy
        self.frames = [Curve(line=FRAME) for _ in range(doublings)]
        self.sizes = [
            Label(f"{people * 2**k:,}", 0, 0, theme=theme, size=NUMBER, mono=True, anchor="r")
            for k in range(doublings + 1)
        ]
        self.add(*self.coming, *self.rims, *self.frames, *self.sizes)
        self.define(
            cell=cell, corner=corner, below=0.0, itself=np.zeros(people), doubled=0.0, sized=0.0
        )
        self.pose()

    def corner_of(self, row: int, col: int) -> tuple[float, float]:
        """Return the top left corner of a cell's pitch, stage pixels."""
        x, y = self._channels["corner"]
        return float(x) + col * self.level("cell"), float(y) + row * self.level("cell")

    def counts(self) -> tuple[int, int]:
        """Return how many cells are shown filled below the diagonal and on it."""
        size = self.people * 2 ** int(self.level("doubled"))
        kinds = kinds_of(np.arange(size), np.arange(size))
        below = bool(self.level("below") > 0.5) * int((kinds == BELOW).sum())
        itself = bool((self._channels["itself"] > 0.5).all()) * int((kinds == ITSELF).sum())
        return below, itself

    def add_themselves(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which everyone comes along its row to the diagonal."""
        return self.drive(run_time=run_time, lag=STAGGER, itself=1.0)

    def double(self, times: int, *, run_time: float = COUNT) -> Animation:
        """Return the animation of the ``times``-th doubling: copies slide, the triangle follows.

        Absolute: it starts from the doubling before.
        """
        if not 1 <= times <= self.doublings:
            raise ValueError(f"PairSquare was built for {self.doublings} doublings, not {times}")
        return self.drive(
            run_time=run_time,
            rate_func=constant,  # the two halves are eased, each for itself
            begin={"doubled": times - 1.0},
            doubled=times,
        )

    def _colours(self) -> tuple[Colour, Colour, Colour]:
        empty = rgb(self.theme.attention_ramp[0])
        settled = float((self._channels["itself"] >= 1.0).all())
        return (
            empty,
            mix(empty, self.theme.fill("query"), settled),
            mix(empty, self.theme.fill("attention"), self.level("below")),
        )

    def _draw(self) -> None:
        level, cell = self.level("doubled"), self.level("cell")
        step = min(int(level), max(self.doublings - 1, 0))
        size, share = self.people * 2**step, level - step
        slid, redrawn = smooth(share / SLID), soft((share - SLID) / (1.0 - SLID))
        base, colours = self._channels["corner"], self._colours()
        for back, quadrant in zip(self.backs, QUADRANTS, strict=True):
            a, b = quadrant
            shift = np.array([b, a]) * size * cell * slid
            hidden = share <= 0.0 and quadrant != (0, 0)
            self._draw_tile(quadrant, size, base + shift, colours, redrawn, hidden=hidden)
            if hidden:
                back.hide()
                continue
            x, y = (base + shift - INSET).tolist()
            side = size * cell + 2 * INSET
            back.place(x, y, side, side, self.theme.hairline)
        self._draw_coming()
        self._draw_sizes()

    def _draw_tile(
        self,
        quadrant: tuple[int, int],
        size: int,
        corner: Points,
        colours: tuple[Colour, Colour, Colour],
        redrawn: float,
        *,
        hidden: bool,
    ) -> None:
        at, cell, (a, b) = np.arange(size), self.level("cell"), quadrant
        before, after = kinds_of(at, at), kinds_of(at + a * size, at + b * size)
        for (owner, old, new), cells in self.groups.items():
            if owner != quadrant:
                continue
            rows, cols = np.nonzero((before == old) & (after == new))
            if hidden or not len(rows):
                cells.hide()
                continue
            corners = corner + INSET + np.column_stack([cols, rows]) * cell
            side = cell - 2 * INSET
            cells.put(corners, side, side, mix(colours[old], colours[new], redrawn))

    def _draw_coming(self) -> None:
        """Draw the cells of the diagonal that are still on their way along their rows."""
        cell, itself = self.level("cell"), self._channels["itself"]
        for i, box in enumerate(self.coming):
            if itself[i] <= 0.0 or (itself >= 1.0).all():
                box.hide()
                continue
            x, y = self.corner_of(i, i)
            start = self.corner_of(i, 0)[0] - cell
            side = (cell - 2 * INSET) * smooth(4.0 * float(itself[i]))
            middle = start + (x - start) * float(itself[i]) + cell / 2
            top = y + (cell - side) / 2
            box.place(middle - side / 2, top, side, side, self.theme.fill("query"))

    def _draw_sizes(self) -> None:
        """Draw N above each square so far, and where those before the last one ended."""
        left, top = self._channels["corner"].tolist()
        for k, size in enumerate(self.sizes):
            end = self.people * 2**k * self.level("cell")
            size.x, size.y = left + end, top - TO_SIZE
            done = soft((self.level("doubled") - k + 1.0 - SLID) / (1.0 - SLID))
            size.define(presence=self.level("sized") * done)
        for k, (rim, frame) in enumerate(zip(self.rims, self.frames, strict=True)):
            end = self.people * 2**k * self.level("cell")
            corners = [(left + end, top), (left + end, top + end), (left, top + end)]
            done = soft((self.level("doubled") - k - SLID) / (1.0 - SLID))
            rim.put(corners, self.theme.ground, share=done)
            frame.put(corners, self.theme.stroke("muted"), share=done)


def kinds_of(rows: NDArray[np.int64], cols: NDArray[np.int64]) -> Kinds:
    """Return ``(rows, cols)``: ABOVE, ITSELF or BELOW the diagonal of the whole square."""
    return np.asarray(np.sign(rows[:, None] - cols[None, :]) + 1)
