"""Diagram 5: the state is the sum of what each token left; the followed word's part thins out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.errors import UserError
from anim_lib.models import checkpoint
from anim_lib.tasks import selective_copying
from anim_lib.theme import PAPER
from anim_lib.value_store import load
from scenes.values.d05_ssm_state_update import PROVENANCE, WEIGHTS, Values, compute, provenance


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_input_is_one_number_of_each_words_embedding(v: Values) -> None:
    embedding = checkpoint.load(WEIGHTS)["embedding.weight"].double().numpy()
    rows = embedding[[selective_copying.VOCABULARY.index(word) for word in v.tokens]]
    np.testing.assert_array_equal(v.u, rows[:, v.channel])
    assert v.tokens[v.followed] == "elephant"
    assert rows[v.followed, v.channel] == rows[v.followed].max()
    assert v.tokens[0] == v.tokens[4]
    assert v.u[0] == v.u[4], "the same word is the same input"
    assert len(v.tokens) == len(PAPER.past_tokens), "one colour each, none twice"
    assert 0 <= v.watched < len(v.A)


def test_one_step_is_exact(v: Values) -> None:
    assert v.A.tolist() == [-float(n) for n in range(1, 9)]
    np.testing.assert_allclose(v.A_bar, np.exp(v.delta * v.A), rtol=1e-14)
    np.testing.assert_allclose(v.B_bar, (v.A_bar - 1) / v.A, rtol=1e-12)
    np.testing.assert_allclose(v.A_bar**v.half_life, 0.5, rtol=1e-12)


def test_each_token_fades_the_state_and_adds_its_mark(v: Values) -> None:
    assert (v.h_before[0] == 0).all()
    np.testing.assert_array_equal(v.h_before[1:], v.h_after[:-1])
    np.testing.assert_allclose(v.h_faded, v.A_bar * v.h_before, rtol=1e-14)
    np.testing.assert_allclose(v.h_added, np.outer(v.u, v.B_bar), rtol=1e-14)
    np.testing.assert_allclose(v.h_after, v.h_faded + v.h_added, rtol=0, atol=1e-16)
    assert (np.abs(v.h_faded) <= np.abs(v.h_before)).all()


def test_contributions_sum_to_the_state(v: Values) -> None:
    np.testing.assert_allclose(v.contributions.sum(1), v.h_after, rtol=0, atol=1e-15)
    assert v.contribution_gap < 1e-15
    for t in range(len(v.tokens)):
        assert (v.contributions[t, t + 1 :] == 0).all()
        for s in range(t + 1):
            mark = v.A_bar ** (t - s) * v.B_bar * v.u[s]
            np.testing.assert_allclose(v.contributions[t, s], mark, rtol=1e-12)
    np.testing.assert_allclose(v.shares.sum(1), 1, rtol=1e-12)
    sizes = np.abs(v.contributions)
    np.testing.assert_allclose(v.shares, sizes / sizes.sum(1, keepdims=True), rtol=1e-12)


def test_elephant_thins_out(v: Values) -> None:
    assert v.later.tolist() == list(range(len(v.tokens) - v.followed))
    mark = v.contributions[v.followed :, v.followed]
    np.testing.assert_allclose(mark / mark[0], v.followed_left, rtol=1e-12)
    assert (np.diff(v.followed_left, axis=0) < 0).all()
    assert (np.diff(v.followed_left[1:], axis=1) < 0).all(), "faster numbers forget faster"
    sizes = np.abs(v.contributions[v.followed :]).sum(2)
    np.testing.assert_allclose(v.followed_share, sizes[:, v.followed] / sizes.sum(1), rtol=1e-12)
    assert v.followed_share[0] > 0.5
    assert v.followed_share[-1] < 0.1


def test_output_reads_the_state_and_skips_it(v: Values) -> None:
    np.testing.assert_allclose(v.y_state, v.h_after @ v.C, rtol=0, atol=1e-15)
    assert v.C.tolist() == [1.0] * 8
    assert v.D == 1
    np.testing.assert_array_equal(v.y_skip, v.D * v.u)
    np.testing.assert_allclose(v.y, v.y_state + v.y_skip, rtol=0, atol=1e-16)
    np.testing.assert_allclose(v.y_contributions.sum(1), v.y_state, rtol=0, atol=1e-14)
    assert max(v.scan_gap, v.convolution_gap) < 1e-14


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert np.abs(v.u).max() <= v.u_vmax
    assert max(np.abs(y).max() for y in (v.y, v.y_state, v.y_skip)) <= v.y_vmax
    for h in (v.h_after, v.h_faded, v.h_added, v.contributions):
        assert np.abs(h).max() <= v.state_vmax


def _state(words: list[str], channel: int, k: int) -> float:
    """State number ``k`` after ``words``, step by step in plain Python."""
    embedding = checkpoint.load(WEIGHTS)["embedding.weight"].double()
    kept, h = float(np.exp(-0.1 * (k + 1))), 0.0
    for word in words:
        u = float(embedding[selective_copying.VOCABULARY.index(word), channel])
        h = kept * h + (1 - kept) / (k + 1) * u
    return h


def test_another_sentence_is_run_through_the_same_channel() -> None:
    sentence = "The giant sang to the moon. The giant slept"
    own = compute(sentence=sentence, query="Moon")
    words = ["the", "giant", "sang", "to", "the", "moon", ".", "the", "giant", "slept"]
    assert list(own.tokens) == words
    assert own.followed == 5
    embedding = checkpoint.load(WEIGHTS)["embedding.weight"].double().numpy()
    moon = embedding[selective_copying.VOCABULARY.index("moon")]
    assert moon[own.channel] == moon.max() == own.u[5]
    for k in range(len(own.A)):
        for t in range(len(words)):
            right = _state(words[: t + 1], own.channel, k)
            assert own.h_after[t, k] == pytest.approx(right, abs=1e-14)
    np.testing.assert_allclose(own.contributions.sum(1), own.h_after, atol=1e-15)
    np.testing.assert_allclose(own.followed_left[-1], np.exp(-0.4 * np.arange(1, 9)), rtol=1e-12)
    given = provenance(sentence=sentence, query="Moon")
    assert given.line.startswith("your sentence · diagonal SSM")
    assert "the giant sang to the moon . the giant slept; followed: moon, word 6" in given.inputs
    for read in (own.u / own.u_vmax, own.y / own.y_vmax, own.h_after / own.state_vmax):
        assert np.abs(read).max() <= 1


@pytest.mark.parametrize(
    ("given", "followed"),
    [
        ({"sentence": "the cat and a dog"}, 1),  # the first that is no filler
        ({"sentence": "once upon a time , time"}, 3),
        ({"sentence": "there was a"}, 0),  # none: the first
        ({"sentence": "the cat the", "query": "the"}, 0),  # its first place
        ({"query": "slept"}, 7),
        ({}, 1),
    ],
)
def test_which_word_is_followed(given: dict[str, Any], followed: int) -> None:
    assert compute(**given).followed == followed


def test_without_inputs_all_is_as_saved(v: Values) -> None:
    own = compute()
    assert own.tokens == v.tokens
    np.testing.assert_array_equal(own.contributions, v.contributions)
    assert (own.u_vmax, own.y_vmax, own.state_vmax) == (0.5, 1.0, 0.1)
    assert provenance() == PROVENANCE
    assert provenance(query="slept").line.startswith("your word · ")


@pytest.mark.parametrize("count", [3, 24])
def test_shortest_and_longest_sentence(count: int) -> None:
    own = compute(sentence=" ".join((["cat", "dog", "."] * 8)[:count]))
    assert own.contributions.shape == (count, count, 8)
    assert max(own.scan_gap, own.convolution_gap, own.contribution_gap) < 1e-14


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"sentence": "the cat"}, "--sentence has 2 words for d05, 3 to 24 are allowed"),
        ({"sentence": "the " * 25}, "--sentence has 25 words for d05, 3 to 24 are allowed"),
        ({"sentence": "the zebra ran"}, "does not know 'zebra'; content words are cat dog"),
        ({"sentence": "the <b>$x{ ran"}, "does not know '<b>$x{'"),
        ({"sentence": "the cat ran :"}, "does not know ':'"),  # belongs to the read-out
        ({"sentence": "the cat ran", "query": "dog"}, "--query 'dog' is no word of the sentence; "),
        ({"query": "dog"}, "it has the, elephant, ran, to, river, and, slept"),
    ],
)
def test_what_cannot_be_read_is_refused(given: dict[str, Any], part: str) -> None:
    for ask in (compute, provenance):
        with pytest.raises(UserError) as caught:
            ask(**given)
        assert part in str(caught.value)
