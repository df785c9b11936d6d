"""Alignment: translate phrases between two small made languages whose word order differs.

The source is like French: determiner, noun, then up to two adjectives. The target is like
English: the adjectives come before the noun, in reversed order ("la zone économique européenne",
"the european economic area"). Phrases are joined by a verb, then by conjunctions. Words have no
agreement; every target word comes from exactly one source word, so that the true alignment is
known. The phrase ``HELD_OUT`` never occurs in training.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from anim_lib.errors import UserError

DETERMINERS = (("la", "the"), ("une", "a"), ("cette", "this"))
NOUNS = (
    *(("zone", "area"), ("chat", "cat"), ("maison", "house"), ("voiture", "car")),
    *(("accord", "agreement"), ("banque", "bank"), ("ville", "city"), ("livre", "book")),
    *(("chien", "dog"), ("pays", "country")),
)
ADJECTIVES = (
    *(("économique", "economic"), ("européenne", "european"), ("rouge", "red")),
    *(("petite", "small"), ("nouvelle", "new"), ("ancienne", "old"), ("noire", "black")),
    ("internationale", "international"),
)
VERBS = (
    *(("signe", "signs"), ("voit", "sees"), ("aime", "likes")),
    *(("quitte", "leaves"), ("protège", "protects")),
)
CONJUNCTIONS = (("et", "and"), ("dans", "in"), ("avec", "with"))
HELD_OUT = ("zone", "économique", "européenne")
TRAINED_PHRASES = 5  # 1 … 5 phrases while training
REPORT_SEED = 3_003  # training draws from the seeds 0, 1, 2

PAD, EOS, BOS = 0, 1, 2  # in both vocabularies; BOS only begins a translation
MARKS = ("<pad>", "<eos>", "<bos>")
_PAIRS = (*DETERMINERS, *NOUNS, *ADJECTIVES, *VERBS, *CONJUNCTIONS)
# A word and its translation have the same index.
SOURCE_WORDS = (*MARKS, *(source for source, _ in _PAIRS))
TARGET_WORDS = (*MARKS, *(target for _, target in _PAIRS))
_IDS = {word: i for i, word in enumerate(SOURCE_WORDS)}

# The slots of one phrase: joining word, determiner, noun, adjective, adjective
_N_SLOTS = 5
_TARGET_ORDER = (0, 1, 4, 3, 2)  # which source slot each target slot translates


@dataclass(frozen=True, eq=False, slots=True)
class Sentences:
    """Drawn sentences with their translations, padded on the right."""

    source: Tensor  # (batch, src_len), words, EOS, PAD
    target: Tensor  # (batch, tgt_len), words, EOS, PAD
    alignment: Tensor  # (batch, tgt_len), place of each target word's source word; -1: no word

    @property
    def is_word(self) -> Tensor:
        """Where the target holds a word, ``(batch, tgt_len)``, boolean."""
        return self.alignment >= 0


def draw(n_phrases: Tensor, generator: torch.Generator, *, held_out: bool = False) -> Sentences:
    """Draw one sentence for every entry of ``n_phrases``.

    Parameters
    ----------
    n_phrases
        Phrases in each sentence, ``(batch,)``, each at least 1.
    held_out
        Whether ``HELD_OUT`` may occur; where it does not, another noun is drawn in its place.
    """
    batch, most = len(n_phrases), int(n_phrases.max())

    def pick(words: tuple[tuple[str, str], ...]) -> Tensor:
        index = torch.randint(len(words), (batch, most), generator=generator)  # (batch, most)
        return index + _IDS[words[0][0]]

    n_adjectives = torch.randint(3, (batch, most), generator=generator)  # (batch, most)
    order = torch.rand(batch, most, len(ADJECTIVES), generator=generator).argsort(-1)
    adjectives = _IDS[ADJECTIVES[0][0]] + order[..., :2]  # (batch, most, 2)
    first, second = adjectives.unbind(-1)  # (batch, most) each
    noun = pick(NOUNS)  # (batch, most)
    zone, economic, european = (_IDS[word] for word in HELD_OUT)
    taboo = (n_adjectives == 2) & (first == economic) & (second == european)  # (batch, most)
    while not held_out and bool((again := taboo & (noun == zone)).any()):
        noun = torch.where(again, pick(NOUNS), noun)  # (batch, most)
    joining = pick(CONJUNCTIONS)  # (batch, most)
    if most > 1:
        joining[:, 1] = pick(VERBS)[:, 1]
    slots = torch.stack([joining, pick(DETERMINERS), noun, first, second], -1)
    there = torch.ones(batch, most, _N_SLOTS, dtype=torch.bool)  # (batch, most, _N_SLOTS)
    there[:, 0, 0] = False
    there[..., 3], there[..., 4] = n_adjectives >= 1, n_adjectives == 2
    there &= (torch.arange(most) < n_phrases[:, None])[..., None]  # (batch, most, _N_SLOTS)
    return _lay_out(slots, there)


def draw_mixed(batch: int, generator: torch.Generator) -> Sentences:
    """Draw a training batch: 1 … TRAINED_PHRASES phrases, each as likely, ``HELD_OUT`` never."""
    return draw(torch.randint(1, TRAINED_PHRASES + 1, (batch,), generator=generator), generator)


def report_set(batch: int, n_phrases: int) -> Sentences:
    """Sentences for the figures, ``HELD_OUT`` among them, the same at every call."""
    generator = torch.Generator().manual_seed(REPORT_SEED + n_phrases)
    return draw(torch.full((batch,), n_phrases), generator, held_out=True)


def exact(translated: Tensor, sentences: Sentences) -> float:
    """Share of sentences translated without any mistake; ``(batch, tgt_len)`` indices."""
    real = sentences.target != PAD  # (batch, tgt_len)
    return float(((translated == sentences.target) | ~real).all(1).double().mean())


def token_accuracy(translated: Tensor, sentences: Sentences) -> float:
    """Share of right words and ends, place by place; ``(batch, tgt_len)`` indices."""
    real = sentences.target != PAD  # (batch, tgt_len)
    return float((translated == sentences.target)[real].double().mean())


def alignment_accuracy(pattern: Tensor, sentences: Sentences) -> float:
    """Share of target words whose largest share falls on the true source word.

    Parameters
    ----------
    pattern
        Shares of the source words at every target word, ``(batch, tgt_len, src_len)``.
    """
    hit = pattern.argmax(-1) == sentences.alignment  # (batch, tgt_len)
    return float(hit[sentences.is_word].double().mean())


def true_share(pattern: Tensor, sentences: Sentences) -> float:
    """Mean share that falls on the true source word; pattern as in ``alignment_accuracy``."""
    true = sentences.alignment.clamp(min=0)[..., None]  # (batch, tgt_len, 1)
    shares = pattern.gather(-1, true)[..., 0]  # (batch, tgt_len)
    return float(shares[sentences.is_word].double().mean())


def _lay_out(slots: Tensor, there: Tensor) -> Sentences:
    """Close the gaps of absent slots; both are ``(batch, n_phrases, _N_SLOTS)``."""
    place = there.flatten(1).cumsum(1).view_as(slots) - 1  # (batch, n_phrases, _N_SLOTS)
    aim = list(_TARGET_ORDER)
    source = _close(slots, there, PAD)  # (batch, n_words)
    target = _close(slots[..., aim], there[..., aim], PAD)  # (batch, n_words)
    alignment = _close(place[..., aim], there[..., aim], -1)  # (batch, n_words)
    ends = there.flatten(1).sum(1, keepdim=True)  # (batch, 1)
    return Sentences(
        source.scatter(1, ends, EOS), target.scatter(1, ends, EOS), alignment
    )  # each (batch, n_words + 1)


def _close(slots: Tensor, there: Tensor, blank: int) -> Tensor:
    """Move the present slots to the left, and leave one blank at the end of the longest."""
    flat, present = slots.flatten(1), there.flatten(1)  # (batch, n_phrases * _N_SLOTS)
    order = present.logical_not().long().argsort(dim=1, stable=True)  # present ones first
    closed = flat.masked_fill(~present, blank).gather(1, order)  # as flat
    longest = int(present.sum(1).max())
    return torch.cat([closed, torch.full_like(closed[:, :1], blank)], 1)[:, : longest + 1]


def encode(sentence: str) -> Tensor:
    """Indices of a source sentence's words and EOS, ``(1, n_words + 1)``.

    Raises
    ------
    UserError
        The sentence is empty or has a word that is not in the vocabulary.
    """
    words = sentence.split()
    known = SOURCE_WORDS[len(MARKS) :]
    if not words:
        raise UserError(f"a sentence to translate needs words; there are {' '.join(known)}")
    for word in words:
        if word not in known:
            raise UserError(
                f"the word {word!r} is not in the vocabulary of the alignment task; "
                f"it has {' '.join(known)}"
            )
    return torch.tensor([[*(_IDS[word] for word in words), EOS]])  # (1, n_words + 1)


def target_words(tokens: Tensor) -> tuple[str, ...]:
    """The target words behind ``(n,)`` indices, up to the first EOS or PAD."""
    words: list[str] = []
    for token in tokens.tolist():
        if token in (EOS, PAD):
            break
        words.append(TARGET_WORDS[token])
    return tuple(words)
