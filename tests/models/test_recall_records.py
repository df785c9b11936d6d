"""Tensors read from records of training hold the records' own figures, in order."""

from __future__ import annotations

import pytest

from anim_lib.models import recall_records
from anim_lib.models.checkpoint import record

NAMES = ("recall_lstm", "recall_transformer")


def test_accuracies_by_model_length_and_seed() -> None:
    read = recall_records.accuracies(NAMES, (2, 32))
    assert read.shape == (2, 2, 3)
    for i, name in enumerate(NAMES):
        for j, n_pairs in enumerate((2, 32)):
            for k, seed in enumerate(record(name)["seeds"]):
                assert read[i, j, k] == seed["metrics"]["accuracy"][str(n_pairs)]


def test_ages_average_to_the_accuracy() -> None:
    by_age = recall_records.accuracies_by_age(NAMES, 32)
    assert by_age.shape == (2, 3, 8)
    whole = recall_records.accuracies(NAMES, (32,))[:, 0]  # (2, 3)
    # Records keep six significant digits: each figure below 1 is rounded by at most 5e-7.
    assert by_age.mean(-1).flatten().tolist() == pytest.approx(whole.flatten().tolist(), abs=1e-6)


def test_steps_and_parameters() -> None:
    assert recall_records.parameters(NAMES).tolist() == [75_072, 57_920]
    assert recall_records.steps(NAMES).shape == (2, 3)
    assert (recall_records.steps(NAMES)[0] == 1_200).all()  # never learned: the whole budget
