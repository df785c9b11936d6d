"""Diagram 19: 51 words, and recall that fades where the state is small and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from anim_lib.tasks import recall
from anim_lib.value_store import load
from scenes.values.d19_photographic_vs_sketch import DOCUMENTS_SEED, Values
from tests.values import numpy_recall


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_paragraph_has_51_words_and_marks(v: Values) -> None:
    assert v.n_words == len(v.words) == 51
    assert v.n_words_drawn == 65
    assert "".join(v.words) == v.paragraph.replace(" ", "")
    assert v.words[:8] == ("The", "defendant", ",", "Marcus", "Webb", ",", "a", "42-year-old")
    assert v.words[-4:] == ("complete", "vindication", ".", "'")


def test_positions(v: Values) -> None:
    where = dict(zip(v.named, v.named_positions.tolist(), strict=True))
    assert where["acquitted"] == 15
    assert (where["deliberated"], where["six"], where["vindication"]) == (32, 34, 49)
    for word, position in where.items():
        assert v.words[position - 1] == word
    right = v.named_positions == v.named_drawn
    assert right.tolist() == [True] * 3 + [False] * 5


def test_what_is_kept(v: Values) -> None:
    assert v.has_cache.tolist() == [1, 1, 0, 0, 0]
    assert (np.diff(v.kept_bytes, axis=1) > 0).all(1).tolist() == [True, True, False, False, False]
    assert (np.diff(v.kept_bytes[2:], axis=1) == 0).all()
    assert v.kept_bytes[2:, 0].tolist() == [19_456, 10_496, 6_016]
    assert v.kept_bytes[0, -1] == 96 * 2 * 2 * 64 * 4  # tokens, K and V, layers, d_model, bytes


def test_the_cache_keeps_what_the_state_loses(v: Values) -> None:
    assert v.recall[0].min() > 0.98
    assert v.recall[1].min() > 0.97
    blurred = v.recall[2:]  # by falling state size
    assert (np.diff(blurred[:, 3:], axis=1) < 0).all()  # from 8 facts on, more facts are less sure
    assert (np.diff(blurred[:, 3:], axis=0) < 0).all()  # and a smaller state is less sure
    assert v.recall[4, -1] < 0.5 < 0.7 < v.recall[2, -1] < 0.9
    assert v.levels.tolist() == [1, 2, 4, 8, 16, 32, 48]
    assert v.trained_facts.tolist() == v.levels[:-1].tolist()


def test_means_are_means(v: Values) -> None:
    for j, n in enumerate(v.levels.tolist()):
        np.testing.assert_allclose(v.recall_by_fact[:, j, :n].mean(1), v.recall[:, j], atol=1e-12)
        assert (v.recall_by_fact[:, j, n:] == 0).all()
    for n in v.facts_read.tolist():
        shown = v.shown_recall[:, n - 1, :n].mean(1)
        np.testing.assert_allclose(shown, v.shown_mean[:, n - 1], atol=1e-12)
    assert (v.recall_low <= v.recall).all()
    assert (v.recall <= v.recall_high).all()


def test_the_shown_document_fills_a_triangle(v: Values) -> None:
    n_facts = len(v.facts_read)
    assert v.shown_recall.shape == (5, n_facts, n_facts)
    not_read = np.triu(np.ones((n_facts, n_facts), dtype=bool), k=1)
    assert (v.shown_recall[:, not_read] == 0).all()
    assert (v.shown_recall[:, ~not_read] > 0).all()
    assert (v.shown_recall <= v.probability_vmax).all()
    assert len(set(v.shown_keys.tolist())) == n_facts
    assert v.shown_values.max() < 32


def test_the_missed_fact_is_the_least_sure_answer_of_the_cache(v: Values) -> None:
    asked = v.shown_recall[0, : v.trained_facts[-1]]
    assert asked[asked > 0].min() == v.missed_share == pytest.approx(0.141, abs=5e-4)
    assert v.shown_recall[0, v.missed_read - 1, v.missed_fact] == v.missed_share
    assert (v.missed_read, v.missed_fact) == (5, 2)
    assert (np.delete(asked[v.missed_read - 1, : v.missed_read], v.missed_fact) > 0.99).all()


def test_the_miss_is_rare(v: Values) -> None:
    """The other documents are read again, each up to as many facts, in numpy."""
    seed = torch.Generator().manual_seed(DOCUMENTS_SEED)
    drawn = recall.draw_pairs(v.n_documents, len(v.facts_read), seed)
    keys, values = (part[:, : v.missed_read].numpy() for part in drawn)
    shares = []
    for key, value in zip(keys, values, strict=True):
        document = np.stack([key, 64 + value], 1).ravel()
        for asked, right in zip(key, value, strict=True):
            logits, _ = numpy_recall.read(v.models[0], np.append(document, asked))
            shares.append(numpy_recall.softmax(logits[-1])[right])
    assert v.miss_limit == 0.5 > v.missed_share
    assert len(shares) == v.n_documents * v.missed_read == 160
    assert v.missed_others == (np.array(shares) < v.miss_limit).sum() == 0
    assert min(shares) > 0.95, "none of them is near the limit"
    assert v.missed_read not in v.trained_facts
    assert np.delete(v.shown_mean[0], v.missed_read - 1).min() > 0.98, "nor here, later or earlier"


def test_the_shown_document_is_like_the_others(v: Values) -> None:
    shown = v.shown_recall[:, -1].mean(1)
    assert (v.recall_low[:, -1] - 0.01 <= shown).all()
    assert (shown <= v.recall_high[:, -1] + 0.01).all()


@pytest.mark.parametrize("n_read", [8, 48])
@pytest.mark.parametrize("fact", [0, 7])
def test_shares_are_those_of_numpy(v: Values, n_read: int, fact: int) -> None:
    document = np.stack([v.shown_keys, 64 + v.shown_values], 1)[:n_read].ravel()
    for i, name in enumerate(v.models):
        logits, _ = numpy_recall.read(name, np.append(document, v.shown_keys[fact]))
        share = numpy_recall.softmax(logits[-1])[v.shown_values[fact]]
        assert v.shown_recall[i, n_read - 1, fact] == pytest.approx(share, abs=1e-11)


def test_public_models(v: Values) -> None:
    assert v.real_state_numbers == 64 * 5_120 * 16
    assert v.real_conv_numbers == 64 * 5_120 * 4
    assert v.real_state_bytes == 13_107_200
    assert v.real_cache_per_token == 2 * 32 * 32 * 80
    assert v.real_cache_bytes == 51 * 327_680
    assert v.real_state_source == "Gu & Dao 2023"
    assert v.chance == 1 / 32
    assert v.kept_bytes.max() < v.bytes_vmax
