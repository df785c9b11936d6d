"""Saved values as short texts, for tables that people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from anim_lib.provenance import FieldInfo, Value

BETWEEN: Final = " · "  # the commas of thousands stand within the entries
FEW: Final = 8  # entries of a row that is still written out
LONG: Final = 80  # characters: a longer text is no entry of a table


def number(value: float | int) -> str:
    """Return one number: whole ones in full with commas, others to four digits."""
    if isinstance(value, int | np.integer):
        return f"{value:,}"
    return f"{value:,.0f}" if 1_000 <= abs(value) < 1e15 else f"{value:.4g}"


def spelt(value: Value) -> str | None:
    """Return a value as one short text, or None where it holds too much for one.

    Numbers, texts, and rows of at most eight of either are short; a matrix never is.
    """
    if isinstance(value, str):
        words = value
    elif isinstance(value, int | float):
        words = number(value)
    elif np.ndim(value) == 1 and len(value) <= FEW:
        entries = (each if isinstance(each, str) else number(each) for each in value)
        words = BETWEEN.join(entries)
    else:
        return None
    return words if 0 < len(words) <= LONG else None


def rows(fields: Iterable[FieldInfo]) -> list[dict[str, str]]:
    """Return ``name``, ``value``, ``unit`` and ``how`` of every field that is short enough."""
    return [
        {"name": field.name.replace("_", " "), "value": words, "unit": field.unit, "how": field.how}
        for field in fields
        if (words := spelt(field.value)) is not None
    ]
