"""Read trained numbers from assets/weights, only if they are the recorded ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load
from torch import Tensor

from anim_lib.errors import UserError

WEIGHTS = Path(__file__).parents[2] / "assets" / "weights"


def record_of(name: str, folder: Path = WEIGHTS) -> dict[str, Any]:
    """Return ``<folder>/<name>.json``: origin, licence, how it was made, sha256."""
    document: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return document


def load_weights(name: str, folder: Path = WEIGHTS) -> dict[str, Tensor]:
    """Return the tensors of ``<folder>/<name>.safetensors`` in float64, by name.

    Raises
    ------
    UserError
        The file is not the one that its record names.
    """
    path = folder / f"{name}.safetensors"
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != record_of(name, folder)["sha256"]:
        raise UserError(
            f"{path} cannot be used: its sha256 is not the recorded one; "
            f"get it again with `git checkout -- assets/weights`."
        )
    return {key: tensor.to(torch.float64) for key, tensor in load(content).items()}
