"""Diagram 19: what a cache and a state still know about each fact, when the question comes last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

PARAGRAPH = (
    "The defendant, Marcus Webb, a 42-year-old software engineer from Austin, was acquitted on "
    "all three counts of fraud on Tuesday, citing lack of evidence. The jury deliberated for six "
    "hours. Webb's attorney, Sarah Chen, called the verdict a 'complete vindication.'"
)
WORD_OR_MARK = r"\w+(?:[-']\w+)*|[^\w\s]"  # a word with its hyphens and apostrophes, or one mark
NAMED = ("Marcus", "Webb", "engineer", "acquitted", "deliberated", "six", "hours", "vindication")
QUESTION = "Who was acquitted?"
DRAWN_TOKENS, DRAWN_POSITIONS = 65, (4, 5, 10, 16, 47, 49, 50, 64)

MODELS = (
    "recall_transformer",
    "recall_hybrid_2",
    "recall_mamba2_32",
    "recall_mamba2_16",
    "recall_mamba2_8",
)
LABELS = ("transformer", "hybrid", "Mamba-2, state 32", "Mamba-2, state 16", "Mamba-2, state 8")
LEVELS = (1, 2, 4, 8, 16, 32, 48)
N_FACTS = max(LEVELS)
N_DOCUMENTS = 32
MISS_LIMIT = 0.5
DRAWN_STATE_NUMBERS = 256
DOCUMENTS_SEED, SHOWN_SEED = 19, 1
REAL_STATE, REAL_CACHE = "Mamba-2.8B", "Pythia-2.8B"

PROVENANCE = Provenance(
    line=(
        "toy recall = probability of the right value, seed 0 · no model read the paragraph · "
        "sizes: configs"
    ),
    model="five models of associative recall, seed 0 of each, evaluated in float64",
    inputs=(
        f"documents of up to {N_FACTS} facts (key, value): one of seed {SHOWN_SEED}, "
        f"{N_DOCUMENTS} of seed {DOCUMENTS_SEED}; the report's paragraph for the word list"
    ),
    seed=DOCUMENTS_SEED,
    weights=MODELS,
    sources=(
        f"assets/tables/models.csv:{REAL_STATE}",
        f"assets/tables/models.csv:{REAL_CACHE}",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene. A fact is one key and one value: two tokens."""

    paragraph: str = quantity("()", "text", "input: the report's paragraph")
    word_pattern: str = quantity("()", "regular expression", "a word, or one mark: chosen")
    words: tuple[str, ...] = quantity("(n_words,)", "word or mark", "word_pattern on paragraph")
    n_words: int = quantity("()", "word or mark", "counted")
    question: str = quantity("()", "text", "input: the report's question about it")
    n_words_drawn: int = quantity("()", "token", "input: as commonly drawn (report, D19)")
    named: tuple[str, ...] = quantity("(n_named,)", "word", "chosen: the report's examples")
    named_positions: Ints = quantity("(n_named,)", "position", "first place in words, from 1")
    named_drawn: Ints = quantity("(n_named,)", "position", "input: as commonly drawn (report)")

    models: tuple[str, ...] = quantity("(n_models,)", "checkpoint", "assets/weights, seed 0")
    labels: tuple[str, ...] = quantity("(n_models,)", "name", "what keeps the facts")
    has_cache: Ints = quantity("(n_models,)", "0 or 1", "whether what is kept grows with the text")
    facts_read: Ints = quantity("(n_facts,)", "fact", "1, 2, …: facts read so far")
    kept_bytes: Ints = quantity(
        "(n_models, n_facts)", "byte", "float32 numbers kept after facts_read facts"
    )

    shown_keys: Ints = quantity("(n_facts,)", "token", "the shown document's keys, 0 … 63")
    shown_values: Ints = quantity("(n_facts,)", "token", "its values, 0 … 31")
    shown_recall: Floats = quantity(
        "(n_models, n_facts, n_facts)",
        "probability",
        "[model, facts read - 1, fact]: share of the right value, asked now; 0 = not yet read",
    )
    shown_mean: Floats = quantity(
        "(n_models, n_facts)", "probability", "mean of shown_recall over the facts read"
    )
    missed_read: int = quantity("()", "fact", "read when the first model's least share is asked")
    missed_fact: int = quantity("()", "fact", "the one it is the share of, from 0, the oldest")
    missed_share: float = quantity(
        "()", "probability", "least of the first model's shown_recall up to the longest training"
    )
    miss_limit: float = quantity("()", "probability", "a fact recalled less is missed: chosen")
    missed_others: int = quantity(
        "()", "fact", "the first model misses of n_documents texts of missed_read facts each"
    )
    trained_facts: Ints = quantity("(n_lengths,)", "fact", "in the documents of the training")

    levels: Ints = quantity(
        "(n_levels,)", "fact", "facts in a document; the last was never trained"
    )
    recall_by_fact: Floats = quantity(
        "(n_models, n_levels, n_facts)",
        "probability",
        "share of the right value of each fact, oldest first, mean of the documents; 0 = none",
    )
    recall: Floats = quantity(
        "(n_models, n_levels)", "probability", "mean of recall_by_fact over the facts there are"
    )
    recall_low: Floats = quantity(
        "(n_models, n_levels)", "probability", "lowest mean of a single document"
    )
    recall_high: Floats = quantity(
        "(n_models, n_levels)", "probability", "highest mean of a single document"
    )
    n_documents: int = quantity("()", "document", "behind the means: chosen")
    chance: float = quantity("()", "probability", "of guessing one of the values")

    real_cache_model: str = quantity("()", "name", "a public transformer")
    real_cache_per_token: int = quantity("()", "number", "2 layers n_kv_heads d_head, models.csv")
    real_cache_bytes: int = quantity("()", "byte", "fp16 cache of n_words tokens")
    real_state_model: str = quantity("()", "name", "a public state space model of the same size")
    real_state_source: str = quantity("()", "citation", "of its config, models.csv")
    real_state_numbers: int = quantity("()", "number", "layers d_inner d_state, models.csv")
    real_conv_numbers: int = quantity("()", "number", "layers d_inner d_conv, models.csv")
    real_state_drawn: int = quantity("()", "number", "input: as commonly drawn (report, N)")
    real_state_bytes: int = quantity("()", "byte", "fp16 state, for this text or any other")
    probability_vmax: float = quantity("()", "probability", "drawing limit: chosen")
    bytes_vmax: float = quantity("()", "byte", "drawing limit of kept_bytes: chosen")


def compute() -> Values:
    """Read documents with every model, and ask every fact of what it kept."""
    import torch

    from anim_lib import tables
    from anim_lib.models import memory
    from anim_lib.models.checkpoint import load_into
    from anim_lib.models.recall_reading import share_of_right
    from anim_lib.models.recall_stacks import build
    from anim_lib.tasks import recall

    words = tuple(re.findall(WORD_OR_MARK, PARAGRAPH))
    shown = recall.draw_pairs(1, N_FACTS, torch.Generator().manual_seed(SHOWN_SEED))
    many = recall.draw_pairs(N_DOCUMENTS, N_FACTS, torch.Generator().manual_seed(DOCUMENTS_SEED))
    every = tuple(range(1, N_FACTS + 1))

    models = [load_into(build(name), name) for name in MODELS]
    numbers = torch.tensor([[model.state_numbers(2 * n) for n in every] for model in models])
    shown_recall = torch.stack(
        [share_of_right(model, recall.document(*shown), shown[1], every) for model in models]
    )[:, :, 0]  # (n_models, n_facts, n_facts)
    shares = torch.stack(
        [share_of_right(model, recall.document(*many), many[1], LEVELS) for model in models]
    )  # (n_models, n_levels, n_documents, n_facts)
    shown_mean = shown_recall.sum(-1) / torch.tensor(every)  # (n_models, n_facts)
    longest = max(recall.TRAINED_PAIRS)
    asked = shown_recall[0, :longest, :longest]  # of the transformer
    read = torch.ones_like(asked).tril().bool()
    missed_row, missed_fact = divmod(int(asked.where(read, 1).argmin()), longest)
    missed_read = missed_row + 1
    others = share_of_right(models[0], recall.document(*many), many[1], (missed_read,))
    of_document = shares.sum(-1) / torch.tensor(LEVELS)[:, None]  # (…, n_levels, n_documents)

    transformer, mamba = tables.model_config(REAL_CACHE), tables.model_config(REAL_STATE)
    per_token = memory.kv_bytes_per_token(
        transformer.n_attention_layers, transformer.n_kv_heads, transformer.d_head, 1
    )
    state = memory.ssm_state_numbers(mamba.n_ssm_layers, mamba.d_inner, mamba.d_state)
    conv = memory.conv_state_numbers(mamba.n_ssm_layers, mamba.d_inner, mamba.d_conv)

    return Values(
        paragraph=PARAGRAPH,
        word_pattern=WORD_OR_MARK,
        words=words,
        n_words=len(words),
        question=QUESTION,
        n_words_drawn=DRAWN_TOKENS,
        named=NAMED,
        named_positions=ints([words.index(word) + 1 for word in NAMED]),
        named_drawn=ints(DRAWN_POSITIONS),
        models=MODELS,
        labels=LABELS,
        has_cache=ints((numbers[:, -1] > numbers[:, 0]).int()),
        facts_read=ints(every),
        kept_bytes=ints(tables.BYTES_PER_NUMBER["fp32"] * numbers),
        shown_keys=ints(shown[0][0]),
        shown_values=ints(shown[1][0]),
        shown_recall=floats(shown_recall),
        shown_mean=floats(shown_mean),
        missed_read=missed_read,
        missed_fact=missed_fact,
        missed_share=float(asked[missed_row, missed_fact]),
        miss_limit=MISS_LIMIT,
        missed_others=int((others[..., :missed_read] < MISS_LIMIT).sum()),
        trained_facts=ints(recall.TRAINED_PAIRS),
        levels=ints(LEVELS),
        recall_by_fact=floats(shares.mean(2)),
        recall=floats(of_document.mean(-1)),
        recall_low=floats(of_document.amin(-1)),
        recall_high=floats(of_document.amax(-1)),
        n_documents=N_DOCUMENTS,
        chance=1 / recall.N_VALUES,
        real_cache_model=REAL_CACHE,
        real_cache_per_token=per_token,
        real_cache_bytes=tables.BYTES_PER_NUMBER["fp16"] * per_token * len(words),
        real_state_model=REAL_STATE,
        real_state_source=mamba.source.partition(" (")[0],
        real_state_numbers=state,
        real_conv_numbers=conv,
        real_state_drawn=DRAWN_STATE_NUMBERS,
        real_state_bytes=tables.BYTES_PER_NUMBER["fp16"] * (state + conv),
        probability_vmax=1.0,
        bytes_vmax=100_000.0,
    )
