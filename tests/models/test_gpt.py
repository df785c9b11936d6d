"""The GPT: its stream adds up, it does not look ahead, and its cache changes nothing."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from anim_lib.errors import UserError
from anim_lib.models import blocks
from anim_lib.models.gpt import GPT, Block, GPTConfig

CONFIG = GPTConfig(vocab_size=20, context=16, d_model=32, n_layers=3, n_heads=4, n_kv_heads=4)


def build(n_kv_heads: int = 4) -> GPT:
    torch.manual_seed(0)
    model = GPT(dataclasses.replace(CONFIG, n_kv_heads=n_kv_heads)).double()
    for parameter in model.parameters():  # as far from its first values as a trained one
        torch.nn.init.normal_(parameter, std=0.3)
    return model.requires_grad_(False)


def block_of(model: GPT, i: int) -> Block:
    block = model.blocks[i]
    assert isinstance(block, Block)
    return block


@pytest.fixture(scope="module")
def tokens() -> Tensor:
    return torch.randint(20, (2, 12), generator=torch.Generator().manual_seed(1))


def test_the_stream_is_a_sum(tokens: Tensor) -> None:
    model = build()
    trace = model.trace(tokens)
    stream = trace.embedding + trace.position
    for layer in trace.layers:
        torch.testing.assert_close(layer.before, stream, rtol=0, atol=1e-12)
        stream = stream + layer.delta_attention
        torch.testing.assert_close(layer.between, stream, rtol=0, atol=1e-12)
        stream = stream + layer.delta_mlp
        torch.testing.assert_close(layer.after, stream, rtol=0, atol=1e-12)
    logits = model.head(model.final_norm(stream))
    torch.testing.assert_close(trace.logits, logits, rtol=0, atol=1e-11)
    assert torch.equal(model(tokens), trace.logits)


def test_a_block_is_two_pre_norm_sublayers(tokens: Tensor) -> None:
    model = build()
    layer, block = model.trace(tokens).layers[1], block_of(model, 1)
    between = blocks.pre_norm(
        layer.before, lambda x: block.attention(x, None)[0], block.norm_attention
    )
    after = blocks.pre_norm(between, block.mlp, block.norm_mlp)
    torch.testing.assert_close(layer.after, after, rtol=0, atol=1e-12)


@pytest.mark.parametrize("n_kv_heads", [1, 2, 4])
@pytest.mark.parametrize(("dtype", "atol"), [(torch.float64, 1e-12), (torch.float32, 1e-5)])
@pytest.mark.parametrize("prompt", [1, 5])
def test_cached_decode_is_full_recompute(
    tokens: Tensor, n_kv_heads: int, dtype: torch.dtype, atol: float, prompt: int
) -> None:
    torch.manual_seed(0)
    model = GPT(dataclasses.replace(CONFIG, n_kv_heads=n_kv_heads)).to(dtype)
    full = model.trace(tokens)
    step = model.trace(tokens[:, :prompt])
    torch.testing.assert_close(step.logits, full.logits[:, :prompt], rtol=0, atol=atol)
    for t in range(prompt, tokens.shape[1]):
        step = model.trace(tokens[:, t : t + 1], step.caches)
        torch.testing.assert_close(step.logits[:, 0], full.logits[:, t], rtol=0, atol=atol)
        for mine, whole in zip(step.layers, full.layers, strict=True):
            torch.testing.assert_close(
                mine.pattern[:, :, 0], whole.pattern[:, :, t, : t + 1], rtol=0, atol=atol
            )


def test_later_tokens_change_nothing_before(tokens: Tensor) -> None:
    model = build()
    other = tokens.clone()
    other[:, 7] = (other[:, 7] + 1) % 20
    mine, changed = model(tokens), model(other)
    torch.testing.assert_close(mine[:, :7], changed[:, :7], rtol=0, atol=1e-12)
    assert (mine[:, 7:] - changed[:, 7:]).abs().amax(dim=(0, 2)).min() > 1e-3


def test_only_the_last_logits(tokens: Tensor) -> None:
    model = build()
    last = model.trace(tokens, last_only=True).logits
    assert last.shape == (2, 1, 20)
    torch.testing.assert_close(last, model(tokens)[:, -1:], rtol=0, atol=1e-12)


def test_grouped_heads_keep_less() -> None:
    shapes = {n: block_of(build(n), 0).W_K.weight.shape for n in (1, 2, 4)}
    assert shapes == {1: (8, 32), 2: (16, 32), 4: (32, 32)}


def test_the_other_order_is_another_function(tokens: Tensor) -> None:
    model = build()
    stream = model.post_norm_stream(tokens)
    assert len(stream) == 2 * CONFIG.n_layers + 1
    block = block_of(model, 0)
    seen = stream[0] + block.attention(stream[0], None)[0]
    torch.testing.assert_close(stream[1], block.norm_attention(seen), rtol=0, atol=1e-12)
    assert (model.head(stream[-1]) - model(tokens)).abs().max() > 0.1


def test_post_norm_keeps_the_stream_at_one_size(tokens: Tensor) -> None:
    model = build()
    for name, parameter in model.named_parameters():
        if "norm" in name:
            torch.nn.init.constant_(parameter, 1.0 if name.endswith("gain") else 0.0)
    for x in model.post_norm_stream(tokens)[1:]:
        size = x.square().mean(-1)
        torch.testing.assert_close(size, torch.ones_like(size), rtol=0, atol=1e-3)


def test_a_text_longer_than_the_context(tokens: Tensor) -> None:
    model = build()
    with pytest.raises(UserError, match="17 tokens; the model's context holds 16"):
        model(torch.zeros(1, 17, dtype=torch.int64))
    step = model.trace(torch.zeros(1, 16, dtype=torch.int64))
    with pytest.raises(UserError, match="17 tokens"):
        model.trace(torch.zeros(1, 1, dtype=torch.int64), step.caches)
