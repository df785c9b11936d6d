"""What diagram 9 says of whichever sentence is read."""

from __future__ import annotations

from scenes.values.d09_selective_vs_fixed import Values


def slow(v: Values) -> tuple[int, int]:
    """Return the places of the words that are read slowly: the first, and the first unlike it."""
    return 0, next(k for k in range(v.n_body) if v.is_content[k] != v.is_content[0])


def named(v: Values, word: int) -> str:
    """Return a word in quotes."""
    return f"“{v.tokens[word]}”"


def at_first(v: Values, word: int) -> str:
    """Return what the first word's step does."""
    if not v.is_content[word]:
        return f"{named(v, word)}: a tiny step Δ, curtain shut."
    if _large(v, word):
        return f"{named(v, word)}: a large step Δ, curtain open."
    return f"{named(v, word)}: a step Δ of {v.selective_delta[word]:.3f} opens the curtain."


def unlike(v: Values, word: int) -> str:
    """Return the rule, at the first word that is unlike the first."""
    if not v.is_content[word]:
        large = "large" if _large(v, 0) else "larger"
        return f"A {large} Δ writes, a small Δ keeps: {named(v, word)}."
    large = "large" if _large(v, word) else "larger"
    return f"A small Δ keeps, a {large} Δ writes: {named(v, word)}."


def ranked(v: Values) -> str:
    """Return the content words, as they were measured."""
    return f"Longest measured Δ: {', '.join(v.told[: v.n_told_content])}."


def fixed(v: Values) -> str:
    """Return what fillers do to the state where all steps are equal: mostly, A turns it."""
    moved = _span(v.fixed_filler_moves_least, v.fixed_filler_moves_most)
    first, fillers = _counted(v)
    if len(fillers) == 1:
        return f"One Δ: {named(v, fillers[0])} turns the state, {moved}."
    if first > 1:
        return f"One Δ: after {named(v, first)}, fillers turn the state,\n{moved}."
    return f"One Δ: fillers turn the state, {moved}."


def aha(v: Values) -> str:
    """Return what they do where the curtain is shut."""
    moved = _span(v.selective_filler_moves_least, v.selective_filler_moves_most)
    first, _ = _counted(v)
    after = f" after {named(v, first)}" if first > 1 else ""
    return f"Shut{after}, the state moves {moved}.\nOpen, it is written."


def scope(v: Values) -> str:
    """Return whose movement these shares are, and of what."""
    return f"%: |change of h| / |h|, all {v.n_channels} channels"


def limits(v: Values) -> str:
    """Return how often the net with its own steps is right at the greatest length."""
    right = v.selective_longest
    return f"Own Δ at {v.lengths[-1]} words: {right[0]:.2f} to {right[-1]:.2f}."


def _counted(v: Values) -> tuple[int, list[int]]:
    """Return the first content word's place, and those of the fillers whose movement is counted."""
    first = next(k for k in range(v.n_body) if v.is_content[k])
    return first, [k for k in range(first, v.n_body) if not v.is_content[k]]


def _large(v: Values, word: int) -> bool:
    """Tell whether a word's step is no shorter than content words' in held-out examples."""
    return bool(v.selective_delta[word] >= v.delta_content.min())


def _span(least: float, most: float) -> str:
    low, high = f"{least:.0%}", f"{most:.0%}"
    return low if low == high else f"{low} to {high}"
