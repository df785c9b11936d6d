"""Split text into BERT's word pieces (Devlin et al. 2019, arXiv 1810.04805, section 3).

Lower-case, accents dropped, punctuation apart; then every word from its start into the longest
pieces of the vocabulary (Wu et al. 2016, arXiv 1609.08144, section 4.1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anim_lib.errors import UserError

START, END, CONTINUED = "[CLS]", "[SEP]", "##"
MAX_PIECES = 512  # positions that the model was trained with
MAX_LETTERS = 100  # of one word, as in BERT's own tokeniser


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text as the model reads it, with the words that a person reads."""

    pieces: tuple[str, ...]  # with [CLS] and [SEP]
    ids: tuple[int, ...]  # of the pieces
    words: tuple[str, ...]  # [CLS], the words as written, [SEP]
    word_of: tuple[int, ...]  # of each piece: its word


def read_vocabulary(path: Path) -> dict[str, int]:
    """Return the id of every piece: the number of its line, from 0."""
    # not splitlines(): some pieces are characters that it takes for the end of a line
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {piece: i for i, piece in enumerate(lines)}


def normalize(text: str) -> str:
    """Lower-case, without accents and control characters; white space becomes spaces."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    decomposed = unicodedata.normalize("NFD", spaced.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


def split_punctuation(word: str) -> list[str]:
    """Cut a normalised word before and after every mark and every Chinese character."""
    parts: list[list[str]] = [[]]
    for c in word:
        if _stands_alone(c):
            parts += [[c], []]
        else:
            parts[-1].append(c)
    return ["".join(part) for part in parts if part]


def longest_pieces(part: str, vocabulary: Mapping[str, int]) -> list[str]:
    """Cut a part into vocabulary pieces, each the longest that fits; empty if there is no way."""
    pieces: list[str] = []
    start = 0
    while start < len(part):
        prefix = CONTINUED if start else ""
        ends = range(len(part), start, -1)
        end = next((end for end in ends if prefix + part[start:end] in vocabulary), None)
        if end is None:
            return []
        pieces.append(prefix + part[start:end])
        start = end
    return pieces


def tokenize(text: str, vocabulary: Mapping[str, int]) -> Pieces:
    """Split a text at its spaces into words, and each word into pieces.

    Raises
    ------
    UserError
        The text is empty, holds a word outside the vocabulary, or is longer than the model reads.
    """
    words, pieces, word_of = [START], [START], [0]
    for word in text.split():
        parts = split_punctuation(normalize(word))
        cut = [longest_pieces(part, vocabulary) for part in parts]
        if not cut or not all(cut) or max(map(len, parts)) > MAX_LETTERS:
            raise UserError(f"text: the encoder's vocabulary has no pieces for {word!r}")
        found = [piece for part in cut for piece in part]
        pieces += found
        word_of += [len(words)] * len(found)
        words.append(word)
    if len(words) == 1:
        raise UserError("text: it is empty, the encoder needs at least one word")
    if len(pieces) + 1 > MAX_PIECES:
        raise UserError(
            f"text: {len(pieces) - 1} word pieces are too many, the encoder reads up to "
            f"{MAX_PIECES - 2} besides {START} and {END}"
        )
    pieces.append(END)
    word_of.append(len(words))
    words.append(END)
    ids = tuple(vocabulary[piece] for piece in pieces)
    return Pieces(tuple(pieces), ids, tuple(words), tuple(word_of))


def place_of(word: str, words: tuple[str, ...]) -> int:
    """Position of a word that occurs exactly once.

    Raises
    ------
    ValueError
        It does not, so that its position would be a guess.
    """
    if words.count(word) != 1:
        raise ValueError(f"{word!r} stands {words.count(word)} times in {' '.join(words)!r}")
    return words.index(word)


def _stands_alone(c: str) -> bool:
    ascii_mark = c.isascii() and c.isprintable() and not c.isalnum() and c != " "
    chinese = 0x3400 <= ord(c) <= 0x9FFF or 0xF900 <= ord(c) <= 0xFAFF
    return ascii_mark or chinese or unicodedata.category(c).startswith("P")
