"""Special B's poster in words."""

from __future__ import annotations

import numpy as np

from scenes.alt.words import count, listed
from scenes.casts.spec_b_words import short, size
from scenes.values.spec_b_growth_curve import Values


def alt(v: Values) -> str:
    """Return the lines that bend up into the band, where each is stopped, and the level one."""
    gpu, last = size(v.gpu_bytes), short(int(v.grid[-1]))
    lines = len(v.line_models)
    fits = "fits at any length" if v.ssm_total_bytes <= v.gpu_bytes else "never fits"
    return (
        f"A chart with logarithmic axes, from published sizes: bytes of weights and cache or "
        f"state, up, against the length of a text, to {last} tokens. A shaded band at the top is "
        f"more than one GPU of {gpu} holds. {_stops(v)} The line of {v.ssm} stays level "
        f"at {size(v.ssm_total_bytes)} and {fits}; a table says what each of the "
        f"{count(lines + 1)} weighs and adds with a token."
    )


def _stops(v: Values) -> str:
    """Return where lines meet the band."""
    stopped = [int(v.line_models[k]) for k in np.flatnonzero(v.line_stops)]
    if not stopped:
        return "No line with a cache meets it here."
    stopped.sort(key=lambda k: int(v.full_tokens[k]))
    full = [f"{v.models[k]} at {v.full_tokens[k]:,}" for k in stopped]
    return f"Lines with a cache bend up into it and are stopped where it is full: {listed(full)}."
