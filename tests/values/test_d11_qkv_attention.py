"""Diagram 11 again, by Python's fractions and math alone."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

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


def test_everything_drawn_of_the_real_head_fits_the_limits(v: Values) -> None:
    for name in ("real_query", "real_key", "real_value", "real_output", "real_shadows"):
        assert np.abs(getattr(v, name)).max() <= v.real_vmax
    assert max(np.abs(x).max() for x in (v.real_scores, v.real_products)) <= v.real_score_vmax
    assert v.real_exponentials.max() <= v.real_exponential_vmax
