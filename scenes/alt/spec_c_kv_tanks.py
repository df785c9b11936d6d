"""Special C's poster in words."""

from __future__ import annotations

from scenes.alt.words import listed
from scenes.casts.spec_c_kv_tanks import megabytes, percent, size_of
from scenes.values.spec_c_kv_tanks import Values


def alt(v: Values) -> str:
    """Return the tank that runs over with its marks, and the small one under its lens."""
    marks = listed(
        f"{tokens:,} tokens at {percent(level)}"
        for tokens, level in zip(v.marks, v.mark_levels, strict=True)
    )
    about = "" if v.break_even_tokens.is_integer() else "about "
    return (
        f"Two tanks of memory, drawn to one scale. The big one is {v.transformer}’s cache, with "
        f"room for {v.capacity_tokens:,} tokens and marks inside: {marks}. At token "
        f"{v.overflow_mark:,} it runs over its rim, and {v.spilt_tokens:,} tokens, "
        f"{size_of(v.spilt_bytes)}, lie in a pool beside it. The other tank is {v.ssm}’s state, "
        f"always {megabytes(v.state_bytes)}, as much as {about}{v.break_even_tokens:.0f} tokens of "
        f"cache: so small that a lens above it enlarges it."
    )
