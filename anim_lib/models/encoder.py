"""The real encoder all-MiniLM-L6-v2: a BERT with post-norm layers, read from its own weights.

Devlin et al. 2019 (arXiv 1810.04805); layers as in Vaswani et al. 2017 (arXiv 1706.03762), section
3.1: LayerNorm(x + sublayer(x)). Everything here is float64, from float32 weights.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from anim_lib import encoder_files
from anim_lib.models.attention import (
    attention_output,
    attention_pattern,
    attention_scores,
    scale_scores,
)
from anim_lib.models.threads import one_thread
from anim_lib.models.word_merge import hide, merge_pattern, merge_states
from anim_lib.models.wordpiece import Pieces, place_of, read_vocabulary, tokenize

# From the model's config.json
N_LAYERS, N_HEADS, D_MODEL, D_HEAD = 6, 12, 384, 32
LAYER_NORM_EPS = 1e-12
PIECE_TABLE = "embeddings.word_embeddings.weight"

Weights = Mapping[str, Tensor]


@dataclass(frozen=True, eq=False)
class Encoder:
    """Weights by their names in the file, and the id of every word piece."""

    weights: Weights
    vocabulary: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Reading:
    """What the encoder makes of one text. Layer index 0 is layer 1 of the captions."""

    text: Pieces
    patterns: Tensor  # (n_layers, n_heads, query_pos, key_pos), between pieces
    states: Tensor  # (n_layers + 1, n_pieces, d_model), the first before any layer

    @property
    def word_patterns(self) -> Tensor:
        """Patterns between words, ``(n_layers, n_heads, n_words, n_words)``."""
        return merge_pattern(self.patterns, self.text.word_of)

    @property
    def word_states(self) -> Tensor:
        """States of words, ``(n_layers + 1, n_words, d_model)``."""
        return merge_states(self.states, self.text.word_of)


def load_encoder(folder: Path | None = None) -> Encoder:
    """Read the installed files, after their hashes were found right.

    Raises
    ------
    UserError
        They are missing or others; the sentence names the command that fetches them.
    """
    files = encoder_files.found(folder)
    stored = load_file(files.model)
    # once for all texts; the table of pieces stays small and float32, few of its rows are read
    weights = {name: W if name == PIECE_TABLE else W.double() for name, W in stored.items()}
    return Encoder(weights, read_vocabulary(files.vocabulary))


def linear(weights: Weights, name: str, x: Tensor) -> Tensor:
    """W x + b: ``(..., d_in)`` to ``(..., d_out)``."""
    return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])  # (..., d_out)


def layer_norm(weights: Weights, name: str, x: Tensor) -> Tensor:
    """Mean 0 and variance 1 over d_model, then scaled and shifted: ``(..., d_model)``."""
    gain, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]  # each (d_model,)
    return F.layer_norm(x, (D_MODEL,), gain, bias, LAYER_NORM_EPS)  # (..., d_model)


def embed(weights: Weights, ids: tuple[int, ...]) -> Tensor:
    """Piece + position + segment, normalised: ``(n_pieces, d_model)``."""
    piece = weights[PIECE_TABLE][list(ids)].double()  # (n_pieces, d_model)
    position = weights["embeddings.position_embeddings.weight"][: len(ids)]  # (n_pieces, d_model)
    segment = weights["embeddings.token_type_embeddings.weight"][0]  # (d_model,)
    summed = piece + position + segment  # (n_pieces, d_model)
    return layer_norm(weights, "embeddings.LayerNorm", summed)  # (n_pieces, d_model)


def project(weights: Weights, layer: int, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Queries, keys and values of a layer's heads from its input ``(n_pieces, d_model)``.

    Returns
    -------
    tuple of Tensor
        Query, key and value, each ``(n_heads, n_pieces, d_head)``.
    """
    prefix = f"encoder.layer.{layer}.attention.self"
    query, key, value = (
        linear(weights, f"{prefix}.{part}", x).view(len(x), N_HEADS, D_HEAD).transpose(0, 1)
        for part in ("query", "key", "value")
    )  # each (n_heads, n_pieces, d_head)
    return query, key, value


def encoder_layer(
    weights: Weights, layer: int, x: Tensor, allowed: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Attention, then a perceptron; each is added to its input and the sum is normalised.

    Parameters
    ----------
    weights
        By their names in the file.
    layer
        From 0.
    x
        ``(n_pieces, d_model)``.
    allowed
        True where a query may look, ``(query_pos, key_pos)``; everywhere when None.

    Returns
    -------
    tuple of Tensor
        Output ``(n_pieces, d_model)`` and pattern ``(n_heads, query_pos, key_pos)``.
    """
    name = f"encoder.layer.{layer}"
    query, key, value = project(weights, layer, x)  # each (n_heads, n_pieces, d_head)
    scaled = scale_scores(attention_scores(query, key), D_HEAD)  # (n_heads, query_pos, key_pos)
    pattern = attention_pattern(scaled, allowed)  # (n_heads, query_pos, key_pos)
    blended = attention_output(pattern, value).transpose(0, 1).flatten(1)  # (n_pieces, d_model)
    mixed = linear(weights, f"{name}.attention.output.dense", blended)  # (n_pieces, d_model)
    x = layer_norm(weights, f"{name}.attention.output.LayerNorm", x + mixed)
    inner = F.gelu(linear(weights, f"{name}.intermediate.dense", x))  # (n_pieces, 4 d_model)
    update = linear(weights, f"{name}.output.dense", inner)  # (n_pieces, d_model)
    return layer_norm(weights, f"{name}.output.LayerNorm", x + update), pattern


@one_thread()
@torch.no_grad()
def read(encoder: Encoder, text: str, hidden: Mapping[int, Tensor] | None = None) -> Reading:
    """Read a text in all layers.

    Parameters
    ----------
    encoder
        From ``load_encoder``.
    text
        English, at most 510 word pieces.
    hidden
        For some layers, counted from 0, a mask ``(query_pos, key_pos)`` that is True where a query
        may look; the others look everywhere.

    Returns
    -------
    Reading
        Patterns and states of every layer.

    Raises
    ------
    UserError
        The text is empty, too long, or not made of the vocabulary.
    """
    pieces = tokenize(text, encoder.vocabulary)
    states = [embed(encoder.weights, pieces.ids)]  # each (n_pieces, d_model)
    patterns = []  # each (n_heads, query_pos, key_pos)
    for layer in range(N_LAYERS):
        allowed = (hidden or {}).get(layer)  # (query_pos, key_pos)
        state, pattern = encoder_layer(encoder.weights, layer, states[-1], allowed)
        states.append(state)
        patterns.append(pattern)
    return Reading(pieces, torch.stack(patterns), torch.stack(states))


def read_without(
    encoder: Encoder, text: str, asking: str, unseen: Sequence[str], layers: Collection[int]
) -> Reading:
    """Read a text while one word cannot look at certain words in some layers, counted from 0."""
    pieces = tokenize(text, encoder.vocabulary)
    keys = [place_of(word, pieces.words) for word in unseen]
    mask = hide(pieces.word_of, place_of(asking, pieces.words), keys)  # (query_pos, key_pos)
    return read(encoder, text, dict.fromkeys(layers, mask))


def sentence_vector(reading: Reading) -> Tensor:
    """Mean of the last states, of length 1: what the model was trained to give, ``(d_model,)``."""
    mean = reading.states[-1].mean(dim=0)  # (d_model,)
    length: Tensor = torch.linalg.vector_norm(mean)  # ()
    return mean / length  # (d_model,)
