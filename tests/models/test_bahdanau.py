"""Additive attention against the paper's formula, term by term."""

from __future__ import annotations

import math

import pytest
import torch

from anim_lib.models.bahdanau import additive_energies, alignment, context


def test_energies_term_by_term() -> None:
    generator = torch.Generator().manual_seed(0)
    state, v = torch.randn(2, 3, dtype=torch.float64, generator=generator)
    annotations = torch.randn(5, 4, dtype=torch.float64, generator=generator)
    W = torch.randn(3, 3, dtype=torch.float64, generator=generator)
    U = torch.randn(3, 4, dtype=torch.float64, generator=generator)
    energies = additive_energies(state, annotations, W, U, v)
    for j in range(5):
        inner = [float(W[i] @ state + U[i] @ annotations[j]) for i in range(3)]
        by_hand = sum(float(v[i]) * math.tanh(inner[i]) for i in range(3))
        assert energies[j].item() == pytest.approx(by_hand, abs=1e-12)
    weights = alignment(energies)
    assert weights.sum().item() == pytest.approx(1, abs=1e-12)
    blended = sum(weights[j] * annotations[j] for j in range(5))
    assert (context(weights, annotations) - blended).abs().max() < 1e-12


def test_a_batch_is_its_rows() -> None:
    generator = torch.Generator().manual_seed(0)
    state = torch.randn(2, 3, generator=generator)
    annotations = torch.randn(2, 5, 4, generator=generator)
    W, U = torch.randn(6, 3, generator=generator), torch.randn(6, 4, generator=generator)
    v = torch.randn(6, generator=generator)
    weights = alignment(additive_energies(state, annotations, W, U, v))
    assert weights.shape == (2, 5)
    for b in range(2):
        row = alignment(additive_energies(state[b], annotations[b], W, U, v))
        torch.testing.assert_close(weights[b], row)
        torch.testing.assert_close(context(weights, annotations)[b], context(row, annotations[b]))
