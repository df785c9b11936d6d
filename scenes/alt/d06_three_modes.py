"""Diagram 6's poster in words."""

from __future__ import annotations

from anim_lib.typography import scientific
from scenes.alt.words import count
from scenes.casts.d06_grid import minus
from scenes.values.d06_three_modes import Values


def alt(v: Values) -> str:
    """Return the three lanes from the top down, and the row that they make together."""
    y = v.y_recurrence
    first, most, last = (minus(f"{one:.2f}") for one in (y[0], y.max(), y[-1]))
    return (
        f"Three lanes between a row of {count(len(v.u))} inputs and a row of bars, their outputs: "
        f"one untrained state space model, worked in three orders. In the recurrence, states pass "
        f"from left to right in {v.updates[0]} steps; in the convolution, one kernel lies under "
        f"all inputs; in the scan, lines join states in a tree of {len(v.combines)} combines on "
        f"{v.combines[:, 0].max()} levels. All three fill the same bars, which go from {first} up "
        f"to {most} and end at {last}; they differ by at most {scientific(v.max_difference)}."
    )
