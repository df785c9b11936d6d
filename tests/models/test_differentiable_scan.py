"""The gradient by hand against finite differences and against autograd's own."""

from __future__ import annotations

import torch

from anim_lib.models.differentiable_scan import (
    recur_differentiably,
    recur_differentiably_complex,
)

SHAPE = (6, 2, 3)


def test_real_states_and_gradient() -> None:
    generator = torch.Generator().manual_seed(0)
    a, b = torch.randn(2, *SHAPE, dtype=torch.float64, generator=generator).unbind()
    h = torch.zeros(SHAPE[1:], dtype=torch.float64)
    for t, states in enumerate(recur_differentiably(a, b)):
        h = a[t] * h + b[t]
        torch.testing.assert_close(states, h, rtol=0, atol=1e-12)
    inputs = (a.requires_grad_(), b.requires_grad_())
    assert torch.autograd.gradcheck(recur_differentiably, inputs)


def test_complex_states_and_gradient() -> None:
    generator = torch.Generator().manual_seed(0)
    a_re, a_im = torch.randn(2, *SHAPE, dtype=torch.float64, generator=generator).unbind()
    b = torch.randn(*SHAPE[:-1], 1, dtype=torch.float64, generator=generator)
    h = torch.zeros(SHAPE[1:], dtype=torch.complex128)
    states = torch.complex(*recur_differentiably_complex(a_re, a_im, b))
    for t in range(SHAPE[0]):
        h = torch.complex(a_re[t], a_im[t]) * h + b[t]
        torch.testing.assert_close(states[t], h, rtol=0, atol=1e-12)
    inputs = (a_re.requires_grad_(), a_im.requires_grad_(), b.requires_grad_())
    assert torch.autograd.gradcheck(recur_differentiably_complex, inputs)
