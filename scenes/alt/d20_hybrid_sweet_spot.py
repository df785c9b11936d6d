"""Diagram 20's poster in words."""

from __future__ import annotations

from scenes.alt.words import count
from scenes.casts.d20_grid import of, percent, size
from scenes.values.d20_hybrid_sweet_spot import Values


def alt(v: Values) -> str:
    """Return the stacks from left to right: the leap to the first layer, the level line after."""
    at = v.pairs.tolist().index(v.lookup_pairs)
    right = [percent(share) for share in v.accuracy_mean[:, at]]
    kept = [size(number) for number in v.document_bytes[:, at]]
    low, high = (percent(each[0, at]) for each in (v.accuracy_low, v.accuracy_high))
    level = "; ".join(f"{of(v, k)}, {right[k]} with {kept[k]}" for k in range(2, len(v.stacks)))
    return (
        f"A chart of {count(len(v.stacks))} toy stacks that recall {v.lookup_pairs} pairs: right "
        f"answers, up, against memory kept, on a log scale, mean of {v.accuracy.shape[-1]} seeds. "
        f"With no attention in its layers the first gets {right[0]} right and keeps {kept[0]}; a "
        f"long bar shows its seeds, from {low} to {high}. From there a line leaps by "
        f"{100 * v.gain[0, at]:.0f} points to the stack with attention in {of(v, 1)} layers, "
        f"{right[1]} with {kept[1]}, and runs on nearly level: {level}."
    )
