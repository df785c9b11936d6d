"""The sentence lists keep what their README promises."""

from __future__ import annotations

import pytest

from anim_lib.encoder_files import found
from anim_lib.models.wordpiece import place_of, read_vocabulary, tokenize
from anim_lib.sentences import (
    SENSES,
    BankSentence,
    ItPair,
    bank_sentences,
    choosing,
    it_pairs,
    reporting,
)
from scenes.values import d02_attention_heatmap as d02
from scenes.values import spec_a_bank as spec_a

BANK = bank_sentences()
PAIRS = list(zip(BANK[::2], BANK[1::2], strict=True))


def test_there_are_enough_and_none_twice() -> None:
    texts = [text for pair in it_pairs() for text in pair.texts]
    assert len(set(texts)) == len(texts) >= 80
    assert len({sentence.text for sentence in BANK}) == len(BANK) >= 40
    nouns = [frozenset(pair.nouns) for pair in it_pairs()]
    assert len(set(nouns)) == len(nouns)


def test_halves() -> None:
    for listed in (it_pairs(), BANK):
        halves = (choosing(listed), reporting(listed))  # type: ignore[type-var]
        assert [len(half) for half in halves] == [24, 24]
        assert {s.pair % 2 for s in halves[0]} == {1}
        assert {s.pair % 2 for s in halves[1]} == {0}


@pytest.mark.parametrize("pair", it_pairs(), ids=lambda pair: "-".join(pair.nouns))
def test_it_pair(pair: ItPair) -> None:
    assert pair.beginning.split()[0] == "The"
    assert " because it was" in pair.beginning
    for text, ending in zip(pair.texts, pair.endings, strict=True):
        words = tuple(text.split())
        first, second, it, last = (place_of(w, words) for w in (*pair.nouns, "it", ending))
        assert first < second < it < last == len(words) - 1


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair[0].pair))
def test_bank_pair_differs_in_nothing_but_the_sense(
    pair: tuple[BankSentence, BankSentence],
) -> None:
    """The same number of words, and "bank" and the neutral words at the same places."""
    money, river = pair
    assert (money.pair, money.sense, river.sense) == (river.pair, *SENSES)
    vocabulary = read_vocabulary(found().vocabulary)
    pieces = [tokenize(sentence.text, vocabulary).pieces for sentence in pair]
    assert place_of("bank", pieces[0]) == place_of("bank", pieces[1])
    words = [tuple(sentence.text.split()) for sentence in pair]
    assert len(words[0]) == len(words[1])
    assert money.neutral == river.neutral
    for word in money.neutral:
        assert place_of(word, words[0]) == place_of(word, words[1])
    for sentence, own in zip(pair, words, strict=True):
        assert sentence.cues
        assert not set(sentence.cues) & set(sentence.neutral)
        for cue in sentence.cues:
            place_of(cue, own)
    assert not set(money.cues) & set(words[1])
    assert not set(river.cues) & set(words[0])


def test_neutral_words_are_as_near_to_bank_as_cues() -> None:
    """Nearness to "bank" alone must not explain why cue words get more."""
    away: dict[str, list[int]] = {"cues": [], "neutral": []}
    for sentence in BANK:
        words = tuple(sentence.text.split())
        for kind, distances in away.items():
            marked = getattr(sentence, kind)
            distances += [abs(place_of(w, words) - place_of("bank", words)) for w in marked]
    cues, neutral = (sum(distances) / len(distances) for distances in away.values())
    assert neutral == pytest.approx(cues, abs=0.05)


def test_shown_sentences_are_in_no_list() -> None:
    listed = {text for pair in it_pairs() for text in pair.texts} | {s.text for s in BANK}
    assert not listed & {f"{d02.BEGINNING} {ending}" for ending in d02.ENDINGS}
    assert not listed & {spec_a.MONEY, spec_a.RIVER}
    assert frozenset(d02.NOUNS) not in {frozenset(pair.nouns) for pair in it_pairs()}
