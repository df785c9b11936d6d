"""Diagram 14's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, decimal, listed
from scenes.values.d14_s4_dual import Values


def alt(v: Values) -> str:
    """Return the unrolled sum, its coefficients, and the filter's bars below them."""
    terms = len(v.unrolled_coefficients)
    numbers = listed(decimal(each) for each in v.unrolled_coefficients)
    return (
        f"A formula over two rows of {count(terms)} bars, from an untrained state space model with "
        f"{v.d_state} state numbers. The formula writes output {v.unrolled_at} of its loop as a "
        f"sum of {count(terms)} inputs, the newest first, each times a coefficient. The upper row "
        f"has these coefficients as hollow bars: {numbers}. Dotted lines lead from each one down "
        f"to a filled bar of the same height in the lower row: the filter K̄, from now to "
        f"{v.lags[terms - 1]} steps ago."
    )
