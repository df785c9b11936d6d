"""Nursery stories of two to four sentences, word by word, with every word's true share.

A story names its hero (a child, two children, or animals), may bring in one other animal, and
comes back to both by name, noun or pronoun: "mary had a little lamb . she danced in the garden .
the lamb followed mary ." Verbs agree with their subject, however far away ("the cat near the dogs
was tired"), pronouns with the hero.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

import torch
from torch import Tensor

from anim_lib.tasks.nursery_grammar import LONGEST, State, opening
from anim_lib.tasks.nursery_words import (
    ANIMALS,
    END,
    IDS,
    LOOKS,
    NAMES,
    VOCABULARY,
    is_plural,
    kind,
    stranger,
)

END_ID = IDS[END]
BEGIN = State(opening)


@cache
def step_table(state: State) -> tuple[list[float], list[int], list[State]]:
    """Cumulated shares, ids and next states of a state's options."""
    options = state.slot(state)
    sums = list(accumulate(option.share for option in options))
    return sums, [IDS[option.word] for option in options], [option.state for option in options]


def stories(n: int, generator: torch.Generator) -> Tensor:
    """Tell n new stories, each filled up with its end.

    Returns
    -------
    Tensor
        Ids, ``(n, longest + 1)``, int64; the last column is all ends.
    """
    told = []
    for draws in torch.rand(n, LONGEST, generator=generator, dtype=torch.float64).tolist():
        state, ids = BEGIN, []
        for draw in draws:
            sums, words, states = step_table(state)
            i = min(bisect(sums, draw * sums[-1]), len(words) - 1)
            if words[i] == END_ID:
                break
            ids.append(words[i])
            state = states[i]
        told.append(ids)
    longest = max(len(ids) for ids in told)
    return torch.tensor([ids + [END_ID] * (longest + 1 - len(ids)) for ids in told])  # (n, ...)


def asks(tokens: Tensor) -> Tensor:
    """True at every word that has a next one: all but the ends, ``(n, seq_len - 1)``."""
    return tokens[:, :-1] != END_ID  # (n, seq_len - 1)


def next_word_shares(words: Iterable[str]) -> Tensor:
    """Return the true shares of the word after a beginning, ``(vocab_size,)``, float64.

    Raises
    ------
    ValueError
        The grammar has no such beginning.
    """
    state = BEGIN
    for word in words:
        _, ids, states = step_table(state)
        if IDS.get(word) not in ids:
            raise ValueError(f"no nursery story goes on with {word!r} there")
        state = states[ids.index(IDS[word])]
    return shares(state)


def told_shares(words: Iterable[str]) -> list[float]:
    """Return every word's true share after the words before it; 0 from where no story goes so."""
    told: list[float] = []
    options = BEGIN.slot(BEGIN)
    for word in words:
        taken = [option for option in options if option.word == word]
        told.append(taken[0].share if taken else 0.0)
        options = taken[0].state.slot(taken[0].state) if taken else ()
    return told


def shares(state: State) -> Tensor:
    """Shares of the next word in a state, ``(vocab_size,)``, float64."""
    row = torch.zeros(len(VOCABULARY), dtype=torch.float64)  # (vocab_size,)
    for option in state.slot(state):
        row[IDS[option.word]] += option.share
    return row


def true_shares(tokens: Tensor) -> Tensor:
    """Return the true shares of every next word, zeros after the end.

    Parameters
    ----------
    tokens
        Stories, ``(n, seq_len)``.

    Returns
    -------
    Tensor
        ``(n, seq_len - 1, vocab_size)``, float64; row t is about word t + 1.
    """
    truth = torch.zeros(
        tokens.shape[0], tokens.shape[1] - 1, len(VOCABULARY), dtype=torch.float64
    )  # (n, seq_len - 1, vocab_size)
    for row, ids in zip(truth, tokens.tolist(), strict=True):
        state = BEGIN
        for t, word in enumerate(ids[:-1]):
            if word == END_ID:
                break
            _, words, states = step_table(state)
            state = states[words.index(word)]
            row[t] = shares(state)  # (vocab_size,)
    return truth


def agreement_pairs() -> list[tuple[str, str, str]]:
    """List every (beginning, right verb, wrong verb) with a misleading neighbour, never told.

    A neighbour of the other number stands between subject and verb ("the cat near the dogs"), and
    its kind is the one that the grammar never puts there.
    """
    return [
        (
            " ".join(["the", *look, subject, "near", "the", neighbour]),
            "were" if is_plural((subject,)) else "was",
            "was" if is_plural((subject,)) else "were",
        )
        for subject in ANIMALS
        for neighbour in ANIMALS
        if kind(neighbour) == stranger(subject) and is_plural((neighbour,)) != is_plural((subject,))
        for look in ([], *([look] for look in LOOKS))
    ]


def repeated_names(tokens: Tensor) -> Tensor:
    """True where word t + 1 is a child's name that the story has named before.

    Parameters
    ----------
    tokens
        Stories, ``(n, seq_len)``.

    Returns
    -------
    Tensor
        ``(n, seq_len - 1)``.
    """
    name_ids = torch.tensor([IDS[name] for name in NAMES])  # (n_names,)
    is_name = tokens[..., None] == name_ids  # (n, seq_len, n_names)
    before = is_name.cumsum(1)[:, :-1] > 0  # (n, seq_len - 1, n_names)
    return (is_name[:, 1:] & before).any(-1)  # (n, seq_len - 1)
