"""Diagram 16's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, listed
from scenes.casts.d16_tasks import NAMES, SHOWN
from scenes.values.d16_lra_benchmark import Values


def alt(v: Values) -> str:
    """Return the groups of bars, those of the transformer against the newest, and Path-X."""
    rows = [v.models.index(model) for model in SHOWN]
    named = listed(f"{name} of {v.year[row]}" for name, row in zip(NAMES, rows, strict=True))
    old, new = v.scores[rows[0], :-1], v.scores[rows[-1], :-1]
    pairs = listed(f"{low:.0f} against {high:.0f}" for low, high in zip(old, new, strict=True))
    last = listed(f"{v.scores[row, -1]:.0f}" for row in rows[1:])
    return (
        f"A bar chart of right answers in percent, as published, on {count(len(v.tasks))} tasks "
        f"of the Long Range Arena, for a {named}. In every group the transformer’s bar is the "
        f"lowest; against {NAMES[-1]} it has {pairs}. In the last group, {v.tasks[-1]} with "
        f"{v.length[-1]:,} tokens, a cross says that the transformer failed, while the others "
        f"reach {last}. Dotted lines mark chance."
    )
