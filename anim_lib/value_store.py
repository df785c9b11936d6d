"""Save a scene's Values with their provenance, and load them only if they are what was saved.

``assets/values/<slug>.npz`` holds every field as a plain array (no pickle);
``assets/values/<slug>.json`` says how each was made. Rendering reads these two files and needs no
torch; ``./seqreel compute <slug>`` writes them.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from anim_lib import value_record
from anim_lib.code_hash import ROOT, code_sha256
from anim_lib.errors import UserError
from anim_lib.provenance import FieldInfo, Provenance, Record, quantity
from anim_lib.value_fields import (
    AnyArray,
    array_sha256,
    checked_arrays,
    declared,
    from_array,
    match_shape,
)
from anim_lib.whole_files import write_together

__all__ = [
    "Provenance",
    "Record",
    "as_json",
    "chosen_root",
    "fields_of",
    "load",
    "load_chosen",
    "quantity",
    "save",
    "slug_of",
]

VALUES = ROOT / "assets" / "values"
CHOSEN = "SEQREEL_VALUES"
V = TypeVar("V")


def chosen_root() -> Path:
    """Return the folder whose values are shown: ``SEQREEL_VALUES``, else the saved ones'."""
    return Path(os.environ.get(CHOSEN) or VALUES)


def load_chosen(values_type: type[V]) -> tuple[V, Record]:
    """Read the values that are shown, as :func:`load` does.

    Those of a user's own inputs have a provenance of their own, which names these.
    """
    root = chosen_root()
    return load(values_type, root, own_inputs=root != VALUES)


def slug_of(values_type: type) -> str:
    """Last part of the name of the module that defines a Values class."""
    return values_type.__module__.rpartition(".")[2]


def save(values: object, provenance: Provenance, root: Path = VALUES) -> Path:
    """Write ``<root>/<slug>.npz`` and ``.json``: both, or none.

    Returns
    -------
    Path
        The npz file.

    Raises
    ------
    UserError
        A field has the wrong type or shape, or holds NaN or infinity, or the folder cannot be
        written.
    """
    kind = type(values)
    slug = slug_of(kind)
    arrays = checked_arrays(values, lambda what: UserError(f"compute() of {slug}: {what}."))
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    record = Record(
        slug=slug,
        provenance=provenance,
        code_sha256=code_sha256(Path(sys.modules[kind.__module__].__file__ or "")),
        weights_sha256=value_record.weights_sha256(provenance),
        versions=value_record.versions(),
        fields={
            name: {
                **words,
                "dims": list(arrays[name].shape),
                "dtype": arrays[name].dtype.str,
                "sha256": array_sha256(arrays[name]),
            }
            for name, (_, words) in declared(kind).items()
        },
        npz_sha256=hashlib.sha256(packed.getvalue()).hexdigest(),
    )
    npz_path, json_path = root / f"{slug}.npz", root / f"{slug}.json"
    try:
        write_together(
            {npz_path: packed.getvalue(), json_path: value_record.to_text(record).encode()}
        )
    except OSError as error:
        raise UserError(
            f"cannot write the values of {slug} to {root}: {error.strerror}."
        ) from error
    return npz_path


def load(
    values_type: type[V], root: Path = VALUES, *, own_inputs: bool = False
) -> tuple[V, Record]:
    """Read saved values back, every array read-only.

    ``own_inputs``: they were computed from a user's inputs instead of the scene's own.

    Raises
    ------
    UserError
        A file is missing, damaged or not the one recorded, or what was saved is not what
        ``values_type`` declares. The sentence names the file and the command that mends it.
    """
    slug = slug_of(values_type)
    npz_path, json_path = root / f"{slug}.npz", root / f"{slug}.json"
    record = value_record.read(json_path, slug)
    own = getattr(sys.modules[values_type.__module__], "PROVENANCE", record.provenance)
    if record.slug != slug or (own != record.provenance and not own_inputs):
        raise value_record.damaged(json_path, slug, "its provenance is not the scene's own")
    npz = value_record.read_bytes(npz_path, slug)
    if hashlib.sha256(npz).hexdigest() != record.npz_sha256:
        raise value_record.damaged(npz_path, slug, "its sha256 is not the recorded one")
    try:
        with np.load(io.BytesIO(npz), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        raise value_record.damaged(npz_path, slug, "it is not an npz of plain arrays") from error
    table = declared(values_type)
    sizes: dict[str, int] = {}
    for name in sorted({*table, *record.fields, *arrays}):
        problem = _problem(name, arrays.get(name), table, record.fields, sizes)
        if problem:
            raise value_record.damaged(npz_path, slug, f"field {name} {problem}")
    try:
        fields = {name: from_array(arrays[name], kind) for name, (kind, _) in table.items()}
    except (ValueError, TypeError) as error:
        raise value_record.damaged(npz_path, slug, f"it does not hold {slug}'s types") from error
    return values_type(**fields), record


def _problem(
    name: str,
    array: AnyArray | None,
    table: Mapping[str, tuple[Any, dict[str, str]]],
    recorded: Mapping[str, Mapping[str, Any]],
    sizes: dict[str, int],
) -> str | None:
    """Say what is wrong with one saved field, or None."""
    if name not in table:
        return "is not declared by the scene"
    if array is None or name not in recorded:
        return "is missing"
    words = table[name][1]
    for key, declared_word in words.items():
        if recorded[name].get(key) != declared_word:
            return f"was saved with {key} {recorded[name].get(key)!r}, not {declared_word!r}"
    if not match_shape(words["shape"], array.shape, sizes):
        return f"has shape {array.shape}, not {words['shape']}"
    if array.dtype.kind in "fc" and not np.isfinite(array).all():
        return "holds NaN or infinity"
    if array_sha256(array) != recorded[name].get("sha256"):
        return "has another sha256 than the recorded one"
    return None


def fields_of(values: object, record: Record) -> list[FieldInfo]:
    """List every field of loaded values with its shape, unit, origin, hash and value."""
    return [
        FieldInfo(name=name, value=getattr(values, name), **{**words, "dims": tuple(words["dims"])})
        for name, words in record.fields.items()
    ]


def as_json(values: object, record: Record) -> dict[str, Any]:
    """Everything about a scene's loaded values, the numbers included, in JSON's own types."""
    document = asdict(record)
    for info in fields_of(values, record):
        value = info.value
        document["fields"][info.name]["value"] = (
            value.tolist() if isinstance(value, np.ndarray) else value
        )
    return document
