"""Sizes of the models added with the mixed stacks, and their patterns of layers."""

from __future__ import annotations

import pytest

from anim_lib import tables
from anim_lib.models import memory


@pytest.mark.parametrize(
    ("name", "d_ff", "vocab_size", "printed_billions"),
    [("Llama-3-70B", 28_672, 128_256, 70.6), ("Mistral-7B", 14_336, 32_000, 7.2)],
)
def test_parameters_follow_from_the_config(
    name: str, d_ff: int, vocab_size: int, printed_billions: float
) -> None:
    c = tables.model_config(name)
    attention = 2 * c.d_model * (c.n_heads + c.n_kv_heads) * c.d_head
    block = attention + 3 * c.d_model * d_ff + 2 * c.d_model
    assert c.parameters == c.n_attention_layers * block + c.d_model + 2 * vocab_size * c.d_model
    assert round(c.parameters / 1e9, 1) == printed_billions


def test_unknown_parameters_weigh_nothing_that_could_be_shown() -> None:
    config = tables.model_config("RecurrentGemma-2B")
    assert config.parameters == 0
    with pytest.raises(ValueError, match="does not give the parameters of 'RecurrentGemma-2B'"):
        _ = config.weight_bytes_fp16


@pytest.mark.parametrize(
    ("name", "n_layers", "attention", "recurrent"),
    [
        ("Jamba-v0.1", 32, 4, 28),
        ("RecurrentGemma-2B", 26, 8, 18),
        ("RecurrentGemma-9B", 38, 12, 26),
    ],
)
def test_mixers_add_up_to_the_layers(
    name: str, n_layers: int, attention: int, recurrent: int
) -> None:
    config, pattern = tables.model_config(name), tables.layer_pattern(name)
    assert (config.n_attention_layers, config.n_ssm_layers) == (attention, recurrent)
    assert pattern.n_layers == n_layers == attention + recurrent
    assert sum(places(pattern)) == attention


def places(pattern: tables.LayerPattern) -> tuple[bool, ...]:
    """Layers with attention."""
    return memory.layers_of_pattern(
        pattern.n_layers,
        pattern.attention_period,
        pattern.attention_offset,
        pattern.attention_also,
    )


def test_jambas_pattern() -> None:
    pattern = tables.layer_pattern("Jamba-v0.1")
    assert [i for i, here in enumerate(places(pattern)) if here] == [4, 12, 20, 28]
    experts = memory.layers_of_pattern(32, pattern.moe_period, pattern.moe_offset)
    assert [i for i, here in enumerate(experts) if here] == list(range(1, 32, 2))
    assert (pattern.n_experts, pattern.experts_per_token) == (16, 2)


def test_recurrentgemma_repeats_two_recurrent_layers_and_local_attention() -> None:
    for name in ("RecurrentGemma-2B", "RecurrentGemma-9B"):
        found = places(tables.layer_pattern(name))
        assert found[:6] == (False, False, True) * 2
        assert tables.model_config(name).window == 2_048


@pytest.mark.parametrize("name", ["RecurrentGemma-2B", "RecurrentGemma-9B"])
def test_recurrentgemma_keeps_one_number_a_channel(name: str) -> None:
    c = tables.model_config(name)
    assert (c.d_inner, c.d_state, c.d_conv) == (c.d_model, 1, 4)
    assert c.d_model == {"RecurrentGemma-2B": 2_560, "RecurrentGemma-9B": 4_096}[name]


@pytest.mark.parametrize("name", ["Zamba-7B-v1", "Jamba-v0.1"])
def test_mixed_stacks_have_mambas_own_sizes(name: str) -> None:
    c = tables.model_config(name)
    assert (c.d_inner, c.d_state, c.d_conv) == (2 * c.d_model, 16, 4)


def test_zamba_uses_its_attention_13_times() -> None:
    """As transformers writes it: mamba, mamba, hybrid, then every sixth of the rest."""
    found = places(tables.layer_pattern("Zamba-7B-v1"))
    rest = tuple(i % 6 == 4 for i in range(76 - 3))
    assert found == (False, False, True, *rest)
    assert sum(found) == tables.model_config("Zamba-7B-v1").n_attention_layers == 13


def test_mamba_2_hybrid_is_7_percent_attention() -> None:
    config = tables.model_config("Mamba-2-Hybrid 8B")
    n_layers = tables.layer_pattern("Mamba-2-Hybrid 8B").n_layers
    kinds = (config.n_ssm_layers, config.n_attention_layers, config.n_mlp_layers)
    assert sum(kinds) == n_layers == 56
    assert [round(100 * kind / n_layers) for kind in kinds] == [43, 7, 50]


def test_unknown_pattern_lists_the_known() -> None:
    with pytest.raises(ValueError, match=r"'GPT-4' is not in layers.csv; it has Jamba-v0.1, Rec"):
        tables.layer_pattern("GPT-4")
