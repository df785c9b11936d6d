"""Word pieces as the model's own tokeniser cuts them, and the words that a person reads."""

from __future__ import annotations

import re

import pytest

from anim_lib import encoder_files
from anim_lib.errors import UserError
from anim_lib.models.wordpiece import (
    longest_pieces,
    normalize,
    place_of,
    read_vocabulary,
    split_punctuation,
    tokenize,
)


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, int]:
    return read_vocabulary(encoder_files.found().vocabulary)


def test_vocabulary(vocabulary: dict[str, int]) -> None:
    assert len(vocabulary) == 30_522
    assert sorted(vocabulary.values()) == list(range(30_522))
    assert (vocabulary["[PAD]"], vocabulary["[CLS]"], vocabulary["[SEP]"]) == (0, 101, 102)


# What Hugging Face's tokenizers 0.23.3 makes of them with this model's tokenizer.json.
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The animal didn't cross", "the animal didn ' t cross"),
        ("Café naïve Ångström, HELLO!", "cafe naive ang ##strom , hello !"),
        ("3.14% of $5,000 (or so)...", "3 . 14 % of $ 5 , 000 ( or so ) . . ."),
        ("unaffable tokenization's", "una ##ffa ##ble token ##ization ' s"),
        ("tab\tand\nnew line", "tab and new line"),
        ("co-operate—now", "co - operate — now"),
        ("x_y#z@q", "x _ y # z @ q"),
        ("zero\u200bwidth", "zero ##wi ##dt ##h"),
        ("東京 is big", "東 京 is big"),
    ],
)
def test_pieces(text: str, pieces: str, vocabulary: dict[str, int]) -> None:
    found = tokenize(text, vocabulary)
    assert found.pieces == ("[CLS]", *pieces.split(" "), "[SEP]")
    assert found.ids == tuple(vocabulary[piece] for piece in found.pieces)


def test_special_pieces_cannot_be_written(vocabulary: dict[str, int]) -> None:
    assert tokenize("[MASK]", vocabulary).pieces == ("[CLS]", "[", "mask", "]", "[SEP]")


def test_words_keep_their_spelling(vocabulary: dict[str, int]) -> None:
    found = tokenize("The animal didn't cross.", vocabulary)
    assert found.words == ("[CLS]", "The", "animal", "didn't", "cross.", "[SEP]")
    assert found.word_of == (0, 1, 2, 3, 3, 3, 4, 4, 5)


def test_steps() -> None:
    assert normalize("É\tA\u00ad\u0000") == "e a"
    assert split_punctuation("a,b") == ["a", ",", "b"]
    assert split_punctuation("'t") == ["'", "t"]
    vocabulary = {"un": 0, "una": 1, "##f": 2, "##a": 3}
    assert longest_pieces("unaf", vocabulary) == ["una", "##f"]
    assert longest_pieces("unax", vocabulary) == []


@pytest.mark.parametrize("text", ["", "  \n", "\t"])
def test_empty_text(text: str, vocabulary: dict[str, int]) -> None:
    with pytest.raises(UserError, match="text: it is empty, the encoder needs at least one word"):
        tokenize(text, vocabulary)


@pytest.mark.parametrize("word", ["😀", "Ｆｕｌｌ", "\u200b", "a" * 101])
def test_outside_the_vocabulary(word: str, vocabulary: dict[str, int]) -> None:
    with pytest.raises(UserError, match=re.escape(f"vocabulary has no pieces for {word!r}")):
        tokenize(f"a smile {word} here", vocabulary)


def test_length(vocabulary: dict[str, int]) -> None:
    assert len(tokenize("a " * 510, vocabulary).pieces) == 512
    with pytest.raises(UserError, match=r"text: 511 word pieces are too many, .* reads up to 510"):
        tokenize("a " * 511, vocabulary)


def test_place_of() -> None:
    assert place_of("it", ("[CLS]", "it", "[SEP]")) == 1
    with pytest.raises(ValueError, match="'the' stands 2 times in 'the cat the'"):
        place_of("the", ("the", "cat", "the"))
