"""Diagram 9: a net whose step length depends on the token beside its twin with a fixed one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes.task_words import TaskWords

TAKES: Final = ("sentence",)  # no word of it is asked: the task asks for all its content words
SENTENCE = "the cat and a dog sat on the mat ."
SELECTIVE, FIXED = "copying_delta", "copying_constant"
ATTENTION = "tiny_gpt"
ATTENTION_LAYER, ATTENTION_HEAD = 2, 1  # the head that diagram M1 shows
N_EXAMPLES = 200
REPORTED = "32"  # words: the greatest trained length

PROVENANCE = Provenance(
    line="toy task selective copying · Δ: seed 0, accuracy: 3 seeds"
    " · attention: tiny GPT, head 2.1",
    model="complex diagonal state space layer (64 channels, N = 16) and MLP, d = 32; its twin's "
    "step length is one number per channel, whatever the token",
    inputs="a chosen sentence of the task's vocabulary; 200 held-out examples for the means",
    seed=0,
    weights=(SELECTIVE, FIXED, ATTENTION),
    layer=1,
    sources=(
        "Gu & Dao 2023, arXiv 2312.00752, sections 3.1 and 3.5.2",
        "Ali, Zimerman & Wolf 2024, arXiv 2403.01590: hidden attention",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene. "selective" and "fixed" are the two nets; channels count from 1.

    A filler is a word that the task never asks for, and nothing else.
    """

    tokens: tuple[str, ...] = quantity(
        "(seq_len,)", "word", 'chosen sentence; then the read-out: ":" and blanks'
    )
    n_body: int = quantity("()", "word", "words of the sentence, before the read-out")
    is_content: Ints = quantity("(seq_len,)", "0 or 1", "1 where the task will ask for the word")
    wanted: tuple[str, ...] = quantity(
        "(n_hidden,)", "word", "content words of the sentence, in order"
    )

    selective_delta: Floats = quantity("(seq_len,)", "1", "delta, mean over the channels")
    fixed_delta: Floats = quantity("(seq_len,)", "1", "the same of the twin: all equal")
    selective_kept: Floats = quantity(
        "(seq_len,)", "share", "|exp(delta A)|, mean over channels and state numbers"
    )
    fixed_kept: Floats = quantity("(seq_len,)", "share", "the same of the twin: all equal")
    selective_written: Floats = quantity(
        "(seq_len,)", "1", "|delta B u|: length of what is added to the state, B = 1"
    )
    fixed_written: Floats = quantity(
        "(seq_len,)", "1", "the same of the twin: u, not delta, makes the differences"
    )
    selective_moved: Floats = quantity(
        "(seq_len,)", "1", "|h_t - h_(t-1)|: how far the token moves the whole state"
    )
    fixed_moved: Floats = quantity("(seq_len,)", "1", "the same of the twin")

    selective_channel: int = quantity(
        "()",
        "channel",
        "from 1; at the end of 200 other examples it holds most of the word that it holds least",
    )
    fixed_channel: int = quantity("()", "channel", "from 1; the same of the twin")
    n_channels: int = quantity("()", "channel", "of each net, each with its own state numbers")
    selective_cells: Floats = quantity(
        "(seq_len, n_cells)",
        "1",
        "that channel's state after each token: 8 real parts, then 8 imaginary",
    )
    fixed_cells: Floats = quantity("(seq_len, n_cells)", "1", "the same of the twin")

    selective_named: tuple[str, ...] = quantity(
        "(n_hidden,)", "word", "likeliest word at each read-out, no answer shown before"
    )
    fixed_named: tuple[str, ...] = quantity("(n_hidden,)", "word", "the same of the twin")
    selective_sure: Floats = quantity("(n_hidden,)", "share", "probability of the word named")
    fixed_sure: Floats = quantity("(n_hidden,)", "share", "the same of the twin")
    selective_right: Ints = quantity("(n_hidden,)", "0 or 1", "1 where it is the word wanted")
    fixed_right: Ints = quantity("(n_hidden,)", "0 or 1", "the same of the twin")

    told: tuple[str, ...] = quantity(
        "(n_body,)", "word", "words of the sentence, longest delta of the selective net first"
    )
    n_told_content: int = quantity("()", "word", "so many of told, from the first, are content")
    filler_delta_most: float = quantity("()", "1", "longest delta of a filler of the sentence")
    selective_share_moved: Floats = quantity(
        "(n_body - 1,)", "share", "selective_moved / length of the state found, from word 2 on"
    )
    fixed_share_moved: Floats = quantity("(n_body - 1,)", "share", "the same of the twin")
    selective_filler_moves_most: float = quantity(
        "()", "share", "selective_share_moved: the largest of a filler after the first content word"
    )
    selective_filler_moves_least: float = quantity("()", "share", "the smallest of these fillers")
    selective_content_moves_least: float = quantity(
        "()", "share", "selective_share_moved: the smallest of a content word"
    )
    fixed_filler_moves_least: float = quantity(
        "()", "share", "fixed_share_moved: the smallest of a filler after the first content word"
    )
    fixed_filler_moves_most: float = quantity("()", "share", "the largest of these fillers")

    selective_hidden: Floats = quantity(
        "(n_body, n_body)",
        "1",
        "row: output position; column: input token. What one unit of input at the token adds to "
        "the shown channel's output: 2 Re sum over state numbers of C A_bar ... A_bar B_bar, "
        "without the D skip; zeros above the diagonal",
    )
    fixed_hidden: Floats = quantity("(n_body, n_body)", "1", "the same of the twin")
    selective_hidden_difference: float = quantity(
        "()",
        "1",
        "rounding: largest |hidden u - read-out of the states|, all channels and positions",
    )
    fixed_hidden_difference: float = quantity("()", "1", "rounding: the same of the twin")
    fixed_kernel: Floats = quantity(
        "(n_body,)", "1", "K_bar of the twin's shown channel: 2 Re sum of C A_bar^k B_bar"
    )
    fixed_spread: float = quantity(
        "()", "1", "rounding: largest |fixed_hidden - K_bar| along all diagonals"
    )
    selective_spread: float = quantity(
        "()", "1", "selective_hidden: greatest minus smallest number of one diagonal, the worst"
    )
    filler_weight_most: float = quantity(
        "()", "1", "selective_hidden: the largest size in the column of a filler"
    )
    selective_hidden_vmax: float = quantity(
        "()", "1", "drawing limit of selective_hidden: chosen, or the largest number if larger"
    )
    fixed_hidden_vmax: float = quantity(
        "()", "1", "drawing limit of fixed_hidden: chosen, or the largest number if larger"
    )
    attention: Floats = quantity(
        "(n_asking, n_asking)",
        "share",
        "the tiny GPT on the same sentence, none if it lacks a word: row asks, column is asked",
    )
    attention_layer: int = quantity("()", "layer", "from 1; the layer that diagram M1 shows")
    attention_head: int = quantity("()", "head", "from 1; the head that diagram M1 shows")

    ranked: tuple[str, ...] = quantity(
        "(n_words,)", "word", "all words, longest delta of the selective net first"
    )
    ranked_delta: Floats = quantity(
        "(n_words,)", "1", "mean over channels and all places in 200 held-out examples"
    )
    ranked_is_content: Ints = quantity("(n_words,)", "0 or 1", "1 where the task asks for the word")
    colon_delta: float = quantity("()", "1", 'the same at ":"')
    blank_delta: float = quantity("()", "1", "the same at the blanks: reading moves the state too")

    delta_content: Floats = quantity("(n_seeds,)", "1", "record: selective, content words, 3 seeds")
    delta_filler: Floats = quantity("(n_seeds,)", "1", "record: selective, fillers")
    delta_auc: Floats = quantity(
        "(n_seeds,)", "share", "record: chance that a content word's delta exceeds a filler's"
    )
    lengths: Ints = quantity(
        "(n_lengths,)", "word", "words before the read-out; 8 to 32 were trained"
    )
    longest_trained: int = quantity("()", "word", "greatest length in training")
    selective_accuracy: Floats = quantity(
        "(n_seeds, n_lengths)", "share", "record: right answers, 500 held-out examples"
    )
    fixed_accuracy: Floats = quantity("(n_seeds, n_lengths)", "share", "record: the twin's")
    shown_length: int = quantity("()", "word", "of lengths, the nearest to the shown sentence's")
    selective_shown: Floats = quantity(
        "(n_seeds,)", "share", "selective_accuracy at shown_length, smallest first"
    )
    fixed_shown: Floats = quantity(
        "(n_seeds,)", "share", "fixed_accuracy at shown_length, smallest first"
    )
    selective_longest: Floats = quantity(
        "(n_seeds,)", "share", "selective_accuracy at the greatest length, smallest first"
    )
    selective_whole: Floats = quantity(
        "(n_seeds,)", "share", "record: all four right at the greatest trained length"
    )
    fixed_whole: Floats = quantity("(n_seeds,)", "share", "record: the twin's")
    chance: float = quantity("()", "share", "1 / content words: a guess among them")
    steps: int = quantity("()", "step", "record: training steps, the same for both")

    delta_vmax: float = quantity("()", "1", "drawing limit of delta: chosen")
    written_vmax: float = quantity("()", "1", "drawing limit of written: chosen")
    cell_vmax: float = quantity(
        "()",
        "1",
        "drawing limit of a state number while the sentence is read: chosen, or the largest number "
        "if larger",
    )


def provenance(*, sentence: str | None = None) -> Provenance:
    """What is said of the values of a user's sentence; without one, of the scene's own."""
    if sentence is None:
        return PROVENANCE
    from anim_lib.tasks import nursery_words
    from anim_lib.tasks.selective_copying import CONTENTS, FILLERS, N_HIDDEN

    words = _read(sentence, TaskWords(FILLERS, CONTENTS, N_HIDDEN))
    asked = all(word in nursery_words.IDS for word in words)
    line = "your sentence · toy task selective copying · Δ: seed 0, accuracy: 3 seeds"
    return replace(
        PROVENANCE,
        line=line + (" · tiny GPT, head 2.1" if asked else ""),
        inputs=f"a user's sentence of the task's vocabulary: {' '.join(words)}; "
        "200 held-out examples for the means",
        weights=(SELECTIVE, FIXED, *((ATTENTION,) if asked else ())),
    )


def _read(sentence: str, task: TaskWords) -> tuple[str, ...]:
    """Return the words of a user's sentence, in which something has to be kept past a filler."""
    words = task.read_example(sentence, "d09", task.asked + 1)
    first = task.contents_of(words)[0]
    if set(words[words.index(first) :]) <= set(task.contents):
        raise UserError(
            f"--sentence must hold a filler after its first content word for d09, {first!r}, or "
            "nothing has to be kept"
        )
    return words


def _limit(chosen: float, largest: float) -> float:
    """Return ``chosen``, or ``largest`` if larger: rounded up, as keys print one decimal."""
    return max(chosen, math.ceil(10 * largest) / 10)


def compute(*, sentence: str | None = None) -> Values:
    """Let both nets read the sentence; take means of held-out examples and the seeds' figures.

    Parameters
    ----------
    sentence
        5 to 24 words of the selective-copying task, four different content words among them and
        a filler after the first of these; None: the scene's own.

    Raises
    ------
    UserError
        When it is no such sentence.
    """
    import torch

    from anim_lib.models import checkpoint, copying_nets, selectivity, tiny_gpt
    from anim_lib.models.hidden_attention import hidden_attention, kernel
    from anim_lib.models.layers.delta_ssm import DeltaSSM
    from anim_lib.tasks import nursery_words
    from anim_lib.tasks import selective_copying as task

    chosen = SENTENCE
    if sentence is not None:
        known = TaskWords(task.FILLERS, task.CONTENTS, task.N_HIDDEN)
        chosen = " ".join(_read(sentence, known))
    examples = task.encode(chosen)
    n_body = examples.body.shape[1]
    nets = {
        name: checkpoint.load_into(copying_nets.build(name), name) for name in (SELECTIVE, FIXED)
    }
    shown: dict[str, dict[str, torch.Tensor]] = {}
    for name, net in nets.items():
        others = task.choosing(N_EXAMPLES, task.LONGEST)
        seen = net.look(others.tokens[:, : 1 - task.N_HIDDEN])[0]  # the body and ":"
        left = selectivity.remains(seen["delta"], seen["A"], selectivity.gates(seen)[1])
        held = torch.linalg.vector_norm(left[:, :-1], dim=-1)  # (n_examples, seq_len, d_inner)
        asked = held[task.is_content(others.body)].reshape(N_EXAMPLES, task.N_HIDDEN, -1)
        channel = int(asked.min(1).values.mean(0).argmax())
        look = net.look(examples.tokens)[0]
        A_bar, added = selectivity.gates(look)  # each (1, seq_len, d_inner, d_state / 2)
        states = look["states"][0]  # (seq_len, d_inner, d_state / 2)
        layer = net.layers[0]
        assert isinstance(layer, DeltaSSM)
        weights = layer.C  # (d_inner, d_state / 2, re and im)
        C = torch.complex(weights[..., 0], weights[..., 1])  # (d_inner, d_state / 2)
        hidden = hidden_attention(look["delta"][0], look["A"], C)  # (seq_len, seq_len, d_inner)
        outputs = torch.einsum("tsd,sd->td", hidden, look["u"][0])  # (seq_len, d_inner)
        read = 2 * (C * states).sum(-1).real  # (seq_len, d_inner)
        cells = states[:, channel]  # (seq_len, d_state / 2)
        shares = net(examples.tokens)[0, -task.N_HIDDEN :].softmax(-1)  # (n_hidden, vocab_size)
        shown[name] = {
            "delta": look["delta"][0].mean(-1),  # (seq_len,)
            "kept": A_bar[0].abs().mean((-2, -1)),  # (seq_len,)
            "written": selectivity.strength(added[0]),  # (seq_len,)
            "moved": selectivity.movement(states),  # (seq_len,)
            "size": selectivity.strength(states),  # (seq_len,)
            "channel": torch.tensor(channel),
            "hidden": hidden[:n_body, :n_body, channel],  # (n_body, n_body)
            "difference": (outputs - read).abs().max(),
            "kernel": kernel(look["delta"][0, 0], look["A"], C, n_body)[:, channel],
            "cells": torch.cat([cells.real, cells.imag], 1),  # (seq_len, n_cells)
            "sure": shares.max(-1).values,  # (n_hidden,)
            "named": shares.argmax(-1),  # (n_hidden,)
            "right": (shares.argmax(-1) == examples.answers[0]).long(),  # (n_hidden,)
        }
    one, two = both = shown[SELECTIVE], shown[FIXED]

    fresh = task.held_out(N_EXAMPLES, task.LONGEST)
    delta = nets[SELECTIVE].look(fresh.tokens)[0]["delta"].mean(-1)  # (n_examples, seq_len)
    by_word = task.mean_by_word(delta, fresh.tokens)
    ranked = sorted(task.FILLERS + task.CONTENTS, key=lambda word: -by_word[word])

    content = task.is_content(examples.body[0])  # (n_body,)
    # (n_body,): fillers before the first content word find next to nothing that they could move
    held_over = ~content & (content.cumsum(0) > 0)
    steps = one["delta"][:n_body]  # (n_body,)
    shares = {  # each (n_body - 1,)
        name: (seen["moved"][1:] / seen["size"][:-1])[: n_body - 1] for name, seen in shown.items()
    }
    order = steps.argsort(descending=True).tolist()
    words = task.words_of(examples.body[0])
    diagonals = [one["hidden"].diagonal(-k) for k in range(n_body)]
    lags = torch.arange(n_body)[:, None] - torch.arange(n_body)  # (n_body, n_body)
    one_filter = torch.where(lags >= 0, two["kernel"][lags.clamp(min=0)], 0.0)  # (n_body, n_body)
    attention = torch.zeros(0, 0)
    if all(word in nursery_words.IDS for word in words):
        gpt = tiny_gpt.trained()
        layers = gpt.trace(nursery_words.encode(chosen, gpt.config.context)[None]).layers
        attention = layers[ATTENTION_LAYER - 1].pattern[0, ATTENTION_HEAD - 1]  # (n_body, n_body)

    records = {name: checkpoint.record(name) for name in nets}
    figures = {name: [seed["metrics"] for seed in records[name]["seeds"]] for name in nets}
    by_length = {
        name: [[each["accuracy"][str(n)] for n in task.MEASURED_LENGTHS] for each in figures[name]]
        for name in nets
    }
    near = min(task.MEASURED_LENGTHS, key=lambda n: abs(n - n_body))
    seeds = {n: sorted(each["accuracy"][str(near)] for each in figures[n]) for n in nets}
    longest = sorted(row[-1] for row in by_length[SELECTIVE])
    whole = {name: [each["whole_sequence"][REPORTED] for each in figures[name]] for name in nets}
    return Values(
        tokens=task.words_of(examples.tokens[0]),
        n_body=n_body,
        is_content=ints(task.is_content(examples.tokens[0])),
        wanted=task.words_of(examples.answers[0]),
        selective_delta=floats(one["delta"]),
        fixed_delta=floats(two["delta"]),
        selective_kept=floats(one["kept"]),
        fixed_kept=floats(two["kept"]),
        selective_written=floats(one["written"]),
        fixed_written=floats(two["written"]),
        selective_moved=floats(one["moved"]),
        fixed_moved=floats(two["moved"]),
        selective_channel=int(one["channel"]) + 1,
        fixed_channel=int(two["channel"]) + 1,
        n_channels=look["delta"].shape[-1],
        selective_cells=floats(one["cells"]),
        fixed_cells=floats(two["cells"]),
        selective_named=task.words_of(one["named"]),
        fixed_named=task.words_of(two["named"]),
        selective_sure=floats(one["sure"]),
        fixed_sure=floats(two["sure"]),
        selective_right=ints(one["right"]),
        fixed_right=ints(two["right"]),
        told=tuple(words[i] for i in order),
        n_told_content=int(content.sum()),
        filler_delta_most=float(steps[~content].max()),
        selective_share_moved=floats(shares[SELECTIVE]),
        fixed_share_moved=floats(shares[FIXED]),
        selective_filler_moves_most=float(shares[SELECTIVE][held_over[1:]].max()),
        selective_filler_moves_least=float(shares[SELECTIVE][held_over[1:]].min()),
        selective_content_moves_least=float(shares[SELECTIVE][content[1:]].min()),
        fixed_filler_moves_least=float(shares[FIXED][held_over[1:]].min()),
        fixed_filler_moves_most=float(shares[FIXED][held_over[1:]].max()),
        selective_hidden=floats(one["hidden"]),
        fixed_hidden=floats(two["hidden"]),
        selective_hidden_difference=float(one["difference"]),
        fixed_hidden_difference=float(two["difference"]),
        fixed_kernel=floats(two["kernel"]),
        fixed_spread=float((two["hidden"] - one_filter).abs().max()),
        selective_spread=max(float(line.max() - line.min()) for line in diagonals),
        filler_weight_most=float(one["hidden"][:, ~content].abs().max()),
        selective_hidden_vmax=_limit(2.5, float(one["hidden"].abs().max())),
        fixed_hidden_vmax=_limit(1.0, float(two["hidden"].abs().max())),
        attention=floats(attention),
        attention_layer=ATTENTION_LAYER,
        attention_head=ATTENTION_HEAD,
        ranked=tuple(ranked),
        ranked_delta=floats([by_word[word] for word in ranked]),
        ranked_is_content=ints([word in task.CONTENTS for word in ranked]),
        colon_delta=by_word[task.COLON],
        blank_delta=by_word[task.BLANK],
        delta_content=floats([each["delta"]["content"] for each in figures[SELECTIVE]]),
        delta_filler=floats([each["delta"]["filler"] for each in figures[SELECTIVE]]),
        delta_auc=floats([each["delta"]["auc"] for each in figures[SELECTIVE]]),
        lengths=ints(task.MEASURED_LENGTHS),
        longest_trained=task.LONGEST,
        selective_accuracy=floats(by_length[SELECTIVE]),
        fixed_accuracy=floats(by_length[FIXED]),
        shown_length=near,
        selective_shown=floats(seeds[SELECTIVE]),
        fixed_shown=floats(seeds[FIXED]),
        selective_longest=floats(longest),
        selective_whole=floats(whole[SELECTIVE]),
        fixed_whole=floats(whole[FIXED]),
        chance=1 / len(task.CONTENTS),
        steps=int(records[SELECTIVE]["seeds"][0]["steps"]),
        delta_vmax=1.0,
        written_vmax=25.0,
        cell_vmax=_limit(1.4, max(float(seen["cells"][:n_body].abs().max()) for seen in both)),
    )
