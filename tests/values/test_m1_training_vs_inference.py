"""Mermaid 1: the triangle filled at once is the triangle filled row by row."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from anim_lib.tables import rows
from anim_lib.value_store import load
from scenes.values.m1_training_vs_inference import Values
from tests.values import numpy_gpt


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_sentence(v: Values) -> None:
    assert v.tokens == ("the", "cat", "sat", "on", "the", "mat")
    assert v.targets == (*v.tokens[1:], ".")


def test_the_network_again(v: Values) -> None:
    ids = [v.vocabulary.index(word) for word in v.tokens]
    logits, patterns = numpy_gpt.run(ids, numpy_gpt.read_weights())
    np.testing.assert_allclose(v.logits, logits, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(v.patterns, patterns, rtol=1e-9, atol=1e-11)
    assert v.patterns.shape[:2] == (v.n_layers, v.n_heads)


def test_losses(v: Values) -> None:
    log_shares = v.logits - np.log(np.exp(v.logits).sum(1, keepdims=True))
    at = [v.vocabulary.index(word) for word in v.targets]
    np.testing.assert_allclose(v.losses, -log_shares[range(6), at], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(v.target_shares, np.exp(-v.losses), rtol=1e-12)
    assert v.mean_loss == pytest.approx(v.losses.mean(), rel=1e-12)
    assert v.likeliest == tuple(v.vocabulary[i] for i in log_shares.argmax(1))
    np.testing.assert_allclose(v.likeliest_shares, np.exp(log_shares.max(1)), rtol=1e-12)


def test_losses_are_near_the_grammars_own(v: Values) -> None:
    expected = [0.7 / 12, 0.8 * 0.5 / 4, 0.25, 1.0, 0.25, 0.7]
    np.testing.assert_allclose(v.true_losses, -np.log(expected), atol=1e-12)
    np.testing.assert_allclose(v.losses, v.true_losses, atol=0.3)


def test_both_triangles(v: Values) -> None:
    np.testing.assert_allclose(v.patterns, v.stepped_patterns, rtol=0, atol=1e-12)
    np.testing.assert_allclose(v.logits, v.stepped_logits, rtol=0, atol=1e-11)
    assert v.logit_difference == pytest.approx(np.abs(v.logits - v.stepped_logits).max(), rel=1e-12)
    assert v.pattern_difference < 1e-12
    assert 1e-8 < v.logit_difference_float32 < 1e-5
    assert 1e-8 < v.pattern_difference_float32 < 1e-6
    assert 1e-8 < v.loss_difference_float32 < 1e-5
    np.testing.assert_allclose(v.losses, v.stepped_losses, rtol=0, atol=1e-11)
    for pattern in (v.patterns, v.stepped_patterns):
        np.testing.assert_allclose(pattern.sum(-1), 1, rtol=1e-12)
        assert (np.triu(pattern, 1) == 0).all()
        assert ((pattern > 0).sum((-1, -2)) == v.triangle).all()
    assert (v.triangle, v.square) == (21, 36)


def test_passes(v: Values) -> None:
    assert v.row_pass.tolist() == [0, 0, 1, 2, 3, 4]
    assert v.cached_before.tolist() == [0, 2, 3, 4, 5]
    assert v.n_passes == len(v.cached_before) == 5
    assert v.n_prompt == (v.row_pass == 0).sum()


def test_the_words_are_drawn_with_the_first_seed_that_writes_the_sentence(v: Values) -> None:
    assert v.written == v.targets[v.n_prompt - 1 :]
    shares = np.exp(v.stepped_logits)
    shares /= shares.sum(1, keepdims=True)
    at = [v.vocabulary.index(word) for word in v.targets]
    rows = range(v.n_prompt - 1, len(at))
    np.testing.assert_allclose(v.written_shares, [shares[i, at[i]] for i in rows], rtol=1e-12)

    def written(seed: int) -> list[int]:
        generator = torch.Generator().manual_seed(seed)
        draws = torch.rand(64, generator=generator, dtype=torch.float64).numpy()
        ends = shares.cumsum(1)[v.n_prompt - 1 :]
        pairs = zip(ends, draws, strict=False)
        return [int(np.searchsorted(end, draw * end[-1], side="right")) for end, draw in pairs]

    assert written(v.seed) == at[v.n_prompt - 1 :]
    assert all(written(seed) != at[v.n_prompt - 1 :] for seed in range(v.seed))


def test_shown_head_is_the_most_even_one_above_the_first_layer(v: Values) -> None:
    evenness = np.zeros((v.n_layers, v.n_heads))
    for t in range(1, 6):
        row = v.patterns[:, :, t, : t + 1]
        evenness -= (row * np.log(row)).sum(-1) / np.log(t + 1) / 5
    assert v.shown_layer > 1
    assert v.shown_evenness == pytest.approx(evenness[1:].max(), rel=1e-12)
    assert evenness[v.shown_layer - 1, v.shown_head - 1] == evenness[1:].max()


def test_work(v: Values) -> None:
    """Same matrices and head for every word; scores: the square at once, less in steps."""
    same = 6 * (4 * 12 * 64**2 + 64 * 64)
    assert v.one_pass_multiply_adds == same + 4 * 2 * 64 * v.square
    assert v.stepped_multiply_adds == same + 4 * 2 * 64 * (2 * 2 + 3 + 4 + 5 + 6)


def test_training_need_not_store_the_square(v: Values) -> None:
    measured = {
        row["method"]: float(row["peak_extra_mib"])
        for row in rows("scaling_cpu")
        if row["seq_len"] == "16384"
    }
    assert (v.far_stored_mib, v.far_fused_mib) == (
        measured["attention"],
        measured["fused_attention"],
    )
    assert v.far_stored_squares == v.far_stored_mib / 1_024  # MiB: 4 bytes, 16,384 squared
    assert v.far_ratio == v.far_stored_mib / v.far_fused_mib > 50
    assert v.far == 16_384
    assert "d_model 64" in v.machine
    assert v.measured_on.count("-") == 2


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert max(v.losses.max(), v.true_losses.max()) <= v.loss_vmax
