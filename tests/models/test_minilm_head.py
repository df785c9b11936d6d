"""One head of MiniLM: its record, its inputs, and that it reads nothing but the recorded file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.models import minilm_head, weights
from scenes.values import d11_qkv_attention as d11

NAME = "minilm_l1h3_the_cat_sat"


def test_embeddings_are_normalised() -> None:
    tensors = weights.load_weights(NAME)
    x = minilm_head.embed(tensors)
    plain = (x - tensors["norm.bias"]) / tensors["norm.weight"]  # (seq_len, d_model)
    torch.testing.assert_close(
        plain.mean(1), torch.zeros(5, dtype=torch.float64), rtol=0, atol=1e-12
    )
    torch.testing.assert_close(plain.var(1, correction=0), torch.ones(5, dtype=torch.float64))


def test_projection_is_xw_plus_b() -> None:
    tensors = weights.load_weights(NAME)
    x = minilm_head.embed(tensors)
    by_hand = (x[2] * tensors["query.weight"][7]).sum() + tensors["query.bias"][7]
    torch.testing.assert_close(minilm_head.project(tensors, x, "query")[2, 7], by_hand)


def test_record_names_the_whole_model_and_the_scenes_tokens() -> None:
    record = weights.record_of(NAME)
    assert record["model_sha256"] == d11.PROVENANCE.weights_sha256
    assert (record["layer"], record["head"]) == (d11.PROVENANCE.layer, d11.PROVENANCE.head)
    assert tuple(record["tokens"]) == d11.REAL_TOKENS
    assert record["licence"] == "Apache-2.0"


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    for suffix in (".safetensors", ".json"):
        shutil.copy(weights.WEIGHTS / f"{NAME}{suffix}", tmp_path)
    assert set(weights.load_weights(NAME, tmp_path)) == set(weights.load_weights(NAME))
    path = tmp_path / f"{NAME}.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(UserError, match="its sha256 is not the recorded one"):
        weights.load_weights(NAME, tmp_path)


def test_the_record_is_json_with_a_hash() -> None:
    text = (weights.WEIGHTS / f"{NAME}.json").read_text(encoding="utf-8")
    assert len(json.loads(text)["sha256"]) == 64
