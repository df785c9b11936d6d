"""Induction: a random row of tokens is repeated, and what came next before comes next again.

A sequence is a row of different tokens, repeated until it is ``SEQ_LEN`` long. The row's length
(the period) varies, so that no fixed distance back gives the answer: one has to look for the
earlier place of the token just read, and say what followed it there.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

VOCAB_SIZE = 64
SEQ_LEN = 64
SHORTEST, LONGEST = 8, 32  # periods, each as likely as the others
# Batches for training are drawn from the seeds 0, 1, 2; these two are never trained on.
CHOOSING_SEED = 1_001  # which heads are cut, which head is shown: decided here
REPORT_SEED = 2_002  # every figure that is told


@dataclass(frozen=True, eq=False, slots=True)
class Repeats:
    """Drawn sequences."""

    tokens: Tensor  # (batch, SEQ_LEN)
    periods: Tensor  # (batch,), tokens before the row begins again

    @property
    def inputs(self) -> Tensor:
        """What the model reads: all tokens but the last, ``(batch, SEQ_LEN - 1)``."""
        return self.tokens[:, :-1]

    @property
    def nexts(self) -> Tensor:
        """What comes next at every position of ``inputs``."""
        return self.tokens[:, 1:]

    @property
    def determined(self) -> Tensor:
        """Where the next token follows from the ones before, ``(batch, SEQ_LEN - 1)``, boolean."""
        return torch.arange(SEQ_LEN - 1) >= self.periods[:, None]


def draw(batch: int, generator: torch.Generator, period: int | None = None) -> Repeats:
    """Draw sequences, all with one period if it is given.

    Raises
    ------
    ValueError
        The period is longer than half a sequence allows, or than the vocabulary.
    """
    if period is None:
        periods = torch.randint(SHORTEST, LONGEST + 1, (batch,), generator=generator)  # (batch,)
    elif 1 <= period <= LONGEST:
        periods = torch.full((batch,), period)  # (batch,)
    else:
        raise ValueError(f"period must be 1 … {LONGEST}, got {period}")
    rows = torch.rand(batch, VOCAB_SIZE, generator=generator).argsort(1)  # (batch, VOCAB_SIZE)
    places = torch.arange(SEQ_LEN) % periods[:, None]  # (batch, SEQ_LEN)
    return Repeats(rows.gather(1, places), periods)


def report_set(batch: int, period: int | None = None) -> Repeats:
    """Sequences for the figures, the same at every call."""
    return draw(batch, torch.Generator().manual_seed(REPORT_SEED), period)


def choosing_set(batch: int) -> Repeats:
    """Sequences for choosing heads, the same at every call."""
    return draw(batch, torch.Generator().manual_seed(CHOOSING_SEED))


def accuracy(logits: Tensor, repeats: Repeats) -> float:
    """Share of determined positions where the likeliest token is the right one.

    Parameters
    ----------
    logits
        ``(batch, SEQ_LEN - 1, VOCAB_SIZE)``.
    """
    right = logits.argmax(-1) == repeats.nexts  # (batch, SEQ_LEN - 1)
    return float(right[repeats.determined].double().mean())


def determined_loss(logits: Tensor, repeats: Repeats) -> float:
    """Mean cross-entropy at the determined positions, in nats; logits as in ``accuracy``."""
    told = repeats.determined  # (batch, SEQ_LEN - 1)
    loss = torch.nn.functional.cross_entropy(logits[told].double(), repeats.nexts[told])  # ()
    return float(loss)


def shares_of_next(logits: Tensor, repeats: Repeats) -> Tensor:
    """Probability of the right token everywhere, ``(batch, SEQ_LEN - 1)``; as in ``accuracy``."""
    shares = logits.double().softmax(-1)  # (batch, SEQ_LEN - 1, VOCAB_SIZE)
    return shares.gather(-1, repeats.nexts[..., None])[..., 0]  # (batch, SEQ_LEN - 1)


def probability_of_next(logits: Tensor, repeats: Repeats) -> float:
    """Mean probability of the right token where it is determined; logits as in ``accuracy``."""
    return float(shares_of_next(logits, repeats)[repeats.determined].mean())
