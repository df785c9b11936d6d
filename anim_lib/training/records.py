"""Write what training leaves behind: safetensors and a record, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save as to_bytes
from torch import Tensor

from anim_lib.errors import UserError
from anim_lib.models.checkpoint import WEIGHTS
from anim_lib.record_hash import record_sha256
from anim_lib.training.loop import BETAS, CLIP, Outcome
from anim_lib.training.machine import machine
from anim_lib.training.recipe import Recipe
from anim_lib.whole_files import write_together

DIGITS = 6  # significant ones, of every figure in a record


def write(
    recipe: Recipe, outcomes: Sequence[Outcome], code_sha256: str, folder: Path = WEIGHTS
) -> Path:
    """Write ``<name>.safetensors``, its snapshots if it has any, and ``<name>.json``.

    Returns
    -------
    Path
        The record.

    Raises
    ------
    UserError
        The folder cannot be written, or the disk is full; then what was there is still there.
    """
    kept = next(each for each in outcomes if each.seed == recipe.kept_seed)
    weights = to_bytes(kept.weights)
    files = {folder / f"{recipe.name}.safetensors": weights}
    document: dict[str, Any] = {
        "name": recipe.name,
        "task": recipe.task,
        "parameters": sum(tensor.numel() for tensor in kept.weights.values()),
        "optimizer": {
            "name": "AdamW",
            "learning_rate": recipe.learning_rate,
            "weight_decay": recipe.weight_decay,
            "betas": BETAS,
            "clip": CLIP,
            "most_steps": recipe.steps,
        },
        "kept_seed": recipe.kept_seed,
        "kept_because": "it is the first of the seeds, whatever its figures are",
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "code_sha256": code_sha256,
        "machine": machine(),
        "date": date.today().isoformat(),
        "versions": {"python": platform.python_version(), "torch": version("torch")},
        "tensors": {key: list(kept.weights[key].shape) for key in sorted(kept.weights)},
    }
    if kept.snapshots:
        snapshots = to_bytes(_flat(kept.snapshots))
        files[folder / f"{recipe.name}.snapshots.safetensors"] = snapshots
        document["snapshots"] = {
            "steps": sorted(kept.snapshots),
            "sha256": hashlib.sha256(snapshots).hexdigest(),
        }
    document["seeds"] = [as_json(each) for each in outcomes]
    record = folder / f"{recipe.name}.json"
    write_all({**files, record: to_text(document).encode()})
    return record


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One seed's figures in JSON's own types."""
    return {
        "seed": outcome.seed,
        "steps": outcome.steps,
        "seconds": outcome.seconds,
        "seconds_in_all": outcome.seconds_in_all,
        "metrics": outcome.metrics,
        "curve": outcome.curve,
    }


def to_text(document: Mapping[str, Any]) -> str:
    """JSON with one entry a line, every figure with six significant digits, and a hash over it."""
    rounded = _rounded(document)
    lines = []
    for key, entry in {**rounded, "record_sha256": record_sha256(rounded)}.items():
        if key == "seeds":
            rows = ",\n  ".join(_compact(each) for each in entry)
            lines.append(f' "seeds": [\n  {rows}\n ]')
        else:
            lines.append(f" {json.dumps(key)}: {_compact(entry)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files together, or say in one sentence why none was written."""
    try:
        write_together(files)
    except OSError as error:
        place = next(iter(files)).parent
        raise UserError(
            f"cannot write to {place}: {error.strerror}; nothing was changed"
        ) from error


def _compact(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False, allow_nan=False)


def _rounded(entry: Any) -> Any:
    if isinstance(entry, float):
        return float(f"{entry:.{DIGITS}g}")
    if isinstance(entry, Mapping):
        return {str(key): _rounded(each) for key, each in entry.items()}
    if isinstance(entry, list | tuple):
        return [_rounded(each) for each in entry]
    return entry


def _flat(snapshots: Mapping[int, Mapping[str, Tensor]]) -> dict[str, Tensor]:
    return {
        f"{step}/{key}": tensor.to(torch.float16)
        for step, weights in snapshots.items()
        for key, tensor in weights.items()
    }
