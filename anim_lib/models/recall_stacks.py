"""The small models that learn associative recall: which layers each of them has.

All are 64 wide, embed the 96 tokens of ``anim_lib.tasks.recall`` and answer with one of 32 values.
The models with two mixing layers have an MLP after each; the stacks of four mixing layers have
none, so that nothing but the mixing layers sets them apart. A Mamba-2 layer starts with a short
convolution; the stack of four attention layers gets one in front. Without it, it was still on the
plateau of guessing among the values seen after 1,500 steps (seeds 0 and 1; with MLPs as well).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.linear_attention import LinearAttention
from anim_lib.models.layers.local_mix import LocalMix
from anim_lib.models.layers.lstm import LSTM
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.layers.s4d import S4D
from anim_lib.models.sequence_model import SequenceModel

VOCAB_SIZE, N_VALUES = 96, 32
D_MODEL = 64
N_HEADS = 2
Mixer = Callable[[], Layer]


def _attention() -> Layer:
    return Attention(D_MODEL, N_HEADS, rope=True)


def _local() -> Layer:
    return LocalMix(D_MODEL)


def _mamba2(d_state: int) -> Mixer:
    return lambda: Mamba2(D_MODEL, d_state, N_HEADS, d_head=32)


def _narrow_mamba2() -> Layer:
    return Mamba2(D_MODEL, 16, N_HEADS, d_head=24)


def _s4d() -> Layer:
    return S4D(D_MODEL, 16, d_inner=64, d_conv=4)


def _with_mlps(*mixers: Mixer) -> Callable[[], list[Layer]]:
    return lambda: [layer for mixer in mixers for layer in (mixer(), MLP(D_MODEL, 1))]


def _bare(*mixers: Mixer) -> Callable[[], list[Layer]]:
    return lambda: [mixer() for mixer in mixers]


PLANS: Mapping[str, Callable[[], list[Layer]]] = {
    "recall_transformer": _with_mlps(_attention, _attention),
    "recall_hybrid_2": _with_mlps(_mamba2(16), _attention),
    "recall_hybrid_4": _bare(_narrow_mamba2, _narrow_mamba2, _narrow_mamba2, _attention),
    "recall_mamba2_8": _with_mlps(_mamba2(8), _mamba2(8)),
    "recall_mamba2_16": _with_mlps(_mamba2(16), _mamba2(16)),
    "recall_mamba2_32": _with_mlps(_mamba2(32), _mamba2(32)),
    "recall_linear_attention": _with_mlps(
        lambda: LinearAttention(D_MODEL, N_HEADS), lambda: LinearAttention(D_MODEL, N_HEADS)
    ),
    "recall_lstm": _with_mlps(lambda: LSTM(D_MODEL, 48), lambda: LSTM(D_MODEL, 48)),
    "recall_s4d": _with_mlps(_s4d, _s4d),
    "recall_stack_0": _bare(_narrow_mamba2, _narrow_mamba2, _narrow_mamba2, _narrow_mamba2),
    "recall_stack_2": _bare(_narrow_mamba2, _attention, _narrow_mamba2, _attention),
    "recall_stack_4": _bare(_local, _attention, _attention, _attention, _attention),
}


def build(name: str) -> SequenceModel:
    """Build one of PLANS, untrained, from torch's global generator."""
    return SequenceModel(VOCAB_SIZE, D_MODEL, PLANS[name](), n_outputs=N_VALUES)
