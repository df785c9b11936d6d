"""Mermaid 1's poster in words."""

from __future__ import annotations

from anim_lib.typography import scientific
from scenes.alt.words import count
from scenes.values.m1_training_vs_inference import Values


def alt(v: Values) -> str:
    """Return the triangle that both ways have filled, its losses, and the work of each."""
    first, last = (f"{v.losses[k]:.2f}" for k in (0, -1))
    return (
        f"A triangle of cells with two rows of boxes above it, training at the left and inference "
        f"at the right, in a tiny GPT. Its rows are the words of “{' '.join(v.tokens)}”; beside "
        f"each a bar says how wrong its guess of the next word is, in nats: {first} at the first, "
        f"{last} at the last. Whole cells are from training, one forward pass with "
        f"{v.one_pass_multiply_adds:,} multiply-adds; squares inside them, from inference, "
        f"{count(v.n_passes)} passes with {v.stepped_multiply_adds:,}. They have the same shade: "
        f"the largest difference in any head is {scientific(v.pattern_difference_float32)}."
    )
