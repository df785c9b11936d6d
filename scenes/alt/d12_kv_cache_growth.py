"""Diagram 12's poster in words."""

from __future__ import annotations

from anim_lib.typography import scientific
from scenes.values.d12_kv_cache_growth import Values


def alt(v: Values) -> str:
    """Return the bars that agree, the two curves, and the table beside them."""
    slow, fast = (f"{work[-1]:,}" for work in (v.recomputed_text_work, v.cached_text_work))
    return (
        f"A row of bars, two curves and a table, counted in a tiny GPT that writes without a cache "
        f"and with one. The bars are its scores for the next word, {len(v.vocabulary)} of them "
        f"drawn twice, one on the other: the largest difference is "
        f"{scientific(v.difference_float32)}, in float32. The curves are multiplications for a "
        f"text of N words: without a cache nearly N², exponent {v.recomputed_exponent:.2f}; with "
        f"it nearly N, exponent {v.cached_exponent:.2f}. The table ends with a text of "
        f"{v.lengths[-1]} words: {slow} multiplications without the cache, {fast} with it."
    )
