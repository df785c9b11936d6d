"""What stands around attention in a transformer: norms, MLP, and the two orders of a block.

The 2017 block normalises after adding (post-norm; Vaswani et al., arXiv 1706.03762, section 3.1);
GPT-2 onward normalises what a sublayer reads and only adds to the stream (pre-norm; Radford et al.
2019, section 2.3; Xiong et al. 2020, arXiv 2002.04745, figure 1).
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

EPS = 1e-5
Function = Callable[[Tensor], Tensor]


def layer_norm(x: Tensor, gain: Tensor, bias: Tensor, eps: float = EPS) -> Tensor:
    """Shift and scale every vector to mean 0 and variance 1 (Ba et al. 2016, arXiv 1607.06450).

    Parameters
    ----------
    x
        ``(..., d_model)``.
    gain, bias
        Learned, each ``(d_model,)``.
    eps
        Added to the variance.

    Returns
    -------
    Tensor
        ``(..., d_model)``.
    """
    centred = x - x.mean(-1, keepdim=True)  # (..., d_model)
    variance = centred.square().mean(-1, keepdim=True)  # (..., 1)
    return centred / torch.sqrt(variance + eps) * gain + bias  # (..., d_model)


def rms_norm(x: Tensor, gain: Tensor, eps: float = EPS) -> Tensor:
    """Scale every vector to mean square 1 (Zhang & Sennrich 2019, arXiv 1910.07467, equation 4).

    ``x`` is ``(..., d_model)``, ``gain`` ``(d_model,)``; the mean is left as it is.
    """
    mean_square = x.square().mean(-1, keepdim=True)  # (..., 1)
    return x * torch.rsqrt(mean_square + eps) * gain  # (..., d_model)


def mlp(x: Tensor, W_in: Tensor, b_in: Tensor, W_out: Tensor, b_out: Tensor) -> Tensor:
    """Two linear maps with a GELU between them, the same for every position.

    Parameters
    ----------
    x
        ``(..., d_model)``.
    W_in, b_in
        ``(d_hidden, d_model)`` and ``(d_hidden,)``.
    W_out, b_out
        ``(d_model, d_hidden)`` and ``(d_model,)``.

    Returns
    -------
    Tensor
        ``(..., d_model)``. The GELU is the exact one (Hendrycks & Gimpel 2016, arXiv 1606.08415).
    """
    hidden = F.gelu(F.linear(x, W_in, b_in))  # (..., d_hidden)
    return F.linear(hidden, W_out, b_out)  # (..., d_model)


def pre_norm(x: Tensor, sublayer: Function, norm: Function) -> Tensor:
    """Return x + f(norm(x)): the stream itself is never rescaled; all ``(..., d_model)``."""
    return x + sublayer(norm(x))  # (..., d_model)


def post_norm(x: Tensor, sublayer: Function, norm: Function) -> Tensor:
    """Return norm(x + f(x)): every sublayer rescales the stream; all ``(..., d_model)``."""
    return norm(x + sublayer(x))  # (..., d_model)
