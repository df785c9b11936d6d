"""The same signal worked out in several lanes, whose outputs drop into one row and merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import together
from anim_lib.primitives.samples import Samples
from anim_lib.theme import Theme
from anim_lib.timing import BEND, MOVE, STAGGER

SIDE, WIDE_AT_MOST = 0.2, 0.6  # of the pitch: a bar beside its like, the widest when merged


class MergingLanes:
    """``(n_lanes, seq_len)`` outputs as bars: side by side in their columns, then nested.

    ``rows`` holds one :class:`Samples` a lane, from back (widest when merged) to front, so that
    a bar that differed would show. It is no mobject itself: each row is put on stage.

    Parameters
    ----------
    values
        ``(n_lanes, seq_len)``, in the unit of ``unit``.
    roles
        One role per lane.
    columns
        ``(seq_len,)`` evenly spaced middles, stage pixels.
    sources
        ``(n_lanes,)`` heights at which the lanes' outputs come out, stage pixels.
    base
        Zero line of the row, stage pixels.
    unit
        Stage pixels per 1.
    axis
        Left and right end of the zero line.
    written
        Value -> text of its number; printed by the lane in front, once merged.

    Raises
    ------
    ValueError
        When a shape is another one, or a value is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> lanes = MergingLanes([[0.5, -1.0], [0.5, -1.0]], theme=PAPER, roles=["muted", "accent"],
    ...                      columns=[200, 300], sources=[100, 200], base=500, unit=80,
    ...                      axis=(96, 400))
    >>> lanes.beside[1].tolist(), lanes.wide
    ([211.0, 311.0], [60.0, 30.0])
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        roles: Sequence[str],
        columns: ArrayLike,
        sources: ArrayLike,
        base: float,
        unit: float,
        axis: tuple[float, float],
        written: Callable[[float], str] = "{:.2f}".format,
    ) -> None:
        given = np.array(values, dtype=np.float64)
        x, self.sources = (np.array(each, dtype=np.float64) for each in (columns, sources))
        if given.ndim != 2 or min(given.shape) < 1:
            raise ValueError(f"MergingLanes values have shape {given.shape}, expected 2 axes")
        count, steps = given.shape
        if x.shape != (steps,) or self.sources.shape != (count,) or len(roles) != count:
            raise ValueError(
                f"MergingLanes has {count} lanes of {steps} values, but {len(roles)} roles,"
                f" {self.sources.size} sources and {x.size} columns"
            )
        pitch = float(x[1] - x[0]) if steps > 1 else axis[1] - axis[0]
        gap = SIDE * pitch
        self.columns, self.base, self.side = x, base, 0.9 * gap
        self.beside = [x + 1.1 * gap * (k - (count - 1) / 2) for k in range(count)]
        self.wide = [WIDE_AT_MOST * pitch * (count - k) / count for k in range(count)]
        self.rows = [
            Samples(
                row,
                x=self.beside[k],
                base=base,
                unit=unit,
                wide=self.side,
                roles=[roles[k]] * steps,
                axis=axis if k == 0 else None,
                written=written if k == count - 1 else None,
                theme=theme,
            )
            for k, row in enumerate(given)
        ]
        self.rows[-1].set_channels(numbers=0.0)

    def drop(self, lane: int, step: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which one output drops; those before it lie there already."""
        steps = np.arange(len(self.columns))
        return self.rows[lane].drive(
            run_time=run_time,
            begin={
                "presence": 1.0,
                "grown": steps <= step,
                "base": np.where(steps == step, self.sources[lane], self.base),
            },
            presence=1.0,
            grown=steps <= step,
            base=self.base,
        )

    def drop_all(
        self, lane: int, *known: int, run_time: float = MOVE, lag: float = STAGGER
    ) -> Animation:
        """Return the animation in which a lane's outputs drop, but those that are ``known``.

        Each starts ``lag`` seconds after the one before it.
        """
        there = np.isin(np.arange(len(self.columns)), known)
        return self.rows[lane].drive(
            run_time=run_time,
            lag=lag,
            begin={
                "presence": 1.0,
                "grown": there,
                "base": np.where(there, self.base, self.sources[lane]),
            },
            presence=1.0,
            grown=1.0,
            base=self.base,
        )

    def merge(self, *, run_time: float = BEND) -> Animation:
        """Return the animation that slides the lanes' bars into each other."""
        return together(
            *[
                row.drive(run_time=run_time, x=self.columns, wide=wide)
                for row, wide in zip(self.rows, self.wide, strict=True)
            ]
        )

    def tell(self) -> Animation:
        """Return the animation in which the numbers come."""
        return self.rows[-1].drive(numbers=1.0)

    def to_values(self, values: ArrayLike, *lanes: int, run_time: float = BEND) -> Animation:
        """Return the animation of ``lanes`` to ``(n_chosen, seq_len)`` values."""
        pairs = zip(lanes, np.array(values, dtype=np.float64), strict=True)
        return together(*[self.rows[k].to_values(row, run_time=run_time) for k, row in pairs])
