"""The induction circuit: scores on patterns made by hand, cuts, and a sum that must close."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import induction_circuit as circuit
from anim_lib.models.induction_models import D_MODEL, LAYERS, N_HEADS, VOCAB_SIZE, build
from anim_lib.models.sequence_model import SequenceModel

ROW = torch.tensor([[5, 9, 2, 5, 9, 2, 5]])  # A B C A B C A


def model(name: str = "induction_attention") -> SequenceModel:
    torch.manual_seed(0)
    return build(name).double().requires_grad_(False)


def tokens() -> Tensor:
    return torch.randint(VOCAB_SIZE, (3, 20), generator=torch.Generator().manual_seed(0))


def patterns_that_look_at(keys: list[int]) -> Tensor:
    """One head whose query ``i`` gives everything to ``keys[i]``."""
    return torch.nn.functional.one_hot(torch.tensor(keys), len(keys)).double()[None, None]


def test_previous_token_score() -> None:
    last = patterns_that_look_at([0, 0, 1, 2, 3, 4, 5])
    itself = patterns_that_look_at([0, 1, 2, 3, 4, 5, 6])
    both = torch.cat([last, itself, 0.5 * last + 0.5 * itself], 1)  # (1, 3, 7, 7)
    assert circuit.previous_token_score(both).tolist() == [1, 0, 0.5]
    assert circuit.stamping_heads(both) == [0, 2]


def test_where_a_token_stood_before_and_what_followed() -> None:
    before = circuit.same_token(ROW)[0]
    assert before.nonzero().tolist() == [[3, 0], [4, 1], [5, 2], [6, 0], [6, 3]]
    after = circuit.after_same_token(ROW)[0]
    assert after.nonzero().tolist() == [[3, 1], [4, 2], [5, 3], [6, 1], [6, 4]]


def test_induction_score() -> None:
    finds = patterns_that_look_at([0, 0, 0, 1, 2, 3, 4])
    repeats = patterns_that_look_at([0, 0, 0, 0, 1, 2, 3])  # the token itself, as commonly drawn
    once_of_four = patterns_that_look_at([0, 0, 0, 1, 1, 2, 3])
    pattern = torch.cat([finds, repeats, once_of_four], 1)  # (1, 3, 7, 7)
    assert circuit.induction_score(pattern, ROW).tolist() == [1, 0, 0.25]
    assert circuit.share_on(pattern, circuit.same_token(ROW)).tolist() == [0, 1, 0.75]


def test_a_token_that_follows_itself_is_no_trouble() -> None:
    after = circuit.after_same_token(torch.tensor([[7, 7, 7]]))[0]
    assert after.nonzero().tolist() == [[1, 1], [2, 1], [2, 2]]


def test_a_cut_head_adds_nothing() -> None:
    cut_all = model()(tokens(), circuit.without_heads(model(), 0, [0, 1, 2, 3]))
    lone = model()
    lone.get_parameter("layers.0.out.weight").zero_()
    torch.testing.assert_close(cut_all, lone(tokens()), rtol=0, atol=1e-12)
    none_cut = model()(tokens(), circuit.without_heads(model(), 0, []))
    torch.testing.assert_close(none_cut, model()(tokens()), rtol=0, atol=1e-12)
    one_cut = model()
    width = D_MODEL // N_HEADS
    one_cut.get_parameter("layers.0.out.weight")[:, 2 * width : 3 * width] = 0
    cut = model()(tokens(), circuit.without_heads(model(), 0, [2]))
    torch.testing.assert_close(cut, one_cut(tokens()), rtol=0, atol=1e-12)
    assert (cut - none_cut).abs().max() > 1e-3


def test_a_control_cuts_as_many_of_the_others() -> None:
    assert circuit.control_cuts([2], 4) == [[0], [1], [3]]
    assert circuit.control_cuts([0, 2], 4) == [[1, 3]]
    assert circuit.control_cuts([0, 1, 3], 4) == [[2]]
    assert circuit.control_cuts([0], 3) == [[1], [2]]


def test_parts_of_a_score_add_up() -> None:
    parts = circuit.score_parts(model(), tokens(), [1, 3])
    assert parts.shape == (3, 3, N_HEADS, 20, 20)
    hidden = torch.ones(20, 20, dtype=torch.bool).triu(1)
    pattern = parts.sum(0).masked_fill(hidden, -torch.inf).softmax(-1)
    torch.testing.assert_close(pattern, model().look(tokens())[1]["pattern"], rtol=0, atol=1e-12)
    assert (parts.abs().amax((1, 2, 3, 4)) > 1e-3).all()


def test_without_stamping_heads_nothing_is_stamped() -> None:
    token, stamp, rest = circuit.score_parts(model(), tokens(), [])
    assert stamp.abs().max() == 0
    silent = model()
    silent.get_parameter("layers.0.out.weight").zero_()
    token, stamp, rest = circuit.score_parts(silent, tokens(), [0, 1])
    assert stamp.abs().max() == rest.abs().max() == 0
    assert token.abs().max() > 1e-3


def test_chosen_heads_are_those_with_the_scores() -> None:
    stamping, induction = circuit.choose_heads(model(), tokens())
    first, second = model().look(tokens())
    scores = circuit.previous_token_score(first["pattern"])
    assert stamping == [i for i in range(N_HEADS) if scores[i] > circuit.STAMPS_ABOVE]
    best = circuit.induction_score(second["pattern"], tokens()).max()
    assert circuit.induction_score(second["pattern"], tokens())[induction] == best


def test_mamba_has_no_heads_to_cut() -> None:
    with pytest.raises(TypeError, match="layer 0 is Mamba2, not Attention"):
        circuit.without_heads(model("induction_mamba2"), 0, [0])


@pytest.mark.parametrize("name", LAYERS)
def test_models_read_the_vocabulary(name: str) -> None:
    assert model(name)(tokens()).shape == (3, 20, VOCAB_SIZE)
    assert sum(each.numel() for each in model(name).parameters()) < 50_000
