"""Public models: parameter counts that follow from the configurations."""

from __future__ import annotations

import math

import pytest

from anim_lib import tables


def test_unknown_model_lists_the_known() -> None:
    with pytest.raises(
        ValueError, match=r"'GPT-4' is not in models.csv; it has GPT-2 124M, Pythia"
    ):
        tables.model_config("GPT-4")


@pytest.mark.parametrize("name", [row["name"] for row in tables.rows("models") if row["n_heads"]])
def test_heads_share_the_width(name: str) -> None:
    config = tables.model_config(name)
    streams = 2 if name == "Zamba-7B-v1" else 1  # its attention reads two streams side by side
    assert config.n_heads * config.d_head == streams * config.d_model
    assert config.n_heads % config.n_kv_heads == 0


@pytest.mark.parametrize(
    "name", ["Mamba-130M", "Mamba-370M", "Mamba-790M", "Mamba-1.4B", "Mamba-2.8B"]
)
def test_mamba_parameters(name: str) -> None:
    c = tables.model_config(name)
    rank = math.ceil(c.d_model / 16)
    assert c.d_inner == 2 * c.d_model
    block = (
        c.d_model * 2 * c.d_inner  # in_proj
        + c.d_inner * (c.d_conv + 1)  # convolution and its bias
        + c.d_inner * (rank + 2 * c.d_state)  # x_proj
        + rank * c.d_inner
        + c.d_inner  # dt_proj
        + c.d_inner * (c.d_state + 1)  # A_log and D
        + c.d_inner * c.d_model  # out_proj
        + c.d_model  # norm
    )
    assert c.parameters == c.n_ssm_layers * block + c.d_model + 50_280 * c.d_model


def test_pythia_parameters() -> None:
    c = tables.model_config("Pythia-2.8B")
    block = 12 * c.d_model**2 + 13 * c.d_model
    assert c.parameters == c.n_attention_layers * block + 2 * c.d_model + 2 * 50_304 * c.d_model


def test_gpt2_parameters() -> None:
    c = tables.model_config("GPT-2 124M")
    block = 12 * c.d_model**2 + 13 * c.d_model
    assert (
        c.parameters == c.n_attention_layers * block + 2 * c.d_model + (50_257 + 1024) * c.d_model
    )


@pytest.mark.parametrize(
    ("name", "d_ff", "vocab_size"),
    [
        ("Llama-2-7B", 11_008, 32_000),
        ("Llama-2-13B", 13_824, 32_000),
        ("Llama-2-70B", 28_672, 32_000),
        ("Llama-3-8B", 14_336, 128_256),
        ("Llama-3.1-8B", 14_336, 128_256),
        ("Llama-3.1-70B", 28_672, 128_256),
    ],
)
def test_llama_parameters(name: str, d_ff: int, vocab_size: int) -> None:
    c = tables.model_config(name)
    attention = 2 * c.d_model * (c.n_heads + c.n_kv_heads) * c.d_head
    block = attention + 3 * c.d_model * d_ff + 2 * c.d_model
    assert c.parameters == c.n_attention_layers * block + c.d_model + 2 * vocab_size * c.d_model


def test_mixtral_parameters() -> None:
    c = tables.model_config("Mixtral-8x7B")
    attention = 2 * c.d_model * (c.n_heads + c.n_kv_heads) * c.d_head
    block = attention + 8 * 3 * c.d_model * 14_336 + 8 * c.d_model + 2 * c.d_model
    assert c.parameters == c.n_attention_layers * block + c.d_model + 2 * 32_000 * c.d_model


def test_jamba_parameters() -> None:
    c = tables.model_config("Jamba-v0.1")
    rank, d_ff, n_experts = 256, 14_336, 16
    attention = 2 * c.d_model * (c.n_heads + c.n_kv_heads) * c.d_head
    mamba = (
        c.d_model * 2 * c.d_inner
        + c.d_inner * (c.d_conv + 1)
        + c.d_inner * (rank + 2 * c.d_state)
        + rank * c.d_inner
        + c.d_inner
        + c.d_inner * (c.d_state + 1)
        + c.d_inner * c.d_model
        + rank
        + 2 * c.d_state  # norms of delta, B and C
    )
    dense = 3 * c.d_model * d_ff
    mixers = c.n_attention_layers * attention + c.n_ssm_layers * mamba
    mlps = 16 * dense + 16 * n_experts * (dense + c.d_model)  # every second layer has experts
    assert c.parameters == mixers + mlps + (2 * 32 + 1) * c.d_model + 2 * 65_536 * c.d_model
