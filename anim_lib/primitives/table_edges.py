"""The names of a table's rows and columns, which come from the things that they name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import Posed
from anim_lib.shapes import Disc
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, STAGGER, constant, soft
from anim_lib.typography import NUMBER, Label

RADIUS = 26.0
AWAY = 38.0  # from the table's edge to the middle of a name
RIM = 1.5
OUT = 0.46  # share of a renaming in which the old words go, and the new ones come

Sides = tuple[tuple[str, str], tuple[str, str]]


class TableEdges(Posed):
    """Each name twice: left of its row, and above its column.

    Parameters
    ----------
    source
        ``(n, 2)`` where the names come from, stage pixels.
    names
        One short text each.
    sides
        What a row and what a column is, with their roles: ``(text, role)`` each.
    renamed
        What they are called later on, as ``sides``; None: always the same.
    corner, cell
        The table's top left corner and the pitch of its cells, stage pixels.

    Channels: ``seated`` ``(n,)``, 0 at the source, 1 at the table's edges; ``called``, 0 the
    sides' first words, 1 those of ``renamed``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> edges = TableEdges([(300, 400), (400, 400)], theme=PAPER, names="AB", corner=(700, 300),
    ...                    cell=60, sides=(("asks", "query"), ("is asked", "key")))
    >>> edges.seats[0].tolist()
    [662.0, 330.0]
    """

    def __init__(
        self,
        source: ArrayLike,
        *,
        theme: Theme,
        names: Sequence[str],
        sides: Sides,
        renamed: Sides | None = None,
        corner: tuple[float, float],
        cell: float,
    ) -> None:
        super().__init__(theme=theme)
        start = np.array(source, dtype=np.float64)
        if start.shape != (len(names), 2):
            raise ValueError(
                f"TableEdges source has shape {start.shape}, expected ({len(names)}, 2)"
            )
        (x, y), along = corner, (np.arange(len(names)) + 0.5) * cell
        rows = np.column_stack([np.full(len(names), x - AWAY), y + along])
        columns = np.column_stack([x + along, np.full(len(names), y - AWAY)])
        self.source: Points = np.concatenate([start, start])
        self.seats: Points = np.concatenate([rows, columns])
        self.discs = [Disc(line=RIM) for _ in self.seats]
        self.names = [
            Label(name, 0, 0, theme=theme, size=NUMBER, mono=True, anchor="c")
            for name in [*names, *names]
        ]
        left, low, high = x - AWAY - RADIUS - 16, y - AWAY + 13, y - AWAY - RADIUS - 22
        self.sides, self.renamed = (
            [
                Label(row, left, low, theme=theme, role=asking, anchor="r"),
                Label(column, x, high, theme=theme, role=answering),
            ]
            for (row, asking), (column, answering) in (sides, renamed or sides)
        )
        for disc, name in zip(self.discs, self.names, strict=True):
            self.add(disc, name)  # a disc covers the names that start from the same place
        self.add(*self.sides, *self.renamed)
        self.define(seated=np.ones(len(names)), called=0.0)
        self.pose()

    def sit(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the names, in order, come from their source."""
        begin = {"presence": 1.0, "seated": 0.0}
        return self.drive(run_time=run_time, lag=STAGGER, begin=begin, presence=1.0, seated=1.0)

    def call(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the sides are renamed; never both are readable."""
        return self.drive(run_time=run_time, rate_func=constant, called=1.0)

    def _draw(self) -> None:
        seated = np.tile(self._channels["seated"], 2)
        places = self.source + (self.seats - self.source) * seated[:, None]
        for (x, y), disc, name in zip(places.tolist(), self.discs, self.names, strict=True):
            disc.place(x, y, RADIUS, self.theme.panel, self.theme.stroke("muted"))
            name.x, name.y = x, y + 12.2
        there, called = soft(3.0 * float(seated.min()) - 2.0), self.level("called")
        for side, later in zip(self.sides, self.renamed, strict=True):
            side.define(presence=there * soft(1.0 - called / OUT))
            later.define(presence=there * soft((called - 1.0 + OUT) / OUT))
