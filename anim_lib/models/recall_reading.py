"""Read a document once, then ask about it: every answer comes from what was kept, nothing else.

Questions are asked side by side, each as the first token after the document, so that none of them
is kept for another.
"""

from __future__ import annotations

import torch
from torch import Tensor

from anim_lib.models.sequence_model import ModelState, SequenceModel


def repeat(state: ModelState, n_copies: int) -> ModelState:
    """Copy every sequence's state ``n_copies`` times, the copies of one side by side."""
    position, layers = state
    return position, tuple(
        tuple(part.repeat_interleave(n_copies, dim=0) for part in layer)  # (batch n_copies, ...)
        for layer in layers
    )


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
