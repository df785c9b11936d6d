"""Diagram 9's rule with the numbers of the word that is read."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from anim_lib.typography import COUNTER, Counter
from scenes.casts import d09_grid as at
from scenes.casts.d09_track import Net
from scenes.casts.d09_words import Words
from scenes.values.d09_selective_vs_fixed import Values


class StepRule:
    """The recurrence; under its two terms what the word that is read keeps and writes."""

    def __init__(
        self, v: Values, net: Net, words: Words, notes: Sequence[float], theme: Theme
    ) -> None:
        self.net = net
        self.formula = Formula(
            "h_t = {{ e^(Delta_t A) : kept }} h_(t-1) + {{ Delta_t B u_t : write }}",
            theme=theme,
            terms={"kept": "state_pos", "write": "ink"},
            y=at.KEPT_AT,
            lit=False,
        )
        self.figures, self.names = [], []
        for term, text, role, first in (
            ("kept", "kept", "state_pos", net.kept[0]),
            ("write", "written", "ink", net.written[0]),
        ):
            left = self.formula.box(term)[0]
            self.names.append(words.word(text, left, at.TERMS_AT, role))
            self.figures.append(
                Counter(
                    float(first),
                    left,
                    at.FIGURES_AT,
                    theme=theme,
                    written="{:.3f}".format if term == "kept" else "{:.2f}".format,
                    role=role,
                    size=COUNTER,
                    weight="SEMIBOLD",
                )
            )
        lines = (
            "Δ: step, set by the word; A, B, C: one for all",
            "h: state, u: input of the word, t: its place",
            "Ā = exp(ΔA): exact (ZOH); B̄ = ΔB: Euler",
            f"Δ, kept: means of {v.n_channels} channels; written: |ΔBu| of all",
            f"full width: Δ {v.delta_vmax:g}, kept 1, written {v.written_vmax:g}",
        )
        self.notes = [words.note(line, at.NOTES_X, y) for line, y in zip(lines, notes, strict=True)]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.formula, *self.names, *self.figures, *self.notes]

    def rise(self) -> Animation:
        """Return the animation in which the formula comes with its notes."""
        return stagger(self.formula.enter(), enter_all(*self.notes), lag=GLANCE)

    def tell(self, word: int, *, first: bool, run_time: float = MOVE) -> Animation:
        """Return the animation in which the numbers become those of ``word``."""
        values = (self.net.kept[word], self.net.written[word])
        counts = [
            one.drive(run_time=run_time, value=value)
            for one, value in zip(self.figures, values, strict=True)
        ]
        if not first:
            return together(*counts)
        return together(self.formula.light_all(), enter_all(*self.names, *self.figures))
