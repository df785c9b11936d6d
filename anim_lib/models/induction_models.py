"""The small models that learn induction: attention in two layers, in one, and Mamba-2 in two.

All are 64 wide, without MLPs, over the 64 tokens of ``anim_lib.tasks.induction``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.sequence_model import SequenceModel

VOCAB_SIZE = 64
D_MODEL, N_HEADS, D_STATE = 64, 4, 32


def _attention() -> Attention:
    return Attention(D_MODEL, N_HEADS, rope=True)


LAYERS: Mapping[str, Callable[[], list[Layer]]] = {
    "induction_attention": lambda: [_attention(), _attention()],
    "induction_one_layer": lambda: [_attention()],
    "induction_mamba2": lambda: [Mamba2(D_MODEL, D_STATE), Mamba2(D_MODEL, D_STATE)],
}


def build(name: str) -> SequenceModel:
    """Build one of LAYERS, untrained, from torch's global generator."""
    return SequenceModel(VOCAB_SIZE, D_MODEL, LAYERS[name]())
