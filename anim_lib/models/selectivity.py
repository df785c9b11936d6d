"""What a state space layer does with a token: keeps what it has, writes what is new, lets go.

Gu & Dao 2023 (arXiv 2312.00752), section 3.5.2: "a large delta resets the state h and focuses on
the current input x, while a small delta persists the state and ignores the current input". The
functions read what a layer's ``look`` returns and take real states (Mamba) and complex ones alike.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor


def gates(seen: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Factors on the old state, A_bar = exp(delta A), and what is added to it, delta B u.

    Parameters
    ----------
    seen
        ``u``, ``delta`` ``(..., d_inner)``, ``A`` ``(d_inner, d_state)`` and, unless B is 1,
        ``B`` ``(..., d_state)``.

    Returns
    -------
    tuple of Tensor
        Each ``(..., d_inner, d_state)``.
    """
    A_bar = torch.exp(seen["delta"][..., None] * seen["A"])  # (..., d_inner, d_state)
    B = seen["B"][..., None, :] if "B" in seen else torch.ones_like(A_bar)
    return A_bar, (seen["delta"] * seen["u"])[..., None] * B  # each (..., d_inner, d_state)


def strength(added: Tensor) -> Tensor:
    """Length of delta B u, all state numbers together: ``(..., d_inner, d_state)`` to ``(...)``."""
    length: Tensor = torch.linalg.vector_norm(added, dim=(-2, -1))  # (...)
    return length


def before(states: Tensor) -> Tensor:
    """The state that each token finds: zeros, then ``(..., seq_len, d_inner, d_state)`` late."""
    return torch.cat([torch.zeros_like(states[..., :1, :, :]), states[..., :-1, :, :]], -3)


def retention(A_bar: Tensor, states: Tensor) -> Tensor:
    """|A_bar h| / |h|, h being the state that the token finds; the first token finds none.

    Parameters
    ----------
    A_bar, states
        ``(..., seq_len, d_inner, d_state)``.

    Returns
    -------
    Tensor
        ``(..., seq_len - 1)``, from the second token on.
    """
    found = before(states)[..., 1:, :, :]  # (..., seq_len - 1, d_inner, d_state)
    kept = A_bar[..., 1:, :, :] * found  # (..., seq_len - 1, d_inner, d_state)
    return strength(kept) / strength(found)  # (..., seq_len - 1)


def movement(states: Tensor) -> Tensor:
    """|h_t - h_(t-1)|: how far a token moves the state; 0 where it leaves it as it is.

    Parameters
    ----------
    states
        ``(..., seq_len, d_inner, d_state)``.

    Returns
    -------
    Tensor
        ``(..., seq_len)``.
    """
    return strength(states - before(states))  # (..., seq_len)


def remains(delta: Tensor, A: Tensor, added: Tensor) -> Tensor:
    """What the last state still holds of each token: exp(A sum of the later deltas) delta B u.

    Summed over the tokens, this is the last state.

    Parameters
    ----------
    delta, A, added
        ``(..., seq_len, d_inner)``, ``(d_inner, d_state)``, ``(..., seq_len, d_inner, d_state)``.

    Returns
    -------
    Tensor
        ``(..., seq_len, d_inner, d_state)``.
    """
    later = delta.sum(-2, keepdim=True) - delta.cumsum(-2)  # (..., seq_len, d_inner)
    return torch.exp(later[..., None] * A) * added  # (..., seq_len, d_inner, d_state)


def memory_shares(left: Tensor, content: Tensor) -> Tensor:
    """Which channels hold the content words in the end: their shares of what remains.

    Channels that write much and lose it at once count for nothing.

    Parameters
    ----------
    left
        What ``remains``, ``(batch, seq_len, d_inner, d_state)``.
    content
        Whether each token is a content word, ``(batch, seq_len)``.

    Returns
    -------
    Tensor
        ``(d_inner,)``, summing to 1.
    """
    held: Tensor = torch.linalg.vector_norm(left, dim=-1)[content].mean(0)  # (d_inner,)
    return held / held.sum()  # (d_inner,)


def share_above(high: Tensor, low: Tensor) -> float:
    """Chance that one of ``high`` exceeds one of ``low``, ties half (the area under the ROC curve).

    Parameters
    ----------
    high, low
        ``(n_high,)`` and ``(n_low,)``: every pair of them is counted.
    """
    ordered = low.sort().values  # (n_low,)
    beneath = torch.searchsorted(ordered, high)  # (n_high,), strictly less
    not_above = torch.searchsorted(ordered, high, right=True)  # (n_high,), less or equal
    return float((beneath + not_above).double().mean() / (2 * len(low)))


def contrast(numbers: Tensor, content: Tensor) -> dict[str, float]:
    """Mean over content words and over fillers, their ratio, and ``share_above``.

    Parameters
    ----------
    numbers, content
        A number per token, and whether it is a content word: of one shape.
    """
    kept, passed = numbers[content], numbers[~content]  # (n_content,), (n_filler,)
    means = float(kept.mean()), float(passed.mean())
    return {
        "content": means[0],
        "filler": means[1],
        "ratio": means[0] / means[1],
        "auc": share_above(kept, passed),
    }
