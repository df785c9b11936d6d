"""Diagram 19's poster in words."""

from __future__ import annotations

import numpy as np

from scenes.casts.d19_halves import percent
from scenes.values.d19_photographic_vs_sketch import Values


def alt(v: Values) -> str:
    """Return both grids of facts: the one in full ink, the other faded."""
    facts = int(v.trained_facts[-1])
    at = facts - 1
    cache = int(v.has_cache.argmax())
    fixed = np.flatnonzero(v.has_cache == 0)
    small = int(fixed[v.kept_bytes[fixed, at].argmin()])
    (slots, all_of_it), (strip, little) = (
        (f"{v.kept_bytes[k, at]:,}", percent(v.shown_mean[k, at])) for k in (cache, small)
    )
    return (
        f"Two grids of the same {facts} facts, each a card with a key and its value, side by side; "
        f"the ink of a value is how surely a toy model recalls it. At the left the toy "
        f"transformer, with a slot for each fact, {slots} bytes: the values stand there in full "
        f"ink, mean recall {all_of_it}. At the right what is read back from the smallest toy "
        f"Mamba-2, with one state of fixed size, {strip} bytes: most values have faded, some are "
        f"dark, mean recall {little}."
    )
