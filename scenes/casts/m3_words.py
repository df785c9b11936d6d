"""Mermaid 3: the captions, which follow from the values, whatever case they tell of."""

from __future__ import annotations

from scenes.casts.m3_grid import MORE, OTHER, PAIR, STREAM
from scenes.casts.m3_numbers import gigabytes, share, whole_gigabytes
from scenes.values.m3_decision_tree import FITS, Values

FIRST, SECOND = PAIR


def question() -> str:
    """Ask for a model."""
    return "Which model? Let numbers decide."


def state(v: Values, card: int) -> str:
    """Say what the first gate measures."""
    lost = share(float(v.state_lost[card]))
    return f"Of {v.facts[card]} facts, a fixed state loses up to {lost}."


def needed(v: Values, card: int) -> str:
    """Return the bytes that the second gate asks about."""
    return gigabytes(float(v.transformer_bytes[card]))


def gpu(v: Values, card: int) -> str:
    """Return the memory of a card's GPU."""
    return whole_gigabytes(float(v.gpu_bytes[card]))


def cache(v: Values, card: int) -> str:
    """Say what the second gate computes."""
    fits = "fit" if v.passed[card, 1] else "do not fit"
    return f"{needed(v, card)} {fits} into {gpu(v, card)}."


def hybrid(v: Values, card: int) -> str:
    """Say what the third gate computes, and apart from that what is published."""
    size = f"The hybrid’s {gigabytes(float(v.hybrid_bytes[card]))}"
    if v.hybrid_bytes[card] > v.gpu_bytes[card]:
        return f"{size} do not fit."
    fit = "would fit" if v.context[card] > v.hybrid_limit[card] else "fit"
    does = "fit" if v.hybrid_limit_kind[card] == FITS else "support"
    return f"{size} {fit}; its makers {does} {v.hybrid_limit[card]:,} tokens."


def changed(v: Values) -> str:
    """Say which number changes."""
    if v.changed[SECOND] == "GPU":
        return f"Change one number: {gpu(v, SECOND)}."
    return f"Change one number: {v.context[SECOND]:,} tokens."


def aha(v: Values) -> str:
    """Say what that number does."""
    if v.changed[SECOND] == "GPU":
        told = f"{gpu(v, FIRST).removesuffix(' GB')} or {gpu(v, SECOND)}"
    else:
        told = f"{v.context[FIRST]:,} or {v.context[SECOND]:,} tokens"
    return f"One number, another branch:\n{told}."


def end(v: Values, card: int) -> str:
    """Return where a card ends, in one name."""
    return v.ends[card].partition(" from ")[0]


def other(v: Values) -> str:
    """Say whether another model fits, and where the same text goes: the model does not go there."""
    fits = "fits" if v.passed[OTHER, 1] else "does not fit"
    return f"{v.transformers[OTHER]} {fits}: {end(v, OTHER)}."


def more(v: Values) -> str:
    """Say whether it fits a larger GPU, and where that sends it."""
    fits = "fits" if v.passed[MORE, 1] else "does not fit"
    return f"It {fits} into {gpu(v, MORE)}: {end(v, MORE)}."


def stream(v: Values) -> str:
    """Say what few facts do."""
    return f"{v.facts[STREAM]} facts: up to {share(float(v.state_lost[STREAM]))} lost."


def advice() -> str:
    """Mark advice as advice."""
    return "Common advice, not tested here."


def limits(v: Values) -> str:
    """Say where the picture stops being true."""
    real = "Only weights and cache are counted; a toy is no large model."
    trained = v.trained_context[FIRST]
    if v.context[FIRST] <= trained:
        return f"{real}\nThe toys read {v.facts[FIRST]} facts in {v.toy_tokens[FIRST]} tokens."
    return f"{real}\n{v.transformers[FIRST]} was trained up to {trained:,} tokens."
