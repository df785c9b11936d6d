"""Weights are used only when they are what was recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save
from torch import nn

from anim_lib.errors import UserError
from anim_lib.models import checkpoint
from anim_lib.record_hash import record_sha256


def build() -> nn.Module:
    return nn.Linear(2, 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"weight": torch.ones(3, 2), "bias": torch.zeros(3)})
    return tmp_path


def write(
    folder: Path, tensors: dict[str, torch.Tensor], shapes: dict[str, list[int]] | None = None
) -> None:
    path = folder / "line.safetensors"
    path.write_bytes(save(tensors))
    record = {"tensors": shapes or {"weight": [3, 2], "bias": [3]}, "seeds": []}
    write_record(folder, {"weights_sha256": checkpoint.sha256(path), **record})


def write_record(folder: Path, document: dict[str, object]) -> None:
    sealed = {**document, "record_sha256": record_sha256(document)}
    (folder / "line.json").write_text(json.dumps(sealed))


def test_good_weights_come_back(folder: Path) -> None:
    module = checkpoint.load_into(build(), "line", folder)
    assert torch.equal(module(torch.ones(2, dtype=torch.float64)), torch.full((3,), 2.0).double())
    assert not module.training
    assert not any(parameter.requires_grad for parameter in module.parameters())


def refused(folder: Path, match: str) -> None:
    with pytest.raises(UserError, match=match) as caught:
        checkpoint.load_into(build(), "line", folder)
    assert "\n" not in str(caught.value)


def test_another_hash(folder: Path) -> None:
    path = folder / "line.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    refused(folder, r"line\.safetensors cannot be used: its sha256.*`./seqreel train line`")


def test_missing_file(folder: Path) -> None:
    (folder / "line.safetensors").unlink()
    refused(folder, "it cannot be read")


def test_missing_key(folder: Path) -> None:
    write(folder, {"weight": torch.ones(3, 2)})
    refused(folder, "bias is missing")


def test_surplus_key(folder: Path) -> None:
    write(folder, {"weight": torch.ones(3, 2), "bias": torch.zeros(3), "gain": torch.ones(1)})
    refused(folder, "gain is not in the record")


def test_wrong_shape(folder: Path) -> None:
    write(folder, {"weight": torch.ones(2, 3), "bias": torch.zeros(3)})
    refused(folder, r"weight has shape \(2, 3\), not \(3, 2\)")


def test_a_record_of_another_model(folder: Path) -> None:
    tensors = {"weight": torch.ones(4, 2), "bias": torch.zeros(4)}
    write(folder, tensors, {"weight": [4, 2], "bias": [4]})
    refused(folder, "bias does not fit the model")


def test_nan(folder: Path) -> None:
    write(folder, {"weight": torch.full((3, 2), torch.nan), "bias": torch.zeros(3)})
    refused(folder, "weight holds NaN or infinity")


def test_not_safetensors(folder: Path) -> None:
    path = folder / "line.safetensors"
    path.write_bytes(b"\x80\x04pickle")
    document = checkpoint.record("line", folder)
    write_record(folder, {**document, "weights_sha256": checkpoint.sha256(path)})
    refused(folder, "it is not a safetensors file")


def test_a_changed_record(folder: Path) -> None:
    path = folder / "line.json"
    path.write_text(path.read_text().replace('"seeds": []', '"seeds": [1]'))
    refused(
        folder, r"line\.json cannot be used: it was changed after it was written; make it again"
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", "5"])
def test_a_damaged_record(folder: Path, text: str) -> None:
    (folder / "line.json").write_text(text)
    refused(folder, r"line\.json cannot be used: it is not a record of training")


def test_unknown_name(folder: Path) -> None:
    with pytest.raises(UserError, match=r"no trained model 'lime' in .*; there is line"):
        checkpoint.load("lime", folder)
