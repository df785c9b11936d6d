"""Diagram 15's split screen: one past under three measures, and what each gets wrong by age."""

from __future__ import annotations

import numpy as np

from anim_lib.formula import Formula
from anim_lib.layout import LEFT
from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.weight_area import WeightArea
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import Label
from scenes.casts import d15_grid as at
from scenes.casts.d14_words import Words
from scenes.values.d15_hippo import Values

NAMES = {"LegS": "HiPPO-LegS", "LegT": "HiPPO-LegT", "S4": "S4: LegS without 1/t"}
RULES = {
    "LegS": "(A c + B f) {{ \\/ t : w }}",
    "LegT": "(A c + B f) {{ \\/ theta : w }}",
    "S4": "A c + B f",
}
LOST = "not kept"  # said of what came before a window, between its weight and its errors


def written(error: float) -> str:
    """Return an error in print: three decimals where two would say 0."""
    return f"{error:.2f}" if error >= 0.01 else f"{error:.3f}"


class Split:
    """Three panels of equal scales; every error is of all signals."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        pasts = {"LegS": v.past_32, "LegT": v.legt_past, "S4": v.s4_past}
        share = v.legt_window / v.seq_len
        starts = {"LegS": 0.0, "LegT": 1.0 - share, "S4": 0.0}
        middle = v.orders.tolist().index(v.split_size)
        self.panels: list[list[Posed]] = []
        self.errors: list[BarStrip] = []
        self.weights: list[WeightArea] = []
        self.signals: list[Rule] = []
        self.pasts: list[Rule] = []
        self.lost: list[Label] = []
        held = (np.arange(v.seq_len) + 0.5) / v.seq_len
        for k, name in enumerate(v.split_measures):
            left, right = at.panel(k)
            wide, start = right - left, starts[name]
            places = start + (1.0 - start) * v.places
            lines = []
            for x, y, role, line in (
                (held, v.signal, "muted", 7.0),
                (places, pasts[name][-1], "state_pos", 4.0),
            ):
                path = np.column_stack([left + wide * x, at.PAST - at.PAST_UNIT * y])
                lines.append(Rule(path, theme=theme, role=role, line=line))
            self.signals.append(lines[0])
            self.pasts.append(lines[1])
            self.weights.append(
                WeightArea(
                    v.weights[k],
                    places=v.places,
                    span=(left, right),
                    base=at.SPLIT_WEIGHT,
                    unit=at.SPLIT_WEIGHT_UNIT,
                    theme=theme,
                )
            )
            errors = v.rmse_fifths[v.measures.index(name), middle]
            fifth = wide / len(errors)
            self.errors.append(
                BarStrip(
                    errors,
                    theme=theme,
                    along="y",
                    base=at.ERRORS,
                    scale=linear((0, 1), (at.ERRORS, at.ERRORS - at.ERRORS_UNIT)),
                    places=left + fifth * (np.arange(len(errors)) + 0.5),
                    thickness=at.ERROR_WIDE,
                    role="muted",
                    written=written,
                    axis=(left, right),
                )
            )
            self.panels.append(self._words(v, words, name, left, right))
            if start > 0.0:
                middle_of_lost = left + wide * start / 2
                self.lost.append(words.note(LOST, middle_of_lost, at.SPLIT_WEIGHT - 20.0, "c"))
                self.panels[-1].append(self.lost[-1])
        self.names = [
            words.word("signal", LEFT, at.PAST - 12, "muted"),
            words.word("redrawn", LEFT, at.PAST + 32, "state_pos"),
            words.word("weight", LEFT, at.SPLIT_WEIGHT - 4, "accent"),
            words.word("rms error", LEFT, at.ERRORS - 92),
            words.note("by age,", LEFT, at.ERRORS - 48),
            words.note(f"{v.n_signals} signals", LEFT, at.ERRORS - 4),
            words.note(f"{v.split_size} numbers", LEFT, at.HEADING),
            words.note("each", LEFT, at.HEADING + 44),
        ]

    def _words(self, v: Values, words: Words, name: str, left: float, right: float) -> list[Posed]:
        notes = {
            "LegS": "weighs all history alike",
            "LegT": f"θ = {v.legt_window} inputs; own A, B",
            "S4": f"fading: {v.s4_span:g} time constants",
        }
        return [
            words.word(NAMES[name], left, at.HEADING),
            Formula(
                f"c' = {RULES[name]}",
                theme=words.theme,
                terms={"w": "accent"} if ": w" in RULES[name] else {},
                x=left,
                y=at.PANEL_RULE,
                size=at.PANEL_SIZE,
            ),
            words.note(notes[name], left, at.PANEL_NOTE),
            words.note("oldest", left, at.FOOT),
            words.note("now", right, at.FOOT, "r"),
        ]

    @property
    def parts(self) -> list[Posed]:
        """Everything, from back to front."""
        drawn = [*self.signals, *self.pasts, *self.weights, *self.errors]
        return [*drawn, *[one for panel in self.panels for one in panel], *self.names]

    def panel(self, k: int) -> list[Posed]:
        """Return all of panel ``k``."""
        return [*self.panels[k], self.signals[k], self.pasts[k], self.weights[k], self.errors[k]]
