"""Diagram 11 again, by Python's fractions and math alone."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import torch

from anim_lib.models.encoder import load_encoder, read
from anim_lib.value_store import load
from scenes.values import d02_attention_heatmap
from scenes.values.d11_qkv_attention import PROVENANCE, Values

KEYS = (("0.8", "0.1"), ("0.3", "0.7"), ("0.6", "0.2"))
VALUES = ((0.5, 0.3), (0.7, 0.8), (0.2, 0.6))
EXACT = {"rtol": 1e-12, "atol": 1e-14}


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.fixture(scope="module")
def by_hand() -> list[float]:
    """Softmax of cat's scaled scores, from exact decimal products."""
    scores = [Fraction("0.9") * Fraction(a) + Fraction("0.1") * Fraction(b) for a, b in KEYS]
    assert scores == [Fraction("0.73"), Fraction("0.34"), Fraction("0.56")]
    powers = [math.exp(float(score) / math.sqrt(2)) for score in scores]
    return [power / math.fsum(powers) for power in powers]


def test_weights(v: Values, by_hand: list[float]) -> None:
    np.testing.assert_allclose(v.weights, by_hand, **EXACT)
    assert [f"{weight:.3f}" for weight in v.weights] == ["0.378", "0.287", "0.335"]
    assert v.ranking == ("The", "sat", "cat")


def test_steps_to_the_weights(v: Values) -> None:
    np.testing.assert_allclose(v.products, [[0.72, 0.01], [0.27, 0.07], [0.54, 0.02]], **EXACT)
    np.testing.assert_allclose(v.scores, [0.73, 0.34, 0.56], **EXACT)
    np.testing.assert_allclose(v.scaled, [0.516188, 0.240416, 0.395980], atol=5e-7)
    np.testing.assert_allclose(v.exponentials, [1.6756, 1.2718, 1.4858], atol=5e-5)
    assert v.exponential_sum == pytest.approx(4.4332, abs=5e-5)
    np.testing.assert_allclose(v.exponentials / v.exponential_sum, v.weights, **EXACT)


def test_shadows_are_scores_over_the_querys_length(v: Values) -> None:
    assert v.query_length == pytest.approx(math.hypot(0.9, 0.1), rel=1e-15)
    np.testing.assert_allclose(v.shadows * v.query_length, v.scores, **EXACT)
    np.testing.assert_allclose(v.shadow_tips, v.shadows[:, None] * v.query_direction, **EXACT)
    away = v.key - v.shadow_tips  # what is left of a key stands upright on the query
    np.testing.assert_allclose(away @ v.query[v.asking], 0, atol=1e-15)


def test_output_and_chain(v: Values, by_hand: list[float]) -> None:
    output = [math.fsum(w * x[i] for w, x in zip(by_hand, VALUES, strict=True)) for i in (0, 1)]
    np.testing.assert_allclose(v.output, output, **EXACT)
    assert [f"{x:.3f}" for x in v.output] == ["0.457", "0.544"]
    np.testing.assert_allclose(np.diff(v.chain, axis=0), v.weighted_values, **EXACT)
    assert v.chain[0].tolist() == [0, 0]
    np.testing.assert_allclose(v.chain[-1], v.output, **EXACT)


def test_output_lies_inside_the_triangle(v: Values) -> None:
    assert (v.barycentric > 0).all()
    np.testing.assert_allclose(v.barycentric, v.weights, rtol=1e-12)


def test_whole_pattern(v: Values) -> None:
    expected = [[0.294, 0.401, 0.305], [0.378, 0.287, 0.335], [0.317, 0.362, 0.321]]
    np.testing.assert_allclose(v.pattern, expected, atol=5e-4)
    np.testing.assert_allclose(
        v.outputs, [[0.489, 0.592], [0.457, 0.544], [0.476, 0.577]], atol=5e-4
    )


def test_causal(v: Values, by_hand: list[float]) -> None:
    two = by_hand[0] + by_hand[1]
    np.testing.assert_allclose(v.causal_weights, [by_hand[0] / two, by_hand[1] / two, 0], **EXACT)
    assert [f"{x:.3f}" for x in v.causal_weights] == ["0.569", "0.431", "0.000"]
    np.testing.assert_allclose(v.causal_output, [0.586, 0.516], atol=5e-4)
    assert v.causal_pattern[0].tolist() == [1, 0, 0]


def test_commonly_drawn_figures_are_wrong_even_by_themselves(v: Values) -> None:
    assert v.drawn_weights.tolist() == [0.42, 0.30, 0.28]
    assert v.drawn_output.tolist() == [0.48, 0.54]
    np.testing.assert_allclose(v.drawn_weights_blend, [0.476, 0.534], **EXACT)
    assert v.drawn_weights[1] > v.drawn_weights[2]
    assert v.weights[1] < v.weights[2]


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    for name in ("query", "key", "value", "scores", "shadows", "weights", "chain"):
        assert np.abs(getattr(v, name)).max() <= v.vmax
    assert v.exponentials.max() <= v.exponential_vmax


def test_the_real_head_takes_the_same_steps(v: Values) -> None:
    assert v.real_query.shape == (v.real_d_head,) == (32,)
    assert v.real_pieces[v.real_asking] == "it"
    np.testing.assert_allclose(v.real_products, v.real_query * v.real_key, **EXACT)
    np.testing.assert_allclose(v.real_scores, v.real_products.sum(axis=1), **EXACT)
    np.testing.assert_allclose(v.real_scaled, v.real_scores / math.sqrt(32), **EXACT)
    powers = np.exp(v.real_scaled)
    np.testing.assert_allclose(v.real_exponentials, powers, rtol=1e-12)
    assert v.real_exponential_sum == pytest.approx(math.fsum(powers), rel=1e-12)
    np.testing.assert_allclose(v.real_weights, powers / powers.sum(), **EXACT)
    ranked = sorted(range(len(powers)), key=lambda i: -v.real_weights[i])
    assert v.real_ranking.tolist() == ranked
    assert [v.real_pieces[i] for i in ranked[:2]] == ["animal", "[CLS]"]
    assert v.real_query_length == pytest.approx(math.hypot(*v.real_query), rel=1e-14)
    np.testing.assert_allclose(v.real_shadows * v.real_query_length, v.real_scores, **EXACT)
    blend = sum(w * row for w, row in zip(v.real_weights, v.real_value, strict=True))
    np.testing.assert_allclose(v.real_output, blend, rtol=1e-10, atol=1e-12)


def test_the_real_head_is_diagram_2s(v: Values) -> None:
    assert (v.real_layer, v.real_head) == (PROVENANCE.layer, PROVENANCE.head)
    shown = load(d02_attention_heatmap.Values)[0]
    assert (v.real_layer, v.real_head) == (shown.layer, shown.head)
    assert v.real_sentence == shown.sentence_tired
    assert v.real_pieces == shown.pieces_tired
    np.testing.assert_allclose(v.real_weights, shown.piece_pattern_tired[v.real_asking], **EXACT)


def test_partial_sums_and_stacked_shares_add_up_one_by_one(v: Values) -> None:
    for row, products in zip(v.real_partial_sums, v.real_products, strict=True):
        added = [math.fsum(products[: k + 1]) for k in range(len(products))]
        np.testing.assert_allclose(row, added, rtol=0, atol=1e-13)
    below = [math.fsum(v.real_weights[:k]) for k in range(len(v.real_weights))]
    np.testing.assert_allclose(v.real_stacked, below, rtol=0, atol=1e-15)


def test_all_heads_of_the_layer_and_the_shown_one_among_them(v: Values) -> None:
    shown = load(d02_attention_heatmap.Values)[0]
    assert v.real_patterns.shape == (v.real_n_heads, 15, 15) == (12, 15, 15)
    np.testing.assert_allclose(v.real_patterns.sum(axis=2), 1.0, rtol=1e-14)
    head = v.real_head - 1
    np.testing.assert_allclose(v.real_patterns[head], shown.piece_pattern_tired, **EXACT)
    np.testing.assert_allclose(v.real_patterns[head, v.real_asking], v.real_weights, **EXACT)
    np.testing.assert_allclose(v.real_head_outputs[head], v.real_output, **EXACT)


def test_heads_are_laid_side_by_side_and_mixed(v: Values) -> None:
    assert v.real_d_model == v.real_n_heads * v.real_d_head == 384
    assert v.real_concat.tolist() == [x for out in v.real_head_outputs for x in out]
    first = [c * w for c, w in zip(v.real_concat, v.real_W_O_column, strict=True)]
    added = [math.fsum(first[: k + 1]) for k in range(len(first))]
    np.testing.assert_allclose(v.real_mixed_sums, added, rtol=0, atol=1e-14)
    assert v.real_projection[0] == pytest.approx(math.fsum(first), abs=1e-14)
    np.testing.assert_allclose(v.real_attention_output, v.real_projection + v.real_bias, **EXACT)
    assert f"{v.real_attention_output[0]:.2f}" == "0.66"


def test_torchs_own_attention_gives_the_same(v: Values) -> None:
    model, layer = load_encoder(), f"encoder.layer.{v.real_layer - 1}"
    reading = read(model, v.real_sentence)
    before = reading.states[v.real_layer - 1]  # (n_pieces, d_model)
    names = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
    dense = f"{layer}.attention.output.dense"
    out, pattern = torch.nn.functional.multi_head_attention_forward(
        *[before[:, None]] * 3,
        embed_dim_to_check=v.real_d_model,
        num_heads=v.real_n_heads,
        in_proj_weight=torch.cat([model.weights[f"{name}.weight"] for name in names]),
        in_proj_bias=torch.cat([model.weights[f"{name}.bias"] for name in names]),
        bias_k=None,
        bias_v=None,
        add_zero_attn=False,
        dropout_p=0.0,
        out_proj_weight=model.weights[f"{dense}.weight"],
        out_proj_bias=model.weights[f"{dense}.bias"],
        training=False,
        average_attn_weights=False,
    )
    np.testing.assert_allclose(pattern[0], v.real_patterns, rtol=0, atol=1e-13)
    it = v.real_asking
    np.testing.assert_allclose(out[it, 0], v.real_attention_output, rtol=0, atol=1e-13)
    np.testing.assert_array_equal(reading.states[v.real_layer, it], v.real_own_state)
    assert 0.0 < v.real_difference < 1e-13


def test_everything_drawn_of_the_real_head_fits_the_limits(v: Values) -> None:
    def largest(*names: str) -> float:
        return max(float(np.abs(getattr(v, f"real_{name}")).max()) for name in names)

    assert largest("query", "key", "shadows") <= v.real_vmax
    assert largest("products") <= v.real_product_vmax
    assert largest("scores", "partial_sums") <= v.real_score_vmax
    assert largest("value", "output") <= v.real_value_vmax
    assert largest("head_outputs", "attention_output") <= v.real_output_vmax
    assert largest("W_O_column") <= v.real_W_O_vmax
    assert v.real_exponentials.max() <= v.real_exponential_vmax
