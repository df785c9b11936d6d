"""The words of the nursery stories: kinds, vocabulary, and text to ids and back."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

from anim_lib.errors import UserError

GIRLS, BOYS = ("mary", "jill", "lucy"), ("jack", "tom", "peter")
NAMES = GIRLS + BOYS
SINGULAR = ("cat", "dog", "lamb", "mouse", "duck", "pig")
PLURAL = ("cats", "dogs", "lambs", "mice", "ducks", "pigs")
ANIMALS = SINGULAR + PLURAL
LOOKS = ("little", "big", "white", "black")
MOODS = ("happy", "sad", "hungry", "tired", "warm", "cold")
RESTS = ("sat", "slept", "played", "danced")
MEETS = ("saw", "loved", "followed")
PLACES = {
    "on": ("mat", "hill", "wall", "chair"),
    "in": ("house", "barn", "garden", "basket"),
    "under": ("tree", "chair", "wall", "basket"),
    "by": ("tree", "fire", "house", "barn"),
}
PRONOUNS = ("she", "he", "it", "they")
END = "<end>"
VOCABULARY = (
    (END, ".", "the", "a", "two", "and", "near", "was", "were", "very", "had")
    + (NAMES + ANIMALS + LOOKS + MOODS + RESTS + MEETS + PRONOUNS)
    + (tuple(PLACES) + tuple(dict.fromkeys(word for each in PLACES.values() for word in each)))
)
IDS = {word: i for i, word in enumerate(VOCABULARY)}


def kind(noun: str) -> int:
    """Number of the animal's kind: the same for "cat" and "cats"."""
    return ANIMALS.index(noun) % len(SINGULAR)


def stranger(noun: str) -> int:
    """Number of the one other kind that this animal is never near."""
    return (kind(noun) + 1) % len(SINGULAR)


def is_plural(words: tuple[str, ...]) -> bool:
    """Whether a noun, or one or two names, take a verb in the plural."""
    return len(words) == 2 or words[0] in PLURAL


def pronoun_of(hero: tuple[str, ...]) -> str:
    """She, he, it or they."""
    if is_plural(hero):
        return "they"
    return {**dict.fromkeys(GIRLS, "she"), **dict.fromkeys(BOYS, "he")}.get(hero[0], "it")


def encode(text: str, longest: int | None = None) -> Tensor:
    """Ids of a text's words, which are separated by blanks, full stops too.

    Returns
    -------
    Tensor
        ``(seq_len,)``, int64.

    Raises
    ------
    UserError
        The text is empty, holds a word outside the vocabulary, or is longer than ``longest`` words.
    """
    words = text.split()
    unknown = [word for word in words if word not in IDS]
    if unknown:
        raise UserError(
            f"the text holds {unknown[0]!r}, which is not one of the {len(IDS)} words of the "
            "nursery stories; words and full stops are separated by blanks, all in small letters"
        )
    if not words:
        raise UserError("the text is empty; it takes at least one word")
    if longest is not None and len(words) > longest:
        raise UserError(f"the text has {len(words)} words; at most {longest} are allowed")
    return torch.tensor([IDS[word] for word in words])  # (seq_len,)


def decode(ids: Iterable[int]) -> tuple[str, ...]:
    """Words of ids."""
    return tuple(VOCABULARY[int(i)] for i in ids)
