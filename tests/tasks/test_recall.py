"""Associative recall: what a document is, and how answers are marked."""

from __future__ import annotations

import pytest
import torch

from anim_lib.tasks import recall


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(3)


@pytest.mark.parametrize("n_pairs", [1, 8, 48, 64])
def test_every_question_can_be_answered_from_the_document(
    generator: torch.Generator, n_pairs: int
) -> None:
    quiz = recall.draw(16, n_pairs, generator)
    assert quiz.tokens.shape == (16, 3 * n_pairs)
    for tokens, asked, answers in zip(
        quiz.tokens.tolist(), quiz.asked.tolist(), quiz.answers.tolist(), strict=True
    ):
        facts = dict(zip(tokens[: 2 * n_pairs : 2], tokens[1 : 2 * n_pairs : 2], strict=True))
        assert len(facts) == n_pairs, "a key stands twice"
        assert sorted(asked) == list(range(n_pairs))
        for question, pair, answer in zip(tokens[2 * n_pairs :], asked, answers, strict=True):
            assert question == tokens[2 * pair]
            assert facts[question] == recall.N_KEYS + answer


def test_tokens_stay_in_their_ranges(generator: torch.Generator) -> None:
    keys, values = recall.draw_pairs(500, 64, generator)
    assert (int(keys.min()), int(keys.max())) == (0, 63)
    assert (int(values.min()), int(values.max())) == (0, 31)
    counts = values.flatten().bincount(minlength=32)
    assert counts.min() > 0.85 * counts.max()  # 1,000 each, 5 standard deviations = 16 %


def test_the_same_seed_gives_the_same_batch() -> None:
    first, again = (recall.draw_mixed(4, torch.Generator().manual_seed(9)) for _ in range(2))
    assert torch.equal(first.tokens, again.tokens)


def test_every_trained_length_comes_as_often(generator: torch.Generator) -> None:
    lengths = [recall.draw_mixed(1, generator).n_pairs for _ in range(3_000)]
    for n_pairs in recall.TRAINED_PAIRS:
        assert 400 < lengths.count(n_pairs) < 600
    assert recall.UNTRAINED_PAIRS not in lengths


def test_answers_are_marked_by_the_age_of_the_pair(generator: torch.Generator) -> None:
    quiz = recall.draw(8, 16, generator)
    logits = torch.zeros(8, 48, recall.N_VALUES)
    logits[:, 32:].scatter_(2, quiz.answers[..., None], 1.0)
    assert recall.right(logits, quiz).mean() == 1
    wrong = quiz.asked < 2  # the oldest eighth
    logits[:, 32:][wrong] = logits[:, 32:][wrong].roll(1, dims=-1)
    hits = recall.right(logits, quiz)
    assert hits[:, :2].sum() == 0
    assert recall.share_by_age(hits).tolist() == [0, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("n_pairs", [0, 65])
def test_a_document_cannot_have_more_pairs_than_keys(
    generator: torch.Generator, n_pairs: int
) -> None:
    with pytest.raises(ValueError, match=r"n_pairs must be 1 … 64"):
        recall.draw(2, n_pairs, generator)


def test_ages_need_eighths() -> None:
    with pytest.raises(ValueError, match="multiple of 8, got 4"):
        recall.share_by_age(torch.zeros(2, 4))
