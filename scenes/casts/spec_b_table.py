"""Special B: the models in words: their weights, what a token adds, and who has no line."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.typography import NUMBER, Label
from scenes.casts.spec_b_grid import COLUMN, FIGURES, FIRST, LEAD, TABLE
from scenes.casts.spec_b_words import short, size
from scenes.casts.words import Words
from scenes.values.spec_b_growth_curve import Values

HEADS = ("weights + state", "each token adds")


class Table:
    """One row a line of the plot, heaviest first; above it the models without a line."""

    def __init__(self, v: Values, words: Words) -> None:
        top, first, pitch = TABLE
        order = np.argsort(-v.line_weights, kind="stable").tolist()
        which = [int(v.line_models[k]) for k in order]
        rows = [
            (v.models[k], int(v.line_weights[j]), int(v.model_bytes_per_token[k]), "cache")
            for j, k in zip(order, which, strict=True)
        ]
        rows.append((v.ssm, v.ssm_total_bytes, v.ssm_bytes_per_token, "ssm"))
        lines = [top + first + pitch * i for i in range(len(rows))]
        self.heads = [words.note(t, x, top, "r") for t, x in zip(HEADS, FIGURES, strict=True)]
        self.names = [
            words.word(name, COLUMN, y, role)
            for (name, _, _, role), y in zip(rows, lines, strict=True)
        ]
        self.weights, self.rates = (
            [
                Label(size(count), x, y, theme=words.theme, size=NUMBER, mono=True, anchor="r")
                for count, y in zip(counts, lines, strict=True)
            ]
            for counts, x in zip(
                ([row[1] for row in rows], [row[2] for row in rows]), FIGURES, strict=True
            )
        )
        self.others = _others(v, words)

    @property
    def all(self) -> list[Posed]:
        """Everything."""
        return [*self.heads, *self.names, *self.weights, *self.rates, *self.others]


def _others(v: Values, words: Words) -> list[Label]:
    """Words on the models that have no line: too heavy from the start, or full far away."""
    heavy = [f"{v.models[k]}, {size(v.model_weight_bytes[k])}" for k in v.too_heavy]
    count = f"{len(heavy)} model{'s' if len(heavy) > 1 else ''}"
    lines = [f"{count}: weights alone too much"] * bool(heavy) + heavy[:1]
    lines += [f"… {heavy[-1]}"] if len(heavy) > 1 else []
    rows = [FIRST + LEAD * k for k in range(len(lines))]
    after = rows[-1] + 1.5 * LEAD if rows else FIRST
    names = [v.models[k] for k in v.beyond]
    if names:
        told = names[0] if len(names) == 1 else f"{len(names)} models"
        lines.append(f"{told}: full past {short(int(v.grid[-1]))}")
        rows.append(after)
    return [words.note(text, COLUMN, row) for text, row in zip(lines, rows, strict=True)]
