"""Diagram 11's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, listed, quoted
from scenes.casts.d11_grid import share
from scenes.values.d11_qkv_attention import Values


def alt(v: Values) -> str:
    """Return the three panels, left to right, with the blend inside its triangle."""
    asking, shape = v.tokens[v.asking], count(v.d_head)
    scores = listed(f"{score:.2f}" for score in v.scores)
    shares = listed(share(weight) for weight in v.weights)
    across, up = v.output
    return (
        f"Three small charts of a toy with {shape} dimensions. First, arrows from one point: the "
        f"query of “{asking}” and the keys of {quoted(v.tokens)}, with each key’s shadow on the "
        f"query. Second, bars for each word: query times key gives {scores}, and softmax makes "
        f"shares of these, {shares}. Third, the {count(len(v.value))} values as the corners of a "
        f"triangle: their blend by these shares, at {across:.3f}, {up:.3f}, lies inside it."
    )
