"""Associative recall: what the small models of ``recall_stacks`` are trained with, and measured by.

One learning rate for all of them, tuned for none. A model that has not learned within its steps
has not learned *within this budget*; nothing more is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.recall_stacks import build
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tasks import recall
from anim_lib.training.recipe import Metrics, Probe, Recipe, drop_late

BATCH = 32
ENOUGH = 0.995  # share of right answers at every trained number of pairs: training stops
PROBE_SEED, METRICS_SEED = 7, 8  # of questions that no training run draws
PROBE_ANSWERS, METRICS_ANSWERS = 1_024, 8_192  # at least, per number of pairs
ALL_PAIRS = (*recall.TRAINED_PAIRS, recall.UNTRAINED_PAIRS)
CONTEXTS = (1_024, 8_192)  # tokens
FLOAT32_BYTES = 4


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    """Cross-entropy at the questions of one batch, in nats."""
    quiz = recall.draw_mixed(BATCH, generator)
    logits = recall.answers_at(model(quiz.tokens), quiz)  # (batch, n_pairs, N_VALUES)
    return F.cross_entropy(logits.flatten(0, 1), quiz.answers.flatten())  # ()


def hits(model: nn.Module, n_pairs: int, seed: int, n_answers: int) -> Tensor:
    """Marks on fresh documents, ``(n_docs, n_pairs)``, with at least ``n_answers`` of them."""
    generator = torch.Generator().manual_seed(seed)
    quiz = recall.draw(-(-n_answers // n_pairs), n_pairs, generator)
    return recall.right(model(quiz.tokens), quiz)  # (n_docs, n_pairs)


def probe(model: nn.Module) -> Probe:
    """Share of right answers at every trained number of pairs."""
    return {
        f"pairs_{n_pairs}": float(hits(model, n_pairs, PROBE_SEED, PROBE_ANSWERS).mean())
        for n_pairs in recall.TRAINED_PAIRS
    }


def learned(entry: Mapping[str, float]) -> bool:
    """Whether nearly all answers are right at every trained number of pairs."""
    return min(entry.values()) > ENOUGH


def metrics(model: nn.Module) -> Metrics:
    """Share of right answers by number of pairs and by age, and the size of the state."""
    if not isinstance(model, SequenceModel):
        raise TypeError(f"a recall model is a SequenceModel, not {type(model).__name__}")
    marks = {n: hits(model, n, METRICS_SEED, METRICS_ANSWERS) for n in ALL_PAIRS}
    return {
        "accuracy": {str(n): float(mark.mean()) for n, mark in marks.items()},
        "accuracy_by_age": {
            str(n): recall.share_by_age(mark).tolist()
            for n, mark in marks.items()
            if n % recall.N_AGES == 0
        },
        "state_bytes": {str(n): FLOAT32_BYTES * model.state_numbers(n) for n in CONTEXTS},
    }


def recipe(name: str, steps: int, what: str) -> Recipe:
    """Train ``recall_<name>`` for at most ``steps``; ``what`` names its layers."""
    return Recipe(
        name=f"recall_{name}",
        task=(
            "associative recall: 1, 2, 4, 8, 16 or 32 pairs of 64 keys and 32 values, "
            f"every key asked once; {what}"
        ),
        build=partial(build, f"recall_{name}"),
        loss=loss,
        metrics=metrics,
        steps=steps,
        schedule=drop_late,
        probe=probe,
        stop=learned,
    )


RECIPES = (
    recipe("transformer", 1_500, "attention, MLP, attention, MLP"),
    recipe("hybrid_2", 1_500, "Mamba-2 (N = 16), MLP, attention, MLP"),
    recipe("hybrid_4", 1_500, "three Mamba-2 (N = 16), then attention; no MLP"),
    recipe("mamba2_8", 3_000, "Mamba-2 (N = 8), MLP, twice"),
    recipe("mamba2_16", 3_000, "Mamba-2 (N = 16), MLP, twice"),
    recipe("mamba2_32", 3_000, "Mamba-2 (N = 32), MLP, twice"),
    recipe("linear_attention", 2_000, "linear attention with a fixed decay, MLP, twice"),
    recipe("lstm", 1_200, "LSTM with 48 cells, MLP, twice"),
    recipe("s4d", 1_200, "S4D (N = 16) with a short convolution, MLP, twice"),
)
