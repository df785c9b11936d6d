"""Mermaid 3: every gate's number by hand, every path from the gates' answers."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from anim_lib import published
from anim_lib.code_hash import ROOT
from anim_lib.errors import UserError
from anim_lib.value_store import load
from scenes.values.m3_decision_tree import (
    PROVENANCE,
    TRAINED,
    Values,
    compute,
    provenance,
    round_above,
)


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
    rate = {"Llama-3.1-8B": 131_072, "Llama-3.1-70B": 327_680}
    parameters = {"Llama-3.1-8B": 8_030_261_248, "Llama-3.1-70B": 70_553_706_496}
    assert (v.precision, v.cache_precision) == ("int8", "fp16")
    for i, name in enumerate(v.transformers):
        weights, per_token = parameters[name], rate[name]
        assert v.transformer_weight_bytes[i] == weights
        assert v.transformer_cache_bytes[i] == per_token * v.context[i]
        assert v.hybrid_cache_bytes[i] == 16_384 * v.context[i]
        assert v.transformer_bytes[i] == weights + per_token * v.context[i]
        assert v.transformer_full[i] == max(v.gpu_bytes[i] - weights, 0) // per_token
        assert v.hybrid_bytes[i] == 51_570_323_328 + 2 * 4_587_520 + 16_384 * v.context[i]
    assert v.hybrid_weight_bytes == 51_570_323_328
    assert v.ssm_bytes == 2_768_345_600 + 13_107_200
    assert (v.ssm_bytes < v.gpu_bytes).all()


def test_all_weights_are_measured_alike(v: Values) -> None:
    """One byte a weight for each model: no branch hangs on who is quantised."""
    parameters = {"Llama-3.1-8B": 8_030_261_248, "Llama-3.1-70B": 70_553_706_496}
    parameters |= {"Jamba-v0.1": 51_570_323_328}
    assert v.hybrid_weight_bytes == parameters[v.hybrid]
    assert v.transformer_weight_bytes.tolist() == [parameters[name] for name in v.transformers]
    assert v.precision in published.claim("jamba_context_fits").condition


def test_no_card_ends_at_a_transformer_beyond_its_training(v: Values) -> None:
    """The hybrid is held to a published length; no Transformer is sent further than its own."""
    assert set(v.trained_context.tolist()) == {131_072}
    there = [end == "Transformer" for end in v.ends]
    assert (v.context <= v.trained_context)[there].all()


def test_the_toys_read_their_facts_and_questions_only(v: Values) -> None:
    assert v.toy_tokens.tolist() == [3 * facts for facts in v.facts.tolist()]


def test_a_mamba_has_held_a_fact_as_long_as_the_stream(v: Values) -> None:
    assert v.context[v.ends.index("state space model")] <= v.held_over == 2**20


def test_labels_say_how_large_the_state_is(v: Values) -> None:
    for label, name in zip(v.labels, v.recallers, strict=True):
        assert name.rpartition("_")[2] in label.split()


def test_a_larger_model_keeps_a_larger_cache(v: Values) -> None:
    assert v.transformer_cache_bytes[1] == 2.5 * v.transformer_cache_bytes[0]
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


def test_a_limit_is_called_what_its_source_calls_it(v: Values) -> None:
    """The card of Jamba-v0.1: "supports a 256K context", "can fit up to 140K" on one 80 GB GPU."""
    for limit, kind in zip(v.hybrid_limit.tolist(), v.hybrid_limit_kind, strict=True):
        row = published.claim(f"jamba_context_{'fits' if kind == 'fits' else 'supported'}")
        assert limit == row.whole
        assert ("80 GB" in row.condition) == (kind == "fits")
    assert set(v.hybrid_limit_kind) == {"fits", "supported"}
    assert v.hybrid_fit_bytes == 80 * 10**9


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


def test_what_is_lost_is_what_is_not_recalled(v: Values) -> None:
    np.testing.assert_array_equal(v.state_lost, 1 - v.state_recall)
    np.testing.assert_array_equal(v.lost_by_seed.max(1), v.state_lost)
    row = v.recallers.index(v.gate_recaller)
    for i, facts in enumerate(v.facts.tolist()):
        kept = v.accuracy[row, v.pairs.tolist().index(facts)]
        np.testing.assert_array_equal(v.lost_by_seed[i], 1 - kept)
    assert v.allowed_lost == pytest.approx(0.01)
    np.testing.assert_array_equal(v.passed[:, 0], v.state_lost <= v.allowed_lost)


def test_ends_say_the_least_and_the_most_of_their_seeds(v: Values) -> None:
    for i, name in enumerate(v.leaf_recallers):
        text = (ROOT / "assets" / "weights" / f"{name}.json").read_text(encoding="utf-8")
        for j, pairs in enumerate(v.pairs.tolist()):
            found = [s["metrics"]["accuracy"][str(pairs)] for s in json.loads(text)["seeds"]]
            assert v.leaf_recall_low[i, j] == min(found)
            assert v.leaf_recall_high[i, j] == max(found)


def test_the_third_gate_is_decided_by_what_takes_more_of_its_limit(v: Values) -> None:
    tokens = v.context / v.hybrid_limit
    held = v.hybrid_bytes / v.gpu_bytes
    np.testing.assert_array_equal(v.hybrid_judge, tokens > held)
    np.testing.assert_array_equal(v.passed[:, 2], np.maximum(tokens, held) <= 1)


def test_axes_hold_what_is_drawn_on_them(v: Values) -> None:
    assert v.lost_axis == pytest.approx(0.3)
    assert v.bytes_axis == 200e9
    assert v.tokens_axis == 1_500_000
    assert [round_above(x) for x in (0.9, 1.0, 1.2, 7, 8.1, 340)] == [1, 1, 1.5, 8, 10, 400]


def test_without_inputs_all_is_as_saved(v: Values) -> None:
    made = compute()
    for name in Values.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(made, name), getattr(v, name), err_msg=name)
    assert provenance() == PROVENANCE


def test_a_users_case_by_hand() -> None:
    """256K tokens on 24 GB: 42.4 GB do not fit, 55.9 GB of the hybrid neither; 64K tokens do."""
    own = compute(context=262_144, gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert own.context.tolist() == [262_144, 262_144, 1_048_576, 65_536, 262_144, 262_144]
    assert own.facts.tolist() == [32, 32, 2, 32, 32, 32]
    weights = 8_030_261_248
    assert own.transformer_bytes[0] == weights + 262_144 * 131_072
    assert own.transformer_bytes[3] == weights + 65_536 * 131_072 < 24 * 10**9
    assert weights + 131_072 * 131_072 > 24 * 10**9, "half of it is not yet enough"
    assert own.transformer_full[0] == (24 * 10**9 - weights) // 131_072
    assert own.hybrid_bytes[0] == 51_570_323_328 + 2 * 4_587_520 + 16_384 * 262_144
    assert own.paths[0].tolist() == [0, 1, 2, 6]
    assert own.paths[3].tolist() == [0, 1, 4, -1]
    assert (own.changed[3], own.variation_of[3]) == ("context", 0)
    assert own.transformers[1] == "Llama-3.1-70B"
    assert own.gpu_bytes.tolist() == [24 * 10**9] * 4 + [40 * 10**9, 12 * 10**9]
    assert own.ends[2] == "state space model"
    assert own.hybrid_judge[0] == 0


def test_where_no_text_fits_memory_is_what_changes() -> None:
    own = compute(gpu_memory=6 * 10**9, model="Llama-3-70B")
    assert own.changed[3] == "GPU"
    weights, cache = 70_553_706_496, 65_536 * 327_680
    assert own.transformer_bytes[0] == weights + cache
    assert own.gpu_bytes[3] == 96 * 10**9 >= weights + cache > 48 * 10**9
    assert (own.ends[0], own.ends[3]) == ("retrieval from a database", "Transformer")


@pytest.mark.parametrize("model", TRAINED)
@pytest.mark.parametrize("context", [64, 8_000, 2**24])
@pytest.mark.parametrize("gpu_memory", [6 * 10**9, 80 * 10**9, 2 * 10**12])
def test_the_changed_number_always_turns_the_second_gate(
    model: str, context: int, gpu_memory: int
) -> None:
    own = compute(context=context, gpu_memory=gpu_memory, model=model)
    assert own.passed[3, 1] != own.passed[0, 1]
    assert own.ends[3] != own.ends[0]
    assert own.context[3] >= 64
    other = own.transformers[1]
    assert other != own.transformers[0]
    line = provenance(context=context, gpu_memory=gpu_memory, model=model).line
    assert len(line) <= 100
    assert f"{context:,} tokens" in line
    assert model in line


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"context": 63}, "--context: 63 tokens cannot hold 32 facts to look up; allowed are 64"),
        ({"gpu_memory": 2 * 10**9}, "--gpu-memory: 2 GB do not hold the smallest answer"),
        ({"model": "Jamba-v0.1"}, "--model: Jamba-v0.1 is no Transformer"),
        ({"model": "GPT-2 124M"}, "allowed are Llama-2-7B, "),
    ],
)
def test_impossible_cases_are_refused(given: dict[str, int | str], part: str) -> None:
    with pytest.raises(UserError) as caught:
        compute(**given)  # type: ignore[arg-type]
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)
