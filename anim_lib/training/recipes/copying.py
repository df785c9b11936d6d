"""Selective copying: a net whose step length depends on the token, its fixed twin, and Mamba's S6.

The three are trained alike: same examples' sizes, steps and learning rate, tuned for none.
"""

from __future__ import annotations

import math
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models import selectivity
from anim_lib.models.copying_nets import build
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tasks import selective_copying as task
from anim_lib.training.recipe import Metrics, Probe, Recipe

BATCH = 32
STEPS = 800
PROBE_SEED = 1_000_001  # of examples that no run is trained on
PROBE_EXAMPLES, GATE_EXAMPLES, HELD_OUT_EXAMPLES = 200, 200, 500


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    """Cross-entropy of the answers to one batch of one length, in nats."""
    seq_len = int(torch.randint(task.SHORTEST, task.LONGEST + 1, (), generator=generator))
    examples = task.draw(BATCH, seq_len, generator)
    logits = model(examples.tokens)[:, -task.N_HIDDEN :]  # (batch, N_HIDDEN, vocab_size)
    return F.cross_entropy(logits.flatten(0, 1), examples.answers.flatten())  # ()


def warm_and_cosine(step: int, steps: int) -> float:
    """Warm up over 50 steps, then fall along a cosine to a tenth of the learning rate."""
    return min(1.0, step / 50) * (0.55 + 0.45 * math.cos(math.pi * step / steps))


def probe(model: nn.Module) -> Probe:
    """Share of right answers at the greatest trained length."""
    generator = torch.Generator().manual_seed(PROBE_SEED)
    examples = task.draw(PROBE_EXAMPLES, task.LONGEST, generator)
    return {"accuracy": float(task.right(model(examples.tokens), examples).double().mean())}


def metrics(model: nn.Module) -> Metrics:
    """Right answers by length of the body, and what the state space layer does with a token."""
    if not isinstance(model, SequenceModel):
        raise TypeError(f"a copying model is a SequenceModel, not {type(model).__name__}")
    accuracy, whole = {}, {}
    for seq_len in task.MEASURED_LENGTHS:
        marks = torch.cat(
            [
                task.right(model(part.tokens), part)
                for part in task.held_out(HELD_OUT_EXAMPLES, seq_len).in_parts(100)
            ]
        ).double()  # (n_examples, N_HIDDEN)
        accuracy[str(seq_len)] = float(marks.mean())
        whole[str(seq_len)] = float(marks.prod(1).mean())
    return {"accuracy": accuracy, "whole_sequence": whole, **gate_metrics(model)}


def gate_metrics(model: SequenceModel) -> Metrics:
    """delta, what is written, kept, and left at ":", at content words and at fillers.

    ``in_memory`` weighs the channels by what they hold of content words in the end, as measured on
    other examples: a mean over all channels counts those that write and lose at once as much.
    """
    chosen = body_gates(model, task.choosing(GATE_EXAMPLES, task.LONGEST))
    shares = selectivity.memory_shares(chosen["left"], chosen["content"])  # (d_inner,)
    examples = task.held_out(GATE_EXAMPLES, task.LONGEST)
    seen = body_gates(model, examples)
    delta, content = seen["delta"], seen["content"]
    kept = selectivity.retention(seen["A_bar"], seen["states"])  # (n_examples, seq_len - 1)
    by_channel = torch.linalg.vector_norm(seen["added"], dim=-1)  # (n_examples, seq_len, d_inner)
    found = {
        "delta": selectivity.contrast(delta.mean(-1), content),
        "delta_in_memory": selectivity.contrast(delta @ shares, content),
        "write": selectivity.contrast(selectivity.strength(seen["added"]), content),
        "write_in_memory": selectivity.contrast(by_channel @ shares, content),
        "retention": selectivity.contrast(kept, content[:, 1:]),
        "remains": selectivity.contrast(selectivity.strength(seen["left"]), content),
    }
    if "B" in seen:
        found["norm_B"] = selectivity.contrast(seen["B"].norm(dim=-1), content)
    told: Metrics = {}
    if (delta.amax(dim=(0, 1)) > delta.amin(dim=(0, 1))).any():  # equal everywhere in the twin
        longer = delta[content].mean(0) > delta[~content].mean(0)  # (d_inner,)
        told["channels_longer_at_content"] = int(longer.sum())
        told["memory_in_them"] = float(shares[longer].sum())
    everywhere = model.look(examples.tokens)[0]["delta"].mean(-1)
    return {
        **found,
        **told,
        "delta_by_word": task.mean_by_word(everywhere, examples.tokens),
    }


def body_gates(model: SequenceModel, examples: task.Examples) -> dict[str, Tensor]:
    """Gather what the layer does with the body's words; ``left`` is what remains of each at ":"."""
    seen = model.look(examples.tokens[:, : 1 - task.N_HIDDEN])[0]  # the body and ":"
    A_bar, added = selectivity.gates(seen)  # each (n_examples, seq_len + 1, d_inner, d_state)
    left = selectivity.remains(seen["delta"], seen["A"], added)  # of the same shape
    per_token = {**seen, "A_bar": A_bar, "added": added, "left": left}
    del per_token["A"]
    return {
        "content": task.is_content(examples.body),  # (n_examples, seq_len)
        **{name: each[:, :-1] for name, each in per_token.items()},
    }


def recipe(name: str, what: str) -> Recipe:
    """Train ``copying_<name>``; ``what`` names its state space layer."""
    return Recipe(
        name=f"copying_{name}",
        task=(
            f"selective copying: {task.N_HIDDEN} of {len(task.CONTENTS)} content words among "
            f"fillers, {task.SHORTEST} to {task.LONGEST} words in all, named afterwards in "
            f"order; {what}, MLP"
        ),
        build=partial(build, f"copying_{name}"),
        loss=loss,
        metrics=metrics,
        steps=STEPS,
        learning_rate=4e-3,
        weight_decay=0.0,
        schedule=warm_and_cosine,
        probe=probe,
    )


RECIPES = (
    recipe("delta", "complex diagonal state space layer, step length from the token"),
    recipe("constant", "complex diagonal state space layer, step length the same for all tokens"),
    recipe("s6", "Mamba-1 (N = 16) without its convolution"),
)
