"""Diagram 7's poster in words."""

from __future__ import annotations

from scenes.casts.d07_grid import size
from scenes.values.d07_memory_tradeoff import Values


def alt(v: Values) -> str:
    """Return the two bars on one scale, at the token where they meet."""
    met = "as large" if v.crossing_exact else "larger"
    return (
        f"Two bars on one scale of memory, with the row of tokens that are read between them. "
        f"Above, the state of {v.ssm}: {size(v.state_bytes)}, full size from the start. Below, the "
        f"cache of {v.transformer}, which gets a slice for every token: at token "
        f"{v.crossing_token:,} it is {met}, {size(v.crossing_bytes)}, and it goes on growing. The "
        f"models’ weights, {size(v.ssm_weight_bytes)} and {size(v.transformer_weight_bytes)}, are "
        f"not drawn."
    )
