"""Pairs: every formula against counting, one by one."""

from __future__ import annotations

import itertools

import pytest
import torch

from anim_lib.models import attention, pairs


@pytest.mark.parametrize("n", range(0, 13))
def test_formulas_equal_counting(n: int) -> None:
    assert pairs.handshakes(n) == len(list(itertools.combinations(range(n), 2)))
    assert pairs.handshakes(n) == len(pairs.complete_graph_edges(n))
    assert pairs.causal_scores(n) == int(attention.causal_mask(n).sum())
    assert pairs.full_scores(n) == len(list(itertools.product(range(n), repeat=2)))
    assert pairs.handshakes(n) + n == pairs.causal_scores(n)
    assert pairs.handshakes(n) + pairs.causal_scores(n) == pairs.full_scores(n)


def test_edges_are_every_pair_once() -> None:
    edges = {tuple(edge) for edge in pairs.complete_graph_edges(8).tolist()}
    assert edges == set(itertools.combinations(range(8), 2))


@pytest.mark.parametrize("n", [2, 3, 4, 7])
def test_smaller_parties_come_first(n: int) -> None:
    whole = pairs.complete_graph_edges(8)
    assert torch.equal(whole[: pairs.handshakes(n)], pairs.complete_graph_edges(n))


def test_new_token_scores_every_past_one_and_itself() -> None:
    assert pairs.scores_of_new_token(16_384) == 16_385


def test_attention_flops_are_those_of_the_two_products() -> None:
    n, layers, heads, d_head = 5, 3, 2, 4
    multiply_adds = sum(
        2 * d_head for _ in range(layers * heads) for t in range(n) for _ in range(t + 1)
    )  # q·k and weight times v, each d_head multiply-adds
    assert pairs.attention_flops(n, layers, heads, d_head) == 2 * multiply_adds
