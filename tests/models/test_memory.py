"""Cache and state sizes against published figures."""

from __future__ import annotations

import pytest

from anim_lib.models import memory
from anim_lib.tables import BYTES_PER_NUMBER, model_config


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


@pytest.mark.parametrize(
    ("name", "gigabytes"),
    [("Llama-2-70B", 32.768), ("Llama-3-70B", 32.768), ("Llama-2-7B", 52.4288)],
)
def test_cache_at_100k(name: str, gigabytes: float) -> None:
    config = model_config(name)
    per_token = memory.kv_bytes_per_token(
        config.n_attention_layers, config.n_kv_heads, config.d_head, 2
    )
    assert memory.cache_bytes(100_000, per_token) == gigabytes * 1e9


def test_a_70b_model_with_all_heads_kept_takes_262_gb() -> None:
    c = model_config("Llama-2-70B")
    per_token = memory.kv_bytes_per_token(c.n_attention_layers, c.n_heads, c.d_head, 2)
    assert memory.cache_bytes(100_000, per_token) == 262_144_000_000


@pytest.mark.parametrize(
    ("transformer", "ssm"), [("GPT-2 124M", "Mamba-130M"), ("Pythia-2.8B", "Mamba-2.8B")]
)
def test_both_pairs_break_even_at_40_tokens(transformer: str, ssm: str) -> None:
    t, s = model_config(transformer), model_config(ssm)
    state = memory.ssm_state_numbers(s.n_ssm_layers, s.d_inner, s.d_state)
    window = memory.conv_state_numbers(s.n_ssm_layers, s.d_inner, s.d_conv)
    per_token = memory.kv_bytes_per_token(t.n_attention_layers, t.n_kv_heads, t.d_head, 2)
    assert memory.break_even_tokens(2 * (state + window), per_token) == 40
    assert memory.break_even_tokens(2 * state, per_token) == 32


def test_llama_2_7b_fills_an_80_gb_gpu_after_127k_tokens() -> None:
    c = model_config("Llama-2-7B")
    per_token = memory.kv_bytes_per_token(c.n_attention_layers, c.n_kv_heads, c.d_head, 2)
    weights = memory.weight_bytes(c.parameters, "fp16")
    n = memory.tokens_until_full(80 * 10**9, weights, per_token)
    assert n == 126_882
    assert weights + n * per_token <= 80 * 10**9 < weights + (n + 1) * per_token


def test_nothing_fits_beside_weights_that_do_not_fit() -> None:
    weights = memory.weight_bytes(model_config("Llama-2-70B").parameters, "fp16")
    assert memory.tokens_until_full(80 * 10**9, weights, 327_680) == 0
    assert memory.tokens_until_full(100, 40, 10, fixed_bytes=25) == 3


def test_a_window_bounds_the_cache() -> None:
    sizes = [memory.cache_bytes(n, 10, window=2_048) for n in (0, 2_047, 2_048, 2_049, 10**6)]
    assert sizes == [0, 20_470, 20_480, 20_480, 20_480]


@pytest.mark.parametrize(("n", "gib"), [(4_096, 1), (16_384, 16), (65_536, 256), (131_072, 1_024)])
def test_stored_scores_of_32_heads(n: int, gib: int) -> None:
    assert memory.stored_score_bytes(n, 32, 2) == gib * 2**30


def test_weights_by_precision() -> None:
    jamba = model_config("Jamba-v0.1").parameters
    sizes = {name: memory.weight_bytes(jamba, name) for name in BYTES_PER_NUMBER}
    assert sizes["fp32"] == 2 * sizes["fp16"] == 4 * sizes["int8"] == 4 * jamba
    assert round(sizes["int8"] / 1e9) == 52
    with pytest.raises(ValueError, match="precision 'fp8' is not one of fp32, fp16, int8"):
        memory.weight_bytes(jamba, "fp8")
    with pytest.raises(ValueError, match="must be known"):
        memory.weight_bytes(0, "fp16")


def test_layers_of_pattern() -> None:
    assert memory.layers_of_pattern(6, 3, 1) == (False, True, False, False, True, False)
    assert memory.layers_of_pattern(5, 3, 4, also=(0,)) == (True, False, False, False, True)
    assert memory.layers_of_pattern(3, 0, 0) == (False, False, False)
