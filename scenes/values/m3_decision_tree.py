"""Mermaid 3: three gates that are computed numbers, and the ways of use cases through them."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

# name, tokens, facts to look up, Transformer, its weights' precision, GPU; then variations of them
CARDS = (
    ("questions to one long contract", 131_072, 32, "Llama-3-8B", "fp16", "A100 80 GB"),
    (
        "the same, by an older model with a larger cache",
        131_072,
        32,
        "Llama-2-7B",
        "fp16",
        "A100 80 GB",
    ),
    ("a long stream, two facts to keep", 1_048_576, 2, "Llama-3-8B", "fp16", "A100 80 GB"),
    ("the contract is four times as long", 524_288, 32, "Llama-3-8B", "fp16", "A100 80 GB"),
    ("the older model, on a larger GPU", 131_072, 32, "Llama-2-7B", "fp16", "H200"),
    ("the older model, on a smaller GPU", 131_072, 32, "Llama-2-7B", "fp16", "A100 40 GB"),
)
VARIATION_OF = (-1, -1, -1, 0, 1, 1)
CHANGED = ("", "", "", "context", "GPU", "GPU")
HYBRID, HYBRID_PRECISION, SSM = "Jamba-v0.1", "int8", "Mamba-2.8B"
GATES = ("a fixed state recalls the facts", "the cache fits", "the hybrid's cache fits")
LEAVES = ("state space model", "Transformer", "hybrid", "retrieval from a database")
NODES = (*GATES, *LEAVES)
YES, NO = (3, 4, 5), (1, 2, 6)  # places in NODES where each gate sends a card
END = -1  # behind the end of a path
THRESHOLD = 0.99  # at 0.95 the answer would depend on which of the toys is asked
STATE, RECALLERS = "recall_mamba2_16", ("recall_mamba2_8", "recall_mamba2_16", "recall_mamba2_32")
LABELS = tuple(f"toy Mamba-2, {n} numbers a channel" for n in (8, 16, 32))
LEAF_RECALLERS = (STATE, "recall_transformer", "recall_hybrid_2")
TRAINED = {"Llama-2-7B": "llama_2_context", "Llama-3-8B": "llama_3_context"}  # in published.csv
PAIRS = (1, 2, 4, 8, 16, 32, 48)
ADVICE = (
    "small data, or real time: a state space model",
    "audio, video, streaming: a state space model",
    "conversation or following instructions: a hybrid",
)

PROVENANCE = Provenance(
    line="memory by arithmetic · recall measured on small models trained here, 3 seeds each",
    model=f"sizes of the cards' Transformers, {HYBRID} and {SSM}; toys that learn to recall pairs",
    inputs="six chosen use cases; one text at a time; caches in fp16",
    weights=(*RECALLERS, "recall_transformer", "recall_hybrid_2"),
    sources=(
        *(f"assets/tables/models.csv:{name}" for name in ("Llama-3-8B", "Llama-2-7B")),
        *(f"assets/tables/models.csv:{name}" for name in (HYBRID, SSM)),
        *(f"assets/tables/gpus.csv:{name}" for name in ("A100 40 GB", "A100 80 GB", "H200")),
        "assets/tables/published.csv:jamba_context_fits",
        "assets/tables/published.csv:jamba_context_supported",
        "assets/tables/published.csv:mamba_induction_longest",
        *(f"assets/tables/published.csv:{claim}" for claim in TRAINED.values()),
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; GB is 10^9 bytes.

    Bytes count weights, cache and states only, so that a real GPU is full earlier. The first gate
    asks a toy, whose documents hold nothing but facts: it tells that a fixed state has a limit, not
    where a large model's limit is, and nothing of how long a fact is held. The second asks whether
    the cache fits, not whether the Transformer is any good on texts longer than it was trained on.
    """

    nodes: tuple[str, ...] = quantity("(n_nodes,)", "name", "three gates, then four ends: chosen")
    n_gates: int = quantity("()", "gate", "the first nodes are gates")
    yes: Ints = quantity("(n_gates,)", "node", "where a card goes that passes the gate: chosen")
    no: Ints = quantity("(n_gates,)", "node", "where it goes otherwise: chosen")

    cards: tuple[str, ...] = quantity("(n_cards,)", "name", "use cases, then variations: chosen")
    variation_of: Ints = quantity("(n_cards,)", "card", "the card it varies; -1: none")
    changed: tuple[str, ...] = quantity("(n_cards,)", "name", "what the variation changes: chosen")
    context: Ints = quantity("(n_cards,)", "token", "chosen")
    facts: Ints = quantity("(n_cards,)", "fact", "to look up exactly: chosen")
    transformers: tuple[str, ...] = quantity("(n_cards,)", "name", "chosen")
    precisions: tuple[str, ...] = quantity("(n_cards,)", "name", "of its weights: chosen")
    trained_context: Ints = quantity(
        "(n_cards,)", "token", "published.csv: texts that the Transformer was trained on"
    )
    gpus: tuple[str, ...] = quantity("(n_cards,)", "name", "chosen")
    gpu_bytes: Ints = quantity("(n_cards,)", "byte", "gpus.csv")

    threshold: float = quantity("()", "share", "of right answers that the first gate asks: chosen")
    recallers: tuple[str, ...] = quantity(
        "(n_recallers,)", "checkpoint", "Mamba-2 with larger and larger states"
    )
    labels: tuple[str, ...] = quantity("(n_recallers,)", "name", "what the scene calls them")
    pairs: Ints = quantity("(n_lengths,)", "pair", "facts in a document; 48 were never trained")
    accuracy: Floats = quantity(
        "(n_recallers, n_lengths, n_seeds)", "share", "right answers, measured when trained"
    )
    accuracy_low: Floats = quantity("(n_recallers, n_lengths)", "share", "least of the seeds")
    most_facts: Ints = quantity(
        "(n_recallers,)", "fact", "most pairs, of those tested, up to which all seeds reach it"
    )
    gate_recaller: str = quantity("()", "checkpoint", "the toy that the first gate asks: chosen")
    leaf_recallers: tuple[str, ...] = quantity(
        "(n_leaf_recallers,)", "checkpoint", "toys of the first three ends: chosen"
    )
    leaf_recall: Floats = quantity(
        "(n_leaf_recallers, n_lengths)", "share", "right answers, mean of the seeds"
    )

    state_recall: Floats = quantity(
        "(n_cards,)", "share", "first gate: gate_recaller's accuracy_low at the card's facts"
    )
    held_over: int = quantity(
        "()", "token", "published.csv: over so many tokens a Mamba trained for it held one pair"
    )
    transformer_weight_bytes: Ints = quantity("(n_cards,)", "byte", "of the card's precision")
    transformer_cache_bytes: Ints = quantity("(n_cards,)", "byte", "fp16, of the whole context")
    transformer_bytes: Ints = quantity("(n_cards,)", "byte", "second gate: weights and cache")
    transformer_full: Ints = quantity(
        "(n_cards,)", "token", "longest text beside the weights: where the second gate turns"
    )
    hybrid: str = quantity("()", "name", "chosen")
    hybrid_precision: str = quantity("()", "name", "of its weights: chosen")
    hybrid_weight_bytes: int = quantity("()", "byte", "of that precision")
    hybrid_cache_bytes: Ints = quantity("(n_cards,)", "byte", "fp16, of the whole context")
    hybrid_bytes: Ints = quantity("(n_cards,)", "byte", "third gate: weights, states and cache")
    hybrid_limit: Ints = quantity(
        "(n_cards,)",
        "token",
        "third gate: published.csv, what fits up to 80 GB, what is supported on more",
    )
    ssm: str = quantity("()", "name", "chosen")
    ssm_bytes: int = quantity("()", "byte", "fp16 weights and state, at any length")

    passed: Ints = quantity(
        "(n_cards, n_gates)", "0 or 1", "answer of each gate, whether or not the card gets there"
    )
    paths: Ints = quantity(
        "(n_cards, n_path)", "node", "nodes that the card rolls through; -1 behind its end"
    )
    ends: tuple[str, ...] = quantity("(n_cards,)", "name", "the last node of the path")

    advice: tuple[str, ...] = quantity(
        "(n_advice,)", "text", "advice of the report without evidence: no gate, shown as advice"
    )


def walk(passed: tuple[bool, ...]) -> list[int]:
    """Nodes that a card rolls through, padded with END to the longest path."""
    path = [0]
    while path[-1] < len(GATES):
        path.append((YES if passed[path[-1]] else NO)[path[-1]])
    return path + [END] * (len(GATES) + 1 - len(path))


def compute() -> Values:
    """Work out every gate's number for every card, and roll the cards down."""
    import torch

    from anim_lib import published, tables
    from anim_lib.models import memory, recall_records

    width = tables.BYTES_PER_NUMBER["fp16"]
    accuracy = recall_records.accuracies(RECALLERS, PAIRS)  # (n_recallers, n_lengths, n_seeds)
    low = accuracy.amin(-1)  # (n_recallers, n_lengths)
    good = (low >= THRESHOLD).long().cumprod(1).sum(1)  # (n_recallers,)

    def rate(config: tables.ModelConfig) -> int:
        return memory.kv_bytes_per_token(
            config.n_attention_layers, config.n_kv_heads, config.d_head, width
        )

    def state(config: tables.ModelConfig) -> int:
        recurrent = memory.ssm_state_numbers(config.n_ssm_layers, config.d_inner, config.d_state)
        conv = memory.conv_state_numbers(config.n_ssm_layers, config.d_inner, config.d_conv)
        return width * (recurrent + conv)

    hybrid, ssm = tables.model_config(HYBRID), tables.model_config(SSM)
    hybrid_weights = memory.weight_bytes(hybrid.parameters, HYBRID_PRECISION)
    hybrid_before = hybrid_weights + state(hybrid)
    fits = published.claim("jamba_context_fits").whole
    supported = published.claim("jamba_context_supported").whole
    claimed_for = published.gpu("A100 80 GB").memory_bytes
    gpu_bytes = [published.gpu(card[5]).memory_bytes for card in CARDS]
    limit = [fits if size <= claimed_for else supported for size in gpu_bytes]

    recall, own, cache, hybrid_cache, full, passed = [], [], [], [], [], []
    for (_, context, facts, name, precision, _), size, most in zip(
        CARDS, gpu_bytes, limit, strict=True
    ):
        config = tables.model_config(name)
        own.append(memory.weight_bytes(config.parameters, precision))
        recall.append(float(low[RECALLERS.index(STATE), PAIRS.index(facts)]))
        cache.append(memory.cache_bytes(context, rate(config)))
        full.append(memory.tokens_until_full(size, own[-1], rate(config)))
        hybrid_cache.append(memory.cache_bytes(context, rate(hybrid)))
        passed.append(
            (
                recall[-1] >= THRESHOLD,
                own[-1] + cache[-1] <= size,
                hybrid_before + hybrid_cache[-1] <= size and context <= most,
            )
        )
    paths = [walk(answers) for answers in passed]
    return Values(
        nodes=NODES,
        n_gates=len(GATES),
        yes=ints(YES),
        no=ints(NO),
        cards=tuple(card[0] for card in CARDS),
        variation_of=ints(VARIATION_OF),
        changed=CHANGED,
        context=ints([card[1] for card in CARDS]),
        facts=ints([card[2] for card in CARDS]),
        transformers=tuple(card[3] for card in CARDS),
        precisions=tuple(card[4] for card in CARDS),
        trained_context=ints([published.claim(TRAINED[card[3]]).whole for card in CARDS]),
        gpus=tuple(card[5] for card in CARDS),
        gpu_bytes=ints(gpu_bytes),
        threshold=THRESHOLD,
        recallers=RECALLERS,
        labels=LABELS,
        pairs=ints(PAIRS),
        accuracy=floats(accuracy),
        accuracy_low=floats(low),
        most_facts=ints(torch.tensor((0, *PAIRS))[good]),
        gate_recaller=STATE,
        leaf_recallers=LEAF_RECALLERS,
        leaf_recall=floats(recall_records.accuracies(LEAF_RECALLERS, PAIRS).mean(-1)),
        state_recall=floats(recall),
        held_over=published.claim("mamba_induction_longest").whole,
        transformer_weight_bytes=ints(own),
        transformer_cache_bytes=ints(cache),
        transformer_bytes=ints(torch.tensor(own) + torch.tensor(cache)),
        transformer_full=ints(full),
        hybrid=hybrid.name,
        hybrid_precision=HYBRID_PRECISION,
        hybrid_weight_bytes=hybrid_weights,
        hybrid_cache_bytes=ints(hybrid_cache),
        hybrid_bytes=ints(torch.tensor(hybrid_cache) + hybrid_before),
        hybrid_limit=ints(limit),
        ssm=ssm.name,
        ssm_bytes=memory.weight_bytes(ssm.parameters, "fp16") + state(ssm),
        passed=ints(torch.tensor(passed)),
        paths=ints(paths),
        ends=tuple(NODES[max(path)] for path in paths),
        advice=ADVICE,
    )
