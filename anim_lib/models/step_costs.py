"""Multiplications of one more token, layer by layer, in closed form.

Counted: products of matrices, the short convolutions, scores and blended values of attention, and
what writes, keeps and reads a recurrent state. Not counted: the embedding (a look-up), norms,
gates, activations, rotations and the D skip, which are a few per number of a vector.
"""

from __future__ import annotations

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.lstm import LSTM
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.sequence_model import SequenceModel


def attention_step(d_model: int, context: int) -> int:
    """W_Q W_K W_V W_O, then a score and a share of the value for each token of the context."""
    return 4 * d_model**2 + 2 * context * d_model


def mamba2_step(d_model: int, d_inner: int, d_state: int, n_heads: int, d_conv: int) -> int:
    """Projections, convolution, then h <- decay h + (delta u) B and C h."""
    n_channels = d_inner + 2 * d_state
    projections = d_model * (d_inner + n_channels + n_heads) + d_inner * d_model
    return projections + d_conv * n_channels + d_inner + 3 * d_inner * d_state


def lstm_step(d_model: int, d_hidden: int) -> int:
    """Four gates, then forget · cell + in · candidate and out · tanh(cell), and the way back."""
    return 4 * d_hidden * (d_model + d_hidden) + 3 * d_hidden + d_hidden * d_model


def layer_step(layer: Layer, context: int) -> int:
    """Multiplications of one layer for a token with ``context`` tokens, itself included.

    Raises
    ------
    TypeError
        No closed form is written down for this kind of layer.
    """
    match layer:
        case Attention():
            return attention_step(layer.d_model, context)
        case Mamba2():
            d_model, d_conv = layer.inputs.in_features, layer.conv.d_conv
            return mamba2_step(d_model, layer.d_inner, layer.d_state, layer.n_heads, d_conv)
        case LSTM():
            return lstm_step(layer.cells.input_size, layer.d_hidden)
        case MLP():
            return 2 * layer.widen.in_features * layer.widen.out_features
        case _:
            raise TypeError(f"no closed form for a layer of type {type(layer).__name__}")


def model_step(model: SequenceModel, context: int) -> int:
    """Multiplications of all layers and the head for one token of one text."""
    head = model.head.in_features * model.head.out_features
    return head + sum(layer_step(layer, context) for layer in model.kinds())


def model_text(model: SequenceModel, seq_len: int) -> int:
    """Multiplications for a whole text: the sum of ``model_step`` over contexts 1 … seq_len.

    Every closed form is a line in the context, so that the sum is the mean of its ends.
    """
    return seq_len * (model_step(model, 1) + model_step(model, seq_len)) // 2
