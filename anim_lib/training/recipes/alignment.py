"""Alignment: translate made sentences with attention, or through a bottleneck of 96 numbers."""

from __future__ import annotations

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.seq2seq import Seq2Seq, build
from anim_lib.tasks import alignment as task
from anim_lib.training.recipe import Metrics, Probe, Recipe

BATCH = 64
STEPS = 900
PROBED, MEASURED = 60, 200  # sentences, per figure
N_PHRASES = (1, 2, 3, 4, 5, 6, 7)  # six and seven are never trained
PROBED_PHRASES = 3


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    """Cross-entropy of the words and ends of one batch, in nats."""
    sentences = task.draw_mixed(BATCH, generator)
    logits, _ = model(sentences.source, sentences.target)  # (batch, tgt_len, n_target)
    return F.cross_entropy(
        logits.flatten(0, 1), sentences.target.flatten(), ignore_index=task.PAD
    )  # ()


def late_drop(step: int, steps: int) -> float:
    """0.3 of the learning rate in the last 30 % of the steps."""
    return 1.0 if step < 0.7 * steps else 0.3


def probe(model: nn.Module) -> Probe:
    """Share of sentences of three phrases that are translated without mistake."""
    sentences = task.report_set(PROBED, PROBED_PHRASES)
    translated, _ = translator(model).translate(sentences.source, sentences.target.shape[1])
    return {
        "exact": task.exact(translated, sentences),
        "token_accuracy": task.token_accuracy(translated, sentences),
    }


def metrics(model: nn.Module) -> Metrics:
    """By number of phrases: exact translations, right words, and how well words are found."""
    found = [figures(translator(model), n_phrases) for n_phrases in N_PHRASES]
    return {
        key: {str(n): each[key] for n, each in zip(N_PHRASES, found, strict=True)}
        for key in found[0]
    }


def figures(model: Seq2Seq, n_phrases: int) -> dict[str, float]:
    """Figures of the model's own translations; alignment is read while it writes the true one."""
    sentences = task.report_set(MEASURED, n_phrases)
    translated, _ = model.translate(sentences.source, sentences.target.shape[1])
    told = {
        "source_words": float((sentences.source > task.EOS).sum(1).double().mean()),
        "exact": task.exact(translated, sentences),
        "token_accuracy": task.token_accuracy(translated, sentences),
    }
    if model.attention:
        _, pattern = model(sentences.source, sentences.target)
        told["alignment_accuracy"] = task.alignment_accuracy(pattern, sentences)
        told["true_share"] = task.true_share(pattern, sentences)
    return told


def translator(model: nn.Module) -> Seq2Seq:
    """The model as what it is."""
    if not isinstance(model, Seq2Seq):
        raise TypeError(f"an alignment model is a Seq2Seq, not {type(model).__name__}")
    return model


def recipe(name: str, what: str) -> Recipe:
    """Train ``alignment_<name>``; ``what`` says how its decoder sees the source."""
    return Recipe(
        name=f"alignment_{name}",
        task=(
            "made sentences of 1 to 5 phrases, French word order to English, the phrase "
            f"{' '.join(task.HELD_OUT)} held out; GRU encoder and decoder, 48 wide, {what}"
        ),
        build=partial(build, f"alignment_{name}"),
        loss=loss,
        metrics=metrics,
        steps=STEPS,
        weight_decay=0.0,
        schedule=late_drop,
        probe=probe,
    )


RECIPES = (
    recipe("attention", "additive attention over the source"),
    recipe("bottleneck", "only the encoder's last states, 96 numbers"),
)
