"""Read a document once, then ask about it: every answer comes from what was kept, nothing else.

Questions are asked side by side, each as the first token after the document, so that none of them
is kept for another.
"""

from __future__ import annotations

import torch
from torch import Tensor

from anim_lib.models.layers.attention import Attention
from anim_lib.models.sequence_model import ModelState, SequenceModel


def repeat(state: ModelState, n_copies: int) -> ModelState:
    """Copy every sequence's state ``n_copies`` times, the copies of one side by side."""
    position, layers = state
    return position, tuple(
        tuple(part.repeat_interleave(n_copies, dim=0) for part in layer)  # (batch n_copies, ...)
        for layer in layers
    )


def read(model: SequenceModel, documents: Tensor) -> ModelState:
    """What is kept behind documents, ``(batch, seq_len)`` tokens."""
    state = model.start(len(documents))
    for token in documents.T:  # (batch,)
        _, state = model.step(token, state)
    return state


def cache_and_block(model: SequenceModel, state: ModelState) -> tuple[Tensor, Tensor]:
    """What one text's state holds, in two parts.

    Returns
    -------
    tuple of Tensor
        All cached keys and values, a row per token, ``(seq_len, n)``, and the numbers of all other
        layers in a row, ``(m,)``; a part that the model does not have is empty.
    """
    cache = [torch.empty(state[0], 0)]  # (seq_len, 0)
    block = [torch.empty(0)]  # (0,)
    for layer, parts in zip(model.kinds(), state[1], strict=True):
        for part in parts:
            if isinstance(layer, Attention):
                cache.append(part[0].transpose(0, 1).flatten(1))  # (seq_len, d_model)
            else:
                block.append(part.flatten())
    return torch.cat(cache, dim=1), torch.cat(block)


def sizes_while_reading(
    model: SequenceModel, document: Tensor
) -> tuple[tuple[Tensor, Tensor], ModelState]:
    """Count the numbers in the state's own tensors after each token of ``(1, seq_len)``.

    Returns
    -------
    tuple
        Numbers in the cache and in the block, each ``(seq_len,)``, and the last state.
    """
    state = model.start(1)
    sizes = []
    for token in document.T:  # (1,)
        _, state = model.step(token, state)
        sizes.append([part.numel() for part in cache_and_block(model, state)])
    cached, block = torch.tensor(sizes).T  # each (seq_len,)
    return (cached, block), state


def ask(model: SequenceModel, state: ModelState, questions: Tensor) -> Tensor:
    """Share of every answer for each question, decoded from copies of one state.

    Parameters
    ----------
    state
        Of ``batch`` documents.
    questions
        Tokens, ``(batch, n_questions)``.

    Returns
    -------
    Tensor
        ``(batch, n_questions, n_outputs)``; each question's shares sum to 1.
    """
    copies = repeat(state, questions.shape[1])
    logits, _ = model.step(questions.flatten(), copies)  # (batch n_questions, n_outputs)
    return torch.softmax(logits, dim=-1).reshape(*questions.shape, -1)


def share_of_right(
    model: SequenceModel, documents: Tensor, answers: Tensor, after: tuple[int, ...]
) -> Tensor:
    """Share of the right value of each fact so far, asked at several times while reading.

    Parameters
    ----------
    documents
        ``key value key value …`` as tokens, ``(batch, 2 n_facts)``.
    answers
        Index of every fact's value among the model's outputs, ``(batch, n_facts)``.
    after
        Numbers of facts after which the facts so far are asked, in rising order.

    Returns
    -------
    Tensor
        ``(len(after), batch, n_facts)``; 0 where a fact is not yet read.
    """
    batch, n_facts = answers.shape
    shares = torch.zeros(len(after), batch, n_facts, dtype=model.head.weight.dtype)
    state = model.start(batch)
    for t in range(2 * max(after)):
        _, state = model.step(documents[:, t], state)
        n_read = (t + 1) // 2
        if t % 2 and n_read in after:
            answered = ask(model, state, documents[:, : t + 1 : 2])  # (batch, n_read, n_outputs)
            right = answered.gather(-1, answers[:, :n_read, None])[..., 0]  # (batch, n_read)
            shares[after.index(n_read), :, :n_read] = right
    return shares
