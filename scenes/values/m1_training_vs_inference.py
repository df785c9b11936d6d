"""Mermaid 1: one sentence through the tiny GPT, in one pass and step by step."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TEXT = "the cat sat on the mat ."  # six words to read, and after each one word to guess
N_PROMPT = 2
SEED = 180  # of the draws: the first from 0 on that writes this very sentence after the prompt
LAYER, HEAD = 2, 1  # from 1: the most even head above the first layer, so that all cells show
FAR = 16_384  # tokens of the memory note
FLOAT32 = 4  # bytes of a score in it

PROVENANCE = Provenance(
    line=f"tiny GPT trained here · layer {LAYER}, head {HEAD} · seed {SEED}, first to draw these "
    "words · one CPU thread",
    model="tiny GPT: 64 words, 4 pre-norm blocks of 4 heads, width 64",
    inputs=f"{TEXT}; when stepped, the first {N_PROMPT} words are the prompt",
    seed=SEED,
    weights=("tiny_gpt",),
    layer=LAYER,
    head=HEAD,
    sources=(
        "anim_lib/tasks/nursery.py: the grammar and its true shares",
        f"assets/tables/scaling_cpu.csv:{FAR}",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene.

    In training the sentence is given. When stepped, every word after the prompt is drawn from the
    shares at the end of the last row; the seed is one that draws the very same sentence, so that
    both ways read the same words. Layers and heads count from 1 where a field names one; places
    in arrays are indices from 0.
    """

    tokens: tuple[str, ...] = quantity("(seq_len,)", "word", "chosen: the report's sentence")
    targets: tuple[str, ...] = quantity("(seq_len,)", "word", "the word after each: to be guessed")
    n_layers: int = quantity("()", "layer", "of the network")
    n_heads: int = quantity("()", "head", "in each layer")

    losses: Floats = quantity(
        "(seq_len,)", "nat", "-ln of the target's share, all from one pass over the true words"
    )
    target_shares: Floats = quantity("(seq_len,)", "share", "the network's share of each target")
    mean_loss: float = quantity("()", "nat / word", "mean of losses: what training lowers")
    true_losses: Floats = quantity("(seq_len,)", "nat", "-ln of the grammar's own share")
    likeliest: tuple[str, ...] = quantity("(seq_len,)", "word", "the network's first guess")
    likeliest_shares: Floats = quantity("(seq_len,)", "share", "the share of the first guess")

    patterns: Floats = quantity(
        "(n_layers, n_heads, seq_len, seq_len)", "share", "of the one pass; row = query"
    )
    stepped_patterns: Floats = quantity(
        "(n_layers, n_heads, seq_len, seq_len)",
        "share",
        "rows as the steps with the cache gave them, the same words fed; zeros after each query",
    )
    shown_layer: int = quantity("()", "layer", "from 1; of the head whose triangle is drawn")
    shown_head: int = quantity(
        "()",
        "head",
        "from 1; the most even above layer 1: largest mean of row entropy / ln(keys), row 1 out",
    )
    shown_evenness: float = quantity("()", "1", "that mean; 1 is quite even")
    n_prompt: int = quantity("()", "word", "chosen: words of the prompt, read in one pass")
    row_pass: Ints = quantity(
        "(seq_len,)", "pass", "index of the pass that fills each row when stepped"
    )
    n_passes: int = quantity("()", "pass", "when stepped: the prompt, then one for each word")
    written: tuple[str, ...] = quantity(
        "(n_steps,)", "word", "drawn from the shares at the end of each pass, with the seed"
    )
    written_shares: Floats = quantity("(n_steps,)", "share", "the stepped share of the drawn word")
    seed: int = quantity("()", "1", "of the draws: the first that writes the sentence")
    stepped_losses: Floats = quantity(
        "(seq_len,)", "nat", "-ln of the target's share, from the steps with the cache"
    )
    cached_before: Ints = quantity("(n_steps,)", "word", "words in the cache before each pass")
    triangle: int = quantity("()", "score", "N(N+1)/2, per head and layer, both ways")
    square: int = quantity(
        "()", "score", "N²: what one plain pass multiplies and then hides half of"
    )

    logits: Floats = quantity("(seq_len, vocab_size)", "1", "one pass")
    stepped_logits: Floats = quantity(
        "(seq_len, vocab_size)", "1", "steps with the cache, the same words fed"
    )
    vocabulary: tuple[str, ...] = quantity("(vocab_size,)", "word", "the order of the logits")
    logit_difference: float = quantity(
        "()", "1", "rounding: largest |logits - stepped_logits|, float64"
    )
    logit_difference_float32: float = quantity(
        "()", "1", "rounding: the same with the network in float32"
    )
    pattern_difference: float = quantity(
        "()", "share", "rounding: largest |patterns - stepped_patterns|, float64"
    )
    pattern_difference_float32: float = quantity(
        "()", "share", "rounding: the same with the network in float32"
    )
    loss_difference_float32: float = quantity(
        "()", "nat", "rounding: largest |losses - stepped_losses|, network in float32"
    )
    one_pass_multiply_adds: int = quantity("()", "multiply-add", "counted in the one pass")
    stepped_multiply_adds: int = quantity("()", "multiply-add", "counted in all steps together")

    far: int = quantity("()", "token", "16,384, the longest measured")
    far_stored_mib: float = quantity(
        "()", "MiB", "measured peak of one forward pass of one head that stores its scores"
    )
    far_fused_mib: float = quantity(
        "()", "MiB", "measured peak of the same with a fused kernel: no stored square"
    )
    far_stored_squares: float = quantity(
        "()", "square", "far_stored_mib over the bytes of one square of far^2 float32 scores"
    )
    far_ratio: float = quantity("()", "1", "stored / fused")
    machine: str = quantity("()", "text", "where the memory was measured, and on what")
    measured_on: str = quantity("()", "date", "when")
    loss_vmax: float = quantity("()", "nat", "drawing limit of the losses: chosen")


def compute() -> Values:
    """Run the sentence both ways in float64, and once more in float32 for the rounding."""
    import torch
    from torch.nn import functional

    from anim_lib import tables
    from anim_lib.models import decoding, pairs, tiny_gpt
    from anim_lib.models.counters import MultiplicationCounter
    from anim_lib.tasks import nursery
    from anim_lib.tasks.nursery_words import VOCABULARY, decode, encode

    model = tiny_gpt.trained()
    words = encode(TEXT, model.config.context)  # (seq_len + 1,)
    tokens, targets = words[None, :-1], words[1:]  # (1, seq_len), (seq_len,)
    seq_len = tokens.shape[1]
    sizes = [N_PROMPT] + [1] * (seq_len - N_PROMPT)
    with MultiplicationCounter() as in_one:
        whole = model.trace(tokens)
    with MultiplicationCounter() as in_steps:
        steps = decoding.in_steps(model, tokens, sizes)
    logits = whole.logits[0]  # (seq_len, vocab_size)
    stepped = torch.cat([step.logits[0] for step in steps])  # (seq_len, vocab_size)
    patterns = torch.stack([layer.pattern[0] for layer in whole.layers])
    stepped_patterns = decoding.joined_patterns(steps)  # (n_layers, n_heads, seq_len, seq_len)
    prompt = tokens[:, :N_PROMPT]
    told = decoding.generate(model, prompt, int(targets[-1]), SEED)[N_PROMPT:]
    stepped_shares = stepped.softmax(-1)[N_PROMPT - 1 :]  # (n_steps, vocab_size)
    rounded = model.float()  # from here on, float32
    rough_whole, rough_steps = rounded.trace(tokens), decoding.in_steps(rounded, tokens, sizes)
    rough_logits = rough_whole.logits[0], torch.cat([step.logits[0] for step in rough_steps])
    rough_patterns = torch.stack([layer.pattern[0] for layer in rough_whole.layers])
    rough_losses = [
        functional.cross_entropy(one, targets, reduction="none") for one in rough_logits
    ]

    shares = logits.softmax(-1)  # (seq_len, vocab_size)
    best = shares.max(-1)
    truth = torch.tensor(nursery.told_shares(TEXT.split())[1:], dtype=torch.float64)  # (seq_len,)
    keys = torch.arange(2, seq_len + 1, dtype=torch.float64).log()  # (seq_len - 1,)
    evenness = (-torch.xlogy(patterns, patterns).sum(-1)[..., 1:] / keys).mean(-1)
    shown_layer, shown_head = divmod(int(evenness[1:].argmax()), model.config.n_heads)
    if (shown_layer + 2, shown_head + 1) != (LAYER, HEAD):
        raise ValueError(f"the most even head is {shown_layer + 2}.{shown_head + 1}, name that one")
    rows = [row for row in tables.rows("scaling_cpu") if int(row["seq_len"]) == FAR]
    measured = {row["method"]: row for row in rows}
    stored, fused = (float(measured[m]["peak_extra_mib"]) for m in ("attention", "fused_attention"))
    return Values(
        tokens=decode(tokens[0].tolist()),
        targets=decode(targets.tolist()),
        n_layers=model.config.n_layers,
        n_heads=model.config.n_heads,
        losses=floats(functional.cross_entropy(logits, targets, reduction="none")),
        target_shares=floats(shares.gather(-1, targets[:, None])[:, 0]),
        mean_loss=float(functional.cross_entropy(logits, targets)),
        true_losses=floats(-truth.log()),
        likeliest=decode(best.indices.tolist()),
        likeliest_shares=floats(best.values),
        patterns=floats(patterns),
        stepped_patterns=floats(stepped_patterns),
        shown_layer=LAYER,
        shown_head=HEAD,
        shown_evenness=float(evenness[1:].max()),
        n_prompt=N_PROMPT,
        row_pass=ints([i for i, size in enumerate(sizes) for _ in range(size)]),
        n_passes=len(sizes),
        written=decode(told),
        written_shares=floats(stepped_shares[range(len(told)), told]),
        seed=SEED,
        stepped_losses=floats(functional.cross_entropy(stepped, targets, reduction="none")),
        cached_before=ints([sum(sizes[:i]) for i in range(len(sizes))]),
        triangle=pairs.causal_scores(seq_len),
        square=pairs.full_scores(seq_len),
        logits=floats(logits),
        stepped_logits=floats(stepped),
        vocabulary=VOCABULARY,
        logit_difference=float((logits - stepped).abs().max()),
        logit_difference_float32=float((rough_logits[0] - rough_logits[1]).abs().max()),
        pattern_difference=float((patterns - stepped_patterns).abs().max()),
        pattern_difference_float32=float(
            (rough_patterns - decoding.joined_patterns(rough_steps)).abs().max()
        ),
        loss_difference_float32=float((rough_losses[0] - rough_losses[1]).abs().max()),
        one_pass_multiply_adds=in_one.multiply_adds,
        stepped_multiply_adds=in_steps.multiply_adds,
        far=FAR,
        far_stored_mib=stored,
        far_fused_mib=fused,
        far_stored_squares=stored * 2**20 / (FLOAT32 * FAR**2),
        far_ratio=stored / fused,
        machine=measured["attention"]["machine"],
        measured_on=measured["attention"]["date"],
        loss_vmax=4.0,
    )
