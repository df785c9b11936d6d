"""Diagram 5: the state is the sum of what each token left; the followed word's part thins out."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.models import checkpoint
from anim_lib.tasks import selective_copying
from anim_lib.theme import PAPER
from anim_lib.value_store import load
from scenes.values.d05_ssm_state_update import WEIGHTS, Values


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
