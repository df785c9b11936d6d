"""From pieces to words: what is asked is summed, what asks is averaged."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.word_merge import hide, membership, merge_pattern, merge_states

WORD_OF = (0, 1, 1, 1, 2)


def test_merged_rows_still_sum_to_1() -> None:
    scores = torch.randn(6, 12, 5, 5, generator=torch.Generator().manual_seed(0)).double()
    merged = merge_pattern(torch.softmax(scores, dim=-1), WORD_OF)
    assert merged.shape == (6, 12, 3, 3)
    torch.testing.assert_close(merged.sum(dim=-1), torch.ones(6, 12, 3).double())


def test_columns_are_summed_and_rows_averaged() -> None:
    pattern = torch.arange(25.0).view(5, 5).double()
    merged = merge_pattern(pattern, WORD_OF)
    assert merged[0].tolist() == [0, 1 + 2 + 3, 4]
    assert merged[1].tolist() == [
        (5 + 10 + 15) / 3,
        (6 + 7 + 8 + 11 + 12 + 13 + 16 + 17 + 18) / 3,
        14,
    ]
    assert merged[2, 1] == 21 + 22 + 23


def test_states_are_averaged() -> None:
    states = torch.tensor([[0.0], [1.0], [2.0], [6.0], [9.0]]).double()
    assert merge_states(states, WORD_OF).tolist() == [[0], [3], [9]]


def test_without_pieces_nothing_changes() -> None:
    pattern = torch.rand(4, 4, generator=torch.Generator().manual_seed(0)).double()
    assert torch.equal(merge_pattern(pattern, range(4)), pattern)


@pytest.mark.parametrize("word_of", [(1, 2), (0, 2), (0, 1, 0)])
def test_words_must_count_up(word_of: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="words must count up from 0 without a gap"):
        membership(word_of)


def test_hide() -> None:
    hidden = [(i, j) for i in range(5) for j in range(5) if not hide(WORD_OF, 1, [0, 2])[i, j]]
    assert hidden == [(1, 0), (1, 4), (2, 0), (2, 4), (3, 0), (3, 4)]
    assert hide(WORD_OF, 1, []).all()
