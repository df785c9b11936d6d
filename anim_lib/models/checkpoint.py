"""Trained weights in assets/weights: safetensors, and beside each the record of its training.

``<name>.safetensors`` holds the weights of one seed, ``<name>.json`` the figures of all seeds and
the sha256 of the weights. Nothing is unpickled, and nothing that fails a check is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load as parse
from torch import Tensor, nn

from anim_lib.errors import UserError
from anim_lib.weight_record import WEIGHTS, damaged, names, record

__all__ = ["WEIGHTS", "fill", "load", "load_into", "load_snapshots", "names", "record", "sha256"]

M = TypeVar("M", bound=nn.Module)


def load(name: str, folder: Path = WEIGHTS) -> dict[str, Tensor]:
    """Read a trained model's weights, float32, each checked against the record.

    Raises
    ------
    UserError
        The file is missing or has another sha256, a tensor is missing, has another shape or is
        not finite. The sentence names the file and the command that makes it again.
    """
    document = record(name, folder)
    return _checked(folder / f"{name}.safetensors", document["weights_sha256"], document["tensors"])


def load_into(module: M, name: str, folder: Path = WEIGHTS) -> M:
    """Give a module a trained model's weights; it comes back in float64, ready to evaluate.

    Raises
    ------
    UserError
        As ``load``, and when the module is built otherwise than the trained one was.
    """
    return fill(module, load(name, folder), folder / f"{name}.safetensors")


def load_snapshots(name: str, folder: Path = WEIGHTS) -> dict[int, dict[str, Tensor]]:
    """Weights of the kept seed on the way, by step; stored as float16, returned as float32.

    Raises
    ------
    UserError
        As ``load``, and when the model was trained without snapshots.
    """
    document = record(name, folder)
    saved = document.get("snapshots")
    if not saved:
        raise UserError(f"the trained model {name!r} has no snapshots")
    path = folder / f"{name}.snapshots.safetensors"
    shapes = {
        f"{step}/{key}": shape
        for step in saved["steps"]
        for key, shape in document["tensors"].items()
    }
    flat = _checked(path, saved["sha256"], shapes)
    return {
        step: {key: flat[f"{step}/{key}"].float() for key in document["tensors"]}
        for step in saved["steps"]
    }


def fill(module: M, weights: Mapping[str, Tensor], path: Path) -> M:
    """Put weights into a module and make it float64, without dropout and gradients."""
    own = {key: tuple(tensor.shape) for key, tensor in module.state_dict().items()}
    for key in sorted({*own, *weights}):
        if key not in own or key not in weights or own[key] != tuple(weights[key].shape):
            raise damaged(path, f"{key} does not fit the model")
    module.load_state_dict(dict(weights))
    return module.double().eval().requires_grad_(False)


def sha256(path: Path) -> str:
    """Hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _checked(path: Path, wanted: str, shapes: Mapping[str, list[int]]) -> dict[str, Tensor]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise damaged(path, f"it cannot be read ({error.strerror})") from error
    if hashlib.sha256(content).hexdigest() != wanted:
        raise damaged(path, "its sha256 is not the recorded one")
    try:
        tensors: dict[str, Tensor] = parse(content)
    except (SafetensorError, ValueError) as error:
        raise damaged(path, "it is not a safetensors file") from error
    for key in sorted({*shapes, *tensors}):
        if key not in tensors:
            raise damaged(path, f"{key} is missing")
        if key not in shapes:
            raise damaged(path, f"{key} is not in the record")
        if list(tensors[key].shape) != list(shapes[key]):
            raise damaged(
                path, f"{key} has shape {tuple(tensors[key].shape)}, not {tuple(shapes[key])}"
            )
        if not torch.isfinite(tensors[key]).all():
            raise damaged(path, f"{key} holds NaN or infinity")
    return tensors
