"""Asking a kept state equals running the document with the question behind it."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.recall_reading import ask, repeat, share_of_right
from anim_lib.models.recall_stacks import build
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tasks import recall


@pytest.fixture(params=["recall_transformer", "recall_hybrid_2", "recall_lstm"])
def model(request: pytest.FixtureRequest) -> SequenceModel:
    torch.manual_seed(2)
    return build(request.param).double().eval().requires_grad_(False)


def test_each_answer_is_what_the_whole_text_gives(model: SequenceModel) -> None:
    keys, values = recall.draw_pairs(2, 5, torch.Generator().manual_seed(2))
    documents = recall.document(keys, values)
    shares = share_of_right(model, documents, values, (1, 3, 5))
    assert shares.shape == (3, 2, 5)
    for row, n_read in enumerate((1, 3, 5)):
        assert (shares[row, :, n_read:] == 0).all()
        for doc in range(2):
            for fact in range(n_read):
                text = torch.cat([documents[doc, : 2 * n_read], keys[doc, fact, None]])
                answer = torch.softmax(model(text[None])[0, -1], dim=-1)
                torch.testing.assert_close(
                    shares[row, doc, fact], answer[values[doc, fact]], rtol=1e-9, atol=1e-12
                )


def test_what_is_kept_does_not_change_when_it_is_asked(model: SequenceModel) -> None:
    keys, values = recall.draw_pairs(2, 4, torch.Generator().manual_seed(3))
    state = model.start(2)
    for token in recall.document(keys, values).T:
        _, state = model.step(token, state)
    before = [part.clone() for layer in state[1] for part in layer]
    first = ask(model, state, keys)
    again = ask(model, state, keys)
    assert torch.equal(first, again)
    assert all(
        torch.equal(old, new)
        for old, new in zip(before, (part for layer in state[1] for part in layer), strict=True)
    )
    torch.testing.assert_close(first.sum(-1), torch.ones(2, 4, dtype=torch.float64))


def test_copies_stand_side_by_side(model: SequenceModel) -> None:
    _, state = model.step(torch.tensor([3, 9]), model.start(2))
    position, layers = repeat(state, 3)
    assert position == 1
    for layer, copied in zip(state[1], layers, strict=True):
        for part, copies in zip(layer, copied, strict=True):
            for i in range(6):
                assert torch.equal(copies[i], part[i // 3])
