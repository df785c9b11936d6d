"""Multiplications counted while a computation runs, and the closed forms they must equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

aten = torch.ops.aten
# operation -> (what it counts as, place of the first factor among its arguments)
PRODUCTS = {
    aten.mm.default: ("linear", 0),
    aten.mv.default: ("linear", 0),
    aten.addmm.default: ("linear", 1),
    aten.addmv.default: ("linear", 1),
    aten.bmm.default: ("attention", 0),
    aten.baddbmm.default: ("attention", 1),
}
ELEMENTWISE = (aten.mul.Tensor, aten.mul_.Tensor)


class MultiplicationCounter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Tally of the multiplications that really run inside ``with MultiplicationCounter() as n:``.

    A product of matrices ``(a, b)`` and ``(b, c)`` counts a·b·c multiply-adds: ``linear`` with a
    plain matrix, ``attention`` with a stack of them (queries with keys, shares with values).
    ``elementwise`` counts one per number of ``a * b``, as in a scan. Softmax, norms' divisions and
    additions are not multiply-adds and are not counted. It knows shapes only, no formula.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tally: Counter[str] = Counter(linear=0, attention=0, elementwise=0)

    @property
    def multiply_adds(self) -> int:
        """Those of all matrix products."""
        return self.tally["linear"] + self.tally["attention"]

    def __torch_dispatch__(
        self,
        func: Any,
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Let the operation run, and count it."""
        result = func(*args, **(kwargs or {}))
        if func in ELEMENTWISE:
            self.tally["elementwise"] += result.numel()
        elif func in PRODUCTS:
            name, place = PRODUCTS[func]
            self.tally[name] += result.numel() * args[place].shape[-1]
        return result


def attention_multiply_adds(n_queries: int, n_keys: int, n_heads: int, d_head: int) -> int:
    """Of one layer's scores and blended values: 2 n_heads d_head for each query and key."""
    return 2 * n_heads * d_head * n_queries * n_keys


def gpt_matrix_numbers(d_model: int, n_layers: int, n_heads: int, n_kv_heads: int) -> int:
    """Numbers in the blocks' matrices, W_Q W_K W_V W_O and the MLP's: 12 d_model² a layer.

    With grouped heads, W_K and W_V are n_kv_heads / n_heads as large.
    """
    d_kept = d_model // n_heads * n_kv_heads
    return n_layers * (2 * d_model * d_model + 2 * d_model * d_kept + 8 * d_model * d_model)


def scan_multiplications(n_tokens: int, d_inner: int, d_state: int) -> int:
    """Of one layer's h <- A_bar h + B_bar u and y = C h: 3 for each number of the state."""
    return 3 * n_tokens * d_inner * d_state
