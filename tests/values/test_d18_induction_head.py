"""Diagram 18: the stamp, who finds it, what a cut does, and how the circuit forms."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.tasks import induction as task
from anim_lib.value_store import VALUES, load
from scenes.values.d18_induction_head import PROVENANCE, Values
from tests.values import numpy_recall


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_row_stands_there_twice(v: Values) -> None:
    names = "".join(v.tokens)
    assert names == 2 * names[: v.period]
    assert not set(names) & set("OIl"), "no letter is taken for a digit or for another letter"
    steps = np.diff([ord(name) for name in names[: v.period]])
    assert (steps == 1).sum() == 1, "only A and B follow each other as in the alphabet"
    assert len(set(v.token_ids.tolist())) == v.period == 8
    np.testing.assert_array_equal(v.token_ids[:8], v.token_ids[8:])
    assert [v.tokens[i] for i in (v.first, v.answer, v.query)] == ["A", "B", "A"]
    assert v.query > v.answer > v.first


def test_layer_1_stamps_the_first_a_on_the_first_b(v: Values) -> None:
    assert v.stamp_pattern[v.answer].argmax() == v.first
    assert v.stamp_share == v.stamp_pattern[2, 1] > 0.5
    np.testing.assert_array_equal(v.stamp_pattern[1:].argmax(1), np.arange(15))
    np.testing.assert_array_equal(v.query_row_1, v.stamp_pattern[v.query])
    before = np.diagonal(v.stamp_pattern, -1)
    assert v.stamp_share_mean == pytest.approx(before.mean(), rel=1e-12)
    assert v.query_row_1.argmax() == v.query - 1


def test_layer_2_finds_the_token_after_not_the_same_token(v: Values) -> None:
    """Erratum 1: commonly drawn on the first A's slot, computed on the first B's."""
    assert v.found == v.answer == 2
    assert v.drawn_found == v.first == 1
    assert v.tokens[v.drawn_found] == v.tokens[v.query]
    assert v.found_share == v.query_row_2[v.found] > 0.5
    assert v.first_share == v.query_row_2[v.drawn_found] < 0.1
    np.testing.assert_array_equal(v.query_row_2, v.induction_pattern[v.query])
    np.testing.assert_array_equal(v.induction_pattern[9:].argmax(1), np.arange(2, 9))
    after = [v.induction_pattern[slot, slot - v.period + 1] for slot in range(v.period, 16)]
    assert v.found_share_mean == pytest.approx(np.mean(after), rel=1e-12)


@pytest.mark.parametrize("name", ["stamp_pattern", "induction_pattern"])
def test_rows_are_shares_of_the_past(v: Values, name: str) -> None:
    pattern = getattr(v, name)
    np.testing.assert_allclose(pattern.sum(1), 1, atol=1e-12)
    assert (np.triu(pattern, 1) == 0).all()
    assert (pattern >= 0).all()


def test_heads_were_chosen_by_the_rule(v: Values) -> None:
    above = np.flatnonzero(v.previous_token_scores > v.stamps_above) + 1
    assert v.stamping_heads.tolist() == above.tolist()
    assert 0 < len(above) < 4
    assert v.induction_head == v.induction_scores.argmax() + 1
    assert v.induction_scores.max() > 0.9
    assert v.same_token_scores[v.induction_head - 1] < 0.05


def test_the_match_is_with_the_stamp(v: Values) -> None:
    assert v.part_names == ("the token itself", "the stamp", "other heads")
    np.testing.assert_allclose(v.score_parts.sum(0), v.scores, atol=1e-12)
    row = np.exp(v.scores - v.scores.max())
    np.testing.assert_allclose(row / row.sum(), v.query_row_2[: v.query + 1], atol=1e-12)
    token, stamp, rest = v.score_parts
    lead = v.score_parts[:, v.answer] - np.delete(v.score_parts, v.answer, axis=1).mean(1)
    assert lead.argmax() == 1
    assert lead[1] > 0.5 * lead.sum()
    assert stamp.argmax() == v.answer
    assert token.shape == rest.shape == (v.query + 1,)


def test_cutting_the_stamp_takes_the_answer_away(v: Values) -> None:
    for shares in (v.next_shares, v.next_shares_cut, v.next_shares_others_cut):
        assert (shares >= 0).all()
        assert shares.sum() <= 1 + 1e-12
    assert v.letters[int(v.next_shares.argmax())] == "B"
    assert v.next_shares[2] > 0.5
    assert v.next_shares_cut[2] < 0.3
    rows = (v.next_shares, v.next_shares_cut, v.next_shares_others_cut)
    assert v.answer_shares.tolist() == [row[v.answer] for row in rows]
    assert v.answer_shares.shape == v.mean_p.shape  # the shown row stands beside its means
    assert v.query_row_2_cut[v.answer] < 0.5 * v.found_share
    assert v.query_row_2_cut.sum() == pytest.approx(1)


def test_patterns_and_shares_are_those_of_numpy(v: Values) -> None:
    stamping = v.stamping_heads - 1
    _, first, second = numpy_recall.look("induction_attention", v.token_ids, n_heads=4)
    np.testing.assert_allclose(v.stamp_pattern, first[stamping].mean(0), rtol=0, atol=1e-11)
    np.testing.assert_allclose(
        v.induction_pattern, second[v.induction_head - 1], rtol=0, atol=1e-11
    )
    others = np.setdiff1d(np.arange(4), stamping)
    for told, cut in zip(
        (v.next_shares, v.next_shares_cut, v.next_shares_others_cut),
        (stamping[:0], stamping, others),
        strict=True,
    ):
        keep = np.ones(4)
        keep[cut] = 0
        logits, _ = numpy_recall.read("induction_attention", v.token_ids, 4, keep)
        shares = numpy_recall.softmax(logits[v.query])[v.token_ids[: v.period]]
        np.testing.assert_allclose(told, shares, rtol=0, atol=1e-11)


def test_means_are_those_of_numpy(v: Values) -> None:
    """Counted token by token over 256 drawn sequences, in which no token comes twice in a row."""
    drawn = task.report_set(256)
    asked: list[list[float]] = []  # previous token, came next, same token: by head
    right, after_first = [], []
    before = np.zeros(4)
    for tokens, period in zip(drawn.tokens.numpy(), drawn.periods.tolist(), strict=True):
        logits, first, second = numpy_recall.look("induction_attention", tokens[:-1], 4)
        before += np.mean([first[:, t, t - 1] for t in range(1, len(first[0]))], axis=0) / 256
        shares = numpy_recall.softmax(logits)[np.arange(63), tokens[1:]]
        right += shares[period:].tolist()
        after_first.append(shares[period])
        for t in range(period, 63):
            earlier = np.arange(t % period, t, period)
            asked.append([*second[:, t, earlier + 1].sum(1), *second[:, t, earlier].sum(1)])
    next_and_same = np.mean(asked, axis=0)
    for told, expected in (
        (v.previous_token_scores, before),
        (v.induction_scores, next_and_same[:4]),
        (v.same_token_scores, next_and_same[4:]),
        (v.mean_p[0], np.mean(right)),
        (v.mean_p_after_first, np.mean(after_first)),
    ):
        np.testing.assert_allclose(told, expected, rtol=0, atol=1e-10)


def test_the_row_shown_is_none_of_those_that_the_means_are_over(v: Values) -> None:
    rows = task.report_set(v.n_rows).tokens.numpy()
    assert len(rows) == 256
    assert not (rows[:, : v.period] == v.token_ids[: v.period]).all(axis=1).any()


def test_means_over_many(v: Values) -> None:
    whole, stamping, others = v.mean_p
    assert whole > 0.95
    assert stamping < 0.3
    assert others > stamping
    assert v.mean_p_after_first < whole
    assert v.accuracy[0] >= 0.99
    assert v.accuracy[1] <= 0.3
    np.testing.assert_allclose(v.cut_accuracy_by_seed[0], v.accuracy, atol=0.005)
    assert (v.cut_accuracy_by_seed[:, 0] >= 0.99).all()
    assert (v.cut_accuracy_by_seed[:, 1] <= 0.3).all()


def test_the_circuit_forms_where_the_loss_falls(v: Values) -> None:
    assert v.seeds.tolist() == [0, 1, 2]
    for i, step in enumerate(v.cliff_step.tolist()):
        before = np.flatnonzero(v.curve_step == step)[0]
        falls = -np.diff(v.curve_loss[i])
        assert falls.argmax() == before
        assert 100 <= step <= 500
        for curve in (v.curve_stamp, v.curve_induction, v.curve_accuracy):
            assert curve[i, 0] < 0.1
            assert curve[i, -1] > 0.5
    assert v.curve_loss[:, 0].min() > 4
    assert v.curve_loss[:, -1].max() < 0.1
    assert v.curve_loss.max() < v.loss_vmax


def test_snapshots_show_it_forming(v: Values) -> None:
    stamps = v.snapshot_stamp[:, v.answer, v.first]
    finds = v.snapshot_induction[:, v.query, v.answer]
    assert finds[0] < 0.2
    assert finds[-1] > 0.8
    assert stamps[-1] > 0.4
    assert v.snapshot_next_shares[0, 2] < 0.1
    assert v.snapshot_next_shares[-1, 2] > 0.8
    assert (np.diff(v.snapshot_step) > 0).all()
    cliff = v.cliff_step[0]
    assert v.snapshot_step[0] < cliff < v.snapshot_step[-1]


def test_one_layer_does_not_learn_it_and_mamba_2_does(v: Values) -> None:
    """Erratum 22: "SSMs cannot" is false; less well with length is what was measured."""
    assert (v.one_layer_accuracy < 0.3).all()
    assert (v.mamba_accuracy > 0.7).all()
    assert (v.mamba_by_period[:, 0] > v.mamba_by_period[:, -1]).all()
    assert (v.attention_by_period >= 0.98).all()
    assert v.mamba_parameters / v.attention_parameters == pytest.approx(1, abs=0.05)
    learned = [
        [steps[np.flatnonzero(curve >= 0.5)[0]] for curve in curves]
        for steps, curves in (
            (v.curve_step, v.curve_accuracy),
            (v.mamba_curve_step, v.mamba_curve_accuracy),
        )
    ]
    assert min(learned[1]) > max(learned[0])


def test_it_stays_small() -> None:
    assert (VALUES / "d18_induction_head.npz").stat().st_size < 400_000


def test_the_line_names_the_weights(v: Values) -> None:
    shown = load(Values)[1].weights_sha256["induction_attention"]
    assert PROVENANCE.line.endswith(f" {shown[:7]}")
    assert v.seeds[0] == PROVENANCE.seed


def test_half_is_right_first_at_those_steps(v: Values) -> None:
    """At the step told more than half is right, and at no measurement before it."""
    for steps, curves, told in (
        (v.curve_step, v.curve_accuracy, v.attention_half_step),
        (v.mamba_curve_step, v.mamba_curve_accuracy, v.mamba_half_step),
    ):
        for curve, step in zip(curves, told, strict=True):
            assert curve[steps == step].item() > 0.5
            assert (curve[steps < step] <= 0.5).all()
    assert (v.mamba_half_step >= 2 * v.attention_half_step).all(), "later"


def test_mamba_copies_less_well_from_far(v: Values) -> None:
    far = v.mamba_by_period[:, -1]
    assert v.mamba_longest.tolist() == [far.min(), far.max()]
    assert (far < v.mamba_by_period[:, 0]).all()
    assert v.n_rows == 256


def test_one_layer_stays_at_a_tenth(v: Values) -> None:
    assert v.one_layer_curve_step[-1] == v.one_layer_steps
    assert v.one_layer_curve_accuracy.shape == (len(v.seeds), len(v.one_layer_curve_step))
    assert v.one_layer_curve_accuracy.max() < 0.15
    np.testing.assert_allclose(v.one_layer_curve_accuracy[:, -1], v.one_layer_accuracy, atol=0.02)
