"""Induction: rows repeat, the determined positions are those, figures are counted right."""

from __future__ import annotations

import pytest
import torch

from anim_lib.tasks import induction as task


def drawn(batch: int = 300, period: int | None = None, seed: int = 0) -> task.Repeats:
    return task.draw(batch, torch.Generator().manual_seed(seed), period)


def test_a_row_of_different_tokens_repeats() -> None:
    repeats = drawn()
    assert repeats.tokens.shape == (300, 64)
    for tokens, period in zip(repeats.tokens.tolist(), repeats.periods.tolist(), strict=True):
        assert len(set(tokens[:period])) == period
        assert all(tokens[i] == tokens[i - period] for i in range(period, 64))


def test_every_period_and_token_occurs_equally() -> None:
    repeats = drawn(20_000)
    counts = repeats.periods.bincount()
    assert counts.nonzero()[:, 0].tolist() == list(range(8, 33))
    assert (counts[8:] / 20_000 - 1 / 25).abs().max() < 0.008
    first = repeats.tokens[:, 0].bincount(minlength=64) / 20_000
    assert (first - 1 / 64).abs().max() < 0.005


def test_a_determined_token_has_been_followed_by_its_next_before() -> None:
    repeats = drawn(50)
    for row, nexts, told in zip(repeats.inputs, repeats.nexts, repeats.determined, strict=True):
        seen: dict[int, int] = {}
        for token, after, determined in zip(
            row.tolist(), nexts.tolist(), told.tolist(), strict=True
        ):
            assert (token in seen) == determined
            assert seen.setdefault(token, after) == after


@pytest.mark.parametrize("period", [1, 8, 32])
def test_a_period_can_be_given(period: int) -> None:
    assert set(drawn(5, period).periods.tolist()) == {period}


@pytest.mark.parametrize("period", [0, 33])
def test_other_periods_are_refused(period: int) -> None:
    with pytest.raises(ValueError, match="period must be 1 … 32"):
        drawn(5, period)


def test_a_seed_draws_the_same_sequences_again() -> None:
    assert torch.equal(drawn(seed=3).tokens, drawn(seed=3).tokens)
    assert torch.equal(task.report_set(4).tokens, task.report_set(4).tokens)
    assert not torch.equal(task.report_set(4).tokens, task.choosing_set(4).tokens)


def test_figures_count_determined_positions_only() -> None:
    repeats = drawn(40)
    certain = 50.0 * torch.nn.functional.one_hot(repeats.nexts, 64).double()
    certain[~repeats.determined] = 0
    assert task.accuracy(certain, repeats) == 1
    assert task.probability_of_next(certain, repeats) == pytest.approx(1)
    assert task.determined_loss(certain, repeats) == pytest.approx(0, abs=1e-12)
    assert task.accuracy(-certain, repeats) == 0
    even = torch.zeros_like(certain)
    assert task.probability_of_next(even, repeats) == pytest.approx(1 / 64)
    assert task.determined_loss(even, repeats) == pytest.approx(torch.tensor(64.0).log().item())
