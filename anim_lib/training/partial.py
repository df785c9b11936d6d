"""Finished seeds of an unfinished training, so that the same command goes on after an interrupt.

They lie in ``assets/weights/.unfinished/<name>/`` and count only while the code that made them is
today's; a seed that was interrupted half-way starts again.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from safetensors.torch import load as parse
from safetensors.torch import save as to_bytes

from anim_lib.models.checkpoint import WEIGHTS
from anim_lib.training.loop import Outcome
from anim_lib.training.records import as_json, replace

UNFINISHED = WEIGHTS / ".unfinished"


def keep(name: str, code_sha256: str, outcome: Outcome, folder: Path = UNFINISHED) -> None:
    """Write one seed's outcome; its JSON comes last and makes it count."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    stem = f"seed_{outcome.seed}"
    replace(place / f"{stem}.safetensors", to_bytes(outcome.weights))
    for step, weights in outcome.snapshots.items():
        replace(place / f"{stem}_at_{step}.safetensors", to_bytes(weights))
    document = {
        "code_sha256": code_sha256,
        "snapshots": sorted(outcome.snapshots),
        **as_json(outcome),
    }
    replace(place / f"{stem}.json", json.dumps(document).encode())


def find(name: str, code_sha256: str, seed: int, folder: Path = UNFINISHED) -> Outcome | None:
    """Return one seed's outcome if it is there, whole, and made by today's code."""
    place = folder / name
    path = place / f"seed_{seed}.json"
    if not path.is_file():
        return None
    document = json.loads(path.read_text("utf-8"))
    if document["code_sha256"] != code_sha256:
        return None
    return Outcome(
        seed=seed,
        steps=document["steps"],
        seconds=document["seconds"],
        seconds_in_all=document["seconds_in_all"],
        metrics=document["metrics"],
        curve=document["curve"],
        weights=parse((place / f"seed_{seed}.safetensors").read_bytes()),
        snapshots={
            step: parse((place / f"seed_{seed}_at_{step}.safetensors").read_bytes())
            for step in document["snapshots"]
        },
    )


def clear(name: str, folder: Path = UNFINISHED) -> None:
    """Forget a training's finished seeds."""
    shutil.rmtree(folder / name, ignore_errors=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
