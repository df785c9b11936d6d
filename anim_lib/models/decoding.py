"""A text through a GPT in several passes, each continuing from the cache of the ones before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import torch
from torch import Tensor

from anim_lib.models import sampling
from anim_lib.models.counters import MultiplicationCounter
from anim_lib.models.gpt import GPT, Block, Trace
from anim_lib.models.multi_head import split_heads


def in_steps(
    model: GPT, tokens: Tensor, sizes: Sequence[int], *, last_only: bool = False
) -> list[Trace]:
    """Read a text in passes of the given sizes: a prompt, then word by word.

    Parameters
    ----------
    tokens
        ``(1, seq_len)``.
    sizes
        Tokens of each pass; they sum to seq_len.
    last_only
        Give each pass's last logits only.

    Returns
    -------
    list of Trace
        One for each pass; its patterns are ``(1, n_heads, size, n_past + size)``.
    """
    steps: list[Trace] = []
    for part in _parts(tokens, sizes):  # each (1, size)
        past = steps[-1].caches if steps else None
        steps.append(model.trace(part, past, last_only=last_only))
    return steps


def joined_patterns(steps: Sequence[Trace]) -> Tensor:
    """Lay the rows of all passes below each other.

    Returns
    -------
    Tensor
        ``(n_layers, n_heads, seq_len, seq_len)``, row = query; zeros where nothing was computed.
    """
    seq_len = steps[-1].layers[0].pattern.shape[-1]
    rows = [
        torch.stack(
            [
                torch.nn.functional.pad(layer.pattern[0], (0, seq_len - layer.pattern.shape[-1]))
                for layer in step.layers
            ]
        )  # (n_layers, n_heads, size, seq_len)
        for step in steps
    ]
    return torch.cat(rows, dim=2)  # (n_layers, n_heads, seq_len, seq_len)


def generate(model: GPT, prompt: Tensor, end: int, seed: int) -> list[int]:
    """Continue a prompt until its end, or until the context is full, drawing every word.

    Parameters
    ----------
    prompt
        ``(1, n_prompt)``.
    end, seed
        The token that ends a text, and the generator's seed.

    Returns
    -------
    list of int
        All tokens, the prompt and the end included.
    """
    draws = torch.rand(
        model.config.context, generator=torch.Generator().manual_seed(seed), dtype=torch.float64
    ).tolist()
    tokens, step = prompt[0].tolist(), model.trace(prompt, last_only=True)
    for draw in draws[: model.config.context - len(tokens)]:
        tokens.append(sampling.by_draw(step.logits[0, -1], draw))
        if tokens[-1] == end:
            break
        step = model.trace(torch.tensor([tokens[-1:]]), step.caches, last_only=True)
    return tokens


class Lanes(NamedTuple):
    """The same steps with kept keys and values, and with everything done again."""

    cached: list[Trace]
    recomputed: list[Trace]
    cached_work: list[int]  # multiply-adds of each step, counted
    recomputed_work: list[int]

    @property
    def cached_logits(self) -> Tensor:
        """Logits after each step, ``(n_steps, vocab_size)``."""
        return torch.cat([step.logits[0] for step in self.cached])

    @property
    def recomputed_logits(self) -> Tensor:
        """Logits after each step, ``(n_steps, vocab_size)``."""
        return torch.cat([step.logits[0] for step in self.recomputed])

    @property
    def difference(self) -> float:
        """Largest absolute difference of the two lanes' logits."""
        return float((self.cached_logits - self.recomputed_logits).abs().max())


def two_lanes(model: GPT, tokens: Tensor, sizes: Sequence[int]) -> Lanes:
    """Run ``tokens`` ``(1, seq_len)`` in steps of the given sizes both ways, and count the work."""
    lanes = Lanes([], [], [], [])
    n_read = 0
    for new in _parts(tokens, sizes):  # (1, size)
        past = lanes.cached[-1].caches if lanes.cached else None
        with MultiplicationCounter() as count:
            lanes.cached.append(model.trace(new, past, last_only=True))
        lanes.cached_work.append(count.multiply_adds)
        n_read += new.shape[1]
        with MultiplicationCounter() as count:
            lanes.recomputed.append(model.trace(tokens[:, :n_read], last_only=True))
        lanes.recomputed_work.append(count.multiply_adds)
    return lanes


def queries(model: GPT, trace: Trace, layer: int) -> Tensor:
    """Queries of the layer at an index, which nobody keeps: (batch, n_heads, seq_len, d_head)."""
    block = model.blocks[layer]
    assert isinstance(block, Block)
    read = block.norm_attention(trace.layers[layer].before)  # (batch, seq_len, d_model)
    return split_heads(block.W_Q(read), model.config.n_heads)


def _parts(tokens: Tensor, sizes: Sequence[int]) -> Iterator[Tensor]:
    for end, size in zip(accumulate(sizes), sizes, strict=True):
        yield tokens[:, end - size : end]  # (1, size)
