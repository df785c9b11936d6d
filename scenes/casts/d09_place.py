"""Where the words, curtains and states of diagram 9 stand, for a sentence of 5 to 24 words."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np

from anim_lib.columns import even_columns
from anim_lib.layout import RIGHT, Points
from anim_lib.typography import NUMBER, width
from scenes.casts import d09_grid as at
from scenes.values.d09_selective_vs_fixed import Values


@dataclass(frozen=True)
class Place:
    """Found from the number of words and how wide they are; stage pixels."""

    body: Points  # (n_body, 2): left edge and width of each word's column
    asked: Points  # (n_asked, 2): the same of each read-out
    turned: bool  # the words read upwards
    upright: bool  # the deltas over the curtains do
    tall: float  # of the words' cards
    upper: float  # top of the curtains, of the track above and of that below
    lower: float
    window: float  # height of the curtains
    band: float  # of a state number
    top_alone: float  # upper edge of the cards over one track, and over both
    top: float

    @property
    def state(self) -> float:
        """From a track's top to its state."""
        return self.window + at.FALL

    @property
    def notes(self) -> tuple[float, ...]:
        """Baselines of the rule's notes, clear of the cards."""
        return at.NOTES if self.top_alone > at.NOTES[-1] + at.CLEAR else at.NOTES_TIGHT


def place(v: Values) -> Place:
    """Lay the sentence out."""
    asked = _asked(v)
    pitch = (float(asked[0, 0]) - at.BREAK - at.BODY) / v.n_body
    upright = pitch < width("0.000", NUMBER, mono=True) + at.APART
    gap = at.GAP_TIGHT if pitch < at.NARROW else at.GAP
    words = [width(word, NUMBER, mono=True) for word in v.tokens[: v.n_body]]
    turned = max(words) + 2 * at.LEAST_PAD > pitch - gap
    top, tall, under = at.TOP, at.TALL, at.UNDER
    if turned:
        top, tall, under = at.TOP_TURNED, max(words) + 2 * at.PAD, at.UNDER_TURNED
    upper = top + tall + under
    between = at.OVER_UPRIGHT if upright else at.OVER
    foot = at.LOWEST if turned or upright else at.LOWEST_ALONE
    window, band = _track((foot - upper - between) / 2)
    lower = foot - window - 16 * band - at.REST
    body = even_columns(v.n_body, at.BODY, pitch - gap, gap)
    return Place(
        body=body,
        asked=asked,
        turned=turned,
        upright=upright,
        tall=tall,
        upper=upper,
        lower=lower,
        window=window,
        band=band,
        top_alone=lower - between - tall,
        top=top,
    )


def stretches(columns: Points) -> Points:
    """Return where the state's stretches begin and end, ``(n_body + 1,)``: without gaps."""
    return np.append(columns[:, 0], columns[-1].sum())


def _asked(v: Values) -> Points:
    """Return each read-out's column: as wide as what is wanted there and what is named.

    Long words named again and again would take the sentence's room: these get less than they
    need, and stand higher and lower by turns.
    """
    columns = [*zip(v.wanted, v.selective_named, v.fixed_named, strict=True)]
    asked = _ending([_widest(words, at.ASKED) for words in columns])
    if RIGHT - asked[0, 0] <= at.ASKED_MOST:
        return asked
    return _ending([_widest(words[:1], at.ASKED_BY_TURNS) for words in columns])


def _widest(words: tuple[str, ...], least: float) -> float:
    return max(least, *[width(word, NUMBER, mono=True) + 2 * at.ASKED_PAD for word in words])


def _ending(widths: list[float]) -> Points:
    """Return columns so wide that end at the right margin."""
    wide = np.array(widths)
    left = RIGHT - (wide + at.GAP)[::-1].cumsum()[::-1] + at.GAP
    return np.column_stack([left, wide])


def _track(tall: float) -> tuple[float, float]:
    """Return the height of the curtains, and of a state number, in a track so tall."""
    for window in (at.WINDOW, at.WINDOW_TIGHT):
        band = floor((tall - window - at.REST) / 16 * 4) / 4
        if band >= at.BAND_FEW:
            break
    return window, min(band, at.BAND)
