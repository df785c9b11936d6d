"""An associative scan as a tree: who takes in whom, level by level, and how often."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant, soft
from anim_lib.typography import COUNTER, Counter

HAIR, LINE = 1.5, 3.0  # of a token's own line and of a combine's, stage pixels
GONE_OUT = 0.55  # share of a level in which the left parts travel; then the nodes are born


class ScanTree(ValueGroup):
    """``(n_levels + 1, seq_len, d_state)`` signed partial states, before and after each level.

    A token's line runs down through the levels; a combine is a line from the left part's last
    node to a new node on the right one's line. Nothing else is drawn on a level.

    Channels: ``values``; ``done``, how many levels are done, of which the printed number of
    combines and of levels is made; ``leaves``, 1 when the states before the first level are
    there; ``ran_out`` the share of the tokens' lines that leads down to the outputs.

    Parameters
    ----------
    values
        ``(n_levels + 1, seq_len, d_state)``, each within ``-vmax..vmax``.
    combines
        ``(n_combines, 3)``: level from 1, left token, right token, which takes in the left.
    columns
        ``(seq_len,)`` middles, stage pixels.
    rows
        Middle of the first row, pitch of rows, and the end of the tokens' lines.
    node
        Width and height of a node, stage pixels.
    counters
        ``(x, y)`` of the left ends of the two numbers' baselines: combines, levels.

    Raises
    ------
    ValueError
        When a shape is another one, or a combine names a level or token that is not there.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> tree = ScanTree([[[0.5], [0.2]], [[0.5], [0.4]]], theme=PAPER, vmax=1.0,
    ...                 combines=[[1, 0, 1]], columns=[200, 400], rows=(300, 40, 400),
    ...                 node=(96, 22), counters=((96, 320), (96, 370)))
    >>> tree.counters[0].text, tree.counters[1].text
    ('1', '1')
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        vmax: float,
        combines: ArrayLike,
        columns: ArrayLike,
        rows: tuple[float, float, float],
        node: tuple[float, float],
        counters: tuple[tuple[float, float], tuple[float, float]],
    ) -> None:
        super().__init__(values, ndim=3, theme=theme)
        levels, tokens = self.values.shape[0] - 1, self.values.shape[1]
        self.combines = np.array(combines, dtype=np.int64)
        self.columns = np.array(columns, dtype=np.float64)
        if self.columns.shape != (tokens,):
            raise ValueError(
                f"ScanTree columns have shape {self.columns.shape}, expected ({tokens},)"
            )
        if self.combines.ndim != 2 or self.combines.shape[1] != 3:
            raise ValueError(f"ScanTree combines have shape {self.combines.shape}, expected (n, 3)")
        most = np.array([levels, tokens - 1, tokens - 1])
        if (self.combines < [1, 0, 0]).any() or (self.combines > most).any():
            raise ValueError(f"ScanTree combines reach beyond {levels} levels or {tokens} tokens")
        self.rows, self.node = rows, node
        self.lines = [Curve(line=HAIR) for _ in range(tokens)]
        self.edges = [Curve(line=LINE) for _ in self.combines]
        self.origins = [self._origin(k) for k in range(len(self.combines))]

        def strip(level: int, token: int) -> SignedStrip:
            cells = self.values[level, token]
            return SignedStrip(cells, theme=theme, role="muted", vmax=vmax, box=(0, 0, *node))

        self.first = [strip(0, t) for t in range(tokens)]
        self.nodes = [strip(level, right) for level, _, right in self.combines.tolist()]
        self.backs = [Box() for _ in (*self.first, *self.nodes)]
        self.counters = [
            Counter(
                0,
                *place,
                theme=theme,
                written="{:.0f}".format,
                slots=4,
                size=COUNTER,
                weight="SEMIBOLD",
                anchor="r",
            )
            for place in counters
        ]
        self.add(*self.lines, *self.edges)
        for back, one in zip(self.backs, [*self.first, *self.nodes], strict=True):
            self.add(back, one)  # or lines would show through the gaps between cells
        self.add(*self.counters)
        self.define(done=float(levels), leaves=1.0, ran_out=1.0)
        self.pose()

    def _origin(self, k: int) -> int:
        """Return the level on which the left part of combine ``k`` was last written."""
        level, left, _ = self.combines[k].tolist()
        written = self.combines[(self.combines[:, 2] == left) & (self.combines[:, 0] < level), 0]
        return int(written.max()) if len(written) else 0

    def middle(self, level: float) -> float:
        """Return the middle of a row of nodes, stage pixels."""
        return self.rows[0] + self.rows[1] * level

    def plant(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the leaves come."""
        begin = {"presence": 1.0, "leaves": 0.0, "done": 0.0, "ran_out": 0.0}
        return self.drive(
            run_time=run_time, begin=begin, presence=1.0, leaves=1.0, done=0.0, ran_out=0.0
        )

    def climb_to(self, done: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation after which ``done`` levels of combines are done."""
        return self.drive(run_time=run_time, rate_func=constant, done=done)

    def run_out(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the tokens' lines run down to the outputs."""
        return self.drive(run_time=run_time, ran_out=1.0)

    def _draw(self) -> None:
        values, done = self._channels["values"], self.level("done")
        muted, hair = self.theme.stroke("muted"), self.theme.hairline
        leaves = self.level("leaves")
        lowest, end = self.middle(done), self.rows[2]
        low = lowest + (end - lowest) * self.level("ran_out")
        for t, (line, strip) in enumerate(zip(self.lines, self.first, strict=True)):
            x = float(self.columns[t])
            line.put([(x, self.middle(0)), (x, max(low, self.middle(0) + 0.1))], hair, share=leaves)
            self._place(t, strip, values[0, t], x, self.middle(0), leaves)
        counted = 0.0
        pairs = zip(self.combines.tolist(), self.edges, self.nodes, self.origins, strict=True)
        for k, ((level, left, right), edge, node, origin) in enumerate(pairs, len(self.first)):
            progress = min(max(done - level + 1, 0.0), 1.0)
            travelled = soft(progress / GONE_OUT)
            taken = soft((progress - GONE_OUT) / (1 - GONE_OUT))
            x, y = float(self.columns[right]), self.middle(level)
            edge.put(
                [(float(self.columns[left]), self.middle(origin)), (x, y)], muted, share=travelled
            )
            now: Channel = values[level - 1, right] * (1 - taken) + values[level, right] * taken
            fall = y - self.rows[1] * (1.0 - travelled)
            self._place(k, node, now, x, fall, soft(2.0 * progress))
            counted += progress >= 1.0
        for counter, value in zip(self.counters, (counted, float(int(done))), strict=True):
            counter.define(value=value, presence=leaves)

    def _place(
        self, k: int, strip: SignedStrip, values: Channel, x: float, y: float, there: float
    ) -> None:
        wide, tall = self.node
        if there > 0.0:
            self.backs[k].place(x - wide / 2, y - tall / 2, wide, tall, self.theme.ground)
        else:
            self.backs[k].hide()
        strip.define(
            values=values, box=(x - wide / 2, y - tall / 2, wide, tall), presence=float(there)
        )
