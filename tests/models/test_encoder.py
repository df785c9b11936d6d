"""The real encoder: public similarity figures, torch's own layers, and masks that hide."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.models import encoder as m
from anim_lib.models.encoder import Encoder, Reading, load_encoder, read, sentence_vector
from anim_lib.models.wordpiece import place_of

TEXT = "The animal didn't cross the street because it was too tired"
EXACT = {"rtol": 1e-11, "atol": 1e-12}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def reading(encoder: Encoder) -> Reading:
    return read(encoder, TEXT)


def test_public_similarities(encoder: Encoder) -> None:
    """The figures that sentence-transformers shows for this model on these sentences."""
    texts = (
        "That is a happy person",
        "That is a very happy person",
        "That is a happy dog",
        "Today is a sunny day",
    )
    first, *others = (sentence_vector(read(encoder, text)) for text in texts)
    assert float(first @ first) == pytest.approx(1, abs=1e-14)
    assert [round(float(first @ x), 4) for x in others] == [0.9429, 0.6946, 0.2569]


def test_shapes(reading: Reading) -> None:
    assert reading.patterns.shape == (6, 12, 15, 15)
    assert reading.states.shape == (7, 15, 384)
    assert reading.word_patterns.shape == (6, 12, 13, 13)
    assert reading.word_states.shape == (7, 13, 384)
    assert reading.patterns.dtype == reading.states.dtype == torch.float64


def test_rows_sum_to_1(reading: Reading) -> None:
    for patterns in (reading.patterns, reading.word_patterns):
        assert (patterns >= 0).all()
        torch.testing.assert_close(patterns.sum(-1), torch.ones(patterns.shape[:-1]).double())


@pytest.mark.parametrize("layer", range(6))
def test_layer_is_torchs_own(encoder: Encoder, reading: Reading, layer: int) -> None:
    w, name = encoder.weights, f"encoder.layer.{layer}"
    theirs = torch.nn.TransformerEncoderLayer(
        384, 12, 1536, dropout=0, activation="gelu", layer_norm_eps=1e-12, batch_first=True
    ).double()
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    own = {
        "self_attn.out_proj": "attention.output.dense",
        "linear1": "intermediate.dense",
        "linear2": "output.dense",
        "norm1": "attention.output.LayerNorm",
        "norm2": "output.LayerNorm",
    }
    kinds = ("weight", "bias")
    loaded = {
        f"self_attn.in_proj_{kind}": torch.cat([w[f"{p}.{kind}"] for p in parts]) for kind in kinds
    }
    loaded |= {f"{a}.{kind}": w[f"{name}.{b}.{kind}"] for a, b in own.items() for kind in kinds}
    theirs.load_state_dict(loaded)
    with torch.no_grad():
        # dropout is 0; in training mode torch takes the plain path, not its fused kernel
        expected = theirs.train()(reading.states[layer][None])[0]
        _, pattern = theirs.self_attn(
            *[reading.states[layer][None]] * 3, average_attn_weights=False
        )
    torch.testing.assert_close(reading.states[layer + 1], expected, **EXACT)
    torch.testing.assert_close(reading.patterns[layer], pattern[0], **EXACT)


def test_what_is_hidden_gets_no_attention(encoder: Encoder, reading: Reading) -> None:
    it, tired = (place_of(word, reading.text.words) for word in ("it", "tired"))
    blocked = m.read_without(encoder, TEXT, "it", ["tired"], [0, 2])
    assert (blocked.word_patterns[[0, 2]][:, :, it, tired] == 0).all()
    assert (blocked.word_patterns[[1, 3, 4, 5]][:, :, it, tired] > 0).all()
    torch.testing.assert_close(blocked.patterns.sum(-1), torch.ones(6, 12, 15).double())
    torch.testing.assert_close(blocked.word_states[1, tired], reading.word_states[1, tired])
    assert (blocked.word_states[1, it] - reading.word_states[1, it]).norm() > 0.01


def test_hiding_nothing_changes_nothing(encoder: Encoder, reading: Reading) -> None:
    assert torch.equal(m.read_without(encoder, TEXT, "it", [], range(6)).states, reading.states)


def test_words_ahead_are_seen(encoder: Encoder, reading: Reading) -> None:
    """Not a causal model: the ending changes what "it" is long before the ending."""
    wide = read(encoder, TEXT.replace("tired", "wide"))
    it = place_of("it", wide.text.words)
    assert torch.equal(wide.word_states[0, it], reading.word_states[0, it])
    assert (wide.word_states[1, it] - reading.word_states[1, it]).norm() > 0.01


def test_threads_are_given_back(encoder: Encoder) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        read(encoder, "a word")
        with pytest.raises(UserError):
            read(encoder, "")
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_missing_files_name_the_command(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"model\.safetensors is missing: run \./seqreel encoder"):
        load_encoder(tmp_path)


def test_bad_text(encoder: Encoder) -> None:
    with pytest.raises(UserError, match="no pieces for '😀'"):
        read(encoder, "a 😀")
