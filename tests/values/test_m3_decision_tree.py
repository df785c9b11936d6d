"""Mermaid 3: every gate's number by hand, every path from the gates' answers."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from anim_lib.code_hash import ROOT
from anim_lib.value_store import load
from scenes.values.m3_decision_tree import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_recall_is_what_the_records_say(v: Values) -> None:
    for i, name in enumerate(v.recallers):
        text = (ROOT / "assets" / "weights" / f"{name}.json").read_text(encoding="utf-8")
        for k, seed in enumerate(json.loads(text)["seeds"]):
            expected = [seed["metrics"]["accuracy"][str(n)] for n in v.pairs]
            assert v.accuracy[i, :, k].tolist() == expected
    np.testing.assert_array_equal(v.accuracy_low, v.accuracy.min(2))
    state = v.recallers.index(v.leaf_recallers[0])
    np.testing.assert_allclose(v.leaf_recall[0], v.accuracy[state].mean(1), rtol=1e-14)


def test_a_larger_state_recalls_more_facts(v: Values) -> None:
    assert (np.diff(v.most_facts) > 0).all()
    for i, most in enumerate(v.most_facts):
        reached = v.accuracy_low[i] >= v.threshold
        assert reached[v.pairs <= most].all()
        assert not reached[v.pairs > most][:1].any()


def test_the_first_answer_does_not_hang_on_the_toy_asked(v: Values) -> None:
    """Any fixed state, the largest and linear attention's as well, answers every card alike."""
    names = ("recall_mamba2_8", "recall_mamba2_16", "recall_mamba2_32", "recall_linear_attention")
    for facts, answer in zip(v.facts.tolist(), v.passed[:, 0], strict=True):
        for name in names:
            text = (ROOT / "assets" / "weights" / f"{name}.json").read_text(encoding="utf-8")
            low = min(seed["metrics"]["accuracy"][str(facts)] for seed in json.loads(text)["seeds"])
            assert (low >= v.threshold) == bool(answer), name


def test_attention_recalls_what_the_fixed_state_drops(v: Values) -> None:
    state, transformer, hybrid = v.leaf_recall[:, v.pairs.tolist().index(32)]
    assert state < v.threshold < min(transformer, hybrid)


def test_bytes_by_hand(v: Values) -> None:
    rate = {"Llama-3-8B": 131_072, "Llama-2-7B": 524_288}
    parameters = {"Llama-3-8B": 8_030_261_248, "Llama-2-7B": 6_738_415_616}
    for i, name in enumerate(v.transformers):
        assert v.precisions[i] == "fp16"
        weights, per_token = 2 * parameters[name], rate[name]
        assert v.transformer_weight_bytes[i] == weights
        assert v.transformer_cache_bytes[i] == per_token * v.context[i]
        assert v.hybrid_cache_bytes[i] == 16_384 * v.context[i]
        assert v.transformer_bytes[i] == weights + per_token * v.context[i]
        assert v.transformer_full[i] == (v.gpu_bytes[i] - weights) // per_token
        assert v.hybrid_bytes[i] == 51_570_323_328 + 2 * 4_587_520 + 16_384 * v.context[i]
    assert v.hybrid_weight_bytes == 51_570_323_328
    assert v.ssm_bytes == 2 * 2_768_345_600 + 13_107_200
    assert (v.ssm_bytes < v.gpu_bytes).all()


def test_texts_are_longer_than_the_transformers_were_trained_on(v: Values) -> None:
    trained = {"Llama-3-8B": 8_192, "Llama-2-7B": 4_096}
    assert v.trained_context.tolist() == [trained[name] for name in v.transformers]
    assert (v.context > v.trained_context).all()


def test_a_mamba_has_held_a_fact_as_long_as_the_stream(v: Values) -> None:
    assert v.context[v.ends.index("state space model")] <= v.held_over == 2**20


def test_labels_say_how_large_the_state_is(v: Values) -> None:
    for label, name in zip(v.labels, v.recallers, strict=True):
        assert name.rpartition("_")[2] in label.split()


def test_an_older_model_keeps_a_larger_cache(v: Values) -> None:
    assert v.transformer_cache_bytes[1] == 4 * v.transformer_cache_bytes[0]
    assert v.context[1] == v.context[0]


def test_gates_answer_by_their_numbers(v: Values) -> None:
    row = v.recallers.index(v.gate_recaller)
    for i, facts in enumerate(v.facts.tolist()):
        assert v.state_recall[i] == v.accuracy_low[row, v.pairs.tolist().index(facts)]
    np.testing.assert_array_equal(v.passed[:, 0], v.state_recall >= v.threshold)
    np.testing.assert_array_equal(v.passed[:, 1], v.context <= v.transformer_full)
    np.testing.assert_array_equal(v.passed[:, 1], v.transformer_bytes <= v.gpu_bytes)
    fits = (v.hybrid_bytes <= v.gpu_bytes) & (v.context <= v.hybrid_limit)
    np.testing.assert_array_equal(v.passed[:, 2], fits)
    np.testing.assert_array_equal(
        v.hybrid_limit, np.where(v.gpu_bytes > 80 * 10**9, 262_144, 140_000)
    )


def test_paths_follow_the_answers(v: Values) -> None:
    for path, passed, end in zip(v.paths.tolist(), v.passed, v.ends, strict=True):
        nodes = [node for node in path if node >= 0]
        assert nodes[0] == 0
        for here, there in pairwise(nodes):
            assert there == (v.yes if passed[here] else v.no)[here]
        assert nodes[-1] >= v.n_gates
        assert v.nodes[nodes[-1]] == end


def test_every_end_is_reached_and_variations_take_another_branch(v: Values) -> None:
    assert set(v.ends) == set(v.nodes[v.n_gates :])
    assert v.ends[:3] == ("Transformer", "hybrid", "state space model")
    for i, original in enumerate(v.variation_of.tolist()):
        if original < 0:
            assert v.changed[i] == ""
            continue
        assert v.ends[i] != v.ends[original]
        differs = {
            "context": v.context[i] != v.context[original],
            "facts": v.facts[i] != v.facts[original],
            "Transformer": v.transformers[i] != v.transformers[original],
            "GPU": v.gpus[i] != v.gpus[original],
        }
        assert [name for name, other in differs.items() if other] == [v.changed[i]]


def test_advice_is_no_gate(v: Values) -> None:
    assert len(v.advice) == 3
    assert not set(v.advice) & set(v.nodes)
