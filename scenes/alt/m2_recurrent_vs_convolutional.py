"""Mermaid 2's poster in words."""

from __future__ import annotations

from anim_lib.typography import scientific
from scenes.alt.words import decimal
from scenes.values.m2_recurrent_vs_convolutional import Values


def alt(v: Values) -> str:
    """Return the card with its knob, both machines, and their bars, one on the other."""
    was, now = (decimal(v.turns[k], 0) for k in (0, -1))
    return (
        f"A card of numbers with arrows to two machines, untrained, and from these to one chart; a "
        f"knob has turned one number of the card’s A from {was} to {now}. The upper machine is a "
        f"loop with a state of {v.d_state} numbers, drawn as a gem; the lower one slides a filter, "
        f"made once from the same card. In the chart their {len(v.u)} outputs lie on each other, "
        f"wide bars for the loop, narrow ones for the filter: they differ by at most "
        f"{scientific(v.difference[-1])}. Ticks show where they were: both moved by up to "
        f"{v.y_moved:.2f}."
    )
