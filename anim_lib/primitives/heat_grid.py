"""A table of attention weights: one row per query, one column per key, always labelled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of, middles, pitches
from anim_lib.motion import Channel, then, together
from anim_lib.primitives.base import WEIGHTS, ValueGroup
from anim_lib.primitives.row_slot import OVERHANG, RowSlot
from anim_lib.primitives.upright import UprightCounter
from anim_lib.scales import Colour, hexa, mix, ramp, rgb
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import BEND, DIM, GLANCE, MOVE, glide, settle, smooth, soft
from anim_lib.typography import NUMBER, SMALL, Anchor, Counter, Label

HAIR = 1.5  # the backing shows this much around the cells
INSET = 1.0
RADIUS = 3.0  # of a lifted cell
ROW_DIM = 0.42  # share of the ground in rows that are not spoken of
PRINTED_FROM = 0.045  # weights below are not printed on a lifted row
LABEL_GAP = 24.0
HEAD, CORNER = 18.0, 24.0  # from baselines of column labels and of the rows' name down to the top
MIDDLE = 12.0  # from the middle of a text's ink to its baseline
RING = 3.0
OPENS = 1.5  # rows that are opening at once while a sweep goes down, from first to last pixel


class HeatGrid(ValueGroup):
    """Weights 0..1 as cells on the attention ramp; row = query, column = key.

    Parameters
    ----------
    values
        ``(rows, cols)``, each 0..1, no unit.
    row_labels, column_labels
        One text each; an empty one where a token card stands instead, or no room is.
    names
        What a row and what a column is, e.g. ``("asks (query)", "is asked (key)")``, in the
        colours of query and key; a side whose labels are all there needs none.
    columns
        ``(cols, 2)`` left edge and width of each column, stage pixels: those of the token
        cards above, so that a row can lift straight up.
    top, row_height
        Where the first row starts, and the pitch of rows, stage pixels.
    lifted
        Top and height of the place that a lifted row goes to, stage pixels.
    numbers
        Cells ``(row, column)`` whose number can be printed (channel ``printed``).
    upright
        Numbers read upwards, for columns narrower than they are.
    head
        Baseline of the columns' name, where cards stand between it and the first row.

    Channels, one number per row: ``opened``, ``row_dim`` (1 stepped back), ``spoken`` (1 an ink
    ring), ``lift``, ``labelled``. ``place`` ``(2,)``: top and row height. ``swept``: how many
    rows a sweep has reached. ``named``: 1 while the names of the two sides stand.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> from anim_lib.columns import even_columns
    >>> grid = HeatGrid([[1.0, 0.0], [0.4, 0.6]], theme=PAPER, row_labels=["a", "b"],
    ...                 column_labels=["a", "b"], names=("asks", "is asked"),
    ...                 columns=even_columns(2, 400, 120), top=400, row_height=80)
    >>> grid.set_values([[1.0, 0.0], [0.2, 0.8]]).values[1, 1]
    np.float64(0.8)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        row_labels: Sequence[str],
        column_labels: Sequence[str],
        names: tuple[str, str],
        columns: ArrayLike,
        top: float,
        row_height: float,
        lifted: tuple[float, float] | None = None,
        numbers: Sequence[tuple[int, int]] = (),
        head: float | None = None,
        upright: bool = False,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme, limits=WEIGHTS)
        self.rows, self.cols = self.values.shape
        for texts, count, side, name in (
            (row_labels, self.rows, "row", names[0]),
            (column_labels, self.cols, "column", names[1]),
        ):
            if len(texts) != count:
                raise ValueError(f"HeatGrid has {count} {side}s but {len(texts)} {side}_labels")
            if not name and not all(texts):
                raise ValueError(f"HeatGrid {side}s have no name and not all are labelled")
        self.columns = columns_of(columns, self.cols, "HeatGrid")
        self.spans, self.centres = pitches(self.columns), middles(self.columns)
        self.lifted = lifted or (top - row_height - LABEL_GAP, row_height)
        self.backs = [Box() for _ in range(self.rows)]
        self.rings = [Box(radius=4.0, line=RING) for _ in self.backs]
        self.cells = [[Box() for _ in self.centres] for _ in self.backs]
        kind, right = (UprightCounter, MIDDLE) if upright else (Counter, 0.0)
        self.below = 0.0 if upright else MIDDLE
        self.numbers = {
            (i, j): kind(0, self.centres[j] + right, 0, theme=theme, slots=4, anchor="c")
            for i, j in numbers
        }
        left = float(self.spans[0, 0])
        self.slots = [RowSlot(t, theme=theme, label_right=left - LABEL_GAP) for t in row_labels]
        word = partial(Label, theme=theme, size=NUMBER, mono=True)
        self.row_labels = [word(t, left - LABEL_GAP, 0, anchor="r") for t in row_labels]
        self.column_labels = [
            word(t, x, 0, anchor="c") for t, x in zip(column_labels, self.centres, strict=True)
        ]
        above = top - HEAD - 50.0 * any(column_labels) if head is None else head
        sides: tuple[tuple[str, str, float, float, Anchor], ...] = (
            (names[0], "query", left - LABEL_GAP, top - CORNER, "r"),
            (names[1], "key", left, above, "l"),
        )
        self.names = [
            Label(t, x, y, theme=theme, role=role, size=SMALL, anchor=a)
            for t, role, x, y, a in sides
        ]
        self.add(*self.backs, *self.slots, *[cell for row in self.cells for cell in row])
        self.add(*self.rings, *self.numbers.values())
        self.add(*self.row_labels, *self.column_labels, *self.names)
        each = {"opened": 1.0, "row_dim": 0.0, "spoken": 0.0, "lift": 0.0, "labelled": 1.0}
        self.define(
            **{name: np.full(self.rows, start) for name, start in each.items()},
            printed=np.zeros(self.values.shape),
            place=(top, row_height),
            swept=0.0,
            named=1.0,
        )
        self.pose()

    def _with(self, channel: str, rows: int | slice, value: float) -> Channel:
        now = self.channel(channel)
        now[rows] = value
        return now

    def colour(self, row: int, col: int) -> Colour:
        """Return the colour that the cell shows, its row's dimming included."""
        plain = ramp(self.theme.attention_ramp, self._channels["values"][row, col])
        return mix(plain, self.theme.ground, ROW_DIM * float(self._channels["row_dim"][row]))

    def reveal_row(self, i: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which row ``i`` opens outwards from the token that asks."""
        closed = self._with("opened", i, 0.0)
        return self.drive(
            run_time=run_time, begin={"opened": closed}, opened=self._with("opened", i, 1.0)
        )

    def sweep(self, first: int = 0, *, run_time: float) -> Animation:
        """Return the animation in which all rows from ``first`` on open, one after the other."""
        return self.drive(
            run_time=run_time,
            rate_func=glide,
            begin={"swept": float(first)},
            swept=self.rows - 1 + OPENS,
        )

    def point_at(self, *rows: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that puts an ink ring around these rows, and only these."""
        spoken = np.zeros(self.rows)
        spoken[list(rows)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, spoken=spoken)

    def reflow(
        self, top: float, row_height: float, *keep: int, run_time: float = MOVE
    ) -> Animation:
        """Return the animation to another top and row height; only labels of ``keep`` stay."""
        labelled = np.zeros(self.rows)
        labelled[list(keep)] = 1.0
        return then(
            self.drive(run_time=GLANCE, rate_func=soft, labelled=labelled, named=0.0),
            self.drive(run_time=run_time, place=(top, row_height)),
            gap=0.0,
        )

    def print_row(self, i: int, *, run_time: float = GLANCE) -> Animation:
        """Return the animation that prints the weights of row ``i`` that are not tiny."""
        printed = self.channel("printed")
        printed[i] = self.told(self._channels["values"][i])
        return self.drive(run_time=run_time, rate_func=soft, printed=printed)

    @staticmethod
    def told(weights: ArrayLike) -> Channel:
        """Return 1 where a weight is printed on a row that is spoken of, 0 where it is tiny."""
        return np.asarray(np.asarray(weights) >= PRINTED_FROM, dtype=np.float64)

    def _all_but(self, i: int) -> Channel:
        others = np.ones(self.rows)
        others[i] = 0.0
        return others

    def dim_all_but(self, i: int, *, run_time: float = DIM) -> Animation:
        """Return the animation in which all rows but ``i`` step back."""
        return self.drive(run_time=run_time, rate_func=soft, row_dim=self._all_but(i))

    def lift_row(self, i: int, *, run_time: float = BEND) -> Animation:
        """Return the animation: other rows dim, row ``i`` rises to ``lifted``, then its numbers."""
        dimmed = (self._channels["row_dim"] == self._all_but(i)).all()
        up, quiet = self._with("lift", i, 1.0), self._with("spoken", i, 0.0)
        return then(
            *([] if dimmed else [self.dim_all_but(i)]),
            self.drive(run_time=run_time, lift=up, spoken=quiet),
            self.print_row(i),
        )

    def drop_row(self, i: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation that lays row ``i`` back and brings all rows to full colour."""
        return together(
            self.drive(run_time=run_time, lift=self._with("lift", i, 0.0)),
            self.drive(
                run_time=run_time,
                rate_func=soft,
                row_dim=np.zeros(self.rows),
                printed=self._with("printed", i, 0.0),
            ),
        )

    def _draw(self) -> None:
        for name in self.names:
            name.define(presence=self.level("named"))
        for label in self.column_labels:
            label.y = self._channels["place"][0] - HEAD
        for i in range(self.rows):
            swept = smooth((self.level("swept") - i) / OPENS)
            self._draw_row(i, max(swept, float(self._channels["opened"][i])))

    def _draw_row(self, i: int, opened: float) -> None:
        lift, dim = (float(self._channels[name][i]) for name in ("lift", "row_dim"))
        top, pitch = self._channels["place"]
        home = top + i * pitch
        first, last = float(self.spans[0, 0]), float(self.spans[-1, 1])
        asker = float(self.centres[min(i, self.cols - 1)])
        reach = opened * max(asker - first, last - asker)
        low, high = max(first, asker - reach), min(last, asker + reach)
        self.row_labels[i].y = home + pitch / 2 + MIDDLE
        self.row_labels[i].define(presence=settle(opened) * self._channels["labelled"][i])
        if opened <= 0.0:
            self.backs[i].hide()
        else:
            self.backs[i].place(
                low - INSET,
                home - INSET,
                high - low + 2 * INSET,
                pitch + 2 * INSET,
                mix(self.theme.hairline, self.theme.ground, max(lift, ROW_DIM * dim)),
            )
        y = home + INSET + (self.lifted[0] - home - INSET) * lift
        height = pitch - 2 * INSET
        height += (self.lifted[1] - height) * soft(lift)
        self.slots[i].define(
            lift=lift, place=(first, last, home, pitch), row=(y + height, y + height / 2 + MIDDLE)
        )
        ring = opened * self._channels["spoken"][i]
        if ring > 0.0:
            edge = mix(self.theme.ground, self.theme.ink, soft(2.0 * ring))
            width = last - first + 2 * OVERHANG
            self.rings[i].place(first - OVERHANG, y - INSET, width, height + 2 * INSET, None, edge)
        else:
            self.rings[i].hide()
        for j, cell in enumerate(self.cells[i]):
            flat = self.spans[j] + np.array([INSET, -INSET])
            card = np.array([self.columns[j, 0], self.columns[j].sum()])
            a, b = flat + (card - flat) * lift
            a, b = max(a, low), min(b, high)
            colour = self.colour(i, j)
            if b - a < 0.1:
                cell.hide()
            else:
                cell.radius = RADIUS * lift  # in the table, round corners would leave dots
                rim = mix(colour, self.theme.hairline, lift)
                cell.place(a, y, b - a, height, colour, rim, line=HAIR * lift)
            if (i, j) in self.numbers:
                shown = float(self._channels["printed"][i, j]) * (b - a > 0.9 * (card @ (-1, 1)))
                self._draw_number(i, j, y + height / 2 + self.below, colour, shown)

    def _draw_number(self, i: int, j: int, baseline: float, colour: Colour, shown: float) -> None:
        number = self.numbers[i, j]
        number.y = baseline
        # it grows out of its cell's own colour, not out of the ground
        number.colour = mix(colour, rgb(self.theme.on(hexa(colour))), shown)
        number.define(value=self._channels["values"][i, j], presence=float(shown > 0.005))
