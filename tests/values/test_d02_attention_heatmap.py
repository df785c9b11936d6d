"""Diagram 2: rows sum to 1, arcs are the row, and the captions' statistics can be counted."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from anim_lib import tables
from anim_lib.errors import UserError
from anim_lib.models.encoder import load_encoder, read
from anim_lib.sentences import choosing, it_pairs, reporting
from anim_lib.value_store import load
from scenes.values import d02_attention_heatmap as module
from scenes.values.d02_attention_heatmap import Values

WORDS = ["The", "animal", "didn't", "cross", "the", "street", "because", "it", "was", "too"]


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.fixture(scope="module")
def row() -> dict[str, str]:
    """The chosen head's row of the table of all heads."""
    (chosen,) = [row for row in tables.rows("heads_it") if row["chosen"] == "yes"]
    return chosen


def test_words(v: Values) -> None:
    assert v.words_tired == ("[CLS]", *WORDS, "tired", "[SEP]")
    assert v.words_wide == ("[CLS]", *WORDS, "wide", "[SEP]")
    assert v.read_words == v.words_tired[1:-1]
    assert len(v.read_words) == 11
    assert v.n_endings == 2
    places = (v.asking, v.first_noun, v.second_noun, v.ending)
    assert [v.words_tired[i] for i in places] == ["it", "animal", "street", "tired"]
    assert v.sentence_wide == " ".join([*WORDS, "wide"])


def test_the_head_is_the_tables_choice(v: Values, row: dict[str, str]) -> None:
    assert (v.layer, v.head) == (int(row["layer"]), int(row["head"]))
    assert (module.PROVENANCE.layer, module.PROVENANCE.head) == (v.layer, v.head)
    assert f"layer {v.layer}, head {v.head}" in module.PROVENANCE.line


def test_the_line_counts_the_halves_and_neither_holds_the_shown(v: Values) -> None:
    listed = it_pairs()
    halves = len(choosing(listed)), len(reporting(listed))
    assert "chosen on {} pairs, measured on {} more".format(*halves) in module.PROVENANCE.line
    texts = {text for pair in listed for text in pair.texts}
    assert not {v.sentence_tired, v.sentence_wide} & texts


def test_rows_sum_to_1_with_the_sink_shown(v: Values) -> None:
    for name in ("piece_pattern_tired", "pattern_tired", "pattern_wide"):
        pattern = getattr(v, name)
        assert pattern.min() >= 0
        assert pattern.max() <= v.vmax
        np.testing.assert_allclose(pattern.sum(axis=1), 1, atol=1e-12)


def test_merging_by_loops(v: Values) -> None:
    n = len(v.words_tired)
    groups = [np.flatnonzero(v.word_of_piece == word) for word in range(n)]
    assert [[v.pieces_tired[i] for i in group] for group in groups if len(group) > 1] == [
        ["didn", "'", "t"]
    ]
    for i, asking in enumerate(groups):
        for j, asked in enumerate(groups):
            rows = [sum(v.piece_pattern_tired[p, q] for q in asked) for p in asking]
            assert v.pattern_tired[i, j] == pytest.approx(sum(rows) / len(rows), abs=1e-15)


def test_arcs_are_the_row(v: Values) -> None:
    np.testing.assert_array_equal(v.arcs_tired, v.pattern_tired[v.asking])
    np.testing.assert_array_equal(v.arcs_wide, v.pattern_wide[v.asking])
    np.testing.assert_allclose(v.arcs_change, v.arcs_wide - v.arcs_tired, atol=1e-15)


def test_the_ending_moves_the_attention(v: Values) -> None:
    """Without the final full stop, as the report has it."""
    animal, street = v.first_noun, v.second_noun
    assert [f"{x[animal]:.2f}" for x in (v.arcs_tired, v.arcs_wide)] == ["0.64", "0.27"]
    assert [f"{x[street]:.2f}" for x in (v.arcs_tired, v.arcs_wide)] == ["0.05", "0.13"]
    lead = [x[animal] - x[street] for x in (v.arcs_tired, v.arcs_wide)]
    assert v.shown_switch == pytest.approx(lead[0] - lead[1], rel=1e-12)
    assert lead[1] > 0  # wide should make it the street: the animal still leads


def test_means_of_all_heads(v: Values) -> None:
    np.testing.assert_allclose(v.mean_arcs_tired.sum(), 1, atol=1e-12)
    np.testing.assert_allclose(v.mean_arcs_wide.sum(), 1, atol=1e-12)
    assert v.mean_arcs_tired[v.first_noun] < 0.1
    for text, mean in ((v.sentence_tired, v.mean_arcs_tired), (v.sentence_wide, v.mean_arcs_wide)):
        rows = read(load_encoder(), text).word_patterns[:, :, v.asking].numpy()
        np.testing.assert_allclose(mean, rows.mean(axis=(0, 1)), rtol=1e-9)
    assert v.start_share_by_head.shape == (6, 12)
    assert v.start_share == pytest.approx(v.start_share_by_head.mean(), rel=1e-12)
    assert v.start_share == pytest.approx(v.mean_arcs_tired[0], rel=1e-12)
    assert f"{v.start_share:.2f}" == "0.37"
    assert v.start_share_by_head[v.layer - 1, v.head - 1] == pytest.approx(v.arcs_tired[0])


def test_causal_triangle(v: Values) -> None:
    np.testing.assert_array_equal(v.causal_allowed, np.tri(11, dtype=int))
    hidden = v.causal_allowed[v.asking - 1] == 0  # without [CLS], positions are one less
    assert tuple(np.array(v.read_words)[hidden]) == v.unseen_by_it == ("was", "too", "tired")


def test_statistics_by_hand(v: Values) -> None:
    assert len(v.switches) == v.n_pairs == 24
    assert v.positive_pairs == (v.switches > 0).sum()
    assert v.switch_mean == pytest.approx(v.switches.mean(), rel=1e-12)
    assert v.switch_std == pytest.approx(v.switches.std(ddof=1), rel=1e-12)
    assert v.switch_mean == pytest.approx(2 * (v.right_share - v.wrong_share), rel=1e-9)
    assert v.switch_by_head[v.layer - 1, v.head - 1] == pytest.approx(v.switch_mean, rel=1e-12)
    favourable = sum(comb(24, k) for k in range(v.positive_pairs, 25))
    assert v.positive_p == favourable / 2**24 < 0.001
    assert 0.5 < v.right_ahead < 0.7  # far from "the model resolves it"
    assert v.both_right < v.n_pairs / 2
    assert np.abs([v.switches, v.hidden_switches]).max() < v.switch_vmax


def test_flips_are_pairs_whose_right_noun_leads_with_both_endings(v: Values) -> None:
    assert v.flips.shape == v.switches.shape
    assert v.flips.sum() == v.both_right
    assert (v.switches[v.flips == 1] > 0).all()
    assert v.both_right + v.one_noun_ahead + v.negative_pairs == v.n_pairs
    encoder, pairs = load_encoder(), reporting(it_pairs())
    for k in (int(v.switches.argmax()), int(v.switches.argmin()), int(np.argsort(v.switches)[3])):
        leads = []
        for text in pairs[k].texts:
            reading = read(encoder, text)
            words = reading.text.words
            row = reading.word_patterns[v.layer - 1, v.head - 1, words.index("it")]
            first, second = (float(row[words.index(noun)]) for noun in pairs[k].nouns)
            leads.append(first - second)
        assert v.flips[k] == (leads[0] > 0 > leads[1])


def test_statistics_are_the_tables(v: Values, row: dict[str, str]) -> None:
    assert v.positive_pairs == int(row["reporting_positive_pairs"])
    assert v.both_right == int(row["reporting_both_right"])
    for name in ("switch_mean", "switch_std", "right_share", "wrong_share", "right_ahead"):
        assert getattr(v, name) == pytest.approx(float(row[f"reporting_{name}"]), abs=1.1e-6)
    by_head = [float(r["reporting_switch_mean"]) for r in tables.rows("heads_it")]
    np.testing.assert_allclose(v.switch_by_head.ravel(), by_head, atol=1.1e-6)


def test_hiding_the_ending_takes_the_switch_away(v: Values) -> None:
    assert v.hidden_layers == v.layer - 1
    assert v.hidden_switch_mean == pytest.approx(v.hidden_switches.mean(), rel=1e-12)
    assert v.hidden_positive_pairs == (v.hidden_switches > 0).sum()
    assert v.hidden_switch_mean < 0.25 * v.switch_mean
    assert v.hidden_positive_pairs < v.positive_pairs


def test_the_tempting_head_does_not_care_about_the_ending(v: Values) -> None:
    assert (v.tempting_layer, v.tempting_head) != (v.layer, v.head)
    to_animal = read(load_encoder(), v.sentence_tired).word_patterns[:, :, v.asking, v.first_noun]
    assert v.tempting_share == pytest.approx(
        float(to_animal[v.tempting_layer - 1, v.tempting_head - 1]), rel=1e-9
    )
    assert int((to_animal > v.tempting_share * 1.0001).sum()) == int(
        v.arcs_tired[v.first_noun] > v.tempting_share
    )
    assert v.tempting_switch < 0.2 * v.switch_mean
    assert v.tempting_switch == v.switch_by_head[v.tempting_layer - 1, v.tempting_head - 1]


SAID = "Unbelievably, the cat saw the dog because it barked"


@pytest.fixture(scope="module")
def own() -> Values:
    return module.compute(sentence=SAID, query="cat")


def test_without_inputs_the_saved_values_and_provenance_are_computed(v: Values) -> None:
    fresh = module.compute()
    assert module.provenance() is module.PROVENANCE
    assert (fresh.words_tired, fresh.asking, fresh.n_endings) == (v.words_tired, v.asking, 2)
    np.testing.assert_allclose(fresh.pattern_tired, v.pattern_tired, atol=1e-12)


def test_a_users_sentence_is_read_by_the_same_head(own: Values) -> None:
    assert own.words_tired == ("[CLS]", *SAID.split(), "[SEP]")
    assert own.read_words[own.asking - 1] == "cat"
    assert own.unseen_by_it == tuple(SAID.split()[3:])
    reading = read(load_encoder(), SAID)
    pieces = reading.patterns[own.layer - 1, own.head - 1].numpy()  # between pieces
    word_of = np.array(reading.text.word_of)
    assert (np.bincount(word_of) > 1).tolist() == [False, True] + [False] * 9  # only the first
    for i in range(len(own.words_tired)):
        for j in range(len(own.words_tired)):
            block = pieces[word_of == i][:, word_of == j]
            expected = block.sum(axis=1).mean()
            assert own.pattern_tired[i, j] == pytest.approx(float(expected), abs=1e-12)
    np.testing.assert_array_equal(own.arcs_tired, own.pattern_tired[own.asking])
    first = reading.patterns[:, :, list(word_of).index(own.asking), 0].numpy()  # "cat" is one piece
    np.testing.assert_allclose(own.start_share_by_head, first, atol=1e-12)


def test_a_users_sentence_has_one_ending_and_no_nouns(own: Values, v: Values) -> None:
    assert own.n_endings == 1
    assert own.words_wide == own.words_tired
    assert (own.first_noun, own.second_noun, own.ending) == (-1, -1, -1)
    assert not own.arcs_change.any()
    assert own.shown_switch == own.tempting_share == own.tempting_layer == 0
    np.testing.assert_allclose(own.switches, v.switches, atol=1e-12)  # of our list, as they were


def test_a_mark_is_a_sink_from_twice_an_even_share(own: Values, v: Values) -> None:
    few = module.compute(
        sentence="Electroencephalographically speaking, antidisestablishmentarianism"
    )
    for values, words, sink in ((v, 13, 1), (own, 11, 1), (few, 5, 0)):
        assert len(values.words_tired) == words
        assert values.equal_share == pytest.approx(1 / words, abs=1e-15)
        mean = values.start_share_by_head.mean()
        assert values.start_share == pytest.approx(mean, abs=1e-12)
        assert values.sink == sink == (mean * words >= 2)


def test_it_asks_unless_another_word_is_named() -> None:
    assert module.compute(sentence=SAID).words_tired[8] == "it"
    assert module.compute(sentence=SAID).asking == 8
    assert module.compute(query="street").asking == 6  # of the scene's own sentence


def test_without_it_the_word_of_the_largest_weight_on_another_asks() -> None:
    own = module.compute(sentence="Some small birds sing at night")
    among = own.pattern_tired[1:-1, 1:-1] * (1 - np.eye(6))
    assert own.asking == 1 + int(among.max(axis=1).argmax())


def test_what_was_given_is_said() -> None:
    told = module.provenance(sentence=SAID, query="cat")
    assert len(told.line) <= 100
    assert told.line.endswith("your sentence")
    assert SAID in told.inputs
    assert told.inputs.endswith("asking: cat")
    assert (told.layer, told.head) == (module.PROVENANCE.layer, module.PROVENANCE.head)
    assert module.OWN in module.provenance(query="animal").inputs


@pytest.mark.parametrize(
    ("sentence", "query", "said"),
    [
        ("two words", None, "--sentence has 2 words for d02, 3 to 24 are allowed"),
        (
            "the cat slept",
            "dog",
            "--query 'dog' is no word of the sentence; it has the, cat, slept",
        ),
        ("the 😀 slept", None, "has no '😀'"),
        ("it is ¯", None, "--sentence: the encoder's vocabulary has no pieces for"),
        (None, "dog", "--query 'dog' is no word"),
    ],
)
def test_refusals(sentence: str | None, query: str | None, said: str) -> None:
    with pytest.raises(UserError) as caught:
        module.compute(sentence=sentence, query=query)
    assert said in str(caught.value)
