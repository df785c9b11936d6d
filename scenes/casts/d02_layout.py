"""Where diagram 2 stands: words side by side, or turned upright where they have no room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from anim_lib.layout import LEFT, RIGHT, Points
from anim_lib.primitives.attention_arcs import APEX, FOOT, FULL, LEAST, SPAN
from anim_lib.primitives.heat_grid import LABEL_GAP
from anim_lib.primitives.token_row import PAD
from anim_lib.typography import NUMBER, width
from scenes.casts.d02_sink import CELL
from scenes.casts.own_words import shortened
from scenes.values.d02_attention_heatmap import Values

CARDS, TALL = 432.0, 56.0  # centre line and height of the cards below the arcs
GAP = 6.0  # between cards
ROOMY, TIGHT = (PAD, 94.0), (8.0, 86.0)  # beside words, least width of a card
NARROW = TIGHT[1]  # a printed weight needs as wide a card
RISEN = -194.0  # from there to where the cards head the whole table
TOP, BOTTOM = 274.0, 833.0  # of the whole table
LOW_TOP, LOW_BOTTOM = 558.0, 846.0  # of the table below the lifted row
LIFTED = (472.0, 54.0)
OWN_SUM = (RIGHT, 226.0)  # below the key, where the scene's own arcs leave room
ASKS, UP, SUM_IN = 8.0, 12.0, 14.0  # from the low table up to words; from their end to the row's
STRETCH = 4.0  # pixels that each card gains at least, if any does
BESIDE = 8.0  # from the map of all heads to the first arc
LETTERS = (14, 12, 10)  # of long words, where whole words have no room
UPRIGHT = 12  # the same where they are turned
HEADED, ARCHED = 204.0, 164.0  # top of upright cards over the table, and of their arcs
NUMBERS = 96.0  # height of a lifted row whose numbers are upright
UNDER, ROOM = 12.0, 50.0  # from cards to what is below them; from a lifted row to the table
ARCS_SHARE = 0.52  # of what upright cards leave to arcs and table


@dataclass(frozen=True, eq=False)
class Layout:
    """Stage pixels of all parts; ``words`` are those on the cards, long ones shortened."""

    words: tuple[str, ...]
    turned: bool
    in_lines: bool  # the sentence is first shown in lines, where its words are whole and level
    columns: Points  # left edge and width of each card, (n_words, 2)
    tall: float  # of the cards
    cards: float  # their centre line below the arcs
    risen: float  # from there to where they head the whole table
    top: float  # of the whole table
    lifted: tuple[float, float]
    low_top: float  # of the table below the lifted row
    asks: float  # baseline of what is said of that table's rows
    sum: tuple[float, float]  # right end and baseline of what is said of the lifted row
    reach: float  # of the arcs

    @property
    def count(self) -> int:
        """Return the number of words with both marks."""
        return len(self.words)

    @property
    def row(self) -> float:
        """Return the pitch of rows in the whole table."""
        return (BOTTOM - self.top) / self.count

    @property
    def low_row(self) -> float:
        """Return the pitch of rows in the table below the lifted row."""
        return (LOW_BOTTOM - self.low_top) / self.count

    @property
    def narrow(self) -> bool:
        """Tell whether a column is too narrow for a printed weight."""
        return bool(self.columns[:, 1].min() < NARROW)


def layout(v: Values) -> Layout:
    """Return the places of all parts for the words of ``v``."""
    marks = (v.words_tired[0].strip("[]"), v.words_tired[-1].strip("[]"))
    whole = (marks[0], *v.read_words, marks[1])
    longest = max(map(len, whole))
    for letters, (pad, least) in product((longest, *LETTERS), (ROOMY, TIGHT)):
        words = tuple(shortened(word, letters) for word in whole)
        inks = np.array([width(word, NUMBER, mono=True) for word in words])
        cards = np.maximum(inks + 2 * pad, least)
        spare = RIGHT - _left(v, inks, cards[0]) - cards.sum() - GAP * (len(words) - 1)
        if spare >= 0.0:
            more = spare / len(words)
            level = _level(words, cards + more * (more >= STRETCH), whole)
            return level if v.n_endings > 1 else _with_sum_below(level)
    words = tuple(shortened(word, UPRIGHT) for word in whole)
    inks = np.array([width(word, NUMBER, mono=True) for word in words])
    return _upright(words, inks, _left(v, inks, 0.0))


def _left(v: Values, inks: Points, first: float) -> float:
    """Return where the first card can start: right of words of rows, its arc right of the map."""
    beside = LEFT + float(inks.max()) + LABEL_GAP + GAP / 2
    arc = max(FULL * float(v.arcs_tired[0]), LEAST)
    heads = LEFT + v.n_heads * CELL
    return max(beside, heads + BESIDE + arc / 2 - first / 2)


def _level(words: tuple[str, ...], cards: Points, whole: tuple[str, ...]) -> Layout:
    lefts = RIGHT - np.cumsum((cards + GAP)[::-1])[::-1] + GAP
    return Layout(
        words=words,
        turned=False,
        in_lines=words != whole,
        columns=np.column_stack([lefts, cards]),
        tall=TALL,
        cards=CARDS,
        risen=RISEN,
        top=TOP,
        lifted=LIFTED,
        low_top=LOW_TOP,
        asks=LOW_TOP - ASKS,
        sum=OWN_SUM,
        reach=SPAN,
    )


def _with_sum_below(level: Layout) -> Layout:
    """Return it with the sum between row and table: arcs of other words may reach the key."""
    low_top = sum(level.lifted) + ROOM
    asks = low_top - UP
    return replace(level, low_top=low_top, asks=asks, sum=(RIGHT - SUM_IN, asks))


def _upright(words: tuple[str, ...], inks: Points, left: float) -> Layout:
    count, tall = len(words), float(inks.max()) + 2 * PAD
    pitch = (RIGHT - left + GAP / 2) / count  # the ring around a row goes beyond its cards
    columns = np.column_stack([left + pitch * np.arange(count), np.full(count, pitch - GAP)])
    row = LIFTED[1] if pitch - GAP >= NARROW else NUMBERS
    free = LOW_BOTTOM - ARCHED - tall - UNDER - row - ROOM
    top = ARCHED + min(ARCS_SHARE * free, FOOT + APEX + SPAN)
    full, low_top = min(FULL, pitch - GAP), top + tall + UNDER + row + ROOM
    return Layout(
        words=words,
        turned=True,
        in_lines=True,
        columns=columns,
        tall=tall,
        cards=top + tall / 2,
        risen=HEADED - top,
        top=HEADED + tall + UNDER,
        lifted=(top + tall + UNDER, row),
        low_top=low_top,
        asks=low_top - UP,
        sum=(RIGHT - SUM_IN, low_top - UP),
        reach=top - ARCHED - FOOT - APEX - full / 2,
    )
