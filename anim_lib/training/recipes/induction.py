"""Induction: two layers of attention, one layer as the control, and Mamba-2 of the same size."""

from __future__ import annotations

from functools import partial
from statistics import mean

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models import induction_circuit as circuit
from anim_lib.models.induction_models import N_HEADS, build
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tasks import induction as task
from anim_lib.training.recipe import Metrics, Probe, Recipe

BATCH = 32
PROBED, MEASURED = 64, 256  # sequences, per figure
PERIODS = (8, 16, 24, 31)
SNAPSHOTS = tuple(range(0, 401, 50))  # over the cliff


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    """Cross-entropy of one batch in nats, at all positions, also where nothing tells the next."""
    repeats = task.draw(BATCH, generator)
    logits = model(repeats.inputs)  # (batch, SEQ_LEN - 1, VOCAB_SIZE)
    return F.cross_entropy(logits.flatten(0, 1), repeats.nexts.flatten())  # ()


def probe(model: nn.Module) -> Probe:
    """Loss and accuracy where the next token is determined."""
    repeats = task.report_set(PROBED)
    logits = model(repeats.inputs)  # (batch, SEQ_LEN - 1, VOCAB_SIZE)
    return {
        "determined_loss": task.determined_loss(logits, repeats),
        "accuracy": task.accuracy(logits, repeats),
    }


def probe_with_heads(model: nn.Module) -> Probe:
    """As ``probe``, with every head's score: of the last token before, of the token after."""
    scores = head_scores(sequence_model(model), task.report_set(PROBED))
    return probe(model) | {
        f"{name}_{head}": score for name, row in scores.items() for head, score in enumerate(row)
    }


def metrics(model: nn.Module) -> Metrics:
    """Accuracy over all periods and by period, and the loss where it is determined."""
    repeats = task.report_set(MEASURED)
    logits = model(repeats.inputs)  # (batch, SEQ_LEN - 1, VOCAB_SIZE)
    by_period = {}
    for period in PERIODS:
        alike = task.report_set(MEASURED, period)
        by_period[str(period)] = task.accuracy(model(alike.inputs), alike)
    return {
        "accuracy": task.accuracy(logits, repeats),
        "accuracy_by_period": by_period,
        "determined_loss": task.determined_loss(logits, repeats),
        "probability_of_next": task.probability_of_next(logits, repeats),
    }


def metrics_with_heads(model: nn.Module) -> Metrics:
    """As ``metrics``; heads are chosen on the choosing set, everything is told of the other.

    ``cut``: accuracy and the right token's mean probability without the previous-token heads of
    the first layer; as the control without as many of that layer's others, mean of every choice.
    """
    reader = sequence_model(model)
    stamping, induction = circuit.choose_heads(reader, task.choosing_set(MEASURED).inputs)
    repeats = task.report_set(MEASURED)
    cuts = {"stamping": [stamping], "others": circuit.control_cuts(stamping, N_HEADS)}
    cut = {name: cut_figures(reader, repeats, choices) for name, choices in cuts.items()}
    return {
        **metrics(model),
        "stamping_heads": stamping,
        "induction_head": induction,
        "head_scores": head_scores(reader, repeats),
        "cut": cut,
    }


def cut_figures(
    model: SequenceModel, repeats: task.Repeats, choices: list[list[int]]
) -> dict[str, float]:
    """Accuracy and the right token's mean probability, mean over choices of heads to cut."""
    found = [
        model(repeats.inputs, circuit.without_heads(model, 0, heads)) for heads in choices
    ]  # each (batch, SEQ_LEN - 1, VOCAB_SIZE)
    return {
        "accuracy": mean(task.accuracy(logits, repeats) for logits in found),
        "probability_of_next": mean(task.probability_of_next(logits, repeats) for logits in found),
    }


def head_scores(model: SequenceModel, repeats: task.Repeats) -> dict[str, list[float]]:
    """Previous-token score of the first layer's heads, induction score of the second's."""
    first, second = model.look(repeats.inputs)
    induction = circuit.induction_score(second["pattern"], repeats.inputs)  # (n_heads,)
    return {
        "previous_token": circuit.previous_token_score(first["pattern"]).tolist(),
        "induction": induction.tolist(),
    }


def sequence_model(model: nn.Module) -> SequenceModel:
    """The model as what it is."""
    if not isinstance(model, SequenceModel):
        raise TypeError(f"an induction model is a SequenceModel, not {type(model).__name__}")
    return model


TASK = "a row of 8 to 32 different tokens out of 64, repeated until there are 64; "
attention = Recipe(
    name="induction_attention",
    task=TASK + "two attention layers of four heads, rotary positions, no MLP",
    build=partial(build, "induction_attention"),
    loss=loss,
    metrics=metrics_with_heads,
    steps=800,
    probe=probe_with_heads,
    probe_every=25,
    snapshots=SNAPSHOTS,
)
one_layer = Recipe(
    name="induction_one_layer",
    task=TASK + "one attention layer of four heads, rotary positions, no MLP",
    build=partial(build, "induction_one_layer"),
    loss=loss,
    metrics=metrics,
    steps=1000,
    probe=probe,
)
mamba2 = Recipe(
    name="induction_mamba2",
    task=TASK + "two Mamba-2 layers of two heads and 32 states, no MLP",
    build=partial(build, "induction_mamba2"),
    loss=loss,
    metrics=metrics,
    steps=3000,
    probe=probe,
)
RECIPES = (attention, one_layer, mamba2)
