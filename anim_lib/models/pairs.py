"""How many pairs of tokens meet: counted one by one where that is possible, and by formula."""

from __future__ import annotations

import torch
from torch import Tensor


def complete_graph_edges(n: int) -> Tensor:
    """Every pair (earlier, later) of n people, in the order in which newcomers greet.

    Returns
    -------
    Tensor
        ``(n_edges, 2)``, zero-based. The first k(k-1)/2 rows are the complete graph of k people.
    """
    pairs = [(earlier, later) for later in range(n) for earlier in range(later)]
    return torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2)  # (n_edges, 2)


def handshakes(n: int) -> int:
    """Unordered pairs of different people: N(N-1)/2."""
    return n * (n - 1) // 2


def causal_scores(n: int) -> int:
    """Scores of causal attention, itself included: N(N+1)/2, the triangle with its diagonal."""
    return n * (n + 1) // 2


def full_scores(n: int) -> int:
    """Scores of attention in both directions: N squared."""
    return n * n


def scores_of_new_token(n_past: int) -> int:
    """Scores that one more token needs after n_past others: every past one, and itself."""
    return causal_scores(n_past + 1) - causal_scores(n_past)


def attention_flops(n: int, n_layers: int, n_heads: int, d_head: int) -> int:
    """Floating-point operations of causal attention over n tokens.

    A score costs 2 d_head (multiply, add), and so does its share of the values: 4 d_head per
    score, head and layer.
    """
    return 4 * d_head * n_heads * n_layers * causal_scores(n)


def linear_flops(n: int, parameters: int) -> int:
    """Floating-point operations of all matrix products: 2 per parameter and token."""
    return 2 * parameters * n
