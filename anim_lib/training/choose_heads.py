"""Choose the attention heads that scenes show, into assets/tables/heads_it.csv and heads_bank.csv.

Run it as ``python -m anim_lib.training.choose_heads``; it takes about ten seconds. All 72 heads are
measured on both halves of the sentences (assets/sentences). The choosing half alone decides, by a
criterion fixed before: the largest mean switch for "it", the largest mean lead of cue words over
neutral words for "bank". What captions quote is the reporting half.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from anim_lib.models.bank_sense import cue_and_neutral_shares
from anim_lib.models.encoder import N_HEADS, N_LAYERS, Encoder, load_encoder
from anim_lib.models.it_switch import chance_of_at_least, noun_shares, right_and_wrong, switch
from anim_lib.sentences import (
    BankSentence,
    ItPair,
    bank_sentences,
    choosing,
    it_pairs,
    reporting,
)
from anim_lib.tables import TABLES
from anim_lib.training import measuring

COMMAND = "python -m anim_lib.training.choose_heads"
Figures = dict[str, Tensor]  # each (n_layers, n_heads)


def it_figures(encoder: Encoder, pairs: Sequence[ItPair]) -> Figures:
    """Statistics of the switch over some pairs, for every head."""
    shares = noun_shares(encoder, pairs)  # (n_pairs, 2 endings, 2 nouns, n_layers, n_heads)
    moved = switch(shares)  # (n_pairs, n_layers, n_heads)
    right, wrong = right_and_wrong(shares)  # each (n_pairs, 2 endings, n_layers, n_heads)
    return {
        "switch_mean": moved.mean(dim=0),
        "switch_std": moved.std(dim=0),
        "positive_pairs": (moved > 0).sum(dim=0),
        "right_share": right.mean(dim=(0, 1)),
        "wrong_share": wrong.mean(dim=(0, 1)),
        "right_ahead": (right > wrong).double().mean(dim=(0, 1)),
        "both_right": (right > wrong).all(dim=1).sum(dim=0),
    }


def bank_figures(encoder: Encoder, sentences: Sequence[BankSentence]) -> Figures:
    """Statistics of cue words against neutral words over some sentences, for every head."""
    cue, neutral = cue_and_neutral_shares(encoder, sentences)  # each (n_sentences, layers, heads)
    return {
        "lead_mean": (cue - neutral).mean(dim=0),
        "lead_std": (cue - neutral).std(dim=0),
        "cue_share": cue.mean(dim=0),
        "neutral_share": neutral.mean(dim=0),
        "cue_ahead": (cue > neutral).sum(dim=0),
    }


def table(
    chosen_by: Figures, reported: Figures, criterion: str, counted: str, n_reported: int, file: str
) -> list[dict[str, str]]:
    """One row per head; ``chosen`` is yes where the criterion is largest on the choosing half.

    Parameters
    ----------
    chosen_by, reported
        Figures on the two halves, with the same names.
    criterion
        The figure whose maximum chooses.
    counted
        The figure that counts successes; its one-sided p against a fair coin is added.
    n_reported
        Trials behind ``counted`` on the reporting half.
    file
        The list of sentences, for the column ``source``.
    """
    best = int(chosen_by[criterion].argmax())
    rows = []
    for flat in range(N_LAYERS * N_HEADS):
        layer, head = divmod(flat, N_HEADS)
        row = {"layer": str(layer + 1), "head": str(head + 1)}
        for half, figures in (("choosing", chosen_by), ("reporting", reported)):
            row |= {f"{half}_{name}": _text(x[layer, head]) for name, x in figures.items()}
        p = chance_of_at_least(int(reported[counted][layer, head]), n_reported)
        row["reporting_p"] = f"{p:.2e}"
        row["chosen"] = "yes" if flat == best else "no"
        row["source"] = f"{COMMAND}; assets/sentences/{file}"
        rows.append(row)
    return rows


def it_table(encoder: Encoder) -> list[dict[str, str]]:
    """Rows of heads_it.csv."""
    pairs = it_pairs()
    chosen_by, reported = (it_figures(encoder, half(pairs)) for half in (choosing, reporting))
    n = len(reporting(pairs))
    return table(chosen_by, reported, "switch_mean", "positive_pairs", n, "it_pairs.csv")


def bank_table(encoder: Encoder) -> list[dict[str, str]]:
    """Rows of heads_bank.csv."""
    sentences = bank_sentences()
    chosen_by, reported = (bank_figures(encoder, half(sentences)) for half in (choosing, reporting))
    n = len(reporting(sentences))
    return table(chosen_by, reported, "lead_mean", "cue_ahead", n, "bank_pairs.csv")


def main(folder: Path = TABLES) -> None:
    """Measure every head and write both tables."""
    torch.set_num_threads(1)
    encoder = load_encoder()
    for name, rows in (("heads_it", it_table(encoder)), ("heads_bank", bank_table(encoder))):
        cells = [list(row.values()) for row in rows]
        measuring.write(folder / f"{name}.csv", list(rows[0]), cells)
        chosen = next(row for row in rows if row["chosen"] == "yes")
        print(f"{name}: layer {chosen['layer']} head {chosen['head']}", flush=True)


def _text(figure: Tensor) -> str:
    return f"{figure:.6f}" if figure.is_floating_point() else str(int(figure))


if __name__ == "__main__":
    main()
