"""Diagram 4's poster in words."""

from __future__ import annotations

from scenes.alt.words import decimal
from scenes.values.d04_transformer_block import Values


def alt(v: Values) -> str:
    """Return the band of the stream, what is added to it, and one number's sum under the lens."""
    row, block = v.lens_bar, v.bar_layer - 1
    parts = (v.before, v.delta_attention, v.delta_mlp, v.after)
    x, attention, mlp, new = (decimal(part[block, row]) for part in parts)
    return (
        f"A diagram of block {v.bar_layer} of {v.n_layers} of a toy transformer: a band runs "
        f"straight through it, with {len(v.bars)} of the {v.d_model} numbers of the stream of the "
        f"token “{v.tokens[v.shown]}” as bars, plus or minus. Attention, fed from earlier tokens, "
        f"and then the MLP stand above the band; each reads it through a norm and lowers bars into "
        f"it, which are added. A lens on number {v.bars[row] + 1} shows the sum: x is {x}, "
        f"attention adds {attention} and the MLP {mlp}, which makes {new}."
    )
