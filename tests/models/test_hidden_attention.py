"""Weights of the inputs in the outputs: they add up to the recurrence's own outputs."""

from __future__ import annotations

import torch
from torch import Tensor

from anim_lib.models.hidden_attention import hidden_attention, kernel

SEQ_LEN, D_INNER, HALF = 7, 3, 2


def layer(seed: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Draw u, delta, A and C of a small layer in double precision."""
    generator = torch.Generator().manual_seed(seed)

    def drawn(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    u, delta = drawn(SEQ_LEN, D_INNER), drawn(SEQ_LEN, D_INNER).exp()
    A = torch.complex(-drawn(D_INNER, HALF).exp(), drawn(D_INNER, HALF))
    return u, delta, A, torch.complex(drawn(D_INNER, HALF), drawn(D_INNER, HALF))


def test_weighted_inputs_are_the_outputs_of_the_recurrence() -> None:
    u, delta, A, C = layer(0)
    weights = hidden_attention(delta, A, C)
    assert weights.shape == (SEQ_LEN, SEQ_LEN, D_INNER)
    h = torch.zeros_like(A)
    for t in range(SEQ_LEN):
        h = torch.exp(delta[t, :, None] * A) * h + (delta[t] * u[t])[:, None]
        y = 2 * (C * h).sum(-1).real
        torch.testing.assert_close((weights[t] * u).sum(0), y)
        assert not weights[t, t + 1 :].any(), "a later input adds nothing"


def test_one_step_length_gives_one_filter() -> None:
    _, delta, A, C = layer(1)
    weights = hidden_attention(delta[:1].expand(SEQ_LEN, -1), A, C)
    bars = kernel(delta[0], A, C, SEQ_LEN)
    assert bars.shape == (SEQ_LEN, D_INNER)
    for t in range(SEQ_LEN):
        torch.testing.assert_close(weights[t, : t + 1], bars[: t + 1].flip(0))


def test_step_lengths_of_their_own_give_none() -> None:
    _, delta, A, C = layer(2)
    weights = hidden_attention(delta, A, C)
    assert not torch.allclose(weights[1, 0], weights[2, 1])
