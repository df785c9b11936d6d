"""Diagram 9: a net whose step length depends on the token beside its twin with a fixed one."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SENTENCE = "the cat sat on the mat , and there was a dog ."
SELECTIVE, FIXED = "copying_delta", "copying_constant"
N_EXAMPLES = 200
REPORTED = "32"  # words: the greatest trained length

PROVENANCE = Provenance(
    line="two state space nets trained on selective copying · Δ from seed 0, accuracy of 3 seeds",
    model="complex diagonal state space layer (64 channels, N = 16) and MLP, d = 32; its twin's "
    "step length is one number per channel, whatever the token",
    inputs="a chosen sentence of the task's vocabulary; 200 held-out examples for the means",
    seed=0,
    weights=(SELECTIVE, FIXED),
    layer=1,
    sources=("Gu & Dao 2023, arXiv 2312.00752, sections 3.1 and 3.5.2",),
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
        "()", "channel", "from 1; holds most of the content words at the end of 200 other examples"
    )
    fixed_channel: int = quantity("()", "channel", "from 1; the same of the twin")
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
    selective_whole: Floats = quantity(
        "(n_seeds,)", "share", "record: all four right at the greatest trained length"
    )
    fixed_whole: Floats = quantity("(n_seeds,)", "share", "record: the twin's")
    chance: float = quantity("()", "share", "1 / content words: a guess among them")
    steps: int = quantity("()", "step", "record: training steps, the same for both")

    delta_vmax: float = quantity("()", "1", "drawing limit of delta: chosen")
    written_vmax: float = quantity("()", "1", "drawing limit of written and moved: chosen")
    cell_vmax: float = quantity("()", "1", "drawing limit of a state number: chosen")


def compute() -> Values:
    """Let both nets read the sentence; take means of held-out examples and the seeds' figures."""
    import torch

    from anim_lib.models import checkpoint, copying_nets, selectivity
    from anim_lib.tasks import selective_copying as task

    examples = task.encode(SENTENCE)
    nets = {
        name: checkpoint.load_into(copying_nets.build(name), name) for name in (SELECTIVE, FIXED)
    }
    shown: dict[str, dict[str, torch.Tensor]] = {}
    for name, net in nets.items():
        others = task.choosing(N_EXAMPLES, task.LONGEST)
        seen = net.look(others.tokens[:, : 1 - task.N_HIDDEN])[0]  # the body and ":"
        left = selectivity.remains(seen["delta"], seen["A"], selectivity.gates(seen)[1])
        held = selectivity.memory_shares(left[:, :-1], task.is_content(others.body))  # (d_inner,)
        look = net.look(examples.tokens)[0]
        A_bar, added = selectivity.gates(look)  # each (1, seq_len, d_inner, d_state / 2)
        states = look["states"][0]  # (seq_len, d_inner, d_state / 2)
        cells = states[:, held.argmax()]  # (seq_len, d_state / 2)
        shares = net(examples.tokens)[0, -task.N_HIDDEN :].softmax(-1)  # (n_hidden, vocab_size)
        shown[name] = {
            "delta": look["delta"][0].mean(-1),  # (seq_len,)
            "kept": A_bar[0].abs().mean((-2, -1)),  # (seq_len,)
            "written": selectivity.strength(added[0]),  # (seq_len,)
            "moved": selectivity.movement(states),  # (seq_len,)
            "channel": held.argmax(),
            "cells": torch.cat([cells.real, cells.imag], 1),  # (seq_len, n_cells)
            "sure": shares.max(-1).values,  # (n_hidden,)
            "named": shares.argmax(-1),  # (n_hidden,)
            "right": (shares.argmax(-1) == examples.answers[0]).long(),  # (n_hidden,)
        }
    one, two = shown[SELECTIVE], shown[FIXED]

    fresh = task.held_out(N_EXAMPLES, task.LONGEST)
    delta = nets[SELECTIVE].look(fresh.tokens)[0]["delta"].mean(-1)  # (n_examples, seq_len)
    by_word = task.mean_by_word(delta, fresh.tokens)
    ranked = sorted(task.FILLERS + task.CONTENTS, key=lambda word: -by_word[word])

    records = {name: checkpoint.record(name) for name in nets}
    figures = {name: [seed["metrics"] for seed in records[name]["seeds"]] for name in nets}
    by_length = {
        name: [[each["accuracy"][str(n)] for n in task.MEASURED_LENGTHS] for each in figures[name]]
        for name in nets
    }
    whole = {name: [each["whole_sequence"][REPORTED] for each in figures[name]] for name in nets}
    return Values(
        tokens=task.words_of(examples.tokens[0]),
        n_body=examples.body.shape[1],
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
        selective_cells=floats(one["cells"]),
        fixed_cells=floats(two["cells"]),
        selective_named=task.words_of(one["named"]),
        fixed_named=task.words_of(two["named"]),
        selective_sure=floats(one["sure"]),
        fixed_sure=floats(two["sure"]),
        selective_right=ints(one["right"]),
        fixed_right=ints(two["right"]),
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
        selective_whole=floats(whole[SELECTIVE]),
        fixed_whole=floats(whole[FIXED]),
        chance=1 / len(task.CONTENTS),
        steps=int(records[SELECTIVE]["seeds"][0]["steps"]),
        delta_vmax=1.0,
        written_vmax=25.0,
        cell_vmax=4.0,
    )
