"""Diagram 12: counts by the closed forms, bytes by hand, and both lanes alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib import published
from anim_lib.errors import UserError
from anim_lib.tasks.nursery import told_shares
from anim_lib.value_store import load
from scenes.values.d12_kv_cache_growth import (
    CONTEXT,
    HEAD,
    LAYER,
    NAMED,
    PROVENANCE,
    Values,
    compute,
    provenance,
)
from tests.values import numpy_gpt

WIDTH, LAYERS, WORDS = 64, 4, 64


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def work(fed: int, read: int) -> int:
    """Four matrices of W², two of 4 W², the head once; a score and a share for every pair."""
    matrices = LAYERS * (4 + 2 * 4) * WIDTH**2
    return fed * matrices + WORDS * WIDTH + LAYERS * 2 * WIDTH * fed * read


def test_the_story(v: Values) -> None:
    assert v.tokens[: v.n_prompt] == ("the", "cat")
    assert v.tokens[v.n_prompt :] == v.new_words
    assert v.tokens[-1] == "<end>"
    assert 8 < len(v.tokens) <= WORDS
    assert v.read.tolist() == list(range(v.n_prompt, len(v.tokens)))
    assert v.fed.tolist() == [v.n_prompt] + [1] * (len(v.read) - 1)
    assert v.true_shares.tolist() == told_shares(v.tokens)[v.n_prompt :]
    assert (v.true_shares > 0).all(), "the network tells a story of the grammar"


def test_shares_are_those_of_the_logits(v: Values) -> None:
    powers = np.exp(v.cached_logits - v.cached_logits.max(1, keepdims=True))
    shares = powers / powers.sum(1, keepdims=True)
    at = [v.vocabulary.index(word) for word in v.new_words]
    np.testing.assert_allclose(v.new_word_shares, shares[range(len(at)), at], rtol=1e-12)


def test_work_of_each_step(v: Values) -> None:
    read, fed = v.read.tolist(), v.fed.tolist()
    assert v.cached_work.tolist() == [work(f, r) for f, r in zip(fed, read, strict=True)]
    assert v.recomputed_work.tolist() == [work(r, r) for r in read]
    assert v.cached_total.tolist() == np.cumsum(v.cached_work).tolist()
    assert v.recomputed_total.tolist() == np.cumsum(v.recomputed_work).tolist()
    assert v.cached_total[0] == v.recomputed_total[0]
    assert v.recomputed_total[-1] > 5 * v.cached_total[-1]


def test_work_of_whole_texts(v: Values) -> None:
    assert v.lengths.tolist() == list(range(1, WORDS + 1))
    assert v.cached_text_work.tolist() == np.cumsum([work(1, n) for n in v.lengths]).tolist()
    assert v.recomputed_text_work.tolist() == np.cumsum([work(n, n) for n in v.lengths]).tolist()
    late = v.lengths >= 32
    for total, exponent in (
        (v.cached_text_work, v.cached_exponent),
        (v.recomputed_text_work, v.recomputed_exponent),
    ):
        slope = np.polyfit(np.log(v.lengths[late]), np.log(total[late]), 1)[0]
        assert exponent == pytest.approx(slope, rel=1e-9)
    assert 1.0 < v.cached_exponent < 1.1
    assert 1.9 < v.recomputed_exponent < 2.1
    assert v.text_ratio == v.recomputed_text_work[-1] / v.cached_text_work[-1]


def test_the_shelf_grows_by_the_same_bytes(v: Values) -> None:
    assert v.bytes_per_token == 2 * v.n_layers * v.n_kv_heads * v.d_head * 4 == 2_048
    assert v.cache_bytes.tolist() == [2_048 * n for n in v.read.tolist()]
    assert v.query.shape == v.key.shape == v.value.shape == (v.read[-1], v.d_head)


def test_the_network_again(v: Values) -> None:
    w = numpy_gpt.read_weights()
    ids = [v.vocabulary.index(word) for word in v.tokens[:-1]]
    logits, _ = numpy_gpt.run(ids, w)
    np.testing.assert_allclose(v.cached_logits, logits[v.n_prompt - 1 :], rtol=1e-9, atol=1e-11)
    assert (LAYER, HEAD) == (1, 1)
    x = numpy_gpt.norm(numpy_gpt.embed(ids, w), w, "blocks.0.norm_attention")
    for saved, name in ((v.query, "Q"), (v.key, "K"), (v.value, "V")):
        again = numpy_gpt.heads_of(x, w, "blocks.0", name)[0]
        np.testing.assert_allclose(saved, again, rtol=1e-9, atol=1e-11)


def test_both_lanes_say_the_same(v: Values) -> None:
    np.testing.assert_allclose(v.cached_logits, v.recomputed_logits, rtol=0, atol=1e-12)
    assert v.difference < 1e-12
    assert v.kept_change < 1e-12
    assert 1e-8 < v.difference_float32 < 1e-5


def test_measured_times(v: Values) -> None:
    """Milliseconds belong to one machine; that recomputing grows and the cache hardly does, not."""
    assert v.measured.tolist() == [10, 100, 400, 1_000]
    assert (v.recomputed_ms > v.cached_ms).all()
    assert v.recomputed_ms[-1] / v.recomputed_ms[0] > 20
    assert v.cached_ms[-1] / v.cached_ms[0] < 10
    assert v.machine
    assert v.measured_on.count("-") == 2


def test_named_models(v: Values) -> None:
    assert (v.named_layers, v.named_heads, v.named_kv_heads, v.named_d_head) == (80, 64, 8, 128)
    assert v.sharing == 8
    assert v.grouped_bytes_per_token == 327_680
    assert v.every_head_bytes_per_token == 8 * 327_680
    assert v.marks.tolist() == [2, 3, 100, 100_000]
    assert v.grouped_bytes[-1] == 32_768_000_000
    assert v.every_head_bytes[-1] == 262_144_000_000
    low, high = v.gigabytes_drawn * 1e9
    assert v.grouped_bytes[-1] < low < high < v.every_head_bytes[-1]
    assert v.weight_bytes == 2 * 68_976_648_192
    assert v.ssm_state_bytes == 2 * 64 * 5_120 * (16 + 4)
    assert v.ssm_weight_bytes == 2 * 2_768_345_600


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.cached_total[-1] < v.recomputed_total[-1] <= v.work_vmax
    assert v.cached_text_work[-1] < v.recomputed_text_work[-1] <= v.text_work_vmax
    assert max(np.abs(v.cached_logits).max(), np.abs(v.recomputed_logits).max()) <= v.logit_vmax
    for vectors, limit in (
        (v.query, v.vector_vmax),
        (v.key, v.vector_vmax),
        (v.value, v.value_vmax),
    ):
        assert np.abs(vectors).max() <= limit


def test_the_line_tells_how_long_texts_the_named_model_was_trained_on() -> None:
    trained = published.claim(CONTEXT).whole
    assert f"{NAMED} (trained on {trained:,} tokens)" in PROVENANCE.line


def test_other_models_and_lengths() -> None:
    v = compute(context=262_144, model="Llama-3-8B")
    assert (v.named, v.sharing, v.marks[-1]) == ("Llama-3-8B", 4, 262_144)
    assert v.grouped_bytes_per_token == 2 * 32 * 8 * 128 * 2 == 131_072
    assert v.grouped_bytes[-1] == 2**18 * 2**17
    assert v.every_head_bytes[-1] == 4 * 2**35
    assert v.weight_bytes == 2 * 8_030_261_248
    assert len(v.gigabytes_drawn) == 0, "what the report draws is another model's"
    told = provenance(context=262_144, model="Llama-3-8B")
    assert "your input: Llama-3-8B, 262,144 tokens" in told.line
    assert len(told.line) <= 100
    assert told.sources[0] == "assets/tables/models.csv:Llama-3-8B"
    assert not any("llama_2" in source for source in told.sources)
    assert provenance() is PROVENANCE
    assert "trained" not in provenance(context=50_000).line.split(" · ")[1]


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"model": "Mamba-2.8B"}, "--model Mamba-2.8B: a model that caches every token is needed"),
        ({"model": "RecurrentGemma-2B"}, "allowed are GPT-2 124M, Pythia-2.8B, Llama-2-7B, "),
        ({"context": 100}, "--context 100: the shelf of Llama-2-70B is drawn for 2,000 to 1,048,"),
        ({"context": 2**21}, "--context 2,097,152: the shelf of Llama-2-70B is drawn for 2,000 to"),
    ],
)
def test_what_cannot_be_drawn_is_refused(given: dict[str, Any], part: str) -> None:
    with pytest.raises(UserError) as caught:
        compute(**given)
    assert part in str(caught.value)
