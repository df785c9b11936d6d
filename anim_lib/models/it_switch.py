"""Does a head's "it" look elsewhere when only the ending changes? Shares and their statistics.

The Winograd schema's test (Levesque et al. 2012), asked of attention: "The N1 ... the N2 because
it was too E1 | E2", where E1 makes "it" the first noun and E2 the second.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import comb

import torch
from torch import Tensor

from anim_lib.models.encoder import Encoder, read_without
from anim_lib.models.threads import one_thread
from anim_lib.models.wordpiece import place_of
from anim_lib.sentences import ItPair

ASKING = "it"


@one_thread()
def noun_shares(
    encoder: Encoder, pairs: Sequence[ItPair], hide_ending_in: Collection[int] = ()
) -> Tensor:
    """What "it" gives to the two nouns, with either ending, in every head.

    Parameters
    ----------
    encoder
        From ``load_encoder``.
    pairs
        Beginnings with two endings each.
    hide_ending_in
        Layers, from 0, in which "it" cannot look at the ending.

    Returns
    -------
    Tensor
        ``(n_pairs, 2 endings, 2 nouns, n_layers, n_heads)``, shares.
    """
    shares = []
    for pair in pairs:
        for text, ending in zip(pair.texts, pair.endings, strict=True):
            reading = read_without(encoder, text, ASKING, [ending], hide_ending_in)
            words = reading.text.words
            row = reading.word_patterns[:, :, place_of(ASKING, words)]  # (n_layers, n_heads, word)
            shares += [row[:, :, place_of(noun, words)] for noun in pair.nouns]
    stacked = torch.stack(shares)  # (4 n_pairs, n_layers, n_heads)
    return stacked.view(len(pairs), 2, 2, *shares[0].shape)


def switch(shares: Tensor) -> Tensor:
    """[a(N1) - a(N2)] with the first ending minus the same with the second.

    Parameters
    ----------
    shares
        ``(n_pairs, 2 endings, 2 nouns, ...)``.

    Returns
    -------
    Tensor
        ``(n_pairs, ...)``, between -2 and 2; positive when the attention moves with the ending.
    """
    lead = shares[:, :, 0] - shares[:, :, 1]  # (n_pairs, 2 endings, ...)
    return lead[:, 0] - lead[:, 1]  # (n_pairs, ...)


def right_and_wrong(shares: Tensor) -> tuple[Tensor, Tensor]:
    """Shares of the noun that the ending makes right, and of the other.

    Returns
    -------
    tuple of Tensor
        Each ``(n_pairs, 2 endings, ...)``.
    """
    right = torch.stack([shares[:, 0, 0], shares[:, 1, 1]], dim=1)  # (n_pairs, 2 endings, ...)
    wrong = torch.stack([shares[:, 0, 1], shares[:, 1, 0]], dim=1)  # (n_pairs, 2 endings, ...)
    return right, wrong


def chance_of_at_least(successes: int, trials: int) -> float:
    """Probability of so many heads or more when a fair coin is thrown: the one-sided p."""
    favourable = sum(comb(trials, k) for k in range(successes, trials + 1))
    return float(favourable / 2**trials)
