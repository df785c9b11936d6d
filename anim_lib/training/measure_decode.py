"""Measure what one more token costs behind a long text, into assets/tables/decode_cpu.csv.

Run it as ``./seqreel measure decode``; about a minute on one core. The models are those that learn
recall, and one of the first Mamba's layers, untrained: time and bytes do not depend on weights.
float32, one thread, one text at a time. Every model has a process of its own; what is timed is its
whole step, from token to logits. The cache is written in place, as a program that serves a model
does, so that no copying is measured.
"""

from __future__ import annotations

import json
import sys
from functools import partial

import torch
from torch import Tensor

from anim_lib.models import recall_stacks
from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.mamba1 import Mamba1
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tables import TABLES
from anim_lib.training import measuring

MODULE = "anim_lib.training.measure_decode"
TABLE = TABLES / "decode_cpu.csv"
CONTEXTS = (128, 1_024, 8_192, 65_536)
MODELS = (
    "recall_transformer",
    "recall_hybrid_2",
    "recall_hybrid_4",
    "recall_mamba2_8",
    "recall_mamba2_16",
    "recall_mamba2_32",
    "recall_linear_attention",
    "recall_lstm",
    "recall_s4d",
    "recall_stack_0",
    "recall_stack_2",
    "recall_stack_4",
    "mamba1",
)
ROUNDS, STEPS = 9, 50
COLUMNS = ("model", "context", "cpu_us_per_token", "state_bytes", *measuring.WHERE)


def build(name: str) -> SequenceModel:
    """One of MODELS; ``mamba1`` has two layers of 64 channels and two MLPs, like the others."""
    if name != "mamba1":
        return recall_stacks.build(name)
    d_model = recall_stacks.D_MODEL
    layers: list[Layer] = []
    for _ in range(2):
        layers += [Mamba1(d_model, d_state=16, d_inner=d_model), MLP(d_model, 1)]
    return SequenceModel(recall_stacks.VOCAB_SIZE, d_model, layers, recall_stacks.N_VALUES)


def state_behind(layer: Layer, context: int) -> State:
    """A state as it is behind ``context`` tokens; a cache with one free slot for the next."""
    state = layer.start(1)
    if not isinstance(layer, Attention):
        return state
    return tuple(torch.randn(1, layer.n_heads, context + 1, part.shape[-1]) for part in state)


def decode(model: SequenceModel, token: Tensor, states: list[State]) -> Tensor:
    """Read one token ``(1,)`` and give logits ``(1, n_outputs)``; the caches' last slot is written.

    ``states`` is changed: it then holds the states behind the token.
    """
    x = model.embed(token[:, None])[:, 0]  # (1, d_model)
    for i, (norm, layer) in enumerate(zip(model.norms, model.kinds(), strict=True)):
        if isinstance(layer, Attention):
            y = layer.attend_last(norm(x), *states[i])  # (1, d_model)
        else:
            y, states[i] = layer.step(norm(x), states[i])  # (1, d_model)
        x = x + y  # (1, d_model)
    return model.read_out(x)  # (1, n_outputs)


def decode_often(model: SequenceModel, token: Tensor, states: list[State]) -> None:
    """Read the token STEPS times."""
    for _ in range(STEPS):
        decode(model, token, states)


def measure(name: str) -> dict[int, float]:
    """Least CPU time of a step in µs behind each of CONTEXTS, which take turns."""
    measuring.settle()
    model = build(name)
    token = torch.zeros(1, dtype=torch.int64)  # (1,)
    behind = {n: [state_behind(layer, n) for layer in model.kinds()] for n in CONTEXTS}
    best = dict.fromkeys(CONTEXTS, float("inf"))
    for _ in range(ROUNDS):
        for context, states in behind.items():
            decode(model, token, states)  # brings the weights back into the processor's cache
            seconds = measuring.least_cpu_seconds(partial(decode_often, model, token, states), 1)
            best[context] = min(best[context], 1e6 * seconds / STEPS)
    return best


def in_own_process(name: str) -> dict[int, float]:
    """Run ``measure`` in a fresh interpreter."""
    printed = json.loads(measuring.in_own_process(MODULE, name, keep_pages=True))
    return {int(context): us for context, us in printed.items()}


def main() -> None:
    """Measure every model behind every context and write the table by rename."""
    here = measuring.where(f"float32, d_model {recall_stacks.D_MODEL}, one text")
    rows = []
    for name in MODELS:
        model = build(name)
        for context, us in in_own_process(name).items():
            rows.append((name, context, f"{us:.1f}", 4 * model.state_numbers(context), *here))
            print(*rows[-1][:4], flush=True)
    measuring.write(TABLE, COLUMNS, rows)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(json.dumps(measure(sys.argv[1])))
    else:
        measuring.told(main)
