"""The record beside trained weights, read without torch: figures of all seeds, and the sha256."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from anim_lib.code_hash import ROOT
from anim_lib.errors import UserError
from anim_lib.record_hash import record_sha256

WEIGHTS = ROOT / "assets" / "weights"


def names(folder: Path = WEIGHTS) -> list[str]:
    """Names of all trained models that are there."""
    return sorted(path.stem for path in folder.glob("*.json"))


def record(name: str, folder: Path = WEIGHTS) -> dict[str, Any]:
    """Read the record of a trained model: task, seeds with metrics and curves, sha256.

    Raises
    ------
    UserError
        There is no such model, or its record cannot be read or was changed.
    """
    path = folder / f"{name}.json"
    if not path.is_file():
        known = ", ".join(names(folder)) or "none"
        raise UserError(f"there is no trained model {name!r} in {folder.name}; there is {known}")
    try:
        document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        written = document.pop("record_sha256")
        if record_sha256(document) != written:
            raise damaged(path, "it was changed after it was written")
        document["weights_sha256"], document["tensors"], document["seeds"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, "it is not a record of training") from error
    return document


def damaged(path: Path, why: str) -> UserError:
    """One sentence that names the file, what is wrong, and the command that mends it."""
    name = path.name.partition(".")[0]
    return UserError(
        f"{path.name} cannot be used: {why}; make it again with `./seqreel train {name}`"
    )
