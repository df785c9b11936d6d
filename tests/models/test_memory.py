"""Cache and state sizes against published figures."""

from __future__ import annotations

import pytest

from anim_lib.models import memory
from anim_lib.tables import model_config


@pytest.mark.parametrize(
    ("name", "per_token"),
    [
        ("GPT-2 124M", 36_864),
        ("Pythia-2.8B", 327_680),
        ("Llama-2-7B", 524_288),
        ("Llama-2-13B", 819_200),
        ("Llama-2-70B", 327_680),
        ("Llama-3-8B", 131_072),
        ("Mixtral-8x7B", 131_072),
        ("GPT-3 175B", 4_718_592),
        ("Jamba-v0.1", 16_384),
    ],
)
def test_cache_bytes_per_token(name: str, per_token: int) -> None:
    config = model_config(name)
    found = memory.kv_bytes_per_token(
        config.n_attention_layers, config.n_kv_heads, config.d_head, 2
    )
    assert found == per_token


@pytest.mark.parametrize(
    ("name", "gib"), [("Mixtral-8x7B", 32), ("Llama-2-7B", 128), ("Jamba-v0.1", 4)]
)
def test_cache_at_256k_is_the_one_printed_in_jambas_paper(name: str, gib: int) -> None:
    config = model_config(name)
    per_token = memory.kv_bytes_per_token(
        config.n_attention_layers, config.n_kv_heads, config.d_head, 2
    )
    assert per_token * 262_144 == gib * 2**30


@pytest.mark.parametrize(
    ("name", "recurrent", "conv"),
    [
        ("Mamba-130M", 589_824, 147_456),
        ("Mamba-370M", 1_572_864, 393_216),
        ("Mamba-790M", 2_359_296, 589_824),
        ("Mamba-1.4B", 3_145_728, 786_432),
        ("Mamba-2.8B", 5_242_880, 1_310_720),
    ],
)
def test_state_numbers(name: str, recurrent: int, conv: int) -> None:
    c = model_config(name)
    assert memory.ssm_state_numbers(c.n_ssm_layers, c.d_inner, c.d_state) == recurrent
    assert memory.conv_state_numbers(c.n_ssm_layers, c.d_inner, c.d_conv) == conv


def test_break_even_is_exact() -> None:
    assert memory.break_even_tokens(13_107_200, 327_680) == 40
    assert memory.break_even_tokens(3, 2) * 2 == 3


def test_only_whole_tokens_fit() -> None:
    assert memory.tokens_that_fit(99, 10) == 9
