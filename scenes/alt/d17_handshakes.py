"""Diagram 17's poster in words."""

from __future__ import annotations

from scenes.alt.words import count
from scenes.casts.d17_handshakes import PEOPLE
from scenes.values.d17_handshakes import Values


def alt(v: Values) -> str:
    """Return the ring of people, their triangle, and the sums."""
    at = list(v.doubling).index(PEOPLE)
    shakes, alone, causal = (
        int(found[at]) for found in (v.doubling_handshakes, v.doubling_scan, v.doubling_causal)
    )
    return (
        f"A ring of {count(alone)} people, a line between every two of them, and beside it a grid "
        f"with a row for each one who asks and a column for each one who is asked. Below its "
        f"diagonal every line of the ring has a cell, {shakes} handshakes in all; on the "
        f"diagonal each asks itself, {alone} more. Cells above the diagonal are empty. Added up at "
        f"the right: causal attention is this triangle with its diagonal, {causal} scores."
    )
