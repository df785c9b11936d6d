"""Alignment: word for word, adjectives turned round, the held-out phrase held out."""

from __future__ import annotations

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.tasks import alignment as task

DICTIONARY = dict(zip(task.SOURCE_WORDS, task.TARGET_WORDS, strict=True))
NOUNS = {source for source, _ in task.NOUNS}
ADJECTIVES = {source for source, _ in task.ADJECTIVES}
DETERMINERS = {source for source, _ in task.DETERMINERS}


def drawn(batch: int = 200, seed: int = 0) -> task.Sentences:
    return task.draw_mixed(batch, torch.Generator().manual_seed(seed))


def source_words(tokens: torch.Tensor) -> list[str]:
    words = [task.SOURCE_WORDS[i] for i in tokens.tolist()]
    end = words.index("<eos>")
    assert set(words[end + 1 :]) <= {"<pad>"}
    return words[:end]


def translated(words: list[str]) -> list[str]:
    """Do it by hand: hold a noun back until its adjectives are said, last one first."""
    said: list[str] = []
    held: list[str] = []
    for word in words:
        if word in NOUNS or word in ADJECTIVES:
            held.append(word)
        else:
            said += [*held[::-1], word]
            held = []
    return [DICTIONARY[word] for word in said + held[::-1]]


def test_a_translation_is_the_source_reordered() -> None:
    sentences = drawn()
    for source, target in zip(sentences.source, sentences.target, strict=True):
        assert list(task.target_words(target)) == translated(source_words(source))


def test_the_true_alignment_points_at_the_translated_word() -> None:
    sentences = drawn()
    for source, target, alignment in zip(
        sentences.source, sentences.target, sentences.alignment, strict=True
    ):
        words, places = source_words(source), [i for i in alignment.tolist() if i >= 0]
        assert sorted(places) == list(range(len(words)))
        assert [DICTIONARY[words[i]] for i in places] == list(task.target_words(target))


def test_a_sentence_is_phrases_joined() -> None:
    verbs = {source for source, _ in task.VERBS}
    for n_phrases in range(1, 8):
        for source in task.report_set(30, n_phrases).source:
            words = source_words(source)
            assert sum(word in NOUNS for word in words) == n_phrases
            assert sum(word in DETERMINERS for word in words) == n_phrases
            assert sum(word in verbs for word in words) == min(1, n_phrases - 1)
            assert words[0] in DETERMINERS


def test_every_number_of_phrases_and_every_word_occurs() -> None:
    sentences = drawn(3000)
    nouns = torch.tensor([word in NOUNS for word in task.SOURCE_WORDS])
    counts = nouns[sentences.source].sum(1).bincount(minlength=6) / 3000
    assert counts[0] == 0
    assert (counts[1:] - 0.2).abs().max() < 0.03
    assert set(sentences.source.flatten().tolist()) == {0, 1, *range(3, len(task.SOURCE_WORDS))}


def test_the_held_out_phrase_never_occurs_in_training() -> None:
    phrase = " ".join(task.HELD_OUT)
    training = drawn(20_000)
    texts = [" ".join(source_words(source)) for source in training.source]
    assert not any(phrase in text for text in texts)
    assert any("zone européenne économique" in text for text in texts)
    assert any("ville économique européenne" in text for text in texts)
    generator = torch.Generator().manual_seed(0)
    free = task.draw(torch.full((5000,), 3), generator, held_out=True)
    assert any(phrase in " ".join(source_words(source)) for source in free.source)


def test_encode() -> None:
    tokens = task.encode("cette zone européenne")
    assert tokens.tolist()[0][-1] == task.EOS
    assert source_words(tokens[0]) == ["cette", "zone", "européenne"]


@pytest.mark.parametrize(
    ("sentence", "message"),
    [("la zone verte", "the word 'verte' is not"), ("<eos>", "the word '<eos>'"), (" ", "needs")],
)
def test_other_sentences_are_refused(sentence: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        task.encode(sentence)


def test_figures_of_a_perfect_and_a_flawed_translation() -> None:
    sentences = task.report_set(10, 2)
    assert task.exact(sentences.target, sentences) == 1
    flawed = sentences.target.clone()
    flawed[:4, 0] = task.BOS
    assert task.exact(flawed, sentences) == pytest.approx(0.6)
    real = int((sentences.target != task.PAD).sum())
    assert task.token_accuracy(flawed, sentences) == pytest.approx(1 - 4 / real)
    after_the_end = torch.where(sentences.target == task.PAD, task.BOS, sentences.target)
    assert task.exact(after_the_end, sentences) == 1


def test_figures_of_an_alignment() -> None:
    sentences = task.report_set(10, 2)
    true = torch.nn.functional.one_hot(
        sentences.alignment.clamp(min=0), sentences.source.shape[1]
    ).double()
    assert task.alignment_accuracy(true, sentences) == 1
    assert task.true_share(true, sentences) == 1
    smeared = 0.25 * true + 0.75 * true.roll(1, -1)
    assert task.alignment_accuracy(smeared, sentences) == 0
    assert task.true_share(smeared, sentences) == pytest.approx(0.25)
