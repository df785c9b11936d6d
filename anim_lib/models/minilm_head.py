"""One attention head of the first layer of all-MiniLM-L6-v2, from token embeddings to output.

A BERT encoder (Devlin et al. 2018, arXiv 1810.04805): embeddings are summed and normalised, then
each head makes its query, key and value; there is no mask.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

LAYER_NORM_EPS = 1e-12  # the model's config.json


def embed(weights: Mapping[str, Tensor]) -> Tensor:
    """What layer 1 reads: word + position + segment, normalised.

    Parameters
    ----------
    weights
        ``word`` and ``position``, each ``(seq_len, d_model)``; ``segment``, ``norm.weight`` and
        ``norm.bias``, each ``(d_model,)``.

    Returns
    -------
    Tensor
        ``(seq_len, d_model)``.
    """
    x = weights["word"] + weights["position"] + weights["segment"]  # (seq_len, d_model)
    scale, shift = weights["norm.weight"], weights["norm.bias"]  # each (d_model,)
    return F.layer_norm(x, x.shape[-1:], scale, shift, LAYER_NORM_EPS)  # (seq_len, d_model)


def project(weights: Mapping[str, Tensor], x: Tensor, name: str) -> Tensor:
    """Make every token's query, key or value (``name``): x W + b, ``(seq_len, d_head)``."""
    W, b = weights[f"{name}.weight"], weights[f"{name}.bias"]  # (d_head, d_model), (d_head,)
    return torch.addmm(b, x, W.T)  # (seq_len, d_head)
