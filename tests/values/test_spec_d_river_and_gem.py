"""Visual D: facets are sums of what each word left; the state stays 4,096 bytes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.models import checkpoint, copying_nets
from anim_lib.tasks import selective_copying as task
from anim_lib.value_store import load
from scenes.values.spec_d_river_and_gem import (
    KINDS,
    N_EXAMPLES,
    NET,
    PROVENANCE,
    WRITTEN_VMAX,
    Values,
    compute,
    provenance,
)
from tests.values import numpy_delta_ssm
from tests.values.numpy_delta_ssm import size


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_contributions_sum_to_the_facets(v: Values) -> None:
    np.testing.assert_allclose(v.contributions.sum(2), v.facets, rtol=0, atol=1e-12)
    assert v.contribution_gap < 1e-12
    later = np.triu(np.ones(v.part.shape[1:]), 1).astype(bool)
    assert (v.contributions[:, later] == 0).all()
    assert (v.left[:, later] == 0).all()


def test_what_is_left_only_shrinks(v: Values) -> None:
    for left in v.left:
        np.testing.assert_allclose(np.diag(left), 1, rtol=0, atol=1e-12)
        for s in range(len(left)):
            assert (np.diff(left[s:, s]) <= 1e-12).all()


def test_parts_are_shares(v: Values) -> None:
    np.testing.assert_allclose(v.part.sum(2), 1, rtol=0, atol=1e-12)
    at_colon = v.part[:, v.n_body]
    content = v.is_content == 1
    for story in range(2):
        assert at_colon[story][content[story]].sum() > 0.9
        words = at_colon[story][: v.n_body]
        assert words[content[story][: v.n_body]].min() > words[~content[story][: v.n_body]].max()


def test_fillers_leave_the_gem_as_it_is(v: Values) -> None:
    steps = np.abs(np.diff(v.facets, axis=1)).max(-1)  # (n_stories, seq_len - 1)
    content = v.is_content[:, 1 : v.n_body] == 1
    body = steps[:, : v.n_body - 1]
    assert body[content].min() > 5 * body[~content].max()
    assert v.kept[:, : v.n_body][v.is_content[:, : v.n_body] == 0].min() > 0.99


def test_the_read_head_names_the_words_in_order(v: Values) -> None:
    for story, tokens in enumerate((v.first_story, v.second_story)):
        hidden = [w for w, c in zip(tokens, v.is_content[story], strict=True) if c]
        assert [v.vocabulary[i] for i in v.wanted[story]] == hidden
    np.testing.assert_array_equal(v.likeliest[:, :, 0], v.wanted)
    assert (np.diff(v.likeliest_share, axis=2) <= 0).all()
    assert (v.likeliest_share[:, :, 0] > 0.9).all()
    assert (v.accuracy >= 0.97).all()
    assert (v.accuracy_at_128 < 0.9).all(), "long stories are lost"


def test_two_stories_part_where_their_words_do(v: Values) -> None:
    assert v.first_story[: v.same_until] == v.second_story[: v.same_until]
    assert v.first_story[v.same_until] != v.second_story[v.same_until]
    assert (v.apart[: v.same_until] < 1e-12).all()
    assert (v.apart[v.same_until :] > 0.5).all()
    first, second = v.facets[:, : v.same_until]
    np.testing.assert_allclose(first, second, rtol=0, atol=1e-12)


def test_sizes(v: Values) -> None:
    assert v.state_numbers == 64 * 16
    assert v.state_bytes == 4_096
    assert (v.long_words, v.trained_words) == (128, task.LONGEST) == (128, 32)
    assert v.token_bytes == 256
    assert v.crossing == 16
    assert v.cache_bytes[v.crossing - 1] == v.state_bytes
    assert v.cache_bytes.tolist() == [256 * n for n in range(1, len(v.first_story) + 1)]
    assert v.long_cache_bytes.tolist() == [256 * n for n in v.long_tokens.tolist()]


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert np.abs(v.facets).max() < v.facet_vmax
    assert v.written.max() < v.written_vmax
    assert len(set(v.facet_channel.tolist())) == 16


def test_facets_are_the_state_of_the_net_read_word_by_word(v: Values) -> None:
    net = checkpoint.load_into(copying_nets.build(NET), NET)
    state = net.start(2)
    stories = [[v.vocabulary.index(w) for w in words] for words in (v.first_story, v.second_story)]
    for t, words in enumerate(torch.tensor(stories).T):
        _, state = net.step(words, state)
        real = state[1][0][0].numpy()  # (n_stories, d_inner, d_state / 2)
        now = real[:, v.facet_channel - 1, v.facet_mode]  # (n_stories, n_facets)
        np.testing.assert_allclose(v.facets[:, t], now, rtol=0, atol=1e-12)


@pytest.mark.parametrize("story", [0, 1])
def test_contributions_again(v: Values, story: int) -> None:
    words = (v.first_story, v.second_story)[story]
    scan = numpy_delta_ssm.scan(NET, np.array([v.vocabulary.index(w) for w in words]))
    np.testing.assert_allclose(v.delta[story], scan.delta.mean(-1), rtol=1e-9)
    kept = np.abs(np.exp(scan.delta[..., None] * scan.A)).mean((1, 2))  # (seq_len,)
    np.testing.assert_allclose(v.kept[story], kept, rtol=1e-9)
    np.testing.assert_allclose(v.written[story], size(scan.added), rtol=1e-9)
    for t in range(len(words)):
        held = scan.left(t)  # (t + 1, d_inner, d_state / 2)
        shown = held[:, v.facet_channel - 1, v.facet_mode].real  # (t + 1, n_facets)
        np.testing.assert_allclose(v.contributions[story, t, : t + 1], shown, rtol=0, atol=1e-11)
        np.testing.assert_allclose(
            v.left[story, t, : t + 1], size(held) / size(scan.added[: t + 1])
        )
        np.testing.assert_allclose(v.part[story, t, : t + 1], size(held) / size(held).sum())


def test_how_far_the_stories_are_apart(v: Values) -> None:
    first, second = (
        numpy_delta_ssm.scan(NET, np.array([v.vocabulary.index(w) for w in words])).states
        for words in (v.first_story, v.second_story)
    )
    mean = (size(first) + size(second)) / 2  # (seq_len,)
    np.testing.assert_allclose(v.apart, size(first - second) / mean, rtol=1e-9, atol=1e-12)


def test_facets_are_the_numbers_that_vary_most(v: Values) -> None:
    others = task.choosing(N_EXAMPLES, task.LONGEST).tokens.numpy()
    ends = numpy_delta_ssm.scan(NET, others[:, : task.LONGEST + 1]).states[:, -1].real
    varies = ends.var(0)  # (d_inner, d_state / 2)
    channels = np.sort(np.argsort(-varies.max(1))[:16])
    assert v.facet_channel.tolist() == (channels + 1).tolist()
    assert v.facet_mode.tolist() == varies[channels].argmax(1).tolist()


def test_another_sentence_is_read_by_the_same_net() -> None:
    sentence = "The elephant, who slept on the house, and the giant"
    own = compute(sentence=sentence)
    first = ["the", "elephant", ",", "who", "slept", "on", "the", "house", ",", "and", "the"]
    assert list(own.first_story) == [*first, "giant", ":", "_", "_", "_"]
    other = {"slept": "sang", "house": "time", "giant": "king"}  # after the last thing the first
    assert list(own.second_story) == [other.get(word, word) for word in own.first_story]
    assert (own.same_until, own.n_body) == (4, 12)
    for story, words in enumerate((own.first_story, own.second_story)):
        scan = numpy_delta_ssm.scan(NET, np.array([own.vocabulary.index(w) for w in words]))
        states = scan.states[:, own.facet_channel - 1, own.facet_mode].real
        np.testing.assert_allclose(own.facets[story], states, rtol=0, atol=1e-11)
        np.testing.assert_allclose(own.delta[story], scan.delta.mean(-1), rtol=1e-9)
        end = own.n_body - 1
        left = size(scan.left(end)) / size(scan.added[: end + 1])
        np.testing.assert_allclose(own.left[story, end, : end + 1], left)
    assert [own.vocabulary[i] for i in own.wanted[1]] == ["elephant", "sang", "time", "king"]
    given = provenance(sentence=sentence)
    assert given.line.startswith("your sentence; then 3 words replaced · ")
    assert len(given.line) <= 100
    assert "the elephant , who slept on the house , and the giant; " in given.inputs
    assert "the elephant , who sang on the time , and the king; " in given.inputs


def test_without_a_sentence_all_is_as_saved(v: Values) -> None:
    own = compute()
    assert (own.first_story, own.second_story) == (v.first_story, v.second_story)
    np.testing.assert_array_equal(own.contributions, v.contributions)
    assert (own.told, own.facet_vmax, own.written_vmax) == (v.told, 3.2, 20.0)
    assert provenance() == PROVENANCE


def test_words_are_replaced_by_their_kind_while_it_lasts() -> None:
    assert sum(KINDS) == len(task.CONTENTS)
    assert [task.CONTENTS[n] for n in (0, KINDS[0], KINDS[0] + KINDS[1])] == ["cat", "time", "sat"]

    def second(sentence: str) -> str:
        own = compute(sentence=sentence)
        return " ".join(own.second_story[: own.n_body])

    assert second("the bird sang and the house sat") == "the bird ran and the time slept"
    assert second("cat dog elephant giant") == "cat king bird time"
    assert second("sat ran slept sang") == "sat cat dog elephant"


def test_the_facet_told_is_one_that_its_words_agree_on(v: Values) -> None:
    for own in (v, compute(sentence="the moon and a cat ran , and slept")):
        end, content = own.n_body - 1, own.is_content[0] == 1
        parts = own.contributions[0, end][content]  # (n_hidden, n_facets)
        score = np.abs(parts).min(0) * np.abs(parts.sum(0)) / np.abs(parts).sum(0)
        assert own.told == score.argmax()
        np.testing.assert_array_equal(own.told_words, parts[:, own.told])


@pytest.mark.parametrize(
    "sentence",
    [
        "cat dog elephant giant",
        "the elephant and the bird , king on the mat .",
        "the cat and a dog sat on the mat " + ". " * 15,
    ],
)
def test_everything_fits_the_limits_of_any_sentence(sentence: str) -> None:
    own = compute(sentence=sentence)
    assert np.abs(own.facets).max() <= own.facet_vmax
    glow = np.abs(own.contributions).sum(2).max()
    assert 0.9 * glow <= own.facet_vmax, "its glow has no room"
    assert own.facet_vmax == 3.2 or own.facet_vmax < max(np.abs(own.facets).max(), glow) + 0.1
    assert own.contribution_gap < 1e-12


def test_every_word_writes_less_than_a_full_bead() -> None:
    every = np.arange(len(task.VOCABULARY))[:, None]
    assert size(numpy_delta_ssm.scan(NET, every).added).max() < WRITTEN_VMAX


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("the zebra ran", ["does not know 'zebra'", "are cat dog elephant", "the a once upon"]),
        ("the cat, the <b>$x{ ran", ["does not know '<b>$x{'"]),
        ("the cat ran :", ["does not know ':'"]),  # belongs to the read-out
        ("the _", ["does not know '_'"]),
        ("the cat sat", ["must hold 4 different content words", "it has cat sat; "]),
        ("the and a", ["must hold 4 different content words", "it has none; "]),
        ("the cat, cat, dog and bird", ["it has cat cat dog bird; "]),
        ("cat dog bird king time", ["it has cat dog bird king time; "]),
        ("cat dog bird king" + " the" * 21, ["has 25 words for spec_d, 4 to 24 are allowed"]),
    ],
)
def test_what_cannot_be_read_is_refused(sentence: str, parts: list[str]) -> None:
    for ask in (compute, provenance):
        with pytest.raises(UserError) as caught:
            ask(sentence=sentence)
        said = str(caught.value)
        assert said.startswith("--sentence")
        assert "\n" not in said
        for part in parts:
            assert part in said
