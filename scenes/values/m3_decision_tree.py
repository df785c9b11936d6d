"""Mermaid 3: a decision tree whose gates are numbers: recall measured on a toy, bytes computed."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TRANSFORMER, HYBRID, SSM = "Llama-3-70B", "Jamba-v0.1", "Mamba-2.8B"
GPUS = ("A100 40 GB", "A100 80 GB", "H200")
PRECISION = "int8"
REQUIRED = 0.99
FIXED_TOYS = (
    "recall_lstm",
    "recall_s4d",
    "recall_mamba2_8",
    "recall_mamba2_16",
    "recall_mamba2_32",
    "recall_linear_attention",
)
TOYS = (*FIXED_TOYS, "recall_transformer", "recall_hybrid_4")
TOY_LABELS = (
    "LSTM",
    "S4D",
    "Mamba-2, N = 8",
    "Mamba-2, N = 16",
    "Mamba-2, N = 32",
    "linear attention",
    "transformer",
    "hybrid, 1 of 4",
)
CONTRACT, CASE_FILE, STREAM = "one contract", "a whole case file", "a live stream"
# (card, what changed, tokens, GPU, facts to look up)
RUNS = (
    (CONTRACT, "", 8_192, "A100 80 GB", 32),
    (CONTRACT, "context", 32_768, "A100 80 GB", 32),
    (CASE_FILE, "", 140_000, "A100 80 GB", 32),
    (CASE_FILE, "GPU", 140_000, "H200", 32),
    (CASE_FILE, "GPU", 140_000, "A100 40 GB", 32),
    (STREAM, "", 1_000_000, "A100 40 GB", 2),
    (STREAM, "facts", 1_000_000, "A100 40 GB", 32),
)
MAP_CONTEXTS = tuple(2**power for power in range(10, 21))
MAP_FACTS = (2, 32)
DRAWN_QUESTIONS = (
    "Exact recall of specific facts/tokens from long context?",
    "Budget for gpu memory?",
    "Occasional precision acceptable?",
    "Training data size?",
    "Need conversation or instruction following?",
)
DRAWN_LEAVES = ("Transformer", "Hybrid", "Transformer + RAG retrieval", "Pure SSM")

PROVENANCE = Provenance(
    line="bytes by arithmetic, activations left out · recall of toys trained here, 3 seeds each",
    model=f"{TRANSFORMER}, {HYBRID} and {SSM}: sizes only; small models of associative recall",
    inputs="use cases chosen; int8 weights, fp16 cache and state, one text at a time",
    weights=TOYS,
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in (TRANSFORMER, HYBRID, SSM)),
        *(f"assets/tables/gpus.csv:{name}" for name in GPUS),
        "assets/tables/published.csv: jamba_context_fits, jamba_context_supported",
        "assets/tables/babilong_mamba_2_8b.csv",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; GB is 10^9 bytes.

    Candidates are in the order of `candidates` everywhere. They are not of one size, and the bytes
    leave out activations: what does not fit here fits nowhere, what fits here may still not. A fact
    is a pair of the toy task, on which models of some 50,000 numbers were trained: it ranks the
    three ways to remember, and says nothing about how many facts a large model keeps.
    """

    candidates: tuple[str, ...] = quantity(
        "(n_candidates,)", "kind", "fixed state, transformer, hybrid"
    )
    sizes_of: tuple[str, ...] = quantity("(n_candidates,)", "name", "whose sizes: models.csv")
    precision: str = quantity("()", "name", "of the weights: chosen; cache and state are fp16")
    weight_bytes: Ints = quantity("(n_candidates,)", "byte", "parameters, 1 byte each")
    state_bytes: Ints = quantity("(n_candidates,)", "byte", "at every token the same")
    bytes_per_token: Ints = quantity("(n_candidates,)", "byte / token", "what the cache grows by")

    gpus: tuple[str, ...] = quantity("(n_gpus,)", "name", "chosen, of gpus.csv")
    gpu_bytes: Ints = quantity("(n_gpus,)", "byte", "gpus.csv")
    weights_fit: Ints = quantity("(n_gpus, n_candidates)", "0 or 1", "weights and state alone")
    room_tokens: Ints = quantity(
        "(n_gpus, n_candidates)",
        "token",
        "(gpu_bytes - weights - state) / bytes_per_token; -1: weights fit and nothing grows",
    )
    reported_fit: int = quantity(
        "()", "token", "published.csv: the hybrid on one 80 GB GPU, as its makers report"
    )
    supported_context: int = quantity("()", "token", "published.csv: the hybrid's longest text")

    toys: tuple[str, ...] = quantity("(n_toys,)", "checkpoint", "assets/weights")
    toy_labels: tuple[str, ...] = quantity("(n_toys,)", "name", "what the scene calls them")
    toy_candidate: Ints = quantity("(n_toys,)", "index", "the candidate that a toy stands for")
    pairs: Ints = quantity("(n_lengths,)", "pair", "facts in a document of the toy task")
    toy_recall: Floats = quantity(
        "(n_toys, n_lengths)", "share", "right answers, mean of 3 seeds, measured when trained"
    )
    recall: Floats = quantity(
        "(n_candidates, n_lengths)", "share", "the best toy_recall of the candidate's toys"
    )
    best_toy: Ints = quantity("(n_candidates, n_lengths)", "index", "the toy that has it")
    required: float = quantity("()", "share", "of the facts, right: chosen")
    most_facts: Ints = quantity(
        "(n_candidates,)", "pair", "the most in `pairs` up to which recall stays >= required"
    )

    gates: tuple[str, ...] = quantity("(n_gates,)", "gate", "in the order asked: advice")
    leaves: tuple[str, ...] = quantity("(n_leaves,)", "leaf", "where a path can end")
    advice: tuple[str, ...] = quantity(
        "(n_leaves,)", "text", "chosen: advice, not measured, beyond what the gates compare"
    )
    cards: tuple[str, ...] = quantity("(n_runs,)", "name", "use cases: chosen")
    changed: tuple[str, ...] = quantity(
        "(n_runs,)", "name", "what differs from the card's first run; empty for that one: chosen"
    )
    context: Ints = quantity("(n_runs,)", "token", "chosen")
    gpu: Ints = quantity("(n_runs,)", "index", "of the GPU: chosen")
    facts: Ints = quantity("(n_runs,)", "pair", "that must be looked up: chosen")
    run_recall: Floats = quantity("(n_runs, n_candidates)", "share", "recall at `facts`")
    run_bytes: Ints = quantity(
        "(n_runs, n_candidates)", "byte", "weights + state + context bytes_per_token"
    )
    run_answers: Ints = quantity(
        "(n_runs, n_gates)", "1, 0 or -1", "yes, no, or never asked on this path"
    )
    run_leaf: Ints = quantity("(n_runs,)", "index", "of the leaf reached")

    map_contexts: Ints = quantity("(n_map,)", "token", "1,024 … 1,048,576: chosen")
    map_facts: Ints = quantity("(n_map_facts,)", "pair", "chosen")
    map_leaf: Ints = quantity(
        "(n_map_facts, n_gpus, n_map)", "index", "leaf by facts, GPU and context"
    )
    map_beyond_report: Ints = quantity(
        "(n_map_facts, n_gpus, n_map)",
        "0 or 1",
        "a hybrid leaf on a GPU of 80 GB or less, further than reported_fit: only arithmetic fits",
    )

    caution_context: Ints = quantity("(n_caution,)", "token", "babilong_mamba_2_8b.csv")
    caution_percent: Floats = quantity(
        "(n_caution,)",
        "percent",
        "BABILong accuracy of the fixed-state model: fitting is not recall",
    )
    drawn_questions: tuple[str, ...] = quantity(
        "(n_drawn,)", "text", "input: gates as commonly drawn (report, M3)"
    )
    drawn_has_number: Ints = quantity(
        "(n_drawn,)", "0 or 1", "input: whether a gate here asks it with a number (report, M3)"
    )
    drawn_leaves: tuple[str, ...] = quantity("(n_drawn_leaves,)", "leaf", "input: report, M3")
    bytes_vmax: float = quantity("()", "byte", "drawing limit of the memory gates: chosen")


def compute() -> Values:
    """Size the candidates, read what the toys recall, and walk every use case down the tree."""
    import torch

    from anim_lib import published, tables
    from anim_lib.models import choice, memory, recall_records
    from anim_lib.tasks import recall

    configs = [tables.model_config(name) for name in (SSM, TRANSFORMER, HYBRID)]
    weights = [memory.weight_bytes(c.parameters, PRECISION) for c in configs]
    states = [
        tables.FP16_BYTES
        * (
            memory.ssm_state_numbers(c.n_ssm_layers, c.d_inner, c.d_state)
            + memory.conv_state_numbers(c.n_ssm_layers, c.d_inner, c.d_conv)
        )
        for c in configs
    ]
    rates = [
        memory.kv_bytes_per_token(c.n_attention_layers, c.n_kv_heads, c.d_head, tables.FP16_BYTES)
        for c in configs
    ]
    sizes = list(zip(weights, states, rates, strict=True))
    gpu_bytes = [published.gpu(name).memory_bytes for name in GPUS]
    room = [
        [
            memory.tokens_until_full(gpu, w, rate, fixed)
            if rate
            else (-1 if w + fixed <= gpu else 0)
            for w, fixed, rate in sizes
        ]
        for gpu in gpu_bytes
    ]

    pairs = (*recall.TRAINED_PAIRS, recall.UNTRAINED_PAIRS)
    toy_recall = recall_records.accuracies(TOYS, pairs).mean(-1)  # (n_toys, n_lengths)
    of_candidate = torch.tensor([*[0] * len(FIXED_TOYS), 1, 2])  # (n_toys,)
    kinds = range(len(configs))
    best = torch.stack(
        [torch.where(of_candidate[:, None] == i, toy_recall, -1.0).argmax(0) for i in kinds]
    )  # (n_candidates, n_lengths)
    recalls = toy_recall.gather(0, best)  # (n_candidates, n_lengths)
    unbroken = (recalls >= REQUIRED).int().cumprod(1)  # (n_candidates, n_lengths)

    def needed(context: int) -> list[int]:
        return [w + fixed + memory.cache_bytes(context, rate) for w, fixed, rate in sizes]

    def walk(context: int, gpu: int, facts: int) -> choice.Path:
        at = recalls[:, pairs.index(facts)].tolist()
        fixed, transformer, hybrid = map(choice.Candidate, at, needed(context))
        return choice.walk(fixed, transformer, hybrid, REQUIRED, gpu)

    runs = [(context, GPUS.index(gpu), facts) for _, _, context, gpu, facts in RUNS]
    paths = [walk(context, gpu_bytes[gpu], facts) for context, gpu, facts in runs]
    leaf_map = torch.tensor(
        [[[walk(n, gpu, f).leaf for n in MAP_CONTEXTS] for gpu in gpu_bytes] for f in MAP_FACTS]
    )  # (n_map_facts, n_gpus, n_map)
    reported = published.claim("jamba_context_fits").whole
    reported_gpu = published.gpu("A100 80 GB").memory_bytes
    further = torch.tensor(
        [[n > reported and gpu <= reported_gpu for n in MAP_CONTEXTS] for gpu in gpu_bytes]
    )  # (n_gpus, n_map)
    caution = tables.rows("babilong_mamba_2_8b")
    return Values(
        candidates=("fixed state", "transformer", "hybrid"),
        sizes_of=tuple(c.name for c in configs),
        precision=PRECISION,
        weight_bytes=ints(weights),
        state_bytes=ints(states),
        bytes_per_token=ints(rates),
        gpus=GPUS,
        gpu_bytes=ints(gpu_bytes),
        weights_fit=ints([[w + fixed <= gpu for w, fixed, _ in sizes] for gpu in gpu_bytes]),
        room_tokens=ints(room),
        reported_fit=reported,
        supported_context=published.claim("jamba_context_supported").whole,
        toys=TOYS,
        toy_labels=TOY_LABELS,
        toy_candidate=ints(of_candidate),
        pairs=ints(pairs),
        toy_recall=floats(toy_recall),
        recall=floats(recalls),
        best_toy=ints(best),
        required=REQUIRED,
        most_facts=ints((unbroken * torch.tensor(pairs)).amax(1)),
        gates=choice.GATES,
        leaves=choice.LEAVES,
        advice=(
            "memory stays the same; test recall at your own length",
            "keeps every token, and pays for each",
            "a few layers keep every token; measure on your GPU",
            "a smaller model, a larger GPU, or retrieval that shortens the text",
        ),
        cards=tuple(run[0] for run in RUNS),
        changed=tuple(run[1] for run in RUNS),
        context=ints([context for context, _, _ in runs]),
        gpu=ints([gpu for _, gpu, _ in runs]),
        facts=ints([facts for _, _, facts in runs]),
        run_recall=floats([recalls[:, pairs.index(facts)].tolist() for _, _, facts in runs]),
        run_bytes=ints([needed(context) for context, _, _ in runs]),
        run_answers=ints([path.answers for path in paths]),
        run_leaf=ints([path.leaf for path in paths]),
        map_contexts=ints(MAP_CONTEXTS),
        map_facts=ints(MAP_FACTS),
        map_leaf=ints(leaf_map),
        map_beyond_report=ints((leaf_map == choice.LEAVES.index("hybrid")) & further),
        caution_context=ints([int(row["context_tokens"]) for row in caution]),
        caution_percent=floats([float(row["mean_accuracy_percent"]) for row in caution]),
        drawn_questions=DRAWN_QUESTIONS,
        drawn_has_number=ints([1, 1, 0, 0, 0]),
        drawn_leaves=DRAWN_LEAVES,
        bytes_vmax=450e9,
    )
