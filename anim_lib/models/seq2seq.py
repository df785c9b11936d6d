"""Translate with a GRU encoder and decoder, with additive attention or through a bottleneck.

With attention the decoder blends the encoder's states anew before every word (Bahdanau, Cho &
Bengio 2014, arXiv 1409.0473); without it every word gets the same vector, the encoder's last
states (Sutskever et al. 2014, arXiv 1409.3215; Cho et al. 2014, arXiv 1406.1078). Both have the
same layers and as many parameters, so that only the look back differs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from anim_lib.models.bahdanau import additive_energies, alignment, context

PAD, BOS = 0, 2  # tokens; PAD also in the source
N_WORDS = 32  # of each language of ``anim_lib.tasks.alignment``, with its marks
D_MODEL = 48


@dataclass(frozen=True, eq=False, slots=True)
class Encoded:
    """What the encoder hands over."""

    annotations: Tensor  # (batch, src_len, 2 d_model), one per source word, both directions
    real: Tensor  # (batch, src_len), False at padding
    last: Tensor  # (batch, 2 d_model), each direction's state after its last word


class Seq2Seq(nn.Module):
    """Encoder and decoder.

    Parameters
    ----------
    n_source, n_target
        Kinds of tokens of the two languages.
    d_model
        Width of embeddings and states.
    attention
        Look back at every source word; else only at the last states.
    """

    def __init__(self, n_source: int, n_target: int, d_model: int, attention: bool) -> None:
        super().__init__()
        self.d_model, self.attention = d_model, attention
        self.source_embedding = nn.Embedding(n_source, d_model)
        self.target_embedding = nn.Embedding(n_target, d_model)
        self.encoder = nn.GRU(d_model, d_model, batch_first=True, bidirectional=True)
        self.bridge = nn.Linear(2 * d_model, d_model)
        self.decoder = nn.GRUCell(3 * d_model, d_model)
        self.head = nn.Linear(3 * d_model, n_target)
        if attention:
            self.W = nn.Linear(d_model, d_model, bias=False)
            self.U = nn.Linear(2 * d_model, d_model, bias=False)
            self.v = nn.Linear(d_model, 1, bias=False)

    def encode(self, source: Tensor) -> Encoded:
        """Read ``(batch, src_len)`` tokens, padded on the right."""
        real = source != PAD  # (batch, src_len)
        lengths = real.sum(1)  # (batch,)
        x = self.source_embedding(source)  # (batch, src_len, d_model)
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        states, _ = self.encoder(packed)
        annotations, _ = pad_packed_sequence(
            states, batch_first=True, total_length=source.shape[1]
        )  # (batch, src_len, 2 d_model)
        forward, backward = annotations.chunk(2, -1)  # (batch, src_len, d_model) each
        ends = forward[torch.arange(len(source)), lengths - 1]  # (batch, d_model)
        return Encoded(annotations, real, torch.cat([ends, backward[:, 0]], -1))

    def start(self, encoded: Encoded) -> Tensor:
        """The decoder's state before the first word, ``(batch, d_model)``."""
        return torch.tanh(self.bridge(encoded.last))  # (batch, d_model)

    def look_back(self, encoded: Encoded, state: Tensor) -> tuple[Tensor, Tensor]:
        """Context ``(batch, 2 d_model)`` for the next word, and the shares it blends by.

        The shares are ``(batch, src_len)``; without attention there are none, ``(batch, 0)``.
        """
        if not self.attention:
            return encoded.last, encoded.last[:, :0]
        energies = additive_energies(
            state, encoded.annotations, self.W.weight, self.U.weight, self.v.weight[0]
        )  # (batch, src_len)
        shares = alignment(energies.masked_fill(~encoded.real, -math.inf))  # (batch, src_len)
        return context(shares, encoded.annotations), shares

    def step(self, encoded: Encoded, state: Tensor, word: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Write one word.

        Parameters
        ----------
        encoded
            The source.
        state
            ``(batch, d_model)``.
        word
            The word before, ``(batch,)``.

        Returns
        -------
        tuple of Tensor
            Logits ``(batch, n_target)``, the next state, and the shares of ``look_back``.
        """
        seen, shares = self.look_back(encoded, state)  # (batch, 2 d_model), (batch, src_len)
        x = torch.cat([self.target_embedding(word), seen], -1)  # (batch, 3 d_model)
        state = self.decoder(x, state)  # (batch, d_model)
        return self.head(torch.cat([state, seen], -1)), state, shares

    def forward(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Write a given translation ``(batch, tgt_len)`` (teacher forcing).

        Returns
        -------
        tuple of Tensor
            Logits ``(batch, tgt_len, n_target)``; shares ``(batch, tgt_len, src_len)``.
        """
        encoded = self.encode(source)
        state = self.start(encoded)  # (batch, d_model)
        before = torch.cat([torch.full_like(target[:, :1], BOS), target[:, :-1]], 1)
        logits, shares = [], []
        for word in before.unbind(1):
            logit, state, share = self.step(encoded, state, word)
            logits.append(logit)
            shares.append(share)
        return torch.stack(logits, 1), torch.stack(shares, 1)

    def translate(self, source: Tensor, n_words: int) -> tuple[Tensor, Tensor]:
        """Write ``n_words`` tokens, each the likeliest after the model's own.

        Returns
        -------
        tuple of Tensor
            Tokens ``(batch, n_words)``; shares ``(batch, n_words, src_len)``.
        """
        encoded = self.encode(source)
        state = self.start(encoded)  # (batch, d_model)
        word = torch.full_like(source[:, 0], BOS)  # (batch,)
        words, shares = [], []
        for _ in range(n_words):
            logit, state, share = self.step(encoded, state, word)
            word = logit.argmax(-1)  # (batch,)
            words.append(word)
            shares.append(share)
        return torch.stack(words, 1), torch.stack(shares, 1)


def build(name: str) -> Seq2Seq:
    """Build ``alignment_attention`` or ``alignment_bottleneck``, untrained."""
    attention = {"alignment_attention": True, "alignment_bottleneck": False}[name]
    return Seq2Seq(N_WORDS, N_WORDS, D_MODEL, attention)
