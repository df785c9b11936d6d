"""Diagram 3's poster in words."""

from __future__ import annotations

from scenes.casts.d03_times import FUSED, SCAN, STORED
from scenes.values.d03_quadratic_explosion import Values


def alt(v: Values) -> str:
    """Return the three curves, how steep they are, and where they meet."""
    where = v.machine.split(", d_model")[0]
    slope = [f"{exponent:.1f}" for exponent in v.exponent]
    stored, fused = (f"{round(length, -2):,.0f}" for length in v.scan_crossing)
    return (
        f"A line chart of the CPU time of one untrained layer against the number of tokens, both "
        f"on log scales, measured on {where}. The scan of a state space model (SSM), a loop in "
        f"Python, starts highest and rises with slope {slope[SCAN]}. Attention starts lower but "
        f"climbs twice as steeply, with slope {slope[STORED]} plain and {slope[FUSED]} optimised. "
        f"Rings mark where it becomes slower than the scan: at {stored} tokens plain, at {fused} "
        f"optimised."
    )
