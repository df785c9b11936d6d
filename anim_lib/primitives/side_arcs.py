"""One row of attention as arcs beside a list: the tokens stand one below the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import HEIGHT, PX, WIDTH, points
from anim_lib.leaves import leaves_of
from anim_lib.primitives.attention_arcs import SPAN, AttentionArcs
from anim_lib.theme import Theme


class SideArcs(AttentionArcs):
    """:class:`AttentionArcs` turned a quarter: they bulge to the left of a column of tokens.

    Parameters
    ----------
    values
        ``(seq_len,)`` one row of a pattern: each 0..1, together 1.
    asker
        Index of the token that asks.
    rows
        ``(seq_len, 2)`` top and height of the tokens' places, stage pixels.
    edge
        x of the tokens' left side, stage pixels.
    reach
        Length that the longest arc adds to the least bulge of 26, stage pixels.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> from anim_lib.columns import even_columns
    >>> arcs = SideArcs([0.5, 0.2, 0.3], theme=PAPER, asker=2,
    ...                 rows=even_columns(3, 200, 40, 8), edge=400)
    >>> float(arcs.widths()[0])
    20.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        asker: int,
        rows: ArrayLike,
        edge: float,
        reach: float = SPAN,
    ) -> None:
        super().__init__(values, theme=theme, asker=asker, columns=rows, card_top=edge, reach=reach)

    def _draw(self) -> None:
        super()._draw()
        for leaf in leaves_of(self):
            if len(leaf.points):
                across = leaf.points[:, 0] / PX + WIDTH / 2
                down = HEIGHT / 2 - leaf.points[:, 1] / PX
                leaf.points = points(np.column_stack([down, across]))
