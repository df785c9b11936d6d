"""Asking a kept state equals running the document with the question behind it."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.recall_reading import (
    ask,
    cache_and_block,
    read,
    repeat,
    share_of_right,
    sizes_while_reading,
)
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
    state = read(model, recall.document(keys, values))
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


def test_what_is_counted_is_all_that_is_kept(model: SequenceModel) -> None:
    document = recall.document(*recall.draw_pairs(1, 4, torch.Generator().manual_seed(4)))
    (cached, block), state = sizes_while_reading(model, document)
    assert (cached + block).tolist() == [model.state_numbers(n) for n in range(1, 9)]
    assert len(set(block.tolist())) == 1
    cache, kept = cache_and_block(model, state)
    assert [cache.numel(), kept.numel()] == [int(cached[-1]), int(block[-1])]
    parts = torch.cat([part.flatten() for layer in state[1] for part in layer])
    together = torch.cat([cache.flatten(), kept])
    torch.testing.assert_close(together.sort().values, parts.sort().values, rtol=0, atol=0)


def test_a_row_of_the_cache_never_changes(model: SequenceModel) -> None:
    document = recall.document(*recall.draw_pairs(1, 4, torch.Generator().manual_seed(5)))
    early, _ = cache_and_block(model, read(model, document[:, :5]))
    late, _ = cache_and_block(model, read(model, document))
    torch.testing.assert_close(late[:5], early, rtol=0, atol=1e-12)
