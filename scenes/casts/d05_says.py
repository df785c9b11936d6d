"""What diagram 5 says, whichever word of whichever sentence is followed."""

from __future__ import annotations

import numpy as np

from scenes.casts.d05_words import share
from scenes.values.d05_ssm_state_update import Values


def named(v: Values) -> str:
    """Return the followed word in quotes."""
    return f"“{v.tokens[v.followed]}”"


def question(v: Values) -> str:
    """Return what the film asks."""
    if len(v.later) == 1:
        return f"What stays of other words when {named(v)} comes last?"
    return f"What stays of {which(v)} when other words follow?"


def which(v: Values) -> str:
    """Return the followed word, and that it is the first where it comes again."""
    again = v.tokens.count(v.tokens[v.followed]) > 1
    return f"the first {named(v)}" if again else named(v)


def step(v: Values) -> str:
    """Return what the followed word's own step shows."""
    if v.followed == 0:
        return "The first word adds a mark, B̄ u, to an empty state."
    return "Each word: Ā shrinks the old, B̄ u adds a mark."


def run(v: Values) -> str:
    """Return what the steps after it show."""
    if v.followed == 0:
        return "Each new word: Ā shrinks the old, B̄ u adds a mark."
    return "Again and again: shrink, then add."


def left(v: Values) -> str:
    """Return what is left of it at the end."""
    after = len(v.later) - 1
    if not after:
        return (
            f"{named(v)} came last: all of its mark is there;\nearlier words faded at every step."
        )
    part = v.followed_left[-1]
    others = np.delete(part, v.watched)
    return (
        f"{after} word{'s' if after > 1 else ''} later, "
        f"{share(part[v.watched])} of {which(v)} is left;\n"
        f"other state numbers keep {share(others.min())} to {share(others.max())}."
    )
