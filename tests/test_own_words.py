"""A user's sentence is laid out as it is written, or refused in one sentence that says why."""

from __future__ import annotations

import pytest

from anim_lib import typesetting
from anim_lib.errors import UserError
from scenes import own_words


def test_words_are_what_stands_between_spaces() -> None:
    text = "The “naïve” café costs $5 & <b 100% {it} [sic] _so_ Жизнь *b*"
    assert own_words.check(text, "d02") == tuple(text.split(" "))


@pytest.mark.parametrize(("count", "right"), [(2, False), (3, True), (24, True), (25, False)])
def test_3_to_24_words_are_taken(count: int, right: bool) -> None:
    sentence = " ".join(["cat"] * count)
    if right:
        assert len(own_words.check(sentence, "d02_attention_heatmap")) == count
        return
    said = f"--sentence has {count} words for d02, 3 to 24 are allowed; a word is what stands"
    with pytest.raises(UserError, match=said):
        own_words.check(sentence, "d02_attention_heatmap")


@pytest.mark.parametrize("slug", ["spec_a_bank", "spec_a"])
def test_a_special_is_named_with_its_letter(slug: str) -> None:
    with pytest.raises(UserError, match="has 1 words for spec_a, 3 to 24"):
        own_words.check("bank", slug)


@pytest.mark.parametrize("letter", ["中", "א", "😀"])
def test_a_letter_that_a_font_lacks_is_named(letter: str) -> None:
    with pytest.raises(UserError, match=f"has no '{letter}', which is in 'a{letter}'"):
        own_words.check(f"it is a{letter}", "d02")


@pytest.mark.parametrize("word", ["wait...", "x->y", "</b>"])
def test_marks_that_a_font_joins_are_refused_with_their_word(word: str) -> None:
    with pytest.raises(UserError, match="joins letters or marks of") as caught:
        own_words.check(f"it is {word}", "d02")
    assert repr(word) in str(caught.value)


def test_every_bundled_font_is_asked() -> None:
    assert set(own_words.FILES) == {typesetting.SANS, typesetting.MONO}
    assert all((typesetting.FONTS / name).is_file() for name in own_words.FILES.values())


WORDS = ("The", "cat", "saw", "the", "dog;", "“It”", "ran", "—")


@pytest.mark.parametrize(
    ("query", "place"),
    [("the", 3), ("The", 0), ("CAT", 1), ("dog", 4), ("dog;", 4), ("it", 5), ("—", 7)],
)
def test_a_query_is_the_first_that_is_written_so_else_the_first_that_is_meant(
    query: str, place: int
) -> None:
    assert own_words.place_of_query(query, WORDS) == own_words.place(query, WORDS) == place


def test_a_query_that_is_no_word_lists_them_each_once() -> None:
    assert own_words.place("a", WORDS) is None
    said = "^--query 'a' is no word of the sentence; it has one, two$"
    with pytest.raises(UserError, match=said):
        own_words.place_of_query("a", ("one", "two", "one"))


def test_what_the_encoder_says_of_a_text_is_said_of_the_option() -> None:
    with pytest.raises(UserError, match=r"^--sentence: no pieces$"), own_words.told_of_option():
        raise UserError("text: no pieces")
    with pytest.raises(UserError, match=r"^a file is missing$"), own_words.told_of_option():
        raise UserError("a file is missing")
