"""The model is its layers in a row; whole text, token by token, and a head taken out."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.sequence_model import SequenceModel

BATCH, SEQ_LEN = 2, 10


@pytest.fixture
def model() -> SequenceModel:
    torch.manual_seed(0)
    layers = [Mamba2(8, 3, 2, 4), MLP(8, 1), Attention(8, 2, rope=True), MLP(8, 1)]
    return SequenceModel(12, 8, layers, n_outputs=5, n_positions=SEQ_LEN).double()


@pytest.fixture
def tokens() -> torch.Tensor:
    return torch.randint(12, (BATCH, SEQ_LEN), generator=torch.Generator().manual_seed(1))


def test_stepping_equals_the_whole_text(model: SequenceModel, tokens: torch.Tensor) -> None:
    state, logits = model.start(BATCH), []
    for t in range(SEQ_LEN):
        y, state = model.step(tokens[:, t], state)
        logits.append(y)
        assert sum(p.numel() for s in state[1] for p in s) == BATCH * model.state_numbers(t + 1)
    whole = model(tokens)
    assert whole.shape == (BATCH, SEQ_LEN, 5)
    torch.testing.assert_close(torch.stack(logits, 1), whole, rtol=0, atol=1e-10)


def test_what_it_shows_adds_up(model: SequenceModel, tokens: torch.Tensor) -> None:
    seen = model.look(tokens)
    assert len(seen) == 4
    assert seen[2]["pattern"].shape == (BATCH, 2, SEQ_LEN, SEQ_LEN)
    for before, after in pairwise(seen):
        assert torch.equal(before["residual_after"], after["residual_before"])
    logits = model.read_out(seen[-1]["residual_after"])
    torch.testing.assert_close(logits, model(tokens), rtol=0, atol=1e-12)


def test_heads_are_taken_out_in_one_layer(model: SequenceModel, tokens: torch.Tensor) -> None:
    none = {2: torch.zeros(2, dtype=torch.float64)}
    seen = model.look(tokens, none)
    assert torch.equal(seen[2]["residual_after"], seen[2]["residual_before"])
    logits = model.read_out(seen[-1]["residual_after"])
    torch.testing.assert_close(logits, model(tokens, none), rtol=0, atol=1e-12)
    assert (model(tokens, none) - model(tokens)).abs().max() > 1e-3


def test_a_text_longer_than_its_positions(model: SequenceModel) -> None:
    with pytest.raises(ValueError, match="tokens: 11 positions, the model has 10"):
        model(torch.zeros(1, 11, dtype=torch.int64))
