"""Diagram 10's poster in words."""

from __future__ import annotations

from scenes.alt.words import count
from scenes.casts.d10_towers import size
from scenes.values.d10_jamba_stack import Values


def alt(v: Values) -> str:
    """Return both towers with their balconies, and the two lines beside them."""
    jamba, mixtral = (name.split("-")[0] for name in v.compared[:2])
    ours, theirs = (size(gb * 1e9) for gb in v.compared_gb[:2])
    each = size(v.layer_bytes[-1, v.attention_layers[0]])
    return (
        f"Two towers of layers, {jamba} and {mixtral}, after {v.supported_context:,} tokens, by "
        f"their published configurations. Of {jamba}’s {v.n_layers} layers, "
        f"{count(len(v.attention_layers))} are attention, with a balcony of {each} of cache each, "
        f"{ours} in all; its {v.n_mamba} Mamba layers keep {size(v.state_bytes)} together. All "
        f"{v.compared_layers[1]} of {mixtral}’s layers have such a balcony, {theirs} in all. In a "
        f"chart beside them both caches grow in straight lines, {mixtral}’s "
        f"{v.other_over_jamba:.0f} times as fast."
    )
