"""People on a circle and a line for every pair; each line can fly to its cell of a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import Posed, then
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, constant, smooth, soft
from anim_lib.typography import NUMBER, Label

EDGE = 3.0  # stage pixels
QUIET, SPOKEN = 1.5, 3.0  # widths of a person's rim
RADIUS = 34.0
LATE = 0.22  # each newcomer's lines fly this share of a flight after the one's before


def circle_places(count: int, x: float, y: float, radius: float) -> Points:
    """Return ``(count, 2)`` places on a circle, the first on top, then clockwise."""
    turn = np.arange(count) * 2 * np.pi / count
    return np.column_stack([x + radius * np.sin(turn), y - radius * np.cos(turn)])


class PairGraph(Posed):
    """Discs with names, and one line per pair of them.

    Parameters
    ----------
    edges
        ``(n_edges, 2)`` indices of people: (earlier, later). A line grows from the later
        one, the newcomer. May be empty.
    names
        One short text per person.
    places
        ``(n_people, 2)`` middles of the discs, stage pixels.
    cells
        ``(n_edges, 2)`` top left corners of the cells that lines fly to; None: they do not.
    cell
        Width of such a cell, stage pixels.

    Channels: ``places``, ``radius`` (stage pixels); ``here`` ``(n_people,)`` 1 full, 0 an
    empty seat; ``ring`` ``(n_people,)`` 1 an ink rim; ``drawn``
    ``(n_edges,)`` the share of each line that is there; ``flight`` 0..1, how far copies of
    the lines have come to their cells, those of the first newcomer first.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> graph = PairGraph([(0, 1), (0, 2), (1, 2)], theme=PAPER, names="ABC",
    ...                   places=circle_places(3, 500, 500, 200))
    >>> graph.greeted(2)
    3
    """

    def __init__(
        self,
        edges: ArrayLike,
        *,
        theme: Theme,
        names: Sequence[str],
        places: ArrayLike,
        cells: ArrayLike | None = None,
        cell: float = 0.0,
        radius: float = RADIUS,
    ) -> None:
        super().__init__(theme=theme)
        self.edges = np.array(edges, dtype=np.float64).reshape(-1, 2).astype(int)
        if self.edges.size and not 0 <= self.edges.min() <= self.edges.max() < len(names):
            raise ValueError(
                f"PairGraph edges name people {self.edges.min()} to {self.edges.max()}, "
                f"allowed are 0 to {len(names) - 1}"
            )
        self.cells = np.zeros((0, 2)) if cells is None else np.array(cells, dtype=np.float64)
        if len(self.cells) not in (0, len(self.edges)):
            raise ValueError(
                f"PairGraph cells have shape {self.cells.shape}, expected ({len(self.edges)}, 2)"
            )
        self.cell = cell
        self.lines = [Curve(line=EDGE) for _ in self.edges]
        self.flights = [Shape() for _ in self.cells]
        self.discs = [Disc(line=QUIET) for _ in names]
        self.labels = [
            Label(name, 0, 0, theme=theme, size=NUMBER, mono=True, anchor="c") for name in names
        ]
        self.add(*self.lines, *self.discs, *self.labels, *self.flights)
        n_edges, n = len(self.edges), len(names)
        self.define(
            places=np.zeros((n, 2)),
            radius=radius,
            here=np.ones(n),
            ring=np.zeros(n),
            drawn=np.zeros(n_edges),
            flight=0.0,
        )
        self.set_channels(places=places)

    def greeted(self, person: int) -> int:
        """Return how many pairs have greeted when ``person`` has arrived, counted by edge."""
        return int((self.edges[:, 1] <= person).sum())

    def arrive(self, person: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation: ``person`` stands up and greets everyone before it.

        Absolute: those before are there and have greeted, those after are not.
        """
        people = np.arange(len(self.discs))
        return then(
            self.drive(
                run_time=GLANCE, rate_func=soft, here=people <= person, ring=people == person
            ),
            self.drive(run_time=run_time, drawn=self.edges[:, 1] <= person),
            gap=0.0,
        )

    def fly(self, *, run_time: float = 2 * MOVE) -> Animation:
        """Return the animation in which copies of the lines turn into their cells.

        The lines of one newcomer fly together, newcomer after newcomer.
        """
        return self.drive(run_time=run_time, rate_func=constant, begin={"flight": 0.0}, flight=1.0)

    def flown(self, edge: int) -> float:
        """Return how far the copy of a line has come, 0 to 1."""
        flight, newcomers = self.level("flight"), len(self.discs) - 1
        if flight >= 1.0:
            return 1.0
        late = (int(self.edges[edge, 1]) - 1) * LATE
        return float(np.clip(flight * (1.0 + (newcomers - 1) * LATE) - late, 0.0, 1.0))

    def _draw(self) -> None:
        theme, places, radius = self.theme, self._channels["places"], self.level("radius")
        for k, (earlier, later) in enumerate(self.edges):
            a, b = places[later], places[earlier]
            self.lines[k].put(
                [a, b], theme.stroke("attention"), share=float(self._channels["drawn"][k])
            )
        for k, flight in enumerate(self.flights):
            flown = self.flown(k)
            if flown <= 0.0:
                flight.hide()
            else:
                flight.put(self._between(k, flown), theme.fill("attention"))
        for k, (disc, label) in enumerate(zip(self.discs, self.labels, strict=True)):
            here, ring = float(self._channels["here"][k]), float(self._channels["ring"][k])
            x, y = float(places[k][0]), float(places[k][1])
            edge = mix(mix(theme.hairline, theme.stroke("muted"), here), theme.ink, ring)
            disc.place(x, y, radius, mix(theme.ground, theme.panel, here), edge)
            disc.set_stroke(width=(QUIET + (SPOKEN - QUIET) * ring) / 1.35)
            label.x, label.y = x, y + 12.2
            label.colour = mix(theme.text("muted"), theme.ink, here)

    def _between(self, k: int, flown: float) -> Points:
        """Return the corners of line ``k``: it contracts, travels, and unfolds into its cell."""
        earlier, later = self._channels["places"][self.edges[k]]
        run, side = later - earlier, self.cell - 2.0
        way, short, wide = smooth(flown), smooth(flown / 0.6), smooth((flown - 0.6) / 0.4)
        angle = float(np.arctan2(run[1], run[0]))
        angle -= np.pi * round(angle / np.pi)  # the nearer way to lie flat
        angle *= 1.0 - short
        length = float(np.hypot(*run)) * (1.0 - short) + side * short
        thick = EDGE * (1.0 - wide) + side * wide
        middle = (earlier + later) / 2 * (1.0 - way) + (self.cells[k] + self.cell / 2) * way
        along = np.array([np.cos(angle), np.sin(angle)])
        across = np.array([-along[1], along[0]])
        signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2
        return np.asarray(middle + signs[:, :1] * along * length + signs[:, 1:] * across * thick)
