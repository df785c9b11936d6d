"""Diagram 4: the whole network again in numpy, sums by sums, shares by the grammar's rules."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from anim_lib.provenance import Floats
from anim_lib.tasks import nursery
from anim_lib.value_store import load
from scenes.values.d04_transformer_block import FRESH_SEED, FRESH_STORIES, N_BARS, Values
from tests.values import numpy_gpt
from tests.values.numpy_gpt import attend, feed, norm, softmax

EXACT: dict[str, Any] = {"rtol": 0.0, "atol": 1e-12}
NETWORK: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-11}


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.fixture(scope="module")
def weights() -> numpy_gpt.Weights:
    return numpy_gpt.read_weights()


def first_stream(v: Values, w: numpy_gpt.Weights) -> Floats:
    return numpy_gpt.embed([v.vocabulary.index(word) for word in v.tokens], w)


def test_the_network_again(v: Values, weights: numpy_gpt.Weights) -> None:
    x = first_stream(v, weights)
    for i in range(v.n_layers):
        block = f"blocks.{i}"
        np.testing.assert_allclose(x[v.shown], v.before[i], **NETWORK)
        read = norm(x, weights, f"{block}.norm_attention")
        np.testing.assert_allclose(read[v.shown], v.normed_before[i], **NETWORK)
        added, pattern = attend(read, weights, block)
        np.testing.assert_allclose(pattern, v.patterns[i], **NETWORK)
        np.testing.assert_allclose(added[v.shown], v.delta_attention[i], **NETWORK)
        x = x + added
        read = norm(x, weights, f"{block}.norm_mlp")
        np.testing.assert_allclose(read[v.shown], v.normed_between[i], **NETWORK)
        added = feed(read, weights, block)
        np.testing.assert_allclose(added[v.shown], v.delta_mlp[i], **NETWORK)
        x = x + added
    final = norm(x, weights, "final_norm")[v.shown]
    np.testing.assert_allclose(final, v.final_normed, **NETWORK)
    np.testing.assert_allclose(final @ weights["head.weight"].T, v.logits, **NETWORK)
    assert sum(array.size for array in weights.values()) == v.parameters


def test_the_norms_behind_the_sums(v: Values, weights: numpy_gpt.Weights) -> None:
    x = first_stream(v, weights)
    lengths = [np.linalg.norm(x[v.shown])]
    for i in range(v.n_layers):
        block = f"blocks.{i}"
        x = norm(x + attend(x, weights, block)[0], weights, f"{block}.norm_attention")
        lengths.append(np.linalg.norm(x[v.shown]))
        x = norm(x + feed(x, weights, block), weights, f"{block}.norm_mlp")
        lengths.append(np.linalg.norm(x[v.shown]))
    np.testing.assert_allclose(v.post_stream_length, lengths, **NETWORK)
    shares = softmax(x[v.shown] @ weights["head.weight"].T)
    top = np.argsort(-shares)[: len(v.post_top_words)]
    assert v.post_top_words == tuple(v.vocabulary[i] for i in top)
    np.testing.assert_allclose(v.post_top_shares, shares[top], **NETWORK)


def test_the_stream_is_a_sum(v: Values) -> None:
    np.testing.assert_allclose(v.embedding + v.position, v.before[0], **EXACT)
    np.testing.assert_allclose(v.before + v.delta_attention, v.between, **EXACT)
    np.testing.assert_allclose(v.between + v.delta_mlp, v.after, **EXACT)
    np.testing.assert_allclose(v.after[:-1], v.before[1:], **EXACT)
    everything = v.embedding + v.position + (v.delta_attention + v.delta_mlp).sum(0)
    np.testing.assert_allclose(everything, v.after[-1], **EXACT)


def test_lengths(v: Values) -> None:
    states = [v.before[0]]
    for i in range(v.n_layers):
        states += [v.between[i], v.after[i]]
    np.testing.assert_allclose(v.stream_length, np.linalg.norm(states, axis=1), **EXACT)
    deltas = np.stack([v.delta_attention, v.delta_mlp], axis=1)
    np.testing.assert_allclose(v.delta_length, np.linalg.norm(deltas, axis=2), **EXACT)
    beside = v.delta_length.min(1) / np.linalg.norm(v.after, axis=1)
    assert v.bar_layer - 1 == int(beside.argmax())
    assert v.bars.tolist() == list(range(N_BARS))
    steps = (v.before, v.delta_attention, v.between, v.delta_mlp, v.after)
    rows = np.array([step[v.bar_layer - 1, v.bars] for step in steps])  # (5, n_bars)
    said = np.array([[round(100 * number) for number in row] for row in rows])
    sums = (said[0] + said[1] == said[2]) & (said[2] + said[3] == said[4])
    least = np.abs(rows[[0, 1, 3]]).min(0)
    assert sums[v.lens_bar]
    assert least[v.lens_bar] == least[sums].max()
    assert v.stream_length[-1] > 2 * v.stream_length[0], "nothing rescales the stream"


def test_every_word_looks_at_earlier_ones_only(v: Values) -> None:
    np.testing.assert_allclose(v.patterns.sum(-1), 1, **EXACT)
    assert (np.triu(v.patterns, 1) == 0).all()
    assert v.looks == (v.patterns[0, 0] > 0).sum() == 21
    on_name = v.patterns[:, :, v.shown, 0]
    heads = v.patterns[v.bar_layer - 1]  # (n_heads, seq_len, seq_len)
    surprise = [-sum(p * math.log(p) for p in head[v.shown] if p > 0) for head in heads]
    assert v.read_head - 1 == int(np.argmax(surprise))
    np.testing.assert_array_equal(v.read_pattern, heads[v.read_head - 1])
    assert v.back_share == on_name.max() == on_name[v.back_layer - 1, v.back_head - 1]


def test_named_depths(v: Values) -> None:
    assert dict(zip(v.deep_models, v.deep_layers.tolist(), strict=True)) == {
        "GPT-2 124M": 12,
        "Llama-2-7B": 32,
        "Llama-2-70B": 80,
        "GPT-3 175B": 96,
    }
    assert v.layers_drawn.tolist() == [v.deep_layers.min(), v.deep_layers.max()]


def test_next_words(v: Values) -> None:
    assert " ".join(v.tokens) == "mary had a little lamb ."
    assert v.tokens[v.shown] == "."
    np.testing.assert_allclose(v.shares, softmax(v.logits), **EXACT)
    assert (np.diff(v.top_shares) <= 0).all()
    assert v.top_words == tuple(v.vocabulary[i] for i in v.top)
    truth = dict(zip(v.vocabulary, v.true_shares.tolist(), strict=True))
    told = {word: share for word, share in truth.items() if share}
    assert told == pytest.approx({"she": 0.45, "mary": 0.3, "the": 0.25}, abs=1e-12)
    assert set(v.top_words[:3]) == set(told), "the network knows what may come"
    assert v.top_shares[:3].sum() > 0.95
    assert v.n_likely == 3
    assert v.n_likely + v.n_other == v.vocab_size == len(v.vocabulary)
    others = [v.shares[v.vocabulary.index(word)] for word in v.vocabulary if word not in told]
    assert len(others) == v.n_other
    assert v.other_share == pytest.approx(sum(others), rel=1e-9)
    np.testing.assert_allclose(v.top_true_shares, [truth[word] for word in v.top_words], **EXACT)
    assert v.entropy == pytest.approx(-(v.shares * np.log(v.shares)).sum(), rel=1e-12)
    assert v.true_entropy == pytest.approx(
        -sum(share * math.log(share) for share in told.values()), rel=1e-12
    )
    gain = sum(s * math.log(s / v.shares[v.vocabulary.index(w)]) for w, s in told.items())
    assert v.divergence == pytest.approx(gain, rel=1e-9)
    assert 0 < v.divergence < 0.1


def test_fresh_stories_again(v: Values, weights: numpy_gpt.Weights) -> None:
    told = nursery.stories(FRESH_STORIES, torch.Generator().manual_seed(FRESH_SEED))
    surprise, of_grammar = [], []
    for ids in told.tolist():
        ids = ids[: ids.index(0) + 1]  # with one end
        shares = softmax(numpy_gpt.run(ids[:-1], weights)[0])  # (n_words, vocab_size)
        surprise += (-np.log(shares[range(len(ids) - 1), ids[1:]])).tolist()
        truth = nursery.told_shares(v.vocabulary[i] for i in ids)[1:]
        of_grammar += (-np.log(truth)).tolist()
    assert v.fresh_words == len(surprise)
    assert v.fresh_loss == pytest.approx(np.mean(surprise), rel=1e-9)
    assert v.fresh_entropy == pytest.approx(np.mean(of_grammar), rel=1e-9)


def test_swapping_the_norms_makes_another_network(v: Values) -> None:
    assert v.fresh_words > FRESH_STORIES * 10
    assert v.fresh_loss == pytest.approx(v.fresh_entropy, rel=0.05)
    assert v.fresh_post_loss - v.fresh_entropy > 10 * (v.fresh_loss - v.fresh_entropy)


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    for name in ("embedding", "position", "before", "between", "after"):
        assert np.abs(getattr(v, name)).max() <= v.vmax, name
    assert max(np.abs(v.delta_attention).max(), np.abs(v.delta_mlp).max()) <= v.delta_vmax
    drawn = [
        part[v.bar_layer - 1, v.bars]
        for part in (v.before, v.delta_attention, v.between, v.delta_mlp, v.after)
    ]
    assert np.abs(drawn).max() <= v.bar_vmax
    start = (v.embedding, v.position, v.before[0])
    assert max(np.abs(part).max() for part in start) <= v.start_vmax
    deep = (v.before, v.delta_attention, v.between, v.delta_mlp, v.after)
    assert max(np.abs(part[:, v.bars]).max() for part in deep) <= v.depth_vmax
    assert np.abs(v.logits).max() <= v.logit_vmax
    for each in (v.normed_before, v.normed_between, v.final_normed):
        assert np.abs(each).max() <= v.vmax
    lengths = (v.stream_length, v.delta_length, v.post_stream_length)
    assert max(each.max() for each in lengths) <= v.length_vmax
