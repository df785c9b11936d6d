"""Where the words, columns and scale of diagram 5 stand for a sentence of 3 to 24 words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from anim_lib.columns import even_columns, middles
from anim_lib.layout import Points
from anim_lib.provenance import Floats
from anim_lib.typography import NUMBER, width
from scenes.casts import d05_grid as at
from scenes.values.d05_ssm_state_update import Values

COLOURS = 8  # that tell words apart; with more words only the followed one has a colour
FOLLOWED, OTHERS = "past 1", "muted"


@dataclass(frozen=True)
class Place:
    """Found from the number of words, how wide they are, and the contributions."""

    columns: Points  # (n, 2): left edge and width
    turned: bool  # the words read upwards
    source: float  # marks leave from the words' upper edge
    zero: float  # of the layers: the zero line
    unit: float  # pixels per 1
    above: bool  # the followed word's shares stand in a row above the columns
    shown: tuple[bool, ...]  # (n,): columns whose share has room there
    ticks: tuple[float, ...]
    roles: tuple[str, ...]  # (n,): the colour of each word

    @property
    def grey(self) -> bool:
        """Whether the words are too many for a colour each."""
        return OTHERS in self.roles

    def y(self, value: float) -> float:
        """Return the stage pixel of a number of the state."""
        return self.zero - self.unit * value


def place(v: Values) -> Place:
    """Lay the sentence out."""
    n, f = len(v.tokens), v.followed
    wide = [width(token, NUMBER, mono=True) for token in v.tokens]
    columns = _columns(n, f, wide[-1])
    centres = middles(columns)
    apart = [(a + b) / 2 + at.APART for a, b in pairwise(wide)]
    turned = bool((np.diff(centres) < apart).any())
    if turned:
        columns = _columns(n, f, 0.0)
    source = at.SOURCE if not turned else at.TURNED_AT - max(wide) - at.APART
    now = v.contributions[:, :, v.watched]
    zero, unit = _scale(now, at.LAYERS_TOP, source)
    above = n > COLOURS or not _inside(now, f, float(columns[0, 1]), unit)
    if above:
        zero, unit = _scale(now, at.LAYERS_BELOW_ROW, source)
    every = int(np.ceil(at.SHARE_WIDE / (columns[1, 0] - columns[0, 0]))) if above else 1
    kept = {*range(n - 1, f + every - 1, -every), f}
    if n - 1 - every < f:
        kept = {n - 1}  # the first and the last would touch: the last is what is spoken of
    shown = tuple(t in kept for t in range(n))
    low, high = _reach(now)
    step = next(s for s in at.STEPS if (high - low) / s < at.MOST_TICKS or s == at.STEPS[-1])
    ticks = tuple(round(k * step, 2) for k in range(int(high / step), int(low / step) - 1, -1))
    roles = tuple(f"past {s}" for s in range(n))
    if n > COLOURS:
        roles = tuple(FOLLOWED if s == f else OTHERS for s in range(n))
    return Place(columns, turned, source, zero, unit, above, shown, ticks, roles)


def _columns(n: int, followed: int, last: float) -> Points:
    """Return the columns: a last word that is ``last`` wide stays clear of the way past it."""
    wide = min(at.COLUMN_SHARE * at.ACROSS / n, at.WIDEST)
    right = min(at.COLUMNS_RIGHT, at.CLEAR - (last - wide) / 2)
    if followed == n - 1:
        right = min(right, at.CLEAR_OF_READING)  # the reading line starts right of its column
    gap = (right - at.COLUMNS_LEFT - n * wide) / (n - 1)
    return even_columns(n, at.COLUMNS_LEFT, wide, gap)


def _reach(now: Floats) -> tuple[float, float]:
    """Return the lowest and the highest end of any stack."""
    return float(np.minimum(now, 0).sum(1).min()), float(np.maximum(now, 0).sum(1).max())


def _scale(now: Floats, top: float, source: float) -> tuple[float, float]:
    low, high = _reach(now)
    unit = (source - at.LAYERS_GAP - top) / (high - low)
    unit = np.floor(unit / at.ROUND) * at.ROUND
    return float(round(top + unit * high)), float(unit)


def _inside(now: Floats, f: int, wide: float, unit: float) -> bool:
    """Tell whether each share fits into its layer, clear of the line at the sum."""
    own, total = now[f:, f], now[f:].sum(1)
    below = np.where(now[f:, :f] * own[:, None] > 0, now[f:, :f], 0).sum(1)
    away = np.abs(total - below - own / 2) * unit
    tall = np.abs(own) * unit
    return bool((tall >= at.TALL).all() and (away >= at.AWAY).all() and wide >= at.SHARE_WIDE)
