"""Values as the short texts of a table."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.provenance import FieldInfo, Value, floats, ints
from anim_lib.value_words import number, rows, spelt


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (1_234_567, "1,234,567"),
        (-4096, "-4,096"),
        (0.123456, "0.1235"),
        (2_896.4, "2,896"),
        (999.94, "999.9"),
        (3.2e17, "3.2e+17"),
        (np.int64(2048), "2,048"),
        (np.float64(0.5), "0.5"),
    ],
)
def test_number(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Llama-3-8B", "Llama-3-8B"),
        (("the", "cat"), "the · cat"),
        (ints([1_000, 2]), "1,000 · 2"),
        (floats([0.25, 0.75]), "0.25 · 0.75"),
        (floats(range(8)), "0 · 1 · 2 · 3 · 4 · 5 · 6 · 7"),
        (floats(range(9)), None),
        (floats([[1.0, 2.0]]), None),
        (("x",) * 9, None),
        ("x" * 81, None),
        ("", None),
        (ints([]), None),
    ],
)
def test_spelt(value: Value, words: str | None) -> None:
    assert spelt(value) == words


def test_rows_leave_out_what_is_long() -> None:
    short = FieldInfo("d_state", "()", (), "<i8", "number", "chosen", "", 16)
    long = FieldInfo("states", "(2, 2)", (2, 2), "<f8", "1", "computed", "", floats(np.eye(2)))
    assert rows([short, long]) == [
        {"name": "d state", "value": "16", "unit": "number", "how": "chosen"}
    ]
