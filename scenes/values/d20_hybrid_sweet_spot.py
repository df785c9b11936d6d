"""Diagram 20: recall, bytes and decoding time of stacks with 0, 1, 2 and 4 attention layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

STACKS = ("recall_stack_0", "recall_hybrid_4", "recall_stack_2", "recall_stack_4")
LABELS = ("no attention", "1 attention layer of 4", "2 of 4", "4 of 4")
CONTEXTS = (1_024, 8_192)
LOOKUP_PAIRS = 32
LOOKUP_SEED, N_LOOKUP_DOCUMENTS, SHOWN_DOCUMENT = 20, 64, 0
PUBLISHED = ("Jamba-v0.1", "Mamba-2-Hybrid 8B")
SUPPORTED_CONTEXT = "jamba_context_supported"
DRAWN_SHARE = 0.07

PROVENANCE = Provenance(
    line="toy task: associative recall, four stacks trained here, 3 seeds each",
    model="four stacks of four mixing layers; seed 0 for the look-up, in float64",
    inputs=f"{N_LOOKUP_DOCUMENTS} documents of {LOOKUP_PAIRS} pairs, seed {LOOKUP_SEED}",
    seed=LOOKUP_SEED,
    weights=STACKS,
    sources=(
        "assets/tables/decode_cpu.csv",
        *(f"assets/tables/models.csv:{name}" for name in PUBLISHED),
        f"assets/tables/published.csv:{SUPPORTED_CONTEXT}",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene."""

    stacks: tuple[str, ...] = quantity("(n_stacks,)", "checkpoint", "assets/weights")
    labels: tuple[str, ...] = quantity("(n_stacks,)", "name", "what the scene calls them")
    is_attention: Ints = quantity(
        "(n_stacks, 4)",
        "0 or 1",
        "of each mixing layer, first to last; else Mamba-2; 4 of 4 has a short convolution before",
    )
    n_attention: Ints = quantity("(n_stacks,)", "layer", "sum of is_attention")
    parameters: Ints = quantity("(n_stacks,)", "number", "counted when trained")
    most_steps: Ints = quantity("(n_stacks,)", "step", "the budget; training stops when learned")
    steps: Ints = quantity("(n_stacks, n_seeds)", "step", "taken")
    pairs: Ints = quantity("(n_lengths,)", "pair", "pairs in a document; the last is untrained")
    accuracy: Floats = quantity(
        "(n_stacks, n_lengths, n_seeds)", "share", "right answers, measured when trained"
    )
    accuracy_mean: Floats = quantity("(n_stacks, n_lengths)", "share", "mean of the seeds")
    accuracy_low: Floats = quantity("(n_stacks, n_lengths)", "share", "least of the seeds")
    accuracy_high: Floats = quantity("(n_stacks, n_lengths)", "share", "greatest of the seeds")
    gain: Floats = quantity(
        "(n_gains, n_lengths)", "share", "accuracy_mean, each stack less the one before"
    )

    document_bytes: Ints = quantity(
        "(n_stacks, n_lengths)", "byte", "float32, kept at a document's end, 3 tokens a pair"
    )
    gain_bytes: Ints = quantity(
        "(n_gains, n_lengths)", "byte", "document_bytes, each stack less the one before"
    )
    contexts: Ints = quantity("(n_contexts,)", "token", "chosen")
    state_bytes: Ints = quantity("(n_stacks, n_contexts)", "byte", "float32, from the layers")
    fixed_bytes: Ints = quantity("(n_stacks,)", "byte", "the part that never grows")
    bytes_per_token: Ints = quantity("(n_stacks,)", "byte / token", "the part that grows")
    decode_contexts: Ints = quantity("(n_decodes,)", "token", "decode_cpu.csv")
    decode_us: Floats = quantity(
        "(n_stacks, n_decodes)", "µs CPU / token", "measured, decode_cpu.csv"
    )
    decode_ratio: Floats = quantity(
        "(n_stacks, n_decodes)", "1", "decode_us over that of the stack without attention"
    )
    decode_bytes: Ints = quantity("(n_stacks, n_decodes)", "byte", "float32, kept there")
    machine: str = quantity("()", "text", "where the times were measured")

    lookup_pairs: int = quantity("()", "pair", "in the document looked up: chosen")
    lookup_document: int = quantity("()", "index", "the first of the documents drawn")
    lookup_keys: Ints = quantity("(n_pairs,)", "token", "the document's keys")
    lookup_values: Ints = quantity("(n_pairs,)", "token", "its values, 0 … 31")
    lookup_pair: int = quantity(
        "()",
        "index",
        "where stack 0 gives the right value least: its worst, chosen so, see lookup_mean",
    )
    lookup_layer_bytes: Ints = quantity(
        "(n_reads, n_stacks, 4)", "byte", "of each mixing layer, before and after the document"
    )
    lookup_shares: Floats = quantity(
        "(n_stacks, n_values)", "probability", "each value's share when that key is asked, last"
    )
    lookup_right: Floats = quantity("(n_stacks,)", "probability", "share of the right value")
    lookup_said: Ints = quantity("(n_stacks,)", "token", "value with the largest lookup_shares")
    lookup_by_pair: Floats = quantity(
        "(n_stacks, n_pairs)", "probability", "share of the right value of every pair shown"
    )
    lookup_mean: Floats = quantity(
        "(n_stacks,)", "probability", "share of the right value, mean of all documents and pairs"
    )
    lookup_accuracy: Floats = quantity(
        "(n_stacks,)", "share", "of all their questions answered right, each asked last"
    )
    n_lookup_documents: int = quantity("()", "document", "behind the two means: chosen")

    published: tuple[str, ...] = quantity("(n_published,)", "name", "hybrids with known layers")
    published_attention: Ints = quantity("(n_published,)", "layer", "attention layers, models.csv")
    published_layers: Ints = quantity(
        "(n_published,)",
        "layer",
        "as their papers count: one of Jamba's holds mixer and MLP, one of the other's only one",
    )
    published_share: Floats = quantity("(n_published,)", "share", "attention / published_layers")
    published_mixers: Ints = quantity("(n_published,)", "layer", "attention and Mamba layers")
    published_mixer_share: Floats = quantity(
        "(n_published,)", "share", "attention / published_mixers: counted alike"
    )
    share_drawn: float = quantity("()", "share", "input: as commonly drawn (report, D20)")
    jamba_bytes_per_token: int = quantity("()", "byte / token", "fp16 cache, models.csv")
    jamba_context: int = quantity("()", "token", "the supported context, published.csv")
    jamba_cache_bytes: int = quantity("()", "byte", "jamba_bytes_per_token jamba_context")
    accuracy_vmax: float = quantity("()", "share", "drawing limit: chosen")
    document_bytes_vmin: float = quantity(
        "()", "byte", "lower end of diagram 8's log axis of document_bytes: chosen"
    )
    document_bytes_vmax: float = quantity("()", "byte", "upper end of that axis: chosen")
    decode_bytes_vmin: float = quantity("()", "byte", "lower end of decode_bytes' axis: chosen")
    decode_bytes_vmax: float = quantity("()", "byte", "upper end of that axis: chosen")
    bytes_vmin: float = quantity("()", "byte", "lower end of diagram 8's log axis: chosen")
    bytes_vmax: float = quantity("()", "byte", "upper end of diagram 8's log axis: chosen")
    us_vmin: float = quantity("()", "µs", "lower end of diagram 8's log axis: chosen")
    us_vmax: float = quantity("()", "µs", "upper end of diagram 8's log axis: chosen")


def compute() -> Values:
    """Read the records of training, and let all stacks answer the same look-up."""
    import torch

    from anim_lib import tables
    from anim_lib.models import memory, recall_records
    from anim_lib.models.checkpoint import load_into, record
    from anim_lib.models.layers.attention import Attention
    from anim_lib.models.layers.local_mix import LocalMix
    from anim_lib.models.recall_reading import ask, read
    from anim_lib.models.recall_stacks import build
    from anim_lib.tasks import recall

    models = [load_into(build(name), name) for name in STACKS]
    pairs = (*recall.TRAINED_PAIRS, recall.UNTRAINED_PAIRS)
    accuracy = recall_records.accuracies(STACKS, pairs)  # (n_stacks, n_lengths, n_seeds)
    mixers = [
        [layer for layer in model.kinds() if not isinstance(layer, LocalMix)] for model in models
    ]
    is_attention = [[int(isinstance(mixer, Attention)) for mixer in each] for each in mixers]

    def bytes_after(tokens: Iterable[int]) -> torch.Tensor:
        """Bytes that every stack keeps, ``(n_stacks, n_tokens)``."""
        numbers = torch.tensor([[model.state_numbers(n) for n in tokens] for model in models])
        return tables.BYTES_PER_NUMBER["fp32"] * numbers

    state_bytes = bytes_after((0, 1, *CONTEXTS))  # (n_stacks, 2 + n_contexts)
    document_bytes = bytes_after([3 * n for n in pairs])  # (n_stacks, n_lengths)
    layer_numbers = torch.tensor(
        [
            [[mixer.state_numbers(n) for mixer in each] for each in mixers]
            for n in (0, 2 * LOOKUP_PAIRS)
        ]
    )  # (n_reads, n_stacks, 4)

    generator = torch.Generator().manual_seed(LOOKUP_SEED)
    keys, values = recall.draw_pairs(N_LOOKUP_DOCUMENTS, LOOKUP_PAIRS, generator)
    documents = recall.document(keys, values)  # (n_documents, 2 n_pairs)
    shares = torch.stack([ask(model, read(model, documents), keys) for model in models])
    right = shares.gather(-1, values.expand(len(STACKS), -1, -1)[..., None])[..., 0]
    answered = shares.argmax(-1) == values  # (n_stacks, n_documents, n_pairs)
    pair = int(right[0, SHOWN_DOCUMENT].argmin())

    rows = [row for row in tables.rows("decode_cpu") if row["model"] in STACKS]
    decode_contexts = sorted({int(row["context"]) for row in rows})
    us = {(row["model"], int(row["context"])): float(row["cpu_us_per_token"]) for row in rows}
    decode_us = torch.tensor(
        [[us[name, n] for n in decode_contexts] for name in STACKS], dtype=torch.float64
    )  # (n_stacks, n_decodes)
    configs = [tables.model_config(name) for name in PUBLISHED]
    attention = torch.tensor([each.n_attention_layers for each in configs])  # (n_published,)
    n_mixers = attention + torch.tensor([each.n_ssm_layers for each in configs])
    n_layers = n_mixers + torch.tensor([each.n_mlp_layers for each in configs])
    claims = {row["claim"]: row["number"] for row in tables.rows("published")}
    jamba, jamba_context = configs[0], int(claims[SUPPORTED_CONTEXT])
    jamba_bytes = memory.kv_bytes_per_token(
        jamba.n_attention_layers, jamba.n_kv_heads, jamba.d_head, tables.BYTES_PER_NUMBER["fp16"]
    )

    return Values(
        stacks=STACKS,
        labels=LABELS,
        is_attention=ints(is_attention),
        n_attention=ints([sum(each) for each in is_attention]),
        parameters=ints(recall_records.parameters(STACKS)),
        most_steps=ints([record(name)["optimizer"]["most_steps"] for name in STACKS]),
        steps=ints(recall_records.steps(STACKS)),
        pairs=ints(pairs),
        accuracy=floats(accuracy),
        accuracy_mean=floats(accuracy.mean(-1)),
        accuracy_low=floats(accuracy.amin(-1)),
        accuracy_high=floats(accuracy.amax(-1)),
        gain=floats(accuracy.mean(-1).diff(dim=0)),
        document_bytes=ints(document_bytes),
        gain_bytes=ints(document_bytes.diff(dim=0)),
        contexts=ints(CONTEXTS),
        state_bytes=ints(state_bytes[:, 2:]),
        fixed_bytes=ints(state_bytes[:, 0]),
        bytes_per_token=ints(state_bytes[:, 1] - state_bytes[:, 0]),
        decode_contexts=ints(decode_contexts),
        decode_us=floats(decode_us),
        decode_ratio=floats(decode_us / decode_us[0]),
        decode_bytes=ints(bytes_after(decode_contexts)),
        machine=f"{rows[0]['machine']}, torch {rows[0]['torch']}",
        lookup_pairs=LOOKUP_PAIRS,
        lookup_document=SHOWN_DOCUMENT,
        lookup_keys=ints(keys[SHOWN_DOCUMENT]),
        lookup_values=ints(values[SHOWN_DOCUMENT]),
        lookup_pair=pair,
        lookup_layer_bytes=ints(tables.BYTES_PER_NUMBER["fp32"] * layer_numbers),
        lookup_shares=floats(shares[:, SHOWN_DOCUMENT, pair]),
        lookup_right=floats(right[:, SHOWN_DOCUMENT, pair]),
        lookup_said=ints(shares[:, SHOWN_DOCUMENT, pair].argmax(-1)),
        lookup_by_pair=floats(right[:, SHOWN_DOCUMENT]),
        lookup_mean=floats(right.mean((1, 2))),
        lookup_accuracy=floats(answered.double().mean((1, 2))),
        n_lookup_documents=N_LOOKUP_DOCUMENTS,
        published=PUBLISHED,
        published_attention=ints(attention),
        published_layers=ints(n_layers),
        published_share=floats(attention.double() / n_layers),
        published_mixers=ints(n_mixers),
        published_mixer_share=floats(attention.double() / n_mixers),
        share_drawn=DRAWN_SHARE,
        jamba_bytes_per_token=jamba_bytes,
        jamba_context=jamba_context,
        jamba_cache_bytes=jamba_bytes * jamba_context,
        accuracy_vmax=1.0,
        document_bytes_vmin=120.0,
        document_bytes_vmax=280_000.0,
        decode_bytes_vmin=10_000.0,
        decode_bytes_vmax=1_000_000_000.0,
        bytes_vmin=100.0,
        bytes_vmax=100_000_000.0,
        us_vmin=100.0,
        us_vmax=10_000.0,
    )
