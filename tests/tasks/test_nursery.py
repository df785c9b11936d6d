"""The nursery stories: one way to read each, shares that sum to 1, agreement, names that return."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

import pytest
import torch
from torch import Tensor

from anim_lib.errors import UserError
from anim_lib.tasks import nursery
from anim_lib.tasks.nursery_grammar import LONGEST, State, full_stop, opening
from anim_lib.tasks.nursery_words import (
    ANIMALS,
    BOYS,
    END,
    GIRLS,
    IDS,
    NAMES,
    PLURAL,
    VOCABULARY,
    decode,
    encode,
    kind,
    stranger,
)


@pytest.fixture(scope="module")
def tokens() -> Tensor:
    return nursery.stories(400, torch.Generator().manual_seed(5))


def words_of(row: Tensor) -> list[str]:
    return [word for word in decode(row.tolist()) if word != END]


@cache
def reachable() -> list[State]:
    """Every state that any story can come to."""
    found, waiting = {State(opening)}, [State(opening)]
    while waiting:
        state = waiting.pop()
        for option in state.slot(state):
            if option.state not in found:
                found.add(option.state)
                waiting.append(option.state)
    return list(found)


def test_every_state_has_shares_that_sum_to_one_and_no_word_twice() -> None:
    states = reachable()
    assert len(states) > 10_000
    for state in states:
        options = state.slot(state)
        if state.slot.__name__ == "nothing":
            assert not options
            continue
        assert math.fsum(option.share for option in options) == pytest.approx(1, abs=1e-12)
        assert all(option.share > 0 for option in options)
        named = [option.word for option in options]
        assert len(set(named)) == len(named), "a word must give exactly one next state"


def test_the_longest_story_has_as_many_words_as_it_says() -> None:
    longest: dict[State, int] = {}
    for state in sorted(reachable(), key=lambda each: -each.told):
        _longest_from(state, longest)
    assert longest[State(opening)] == LONGEST


def _longest_from(state: State, known: dict[State, int]) -> int:
    if state not in known:
        known[state] = max(
            (
                0 if option.word == END else 1 + _longest_from(option.state, known)
                for option in state.slot(state)
            ),
            default=0,
        )
    return known[state]


def test_vocabulary() -> None:
    assert len(VOCABULARY) == len(set(VOCABULARY)) == 64
    used = {option.word for state in reachable() for option in state.slot(state)}
    assert used == set(VOCABULARY)


def test_the_same_seed_tells_the_same_stories(tokens: Tensor) -> None:
    assert torch.equal(tokens, nursery.stories(400, torch.Generator().manual_seed(5)))
    assert not torch.equal(
        tokens[:20, :8], nursery.stories(400, torch.Generator().manual_seed(6))[:20, :8]
    )


def test_told_as_often_as_the_shares_say() -> None:
    after = ["mary", "had", "a", "little", "lamb", "."]
    truth = nursery.next_word_shares(after)
    assert truth.sum() == pytest.approx(1, abs=1e-12)
    assert {VOCABULARY[i]: float(truth[i]) for i in truth.nonzero().flatten().tolist()} == (
        pytest.approx({"she": 0.45, "mary": 0.3, "the": 0.25}, abs=1e-12)
    )
    first = nursery.stories(4_000, torch.Generator().manual_seed(1))[:, 0]
    for word, share in (("the", 0.5), *((name, 0.5 / 6) for name in NAMES)):
        told = float((first == IDS[word]).double().mean())
        assert told == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / 4_000))


def test_true_shares_are_those_of_every_beginning(tokens: Tensor) -> None:
    truth = nursery.true_shares(tokens[:5])
    for row, ids in zip(truth, tokens[:5], strict=True):
        words = words_of(ids)
        for t in range(len(words)):
            assert torch.equal(row[t], nursery.next_word_shares(words[: t + 1]))
        assert not row[len(words) :].any()


def test_every_told_word_had_a_share(tokens: Tensor) -> None:
    truth = nursery.true_shares(tokens)
    asked = nursery.asks(tokens)
    assert (truth.gather(-1, tokens[:, 1:, None])[..., 0][asked] > 0).all()
    assert torch.equal(truth.sum(-1) > 0, asked)


def test_surprise_is_the_entropy_on_average() -> None:
    told = nursery.stories(1_500, torch.Generator().manual_seed(2))
    asked = nursery.asks(told)
    truth = nursery.true_shares(told)
    surprise = -truth.gather(-1, told[:, 1:, None])[..., 0][asked].log()
    entropy = -torch.xlogy(truth, truth).sum(-1)[asked]
    spread = float((surprise - entropy).std()) / math.sqrt(len(surprise))
    assert float((surprise - entropy).mean()) == pytest.approx(0, abs=4 * spread)


def test_verbs_agree_with_their_subject(tokens: Tensor) -> None:
    """Read apart: the subject is what stands first in the sentence, neighbour or not."""
    seen: Counter[str] = Counter()
    for row in tokens:
        hero: list[str] = []
        for sentence in " ".join(words_of(row)).split(" .")[:-1]:
            words = sentence.split()
            subject = words[0] if words[0] != "the" else next(w for w in words if w in ANIMALS)
            pair = words[:2] == [words[0], "and"]
            hero = hero or ([subject, "and"] if pair else [subject])
            plural = pair or subject in PLURAL or subject == "they"
            for verb in {"was", "were"} & set(words):
                assert verb == ("were" if plural else "was"), sentence
                seen[verb] += 1
            if subject in ("she", "he", "it", "they"):
                known = dict.fromkeys(GIRLS, "she") | dict.fromkeys(BOYS, "he")
                many = len(hero) == 2 or hero[0] in PLURAL
                assert subject == ("they" if many else known.get(hero[0], "it")), words_of(row)
    assert min(seen.values()) > 100


def test_names_that_return_were_named_before(tokens: Tensor) -> None:
    repeated = nursery.repeated_names(tokens)
    for row, mask in zip(tokens, repeated, strict=True):
        words = words_of(row)
        for t in mask.nonzero().flatten().tolist():
            assert words[t + 1] in NAMES
            assert words[t + 1] in words[: t + 1]
        first_time = {words.index(name) for name in NAMES if name in words}
        every_time = {t for t, word in enumerate(words) if word in NAMES}
        assert every_time - first_time == set((mask.nonzero().flatten() + 1).tolist())


def test_pairs_to_test_with_are_never_told(tokens: Tensor) -> None:
    pairs = nursery.agreement_pairs()
    assert len(pairs) == len(set(pairs)) == 12 * 5
    for beginning, right, wrong in pairs:
        words = beginning.split()
        subject, neighbour = (word for word in words if word in ANIMALS)
        assert right == ("were" if subject in PLURAL else "was") != wrong
        assert (subject in PLURAL) != (neighbour in PLURAL)
        with pytest.raises(ValueError, match=f"goes on with '{neighbour}'"):
            nursery.next_word_shares(words)
    near = 0
    for row in tokens:
        words = words_of(row)
        if "near" in words:
            near += 1
            i = words.index("near")
            assert kind(words[i + 2]) not in (kind(words[i - 1]), stranger(words[i - 1]))
    assert near > 10


def test_the_rhymes_belong_to_the_grammar() -> None:
    for text in ("the cat sat on the mat .", "mary had a little lamb .", "jack and jill sat on"):
        assert nursery.next_word_shares(text.split()).sum() == pytest.approx(1, abs=1e-12)


def test_told_shares(tokens: Tensor) -> None:
    for ids in tokens[:5]:
        words = [*words_of(ids), END]
        told = nursery.told_shares(words)
        assert told[0] == float(nursery.next_word_shares([])[ids[0]])
        for t in range(1, len(words)):
            assert told[t] == float(nursery.next_word_shares(words[:t])[IDS[words[t]]])
    assert nursery.told_shares(["the", "cat", "were", "happy"])[2:] == [0, 0]


def test_a_finished_story_has_no_next_word() -> None:
    words = ["tom", "was", "sad", ".", "tom", "was", "sad", ".", "<end>"]
    assert not nursery.next_word_shares(words).any()
    assert full_stop(State(opening, ("tom",)))[0].word == "."


def test_text_to_ids_and_back() -> None:
    text = "the cat sat on the mat ."
    assert " ".join(decode(encode(text))) == text


@pytest.mark.parametrize(
    ("text", "longest", "names"),
    [
        ("the cat sat on the sofa .", None, "'sofa'"),
        ("The cat sat", None, "'The'"),
        ("the cat sat.", None, "'sat.'"),
        ("the cat sat on the mat .", 6, "has 7 words; at most 6"),
        ("  ", None, "empty"),
    ],
)
def test_text_that_the_model_cannot_read(text: str, longest: int | None, names: str) -> None:
    with pytest.raises(UserError, match=names):
        encode(text, longest)
