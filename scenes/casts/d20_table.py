"""Diagram 20: the numbers of its plane as a table, and how they were measured."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, enter_all
from anim_lib.theme import Theme
from scenes.casts import d20_grid as at
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

COLUMNS = (585.0, 745.0, 930.0, 1130.0)  # right ends: recall, bytes, untrained recall, its range
HEADED = (*COLUMNS[:2], COLUMNS[-1])  # one head for the last two
TRAINED = 3  # cells of a row that tell of the documents on the plane, its name among them


class Table:
    """A row per stack; the last two columns are of documents longer than those trained."""

    def __init__(self, v: Values, length: int, theme: Theme) -> None:
        heads = (f"{v.pairs[length]} pairs", "kept", f"{v.pairs[-1]} pairs: mean, range")
        self.heads = [say("attention layers", at.TABLE, at.HEAD, theme)] + [
            say(head, x, at.HEAD, theme, anchor="r") for head, x in zip(heads, HEADED, strict=True)
        ]
        self.rows: list[list[Posed]] = []
        for stack in range(len(v.stacks)):
            y = at.ROWS + at.ROW * stack
            role = at.family(v, stack)
            self.rows.append([say(at.of(v, stack), at.TABLE, y, theme, role=role, strong=True)])
            low, high = v.accuracy_low[stack, -1], v.accuracy_high[stack, -1]
            cells = (
                at.percent(v.accuracy_mean[stack, length]),
                at.size(v.document_bytes[stack, length]),
                at.percent(v.accuracy_mean[stack, -1]),
                f"{100 * low:.1f} – {100 * high:.1f}",
            )
            for cell, x in zip(cells, COLUMNS, strict=True):
                self.rows[-1].append(say(cell, x, y, theme, role="ink", anchor="r"))
        notes = (
            f"mark: mean of {v.accuracy.shape[-1]} seeds; bar: their range",
            "small towers: green floors are Mamba-2",
            f"at most {v.most_steps[0]:,} training steps; with attention {v.most_steps[1]:,}",
            f"{at.of(v, len(v.stacks) - 1)} has a short convolution in front",
        )
        self.notes = [
            say(note, at.TABLE, y, theme) for note, y in zip(notes, at.NOTES, strict=True)
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.heads, *[cell for row in self.rows for cell in row], *self.notes]

    def come(self) -> Animation:
        """Return the animation in which heads, names and the first row's numbers come."""
        names = [row[0] for row in self.rows]
        return enter_all(*self.heads[:TRAINED], *names, *self.rows[0][1:TRAINED], *self.notes[:-1])

    def tell(self, stack: int) -> Animation:
        """Return the animation in which the numbers of a stack's dot come."""
        return enter_all(*self.rows[stack][1:TRAINED])

    def longer(self) -> Animation:
        """Return the animation in which the columns of longer documents come."""
        cells = [cell for row in self.rows for cell in row[TRAINED:]]
        return enter_all(*self.heads[TRAINED:], *cells)
