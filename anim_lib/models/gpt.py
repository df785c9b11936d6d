"""A small GPT (Radford et al. 2019): learned positions, pre-norm blocks, everything drawn kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor, nn

from anim_lib.errors import UserError
from anim_lib.models import blocks
from anim_lib.models.kv_cache import Cache, append, attend_cached, prefill
from anim_lib.models.multi_head import merge_heads, split_heads

INIT_STD = 0.02  # of all matrices, as in GPT-2


@dataclass(frozen=True)
class GPTConfig:
    """Sizes; ``n_kv_heads`` below ``n_heads`` groups the heads."""

    vocab_size: int
    context: int  # most tokens, of the learned positions
    d_model: int
    n_layers: int
    n_heads: int
    n_kv_heads: int

    @property
    def d_head(self) -> int:
        """Width of one head."""
        return self.d_model // self.n_heads


class LayerTrace(NamedTuple):
    """What one layer did to the stream."""

    before: Tensor  # (batch, seq_len, d_model)
    delta_attention: Tensor  # (batch, seq_len, d_model)
    between: Tensor  # (batch, seq_len, d_model)
    delta_mlp: Tensor  # (batch, seq_len, d_model)
    after: Tensor  # (batch, seq_len, d_model)
    pattern: Tensor  # (batch, n_heads, query_pos, key_pos)
    cache: Cache


class Trace(NamedTuple):
    """One pass from tokens to logits."""

    embedding: Tensor  # (batch, seq_len, d_model)
    position: Tensor  # (seq_len, d_model)
    layers: list[LayerTrace]
    logits: Tensor  # (batch, seq_len, vocab_size)

    @property
    def caches(self) -> list[Cache]:
        """Keys and values of every layer, those of the past included."""
        return [layer.cache for layer in self.layers]


class LayerNorm(nn.Module):
    """Learned gain and bias of ``blocks.layer_norm``."""

    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x: Tensor) -> Tensor:
        """Normalise ``(..., d_model)``."""
        return blocks.layer_norm(x, self.gain, self.bias)


class Block(nn.Module):
    """Attention and MLP, each with its norm."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        d_model, d_kept = config.d_model, config.n_kv_heads * config.d_head
        self.config = config
        self.norm_attention = LayerNorm(d_model)
        self.W_Q = nn.Linear(d_model, d_model, bias=False)
        self.W_K = nn.Linear(d_model, d_kept, bias=False)
        self.W_V = nn.Linear(d_model, d_kept, bias=False)
        self.W_O = nn.Linear(d_model, d_model, bias=False)
        self.norm_mlp = LayerNorm(d_model)
        self.mlp_in = nn.Linear(d_model, 4 * d_model)
        self.mlp_out = nn.Linear(4 * d_model, d_model)

    def attention(self, x: Tensor, past: Cache | None) -> tuple[Tensor, Tensor, Cache]:
        """Let every token look back.

        Parameters
        ----------
        x
            What the sublayer reads, ``(batch, n_new, d_model)``.
        past
            The layer's kept keys and values, or None.

        Returns
        -------
        tuple
            Output ``(batch, n_new, d_model)``, pattern ``(batch, n_heads, n_new, key_pos)``, and
            the grown cache.
        """
        n_kv_heads = self.config.n_kv_heads
        query = split_heads(self.W_Q(x), self.config.n_heads)  # (batch, n_heads, n_new, d_head)
        key = split_heads(self.W_K(x), n_kv_heads)  # (batch, n_kv_heads, n_new, d_head)
        value = split_heads(self.W_V(x), n_kv_heads)  # (batch, n_kv_heads, n_new, d_head)
        cache = prefill(key, value) if past is None else append(past, key, value)
        pattern, blended = attend_cached(query, cache)
        output: Tensor = self.W_O(merge_heads(blended))  # (batch, n_new, d_model)
        return output, pattern, cache

    def mlp(self, x: Tensor) -> Tensor:
        """Work on every position by itself, ``(..., d_model)``."""
        return blocks.mlp(
            x, self.mlp_in.weight, self.mlp_in.bias, self.mlp_out.weight, self.mlp_out.bias
        )

    def forward(self, x: Tensor, past: Cache | None = None) -> LayerTrace:
        """Add attention(norm(x)), then mlp(norm(x)) of the sum: pre-norm."""
        delta_attention, pattern, cache = self.attention(self.norm_attention(x), past)
        between = x + delta_attention  # (batch, n_new, d_model)
        delta_mlp = self.mlp(self.norm_mlp(between))  # (batch, n_new, d_model)
        after = between + delta_mlp  # (batch, n_new, d_model)
        return LayerTrace(x, delta_attention, between, delta_mlp, after, pattern, cache)


class GPT(nn.Module):
    """Tokens to logits; the same pass trains, reads a prompt, and continues from a cache."""

    def __init__(self, config: GPTConfig) -> None:
        super().__init__()
        self.config = config
        self.token_embedding = nn.Embedding(config.vocab_size, config.d_model)
        self.position_embedding = nn.Embedding(config.context, config.d_model)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.n_layers))
        self.final_norm = LayerNorm(config.d_model)
        self.head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=INIT_STD)
            if isinstance(module, nn.Linear) and module.bias is not None:
                nn.init.zeros_(module.bias)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits of every next token, ``(batch, seq_len)`` to ``(batch, seq_len, vocab_size)``."""
        return self.trace(tokens).logits

    def trace(
        self, tokens: Tensor, caches: Sequence[Cache] | None = None, *, last_only: bool = False
    ) -> Trace:
        """Run the network on new tokens and keep everything on the way.

        Parameters
        ----------
        tokens
            New tokens, ``(batch, n_new)``.
        caches
            Every layer's kept keys and values of the tokens before; None at the beginning.
        last_only
            Give the last token's logits only, ``(batch, 1, vocab_size)``, as a generator needs.

        Raises
        ------
        UserError
            The text is longer than the context.
        """
        n_past = caches[0].cached_keys.shape[-2] if caches else 0
        n_all = n_past + tokens.shape[-1]
        if n_all > self.config.context:
            raise UserError(
                f"the text has {n_all} tokens; the model's context holds {self.config.context}"
            )
        embedding = self.token_embedding(tokens)  # (batch, n_new, d_model)
        position = self.position_embedding.weight[n_past:n_all]  # (n_new, d_model)
        x = embedding + position  # (batch, n_new, d_model)
        layers: list[LayerTrace] = []
        for i, block in enumerate(self.blocks):
            layers.append(block(x, caches[i] if caches else None))
            x = layers[-1].after  # (batch, n_new, d_model)
        kept = x[:, -1:] if last_only else x  # (batch, 1 or n_new, d_model)
        return Trace(embedding, position, layers, self.head(self.final_norm(kept)))

    def post_norm_stream(self, tokens: Tensor) -> list[Tensor]:
        """Run the same weights in the 2017 order, without the final norm.

        Parameters
        ----------
        tokens
            ``(batch, seq_len)``.

        Returns
        -------
        list of Tensor
            The stream before the first layer, after every sublayer: 2 n_layers + 1 tensors
            ``(batch, seq_len, d_model)``; ``head`` of the last gives the logits.
        """
        position = self.position_embedding.weight[: tokens.shape[-1]]  # (seq_len, d_model)
        stream = [self.token_embedding(tokens) + position]  # (batch, seq_len, d_model)
        for block in self.blocks:
            assert isinstance(block, Block)
            look = partial(_attention_output, block)
            stream.append(blocks.post_norm(stream[-1], look, block.norm_attention))
            stream.append(blocks.post_norm(stream[-1], block.mlp, block.norm_mlp))
        return stream


def _attention_output(block: Block, x: Tensor) -> Tensor:
    return block.attention(x, None)[0]  # (batch, seq_len, d_model)
