"""The posters in words: short, plain, and with numbers that come from the Values."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import scenes
from anim_lib import value_store
from scenes.alt.words import capital, count, counted, listed, quoted
from tests.alt_texts import NUMBER, faults

SLUGS = scenes.slugs()
FACTORS = (1.003, 1.1, 0.9, 1.9)
Alt = Callable[[Any], str]


@cache
def shown(slug: str) -> tuple[Alt, Any, set[str]]:
    """Return a scene's function, its saved values, and the numbers in their texts."""
    values, record = value_store.load(scenes.values_module(slug).Values)
    texts = [record.provenance.line, *record.provenance.sources]
    for field in fields(values):
        one = getattr(values, field.name)
        texts += [one] if isinstance(one, str) else one if isinstance(one, tuple) else []
    function: Alt = importlib.import_module(f"scenes.alt.{slug}").alt
    return function, values, set(NUMBER.findall(" ".join(texts)))


def changed(values: Any) -> Iterator[Any]:
    """Yield the values with one of them changed: a number, all numbers of a row, its length."""
    for field in fields(values):
        one = getattr(values, field.name)
        if isinstance(one, int) or (isinstance(one, np.ndarray) and one.dtype.kind == "i"):
            yield from (replace(values, **{field.name: n}) for n in (one + 1, one - 1, 2 * one))
        elif isinstance(one, float | np.ndarray):
            yield from (replace(values, **{field.name: one * by}) for by in FACTORS)
        if isinstance(one, np.ndarray):
            yield replace(values, **{field.name: np.concatenate([one, one[-1:]])})
        elif isinstance(one, tuple):
            yield replace(values, **{field.name: one + one[-1:]})


def computed(slug: str) -> set[int]:
    """Return the places of the numbers in a text that change when the values do."""
    alt, values, _ = shown(slug)
    said, found = alt(values), set[int]()
    for other in changed(values):
        try:
            now = alt(other)
        except (ArithmeticError, LookupError, ValueError):  # a place that is none, a row too many
            continue
        if NUMBER.sub("0", now) == NUMBER.sub("0", said):  # only numbers differ, no sentence
            pairs = zip(NUMBER.findall(said), NUMBER.findall(now), strict=True)
            found |= {place for place, (old, new) in enumerate(pairs) if old != new}
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_reads_well(slug: str) -> None:
    alt, values, _ = shown(slug)
    assert not faults(alt(values)), alt(values)


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_come_from_the_values(slug: str) -> None:
    alt, values, texts = shown(slug)
    numbers, live = NUMBER.findall(alt(values)), computed(slug)
    typed = [each for place, each in enumerate(numbers) if place not in live and each not in texts]
    assert not typed, f"typed in: {typed} of {alt(values)}"
    assert len(live) >= 2, alt(values)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_scene_has_its_own(slug: str) -> None:
    alt, *_ = shown(slug)
    assert scenes.load(slug).alt is alt, f"{slug} needs `alt = staticmethod(alt)`"


def test_words() -> None:
    assert [count(n) for n in (0, 12, 13, 1_234)] == ["no", "twelve", "13", "1,234"]
    assert [counted(n, "key") for n in (1, 2)] == ["one key", "two keys"]
    assert [listed(x) for x in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]
    assert quoted("ab", "or") == "“a” or “b”"
    assert capital("four DNA") == "Four DNA"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Short. Too short.", "17 characters"),
        ("No break " * 20 + "here.", "1 sentences"),
        ("One. " * 40 + "Two", "no full stop at the end"),
        ("small. " * 30 + "End.", "a small letter at the start"),
        ("One.  Two. " * 20 + "End.", "two spaces, or one at an end"),
        ("A *b* c. " * 20 + "End.", "a mark of some markup"),
        ("A picture of b. " * 20 + "End.", "says that it is a picture"),
    ],
)
def test_faults_are_found(text: str, fault: str) -> None:
    assert fault in faults(text)


def test_a_sentence_of_the_user_may_hold_anything() -> None:
    own = "Is *this* one? Or <that>! Who knows. Not I."
    text = f"Cards in a row, one for each word of “{own}” " + "with arcs " * 10 + "above. The end."
    assert not faults(text, own)
    assert faults(text)
