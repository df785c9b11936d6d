"""The residual stream of one token: columns of bars, and windows in which something is added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import WIDTH, rounded
from anim_lib.motion import Channel, then
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, mix
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, SETTLE, soft

AXIS, SEAM, GHOST = 2.0, 3.0, 2.0  # line widths, stage pixels
RADIUS, WINDOW_RADIUS = 3.0, 10.0
WINDOW = 0.64  # of the columns' pitch
THICK, THIN = 0.64, 0.4  # of the rows' pitch: bars of the stream, and of what is added
PAD, INSET = 0.66, 8.0  # from the outer rows to a window's edge (pitch), from there to the band's
QUIET = 0.22  # share of what lies behind in the rows that are not spoken of
ARRIVED, JOINED = 0.4, 0.6  # of the way: over the window, and added
EDGE = 60.0  # columns fade over this way at the ends of what is seen


class ResidualStream(ValueGroup):
    """``(n_states, n)``: one vector at every stage, and between two stages what was added.

    Columns count from 0: states have the even ones, additions the odd ones.

    Channels: ``values``; ``columns`` (x of column 0 and pitch), ``rows`` (y of row 0 and pitch),
    ``unit`` (stage pixels per 1), ``band`` (left, top, right, bottom), ``seen`` (first and last x
    at which a column is shown), ``begun`` (0..1: the first state grows), ``told`` (0..1: bars can
    be seen at all); and for each addition ``opened`` (its window), ``dropped`` (0 at its top, 1
    hangs in it), ``carried`` (0 the stream is before it, 0.4 over it, 0.6 has taken it, 1 is the
    next state), ``marked`` (1: that state shows where the one before ended, by a seam in a longer
    bar and by the outline of what a shorter one lost); for each row ``spoken`` (1 full colour).

    Parameters
    ----------
    values
        ``(n_states, n)``.
    deltas
        ``(n_states - 1, n)``: what makes each state of the one before.
    columns, rows, unit, band
        The channels at first, stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one, or a state is not the one before plus its delta.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> s = ResidualStream([[1.0, -2.0], [1.5, -1.0]], deltas=[[0.5, 1.0]], theme=PAPER,
    ...                    columns=(200, 300), rows=(400, 40), unit=50, band=(0, 360, 1920, 480))
    >>> s.x_of(2), s.tip(2, 0)
    (800.0, 875.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        deltas: ArrayLike,
        theme: Theme,
        columns: tuple[float, float],
        rows: tuple[float, float],
        unit: float,
        band: tuple[float, float, float, float],
    ) -> None:
        self.deltas = np.array(deltas, dtype=np.float64)
        super().__init__(values, ndim=2, theme=theme)
        states, count = self.values.shape
        if self.deltas.shape != (states - 1, count):
            raise ValueError(
                f"ResidualStream deltas have shape {self.deltas.shape}, "
                f"expected {(states - 1, count)}: one between each state and the next"
            )
        self._checked("values", self.values)
        added, self.wide = states - 1, 2 * states - 1
        self.band = Box()
        setattr(self.band, "full_bleed", True)  # noqa: B010  it may leave the margins
        self.windows = [Box(radius=WINDOW_RADIUS) for _ in range(added)]
        self.axes = [Curve(line=AXIS) for _ in range(self.wide)]
        self.bars = [[Shape() for _ in range(count)] for _ in range(self.wide)]
        self.moving = [[Shape() for _ in range(count)] for _ in range(added)]
        self.seams = [[Curve(line=SEAM) for _ in range(count)] for _ in range(added)]
        self.ghosts = [[Shape(line=GHOST) for _ in range(count)] for _ in range(added)]
        self.add(self.band, *self.windows, *self.axes)
        for group in (self.ghosts, self.bars[::2], self.seams, self.moving, self.bars[1::2]):
            self.add(*[shape for column in group for shape in column])
        one = np.ones(added)
        self.define(columns=columns, rows=rows, unit=unit, band=band, seen=(0.0, WIDTH), begun=1.0)
        self.define(opened=one, dropped=one, carried=one, marked=one, told=1.0)
        self.define(spoken=np.ones(count))
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values":
            off = np.abs(np.diff(new, axis=0) - self.deltas).max(initial=0.0)
            if off > 1e-9:
                raise ValueError(
                    f"ResidualStream states do not add up: a state differs by {off:.3g} from the "
                    "one before plus its delta"
                )
        return new

    def x_of(self, column: int) -> float:
        """Return the stage pixel of the axis of ``column``."""
        first, pitch = self._channels["columns"]
        return float(first + pitch * column)

    def y_of(self, row: int) -> float:
        """Return the stage pixel of the middle of ``row``."""
        first, pitch = self._channels["rows"]
        return float(first + pitch * row)

    def tip(self, column: int, row: int) -> float:
        """Return the stage pixel where the bar of a state or an addition ends at rest."""
        shown = self.deltas if column % 2 else self._channels["values"]
        return self.x_of(column) + float(shown[column // 2, row]) * self.level("unit")

    @property
    def edge(self) -> tuple[float, float]:
        """Top and bottom of the windows, stage pixels."""
        first, pitch = self._channels["rows"]
        last = first + pitch * (len(self.bars[0]) - 1)
        return float(first - PAD * pitch), float(last + PAD * pitch)

    def open(self, *added: int, run_time: float = ENTER) -> Animation:
        """Return the animation in which the windows of these additions open."""
        return self.drive(run_time=run_time, rate_func=soft, opened=self._with("opened", added))

    def drop(self, *added: int, run_time: float = MOVE) -> Animation:
        """Return the animation in which these additions come down into their windows."""
        return self.drive(run_time=run_time, dropped=self._with("dropped", added))

    def carry(self, added: int, *, run_time: float = 2 * MOVE) -> Animation:
        """Return the animation in which the stream passes a window and takes what hangs there.

        Its bars come over the window, each gets the delta at its end, grows by it, goes on.
        """
        legs = ((ARRIVED, 0.4), (JOINED, 0.3), (1.0, 0.3))
        return then(
            *[
                self.drive(run_time=share * run_time, carried=self._with("carried", [added], to))
                for to, share in legs
            ],
            gap=0.25 * SETTLE,
        )

    def _with(self, name: str, chosen: Sequence[int], to: float = 1.0) -> Channel:
        """Return the channel as it is once the chosen additions, and all before them, are done."""
        now = np.zeros_like(self._channels[name])
        now[: max(chosen, default=0)] = 1.0
        now[list(chosen)] = to
        return now

    def _visible(self, x: float) -> float:
        low, high = self._channels["seen"]
        return soft((min(x - low, high - x) + EDGE) / EDGE) * self.level("told")

    def _draw(self) -> None:
        theme = self.theme
        left, top, right, bottom = self._channels["band"].tolist()
        self.band.place(left, top, right - left, bottom - top, theme.panel)
        for k, window in enumerate(self.windows):
            self._window(k, window)
        carried = self._channels["carried"]
        for column in range(self.wide):
            k = column // 2
            if column % 2:
                self._addition(k)
            else:
                there = k == 0 or carried[k - 1] >= 1.0
                self._state(k, there)
        for k in range(len(self.moving)):
            self._carried(k, float(carried[k]))

    def _window(self, k: int, window: Box) -> None:
        x, pitch = self.x_of(2 * k + 1), float(self._channels["columns"][1])
        opened, (top, bottom) = float(self._channels["opened"][k]), self.edge
        seen = self._window_seen(x)
        if opened <= 0.0 or seen <= 0.0:
            window.hide()
            return
        wide, colour = WINDOW * pitch, mix(self.theme.panel, self.theme.ground, seen)
        window.place(x - wide / 2, top, wide, (bottom - top) * opened, colour)

    def _window_seen(self, x: float) -> float:
        low, high = self._channels["seen"]
        return soft((min(x - low, high - x) + EDGE) / EDGE)

    def _axis(self, column: int, ground: str | Colour, share: float) -> None:
        x, (first, pitch) = self.x_of(column), self._channels["rows"]
        if share <= 0.0:
            self.axes[column].hide()
            return
        ends = [(x, first - pitch / 2), (x, first + pitch * (len(self.bars[column]) - 0.5))]
        self.axes[column].put(ends, mix(ground, self.theme.stroke("muted"), share))

    def _bar(
        self, bar: Shape, row: int, ends: tuple[float, float, float], look: tuple[Any, ...]
    ) -> None:
        """Draw a bar from one x to another at a height; a bar has no gap to its axis."""
        start, stop, y = ends
        positive, ground, thick, share = look
        if abs(stop - start) < 0.5 or share <= 0.0:
            bar.hide()
            return
        theme, tall = self.theme, thick * float(self._channels["rows"][1])
        quiet = QUIET * (1.0 - float(self._channels["spoken"][row]))
        full = mix(theme.fill("state_pos" if positive else "state_neg"), ground, quiet)
        outline = rounded(
            min(start, stop), y - tall / 2, abs(stop - start), tall, min(RADIUS, tall / 4)
        )
        bar.put(outline, mix(ground, full, share))

    def _state(self, k: int, there: bool) -> None:
        x, unit, panel = self.x_of(2 * k), self.level("unit"), self.theme.panel
        begun = self.level("begun") if k == 0 else 1.0
        share = self._visible(x) * float(there)
        self._axis(2 * k, panel, share * soft(3.0 * begun))
        for row, bar in enumerate(self.bars[2 * k]):
            value = float(self._channels["values"][k, row]) * begun
            ends = (x, x + value * unit, self.y_of(row))
            self._bar(bar, row, ends, (value >= 0, panel, THICK, share))
            if k:
                self._mark(k - 1, row, x, share * float(self._channels["marked"][k - 1]))

    def _mark(self, k: int, row: int, x: float, share: float) -> None:
        """Show in the bar of state ``k + 1`` where that of state ``k`` ended."""
        seam, ghost = self.seams[k][row], self.ghosts[k][row]
        seam.hide()
        ghost.hide()
        old, new = (float(v) * self.level("unit") for v in self._channels["values"][k : k + 2, row])
        if share <= 0.0 or abs(new - old) < SEAM:
            return
        theme, y = self.theme, self.y_of(row)
        half = THICK * float(self._channels["rows"][1]) / 2
        if old * new > 0.0 and abs(new) > abs(old):
            seam.put([(x + old, y - half), (x + old, y + half)], theme.panel, share=share)
            return
        start, stop = sorted((x + (new if old * new > 0.0 else 0.0), x + old))
        outline = rounded(start, y - half + 1.0, stop - start, 2.0 * half - 2.0, RADIUS)
        colour = theme.fill("state_pos" if old >= 0 else "state_neg")
        ghost.put(outline, None, mix(theme.panel, colour, share))

    def _addition(self, k: int) -> None:
        x, unit, ground = self.x_of(2 * k + 1), self.level("unit"), self.theme.ground
        dropped, carried = (float(self._channels[c][k]) for c in ("dropped", "carried"))
        share, top = self._visible(x) * soft(6.0 * dropped), self.edge[0]
        ground = ground if self._channels["opened"][k] > 0.0 else self.theme.panel
        self._axis(2 * k + 1, ground, share)
        moved, first, last = self._joining(carried)
        for row, bar in enumerate(self.bars[2 * k + 1]):
            delta = float(self.deltas[k, row]) * dropped
            y = top + (self.y_of(row) - top) * dropped
            base = x + float(self._channels["values"][k, row]) * unit * moved
            ends = (base + delta * unit * first, base + delta * unit * last, y)
            self._bar(bar, row, ends, (delta >= 0, ground, THIN, share))

    @staticmethod
    def _joining(carried: float) -> tuple[float, float, float]:
        """Return how far a delta sits on the stream's end, and which share of it is drawn.

        While it is taken it shortens from the stream's side; then it comes out of its own axis
        again, as the record of what was added.
        """
        if carried <= ARRIVED:
            return soft(carried / ARRIVED), 0.0, 1.0
        if carried <= JOINED:
            return 1.0, (carried - ARRIVED) / (JOINED - ARRIVED), 1.0
        return 0.0, 0.0, soft((carried - JOINED) / (1.0 - JOINED))

    def _carried(self, k: int, carried: float) -> None:
        if not 0.0 < carried < 1.0:
            for bar in self.moving[k]:
                bar.hide()
            return
        way = 0.5 * min(carried / ARRIVED, 1.0)
        way += 0.5 * max((carried - JOINED) / (1.0 - JOINED), 0.0)
        x = self.x_of(2 * k) + 2 * way * float(self._channels["columns"][1])
        taken = min(max((carried - ARRIVED) / (JOINED - ARRIVED), 0.0), 1.0)
        for row, bar in enumerate(self.moving[k]):
            value = float(self._channels["values"][k, row] + taken * self.deltas[k, row])
            ends = (x, x + value * self.level("unit"), self.y_of(row))
            self._bar(bar, row, ends, (value >= 0, self.theme.panel, THICK, self._visible(x)))
