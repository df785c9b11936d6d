"""Mermaid 3: every path against its gates' numbers, and what the arithmetic may not claim."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.m3_decision_tree import Values

FIXED, TRANSFORMER, HYBRID = range(3)
GB = 10**9


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def leaf(v: Values, run: int) -> str:
    return v.leaves[int(v.run_leaf[run])]


def test_bytes_of_the_cards(v: Values) -> None:
    np.testing.assert_array_equal(
        v.run_bytes, v.weight_bytes + v.state_bytes + v.context[:, None] * v.bytes_per_token
    )
    assert v.run_bytes[0, TRANSFORMER] == 70_553_706_496 + 8_192 * 327_680
    assert v.bytes_per_token.tolist() == [0, 327_680, 16_384]


def test_paths_of_the_cards(v: Values) -> None:
    assert [(card, leaf(v, i)) for i, card in enumerate(v.cards)] == [
        ("one contract", "transformer"),
        ("one contract", "hybrid"),
        ("a whole case file", "hybrid"),
        ("a whole case file", "transformer"),
        ("a whole case file", "none of these"),
        ("a live stream", "fixed state"),
        ("a live stream", "none of these"),
    ]


def test_every_answer_is_what_its_numbers_say(v: Values) -> None:
    fits = v.run_bytes <= v.gpu_bytes[v.gpu][:, None]
    enough = v.run_recall >= v.required
    does = fits & enough
    for run, answers in enumerate(v.run_answers.tolist()):
        asked = [answer for answer in answers if answer >= 0]
        if enough[run, FIXED]:
            assert asked == [1, fits[run, FIXED]] == answers[:2]
        elif does[run, TRANSFORMER]:
            assert answers == [0, -1, 1, -1]
        else:
            assert answers == [0, -1, 0, does[run, HYBRID]]


def test_a_change_differs_from_its_card_in_that_alone(v: Values) -> None:
    first = {card: v.cards.index(card) for card in v.cards}
    for run, card in enumerate(v.cards):
        base = first[card]
        differ = {
            name
            for name, column in (("context", v.context), ("GPU", v.gpu), ("facts", v.facts))
            if column[run] != column[base]
        }
        assert differ == ({v.changed[run]} if v.changed[run] else set())
        assert (run == base) == (not v.changed[run])
        assert run == base or v.run_leaf[run] != v.run_leaf[base]


def test_no_card_claims_more_of_the_hybrid_than_its_makers(v: Values) -> None:
    assert v.reported_fit == 140_000 < v.supported_context == 262_144
    hybrid = v.run_leaf == v.leaves.index("hybrid")
    assert hybrid.any()
    assert v.context[hybrid].max() <= v.reported_fit
    assert v.room_tokens[v.gpus.index("A100 80 GB"), HYBRID] > v.reported_fit


def test_room_is_the_last_token_that_fits(v: Values) -> None:
    assert v.room_tokens[:, TRANSFORMER].tolist() == [0, 28_827, 214_985]
    assert (v.room_tokens[:, FIXED] == -1).all()
    for gpu, room in zip(v.gpu_bytes, v.room_tokens, strict=True):
        for i in (TRANSFORMER, HYBRID):
            base = v.weight_bytes[i] + v.state_bytes[i]
            if base <= gpu:
                used = base + room[i] * v.bytes_per_token[i]
                assert used <= gpu < used + v.bytes_per_token[i]


def test_recall_is_the_best_of_the_candidates_toys(v: Values) -> None:
    for i in range(len(v.candidates)):
        own = v.toy_recall[v.toy_candidate == i]
        np.testing.assert_array_equal(v.recall[i], own.max(axis=0))
        assert (v.toy_candidate[v.best_toy[i]] == i).all()
    assert v.required == 0.99
    assert v.most_facts[FIXED] < v.most_facts[TRANSFORMER] == v.most_facts[HYBRID] == 32


def test_the_map_agrees_with_the_borders(v: Values) -> None:
    many = v.map_leaf[v.map_facts.tolist().index(32)]
    for gpu, leaves in enumerate(many):
        for n, found in zip(v.map_contexts, leaves, strict=True):
            fits = n <= v.room_tokens[gpu, TRANSFORMER]
            assert (v.leaves[found] == "transformer") == fits
    few = v.map_leaf[v.map_facts.tolist().index(2)]
    assert (few == v.leaves.index("fixed state")).all()


def test_hybrid_leaves_beyond_the_report_are_marked(v: Values) -> None:
    beyond = np.argwhere(v.map_beyond_report)
    assert beyond.size
    for facts, gpu, at in beyond:
        assert v.map_facts[facts] == 32
        assert v.gpu_bytes[gpu] <= 80 * GB
        assert v.map_contexts[at] > v.reported_fit
        assert v.leaves[v.map_leaf[facts, gpu, at]] == "hybrid"


def test_fitting_is_not_recall(v: Values) -> None:
    assert v.caution_percent[v.caution_context == 8_000] == 0
    stream = v.cards.index("a live stream")
    assert v.context[stream] > v.caution_context.max()


def test_what_is_advice_or_drawn(v: Values) -> None:
    assert len(v.advice) == len(v.leaves) == 4
    assert v.drawn_questions[3] == "Training data size?"
    assert not v.drawn_has_number[3]
    assert v.run_bytes.max() < v.bytes_vmax
