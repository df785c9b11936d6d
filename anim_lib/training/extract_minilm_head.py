"""Cut one head of layer 1, and the embeddings of one short text, out of all-MiniLM-L6-v2.

Run it as ``python -m anim_lib.training.extract_minilm_head FOLDER``, FOLDER holding the model's
``model.safetensors`` and ``vocab.txt`` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). The
whole model is 90 MB; what the scene needs is 166 kB and is kept in assets/weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from safetensors.torch import load, save

from anim_lib.models.weights import WEIGHTS

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENS = ("[CLS]", "the", "cat", "sat", "[SEP]")
HEAD, D_HEAD = 2, 32  # the third head, counted from 1 in the record
NAME = "minilm_l1h3_the_cat_sat"


def main(folder: Path) -> None:
    """Check the model's hash, cut, and write the tensors and their record."""
    content = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
        raise SystemExit(f"{folder}/model.safetensors is not the model with {MODEL_SHA256}")
    model = load(content)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    ids = [vocabulary.index(token) for token in TOKENS]
    table, layer = "embeddings", "encoder.layer.0.attention.self"
    head = slice(HEAD * D_HEAD, (HEAD + 1) * D_HEAD)
    tensors = {
        "word": model[f"{table}.word_embeddings.weight"][ids],  # (seq_len, d_model)
        "position": model[f"{table}.position_embeddings.weight"][: len(ids)],  # (seq_len, d_model)
        "segment": model[f"{table}.token_type_embeddings.weight"][0],  # (d_model,)
        "norm.weight": model[f"{table}.LayerNorm.weight"],  # (d_model,)
        "norm.bias": model[f"{table}.LayerNorm.bias"],  # (d_model,)
    }
    for name in ("query", "key", "value"):
        tensors[f"{name}.weight"] = model[f"{layer}.{name}.weight"][head]  # (d_head, d_model)
        tensors[f"{name}.bias"] = model[f"{layer}.{name}.bias"][head]  # (d_head,)
    cut = save({name: tensor.contiguous() for name, tensor in tensors.items()})
    record = {
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "licence": "Apache-2.0",
        "model_sha256": MODEL_SHA256,
        "tokens": TOKENS,
        "layer": 1,
        "head": HEAD + 1,
        "made_by": "python -m anim_lib.training.extract_minilm_head",
        "sha256": hashlib.sha256(cut).hexdigest(),
    }
    (WEIGHTS / f"{NAME}.safetensors").write_bytes(cut)
    text = json.dumps(record, indent=1) + "\n"
    (WEIGHTS / f"{NAME}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
