"""Mermaid 3's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, listed
from scenes.casts.m3_grid import PAIR
from scenes.casts.m3_numbers import ALLOWED, gigabytes, share, whole_gigabytes
from scenes.casts.m3_words import gpu, needed
from scenes.values.m3_decision_tree import FITS, Values

FIRST, SECOND = PAIR


def alt(v: Values) -> str:
    """Return the way of both cards, gate by gate, with what each gate measures."""
    by_memory = v.changed[SECOND] == "GPU"
    cards = [gpu(v, card) if by_memory else f"{v.context[card]:,} tokens" for card in PAIR]
    lost = share(float(v.state_lost[FIRST]))
    allowed = ALLOWED[0](v.allowed_lost).removesuffix("?")
    held = listed(dict.fromkeys(gpu(v, card) for card in PAIR))
    one, other = (needed(v, card) for card in PAIR)
    sizes = (
        f"{one} for either" if one == other else f"{one} for the one card, {other} for the other"
    )
    return (
        f"A decision tree with {count(v.n_gates)} gates, each a condition with bars, through which "
        f"two cards roll that differ in one number: {cards[0]} and {cards[1]}. At the first gate a "
        f"toy’s fixed state loses {lost} of {v.facts[FIRST]} facts with the worst of "
        f"{count(v.lost_by_seed.shape[1])} seeds, {allowed} is allowed; at the second "
        f"{v.transformers[FIRST]}, its weights in {v.precision} as all are, needs {sizes}, to be "
        f"held against {held}."
        f"{_hybrid(v)} {_ends(v)}"
    )


def _hybrid(v: Values) -> str:
    """Return what the third gate says of a card that gets there."""
    card = next((card for card in (SECOND, FIRST) if v.n_gates - 1 in v.paths[card]), None)
    if card is None:
        return ""
    size, most = gigabytes(float(v.hybrid_bytes[card])), f"{v.hybrid_limit[card]:,} tokens"
    fits = f"fit {most} into {whole_gigabytes(v.hybrid_fit_bytes)}"
    made = fits if v.hybrid_limit_kind[card] == FITS else f"support {most}"
    return f" At the third the hybrid {v.hybrid} needs {size}; its makers {made}."


def _ends(v: Values) -> str:
    one, other = (v.ends[card] for card in PAIR)
    if one == other:
        return f"Both end at: {one}."
    return f"The one card ends at: {one}; the other at: {other}."
