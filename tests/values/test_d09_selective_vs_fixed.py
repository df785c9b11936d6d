"""Diagram 9: the selective net holds at fillers and writes at content words; its twin cannot."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors.numpy import load_file

from anim_lib.code_hash import ROOT
from anim_lib.errors import UserError
from anim_lib.models import checkpoint, copying_nets
from anim_lib.tasks import selective_copying as task
from anim_lib.value_store import load
from scenes.values.d09_selective_vs_fixed import (
    ATTENTION,
    FIXED,
    N_EXAMPLES,
    PROVENANCE,
    SELECTIVE,
    Values,
    compute,
    provenance,
)
from tests.values import numpy_delta_ssm
from tests.values.numpy_delta_ssm import size


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_sentence_is_an_example_of_the_task(v: Values) -> None:
    assert v.tokens[v.n_body :] == (":", "_", "_", "_")
    hidden = tuple(w for w, c in zip(v.tokens, v.is_content, strict=True) if c)
    assert hidden == v.wanted == ("cat", "dog", "sat", "mat")
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


@pytest.mark.parametrize(("word", "name"), [("selective", SELECTIVE), ("fixed", FIXED)])
def test_the_layer_again(v: Values, word: str, name: str) -> None:
    scan = numpy_delta_ssm.scan(name, np.array([task.VOCABULARY.index(w) for w in v.tokens]))
    kept = np.abs(np.exp(scan.delta[..., None] * scan.A)).mean((1, 2))  # (seq_len,)
    moved = size(np.diff(scan.states, axis=0, prepend=0))  # (seq_len,)
    cells = scan.states[:, getattr(v, f"{word}_channel") - 1]  # (seq_len, d_state / 2)
    for field, again in (
        ("delta", scan.delta.mean(-1)),
        ("kept", kept),
        ("written", size(scan.added)),
        ("moved", moved),
        ("cells", np.concatenate([cells.real, cells.imag], axis=1)),
    ):
        saved = getattr(v, f"{word}_{field}")
        np.testing.assert_allclose(saved, again, rtol=1e-9, atol=1e-11, err_msg=field)


@pytest.mark.parametrize(("word", "name"), [("selective", SELECTIVE), ("fixed", FIXED)])
def test_the_shown_channel_holds_most_of_the_word_that_it_holds_least(
    v: Values, word: str, name: str
) -> None:
    others = task.choosing(N_EXAMPLES, task.LONGEST).tokens.numpy()
    left = numpy_delta_ssm.scan(name, others[:, : task.LONGEST + 1]).left(task.LONGEST)
    content = (others >= 12) & (others < 28)  # the vocabulary's content words
    held = size(left, 1)[content[:, : task.LONGEST + 1]]  # (n_examples * n_hidden, d_inner)
    least = held.reshape(N_EXAMPLES, task.N_HIDDEN, -1).min(axis=1).mean(axis=0)  # (d_inner,)
    assert getattr(v, f"{word}_channel") - 1 == least.argmax()


def test_movement_is_at_least_that_of_the_shown_cells(v: Values) -> None:
    for cells, moved in ((v.selective_cells, v.selective_moved), (v.fixed_cells, v.fixed_moved)):
        steps = np.diff(cells, axis=0, prepend=0)
        assert (np.linalg.norm(steps, axis=1) <= moved + 1e-12).all()
        assert (np.abs(cells[: v.n_body]) < v.cell_vmax).all()
    assert max(v.selective_moved.max(), v.selective_written.max()) < v.written_vmax
    assert v.selective_delta.max() < v.delta_vmax


def test_answers(v: Values) -> None:
    for word, name in (("selective", SELECTIVE), ("fixed", FIXED)):
        net = checkpoint.load_into(copying_nets.build(name), name)
        logits = net(task.encode(" ".join(v.tokens[: v.n_body])).tokens)[0, v.n_body :]
        assert getattr(v, f"{word}_named") == task.words_of(logits.argmax(-1))
        np.testing.assert_allclose(getattr(v, f"{word}_sure"), logits.softmax(-1).amax(-1))
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


def test_a_words_delta_is_the_same_at_every_place(v: Values) -> None:
    """The layer sees the word alone, so that the mean over places is the word's own delta."""
    scan = numpy_delta_ssm.scan(SELECTIVE, np.arange(len(task.VOCABULARY)))
    by_word = dict(zip(task.VOCABULARY, scan.delta.mean(-1).tolist(), strict=True))
    np.testing.assert_allclose(v.ranked_delta, [by_word[w] for w in v.ranked], rtol=1e-9)
    assert v.colon_delta == pytest.approx(by_word[":"], rel=1e-9)
    assert v.blank_delta == pytest.approx(by_word["_"], rel=1e-9)


def test_figures_are_the_records(v: Values) -> None:
    for name, accuracy, whole in (
        (SELECTIVE, v.selective_accuracy, v.selective_whole),
        (FIXED, v.fixed_accuracy, v.fixed_whole),
    ):
        seeds = checkpoint.record(name)["seeds"]
        assert [seed["steps"] for seed in seeds] == [v.steps] * len(seeds)
        for row, seed in zip(accuracy, seeds, strict=True):
            assert row.tolist() == [seed["metrics"]["accuracy"][str(n)] for n in v.lengths]
        assert whole.tolist() == [seed["metrics"]["whole_sequence"]["32"] for seed in seeds]


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


@pytest.mark.parametrize(("word", "name"), [("selective", SELECTIVE), ("fixed", FIXED)])
def test_hidden_attention_is_the_answer_to_one_unit_of_input(
    v: Values, word: str, name: str
) -> None:
    """Not by products of A_bar: an impulse at one word is carried on through the recurrence."""
    scan = numpy_delta_ssm.scan(name, np.array([task.VOCABULARY.index(w) for w in v.tokens]))
    raw = load_file(ROOT / "assets" / "weights" / f"{name}.safetensors")
    C = raw["layers.0.C"].astype(np.float64) @ np.array([1, 1j])  # (d_inner, d_state / 2)
    channel = getattr(v, f"{word}_channel") - 1
    again = np.zeros((v.n_body, v.n_body))
    for s in range(v.n_body):
        h = np.zeros_like(C[channel])
        for t in range(s, v.n_body):
            h = np.exp(scan.delta[t, channel] * scan.A[channel]) * h
            h = h + (scan.delta[s, channel] if t == s else 0.0)
            again[t, s] = 2 * (C[channel] * h).sum().real
    np.testing.assert_allclose(getattr(v, f"{word}_hidden"), again, rtol=1e-8, atol=1e-10)
    assert getattr(v, f"{word}_hidden_difference") < 1e-12


def test_the_twin_has_one_filter_and_the_selective_net_none(v: Values) -> None:
    for k in range(v.n_body):
        np.testing.assert_allclose(v.fixed_hidden.diagonal(-k), v.fixed_kernel[k], atol=1e-12)
    spreads = [np.ptp(v.selective_hidden.diagonal(-k)) for k in range(v.n_body)]
    assert v.selective_spread == pytest.approx(max(spreads), rel=1e-9)
    assert v.selective_spread > 1 > 1e-12 > v.fixed_spread
    filler = v.is_content[: v.n_body] == 0
    assert v.filler_weight_most == pytest.approx(np.abs(v.selective_hidden[:, filler]).max())
    assert v.filler_weight_most < 0.02 < np.abs(v.selective_hidden[:, ~filler]).max()
    assert np.abs(v.selective_hidden).max() <= v.selective_hidden_vmax
    assert np.abs(v.fixed_hidden).max() <= v.fixed_hidden_vmax


def test_the_attention_is_that_of_diagram_m1s_head(v: Values) -> None:
    from anim_lib.models import tiny_gpt
    from anim_lib.tasks.nursery_words import encode
    from scenes.values import m1_training_vs_inference as m1

    assert (v.attention_layer, v.attention_head) == (m1.LAYER, m1.HEAD)
    assert f"head {v.attention_layer}.{v.attention_head}" in PROVENANCE.line
    gpt = tiny_gpt.trained()
    words = encode(" ".join(v.tokens[: v.n_body]), gpt.config.context)[None]
    pattern = gpt.trace(words).layers[v.attention_layer - 1].pattern[0, v.attention_head - 1]
    np.testing.assert_allclose(v.attention, pattern.detach().numpy(), atol=1e-9)
    np.testing.assert_allclose(v.attention.sum(1), 1.0, atol=1e-9)


def test_what_the_captions_say_about_the_sentence(v: Values) -> None:
    body, content = slice(v.n_body), v.is_content[: v.n_body] == 1
    order = np.argsort(-v.selective_delta[body], kind="stable")
    assert v.told == tuple(v.tokens[i] for i in order)
    assert v.n_told_content == content.sum() == len(v.wanted)
    assert set(v.told[: v.n_told_content]) == set(v.wanted)
    assert v.filler_delta_most == v.selective_delta[body][~content].max()


def test_shares_of_movement(v: Values) -> None:
    content = v.is_content[1 : v.n_body] == 1
    ends = {"selective": SELECTIVE, "fixed": FIXED}
    for word, name in ends.items():
        scan = numpy_delta_ssm.scan(name, np.array([task.VOCABULARY.index(w) for w in v.tokens]))
        lengths = size(scan.states[: v.n_body])
        again = size(np.diff(scan.states[: v.n_body], axis=0)) / lengths[:-1]
        np.testing.assert_allclose(getattr(v, f"{word}_share_moved"), again, rtol=1e-8)
    one, two = v.selective_share_moved, v.fixed_share_moved
    assert v.selective_filler_moves_least == one[~content].min()
    assert v.selective_filler_moves_most == one[~content].max()
    assert v.selective_content_moves_least == one[content].min()
    assert v.fixed_filler_moves_least == two[~content].min()
    assert v.fixed_filler_moves_most == two[~content].max()
    assert v.selective_filler_moves_most < 0.1 < 1.0 < v.fixed_filler_moves_least


def test_accuracies_at_the_nearest_length_and_the_greatest(v: Values) -> None:
    near = int(np.abs(v.lengths - v.n_body).argmin())
    assert v.shown_length == v.lengths[near]
    np.testing.assert_array_equal(v.selective_shown, np.sort(v.selective_accuracy[:, near]))
    np.testing.assert_array_equal(v.fixed_shown, np.sort(v.fixed_accuracy[:, near]))
    np.testing.assert_array_equal(v.selective_longest, np.sort(v.selective_accuracy[:, -1]))
    assert v.n_channels == copying_nets.D_INNER


OTHER = "Once upon a time there was a giant who sang to the king."


@pytest.fixture(scope="module")
def other() -> Values:
    return compute(sentence=OTHER)


def test_another_sentence_is_read_by_the_same_nets(other: Values) -> None:
    """Against the numpy recurrence that checks the scene's own."""
    tokens = (*OTHER.lower().replace(".", " .").split(), ":", "_", "_", "_")
    assert other.tokens == tokens
    assert other.wanted == ("time", "giant", "sang", "king")
    n = other.n_body
    held_over = np.array([k > 3 and not other.is_content[k] for k in range(n)])
    for word, name in (("selective", SELECTIVE), ("fixed", FIXED)):
        scan = numpy_delta_ssm.scan(name, np.array([task.VOCABULARY.index(w) for w in tokens]))
        channel = getattr(other, f"{word}_channel") - 1
        cells = scan.states[:, channel]
        lengths = size(scan.states[:n])
        share = size(np.diff(scan.states[:n], axis=0)) / lengths[:-1]
        for field, again in (
            ("delta", scan.delta.mean(-1)),
            ("kept", np.abs(np.exp(scan.delta[..., None] * scan.A)).mean((1, 2))),
            ("written", size(scan.added)),
            ("cells", np.concatenate([cells.real, cells.imag], axis=1)),
            ("share_moved", share),
            ("filler_moves_least", share[held_over[1:]].min()),
            ("filler_moves_most", share[held_over[1:]].max()),
        ):
            saved = getattr(other, f"{word}_{field}")
            np.testing.assert_allclose(saved, again, rtol=1e-8, atol=1e-11, err_msg=field)
        assert np.abs(cells[:n]).max() <= other.cell_vmax
        hidden = getattr(other, f"{word}_hidden")
        assert np.abs(hidden).max() <= getattr(other, f"{word}_hidden_vmax")
    assert other.attention.shape == (0, 0), "the tiny GPT lacks a word"
    assert other.shown_length == 16


def test_limits_grow_with_the_sentence(v: Values, other: Values) -> None:
    largest = max(
        np.abs(cells[: other.n_body]).max() for cells in (other.selective_cells, other.fixed_cells)
    )
    assert v.cell_vmax == 1.4 < largest <= other.cell_vmax < largest + 0.1
    assert round(10 * other.cell_vmax) == pytest.approx(10 * other.cell_vmax), "as the key prints"


def test_provenance_of_a_sentence_names_the_tiny_gpt_only_where_it_is_shown(
    v: Values, other: Values
) -> None:
    assert v.attention.size
    assert not other.attention.size
    for sentence, shown in ((OTHER, False), ("the cat and a dog sat on the mat", True)):
        found = provenance(sentence=sentence)
        assert found.line.startswith("your sentence · toy task")
        assert len(found.line) <= 100
        assert ("tiny GPT, head 2.1" in found.line) == shown
        assert (ATTENTION in found.weights) == shown
        assert " ".join(sentence.lower().replace(".", " .").split()) in found.inputs
    assert provenance() == PROVENANCE


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("the zebra ran", "does not know 'zebra'"),
        ("the <b>cat</b> $x$", "does not know '<b>cat</b>'"),
        ("the cat sat on a dog", "must hold 4 different content words"),
        ("the cat cat dog sat mat .", "trained; it has cat cat dog sat mat"),
        ("the a and", "it has none"),
        ("the cat dog sat mat", "must hold a filler after its first content word for d09, 'cat'"),
        ("the " * 21 + "cat dog sat mat", "has 25 words for d09, 5 to 24 are allowed"),
    ],
)
def test_sentences_that_are_none_of_the_task_are_refused(sentence: str, told: str) -> None:
    for called in (compute, provenance):
        with pytest.raises(UserError, match=r"^--sentence") as caught:
            called(sentence=sentence)
        said = str(caught.value)
        assert told in said
        if "25 words" not in told and "filler after" not in told:
            assert f"content words are {' '.join(task.CONTENTS)}; " in said
            assert said.endswith(f"fillers are {' '.join(task.FILLERS)}")


def test_the_longest_and_the_shortest_sentences_are_taken() -> None:
    for sentence in ("cat dog sat . mat", "the " * 19 + "cat . dog sat mat"):
        assert sentence in provenance(sentence=sentence).inputs
