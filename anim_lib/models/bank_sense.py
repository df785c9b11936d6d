"""Where "bank" looks, and which sense its state holds: nearest centroid, margin, a plane to see it.

Centroids are the mean states of each sense; the margin is the state's place on the line between
them, so that a positive margin and "nearer to its own sense's centroid" are the same thing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import torch
from torch import Tensor

from anim_lib.models.encoder import N_LAYERS, Encoder, Reading, read, read_without
from anim_lib.models.threads import one_thread
from anim_lib.models.wordpiece import place_of
from anim_lib.sentences import SENSES, BankSentence

BANK = "bank"
TIE = 1e-9  # of a margin: smaller ones are the rounding of equal states


def mean_share(reading: Reading, words: Collection[str]) -> Tensor:
    """What "bank" gives to each of some words on average, ``(n_layers, n_heads)``."""
    here = reading.text.words
    row = reading.word_patterns[:, :, place_of(BANK, here)]  # (n_layers, n_heads, n_words)
    return row[:, :, [place_of(word, here) for word in words]].mean(dim=-1)  # (n_layers, n_heads)


@one_thread()
def cue_and_neutral_shares(
    encoder: Encoder, sentences: Sequence[BankSentence]
) -> tuple[Tensor, Tensor]:
    """Shares per cue word and per neutral word, each ``(n_sentences, n_layers, n_heads)``."""
    readings = [read(encoder, sentence.text) for sentence in sentences]
    both = list(zip(readings, sentences, strict=True))
    cue = torch.stack([mean_share(reading, sentence.cues) for reading, sentence in both])
    neutral = torch.stack([mean_share(reading, sentence.neutral) for reading, sentence in both])
    return cue, neutral


def bank_state(reading: Reading) -> Tensor:
    """State of "bank" before any layer and after each, ``(n_layers + 1, d_model)``."""
    bank = place_of(BANK, reading.text.words)
    return reading.word_states[:, bank]  # (n_layers + 1, d_model)


@one_thread()
def bank_states(
    encoder: Encoder, sentences: Sequence[BankSentence], hidden: str | None = None
) -> Tensor:
    """States of "bank", ``(n_sentences, n_layers + 1, d_model)``.

    Parameters
    ----------
    encoder
        From ``load_encoder``.
    sentences
        Each with "bank" once.
    hidden
        ``"cues"`` or ``"neutral"``: words that "bank" cannot look at, in no layer; None hides none.
    """
    states = []
    for sentence in sentences:
        unseen = {"cues": sentence.cues, "neutral": sentence.neutral, None: ()}[hidden]
        reading = read_without(encoder, sentence.text, BANK, unseen, range(N_LAYERS))
        states.append(bank_state(reading))
    return torch.stack(states)  # (n_sentences, n_layers + 1, d_model)


def signs(sentences: Sequence[BankSentence]) -> Tensor:
    """+1 for money, -1 for a river, ``(n_sentences,)``."""
    return torch.tensor([1.0 if s.sense == SENSES[0] else -1.0 for s in sentences]).double()


def centroids(states: Tensor, sign: Tensor) -> Tensor:
    """Mean state of money and of river, ``(2, n_layers + 1, d_model)``."""
    return torch.stack([states[sign > 0].mean(dim=0), states[sign < 0].mean(dim=0)])


def margin(states: Tensor, sign: Tensor, centres: Tensor) -> Tensor:
    """Place between the centroids: 0 half way, +0.5 at the own one, -0.5 at the other.

    Parameters
    ----------
    states
        ``(n_sentences, n_layers + 1, d_model)``.
    sign
        ``(n_sentences,)``, from ``signs``.
    centres
        ``(2, n_layers + 1, d_model)``, from other sentences.

    Returns
    -------
    Tensor
        ``(n_sentences, n_layers + 1)``; 0 where the two centroids are the same.
    """
    between = centres[0] - centres[1]  # (n_layers + 1, d_model)
    middle = centres.mean(dim=0)  # (n_layers + 1, d_model)
    along = ((states - middle) * between).sum(dim=-1)  # (n_sentences, n_layers + 1)
    squared = (between**2).sum(dim=-1)  # (n_layers + 1,)
    apart = squared > TIE  # (n_layers + 1,)
    place = torch.where(apart, along / squared.clamp_min(TIE), 0.0)  # (n_sentences, n_layers + 1)
    return sign[:, None] * place  # (n_sentences, n_layers + 1)


def accuracy(margins: Tensor) -> Tensor:
    """Share of sentences nearer to their own centroid; a tie is half right. ``(n_layers + 1,)``."""
    right = (margins > TIE).double()  # (n_sentences, n_layers + 1)
    tied = (margins.abs() <= TIE).double()  # (n_sentences, n_layers + 1)
    return (right + tied / 2).mean(dim=0)  # (n_layers + 1,)


@one_thread()
def sense_axes(states: Tensor, sign: Tensor) -> tuple[Tensor, Tensor]:
    """Choose a plane for each layer: between the centroids, and most of what is left.

    The first axis leads from the river's centroid to money's. Where both are the same (before any
    layer) it is the next layer's. The second is the first principal component of the states with
    the first axis taken out; its sign, which means nothing, is that of the sentence furthest out
    before any layer, and then the one that agrees with the layer before.

    Returns
    -------
    tuple of Tensor
        Origins ``(n_layers + 1, d_model)``, half way between the centroids, and axes of length 1
        ``(n_layers + 1, 2, d_model)``.
    """
    centres = centroids(states, sign)  # (2, n_layers + 1, d_model)
    origins = centres.mean(dim=0)  # (n_layers + 1, d_model)
    between = centres[0] - centres[1]  # (n_layers + 1, d_model)
    axes: list[Tensor] = []  # each (2, d_model)
    for layer, difference in enumerate(between):
        usable = difference if difference.square().sum() > TIE else between[layer + 1]
        first = usable / torch.linalg.vector_norm(usable)  # (d_model,)
        rest = states[:, layer] - origins[layer]  # (n_sentences, d_model)
        rest = rest - (rest @ first)[:, None] * first  # (n_sentences, d_model)
        second = torch.linalg.svd(rest, full_matrices=False).Vh[0]  # (d_model,)
        furthest = rest[(rest @ second).abs().argmax()]  # (d_model,)
        reference = axes[-1][1] if axes else furthest  # (d_model,)
        axes.append(torch.stack([first, second * torch.sign(second @ reference)]))
    return origins, torch.stack(axes)


def in_plane(states: Tensor, origins: Tensor, axes: Tensor) -> Tensor:
    """Coordinates ``(..., n_layers + 1, 2)`` of states ``(..., n_layers + 1, d_model)``."""
    away = states - origins  # (..., n_layers + 1, d_model)
    return torch.einsum("...ld,lad->...la", away, axes)  # (..., n_layers + 1, 2)
