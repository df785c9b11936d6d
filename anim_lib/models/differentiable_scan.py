"""The recurrence h_t = a_t h_{t-1} + b_t with a gradient by hand, so that a loop can be trained.

Autograd would keep three tensors per step and walk them one by one; the recurrence's own gradient
is the same recurrence backwards in time. Time is the first dimension; h_{-1} is 0.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor


class _Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: Tensor, b: Tensor) -> Tensor:
        h = torch.empty_like(b)  # (seq_len, ...)
        h[0] = b[0]  # (...)
        for t in range(1, b.shape[0]):
            torch.addcmul(b[t], a[t], h[t - 1], out=h[t])  # (...)
        ctx.save_for_backward(a, h)
        return h

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        a, h = ctx.saved_tensors  # each (seq_len, ...)
        (grad,) = grads  # (seq_len, ...)
        grad_b = torch.empty_like(grad)  # (seq_len, ...)
        grad_b[-1] = grad[-1]  # (...)
        for t in range(grad.shape[0] - 2, -1, -1):
            torch.addcmul(grad[t], a[t + 1], grad_b[t + 1], out=grad_b[t])  # (...)
        grad_a = torch.zeros_like(grad_b)  # (seq_len, ...)
        torch.mul(grad_b[1:], h[:-1], out=grad_a[1:])  # (seq_len - 1, ...)
        return grad_a, grad_b


class _ComplexRecurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a_re: Tensor, a_im: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
        h_re, h_im = torch.empty_like(a_re), torch.empty_like(a_re)  # each (seq_len, ..., n)
        h_re[0], h_im[0] = b[0].expand_as(a_re[0]), 0.0  # each (..., n)
        for t in range(1, a_re.shape[0]):
            h_re[t] = a_re[t] * h_re[t - 1] - a_im[t] * h_im[t - 1] + b[t]  # (..., n)
            h_im[t] = a_re[t] * h_im[t - 1] + a_im[t] * h_re[t - 1]  # (..., n)
        ctx.save_for_backward(a_re, a_im, h_re, h_im)
        return h_re, h_im

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        a_re, a_im, h_re, h_im = ctx.saved_tensors  # each (seq_len, ..., n)
        g_re, g_im = (grad.clone() for grad in grads)  # each (seq_len, ..., n)
        for t in range(a_re.shape[0] - 2, -1, -1):
            g_re[t] += a_re[t + 1] * g_re[t + 1] + a_im[t + 1] * g_im[t + 1]  # (..., n)
            g_im[t] += a_re[t + 1] * g_im[t + 1] - a_im[t + 1] * g_re[t + 1]  # (..., n)
        grad_re, grad_im = torch.zeros_like(a_re), torch.zeros_like(a_re)  # (seq_len, ..., n)
        grad_re[1:] = g_re[1:] * h_re[:-1] + g_im[1:] * h_im[:-1]  # (seq_len - 1, ..., n)
        grad_im[1:] = g_im[1:] * h_re[:-1] - g_re[1:] * h_im[:-1]  # (seq_len - 1, ..., n)
        return grad_re, grad_im, g_re.sum(-1, keepdim=True)


def recur_differentiably(a: Tensor, b: Tensor) -> Tensor:
    """All states of h_t = a_t h_{t-1} + b_t, number by number.

    Parameters
    ----------
    a, b
        ``(seq_len, ...)``, of one shape.

    Returns
    -------
    Tensor
        ``(seq_len, ...)``.
    """
    states: Tensor = _Recurrence.apply(a, b)  # type: ignore[no-untyped-call]  # (seq_len, ...)
    return states


def recur_differentiably_complex(a_re: Tensor, a_im: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The same with a complex a and a real b that is shared by all n state numbers.

    Parameters
    ----------
    a_re, a_im
        ``(seq_len, ..., n)``.
    b
        ``(seq_len, ..., 1)``.

    Returns
    -------
    tuple of Tensor
        Real and imaginary part of the states, each ``(seq_len, ..., n)``.
    """
    h_re, h_im = _ComplexRecurrence.apply(a_re, a_im, b)  # type: ignore[no-untyped-call]
    return h_re, h_im  # each (seq_len, ..., n)
