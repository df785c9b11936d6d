"""The small models that learn selective copying: one state space layer, then an MLP.

All are 32 wide, over the 30 tokens of ``anim_lib.tasks.selective_copying``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anim_lib.models.layers.delta_ssm import DeltaSSM
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.mamba1 import Mamba1
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.sequence_model import SequenceModel

VOCAB_SIZE = 30
D_MODEL, D_INNER, D_STATE, DT_RANK = 32, 64, 16, 4

SSM_LAYERS: Mapping[str, Callable[[], Layer]] = {
    "copying_delta": lambda: DeltaSSM(D_MODEL, D_STATE, D_INNER, selective=True),
    "copying_constant": lambda: DeltaSSM(D_MODEL, D_STATE, D_INNER, selective=False),
    "copying_s6": lambda: Mamba1(D_MODEL, D_STATE, D_INNER, DT_RANK, d_conv=0),
}


def build(name: str) -> SequenceModel:
    """Build one of SSM_LAYERS with its MLP, untrained, from torch's global generator."""
    return SequenceModel(VOCAB_SIZE, D_MODEL, [SSM_LAYERS[name](), MLP(D_MODEL)])
