"""The induction circuit: previous-token heads, the head that finds their stamp, and cutting them.

Elhage et al. 2021 ("A Mathematical Framework for Transformer Circuits"), Olsson et al. 2022
(arXiv 2209.11895). A head of the first layer writes into every slot which token stood before it
(the stamp); a head of the second layer asks for the slot whose stamp is the token just read, and
copies the token of that slot. Patterns are ``(batch, n_heads, query_pos, key_pos)``.
"""

from __future__ import annotations

from itertools import combinations

import torch
from torch import Tensor

from anim_lib.models.attention import attention_scores, scale_scores
from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.rms_norm import EPSILON
from anim_lib.models.sequence_model import SequenceModel

STAMPS_ABOVE = 0.3  # a head counts as a previous-token head from this score on


def previous_token_score(pattern: Tensor) -> Tensor:
    """Mean share that a head gives to the token before the query: ``(n_heads,)``."""
    return pattern.diagonal(-1, -2, -1).mean((0, 2))  # (n_heads,)


def same_token(tokens: Tensor) -> Tensor:
    """Where an earlier key is the query's token: ``(batch, query_pos, key_pos)``, boolean.

    Parameters
    ----------
    tokens
        ``(batch, seq_len)``.
    """
    same = tokens[:, :, None] == tokens[:, None, :]  # (batch, query_pos, key_pos)
    return same.tril(-1)  # (batch, query_pos, key_pos)


def after_same_token(tokens: Tensor) -> Tensor:
    """Where a key follows an earlier place of the query's token; shapes as in ``same_token``."""
    return same_token(tokens).roll(1, -1)  # (batch, query_pos, key_pos)


def share_on(pattern: Tensor, keys: Tensor) -> Tensor:
    """Mean share that a head gives to marked keys: ``(n_heads,)``.

    Parameters
    ----------
    pattern
        ``(batch, n_heads, query_pos, key_pos)``.
    keys
        ``(batch, query_pos, key_pos)``, boolean; queries without a marked key do not count.
    """
    asks = keys.any(-1)  # (batch, query_pos)
    shares = (pattern * keys[:, None]).sum(-1)  # (batch, n_heads, query_pos)
    return shares.transpose(0, 1)[:, asks].mean(-1)  # (n_heads,)


def induction_score(pattern: Tensor, tokens: Tensor) -> Tensor:
    """Mean share on the tokens that followed the query's token before: ``(n_heads,)``."""
    return share_on(pattern, after_same_token(tokens))  # (n_heads,)


def stamping_heads(pattern: Tensor) -> list[int]:
    """First-layer heads whose previous-token score is above STAMPS_ABOVE, from 0."""
    return (previous_token_score(pattern) > STAMPS_ABOVE).nonzero()[:, 0].tolist()


def choose_heads(model: SequenceModel, tokens: Tensor) -> tuple[list[int], int]:
    """Choose the first layer's stamping heads and the second's best induction head, from 0.

    Parameters
    ----------
    model
        Two attention layers.
    tokens
        ``(batch, seq_len)``, for choosing only; report on others.
    """
    first, second = model.look(tokens)
    scores = induction_score(second["pattern"], tokens)  # (n_heads,)
    return stamping_heads(first["pattern"]), int(scores.argmax())


def without_heads(model: SequenceModel, layer: int, heads: list[int]) -> dict[int, Tensor]:
    """Say for ``keep_heads`` of a model that these heads of one layer are cut, from 0."""
    attention = _attention(model, layer)
    factors = torch.ones(attention.n_heads, dtype=attention.out.weight.dtype)  # (n_heads,)
    factors[heads] = 0
    return {layer: factors}


def control_cuts(heads: list[int], n_heads: int) -> list[list[int]]:
    """Every choice of as many other heads (all others where there are fewer), from 0."""
    others = [head for head in range(n_heads) if head not in heads]
    return [list(cut) for cut in combinations(others, min(len(heads), len(others)))]


def score_parts(model: SequenceModel, tokens: Tensor, stamping: list[int]) -> Tensor:
    """Split the second layer's scaled scores by what wrote the key.

    A key is a linear map of the residual stream once the norm's divisor is known, and the stream
    is a sum: the token itself, the stamping heads' output, the other heads' output.

    Parameters
    ----------
    model
        Two attention layers.
    tokens
        ``(batch, seq_len)``.
    stamping
        Heads of the first layer, from 0.

    Returns
    -------
    Tensor
        ``(3, batch, n_heads, query_pos, key_pos)`` for token, stamp and rest; their sum is the
        scaled scores. Entries above the diagonal are what the causal mask hides.
    """
    first, second = _attention(model, 0), _attention(model, 1)
    seen, later = model.look(tokens)
    cut = without_heads(model, 0, stamping)[0]  # (n_heads,)
    blended = seen["blended"]  # (batch, n_heads, seq_len, d_head)
    stream, norm = later["residual_before"], model.norms[1]  # (batch, seq_len, d_model)
    written = torch.stack(
        [
            seen["residual_before"],
            first.merge(blended, 1 - cut),
            first.merge(blended, cut),
        ]
    )  # (3, batch, seq_len, d_model)
    divisor = (stream.square().mean(-1, keepdim=True) + EPSILON).sqrt()  # (batch, seq_len, 1)
    weight = norm.get_parameter("weight")  # (d_model,)
    parts = written / divisor * weight  # (3, batch, seq_len, d_model)
    keys = torch.stack([second.project(part)[1] for part in parts])  # (3, *query.shape)
    return scale_scores(attention_scores(later["query"], keys), later["query"].shape[-1])


def _attention(model: SequenceModel, layer: int) -> Attention:
    found = model.layers[layer]
    if not isinstance(found, Attention):
        raise TypeError(f"layer {layer} is {type(found).__name__}, not Attention")
    return found
