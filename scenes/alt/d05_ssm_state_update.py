"""Diagram 5's poster in words."""

from __future__ import annotations

from scenes.alt.words import counted
from scenes.casts.d05_says import named, which
from scenes.casts.d05_words import share, signed
from scenes.values.d05_ssm_state_update import Values


def alt(v: Values) -> str:
    """Return the columns of one number, the followed word's layer, and all numbers beside."""
    return (
        f"A chart of stacked columns, one for each word of “{' '.join(v.tokens)}”: what the words "
        f"so far have left in number {v.watched + 1} of the state of an untrained model. "
        f"{_layer(v)} Beside it, bars of all {len(v.A)} state numbers after “{v.tokens[-1]}”: "
        f"{_all_numbers(v)}."
    )


def _layer(v: Values) -> str:
    """Return what becomes of the layer of the word that is followed."""
    after, left = len(v.later) - 1, v.followed_left[:, v.watched]
    if not after:
        return f"The layer of {named(v)}, which came last, is whole; earlier words have faded."
    return (
        f"The layer of {which(v)} thins at each step, from {share(left[0])} to {share(left[-1])} "
        f"{counted(after, 'word')} later, while other words add theirs."
    )


def _all_numbers(v: Values) -> str:
    """Return how much of it is left in the slowest and in the fastest number."""
    part = v.followed_left[-1]
    most, least = (share(left).replace("<", "less than ") for left in (part.max(), part.min()))
    slow, fast = signed(v.A_bar.max()), signed(v.A_bar.min())
    if most == least:
        return f"each holds {most} of its mark, whether it keeps {slow} or {fast} of itself a word"
    return (
        f"of {which(v)}, {most} is left in the number that keeps {slow} of itself at each word, "
        f"{least} in the one that keeps {fast}"
    )
