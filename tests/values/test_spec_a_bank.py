"""Special A: two rows, two places, and what happens to the senses when cues are hidden."""

from __future__ import annotations

import re

import numpy as np
import pytest
import torch

from anim_lib import tables
from anim_lib.errors import UserError
from anim_lib.models.bank_sense import bank_states
from anim_lib.models.encoder import load_encoder, read, read_without
from anim_lib.sentences import bank_sentences, choosing, reporting
from anim_lib.value_store import load
from scenes.values import spec_a_bank as module
from scenes.values.spec_a_bank import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_eleven_words_each_with_bank_at_the_same_place(v: Values) -> None:
    for sentence, words in ((v.sentence_money, v.words_money), (v.sentence_river, v.words_river)):
        assert words == ("[CLS]", *sentence.split(), "[SEP]")
        assert len(words) - 2 == 11
        assert words[v.bank] == "bank"
    assert v.read_words == v.words_money[1:-1]


def test_the_head_is_the_tables_choice(v: Values) -> None:
    (row,) = [row for row in tables.rows("heads_bank") if row["chosen"] == "yes"]
    assert (v.layer, v.head) == (int(row["layer"]), int(row["head"]))
    assert (module.PROVENANCE.layer, module.PROVENANCE.head) == (v.layer, v.head)
    assert v.cue_share == pytest.approx(float(row["reporting_cue_share"]), abs=1.1e-6)
    assert v.neutral_share == pytest.approx(float(row["reporting_neutral_share"]), abs=1.1e-6)
    assert v.cue_ahead == int(row["reporting_cue_ahead"])
    assert v.cue_ahead_p == pytest.approx(float(row["reporting_p"]), rel=5e-3)


def test_the_line_counts_the_halves_and_neither_holds_the_shown(v: Values) -> None:
    listed = bank_sentences()
    halves = len(choosing(listed)), len(reporting(listed))
    assert "chosen on {} sentences, measured on {} more".format(*halves) in module.PROVENANCE.line
    assert not {v.sentence_money, v.sentence_river} & {sentence.text for sentence in listed}


def test_rows_sum_to_1_with_the_sink_shown(v: Values) -> None:
    for pattern, row in ((v.pattern_money, v.row_money), (v.pattern_river, v.row_river)):
        assert pattern.shape == (13, 13)
        np.testing.assert_allclose(pattern.sum(axis=1), 1, atol=1e-12)
        np.testing.assert_array_equal(pattern[v.bank], row)
        assert pattern.max() <= v.vmax
    for row in (v.mean_row_money, v.mean_row_river):
        np.testing.assert_allclose(row.sum(), 1, atol=1e-12)
    assert v.start_share == v.mean_row_money[0]
    assert f"{v.start_share:.2f}" == "0.58"


def test_arrows_point_to_the_largest_cells(v: Values) -> None:
    for words, row, arrows in (
        (v.words_money, v.row_money, v.arrows_money),
        (v.words_river, v.row_river, v.arrows_river),
    ):
        others = [i for i in range(1, len(words) - 1) if i != v.bank]
        assert arrows.tolist() == sorted(others, key=lambda i: -row[i])[: len(arrows)]
    assert [v.words_money[i] for i in v.arrows_money] == ["deposits", "tuition", "guarantee"]
    assert [v.words_river[i] for i in v.arrows_river] == ["muddy", "river", "rain"]


def test_not_all_that_is_highlighted_in_the_report_is_large(v: Values) -> None:
    assert v.drawn_words == ("deposits", "guarantee", "cover")
    for word, share in zip(v.drawn_words, v.computed_shares, strict=True):
        assert share == v.row_money[v.words_money.index(word)]
    assert v.computed_shares[0] > 10 * v.computed_shares[2]


def test_a_causal_model_sees_nothing_of_it(v: Values) -> None:
    np.testing.assert_array_equal(v.causal_allowed, np.tri(11, dtype=int))
    assert v.seen_causally == ("The", "bank")
    assert v.words_money[: v.bank + 1] == v.words_river[: v.bank + 1]


def test_statistics(v: Values) -> None:
    held_out = reporting(bank_sentences())
    assert v.n_sentences == len(held_out) == 24
    assert v.reporting_is_money.tolist() == [s.sense == "money" for s in held_out]
    rows = tables.rows("heads_bank")
    means = {
        name: np.mean([float(row[f"reporting_{name}_share"]) for row in rows])
        for name in ("cue", "neutral")
    }
    assert v.all_cue_share == pytest.approx(means["cue"], abs=1e-6)
    assert v.all_neutral_share == pytest.approx(means["neutral"], abs=1e-6)
    assert v.heads_with_lead == sum(float(row["reporting_lead_mean"]) > 0 for row in rows)
    assert v.cue_share > 3 * v.neutral_share


def test_both_states_start_at_one_point_and_part(v: Values) -> None:
    assert v.distance[0] == 0
    np.testing.assert_array_equal(v.plane_money[0], v.plane_river[0])
    model = load_encoder()
    states = [read(model, x).word_states[:, v.bank] for x in (v.sentence_money, v.sentence_river)]
    apart = np.linalg.norm((states[0] - states[1]).numpy(), axis=1)
    np.testing.assert_allclose(v.distance, apart, rtol=1e-9)
    assert (v.distance[1:] > 4).all()
    in_plane = np.linalg.norm(v.plane_money - v.plane_river, axis=1)
    assert (in_plane <= v.distance + 1e-12).all()
    assert v.distance.max() < v.distance_vmax


def test_margins_are_places_along_the_first_axis(v: Values) -> None:
    money, river = v.plane_centroids
    np.testing.assert_allclose(money, -river, atol=1e-12)
    np.testing.assert_allclose(v.plane_centroids[..., 1], 0, atol=1e-12)
    apart = (money - river)[1:, 0]
    np.testing.assert_allclose(v.margin_money[1:], v.plane_money[1:, 0] / apart, rtol=1e-9)
    np.testing.assert_allclose(v.margin_river[1:], -v.plane_river[1:, 0] / apart, rtol=1e-9)
    sign = np.where(v.reporting_is_money == 1, 1, -1)
    margins = sign[:, None] * v.plane_reporting[:, 1:, 0] / apart
    np.testing.assert_allclose(v.margin[1:], margins.mean(axis=0), rtol=1e-9)
    np.testing.assert_allclose(v.accuracy[1:], (margins > 0).mean(axis=0), rtol=1e-12)


def test_the_input_tells_no_sense(v: Values) -> None:
    for name in ("accuracy", "accuracy_cues_hidden", "accuracy_neutral_hidden"):
        assert getattr(v, name)[0] == 0.5
    for name in ("margin", "margin_money", "margin_river", "margin_cues_hidden"):
        assert getattr(v, name)[0] == 0


def test_the_sense_comes_by_way_of_the_cues(v: Values) -> None:
    assert (v.accuracy[1:] > 0.8).all()
    assert (v.accuracy_neutral_hidden[1:] > 0.8).all()
    assert (v.accuracy_cues_hidden[1:] < 0.65).all()
    assert v.margin_cues_hidden[-1] < 0.2 * v.margin[-1] < v.margin_neutral_hidden[-1]
    assert v.cues_hurt_more > 0.8 * v.n_sentences


def test_hidden_words_by_distances_to_the_centroids(v: Values) -> None:
    model, listed = load_encoder(), bank_sentences()
    chosen = bank_states(model, choosing(listed)).numpy()
    is_money = np.array([s.sense == "money" for s in choosing(listed)])
    own, other = chosen[is_money].mean(axis=0), chosen[~is_money].mean(axis=0)
    apart = ((own - other) ** 2).sum(axis=1)[1:]
    swap = v.reporting_is_money[:, None, None] == 1
    near, far = np.where(swap, own, other), np.where(swap, other, own)
    margins = {}
    for hidden in ("cues", "neutral"):
        states = bank_states(model, reporting(listed), hidden).numpy()
        nearer = ((states - far) ** 2 - (states - near) ** 2).sum(axis=2)[:, 1:]
        margins[hidden] = nearer / (2 * apart)
        name = f"{hidden}_hidden"
        np.testing.assert_allclose(getattr(v, f"margin_{name}")[1:], margins[hidden].mean(axis=0))
        np.testing.assert_allclose(getattr(v, f"accuracy_{name}")[1:], (nearer > 0).mean(axis=0))
    assert v.cues_hurt_more == (margins["cues"] < margins["neutral"])[:, -1].sum()


def test_the_shown_words_hidden_are_those_of_the_arrows(v: Values) -> None:
    for row, arrows in ((v.row_money_hidden, v.arrows_money), (v.row_river_hidden, v.arrows_river)):
        np.testing.assert_allclose(row.sum(), 1, atol=1e-12)
        np.testing.assert_allclose(row[arrows], 0, atol=1e-9)
        assert (np.delete(row, arrows) > 1e-6).all()


def test_the_shown_states_draw_together_when_they_are_hidden(v: Values) -> None:
    model = load_encoder()
    both = []
    for text, words, arrows in (
        (v.sentence_money, v.words_money, v.arrows_money),
        (v.sentence_river, v.words_river, v.arrows_river),
    ):
        unseen = [words[k] for k in arrows]
        both.append(read_without(model, text, "bank", unseen, range(6)).word_states[:, v.bank])
    apart = np.linalg.norm((both[0] - both[1]).numpy(), axis=1)
    np.testing.assert_allclose(v.distance_hidden, apart, rtol=1e-9)
    assert (v.distance_hidden[1:] < v.distance[1:]).all()
    in_plane = np.linalg.norm(v.plane_money_hidden - v.plane_river_hidden, axis=1)
    assert (in_plane <= apart + 1e-12).all()
    np.testing.assert_array_equal(v.plane_money_hidden[0], v.plane_money[0])


def test_counts_are_those_of_the_marks_on_their_own_side(v: Values) -> None:
    sign = np.where(v.reporting_is_money == 1, 1, -1)
    for places, nearer, accuracy in (
        (v.plane_reporting[:, -1], v.nearer, v.accuracy),
        (v.plane_cues_hidden, v.nearer_cues_hidden, v.accuracy_cues_hidden),
        (v.plane_neutral_hidden, v.nearer_neutral_hidden, v.accuracy_neutral_hidden),
    ):
        assert nearer == (sign * places[:, 0] > 0).sum()
        assert nearer == pytest.approx(accuracy[-1] * v.n_sentences)
    halves = [s.sense for s in choosing(bank_sentences())]
    assert v.centroid_sentences == halves.count("money") == halves.count("river")


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    for name in [name for name in vars(v) if name.startswith("plane_") and name != "plane_vmax"]:
        assert np.abs(getattr(v, name)).max() < v.plane_vmax
    for name in ("money", "river", "cues_hidden", "neutral_hidden"):
        assert np.abs(getattr(v, f"margin_{name}")).max() < v.margin_vmax


YOURS = "He put his cash in the bank, and the bank burnt down"


@pytest.fixture(scope="module")
def yours() -> Values:
    return module.compute(sentence=YOURS)


def test_a_users_sentence_takes_the_place_of_the_money_one(v: Values, yours: Values) -> None:
    assert yours.is_own
    assert not v.is_own
    assert yours.words_money == ("[CLS]", *YOURS.split(), "[SEP]")
    assert (yours.bank, yours.bank_river) == (7, 2), "the first of two, with its comma"
    assert yours.words_river == v.words_river
    np.testing.assert_array_equal(yours.row_river, v.row_river)
    np.testing.assert_array_equal(yours.plane_river, v.plane_river)
    assert yours.read_words == tuple(YOURS.split())
    assert yours.seen_causally == tuple(YOURS.split()[:7])
    np.testing.assert_array_equal(yours.causal_allowed, np.tri(12, dtype=int))
    assert yours.drawn_words == ()
    assert yours.computed_shares.shape == (0,)


def test_what_was_measured_on_our_sentences_stays(v: Values, yours: Values) -> None:
    for name in (
        *("n_sentences", "cue_share", "neutral_share", "cue_ahead", "margin", "accuracy"),
        *("plane_centroids", "plane_reporting", "plane_cues_hidden", "nearer_cues_hidden"),
    ):
        np.testing.assert_array_equal(getattr(yours, name), getattr(v, name), err_msg=name)


def test_a_users_row_and_distance_by_word_pieces(yours: Values) -> None:
    model = load_encoder()
    own, ours = read(model, YOURS), read(model, yours.sentence_river)
    assert own.text.pieces[7:9] == ("bank", ",")
    assert own.text.word_of == (*range(8), *range(7, 14)), "each word a piece, but for one"
    pattern = own.patterns[yours.layer - 1, yours.head - 1].numpy()
    row = pattern[7:9].mean(axis=0)  # bank and its comma ask together
    row = np.concatenate([row[:7], [row[7] + row[8]], row[9:]])  # and are asked together
    np.testing.assert_allclose(yours.row_money, row, rtol=1e-12)
    others = [k for k in range(1, 13) if k != 7]
    assert yours.arrows_money.tolist() == sorted(others, key=lambda k: -row[k])[:3]
    states = own.states.numpy()[:, 7:9].mean(axis=1)
    apart = np.linalg.norm(states - ours.states.numpy()[:, 2], axis=1)
    np.testing.assert_allclose(yours.distance, apart, rtol=1e-9)
    assert yours.distance[0] > 1, "another place and a comma"


def test_a_users_margin_by_distances_to_the_means(yours: Values) -> None:
    model, listed = load_encoder(), choosing(bank_sentences())
    states = bank_states(model, listed).numpy()[:, 1:]
    is_money = np.array([s.sense == "money" for s in listed])
    money, river = states[is_money].mean(axis=0), states[~is_money].mean(axis=0)
    here = read(model, YOURS).states.numpy()[1:, 7:9].mean(axis=1)
    squared = [
        ((x - y) ** 2).sum(axis=1) for x, y in ((here, river), (here, money), (money, river))
    ]
    np.testing.assert_allclose(yours.margin_money[1:], (squared[0] - squared[1]) / (2 * squared[2]))


def test_words_that_repeat_are_hidden_by_their_place(yours: Values) -> None:
    model = load_encoder()
    pieces = [k if k < 8 else k + 1 for k in yours.arrows_money.tolist()]
    allowed = torch.ones(15, 15, dtype=torch.bool)
    for query in (7, 8):
        allowed[query, pieces] = False
    blind = read(model, YOURS, dict.fromkeys(range(6), allowed))
    row = blind.patterns[yours.layer - 1, yours.head - 1].numpy()[7:9].mean(axis=0)
    row = np.concatenate([row[:7], [row[7] + row[8]], row[9:]])
    np.testing.assert_allclose(yours.row_money_hidden, row, rtol=1e-9, atol=1e-12)
    assert (yours.row_money_hidden[yours.arrows_money] < 1e-9).all()
    the = [k for k, word in enumerate(yours.words_money) if word == "the"]
    assert len(the) == 2
    shown = set(the) - set(yours.arrows_money.tolist())
    assert (yours.row_money_hidden[list(shown)] > 1e-6).all(), "another place of it is not hidden"


def test_another_bank_that_is_looked_at_is_hidden_where_it_stands() -> None:
    again = module.compute(sentence="a bank sold a bank")
    assert again.bank == 2
    assert 5 in again.arrows_money
    assert again.row_money_hidden[5] < 1e-9
    assert again.row_money_hidden[2] > 0.1, "itself it sees"


def test_a_short_sentence_has_as_many_arrows_as_other_words() -> None:
    few = module.compute(sentence="the Bank failed")
    assert (few.bank, few.arrows_money.tolist()) == (2, [3, 1])
    assert few.arrows_river.shape == (3,)
    assert few.distance[0] == 0.0, "capitals do not count"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The bank", "--sentence has 2 words for spec_a, 3 to 24 are allowed"),
        (" ".join(["bank"] * 25), "--sentence has 25 words for spec_a, 3 to 24 are allowed"),
        ("The banks of the riverbank", "follows the word 'bank', which must be one of its words; "),
        ("the bank of the river was muddy after the heavy rain", "is the one that spec_a compares"),
        ("The bank 中 failed", "has no '中'"),
        ("The bank ᚠ failed", "--sentence: "),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(sentence: str, said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)) as caught:
        module.compute(sentence=sentence)
    assert "\n" not in str(caught.value)


def test_a_users_sentence_is_named_as_such() -> None:
    line = module.provenance(sentence=YOURS).line
    assert "your sentence" in line
    assert len(line) <= 100
    assert YOURS in module.provenance(sentence=YOURS).inputs
    assert module.provenance() == module.PROVENANCE
