"""Selective copying: keep the few words that will be asked for, let the others pass.

After Gu & Dao 2023 (arXiv 2312.00752, section 3.1 and figure 2), as a small language. A body of
``seq_len`` words holds ``N_HIDDEN`` different content words, at random places among random
fillers; then the read-out begins: ":" and blanks, at each of which the next content word must be
named, in the order they came. No answer is ever shown to the model (no teacher forcing). What
makes a word a filler is nothing but this: the task never asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from anim_lib.errors import UserError

FILLERS = ("the", "a", "once", "upon", "there", "was", "who", "and", "on", "to", ".", ",")
CONTENTS = (
    *("cat", "dog", "elephant", "giant", "king", "bird"),
    *("time", "moon", "river", "mat", "hill", "house"),
    *("sat", "ran", "slept", "sang"),
)
COLON, BLANK = ":", "_"
VOCABULARY = (*FILLERS, *CONTENTS, COLON, BLANK)
SHORTEST, LONGEST = 8, 32  # words in the body while training, one length per batch
MEASURED_LENGTHS = (8, 16, 32, 64, 128, 256)  # the last three were never trained
N_HIDDEN = 4  # content words in the body
HELD_OUT_SEED, CHOOSING_SEED = 1_000_000, 2_000_000  # of examples that no run is trained on
_IDS = {word: i for i, word in enumerate(VOCABULARY)}


@dataclass(frozen=True, eq=False)
class Examples:
    """Drawn bodies with their read-outs: ``tokens[:, -N_HIDDEN:]`` is ":" and the blanks."""

    tokens: Tensor  # (n_examples, seq_len + N_HIDDEN), indices into VOCABULARY
    answers: Tensor  # (n_examples, N_HIDDEN), the content words in the order they came

    def in_parts(self, size: int) -> Iterator[Examples]:
        """The same examples, at most ``size`` at a time."""
        for start in range(0, len(self.tokens), size):
            part = slice(start, start + size)
            yield Examples(self.tokens[part], self.answers[part])

    @property
    def body(self) -> Tensor:
        """The words before ":", ``(n_examples, seq_len)``."""
        return self.tokens[:, :-N_HIDDEN]


def draw(n_examples: int, seq_len: int, generator: torch.Generator) -> Examples:
    """Draw examples: fillers with replacement, content words without, places at random."""
    body = torch.randint(len(FILLERS), (n_examples, seq_len), generator=generator)
    order = torch.rand(n_examples, len(CONTENTS), generator=generator).argsort(1)  # (n, n_contents)
    answers = len(FILLERS) + order[:, :N_HIDDEN]  # (n_examples, N_HIDDEN)
    places = torch.rand(n_examples, seq_len, generator=generator).argsort(1)  # (n, seq_len)
    body.scatter_(1, places[:, :N_HIDDEN].sort(1).values, answers)  # (n_examples, seq_len)
    return Examples(with_read_out(body), answers)


def held_out(n_examples: int, seq_len: int) -> Examples:
    """Draw the examples that figures are reported on: always the same ones."""
    return draw(n_examples, seq_len, torch.Generator().manual_seed(HELD_OUT_SEED))


def choosing(n_examples: int, seq_len: int) -> Examples:
    """Draw the examples that something to be shown is chosen on: always the same, other ones."""
    return draw(n_examples, seq_len, torch.Generator().manual_seed(CHOOSING_SEED))


def with_read_out(body: Tensor) -> Tensor:
    """Append ":" and the blanks: ``(n, seq_len)`` becomes ``(n, seq_len + N_HIDDEN)``."""
    asked = torch.tensor([_IDS[COLON], *[_IDS[BLANK]] * (N_HIDDEN - 1)])  # (N_HIDDEN,)
    return torch.cat([body, asked.expand(len(body), -1)], 1)


def encode(sentence: str) -> Examples:
    """Make one example of a sentence, words and marks separated by blanks.

    Raises
    ------
    UserError
        A word is not in the vocabulary, or there are not N_HIDDEN different content words.
    """
    words = sentence.split()
    for word in words:
        if word not in FILLERS + CONTENTS:
            raise UserError(
                f"the word {word!r} is not in the vocabulary of selective copying; "
                f"it has {' '.join(FILLERS + CONTENTS)}"
            )
    hidden = [word for word in words if word in CONTENTS]
    if len(hidden) != N_HIDDEN or len(set(hidden)) != N_HIDDEN:
        raise UserError(
            f"the sentence {sentence!r} must hold {N_HIDDEN} different content words; "
            f"it has {', '.join(hidden) or 'none'}"
        )
    body = torch.tensor([[_IDS[word] for word in words]])  # (1, seq_len)
    return Examples(with_read_out(body), torch.tensor([[_IDS[word] for word in hidden]]))


def words_of(tokens: Tensor) -> tuple[str, ...]:
    """The words behind ``(n,)`` indices."""
    return tuple(VOCABULARY[int(token)] for token in tokens)


def is_content(tokens: Tensor) -> Tensor:
    """Whether each token is a content word; any shape, boolean."""
    return (tokens >= len(FILLERS)) & (tokens < len(FILLERS) + len(CONTENTS))


def right(logits: Tensor, examples: Examples) -> Tensor:
    """Whether the likeliest word is the one asked for.

    Parameters
    ----------
    logits
        ``(n_examples, seq_len + N_HIDDEN, vocab_size)``; those of the read-out are judged.

    Returns
    -------
    Tensor
        ``(n_examples, N_HIDDEN)``, boolean.
    """
    return logits[:, -N_HIDDEN:].argmax(-1) == examples.answers  # (n_examples, N_HIDDEN)


def mean_by_word(numbers: Tensor, tokens: Tensor) -> dict[str, float]:
    """Mean of a number per token over all places of a word, for every word that occurs.

    Parameters
    ----------
    numbers, tokens
        Of one shape.
    """
    return {
        word: float(numbers[tokens == i].mean())
        for i, word in enumerate(VOCABULARY)
        if bool((tokens == i).any())
    }
