"""Read the sentences in assets/sentences: odd pairs choose an attention head, even pairs report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from anim_lib.tables import rows

SENTENCES = Path(__file__).parents[1] / "assets" / "sentences"
SENSES = ("money", "river")


@dataclass(frozen=True, slots=True)
class ItPair:
    """One beginning with two endings; with the first, "it" is the first noun."""

    pair: int
    beginning: str
    nouns: tuple[str, str]
    endings: tuple[str, str]

    @property
    def texts(self) -> tuple[str, str]:
        """Both sentences, in the order of the endings."""
        first, second = (f"{self.beginning} {ending}" for ending in self.endings)
        return first, second


@dataclass(frozen=True, slots=True)
class BankSentence:
    """One sentence with the word "bank"."""

    pair: int
    sense: str  # one of SENSES
    text: str
    cues: tuple[str, ...]  # words that give the sense away
    neutral: tuple[str, ...]  # content words that the pair's other sentence has too


Sentence = TypeVar("Sentence", ItPair, BankSentence)


def it_pairs() -> list[ItPair]:
    """Return the minimal pairs of "it", in the file's order."""
    return [
        ItPair(
            int(row["pair"]),
            row["beginning"],
            (row["first_noun"], row["second_noun"]),
            (row["ending_first"], row["ending_second"]),
        )
        for row in rows("it_pairs", SENTENCES)
    ]


def bank_sentences() -> list[BankSentence]:
    """Return the sentences of "bank", a pair after the other, money first."""
    return [
        BankSentence(
            int(row["pair"]),
            row["sense"],
            row["sentence"],
            tuple(row["cues"].split()),
            tuple(row["neutral"].split()),
        )
        for row in rows("bank_pairs", SENTENCES)
    ]


def choosing(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the half that chooses a head: odd pairs."""
    return [sentence for sentence in sentences if sentence.pair % 2 == 1]


def reporting(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the half that a chosen head is reported on: even pairs."""
    return [sentence for sentence in sentences if sentence.pair % 2 == 0]
