"""Diagram 8: recall against kept bytes and decoding time, measured on one toy task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

MODELS = (
    "recall_lstm",
    "recall_s4d",
    "recall_mamba2_8",
    "recall_mamba2_16",
    "recall_mamba2_32",
    "recall_linear_attention",
    "recall_hybrid_2",
    "recall_hybrid_4",
    "recall_transformer",
)
LABELS = (
    "LSTM",
    "S4D",
    "Mamba-2, state 8",
    "Mamba-2, state 16",
    "Mamba-2, state 32",
    "linear attention",
    "hybrid, 1 of 2",
    "hybrid, 1 of 4",
    "transformer",
)
FAMILIES = (
    "recurrent",
    "state space",
    "state space",
    "state space",
    "state space",
    "linear attention",
    "hybrid",
    "hybrid",
    "transformer",
)
CONTEXTS = (1_024, 8_192)  # tokens at which bytes and times are compared
AGES_AT = 32
LOOKS_UP_AT, LOOKS_UP_ABOVE = 4, 0.9  # pairs, and what guesses among their values never reach
ALIKE = 0.05  # more than the measured times of a model vary whose step is always the same
FRESH_SEED, FRESH_DOCUMENTS = 88, 64
SHOWN_PAIRS = 4  # in the document that the scene prints
FIRST_AT, LAST_AT = 4, 32  # pairs between which the dots slide

PROVENANCE = Provenance(
    line="toy task: associative recall, nine models trained here, 3 seeds each",
    model="nine small models of associative recall, d_model 64, one learning rate for all",
    inputs=f"documents of 1 to 48 pairs; fresh ones of seed {FRESH_SEED} for seed 0 in float64",
    seed=FRESH_SEED,
    weights=MODELS,
    sources=("Arora et al. 2023, arXiv 2312.04927 (the task)", "assets/tables/decode_cpu.csv"),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; all of it holds for this toy task and training budget."""

    models: tuple[str, ...] = quantity("(n_models,)", "checkpoint", "assets/weights")
    labels: tuple[str, ...] = quantity("(n_models,)", "name", "what the scene calls them")
    families: tuple[str, ...] = quantity("(n_models,)", "family", "how they keep the past")
    parameters: Ints = quantity("(n_models,)", "number", "counted when trained")
    most_steps: Ints = quantity("(n_models,)", "step", "the budget; training stops when learned")
    steps: Ints = quantity("(n_models, n_seeds)", "step", "taken")
    seeds: Ints = quantity("(n_seeds,)", "seed", "trained; the first is the kept one")
    pairs: Ints = quantity("(n_lengths,)", "pair", "pairs in a document")
    was_trained: Ints = quantity("(n_lengths,)", "0 or 1", "whether training had such documents")
    accuracy: Floats = quantity(
        "(n_models, n_lengths, n_seeds)",
        "share",
        "right answers to at least 8,192 questions not trained on, measured when trained",
    )
    accuracy_mean: Floats = quantity("(n_models, n_lengths)", "share", "mean of the seeds")
    accuracy_low: Floats = quantity("(n_models, n_lengths)", "share", "least of the seeds")
    accuracy_high: Floats = quantity("(n_models, n_lengths)", "share", "greatest of the seeds")
    accuracy_fresh: Floats = quantity(
        "(n_models, n_lengths)", "share", "seed 0, run again on fresh documents"
    )
    fresh_documents: int = quantity("()", "document", "behind each accuracy_fresh: chosen")
    accuracy_by_age: Floats = quantity(
        "(n_models, n_ages)", "share", "mean of the seeds, eighths of 32 pairs, oldest first"
    )
    chance: float = quantity("()", "share", "a guess among the 32 values")
    any_pair_guess: Floats = quantity(
        "(n_lengths,)", "share", "the value of any pair in the document: 1/P + (1 - 1/P) / 32"
    )

    looks_up: Ints = quantity(
        "(n_models,)", "0 or 1", "whether every seed answers more than nine in ten at 4 pairs"
    )
    sliding: Ints = quantity(
        "(n_sliding,)", "index", "models that look up and never grow, by rising fixed_bytes"
    )

    shown_keys: Ints = quantity("(n_shown,)", "key", "of one fresh document, oldest first")
    shown_values: Ints = quantity("(n_shown,)", "value", "of the same")
    shown_asked: Ints = quantity("(n_shown,)", "index", "pairs in the order they are asked")
    slide: Ints = quantity("(n_slide,)", "index", "into pairs: the documents that are pressed on")

    document_tokens: Ints = quantity(
        "(n_lengths,)", "token", "3 a pair: key and value, and its key asked once more"
    )
    document_bytes: Ints = quantity(
        "(n_models, n_lengths)", "byte", "float32, kept at the end of such a document"
    )
    on_document_frontier: Ints = quantity(
        "(n_lengths, n_models)",
        "0 or 1",
        "unbeaten: none has accuracy_mean and document_bytes both as good, and one of them better",
    )

    contexts: Ints = quantity("(n_contexts,)", "token", "chosen")
    state_bytes: Ints = quantity("(n_models, n_contexts)", "byte", "float32, from the layers")
    fixed_bytes: Ints = quantity("(n_models,)", "byte", "the part that never grows")
    bytes_per_token: Ints = quantity("(n_models,)", "byte / token", "the part that grows")
    break_even: Ints = quantity(
        "(n_models,)", "token", "where the transformer keeps as much; 0 where its own part grows"
    )

    decode_contexts: Ints = quantity("(n_decodes,)", "token", "decode_cpu.csv")
    decode_us: Floats = quantity(
        "(n_models, n_decodes)", "µs CPU / token", "measured, decode_cpu.csv"
    )
    fastest: Ints = quantity("(n_decodes,)", "index", "of the model with the least decode_us")
    transformer: int = quantity("()", "index", "of the transformer in models")
    mamba: int = quantity("()", "index", "of Mamba-2, state 16, in models")
    decode_ratio: Floats = quantity(
        "(n_decodes,)", "1", "decode_us of the transformer over that Mamba-2's: near 1 for long"
    )
    decode_crossing: float = quantity(
        "()",
        "token",
        "where decode_ratio passes 1, log-log in between: so flat there that it is the order of "
        "magnitude only, and moves by hundreds of tokens from one measurement to the next",
    )
    machine: str = quantity("()", "text", "where the times were measured")

    on_memory_frontier: Ints = quantity(
        "(n_contexts, n_lengths, n_models)",
        "0 or 1",
        "unbeaten: none has accuracy_mean and state_bytes both as good, and one of them better",
    )
    on_time_frontier: Ints = quantity(
        "(n_contexts, n_lengths, n_models)",
        "0 or 1",
        "the same with decode_us, where times that differ by at most `alike` count as equal",
    )
    alike: float = quantity("()", "share", "chosen: rows of decode_us that never grow vary by less")
    accuracy_vmax: float = quantity("()", "share", "drawing limit: chosen")
    document_bytes_vmin: float = quantity(
        "()", "byte", "lower end of the log axis of document_bytes: chosen"
    )
    document_bytes_vmax: float = quantity("()", "byte", "upper end of that axis: chosen")
    bytes_vmin: float = quantity("()", "byte", "lower end of state_bytes' log axis: chosen")
    bytes_vmax: float = quantity("()", "byte", "upper end of state_bytes' log axis: chosen")
    us_vmin: float = quantity("()", "µs", "lower end of the log axis: chosen")
    us_vmax: float = quantity("()", "µs", "upper end of the log axis: chosen")


def compute() -> Values:
    """Read the records of training, ask the kept seeds again, and find who is beaten by whom."""
    import torch

    from anim_lib import tables
    from anim_lib.models import recall_records, scaling
    from anim_lib.models.checkpoint import load_into, record
    from anim_lib.models.frontier import pareto_frontier
    from anim_lib.models.recall_stacks import build
    from anim_lib.tasks import recall

    pairs = (*recall.TRAINED_PAIRS, recall.UNTRAINED_PAIRS)
    accuracy = recall_records.accuracies(MODELS, pairs)  # (n_models, n_lengths, n_seeds)
    mean = accuracy.mean(-1)  # (n_models, n_lengths)
    models = [load_into(build(name), name) for name in MODELS]
    quizzes = [
        recall.draw(FRESH_DOCUMENTS, n, torch.Generator().manual_seed(FRESH_SEED)) for n in pairs
    ]
    shown = recall.draw(1, SHOWN_PAIRS, torch.Generator().manual_seed(FRESH_SEED))
    fresh = [
        [float(recall.right(model(quiz.tokens), quiz).mean()) for quiz in quizzes]
        for model in models
    ]

    lengths = (0, 1, *CONTEXTS)
    of_documents = [quiz.tokens.shape[1] for quiz in quizzes]  # (n_lengths,)

    def bytes_after(tokens: Sequence[int]) -> torch.Tensor:
        """Count what every model keeps after so many: ``(n_models, len(tokens))``."""
        numbers = torch.tensor([[model.state_numbers(n) for n in tokens] for model in models])
        return tables.BYTES_PER_NUMBER["fp32"] * numbers

    kept, of_document = bytes_after(lengths), bytes_after(of_documents)
    fixed, growing, kept = kept[:, 0], kept[:, 1] - kept[:, 0], kept[:, 2:]
    transformer, mamba = MODELS.index("recall_transformer"), MODELS.index("recall_mamba2_16")
    break_even = torch.where(growing == 0, -(-fixed // growing[transformer]), 0)  # (n_models,)

    looks_up = accuracy.amin(-1)[:, pairs.index(LOOKS_UP_AT)] > LOOKS_UP_ABOVE  # (n_models,)
    bounded = (looks_up & (growing == 0)).nonzero()[:, 0]  # (n_sliding,)

    rows = [row for row in tables.rows("decode_cpu") if row["model"] in MODELS]
    decode_contexts = sorted({int(row["context"]) for row in rows})
    table = {(row["model"], int(row["context"])): float(row["cpu_us_per_token"]) for row in rows}
    us = torch.tensor(
        [[table[name, n] for n in decode_contexts] for name in MODELS], dtype=torch.float64
    )  # (n_models, n_decodes)
    at = [decode_contexts.index(n) for n in CONTEXTS]

    def frontier(costs: torch.Tensor, alike: float) -> list[list[list[int]]]:
        """Costs are ``(n_models, n_contexts)``."""
        return [
            [pareto_frontier(quality, cost, alike).int().tolist() for quality in mean.T]
            for cost in costs.T
        ]

    return Values(
        models=MODELS,
        labels=LABELS,
        families=FAMILIES,
        parameters=ints(recall_records.parameters(MODELS)),
        most_steps=ints([record(name)["optimizer"]["most_steps"] for name in MODELS]),
        steps=ints(recall_records.steps(MODELS)),
        seeds=ints([seed["seed"] for seed in record(MODELS[0])["seeds"]]),
        pairs=ints(pairs),
        was_trained=ints([int(n in recall.TRAINED_PAIRS) for n in pairs]),
        accuracy=floats(accuracy),
        accuracy_mean=floats(mean),
        accuracy_low=floats(accuracy.amin(-1)),
        accuracy_high=floats(accuracy.amax(-1)),
        accuracy_fresh=floats(fresh),
        fresh_documents=FRESH_DOCUMENTS,
        accuracy_by_age=floats(recall_records.accuracies_by_age(MODELS, AGES_AT).mean(1)),
        chance=1 / recall.N_VALUES,
        any_pair_guess=floats([1 / n + (1 - 1 / n) / recall.N_VALUES for n in pairs]),
        looks_up=ints(looks_up.int()),
        sliding=ints(bounded[fixed[bounded].argsort()]),
        shown_keys=ints(shown.tokens[0, : 2 * SHOWN_PAIRS : 2]),
        shown_values=ints(shown.tokens[0, 1 : 2 * SHOWN_PAIRS : 2] - recall.N_KEYS),
        shown_asked=ints(shown.asked[0]),
        slide=ints(range(pairs.index(FIRST_AT), pairs.index(LAST_AT) + 1)),
        document_tokens=ints(of_documents),
        document_bytes=ints(of_document),
        on_document_frontier=ints(
            [
                pareto_frontier(quality, cost).int().tolist()
                for quality, cost in zip(mean.T, of_document.double().T, strict=True)
            ]
        ),
        contexts=ints(CONTEXTS),
        state_bytes=ints(kept),
        fixed_bytes=ints(fixed),
        bytes_per_token=ints(growing),
        break_even=ints(break_even),
        decode_contexts=ints(decode_contexts),
        decode_us=floats(us),
        fastest=ints(us.argmin(0)),
        transformer=transformer,
        mamba=mamba,
        decode_ratio=floats(us[transformer] / us[mamba]),
        decode_crossing=scaling.crossing(torch.tensor(decode_contexts), us[transformer], us[mamba]),
        machine=f"{rows[0]['machine']}, torch {rows[0]['torch']}",
        on_memory_frontier=ints(frontier(kept.double(), 0.0)),
        on_time_frontier=ints(frontier(us[:, at], ALIKE)),
        alike=ALIKE,
        accuracy_vmax=1.0,
        document_bytes_vmin=120.0,
        document_bytes_vmax=280_000.0,
        bytes_vmin=100.0,
        bytes_vmax=100_000_000.0,
        us_vmin=100.0,
        us_vmax=10_000.0,
    )
