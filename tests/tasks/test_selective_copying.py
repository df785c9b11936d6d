"""Selective copying: what is drawn, what is asked, and what is refused."""

from __future__ import annotations

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.tasks import selective_copying as task


def drawn(seq_len: int = 32, seed: int = 0) -> task.Examples:
    return task.draw(200, seq_len, torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("seq_len", [4, 16, 32, 256])
def test_the_answers_are_the_content_words_in_the_order_they_came(seq_len: int) -> None:
    examples = drawn(seq_len)
    assert examples.tokens.shape == (200, seq_len + task.N_HIDDEN)
    for body, answers in zip(examples.body, examples.answers, strict=True):
        words = [word for word in task.words_of(body) if word in task.CONTENTS]
        assert tuple(words) == task.words_of(answers)
        assert len(set(words)) == task.N_HIDDEN
        assert set(task.words_of(body)) <= set(task.FILLERS + task.CONTENTS)


def test_every_word_and_every_place_occurs() -> None:
    examples = task.draw(2000, 32, torch.Generator().manual_seed(0))
    assert set(examples.body.flatten().tolist()) == set(range(28))
    share = task.is_content(examples.body).double().mean(0)  # (32,)
    assert (share - 4 / 32).abs().max() < 0.03
    first = examples.answers[:, 0].bincount(minlength=28)[12:] / 2000
    assert (first - 1 / 16).abs().max() < 0.02


def test_the_read_out_is_a_colon_and_blanks() -> None:
    assert task.words_of(drawn().tokens[0, -4:]) == (":", "_", "_", "_")


def test_a_seed_draws_the_same_examples_again() -> None:
    assert torch.equal(drawn(seed=3).tokens, drawn(seed=3).tokens)
    assert not torch.equal(drawn(seed=3).tokens, drawn(seed=4).tokens)


def test_a_sentence_is_an_example() -> None:
    examples = task.encode("the cat sat on the mat , and there was a dog .")
    assert task.words_of(examples.answers[0]) == ("cat", "sat", "mat", "dog")
    assert examples.body.shape == (1, 13)
    assert int(task.is_content(examples.tokens).sum()) == task.N_HIDDEN


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("the cat sat on the zebra", "the word 'zebra' is not in the vocabulary"),
        ("the cat : sat", "the word ':' is not"),
        ("the cat sat", "4 different content words; it has cat, sat"),
        ("the cat sat on the cat and ran", "4 different content words; it has cat, sat, cat, ran"),
        ("the and", "it has none"),
        ("the cat sat and ran and slept and sang", "cat, sat, ran, slept, sang"),
    ],
)
def test_other_sentences_are_refused(sentence: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        task.encode(sentence)


def test_right_judges_the_read_out_alone() -> None:
    examples = drawn()
    logits = torch.zeros(200, 36, len(task.VOCABULARY))
    logits[:, -4:].scatter_(2, examples.answers[..., None], 1.0)
    assert task.right(logits, examples).all()
    assert not task.right(logits.roll(1, 1), examples)[:, 0].any()


def test_mean_by_word() -> None:
    tokens = torch.tensor([[0, 1, 0], [28, 1, 0]])
    numbers = torch.tensor([[1.0, 2.0, 3.0], [5.0, 4.0, 5.0]])
    assert task.mean_by_word(numbers, tokens) == {"the": 3.0, "a": 3.0, ":": 5.0}


def test_parts_are_the_whole() -> None:
    examples = drawn()
    parts = list(examples.in_parts(60))
    assert [len(part.tokens) for part in parts] == [60, 60, 60, 20]
    assert torch.equal(torch.cat([part.tokens for part in parts]), examples.tokens)
    assert torch.equal(torch.cat([part.answers for part in parts]), examples.answers)


def test_what_is_chosen_on_is_not_what_is_reported_on() -> None:
    assert torch.equal(task.held_out(5, 32).tokens, task.held_out(5, 32).tokens)
    assert not torch.equal(task.held_out(5, 32).tokens, task.choosing(5, 32).tokens)
