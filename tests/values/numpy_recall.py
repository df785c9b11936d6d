"""The small models that learn recall and induction, once more, in numpy and from their weights.

Written from the layers' equations, without the project's own mechanisms; the recurrences token by
token. ``read`` gives logits and what every mixing layer keeps.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from anim_lib.weight_record import WEIGHTS

Weights = dict[str, Any]


def softmax(x: Any) -> Any:
    shares = np.exp(x - x.max(-1, keepdims=True))
    return shares / shares.sum(-1, keepdims=True)


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def norm(x: Any, gain: Any) -> Any:
    return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-6) * gain


def turn(x: Any) -> Any:
    """RoPE as a product of complex numbers; base 1,000."""
    seq_len, d_head = x.shape[-2:]
    angle = np.arange(seq_len)[:, None] * 1_000.0 ** (-np.arange(0, d_head, 2) / d_head)
    turned = (x[..., ::2] + 1j * x[..., 1::2]) * np.exp(1j * angle)
    return np.stack([turned.real, turned.imag], -1).reshape(x.shape)


def attention(w: Weights, x: Any, n_heads: int, keep: Any) -> tuple[Any, Any, Any]:
    """Output, what is kept (a row a token), pattern."""
    seq_len, d_model = x.shape
    parts = (x @ w["qkv.weight"].T).reshape(seq_len, 3, n_heads, -1).transpose(1, 2, 0, 3)
    query, key, value = turn(parts[0]), turn(parts[1]), parts[2]
    scores = query @ key.transpose(0, 2, 1) / math.sqrt(d_model / n_heads)
    pattern = softmax(np.where(np.tri(seq_len, dtype=bool), scores, -np.inf))
    blended = (pattern @ value) * keep[:, None, None]
    kept = [part.transpose(1, 0, 2).reshape(seq_len, d_model) for part in (key, value)]
    y = blended.transpose(1, 0, 2).reshape(seq_len, d_model) @ w["out.weight"].T
    return y, np.hstack(kept), pattern


def convolution(w: Weights, x: Any) -> Any:
    taps = w["conv.taps.weight"][:, 0].T  # (d_conv, n_channels)
    past = np.vstack([np.zeros((len(taps) - 1, x.shape[1])), x])
    windows = [(past[t : t + len(taps)] * taps).sum(0) for t in range(len(x))]
    return np.array(windows) + w["conv.taps.bias"]


def mamba2(w: Weights, x: Any) -> tuple[Any, Any]:
    n_heads = len(w["D"])
    d_inner, d_head = len(w["norm.weight"]), len(w["norm.weight"]) // n_heads
    mixed = x @ w["inputs.weight"].T
    gate, mixed, delta = np.split(mixed, [d_inner, mixed.shape[1] - n_heads], axis=1)
    delta = np.log1p(np.exp(delta + w["delta_bias"]))
    channels = convolution(w, mixed)
    channels = channels * sigmoid(channels)
    u = channels[:, :d_inner].reshape(-1, n_heads, d_head)
    B, C = np.split(channels[:, d_inner:], 2, axis=1)
    h = np.zeros((n_heads, d_head, B.shape[1]))
    y = np.empty_like(u)
    for t in range(len(x)):
        decay = np.exp(-np.exp(w["A_log"]) * delta[t])
        h = decay[:, None, None] * h + (delta[t][:, None] * u[t])[..., None] * B[t]
        y[t] = h @ C[t] + w["D"][:, None] * u[t]
    gated = y.reshape(len(x), d_inner) * gate * sigmoid(gate)
    return norm(gated, w["norm.weight"]) @ w["out.weight"].T, np.append(h, mixed[-3:])


def lstm(w: Weights, x: Any) -> tuple[Any, Any]:
    bias = w["cells.bias_ih_l0"] + w["cells.bias_hh_l0"]
    hidden = cell = np.zeros(len(bias) // 4)
    outputs = []
    for token in x:
        gates = w["cells.weight_ih_l0"] @ token + w["cells.weight_hh_l0"] @ hidden + bias
        write, forget, candidate, read_out = gates.reshape(4, -1)
        cell = sigmoid(forget) * cell + sigmoid(write) * np.tanh(candidate)
        hidden = sigmoid(read_out) * np.tanh(cell)
        outputs.append(hidden)
    return np.array(outputs) @ w["out.weight"].T, np.append(hidden, cell)


def mlp(w: Weights, x: Any) -> Any:
    wide = x @ w["widen.weight"].T + w["widen.bias"]
    gelu = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
    return gelu @ w["narrow.weight"].T + w["narrow.bias"]


def _run(name: str, tokens: Any, n_heads: int, keep: Any) -> tuple[Any, list[Any], list[Any]]:
    loaded = load_file(WEIGHTS / f"{name}.safetensors")
    w = {key: tensor.astype(np.float64) for key, tensor in loaded.items()}
    x, kept, patterns = w["embedding.weight"][tokens], [], []
    for i in range(sum(key.startswith("norms.") for key in w)):
        start = f"layers.{i}."
        layer = {key.removeprefix(start): w[key] for key in w if key.startswith(start)}
        read_in = norm(x, w[f"norms.{i}.weight"])
        if "qkv.weight" in layer:
            y, memory, pattern = attention(layer, read_in, n_heads, np.ones(n_heads) if i else keep)
            kept.append(memory)
            patterns.append(pattern)
        elif "widen.weight" in layer:
            y = mlp(layer, read_in)
        elif "A_log" in layer:
            y, memory = mamba2(layer, read_in)
            kept.append(memory)
        elif "cells.bias_ih_l0" in layer:
            y, memory = lstm(layer, read_in)
            kept.append(memory)
        else:
            y = convolution(layer, read_in)
        x = x + y
    return norm(x, w["last_norm.weight"]) @ w["head.weight"].T, kept, patterns


def read(name: str, tokens: Any, n_heads: int = 2, keep: Any = None) -> tuple[Any, list[Any]]:
    """Logits of every position, and what each mixing layer keeps; ``keep``: heads' factors."""
    return _run(name, tokens, n_heads, np.ones(n_heads) if keep is None else keep)[:2]


def look(name: str, tokens: Any, n_heads: int) -> tuple[Any, ...]:
    """Logits, then every attention layer's pattern, ``(n_heads, seq_len, seq_len)``."""
    logits, _, patterns = _run(name, tokens, n_heads, np.ones(n_heads))
    return logits, *patterns
