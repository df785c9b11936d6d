"""What holds for a whole sentence and over seeds, in diagram 13."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import ADVANCE, CAPTION, SMALL, Label
from scenes.casts import d13_grid as at
from scenes.casts.d05_words import Words
from scenes.values.d13_mamba_gating import Values

KINDS = ("filler", "content")
ROLES = ("muted", "accent")


class Seeds:
    """Bars of what the channel writes of each word; bars of both kinds of word for each seed."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        count = len(v.tokens[: v.tokens.index(":")])
        places = np.linspace(at.NAMES + 70, at.EDGE - 50, count)
        kinds = [ROLES[int(kind)] for kind in v.is_content[:count]]
        self.sentence_name = words.word("this channel writes |ΔB u| of each word", at.NAMES, 178.0)
        self.sentence = BarStrip(
            v.row_written[:count],
            theme=theme,
            along="y",
            base=at.WRITTEN_BASE,
            scale=linear(
                (0.0, v.written_vmax), (at.WRITTEN_BASE, at.WRITTEN_BASE - at.WRITTEN_TALL)
            ),
            places=places,
            thickness=60.0,
            role=kinds,
            written="{:.2f}".format,
            axis=(at.NAMES, at.EDGE),
        )
        self.words = [
            words.number(token, x, at.WRITTEN_WORDS, role if role == "accent" else "ink", "c")
            for token, x, role in zip(v.tokens[:count], places, kinds, strict=True)
        ]
        seeds = len(v.seed_written)
        more = int((v.seed_written[:, 1] > v.seed_written[:, 0]).sum())
        self.heads = [
            words.word(
                "written |ΔB u| in channels that keep content words", at.NAMES, at.SEED_HEAD[0]
            ),
            words.note(
                f"mean by what each keeps; plain mean: larger in {more} of {seeds} seeds",
                at.NAMES,
                at.SEED_HEAD[1],
            ),
            words.word("step Δ", at.SEED_RIGHT, at.SEED_HEAD[0]),
            words.note("plain mean of all channels", at.SEED_RIGHT, at.SEED_HEAD[1]),
        ]
        baseline = 0.36 * SMALL
        self.names = [
            words.note(f"seed {s}, {KINDS[k]}", at.NAMES, at.SEED_ROWS[2 * s + k] + baseline)
            for s in range(seeds)
            for k in range(2)
        ]
        self.bars = [
            BarStrip(
                numbers.ravel(),
                theme=theme,
                along="x",
                base=zero,
                scale=linear((0.0, float(numbers.max())), (zero, zero + long)),
                places=at.SEED_ROWS,
                thickness=at.SEED_BAR,
                role=list(ROLES) * seeds,
                written="{:.3f}".format,
            )
            for numbers, zero, long in zip(
                (v.seed_memory_written, v.seed_delta), at.SEED_ZERO, at.SEED_LONG, strict=True
            )
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            self.sentence_name,
            self.sentence,
            *self.words,
            *self.heads,
            *self.names,
            *self.bars,
        ]


def sentence(v: Values, words: Words) -> list[Posed]:
    """Return the words of the sentence in one line, content words in full colour, and the task."""
    x = at.NAMES
    out: list[Posed] = []
    count = v.tokens.index(":")
    for token, kind in zip(v.tokens[:count], v.is_content, strict=False):
        role = ROLES[int(kind)]
        out.append(
            Label(token, x, at.SENTENCE, theme=words.theme, role=role, size=CAPTION, mono=True)
        )
        x += (len(token) + 1.6) * ADVANCE * CAPTION
    asked = ", ".join(v.named)
    out.append(words.note(f"toy task: at the end, name {asked}; skip the rest", at.NAMES, at.TASK))
    return out
