"""Diagram 8's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, listed
from scenes.casts.d08_plane import KB
from scenes.values.d08_pareto_frontier import Values


def alt(v: Values) -> str:
    """Return the plane with the most pairs: who slid how far, and the staircase."""
    first, last = v.slide[0], v.slide[-1]
    right = [f"{share:.2f}" for share in v.accuracy_mean[:, last]]
    kept = [f"{size / KB:.1f} kB" for size in v.document_bytes[:, last]]
    guessing = [k for k in range(len(v.models)) if not v.looks_up[k]]
    smallest = v.document_bytes[:, last].argmin()
    slid = listed(f"{v.labels[k].replace(',', ' with')} to {right[k]}" for k in v.sliding)
    lost = listed(f"{v.labels[k]} at {right[k]}" for k in guessing)
    return (
        f"A chart of {count(len(v.models))} models on a toy task, the recall of {v.pairs[last]} "
        f"pairs: right answers, up, against memory kept, on a log scale. Faint tracks show the "
        f"slide of fixed states from {v.pairs[first]} pairs on: {slid}. {lost} hardly beat a "
        f"guess. A staircase climbs from the {v.labels[smallest]}, which keeps {kept[smallest]}, "
        f"to the {v.labels[v.transformer]}, {right[v.transformer]} with {kept[v.transformer]}; in "
        f"the shade below it, another model recalls as well or better with less memory."
    )
