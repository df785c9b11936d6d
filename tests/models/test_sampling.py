"""Choosing a token from logits."""

from __future__ import annotations

import torch

from anim_lib.models import sampling

LOGITS = torch.log(torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64)) + 3.0


def test_a_draw_falls_on_a_token() -> None:
    draws = [0.0, 0.19, 0.21, 0.69, 0.71, 0.999]
    assert [sampling.by_draw(LOGITS, draw) for draw in draws] == [0, 0, 1, 1, 2, 2]


def test_drawn_as_often_as_the_shares_say() -> None:
    draws = [(i + 0.5) / 1_000 for i in range(1_000)]
    drawn = [sampling.by_draw(LOGITS, draw) for draw in draws]
    assert [drawn.count(i) for i in range(3)] == [200, 500, 300]


def test_a_token_without_a_share_is_never_drawn() -> None:
    logits = torch.tensor([-torch.inf, 0.0, -torch.inf])
    assert {sampling.by_draw(logits, draw) for draw in (0.0, 0.5, 0.999999)} == {1}
