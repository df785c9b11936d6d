"""A user's sentence in the words of the selective-copying task, whose models read no others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anim_lib.errors import UserError
from scenes.own_words import LONGEST


@dataclass(frozen=True)
class TaskWords:
    """The words of the task, and how many different content words each of its examples holds.

    Capitals are read as small letters; a full stop or a comma is a word of its own.
    """

    fillers: tuple[str, ...]
    contents: tuple[str, ...]
    asked: int

    def read(self, sentence: str, slug: str, shortest: int) -> tuple[str, ...]:
        """Return the words of a sentence.

        Raises
        ------
        UserError
            The task lacks a word, or they are fewer than ``shortest``, or more than ``LONGEST``.
        """
        return _counted(self._known(sentence, slug), slug, shortest)

    def read_example(self, sentence: str, slug: str, shortest: int) -> tuple[str, ...]:
        """Return the words of a sentence that holds as many content words as the task's examples.

        Raises
        ------
        UserError
            As :meth:`read`, or the content words are more, or fewer, or not different ones.
        """
        words = self._known(sentence, slug)
        found = self.contents_of(words)
        if len(found) != self.asked or len(set(found)) != self.asked:
            raise UserError(
                f"--sentence must hold {self.asked} different content words for {slug}, each once, "
                f"as its model was trained; it has {' '.join(found) or 'none'}; {self._listed()}"
            )
        return _counted(words, slug, shortest)

    def contents_of(self, words: tuple[str, ...]) -> list[str]:
        """Return those words that the task may ask for."""
        return [word for word in words if word in self.contents]

    def _known(self, sentence: str, slug: str) -> tuple[str, ...]:
        words = tuple(re.findall(r"[.,]|[^\s.,]+", sentence.lower()))
        for word in words:
            if word not in self.fillers + self.contents:
                raise UserError(
                    f"--sentence: the model of {slug} does not know {word!r}; {self._listed()}"
                )
        return words

    def _listed(self) -> str:
        return f"content words are {' '.join(self.contents)}; fillers are {' '.join(self.fillers)}"


def _counted(words: tuple[str, ...], slug: str, shortest: int) -> tuple[str, ...]:
    if not shortest <= len(words) <= LONGEST:
        raise UserError(
            f"--sentence has {len(words)} words for {slug}, {shortest} to {LONGEST} are allowed; "
            "a full stop or a comma is a word"
        )
    return words
