"""Finished seeds of an unfinished training, so that the same command goes on after an interrupt.

They lie in ``assets/weights/.unfinished/<name>/`` and count only while they are whole and the code
that made them is today's; a seed that was interrupted half-way starts again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load as parse
from safetensors.torch import save as to_bytes
from torch import Tensor

from anim_lib.errors import UserError
from anim_lib.models.checkpoint import WEIGHTS
from anim_lib.record_hash import record_sha256
from anim_lib.training.loop import Outcome
from anim_lib.training.records import as_json, write_all

UNFINISHED = WEIGHTS / ".unfinished"


def keep(name: str, code_sha256: str, outcome: Outcome, folder: Path = UNFINISHED) -> None:
    """Write one seed's outcome, all of it or nothing.

    Raises
    ------
    UserError
        The folder cannot be written, or the disk is full.
    """
    place, stem = folder / name, f"seed_{outcome.seed}"
    files = {f"{stem}.safetensors": to_bytes(outcome.weights)}
    for step, weights in outcome.snapshots.items():
        files[f"{stem}_at_{step}.safetensors"] = to_bytes(weights)
    document = {
        "code_sha256": code_sha256,
        "sha256": {file: hashlib.sha256(content).hexdigest() for file, content in files.items()},
        "snapshots": sorted(outcome.snapshots),
        **as_json(outcome),
    }
    document = json.loads(json.dumps(document))
    document["record_sha256"] = record_sha256(document)
    files[f"{stem}.json"] = json.dumps(document).encode()
    write_all({place / file: content for file, content in files.items()})


def find(name: str, code_sha256: str, seed: int, folder: Path = UNFINISHED) -> Outcome | None:
    """Return one seed's outcome if it is there, whole, and made by today's code."""
    place, stem = folder / name, f"seed_{seed}"
    try:
        document = json.loads((place / f"{stem}.json").read_text("utf-8"))
        if document.pop("record_sha256") != record_sha256(document):
            return None
        if document["code_sha256"] != code_sha256:
            return None
        return Outcome(
            seed=seed,
            steps=document["steps"],
            seconds=document["seconds"],
            seconds_in_all=document["seconds_in_all"],
            metrics=document["metrics"],
            curve=document["curve"],
            weights=_whole(place / f"{stem}.safetensors", document),
            snapshots={
                step: _whole(place / f"{stem}_at_{step}.safetensors", document)
                for step in document["snapshots"]
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SafetensorError):
        return None  # it is missing or damaged, and is trained again


def _whole(path: Path, document: dict[str, Any]) -> dict[str, Tensor]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != document["sha256"][path.name]:
        raise ValueError(f"{path.name} is not what was written")
    weights: dict[str, Tensor] = parse(content)
    return weights


def clear(name: str, folder: Path = UNFINISHED) -> None:
    """Forget a training's finished seeds."""
    shutil.rmtree(folder / name, ignore_errors=True)
    with suppress(OSError):  # others may be unfinished still
        folder.rmdir()


@contextmanager
def held(name: str, folder: Path = UNFINISHED) -> Iterator[None]:
    """Keep every other process from training the same model until the block is done.

    Raises
    ------
    UserError
        Another process is training it, or the folder cannot be written.
    """
    place = folder / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_RDONLY)  # the lock ends with its process, even if killed
    except OSError as error:
        raise UserError(f"cannot write to {folder.parent}: {error.strerror}") from error
    try:
        _lock(handle, name)
        try:
            yield
        finally:
            for empty in (place, folder):
                with suppress(OSError):
                    empty.rmdir()
    finally:
        os.close(handle)


def _lock(handle: int, name: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UserError(
            f"{name} is being trained by another process: wait for its end, or stop it first"
        ) from error
