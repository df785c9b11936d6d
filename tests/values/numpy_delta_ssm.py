"""The state space layer of the selective-copying nets once more, in numpy, from weights alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from anim_lib.code_hash import ROOT
from anim_lib.provenance import Floats, Ints

Complexes = npt.NDArray[np.complex128]


class Scan(NamedTuple):
    """What the layer does with ``tokens`` of any leading shape (...)."""

    delta: Floats  # (..., seq_len, d_inner)
    A: Complexes  # (d_inner, d_state / 2)
    added: Complexes  # (..., seq_len, d_inner, d_state / 2)
    states: Complexes  # (..., seq_len, d_inner, d_state / 2)

    def left(self, asked: int) -> Complexes:
        """What the state at index ``asked`` holds of each token up to it, shape as ``added``."""
        total = self.delta.cumsum(-2)[..., : asked + 1, :]
        decay = np.exp((total[..., -1:, :] - total)[..., None] * self.A)
        held: Complexes = decay * self.added[..., : asked + 1, :, :]
        return held


def scan(name: str, tokens: Ints) -> Scan:
    """Read ``tokens`` with the first layer of a kept net, step by step."""
    raw = load_file(ROOT / "assets" / "weights" / f"{name}.safetensors")
    w = {key.removeprefix("layers.0."): array.astype(np.float64) for key, array in raw.items()}
    x = w["embedding.weight"][tokens]  # (..., seq_len, d_model)
    x = x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-6) * w["norms.0.weight"]
    u = x @ w["inputs.weight"].T  # (..., seq_len, d_inner)
    token = x @ w["select.weight"].T + w["select.bias"] if "select.weight" in w else 0 * x[..., :1]
    delta = np.log1p(np.exp(w["delta_bias"] + token))  # (..., seq_len, d_inner)
    A = -np.exp(w["A_log"]) + 1j * w["A_imag"]  # (d_inner, d_state / 2)
    added = (delta * u)[..., None] * np.ones_like(A)  # (..., seq_len, d_inner, d_state / 2)
    states = np.zeros_like(added)
    for t in range(tokens.shape[-1]):
        found = states[..., t - 1, :, :] if t else 0 * added[..., 0, :, :]
        kept = np.exp(delta[..., t, :, None] * A) * found
        states[..., t, :, :] = kept + added[..., t, :, :]
    return Scan(delta, A, added, states)


def size(numbers: Complexes, axes: int = 2) -> Floats:
    """Length over the last ``axes`` axes."""
    length: Floats = np.sqrt((np.abs(numbers) ** 2).sum(tuple(range(-axes, 0))))
    return length
