"""Causal multi-head attention, and its cache of keys and values.

Vaswani et al. 2017 (arXiv 1706.03762), section 3.2; RoPE by Su et al. 2021 (arXiv 2104.09864).
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.attention import attend
from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.multi_head import merge_heads
from anim_lib.models.positions import rotate


class Attention(Layer):
    """Attention with ``n_heads`` heads; with ``rope``, queries and keys know their position.

    ``keep_heads`` of ``forward`` and ``look`` is for ablations: ``(n_heads,)``, every head's output
    is multiplied by its number, so that 0 takes a head out.
    """

    def __init__(
        self, d_model: int, n_heads: int, rope: bool = False, rope_base: float = 1_000.0
    ) -> None:
        super().__init__()
        self.d_model, self.n_heads = d_model, n_heads
        self.rope, self.rope_base = rope, rope_base
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.out = nn.Linear(d_model, d_model, bias=False)

    def project(self, x: Tensor, start: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        """Query, key and value of tokens from position ``start``: (batch, n_heads, seq_len, …)."""
        batch, seq_len, _ = x.shape
        parts = self.qkv(x).reshape(batch, seq_len, 3, self.n_heads, -1)  # (..., d_head) last
        heads = parts.permute(2, 0, 3, 1, 4)  # (3, batch, n_heads, seq_len, d_head)
        query, key, value = heads  # each (batch, n_heads, seq_len, d_head)
        if self.rope:
            query, key = rotate(heads[:2], self.rope_base, start)  # shapes as before
        return query, key, value

    def merge(self, heads: Tensor, keep_heads: Tensor | None = None) -> Tensor:
        """From (batch, n_heads, seq_len, d_head) to the layer's output."""
        if keep_heads is not None:
            heads = heads * keep_heads[:, None, None]  # (batch, n_heads, seq_len, d_head)
        y: Tensor = self.out(merge_heads(heads))  # (batch, seq_len, d_model)
        return y

    def forward(self, x: Tensor, keep_heads: Tensor | None = None) -> Tensor:
        query, key, value = self.project(x)  # each (batch, n_heads, seq_len, d_head)
        heads = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.merge(heads, keep_heads)  # (batch, seq_len, d_model)

    def start(self, batch: int) -> State:
        empty = self.out.weight.new_empty(batch, self.n_heads, 0, self.d_model // self.n_heads)
        return empty, empty  # cached keys and values, each (batch, n_heads, 0, d_head)

    def attend_last(self, x: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        """Write this token's key and value into the cache's last slot, in place, and attend.

        Parameters
        ----------
        x
            ``(batch, d_model)``.
        keys, values
            ``(batch, n_heads, seq_len, d_head)``, this token's slot included.
        """
        last = keys.shape[-2] - 1
        query, key, value = self.project(x[:, None], last)  # each (batch, n_heads, 1, d_head)
        keys[:, :, last:], values[:, :, last:] = key, value  # (batch, n_heads, 1, d_head)
        heads = F.scaled_dot_product_attention(query, keys, values)  # (batch, n_heads, 1, d_head)
        return self.merge(heads)[:, 0]  # (batch, d_model)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        keys, values = (F.pad(cached, (0, 0, 0, 1)) for cached in state)  # one slot more
        return self.attend_last(x, keys, values), (keys, values)

    def state_numbers(self, seq_len: int) -> int:
        return 2 * seq_len * self.d_model

    def look(self, x: Tensor, keep_heads: Tensor | None = None) -> dict[str, Tensor]:
        """The stored pattern ``(batch, n_heads, query_pos, key_pos)``, and what it is made of.

        ``query``, ``key``, ``value`` and the heads' ``blended`` values before they are merged:
        (batch, n_heads, seq_len, d_head).
        """
        query, key, value = self.project(x)  # each (batch, n_heads, seq_len, d_head)
        pattern, blended = attend(query, key, value, causal=True)
        if keep_heads is not None:
            blended = blended * keep_heads[:, None, None]  # (batch, n_heads, seq_len, d_head)
        return {
            "query": query,
            "key": key,
            "value": value,
            "pattern": pattern,
            "blended": blended,
        }
