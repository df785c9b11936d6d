"""What is kept of set type is what was set, bit for bit, and never another text's."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from anim_lib import type_cache
from anim_lib.type_cache import kept
from anim_lib.typesetting import MONO, SANS, Arrays, parts, set_formula, set_words

WORDS: dict[str, Any] = {"text": "Ā key", "font": SANS, "weight": "MEDIUM", "capital": 0.005}
SOURCE = "sqrt({{ d : d }}) = {{ {{ a : a }} / b : f }}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "seqreel" / "type"


def told(**settings: Any) -> Arrays:
    """Return its settings: what a maker would set, without setting it."""
    return {"told": np.frombuffer(repr(sorted(settings.items())).encode(), dtype=np.uint8)}


def assert_same(one: Arrays, other: Arrays) -> None:
    assert one.keys() == other.keys()
    for name, array in one.items():
        kind = (array.dtype, array.shape, array.tobytes())
        assert (other[name].dtype, other[name].shape, other[name].tobytes()) == kind


@pytest.mark.parametrize(
    ("make", "settings"),
    [
        (set_words, WORDS),
        (set_words, WORDS | {"text": " "}),
        (set_formula, {"source": SOURCE, "names": ["f", "d", "a"], "scale": 1.3}),
    ],
)
def test_what_is_read_is_what_was_set(make: Any, settings: dict[str, Any]) -> None:
    first = kept(make, **settings)
    assert_same(first, make(**settings))

    def fail(**_: Any) -> Arrays:
        raise AssertionError("it was kept")

    fail.__name__ = make.__name__
    assert_same(kept(fail, **settings), first)


def test_other_settings_are_other_type(folder: Path) -> None:
    texts = ("1", "1 ", "l", "Ā", "A\u0304", "a\nb", 'a", "b')
    many = [
        {"text": text, "font": font, "weight": weight, "capital": capital}
        for text, font, weight, capital in itertools.product(
            texts, (SANS, MONO), ("NORMAL", "MEDIUM"), (0.005, np.nextafter(0.005, 1.0))
        )
    ]
    for _ in range(2):
        for settings in many:
            assert_same(kept(told, **settings), told(**settings))
    names = [file.name for file in folder.iterdir()]
    assert len(names) == len(many)
    assert all(len(name) == 64 and set(name) <= set("0123456789abcdef") for name in names)


@pytest.mark.parametrize("damage", ["empty", "short", "flipped", "other"])
def test_a_damaged_file_is_not_used_and_replaced(folder: Path, damage: str) -> None:
    kept(told, **WORDS)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    flipped = whole[:-1] + bytes([whole[-1] ^ 1])
    kinds = {"empty": b"", "short": whole[:-3], "flipped": flipped, "other": b"?" * 100}
    file.write_bytes(kinds[damage])
    assert_same(kept(told, **WORDS), told(**WORDS))
    assert file.read_bytes() == whole
    assert list(folder.iterdir()) == [file]


def test_other_versions_and_fonts_set_afresh(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    known = type_cache._surroundings()
    assert len(known["hashes"]) == 7  # six fonts, and the source that sets type
    assert {SANS, MONO} <= set(known["families"])
    kept(told, **WORDS)
    for name, value in (("versions", ["0.23"]), ("hashes", []), ("families", [])):
        changed = known | {name: value}
        monkeypatch.setattr(type_cache, "_surroundings", lambda changed=changed: changed)
        kept(told, **WORDS)
    assert len(list(folder.iterdir())) == 4


def test_a_folder_that_cannot_be_written_only_costs_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "a file"
    file.write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert_same(kept(told, **WORDS), told(**WORDS))


def test_outlines_come_apart_as_they_were_put_together() -> None:
    words = set_words(**(WORDS | {"text": "HI", "capital": 1.0}))
    first, second = (words["outlines"][part] for part in parts(words["sizes"]))
    np.testing.assert_array_equal(np.concatenate([first, second]), words["outlines"])
    assert np.ptp(first[:, 1]) == pytest.approx(1.0, rel=1e-3)
    assert (first[:, 0].min(), second[:, 0].max()) == (0.0, words["width"][0])
    assert second[:, 0].min() > first[:, 0].max()
