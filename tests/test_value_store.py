"""Saved values come back as they were, or not at all."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from anim_lib import value_store
from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from anim_lib.record_hash import record_sha256

SLUG = "test_value_store"
PROVENANCE = Provenance(line="made up", model="none", inputs="three words", sources=("here",))


@dataclass(frozen=True, eq=False)
class Values:
    words: tuple[str, ...] = quantity("(seq_len,)", "token", "typed in")
    table: Floats = quantity("(seq_len, 2)", "1", "made up")
    counts: Ints = quantity("(seq_len,)", "token", "counted")
    name: str = quantity("()", "name", "typed in")
    big: int = quantity("()", "byte", "2**53 + 1, which no float64 holds")
    share: float = quantity("()", "1", "made up")


def made() -> Values:
    return Values(
        words=("The", "cät", ""),
        table=floats([[0.1, -0.2], [1e-300, 4.0], [0.0, 1 / 3]]),
        counts=ints([1, 2, 500_000_500_000]),
        name="Pythia-2.8B",
        big=2**53 + 1,
        share=0.1,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    value_store.save(made(), PROVENANCE, tmp_path)
    return tmp_path


def refused(folder: Path) -> str:
    """Load, and return the sentence of the refusal; it must name the file and the cure."""
    with pytest.raises(UserError) as caught:
        value_store.load(Values, folder)
    sentence = str(caught.value)
    assert f"./seqreel compute {SLUG}" in sentence
    assert str(folder / SLUG) in sentence
    assert "\n" not in sentence
    return sentence


def rewrite_record(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change the JSON and give it a hash of its own that fits."""
    path = folder / f"{SLUG}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["record_sha256"]
    change(document)
    path.write_text(
        json.dumps({**document, "record_sha256": record_sha256(document)}), encoding="utf-8"
    )


def rewrite_npz(folder: Path, **arrays: Any) -> None:
    """Replace the npz by other arrays, with a record whose file hash fits."""
    path = folder / f"{SLUG}.npz"
    with np.load(path) as old:
        kept = {**dict(old), **arrays}
    np.savez(path, allow_pickle=True, **{k: v for k, v in kept.items() if v is not None})
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    rewrite_record(folder, lambda document: document.update(npz_sha256=digest))


def test_what_is_loaded_is_what_was_saved(folder: Path) -> None:
    back, record = value_store.load(Values, folder)
    first = made()
    assert (back.words, back.name, back.big, back.share) == (
        first.words,
        first.name,
        first.big,
        first.share,
    )
    assert type(back.big) is int
    assert type(back.share) is float
    assert np.array_equal(back.table, first.table)
    assert back.table.dtype == np.float64
    assert np.array_equal(back.counts, first.counts)
    assert back.counts.dtype == np.int64
    assert record.provenance == PROVENANCE
    assert len(record.code_sha256) == 64
    assert set(record.versions) == {"python", "numpy", "torch"}
    assert set(record.fields["table"]) == {"shape", "unit", "how", "dims", "dtype", "sha256"}


def test_loaded_arrays_are_read_only(folder: Path) -> None:
    back, _ = value_store.load(Values, folder)
    with pytest.raises(ValueError, match="read-only"):
        back.table[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        back.counts[0] = 1


def test_saving_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        value_store.save(made(), PROVENANCE, tmp_path / name)
    for suffix in (".npz", ".json"):
        first, second = ((tmp_path / name / SLUG).with_suffix(suffix) for name in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()


def test_the_npz_holds_no_pickle(folder: Path) -> None:
    with zipfile.ZipFile(folder / f"{SLUG}.npz") as archive:
        assert len(archive.namelist()) == 6
    with np.load(folder / f"{SLUG}.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "Uif" for name in arrays.files)


def test_nothing_half_written_is_left(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [f"{SLUG}.json", f"{SLUG}.npz"]


@pytest.mark.parametrize("suffix", [".npz", ".json"])
def test_missing_file(folder: Path, suffix: str) -> None:
    (folder / f"{SLUG}{suffix}").unlink()
    assert "it is missing" in refused(folder)


@pytest.mark.parametrize("place", [0, 100, -30])
def test_one_changed_byte_of_the_npz(folder: Path, place: int) -> None:
    path = folder / f"{SLUG}.npz"
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert "its sha256 is not the recorded one" in refused(folder)


def test_a_truncated_npz(folder: Path) -> None:
    path = folder / f"{SLUG}.npz"
    path.write_bytes(path.read_bytes()[:200])
    assert "its sha256 is not the recorded one" in refused(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"unit": "byte"', '"unit": "bit"'),
        ('"line": "made up"', '"line": "measured"'),
        ('"numpy": "', '"numpy": "9'),
        ('"code_sha256": "', '"code_sha256": "0'),
    ],
)
def test_tampered_json(folder: Path, old: str, new: str) -> None:
    path = folder / f"{SLUG}.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert "it was changed after it was written" in refused(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "\udcff", '{"slug": 1, "record_sha256": 2}'])
def test_json_that_is_no_record(folder: Path, text: str) -> None:
    (folder / f"{SLUG}.json").write_bytes(text.encode(errors="surrogateescape"))
    sentence = refused(folder)
    assert "not a record of saved values" in sentence or "it was changed" in sentence


def test_provenance_other_than_the_scenes_own(folder: Path) -> None:
    rewrite_record(folder, lambda document: document["provenance"].update(line="measured"))
    assert "provenance is not the scene's own" in refused(folder)


def test_missing_field(folder: Path) -> None:
    rewrite_npz(folder, share=None)
    assert "field share is missing" in refused(folder)


def test_field_that_the_scene_does_not_declare(folder: Path) -> None:
    rewrite_npz(folder, other=np.zeros(2))
    assert "field other is not declared by the scene" in refused(folder)


def test_declaration_changed_since(folder: Path) -> None:
    rewrite_record(folder, lambda document: document["fields"]["table"].update(shape="(3, 2)"))
    assert "field table was saved with shape '(3, 2)', not '(seq_len, 2)'" in refused(folder)


def test_wrong_shape(folder: Path) -> None:
    rewrite_npz(folder, table=np.zeros((2, 3)))
    assert "field table has shape (2, 3), not (seq_len, 2)" in refused(folder)


def test_one_name_is_one_size(folder: Path) -> None:
    rewrite_npz(folder, table=np.zeros((4, 2)))
    assert "field table has shape (4, 2), not (seq_len, 2)" in refused(folder)


def test_nan(folder: Path) -> None:
    rewrite_npz(folder, table=np.array([[0.1, np.nan], [0, 0], [0, 0]]))
    assert "field table holds NaN or infinity" in refused(folder)


def test_one_changed_number(folder: Path) -> None:
    rewrite_npz(folder, share=np.array(0.11))
    assert "field share has another sha256" in refused(folder)


def test_pickled_objects_are_refused(folder: Path) -> None:
    rewrite_npz(folder, words=np.array(["The", None, "sat"], dtype=object))
    assert "not an npz of plain arrays" in refused(folder)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"table": np.full((3, 2), np.inf)}, "field table holds NaN or infinity"),
        ({"share": float("nan")}, "field share holds NaN or infinity"),
        ({"table": np.zeros((3, 3))}, "field table has shape (3, 3), declared as (seq_len, 2)"),
        ({"counts": np.zeros(2, np.int64)}, "field counts has shape (2,), declared as (seq_len,)"),
        ({"table": np.zeros((3, 2), np.float32)}, "field table has dtype float32, not float64"),
        ({"big": 1.0}, "field big is not of type int: 1.0"),
        ({"big": True}, "field big is not of type int: True"),
        ({"words": ["a", "b", "c"]}, "field words is not of type tuple"),
        ({"name": 3}, "field name is not of type"),
    ],
)
def test_bad_values_are_not_saved(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        value_store.save(replace(made(), **change), PROVENANCE, tmp_path)
    assert sentence in str(caught.value)
    assert f"compute() of {SLUG}" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_unwritable_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match=f"cannot write the values of {SLUG} to"):
        value_store.save(made(), PROVENANCE, tmp_path / "file")


def test_fields_of_and_json_hold_the_numbers(folder: Path) -> None:
    infos = value_store.fields_of(*value_store.load(Values, folder))
    assert [info.name for info in infos] == ["words", "table", "counts", "name", "big", "share"]
    table = infos[1]
    assert (table.shape, table.dims, table.unit, table.how) == (
        "(seq_len, 2)",
        (3, 2),
        "1",
        "made up",
    )
    document = json.loads(json.dumps(value_store.as_json(*value_store.load(Values, folder))))
    assert document["fields"]["table"]["value"] == made().table.tolist()
    assert document["fields"]["words"]["value"] == ["The", "cät", ""]
    assert document["fields"]["big"]["value"] == 2**53 + 1
    assert document["provenance"]["line"] == "made up"


def test_helpers_make_read_only_copies() -> None:
    source = np.arange(3.0)
    copied = floats(source)
    source[0] = 9
    assert copied[0] == 0
    assert not copied.flags.writeable
    assert not np.signbit(floats([-0.0, 0.0])).any()
    assert not ints([1, 2]).flags.writeable
    with pytest.raises(ValueError, match="whole numbers"):
        ints([0.5])


def test_fields_need_quantity(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Bare:
        share: float

    with pytest.raises(TypeError, match=r"needs quantity\(\.\.\.\)"):
        value_store.save(Bare(0.1), PROVENANCE, tmp_path)


def test_fields_need_a_type_that_can_be_saved(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Loose:
        things: list[int] = quantity("(n,)", "1", "made up")

    with pytest.raises(TypeError, match="has type"):
        value_store.save(Loose([1]), PROVENANCE, tmp_path)
