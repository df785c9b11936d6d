"""Diagram 13's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, listed
from scenes.values.d13_mamba_gating import Values


def alt(v: Values) -> str:
    """Return the curves with the steps of two words, and the rows of cells beside them."""
    filler, content = (f"“{v.tokens[place]}”" for place in v.pair)
    short, long = (f"{step:.3f}" for step in v.delta)
    steps = listed(f"{v.sweep_delta[k]:.1g}" for k in v.sweep_stops)
    return (
        f"A chart and {count(len(v.sweep_stops))} rows of cells, from one channel of a toy Mamba. "
        f"In the chart, a falling curve for each of {len(v.A)} cells: what the cell keeps of its "
        f"number, from all to nothing, as the step Δ grows on a log scale. Dotted lines mark the "
        f"learned steps of two words, {filler} at {short} and {content} at {long}. Beside it, the "
        f"same cells as {content} is written with a Δ of {steps}: from row to row the new word "
        f"takes over, from a thin edge of the cells to all of them."
    )
