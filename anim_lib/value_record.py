"""The JSON beside a scene's npz: written whole, read back only when it is what was written."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from anim_lib.errors import UserError
from anim_lib.provenance import Provenance, Record
from anim_lib.record_hash import record_sha256
from anim_lib.weight_record import record as weight_record

LIBRARIES = ("numpy", "torch")


def damaged(path: Path, slug: str, why: str) -> UserError:
    """One sentence that names the file, what is wrong, and the command that mends it."""
    return UserError(
        f"{path} cannot be used: {why}; make it again with `./seqreel compute {slug}`."
    )


def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that make values."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def weights_sha256(provenance: Provenance) -> dict[str, str]:
    """Name -> sha256 of every trained model that a provenance names, as recorded today."""
    return {name: weight_record(name)["weights_sha256"] for name in provenance.weights}


def to_text(record: Record) -> str:
    """JSON text of a record, with a hash over the rest of it as its last entry."""
    document = asdict(record)
    return (
        json.dumps(
            {**document, "record_sha256": record_sha256(document)}, indent=1, ensure_ascii=False
        )
        + "\n"
    )


def read_bytes(path: Path, slug: str) -> bytes:
    """Read a file, or say in one sentence why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise damaged(path, slug, "it is missing") from error
    except OSError as error:
        raise damaged(path, slug, f"it cannot be read ({error.strerror})") from error


def read(path: Path, slug: str) -> Record:
    """Read a record back and check its own hash.

    Raises
    ------
    UserError
        The file is missing, is not such a record, or was changed.
    """
    try:
        document = json.loads(read_bytes(path, slug))
        written = document.pop("record_sha256")
        if record_sha256(document) != written:
            raise damaged(path, slug, "it was changed after it was written")
        words = document["provenance"]
        provenance = Provenance(
            **{**words, **{key: tuple(words[key]) for key in ("weights", "sources")}}
        )
        return Record(**{**document, "provenance": provenance})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, slug, "it is not a record of saved values") from error
