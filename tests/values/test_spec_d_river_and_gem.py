"""Visual D: facets are sums of what each word left; the state stays 4,096 bytes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from anim_lib.models import checkpoint, copying_nets
from anim_lib.tasks import selective_copying as task
from anim_lib.value_store import load
from scenes.values.spec_d_river_and_gem import N_EXAMPLES, NET, Values
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
