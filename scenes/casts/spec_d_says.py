"""What visual D says, whichever story it reads."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from scenes.values.spec_d_river_and_gem import Values

OPENING = 6  # words of the story in the first caption
QUOTED = 4  # words at most of a run that is named, else so many less one


def content(v: Values) -> list[int]:
    """Return the places of the words that the first story is asked for."""
    return [t for t in range(v.n_body) if v.is_content[0, t]]


def opening(v: Values) -> tuple[range, range]:
    """Return the first fillers and the first asked words, places; those come first that do so.

    The fillers end the opening where the story begins with asked words; without any between
    these, only its first word is in it.
    """
    places = content(v)
    first = places[0]
    if first:
        return range(first), range(first, first + 1)
    together = next(t for t in range(v.n_body + 1) if t not in places)
    if together == len(places):
        return range(1, 1), range(1)
    return range(together, places[together]), range(together)


def replaced(v: Values) -> int:
    """Return how many words make the second story out of the first: asked ones alone, else 0."""
    changed = [t for t in range(v.n_body) if v.first_story[t] != v.second_story[t]]
    return len(changed) if all(v.is_content[:, changed].flat) else 0


def question(v: Values) -> str:
    """Return what the film asks."""
    start, more = v.first_story[: min(OPENING, v.n_body)], " …" if v.n_body > OPENING else ""
    return f"“{_line(start)}{more}” What can keep it?"


def filler(v: Values, run: range) -> str:
    """Return how little a run of fillers writes."""
    words = [v.first_story[t] for t in run]
    if len(words) > QUOTED:
        words = [*words[: QUOTED - 1], "…"]
    most = v.delta[0, list(run)].max()
    if len(run) == 1:
        return f"“{_line(words)}” hardly writes: Δ {most:.4f}."
    return f"“{_line(words)}” hardly writes: Δ ≤ {math.ceil(1e4 * most) / 1e4:.4f}."


def word(v: Values, run: range) -> str:
    """Return how much the first asked words write."""
    words, least = " ".join(v.first_story[t] for t in run), v.delta[0, list(run)].min()
    if len(run) == 1:
        return f"“{words}” writes: Δ {least:.2f}."
    return f"“{words}” write: Δ ≥ {math.floor(1e2 * least) / 1e2:.2f}."


def glow(v: Values) -> str:
    """Return what is left of the oldest and of the newest asked word."""
    (old, *_, new), end = content(v), v.n_body - 1
    return (
        f"Ā fades the old: “{v.first_story[old]}” keeps {v.left[0, end, old]:.0%},"
        f" “{v.first_story[new]}” {v.left[0, end, new]:.0%}."
    )


def ask(v: Values) -> str:
    """Return how many of the asked words are named in their order."""
    right = int((v.likeliest[0, :, 0] == v.wanted[0]).sum())
    if right == len(v.wanted[0]):
        return "Asked, it names the coloured words."
    return f"Asked, it names {right} of the {len(v.wanted[0])} coloured words in order."


def another(v: Values) -> str:
    """Return what two stories show."""
    words = replaced(v)
    what = f"{words} words replaced" if words else "Another story"
    return f"{what}: same facets, other fill."


def price(v: Values) -> str:
    """Return what long stories cost."""
    longer = v.long_words / v.trained_words
    low, high = v.accuracy_at_128.min(), v.accuracy_at_128.max()
    return f"At {longer:g} times the training length: {low:.0%} to {high:.0%} right."


def _line(words: Sequence[str]) -> str:
    """Return words as a line of text: no space before a mark."""
    return re.sub(r" (?=[.,])", "", " ".join(words))
