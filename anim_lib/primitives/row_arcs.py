"""A row of a table that lifts off and bends into arcs: one verb for a grid and its arcs."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import then, together
from anim_lib.primitives.attention_arcs import SPAN, AttentionArcs
from anim_lib.primitives.heat_grid import HeatGrid
from anim_lib.timing import BEND, COUNT, GLANCE, MOVE, SETTLE, soft


def arcs_over(
    grid: HeatGrid, row: int, *, card_top: float, reach: float = SPAN, asker: int | None = None
) -> AttentionArcs:
    """Return the arcs that row ``row`` of ``grid`` bends into, unseen until they grow.

    They leave the top edges of the lifted row's cells, pass behind the cards whose top is at
    ``card_top`` (stage pixels) and come down at the card ``asker``, by default that of the row;
    ``reach`` is as for :class:`AttentionArcs`.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> grid = HeatGrid([[1.0, 0.0], [0.4, 0.6]], theme=PAPER, row_labels=["a", "b"],
    ...                 column_labels=["", ""], names=("asks", "is asked"), lifted=(470, 54),
    ...                 columns=even_columns(2, 400, 120), top=560, row_height=80)
    >>> arcs = arcs_over(grid, 1, card_top=400)
    >>> bend(grid, arcs, 1).run_time > unbend(grid, arcs, 1).run_time
    True
    """
    arcs = AttentionArcs(
        grid.values[row],
        theme=grid.theme,
        asker=row if asker is None else asker,
        columns=grid.columns,
        card_top=card_top,
        source=grid.lifted[0],
        reach=reach,
    )
    return arcs.set_channels(grown=0.0)


def bend(grid: HeatGrid, arcs: AttentionArcs, row: int, *, run_time: float = BEND) -> Animation:
    """Return the animation: row ``row`` rises (``run_time``), is printed, bends into ``arcs``.

    Raises
    ------
    ValueError
        When ``arcs`` do not show the weights of that row, or do not stand over its columns.
    """
    _agree(grid, arcs, row)
    return then(grid.lift_row(row, run_time=run_time), arcs.bend(), gap=0.5 * SETTLE)


def unbend(grid: HeatGrid, arcs: AttentionArcs, row: int, *, run_time: float = MOVE) -> Animation:
    """Return the animation: the arcs go back into their cells, and the row lies down again.

    Raises
    ------
    ValueError
        As for :func:`bend`.
    """
    _agree(grid, arcs, row)
    return then(arcs.unbend(run_time=run_time), grid.drop_row(row, run_time=run_time))


def reweigh(
    grid: HeatGrid, arcs: AttentionArcs, row: int, values: ArrayLike, *, run_time: float = COUNT
) -> Animation:
    """Return the animation of a bent row, its arcs and all other rows to ``values``.

    Numbers count in place; those that become tiny go first, those that no longer are come last.

    Raises
    ------
    ValueError
        When ``values`` do not have the shape of the grid, or as for :func:`bend`.
    """
    _agree(grid, arcs, row)
    new = np.asarray(values, dtype=np.float64)
    if new.shape != grid.values.shape:
        raise ValueError(f"values have shape {new.shape}, expected shape {grid.values.shape}")
    staying, final = grid.channel("printed"), grid.channel("printed")
    final[row] = HeatGrid.told(new[row])
    staying[row] *= final[row]
    parts = [
        together(
            grid.to_values(new, run_time=run_time), arcs.to_values(new[row], run_time=run_time)
        ),
        grid.drive(run_time=GLANCE, rate_func=soft, printed=final),
    ]
    if (staying != grid.channel("printed")).any():
        parts.insert(0, grid.drive(run_time=GLANCE, rate_func=soft, printed=staying))
    return then(*parts, gap=0.0)


def _agree(grid: HeatGrid, arcs: AttentionArcs, row: int) -> None:
    if not 0 <= row < grid.rows:
        raise ValueError(f"row {row} is not in the grid, allowed are 0 to {grid.rows - 1}")
    if arcs.columns.shape != grid.columns.shape or not np.allclose(arcs.columns, grid.columns):
        raise ValueError("the arcs do not stand over the columns of the grid")
    apart = np.abs(arcs.values - grid.values[row]).max()
    if apart > 1e-9:
        raise ValueError(f"the arcs show weights {apart:.3g} off those of row {row}")
