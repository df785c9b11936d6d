"""Diagram 16 against figures worked out by hand and the errata."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.d16_lra_benchmark import PROVENANCE, Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_tasks_and_chance(v: Values) -> None:
    assert v.tasks[-1] == "Path-X"
    assert v.length[-1] == 128 * 128
    assert v.chance.tolist() == [10, 50, 50, 10, 50, 50]
    assert (v.chance == 100 / v.classes).all()
    assert v.documents.tolist() == [1, 1, 2, 1, 1, 1]
    assert v.guess == v.chance[-1]
    assert v.chance_six == pytest.approx(220 / 6)


def test_the_race_is_in_the_order_of_years(v: Values) -> None:
    assert v.models == ("Transformer (LRA)", "Luna-256 (re-run)", "S4 v1", "S4 v2", "Mega", "S5")
    assert v.year.tolist() == [2020, 2021, 2021, 2022, 2022, 2023]
    assert v.kind == ("transformer", "transformer", "ssm", "ssm", "hybrid", "ssm")
    assert not any("Mamba" in model for model in v.models)
    assert all(v.sources)
    for model in (*v.models, v.rerun):
        assert f"assets/tables/lra.csv:{model}" in PROVENANCE.sources


def test_a_failure_counts_as_a_guess(v: Values) -> None:
    assert v.failed[:, :-1].sum() == 0
    assert v.failed[:, -1].tolist() == [1, 1, 0, 0, 0, 0]
    assert (v.scores[v.failed == 1] == v.guess).all()
    assert v.first_path_x == "S4 v1"


def test_averages(v: Values) -> None:
    assert v.five.tolist() == pytest.approx(v.scores[:, :-1].mean(1), rel=1e-14)
    assert v.six.tolist() == pytest.approx(v.scores.mean(1), rel=1e-14)
    # Hand-made sums of the tasks' figures, over 5 and over 6.
    assert v.five.tolist() == pytest.approx(
        [271.94 / 5, 309.73 / 5, 394.77 / 5, 420.17 / 5, 431.27 / 5, 426.19 / 5]
    )
    assert v.six.tolist() == pytest.approx(
        [321.94 / 6, 359.73 / 6, 482.87 / 6, 516.52 / 6, 529.25 / 6, 524.77 / 6]
    )


def test_transformers_before_s4_do_not_end_at_55(v: Values) -> None:
    assert v.best_before == v.before[-1] == v.models[1]
    assert (np.diff(v.before_six) >= 0).all()
    assert v.before_six[-1] == pytest.approx(359.73 / 6)
    assert v.above_cluster == 4
    assert (v.before_six > v.drawn_cluster).sum() == 4
    assert (v.before_five > v.drawn_cluster).sum() == 5
    assert set(v.before[-4:]) == {
        "Nyströmformer",
        "Luna-256",
        "H-Transformer-1D",
        "Luna-256 (re-run)",
    }


def test_the_jump_was_made_in_two_steps(v: Values) -> None:
    assert v.jump_from_lra == pytest.approx((482.87 - 321.94) / 6)
    assert v.jump_from_best == pytest.approx((482.87 - 359.73) / 6)
    assert v.update == pytest.approx((516.52 - 482.87) / 6)


def test_the_same_transformer_run_again(v: Values) -> None:
    assert v.rerun_six == pytest.approx(57.705)
    assert v.rerun_gain.argmax() == 2  # Retrieval
    assert v.rerun_gain[2] == pytest.approx(79.14 - 57.46)
    assert np.delete(v.rerun_gain, 2).max() < 1
    assert v.rerun_failed.tolist() == [0, 0, 0, 0, 0, 1]


def test_pretraining_closes_the_gap(v: Values) -> None:
    assert v.gap_from_scratch == pytest.approx((516.52 - 321.94) / 6)
    assert (v.pretrained_six, v.beside_it_s4) == (86.2, 86.1)
    assert v.gap_pretrained == pytest.approx(-0.1)
    assert v.beside_it_s4 == pytest.approx(v.six[3], abs=0.05)  # the same figure, rounded
    assert "2310.02980" in v.pretrained_source
    assert "own data" in v.pretrained_condition
    assert v.small_gain == 30
    assert v.lra_path_x_size.tolist() == [1, 32]
    assert v.s4_path_x_size.tolist() == [6, 256]


def test_drawn_averages_mix_five_and_six_tasks(v: Values) -> None:
    assert v.drawn_models == ("Transformer (LRA)", "S4 v2", "S5")
    assert v.averaged_over.tolist() == [5, 6, 6]
    assert v.drawn_averages.tolist() == [54.4, 86.1, 87.4]
    assert v.like_for_like.tolist() == pytest.approx([53.657, 86.087, 87.462], abs=5e-4)


def test_drawn_bars_have_more_than_one_scale(v: Values) -> None:
    assert v.cell_ratio.round(2).tolist() == [5.25, 2.75, 3.09, 4.12, 2.57, 3.6]
    assert v.true_ratio.round(2).tolist() == [1.64, 1.35, 1.58, 2.09, 1.32, 1.93]
    assert v.cells_per_point[0].min() == pytest.approx(0.11, abs=5e-4)
    assert v.cells_per_point[0].max() == pytest.approx(0.2)
    assert v.cells_per_point[1:].min() > 0.35
    assert v.cells_per_point[1:].max() < 0.39


def test_drawn_labels_are_the_rounded_scores(v: Values) -> None:
    rows = [v.models.index(model) for model in v.drawn_models]
    off = np.abs(v.drawn_scores - v.scores[rows])
    assert off.max() < 0.081  # 98.58 is cut off to 98.5
    assert (off > 0.051).sum() == 1


def test_everything_fits_the_axis(v: Values) -> None:
    assert v.vmax == 100
    assert v.scores.max() < v.vmax
    assert (v.scores >= v.chance).all()
