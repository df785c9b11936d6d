"""Associative recall: read pairs of a key and a value, then say the value of every key asked.

A document is ``key value key value …``, then its keys once more in another order (multi-query
associative recall, Arora et al. 2023, arXiv 2312.04927). Keys are 64 tokens, each at most once in
a document; values are 32 tokens, drawn with replacement, so that a guess is right once in 32.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

N_KEYS = 64
N_VALUES = 32
VOCAB_SIZE = N_KEYS + N_VALUES  # keys are tokens 0 … 63, values are tokens 64 … 95
TRAINED_PAIRS = (1, 2, 4, 8, 16, 32)
UNTRAINED_PAIRS = 48
N_AGES = 8


@dataclass(frozen=True, slots=True)
class Quiz:
    """A batch of documents, each with all its keys asked once."""

    tokens: Tensor  # (batch, 3 n_pairs): the pairs, then the keys asked
    asked: Tensor  # (batch, n_pairs): which pair each question is about, 0 = the oldest
    answers: Tensor  # (batch, n_pairs): its value, 0 … 31

    @property
    def n_pairs(self) -> int:
        """Pairs per document."""
        return self.asked.shape[1]


def draw_pairs(batch: int, n_pairs: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draw the keys (0 … 63, none twice) and values (0 … 31) of a batch of documents.

    Returns
    -------
    tuple
        Keys and values, each ``(batch, n_pairs)``, oldest first.

    Raises
    ------
    ValueError
        A document would need more keys than there are.
    """
    if not 1 <= n_pairs <= N_KEYS:
        raise ValueError(f"n_pairs must be 1 … {N_KEYS}, got {n_pairs}")
    shuffled = torch.rand(batch, N_KEYS, generator=generator).argsort(dim=1)  # (batch, N_KEYS)
    keys = shuffled[:, :n_pairs]  # (batch, n_pairs)
    values = torch.randint(N_VALUES, (batch, n_pairs), generator=generator)  # (batch, n_pairs)
    return keys, values


def document(keys: Tensor, values: Tensor) -> Tensor:
    """Lay the pairs out as tokens, ``(batch, 2 n_pairs)``: key, value, key, value."""
    return torch.stack([keys, N_KEYS + values], dim=-1).flatten(-2)  # (batch, 2 n_pairs)


def draw(batch: int, n_pairs: int, generator: torch.Generator) -> Quiz:
    """Draw documents and ask each one's keys in an order drawn at random."""
    keys, values = draw_pairs(batch, n_pairs, generator)  # (batch, n_pairs) each
    asked = torch.rand(batch, n_pairs, generator=generator).argsort(dim=1)  # (batch, n_pairs)
    questions = keys.gather(1, asked)  # (batch, n_pairs)
    tokens = torch.cat([document(keys, values), questions], dim=1)  # (batch, 3 n_pairs)
    return Quiz(tokens, asked, values.gather(1, asked))


def draw_mixed(batch: int, generator: torch.Generator) -> Quiz:
    """Draw a training batch: one of TRAINED_PAIRS, each as likely as the others."""
    choice = int(torch.randint(len(TRAINED_PAIRS), (1,), generator=generator))
    return draw(batch, TRAINED_PAIRS[choice], generator)


def answers_at(logits: Tensor, quiz: Quiz) -> Tensor:
    """Pick the logits at the questions: ``(batch, 3 n_pairs, N_VALUES)`` to ``(…, n_pairs, …)``."""
    return logits[:, 2 * quiz.n_pairs :]  # (batch, n_pairs, N_VALUES)


def right(logits: Tensor, quiz: Quiz) -> Tensor:
    """Whether the likeliest value is the right one, per document and pair in order of age.

    Parameters
    ----------
    logits
        The model's output at every position, ``(batch, 3 n_pairs, N_VALUES)``.

    Returns
    -------
    Tensor
        0 or 1, ``(batch, n_pairs)``; column 0 is the oldest pair.
    """
    hits = (answers_at(logits, quiz).argmax(dim=-1) == quiz.answers).double()  # (batch, n_pairs)
    return torch.zeros_like(hits).scatter(1, quiz.asked, hits)  # (batch, n_pairs)


def share_by_age(hits: Tensor) -> Tensor:
    """Mean of ``right`` in each eighth of the pairs, oldest first: ``(N_AGES,)``.

    Raises
    ------
    ValueError
        The pairs do not fall into eighths.
    """
    if hits.shape[1] % N_AGES:
        raise ValueError(f"the number of pairs must be a multiple of {N_AGES}, got {hits.shape[1]}")
    eighths = hits.reshape(hits.shape[0], N_AGES, -1)  # (batch, N_AGES, n_pairs / N_AGES)
    return eighths.mean(dim=(0, 2))  # (N_AGES,)
