"""Which numbers a note shows, and how words are escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.packs.numbers import MOST, chosen, unit, value
from anim_lib.packs.report.markdown import plain
from anim_lib.packs.told import Number
from tests.packs.report.scenes import scene


def numbers(*rows: tuple[str, str, str, str]) -> tuple[Number, ...]:
    return tuple(Number(*row) for row in rows)


def names(folder: Path, *rows: tuple[str, str, str, str], words: str = "Nothing.") -> list[str]:
    told = scene(folder, "x1_scene", "01", numbers=numbers(*rows), words=words)
    return [number.name for number in chosen(told)]


def test_what_the_film_tells_comes_first_then_single_numbers_rows_words(tmp_path: Path) -> None:
    rows = (
        ("words", "cat · dog", "word", "read"),
        ("row", "1 · 2,000", "token", "chosen"),
        ("row told", "0.124 · 0.6244", "share", "computed"),
        ("single", "17", "token", "chosen"),
        ("share told", "0.6244", "share", "computed"),
        ("bytes told", "33,240,391,680", "byte", "computed"),
        ("digit", "4", "layer", "chosen"),
    )
    found = names(tmp_path, *rows, words="62% of 33.2 GB in 4.")
    assert found == ["row told", "share told", "bytes told", "single", "digit", "row", "words"]


@pytest.mark.parametrize(
    ("name", "unit", "how"),
    [
        ("time vmax", "ms", "chosen"),
        ("lost axis", "share", "computed"),
        ("limit", "1", "drawing limit of the map: chosen"),
        ("limit", "token", "end of the gate's axis: round"),
        ("limit", "byte", "lower end of the totals' log axis: chosen"),
        ("first noun", "word", "position of animal"),
        ("top", "index", "the likeliest"),
    ],
)
def test_what_only_the_drawing_needs_is_left_out(
    tmp_path: Path, name: str, unit: str, how: str
) -> None:
    assert names(tmp_path, (name, "5", unit, how)) == []


def test_a_note_has_not_more_rows_than_a_reader_reads(tmp_path: Path) -> None:
    rows = [(f"n{k}", str(k), "1", "counted") for k in range(40)]
    assert names(tmp_path, *rows) == [f"n{k}" for k in range(MOST)]


@pytest.mark.parametrize(
    ("unit", "given", "shown"),
    [
        ("byte", "51,570,323,328", "51,570,323,328 (51.6 GB)"),
        ("byte", "13,107,200", "13,107,200 (13.1 MB)"),
        ("byte", "1,099,511,627,776", "1,099,511,627,776 (1.1 TB)"),
        ("byte", "131,072", "131,072"),
        ("byte", "5,000,000 · 6,000,000", "5,000,000 · 6,000,000"),
        ("token", "51,570,323,328", "51,570,323,328"),
    ],
)
def test_many_bytes_are_told_in_larger_units_too(unit: str, given: str, shown: str) -> None:
    assert value(Number("n", given, unit, "how")) == shown


@pytest.mark.parametrize(
    ("given", "shown"), [("1", ""), ("number", ""), ("token", "token"), ("byte / token",) * 2]
)
def test_a_unit_that_says_nothing_is_not_shown(given: str, shown: str) -> None:
    assert unit(Number("n", "5", given, "how")) == shown


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("0.5", "0.5"),
        ("-0.5", "-0.5"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("---", r"\---"),
        ("::: div", r"\::: div"),
        (": definition", r"\: definition"),
        ("a = b", "a = b"),
        ("50% off", "50% off"),
        ("d_model", r"d\_model"),
        ("two\nlines", "two lines"),
        ("x < y & z", "x &lt; y &amp; z"),
    ],
)
def test_escaping(given: str, written: str) -> None:
    assert plain(given) == written
