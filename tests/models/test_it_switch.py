"""The switch by hand, and on the real encoder."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
import torch

from anim_lib.models.encoder import load_encoder, read
from anim_lib.models.it_switch import chance_of_at_least, noun_shares, right_and_wrong, switch
from anim_lib.sentences import it_pairs

SHARES = torch.tensor(
    [
        [[0.5, 0.1], [0.2, 0.4]],  # the attention follows the ending
        [[0.6, 0.1], [0.6, 0.1]],  # it does not care
        [[0.1, 0.3], [0.7, 0.1]],  # it moves the wrong way
    ],
    dtype=torch.float64,
)  # (n_pairs, 2 endings, 2 nouns)


def test_switch() -> None:
    torch.testing.assert_close(switch(SHARES), torch.tensor([0.6, 0.0, -0.8]).double())


def test_right_and_wrong() -> None:
    right, wrong = right_and_wrong(SHARES)
    assert right.tolist() == [[0.5, 0.4], [0.6, 0.1], [0.1, 0.1]]
    assert wrong.tolist() == [[0.1, 0.2], [0.1, 0.6], [0.3, 0.7]]


def test_switch_is_the_lead_of_right_over_wrong() -> None:
    right, wrong = right_and_wrong(SHARES)
    torch.testing.assert_close((right - wrong).sum(dim=1), switch(SHARES))


def test_chance_by_throwing_every_way() -> None:
    throws = [sum(throw) for throw in product((0, 1), repeat=10)]
    for k in range(12):
        expected = Fraction(sum(heads >= k for heads in throws), len(throws))
        assert chance_of_at_least(k, 10) == float(expected)
    assert chance_of_at_least(16, 18) == pytest.approx(0.000656, abs=5e-7)


def test_shares_are_read_off_the_patterns() -> None:
    encoder = load_encoder()
    pair = it_pairs()[0]
    shares = noun_shares(encoder, [pair])
    assert shares.shape == (1, 2, 2, 6, 12)
    for ending, text in enumerate(pair.texts):
        reading = read(encoder, text)
        row = reading.word_patterns[:, :, reading.text.words.index("it")]
        for noun, word in enumerate(pair.nouns):
            assert torch.equal(shares[0, ending, noun], row[:, :, reading.text.words.index(word)])


def test_hiding_the_ending_leaves_the_first_layer_without_a_switch() -> None:
    """There, "it" and the nouns have seen nothing of the ending but through "it" itself."""
    shares = noun_shares(load_encoder(), it_pairs()[:2], range(6))
    # what the softmax of the first layer shares out is then the same with both endings
    torch.testing.assert_close(
        switch(shares)[:, 0], torch.zeros(2, 12).double(), atol=1e-12, rtol=0
    )
    assert switch(shares)[:, 3].abs().max() > 1e-3  # later ones learn of it by way of the nouns
