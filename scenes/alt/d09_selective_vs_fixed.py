"""Diagram 9's poster in words."""

from __future__ import annotations

from anim_lib.provenance import Floats
from scenes.alt.words import count, quoted
from scenes.values.d09_selective_vs_fixed import Values


def alt(v: Values) -> str:
    """Return both lanes under the sentence, and what either net answers."""
    asked, one = v.selective_delta[v.is_content == 1].min(), v.fixed_delta[0]
    fixed, selective = (
        count(int(right.sum())) if right.any() else "none"
        for right in (v.fixed_right, v.selective_right)
    )
    return (
        f"Two lanes under one sentence, “{' '.join(v.tokens[: v.n_body])}”, from two toy nets: a "
        f"curtain over each word opens as wide as its step Δ is long, and bands below show the "
        f"state. Above, one Δ, {one:.3f}, is for all words, and the bands change at each. Below, Δ "
        f"is {asked:.3f} or more for {quoted(v.wanted)}, which will be asked for, and at most "
        f"{v.filler_delta_most:.3f} elsewhere, where the bands hardly change. Asked, the upper net "
        f"names {fixed} of {count(len(v.wanted))} rightly, in tests {_span(v.fixed_shown)}; "
        f"the lower names {selective}, in tests {_span(v.selective_shown)}."
    )


def _span(shares: Floats) -> str:
    """Return shares, which are in order, by their ends."""
    low, high = (f"{share:.2f}" for share in (shares[0], shares[-1]))
    return low if low == high else f"{low} to {high}"
