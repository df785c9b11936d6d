"""A small language model of any layers: embedding, pre-norm residual layers, norm, head."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.rms_norm import RMSNorm

ModelState = tuple[int, tuple[State, ...]]  # tokens read so far, and every layer's state


class SequenceModel(nn.Module):
    """x + layer(norm(x)) for each layer, over embedded tokens.

    Parameters
    ----------
    vocab_size
        Kinds of tokens.
    d_model
        Width of the residual stream.
    layers
        In order, each of that width.
    n_outputs
        Logits per position; ``vocab_size`` when None.
    n_positions
        Learned positions, added to the embedding; 0 for none.
    """

    def __init__(
        self,
        vocab_size: int,
        d_model: int,
        layers: Sequence[Layer],
        n_outputs: int | None = None,
        n_positions: int = 0,
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, d_model)
        nn.init.normal_(self.embedding.weight, std=1 / math.sqrt(d_model))
        self.positions = (
            nn.Parameter(torch.randn(n_positions, d_model) * 0.02) if n_positions else None
        )  # (n_positions, d_model)
        self.layers = nn.ModuleList(layers)
        self.norms = nn.ModuleList(RMSNorm(d_model) for _ in layers)
        self.last_norm = RMSNorm(d_model)
        self.head = nn.Linear(d_model, n_outputs or vocab_size, bias=False)

    def embed(self, tokens: Tensor, start: int = 0) -> Tensor:
        """Embed ``(batch, seq_len)`` tokens whose first stands at position ``start``.

        Raises
        ------
        ValueError
            The text is longer than the learned positions.
        """
        x: Tensor = self.embedding(tokens)  # (batch, seq_len, d_model)
        if self.positions is None:
            return x
        end = start + tokens.shape[1]
        if end > len(self.positions):
            raise ValueError(f"tokens: {end} positions, the model has {len(self.positions)}")
        return x + self.positions[start:end]  # (batch, seq_len, d_model)

    def read_out(self, x: Tensor) -> Tensor:
        """Logits ``(..., n_outputs)`` of the residual stream ``(..., d_model)``."""
        logits: Tensor = self.head(self.last_norm(x))  # (..., n_outputs)
        return logits

    def forward(self, tokens: Tensor, keep_heads: Mapping[int, Tensor] | None = None) -> Tensor:
        """Logits of every position.

        Parameters
        ----------
        tokens
            ``(batch, seq_len)``.
        keep_heads
            For ablations: at an attention layer's index, ``(n_heads,)`` factors of its heads.

        Returns
        -------
        Tensor
            ``(batch, seq_len, n_outputs)``.
        """
        x = self.embed(tokens)  # (batch, seq_len, d_model)
        for i, (norm, layer) in enumerate(zip(self.norms, self.layers, strict=True)):
            x = x + layer(norm(x), **_kept(keep_heads, i))  # (batch, seq_len, d_model)
        return self.read_out(x)  # (batch, seq_len, n_outputs)

    def kinds(self) -> list[Layer]:
        """The layers, as what they are."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]

    def start(self, batch: int) -> ModelState:
        """The state before the first token."""
        return 0, tuple(layer.start(batch) for layer in self.kinds())

    def step(self, tokens: Tensor, state: ModelState) -> tuple[Tensor, ModelState]:
        """Read one token per sequence, ``(batch,)``; give logits ``(batch, n_outputs)``."""
        position, layer_states = state
        x = self.embed(tokens[:, None], position)[:, 0]  # (batch, d_model)
        after = []
        for norm, layer, before in zip(self.norms, self.kinds(), layer_states, strict=True):
            y, layer_state = layer.step(norm(x), before)
            x = x + y  # (batch, d_model)
            after.append(layer_state)
        return self.read_out(x), (position + 1, tuple(after))

    def state_numbers(self, seq_len: int) -> int:
        """Numbers kept for one sequence after ``seq_len`` tokens, in all layers."""
        return sum(layer.state_numbers(seq_len) for layer in self.kinds())

    def look(
        self, tokens: Tensor, keep_heads: Mapping[int, Tensor] | None = None
    ) -> list[dict[str, Tensor]]:
        """Every layer's inner quantities, as its own ``look`` names them.

        Added to each: ``residual_before`` and ``residual_after``, ``(batch, seq_len, d_model)``.
        """
        x = self.embed(tokens)  # (batch, seq_len, d_model)
        seen = []
        for i, (norm, layer) in enumerate(zip(self.norms, self.kinds(), strict=True)):
            kept = _kept(keep_heads, i)
            after = x + layer(norm(x), **kept)  # (batch, seq_len, d_model)
            inner = layer.look(norm(x), **kept)
            seen.append(inner | {"residual_before": x, "residual_after": after})
            x = after
        return seen


def _kept(keep_heads: Mapping[int, Tensor] | None, layer: int) -> dict[str, Any]:
    if keep_heads is None or layer not in keep_heads:
        return {}
    return {"keep_heads": keep_heads[layer]}
