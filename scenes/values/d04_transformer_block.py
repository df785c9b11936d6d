"""Diagram 4: everything that four blocks add to one token's stream in the tiny GPT."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TEXT = "mary had a little lamb ."
SHOWN = 5  # the full stop: three words may come now, and the grammar's shares of them are known
N_BARS = 12
N_TOP = 6
FRESH_SEED, FRESH_STORIES = 4_004, 300
NAMED = ("GPT-2 124M", "Llama-2-7B", "Llama-2-70B", "GPT-3 175B")
LAYERS_DRAWN = (12, 96)

PROVENANCE = Provenance(
    line="tiny GPT trained here on generated nursery stories · 4 layers, 4 heads, width 64",
    model="tiny GPT: 64 words, 4 pre-norm blocks of 4 heads, width 64",
    inputs=f"{TEXT}; shown: its full stop",
    seed=FRESH_SEED,
    weights=("tiny_gpt",),
    sources=(
        "anim_lib/tasks/nursery.py: the grammar and its true shares",
        "Radford et al. 2019 (GPT-2), section 2.3: pre-norm",
        "Vaswani et al. 2017, arXiv 1706.03762, section 3.1: post-norm",
        *(f"assets/tables/models.csv:{name}" for name in NAMED),
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene.

    Layers and heads count from 1 where a field names one; positions, and the places of layers in
    arrays, are indices from 0.
    """

    tokens: tuple[str, ...] = quantity("(seq_len,)", "word", "chosen: a rhyme of the grammar")
    shown: int = quantity("()", "position", "chosen: index of the last token; its stream is drawn")
    d_model: int = quantity("()", "number", "width of the stream")
    n_layers: int = quantity("()", "layer", "blocks of the network")
    n_heads: int = quantity("()", "head", "heads in each block")
    vocab_size: int = quantity("()", "word", "words that the network knows")
    parameters: int = quantity("()", "number", "counted in the network")

    embedding: Floats = quantity("(d_model,)", "1", "the shown token's learned vector")
    position: Floats = quantity("(d_model,)", "1", "the learned vector of the shown position")
    before: Floats = quantity("(n_layers, d_model)", "1", "stream x that enters each block")
    delta_attention: Floats = quantity("(n_layers, d_model)", "1", "attention(norm(x))")
    between: Floats = quantity("(n_layers, d_model)", "1", "x + delta_attention")
    delta_mlp: Floats = quantity("(n_layers, d_model)", "1", "mlp(norm(between))")
    after: Floats = quantity("(n_layers, d_model)", "1", "x + delta_attention + delta_mlp")
    normed_before: Floats = quantity("(n_layers, d_model)", "1", "norm(x), what attention reads")
    normed_between: Floats = quantity(
        "(n_layers, d_model)", "1", "norm(between): what the MLP reads"
    )
    final_normed: Floats = quantity("(d_model,)", "1", "final norm of the last stream")

    bars: Ints = quantity(
        "(n_bars,)", "index", "chosen: the stream's first 12 numbers, as charts of single bars"
    )
    bar_layer: int = quantity(
        "()", "layer", "from 1; where the shorter delta is longest beside the sum: both are seen"
    )
    lens_bar: int = quantity(
        "()",
        "index",
        "of bars: where the least of the three parts is largest, of those whose hundredths add up",
    )
    stream_length: Floats = quantity(
        "(n_states,)", "1", "Euclidean length of the stream: at first, and after every sublayer"
    )
    delta_length: Floats = quantity(
        "(n_layers, 2)", "1", "Euclidean length of delta_attention and delta_mlp"
    )

    patterns: Floats = quantity(
        "(n_layers, n_heads, seq_len, seq_len)", "share", "softmax, row = query, earlier keys only"
    )
    looks: int = quantity("()", "pair", "seq_len (seq_len + 1) / 2: itself, and every earlier one")
    back_layer: int = quantity("()", "layer", "from 1; of the head back_head")
    back_head: int = quantity(
        "()", "head", "from 1; of all heads, the shown token's largest share on the first word"
    )
    back_share: float = quantity("()", "share", "that share")

    read_head: int = quantity(
        "()", "head", "from 1; of bar_layer, whose shares for the shown token are most even"
    )
    read_pattern: Floats = quantity("(seq_len, seq_len)", "share", "patterns of that head")

    logits: Floats = quantity("(vocab_size,)", "1", "final_normed times the head")
    shares: Floats = quantity("(vocab_size,)", "share", "softmax of the logits")
    true_shares: Floats = quantity("(vocab_size,)", "share", "the grammar's own, by its rules")
    vocabulary: tuple[str, ...] = quantity("(vocab_size,)", "word", "the order of the logits")
    top: Ints = quantity("(n_top,)", "index", "the likeliest next words in vocabulary, falling")
    top_words: tuple[str, ...] = quantity("(n_top,)", "word", "those words")
    top_shares: Floats = quantity("(n_top,)", "share", "the network's shares of them")
    top_true_shares: Floats = quantity("(n_top,)", "share", "the grammar's shares of them")
    n_likely: int = quantity("()", "word", "next words that the grammar allows; the likeliest here")
    n_other: int = quantity("()", "word", "all others")
    other_share: float = quantity("()", "share", "the network's share of all others together")
    entropy: float = quantity("()", "nat", "of shares")
    true_entropy: float = quantity("()", "nat", "of true_shares")
    divergence: float = quantity("()", "nat", "Kullback-Leibler, true_shares from shares")

    post_stream_length: Floats = quantity(
        "(n_states,)",
        "1",
        "stream_length, each norm behind its sum (2017); weights trained the other way: no verdict",
    )
    post_top_words: tuple[str, ...] = quantity("(n_top,)", "word", "the likeliest words then")
    post_top_shares: Floats = quantity("(n_top,)", "share", "their shares then")
    fresh_loss: float = quantity("()", "nat / word", "on 300 new stories of a stated seed")
    fresh_post_loss: float = quantity(
        "()", "nat / word", "the same, norms behind the sums, weights not trained for it"
    )
    fresh_entropy: float = quantity("()", "nat / word", "the grammar's surprise at these stories")
    fresh_words: int = quantity("()", "word", "next words in these stories")

    deep_models: tuple[str, ...] = quantity("(n_deep,)", "name", "chosen: named public models")
    deep_layers: Ints = quantity("(n_deep,)", "layer", "their blocks, models.csv")
    layers_drawn: Ints = quantity("(2,)", "layer", "input: as commonly drawn (report, D4)")

    vmax: float = quantity("()", "1", "drawing limit of the stream's numbers: chosen")
    delta_vmax: float = quantity("()", "1", "drawing limit of the deltas' numbers: chosen")
    start_vmax: float = quantity("()", "1", "drawing limit of bars of embedding, position: chosen")
    depth_vmax: float = quantity("()", "1", "drawing limit of bars at every depth: chosen")
    bar_vmax: float = quantity(
        "()", "1", "one drawing limit of the three charts of bars in bar_layer: chosen"
    )
    length_vmax: float = quantity("()", "1", "drawing limit of the lengths: chosen")
    logit_vmax: float = quantity("()", "1", "drawing limit of the logits: chosen")


def compute() -> Values:
    """Read the rhyme, keep all that the shown token's stream meets; swap the norms; float64."""
    import torch
    from torch.nn import functional

    from anim_lib import tables
    from anim_lib.models import tiny_gpt
    from anim_lib.models.gpt import Block
    from anim_lib.models.pairs import causal_scores
    from anim_lib.tasks import nursery
    from anim_lib.tasks.nursery_words import VOCABULARY, decode, encode

    model = tiny_gpt.trained()
    config = model.config
    tokens = encode(TEXT, config.context)[None]  # (1, seq_len)
    trace = model.trace(tokens)
    kinds = [block for block in model.blocks if isinstance(block, Block)]
    before, delta_attention, between, delta_mlp, after = (
        torch.stack([getattr(layer, name)[0, SHOWN] for layer in trace.layers])
        for name in ("before", "delta_attention", "between", "delta_mlp", "after")
    )  # each (n_layers, d_model)
    stream = torch.stack([before, between], 1).flatten(0, 1)  # (2 n_layers, d_model)
    stream = torch.cat([stream, after[-1:]])  # (2 n_layers + 1, d_model)
    delta_length = torch.stack([delta_attention.norm(dim=-1), delta_mlp.norm(dim=-1)], -1)
    patterns = torch.stack([layer.pattern[0] for layer in trace.layers])
    on_name = patterns[:, :, SHOWN, 0]  # (n_layers, n_heads)
    back_layer, back_head = divmod(int(on_name.argmax()), config.n_heads)

    logits = trace.logits[0, SHOWN]  # (vocab_size,)
    shares, truth = logits.softmax(-1), nursery.next_word_shares(TEXT.split())  # (vocab_size,)
    top = shares.argsort(descending=True)[:N_TOP]  # (n_top,)
    entropy, true_entropy = (-torch.xlogy(p, p).sum() for p in (shares, truth))
    post = model.post_norm_stream(tokens)
    post_shares = model.head(post[-1])[0, SHOWN].softmax(-1)  # (vocab_size,)
    n_likely = int((truth > 0).sum())
    parts = torch.stack([before, delta_attention, between, delta_mlp, after])  # (5, n_layers, …)
    bar_layer = int((delta_length.amin(-1) / after.norm(dim=-1)).argmax())
    rows = parts[:, bar_layer, :N_BARS]  # (5, n_bars)
    x, added, x_between, added_later, x_after = (100 * rows).round()
    adds_up = (x + added == x_between) & (x_between + added_later == x_after)  # (n_bars,)
    least = rows[[0, 1, 3]].abs().amin(0).where(adds_up, torch.tensor(-1.0))  # (n_bars,)
    read = patterns[bar_layer, :, SHOWN]  # (n_heads, seq_len)
    read_head = int((-torch.xlogy(read, read)).sum(-1).argmax())
    post_top = post_shares.argsort(descending=True)[:N_TOP]  # (n_top,)

    told = nursery.stories(FRESH_STORIES, torch.Generator().manual_seed(FRESH_SEED))
    asked = nursery.asks(told)  # (n, seq_len - 1)
    nexts = told[:, 1:][asked]  # (n_words,)
    swapped = model.head(model.post_norm_stream(told[:, :-1])[-1])  # (n, seq_len - 1, vocab_size)
    true_next = nursery.true_shares(told)[asked].gather(-1, nexts[:, None])  # (n_words, 1)
    return Values(
        tokens=decode(tokens[0].tolist()),
        shown=SHOWN,
        d_model=config.d_model,
        n_layers=config.n_layers,
        n_heads=config.n_heads,
        vocab_size=config.vocab_size,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        embedding=floats(trace.embedding[0, SHOWN]),
        position=floats(trace.position[SHOWN]),
        before=floats(before),
        delta_attention=floats(delta_attention),
        between=floats(between),
        delta_mlp=floats(delta_mlp),
        after=floats(after),
        normed_before=floats(
            torch.stack([k.norm_attention(x) for k, x in zip(kinds, before, strict=True)])
        ),
        normed_between=floats(
            torch.stack([k.norm_mlp(x) for k, x in zip(kinds, between, strict=True)])
        ),
        final_normed=floats(model.final_norm(after[-1])),
        bars=ints(range(N_BARS)),
        bar_layer=bar_layer + 1,
        lens_bar=int(least.argmax()),
        stream_length=floats(stream.norm(dim=-1)),
        delta_length=floats(delta_length),
        patterns=floats(patterns),
        looks=causal_scores(tokens.shape[1]),
        back_layer=back_layer + 1,
        back_head=back_head + 1,
        back_share=float(on_name.max()),
        read_head=read_head + 1,
        read_pattern=floats(patterns[bar_layer, read_head]),
        logits=floats(logits),
        shares=floats(shares),
        true_shares=floats(truth),
        vocabulary=VOCABULARY,
        top=ints(top),
        top_words=decode(top.tolist()),
        top_shares=floats(shares[top]),
        top_true_shares=floats(truth[top]),
        n_likely=n_likely,
        n_other=config.vocab_size - n_likely,
        other_share=float(1 - shares[top[:n_likely]].sum()),
        entropy=float(entropy),
        true_entropy=float(true_entropy),
        divergence=float((torch.xlogy(truth, truth) - truth * shares.log()).sum()),
        post_stream_length=floats(torch.stack([x[0, SHOWN] for x in post]).norm(dim=-1)),
        post_top_words=decode(post_top.tolist()),
        post_top_shares=floats(post_shares[post_top]),
        fresh_loss=float(functional.cross_entropy(model(told[:, :-1])[asked], nexts)),
        fresh_post_loss=float(functional.cross_entropy(swapped[asked], nexts)),
        fresh_entropy=float(-true_next.log().mean()),
        fresh_words=len(nexts),
        deep_models=NAMED,
        deep_layers=ints([tables.model_config(name).n_attention_layers for name in NAMED]),
        layers_drawn=ints(LAYERS_DRAWN),
        vmax=8.0,
        delta_vmax=4.0,
        start_vmax=0.25,
        depth_vmax=5.0,
        bar_vmax=4.0,
        length_vmax=40.0,
        logit_vmax=10.0,
    )
