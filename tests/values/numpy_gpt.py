"""The tiny GPT once more, in numpy and from its weights alone."""

from __future__ import annotations

import math

import numpy as np
from safetensors.numpy import load_file

from anim_lib.code_hash import ROOT
from anim_lib.provenance import Floats

Weights = dict[str, Floats]
N_LAYERS, N_HEADS = 4, 4
ERF = np.vectorize(math.erf)


def read_weights() -> Weights:
    """Return the kept weights in float64."""
    raw = load_file(ROOT / "assets" / "weights" / "tiny_gpt.safetensors")
    return {key: array.astype(np.float64) for key, array in raw.items()}


def norm(x: Floats, w: Weights, name: str) -> Floats:
    """Layer norm of ``(..., d_model)``."""
    spread = np.sqrt(x.var(-1, keepdims=True) + 1e-5)
    whole: Floats = (x - x.mean(-1, keepdims=True)) / spread  # (..., d_model)
    return whole * w[f"{name}.gain"] + w[f"{name}.bias"]


def softmax(x: Floats) -> Floats:
    """Shares over the last axis."""
    powers = np.exp(x - x.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares


def heads_of(x: Floats, w: Weights, block: str, name: str) -> Floats:
    """Queries, keys or values of ``(seq_len, d_model)``: ``(n_heads, seq_len, d_head)``."""
    return np.stack(np.split(x @ w[f"{block}.W_{name}.weight"].T, N_HEADS, axis=-1))


def attend(x: Floats, w: Weights, block: str) -> tuple[Floats, Floats]:
    """Output ``(seq_len, d_model)`` and pattern ``(n_heads, seq_len, seq_len)``."""
    query, key, value = (heads_of(x, w, block, name) for name in "QKV")
    scaled = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
    scaled[:, np.triu(np.ones(scaled.shape[1:], dtype=bool), 1)] = -np.inf
    pattern = softmax(scaled)  # (n_heads, seq_len, seq_len)
    return np.concatenate(list(pattern @ value), axis=-1) @ w[f"{block}.W_O.weight"].T, pattern


def feed(x: Floats, w: Weights, block: str) -> Floats:
    """MLP with the exact GELU, ``(..., d_model)``."""
    inner = x @ w[f"{block}.mlp_in.weight"].T + w[f"{block}.mlp_in.bias"]  # (..., 4 d_model)
    inner = inner * (1 + ERF(inner / math.sqrt(2))) / 2
    out: Floats = inner @ w[f"{block}.mlp_out.weight"].T + w[f"{block}.mlp_out.bias"]
    return out


def embed(ids: list[int], w: Weights) -> Floats:
    """The stream before the first block, ``(seq_len, d_model)``."""
    x: Floats = w["token_embedding.weight"][ids] + w["position_embedding.weight"][: len(ids)]
    return x


def run(ids: list[int], w: Weights) -> tuple[Floats, Floats]:
    """Logits ``(seq_len, vocab_size)``, patterns ``(n_layers, n_heads, seq_len, seq_len)``."""
    x, patterns = embed(ids, w), []
    for block in (f"blocks.{i}" for i in range(N_LAYERS)):
        added, pattern = attend(norm(x, w, f"{block}.norm_attention"), w, block)
        x = x + added
        x = x + feed(norm(x, w, f"{block}.norm_mlp"), w, block)
        patterns.append(pattern)
    return norm(x, w, "final_norm") @ w["head.weight"].T, np.stack(patterns)
