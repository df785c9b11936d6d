"""Visual D: two stories flow into one state, which changes and never grows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes.task_words import TaskWords

TAKES: Final = ("sentence",)
STORIES = (
    "once upon a time there was a giant who sat on the moon .",
    "once upon a time there was a cat who ran to the river .",
)
KINDS = (6, 6, 4)  # content words as the vocabulary lists them: beings, things, deeds
NET = "copying_delta"
N_FACETS = 16
N_LIKELIEST = 5
N_EXAMPLES = 200
LONG_WORDS = 128
FLOAT32_BYTES = 4
FACET_VMAX, WRITTEN_VMAX = 3.2, 20.0  # every word of the task writes less than that
LEAN = 0.9  # of the words' parts of a number together: their glow, which needs less room

PROVENANCE = Provenance(
    line="toy state space net trained on selective copying (d = 32, 1,024 state numbers) · seed 0",
    model="complex diagonal state space layer whose step length depends on the token, and MLP",
    inputs="two chosen stories of the task's vocabulary; 200 other examples to choose the facets",
    seed=0,
    weights=(NET,),
    layer=1,
    sources=("Gu & Dao 2023, arXiv 2312.00752 (the task)",),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; the first axis is the story where there are two.

    Channels count from 1; places in vocabulary, in a text and in a channel are indices from 0.
    """

    first_story: tuple[str, ...] = quantity(
        "(seq_len,)", "word", 'chosen; then the read-out: ":" and blanks'
    )
    second_story: tuple[str, ...] = quantity("(seq_len,)", "word", "chosen, of the same form")
    n_body: int = quantity("()", "word", "words of a story, before the read-out")
    is_content: Ints = quantity(
        "(n_stories, seq_len)", "0 or 1", "1 where the task will ask for the word"
    )

    facet_channel: Ints = quantity(
        "(n_facets,)",
        "channel",
        "from 1; the 16 whose state number (real part) varies most at the end of other examples",
    )
    facet_mode: Ints = quantity(
        "(n_facets,)", "index", "of that number among its channel's 8 complex ones"
    )
    facets: Floats = quantity(
        "(n_stories, seq_len, n_facets)", "1", "real part of those state numbers, after each token"
    )
    contributions: Floats = quantity(
        "(n_stories, seq_len, seq_len, n_facets)",
        "1",
        "[t, s]: exp(A sum of the deltas after s until t) delta_s u_s, its real part; 0 before s",
    )
    contribution_gap: float = quantity(
        "()", "1", "rounding: max |sum of contributions over s - facets|"
    )
    told: int = quantity(
        "()",
        "index",
        "facet to which the least of the first story's content words gives most at its end, times "
        "the share of all they give that does not cancel",
    )
    told_words: Floats = quantity(
        "(n_hidden,)", "1", "contributions to it of that story's content words, in order, then"
    )
    told_others: float = quantity("()", "1", "sum of its other words' contributions to it, then")
    part: Floats = quantity(
        "(n_stories, seq_len, seq_len)",
        "share",
        "[t, s]: token s's part of the whole state after t: |contribution| over the sum of all",
    )
    left: Floats = quantity(
        "(n_stories, seq_len, seq_len)",
        "share",
        "[t, s]: |contribution after t| / |contribution when written|, whole state: halo by age",
    )
    written: Floats = quantity("(n_stories, seq_len)", "1", "|delta u|, whole state")
    delta: Floats = quantity("(n_stories, seq_len)", "1", "mean over the channels")
    kept: Floats = quantity(
        "(n_stories, seq_len)", "share", "|exp(delta A)|, mean over channels and state numbers"
    )

    wanted: Ints = quantity(
        "(n_stories, n_hidden)", "index", "content words in order, places in vocabulary"
    )
    likeliest: Ints = quantity(
        "(n_stories, n_hidden, n_likeliest)",
        "index",
        "likeliest answers at each read-out, places in vocabulary",
    )
    likeliest_share: Floats = quantity(
        "(n_stories, n_hidden, n_likeliest)", "share", "softmax of the logits"
    )
    vocabulary: tuple[str, ...] = quantity("(n_words,)", "word", "all tokens of the task")
    accuracy: Floats = quantity(
        "(n_seeds,)", "share", "record: right answers on 500 held-out examples of 16 words"
    )
    accuracy_at_128: Floats = quantity(
        "(n_seeds,)", "share", "record: the same at 128 words, four times the longest trained"
    )

    long_words: int = quantity("()", "word", "in those long examples: chosen")
    trained_words: int = quantity("()", "word", "most in an example of training")

    apart: Floats = quantity(
        "(seq_len,)",
        "1",
        "|difference of the two stories' whole states| / mean of their lengths |h|",
    )
    same_until: int = quantity("()", "token", "tokens that the two stories share at the start")

    state_numbers: int = quantity("()", "number", "64 channels x 8 complex numbers, as reals")
    state_bytes: int = quantity("()", "byte", "state_numbers x 4 (float32): after any token")
    token_bytes: int = quantity(
        "()", "byte", "2 (key and value) x 1 layer x 32 numbers x 4: attention of the same width"
    )
    cache_bytes: Ints = quantity("(seq_len,)", "byte", "token_bytes x tokens so far")
    crossing: int = quantity(
        "()", "token", "state_bytes / token_bytes: from here the cache is more"
    )
    long_tokens: Ints = quantity("(n_long,)", "token", "chosen, for the warehouse off the page")
    long_cache_bytes: Ints = quantity("(n_long,)", "byte", "token_bytes x long_tokens")

    facet_vmax: float = quantity("()", "1", "drawing limit of a facet: chosen")
    written_vmax: float = quantity("()", "1", "drawing limit of what is written: chosen")


def provenance(*, sentence: str | None = None) -> Provenance:
    """What is said of the values of a user's story; without one, of the scene's own."""
    if sentence is None:
        return PROVENANCE
    from anim_lib.tasks.selective_copying import CONTENTS, FILLERS, N_HIDDEN

    first, second = _stories(sentence, TaskWords(FILLERS, CONTENTS, N_HIDDEN))
    return replace(
        PROVENANCE,
        line=f"your sentence; then {N_HIDDEN - 1} words replaced · toy state space net trained on "
        "selective copying · seed 0",
        inputs=f"given: {first}; of the words that the task asks for, all but the first replaced: "
        f"{second}; 200 other examples to choose the facets",
    )


def _stories(sentence: str | None, task: TaskWords) -> tuple[str, str]:
    """Return a user's story and a second one of its form, or the scene's own two.

    In the second story every content word but the first is another one.
    """
    if sentence is None:
        return STORIES
    words = task.read_example(sentence, "spec_d", task.asked)
    other = _others(task.contents_of(words), task.contents)
    return " ".join(words), " ".join(other.get(word, word) for word in words)


def _others(hidden: list[str], contents: tuple[str, ...]) -> dict[str, str]:
    """Return another word for each but the first: the next of its kind that is in neither story.

    Where its kind has no more, the next of the vocabulary. After the last comes the first.
    """
    kinds = [kind for kind, count in enumerate(KINDS) for _ in range(count)]
    kind_of = dict(zip(contents, kinds, strict=True))
    other: dict[str, str] = {}
    for word in hidden[1:]:
        at = contents.index(word)
        after = contents[at + 1 :] + contents[:at]
        free = [w for w in after if w not in (*hidden, *other.values())]
        other[word] = min(free, key=lambda w: kind_of[w] != kind_of[word])
    return other


def compute(*, sentence: str | None = None) -> Values:
    """Let the net read both stories; split the state by token; ask for the answers.

    Parameters
    ----------
    sentence
        Up to 24 words of the selective-copying task, four different content words among them;
        None: the scene's own two stories.

    Raises
    ------
    UserError
        When a word is unknown, or there are too many, or not those four.
    """
    import torch

    from anim_lib.models import checkpoint, copying_nets, linear_recurrence, memory, selectivity
    from anim_lib.tasks import selective_copying as task

    net = checkpoint.load_into(copying_nets.build(NET), NET)
    others = task.choosing(N_EXAMPLES, task.LONGEST).tokens[:, : 1 - task.N_HIDDEN]
    ends = net.look(others)[0]["states"][:, -1].real  # (n_examples, d_inner, d_state / 2)
    varies, mode = ends.var(0).max(-1)  # each (d_inner,)
    channel = varies.topk(N_FACETS).indices.sort().values  # (n_facets,)
    mode = mode[channel]  # (n_facets,)

    stories = _stories(sentence, TaskWords(task.FILLERS, task.CONTENTS, task.N_HIDDEN))
    parts = [task.encode(story) for story in stories]
    examples = task.Examples(
        torch.cat([part.tokens for part in parts]), torch.cat([part.answers for part in parts])
    )
    seen = net.look(examples.tokens)[0]
    states = seen["states"]  # (n_stories, seq_len, d_inner, d_state / 2)
    A_bar, added = selectivity.gates(seen)  # each (n_stories, seq_len, d_inner, d_state / 2)
    whole = torch.stack(
        [
            linear_recurrence.contributions(a, b)
            for a, b in zip(A_bar.flatten(2), added.flatten(2), strict=True)
        ]
    )  # (n_stories, seq_len, seq_len, d_inner d_state / 2)
    whole = whole.reshape(
        *whole.shape[:3], *states.shape[2:]
    )  # (n_stories, seq_len, seq_len, d_inner, d_state / 2)
    sizes = selectivity.strength(whole)  # (n_stories, seq_len, seq_len)
    written = selectivity.strength(added)  # (n_stories, seq_len)
    facets = states[:, :, channel, mode].real  # (n_stories, seq_len, n_facets)
    by_token = whole[:, :, :, channel, mode].real  # (n_stories, seq_len, seq_len, n_facets)

    end = examples.body.shape[1] - 1
    content = task.is_content(examples.tokens)[0]  # (seq_len,)
    given = by_token[0, end, content]  # (n_hidden, n_facets)
    stays = given.sum(0).abs() / given.abs().sum(0)  # (n_facets,)
    told = int((given.abs().min(0).values * stays).argmax())
    one = by_token[0, end, :, told]  # (seq_len,)

    shares = net(examples.tokens)[:, -task.N_HIDDEN :].softmax(-1)  # (n, n_hidden, vocab_size)
    likeliest = shares.topk(N_LIKELIEST)  # (n_stories, n_hidden, n_likeliest)
    lengths = selectivity.strength(states)  # (n_stories, seq_len)
    seq_len = examples.tokens.shape[1]
    most = max(float(facets.abs().max()), LEAN * float(by_token.abs().sum(2).max()))
    differs = (examples.tokens[0] != examples.tokens[1]).nonzero()  # (n_different, 1)

    token_bytes = memory.kv_bytes_per_token(1, 1, copying_nets.D_MODEL, FLOAT32_BYTES)
    state_numbers = net.state_numbers(seq_len)
    crossing = memory.break_even_tokens(FLOAT32_BYTES * state_numbers, token_bytes)
    if crossing.denominator != 1:
        raise ValueError(f"the state is not a whole number of cached tokens: {crossing}")
    long_tokens = torch.tensor([100, 1_000, 10_000])  # (n_long,)
    seeds = [seed["metrics"] for seed in checkpoint.record(NET)["seeds"]]
    return Values(
        first_story=task.words_of(examples.tokens[0]),
        second_story=task.words_of(examples.tokens[1]),
        n_body=examples.body.shape[1],
        is_content=ints(task.is_content(examples.tokens)),
        facet_channel=ints(channel + 1),
        facet_mode=ints(mode),
        facets=floats(facets),
        contributions=floats(by_token),
        contribution_gap=float((by_token.sum(2) - facets).abs().max()),
        told=told,
        told_words=floats(one[content]),
        told_others=float(one[~content].sum()),
        part=floats(sizes / sizes.sum(2, keepdim=True)),
        left=floats(sizes / written[:, None]),
        written=floats(written),
        delta=floats(seen["delta"].mean(-1)),
        kept=floats(A_bar.abs().mean((-2, -1))),
        wanted=ints(examples.answers),
        likeliest=ints(likeliest.indices),
        likeliest_share=floats(likeliest.values),
        vocabulary=task.VOCABULARY,
        accuracy=floats([seed["accuracy"]["16"] for seed in seeds]),
        accuracy_at_128=floats([seed["accuracy"][str(LONG_WORDS)] for seed in seeds]),
        long_words=LONG_WORDS,
        trained_words=task.LONGEST,
        apart=floats(selectivity.strength(states[0] - states[1]) / lengths.mean(0)),
        same_until=int(differs[0]),
        state_numbers=state_numbers,
        state_bytes=FLOAT32_BYTES * state_numbers,
        token_bytes=token_bytes,
        cache_bytes=ints(token_bytes * torch.arange(1, seq_len + 1)),
        crossing=crossing.numerator,
        long_tokens=ints(long_tokens),
        long_cache_bytes=ints(token_bytes * long_tokens),
        facet_vmax=max(FACET_VMAX, math.ceil(10 * most) / 10),
        written_vmax=WRITTEN_VMAX,
    )
