"""A shelf with one slot per token, into which its key and its value slide and stay."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of
from anim_lib.layout import Points
from anim_lib.motion import Posed
from anim_lib.primitives.vector_chips import VectorChips
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE, STAGGER, settle, soft

BOARD, HAIR = 3.0, 1.5  # stage pixels
AIR = 5.0  # between a chip and the boards above and below it


class CacheShelf(Posed):
    """Two boards, keys on the upper and values on the lower, a slot for every token.

    Channels, one number per token: ``keys_in`` and ``values_in`` (0 not there yet, 1 in its
    slot; they slide out of ``source``), ``lit`` (1: its key is being asked), and ``dealt``,
    the share of the shelf's length that is there.

    Parameters
    ----------
    keys, values
        ``(n_tokens, d_head)``; None where no numbers are told: filled chips with a letter.
    columns
        ``(n_tokens, 2)`` left edge and width of each slot, stage pixels.
    top, height
        Stage pixels of the shelf's upper end, and of one chip.
    vmax, values_vmax
        See :class:`VectorChips`: of keys, and of values if that is another one.
    source
        Stage pixel of the line that keys and values slide out of; the shelf's top if None.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is not finite or larger than ``vmax``.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> shelf = CacheShelf(None, None, theme=PAPER, columns=even_columns(3, 96, 100, 8), top=400)
    >>> shelf.row(0), shelf.bottom
    (428.0, 518.0)
    """

    def __init__(
        self,
        keys: ArrayLike | None,
        values: ArrayLike | None,
        *,
        theme: Theme,
        columns: ArrayLike,
        top: float,
        height: float = 46.0,
        vmax: float = 1.0,
        values_vmax: float | None = None,
        source: float | None = None,
    ) -> None:
        super().__init__(theme=theme)
        self.columns = columns_of(columns, len(np.asarray(columns)), "CacheShelf")
        self.top, self.tall = top, height
        self.pitch = height + 2 * AIR + BOARD
        rows = (("key", keys, vmax), ("value", values, values_vmax or vmax))
        self.keys, self.held = (
            VectorChips(
                vectors,
                theme=theme,
                role=role,
                columns=self.columns,
                y=self.row(k),
                height=height,
                vmax=limit,
                source=top if source is None else source,
            )
            for k, (role, vectors, limit) in enumerate(rows)
        )
        self.boards = [Curve(line=BOARD) for _ in rows]
        self.sides = [Curve(line=BOARD) for _ in range(2)]
        self.between = [Curve(line=HAIR) for _ in self.columns[1:]]
        self.add(*self.between, self.held, self.keys, *self.sides, *self.boards)
        none = np.zeros(len(self.columns))
        self.define(keys_in=none + 1, values_in=none + 1, lit=none, dealt=1.0)
        self.pose()

    def row(self, k: int) -> float:
        """Return the centre line of the chips on board ``k`` (0 keys, 1 values), stage pixels."""
        return self.top + AIR + self.tall / 2 + k * self.pitch

    @property
    def bottom(self) -> float:
        """Lower edge of the lower board in stage pixels."""
        return self.top + 2 * self.pitch

    def put_in(self, *tokens: int, run_time: float = ENTER, lag: float = STAGGER) -> Animation:
        """Return the animation in which key and value of ``tokens`` slide into their slots.

        ``lag`` is from one token of the row to the next. What is on the shelf stays.
        """
        there = np.minimum(self.channel("keys_in"), self.channel("values_in"))
        there[list(tokens)] = 1.0
        return self._slide(there, run_time, lag if len(tokens) > 1 else 0.0)

    def fill(self, count: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation after which the first ``count`` tokens are on it, and no more."""
        return self._slide(np.arange(len(self.columns)) < count, run_time, 0.0)

    def _slide(self, there: ArrayLike, run_time: float, lag: float) -> Animation:
        return self.drive(
            run_time=run_time, rate_func=settle, lag=lag, keys_in=there, values_in=there
        )

    def deal(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the empty shelf is drawn from the left."""
        return self.grow_in("dealt", run_time=run_time)

    def ask(self, *tokens: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that lights the keys of ``tokens``, and only these."""
        now = np.zeros(len(self.columns))
        now[list(tokens)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, lit=now)

    def _ends(self) -> Points:
        left, right = self.columns[0, 0] - AIR, self.columns[-1].sum() + AIR
        return np.array([left, left + (right - left) * self.level("dealt")])

    def _draw(self) -> None:
        theme, (left, right) = self.theme, self._ends()
        hollow = self._channels["dim"]
        self.keys.define(out=self._channels["keys_in"], lit=self._channels["lit"], hollow=hollow)
        self.held.define(out=self._channels["values_in"], hollow=hollow)
        for k, board in enumerate(self.boards):
            y = self.top + (k + 1) * self.pitch - BOARD / 2
            board.put([(left, y), (right, y)], theme.ink)
        for side, x in zip(self.sides, (left, right), strict=True):
            side.put([(x, self.top), (x, self.bottom)], theme.ink)
        gaps = (self.columns[:-1].sum(axis=1) + self.columns[1:, 0]) / 2
        for line, x in zip(self.between, gaps, strict=True):
            if x > right:
                line.hide()
            else:
                line.put([(x, self.top), (x, self.bottom)], theme.hairline)
