"""Associative recall by stacks of four layers, of which 0, 2 or 4 are attention.

``recall_hybrid_4`` of ``recall`` is the stack with one attention layer.
"""

from __future__ import annotations

from anim_lib.training.recipes.recall import recipe

RECIPES = (
    recipe("stack_0", 3_000, "four Mamba-2 (N = 16), no MLP"),
    recipe("stack_2", 1_500, "Mamba-2 (N = 16), attention, twice; no MLP"),
    recipe("stack_4", 1_500, "a short convolution, then four attention layers; no MLP"),
)
