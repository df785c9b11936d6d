"""Diagram 9: the selective net holds at fillers and writes at content words; its twin cannot."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.models import checkpoint, copying_nets
from anim_lib.tasks import selective_copying as task
from anim_lib.value_store import load
from scenes.values.d09_selective_vs_fixed import FIXED, SELECTIVE, Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_sentence_is_an_example_of_the_task(v: Values) -> None:
    assert v.tokens[v.n_body :] == (":", "_", "_", "_")
    hidden = tuple(w for w, c in zip(v.tokens, v.is_content, strict=True) if c)
    assert hidden == v.wanted == ("cat", "sat", "mat", "dog")
    assert task.SHORTEST <= v.n_body <= task.LONGEST


def test_small_delta_keeps_and_large_delta_writes(v: Values) -> None:
    content = v.is_content[: v.n_body] == 1
    for lower, upper in (
        (v.selective_delta[: v.n_body][~content], v.selective_delta[: v.n_body][content]),
        (v.selective_kept[: v.n_body][content], v.selective_kept[: v.n_body][~content]),
        (v.selective_written[: v.n_body][~content], v.selective_written[: v.n_body][content]),
        (v.selective_moved[: v.n_body][~content], v.selective_moved[: v.n_body][content]),
    ):
        assert lower.max() < upper.min()
    assert v.selective_kept[: v.n_body][~content].min() > 0.99
    assert v.selective_delta[: v.n_body][content].min() > v.blank_delta > v.colon_delta


def test_the_twin_keeps_the_same_share_of_every_state(v: Values) -> None:
    assert np.ptp(v.fixed_delta) < 1e-12
    assert np.ptp(v.fixed_kept) < 1e-12
    assert np.ptp(v.fixed_written) > 0.1, "u still depends on the token"


@pytest.mark.parametrize("name", [SELECTIVE, FIXED])
def test_kept_and_delta_belong_to_one_another(v: Values, name: str) -> None:
    """delta is read off the weights once more: softplus(bias + select(norm(embedding)))."""
    weights = {key: x.double().numpy() for key, x in checkpoint.load(name).items()}
    place = 1  # cat
    x = weights["embedding.weight"][task.VOCABULARY.index(v.tokens[place])]  # (d_model,)
    x = x / np.sqrt((x**2).mean() + 1e-6) * weights["norms.0.weight"]
    token = 0.0
    if name == SELECTIVE:
        token = weights["layers.0.select.weight"][0] @ x + weights["layers.0.select.bias"][0]
    delta = np.log1p(np.exp(weights["layers.0.delta_bias"] + token))  # (d_inner,)
    kept = np.exp(-delta[:, None] * np.exp(weights["layers.0.A_log"]))  # (d_inner, d_state / 2)
    word = "selective" if name == SELECTIVE else "fixed"
    assert getattr(v, f"{word}_delta")[place] == pytest.approx(delta.mean(), rel=1e-6)
    assert getattr(v, f"{word}_kept")[place] == pytest.approx(kept.mean(), rel=1e-6)


def test_movement_is_at_least_that_of_the_shown_cells(v: Values) -> None:
    for cells, moved in ((v.selective_cells, v.selective_moved), (v.fixed_cells, v.fixed_moved)):
        steps = np.diff(cells, axis=0, prepend=0)
        assert (np.linalg.norm(steps, axis=1) <= moved + 1e-12).all()
        assert (np.abs(cells) < v.cell_vmax).all()
    assert max(v.selective_moved.max(), v.selective_written.max()) < v.written_vmax
    assert v.selective_delta.max() < v.delta_vmax


def test_answers(v: Values) -> None:
    for word in ("selective", "fixed"):
        right = [a == b for a, b in zip(getattr(v, f"{word}_named"), v.wanted, strict=True)]
        assert getattr(v, f"{word}_right").tolist() == right
        assert (getattr(v, f"{word}_sure") > v.chance).all()
    assert v.selective_right.all()
    assert v.fixed_right.sum() < 4


def test_every_content_word_ranks_above_every_filler(v: Values) -> None:
    assert sorted(v.ranked) == sorted(task.FILLERS + task.CONTENTS)
    assert (np.diff(v.ranked_delta) <= 0).all()
    assert v.ranked_is_content.tolist() == [1] * 16 + [0] * 12
    assert [word in task.CONTENTS for word in v.ranked] == v.ranked_is_content.astype(bool).tolist()


def test_figures_of_three_seeds(v: Values) -> None:
    trained = v.lengths <= v.longest_trained
    assert (v.selective_accuracy[:, trained] >= 0.97).all()
    assert (v.fixed_accuracy[:, trained] <= 0.65).all()
    assert (v.selective_accuracy[:, -1] < 0.7).all(), "eight times the trained length fails"
    assert (v.selective_whole > 10 * v.fixed_whole).all()
    assert (v.delta_content > 50 * v.delta_filler).all()
    assert (v.delta_auc == 1).all()
    assert v.chance == 1 / 16


def test_accuracies_hold_on_examples_drawn_here() -> None:
    """Not the held-out examples of the record: other ones."""
    import torch

    examples = task.draw(200, task.LONGEST, torch.Generator().manual_seed(20_26))
    shares = {}
    for name in (SELECTIVE, FIXED):
        net = checkpoint.load_into(copying_nets.build(name), name)
        shares[name] = float(task.right(net(examples.tokens), examples).double().mean())
    assert shares[SELECTIVE] >= 0.97
    assert shares[FIXED] <= 0.65
