"""The plane of diagram 8: recall over kept bytes, nine measured models, and their frontier."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT, Points
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.chart_marks import Outline
from anim_lib.primitives.frontier import Frontier
from anim_lib.primitives.level_guide import LevelGuide
from anim_lib.primitives.measured_points import Dot, MeasuredPoints
from anim_lib.primitives.plot_area import PlotArea, Ruler
from anim_lib.primitives.point_tracks import WIDE, PointTracks, Track
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import DIM, ENTER, GLANCE, MOVE
from anim_lib.typography import LABEL, width
from scenes.casts.words import Words
from scenes.values.d08_pareto_frontier import Values

BOX: Final = (171.0, 262.0, RIGHT, 744.0)
NAME: Final = 88.0  # from the plot up to the name of its vertical axis
STEPS, CARD = BOX[1] - NAME - 12.0, 72.0  # centre line and width of the cards of pair counts
NOTES: Final = (338.0, 384.0, 430.0, 476.0, 560.0)  # baselines
FAMILIES: Final[dict[str, tuple[str, Outline]]] = {
    "recurrent": ("recurrent", "diamond"),
    "linear attention": ("recurrent", "diamond"),
    "state space": ("ssm", "circle"),
    "hybrid": ("hybrid", "star"),
    "transformer": ("transformer", "square"),
}
KB = 1000.0
BESIDE = 20.0  # from the cards of pair counts to the words around them
LOW = 42.0  # from the middle of a mark to that of a name above or below its line
LOWER = 2  # presses after which the smallest state lies below the names of the others
ASIDE, APART = 268.0, 28.0  # to the left of there, of it and the next, while all names are level
WIDER, NARROWER = 24.0, 8.0  # tracks of the transformer and of hybrids, one on the other
LIFT = 13.0  # of a name above its mark, to the line of the names beside it
CLOSE = 11.0  # from a mark's middle to the name above it that begins or ends there


def _dot(v: Values, one: int) -> Dot:
    """Return the style of a model; a name of several is said whole once, and all keep apart."""
    role, outline = FAMILIES[v.families[one]]
    whole = v.labels[one]
    kin = [k for k in range(len(v.models)) if v.labels[k].split(", ")[0] == whole.split(", ")[0]]
    name = whole if one == kin[0] else whole.split(", ")[-1]
    if v.bytes_per_token[one] and len(kin) > 1:  # one name for all, between their marks
        name = f"{role}s" if one == kin[0] else ""
        return Dot(role, outline, name, "above", (CLOSE, 0.0))
    half = width(name, LABEL, weight="SEMIBOLD") / 2
    if v.bytes_per_token[one]:
        return Dot(role, outline, name, "above", (half + CLOSE, 0.0))
    if not v.looks_up[one]:
        return Dot(role, outline, name, "right", (-0.7 * CLOSE, -LOW))
    if one == kin[-1] != kin[0]:  # the largest of several: left of the names of what grows
        return Dot(role, outline, name, "above", (-half - 4 * CLOSE, -LIFT), leader=True)
    return Dot(role, outline, name, "right", (0.0, LOW))


class Plane:
    """Axes, guess, marks with their error bars and tracks, staircase, and the pairs' cards."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, words = v, Words(theme)
        decades = [10.0**k for k in range(3, 6)]
        across = Ruler(
            (v.document_bytes_vmin, v.document_bytes_vmax),
            tuple((value, f"{value / KB:g} kB") for value in decades),
            "memory kept after reading, log scale",
            log=True,
            fine=True,
        )
        shares = tuple((share, f"{share:g}") for share in (0.0, 0.5, v.accuracy_vmax))
        up = Ruler((0.0, v.accuracy_vmax), shares, "share of right answers")
        self.plot = PlotArea(across, up, box=BOX, theme=theme, above=NAME)
        base = self.plot.names[0].y
        pairs = words.note("pairs", RIGHT, base, anchor="r")
        self.steps = TokenRow(
            [f"{v.pairs[k]}" for k in v.slide],
            theme=theme,
            x=pairs.left - BESIDE,
            y=STEPS,
            anchor="r",
            width=np.full(len(v.slide), CARD),
        )
        self.asked = [words.note("recall of", self.steps.left(0) - BESIDE, base, "r"), pairs]
        self.guess = LevelGuide(
            float(v.any_pair_guess[v.slide[0]]),
            "guess: a value read; values repeat",
            plot=self.plot,
            theme=theme,
        )
        dots = [_dot(v, one) for one in range(len(v.models))]
        self.points = MeasuredPoints(self.at(0), dots=dots, plot=self.plot, theme=theme)
        self.fixed = np.flatnonzero(v.bytes_per_token == 0).tolist()
        self.growing = np.flatnonzero(v.bytes_per_token).tolist()
        self.guessing = np.flatnonzero(v.looks_up == 0).tolist()
        same = v.labels[v.mamba].split(",")[0]
        self.mambas = [k for k, label in enumerate(v.labels) if label.split(",")[0] == same]
        self.shade, self.edge = (
            Frontier(self._unbeaten(), plot=self.plot, role="ink", theme=theme, parts=part)
            for part in ("shade", "edge")
        )
        wide = {"transformer": WIDER, "hybrid": NARROWER}
        self.order = [*reversed(self.growing), *self.fixed]  # of tracks, from back to front
        self.tracks = PointTracks(
            self.at(0)[self.order, :2],
            since=self.at(0)[self.order, :2],
            tracks=[Track(dots[k].role, wide.get(dots[k].role, WIDE)) for k in self.order],
            plot=self.plot,
            theme=theme,
        )
        self.notes = [
            words.note(text, BOX[0] + 24.0, y)
            for text, y in zip(
                (
                    f"mark: mean of {len(v.seeds)} training runs",
                    "bar: worst to best run, where it shows",
                    f"faint track: the way from {v.pairs[v.slide[0]]} pairs",
                    "hybrids: attention in 1 of 2 layers, in 1 of 4",
                    self._trained(),
                ),
                NOTES,
                strict=True,
            )
        ]

    def _trained(self) -> str:
        v, rest = self.v, self.v.steps[self.v.looks_up == 1]
        both, taken = ", ".join(v.labels[k] for k in self.guessing), v.steps[self.guessing].max()
        return f"steps: {both} {taken:,}; others {rest.min():,}–{rest.max():,}"

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        behind = [self.shade, self.plot, self.tracks, self.guess, self.edge, self.points]
        return [*behind, self.steps, *self.asked, *self.notes]

    def at(self, step: int) -> Points:
        """Return where all models lie after ``step`` presses, ``(n_models, 4)``."""
        v, k = self.v, int(self.v.slide[step])
        columns = (v.document_bytes, v.accuracy_mean, v.accuracy_low, v.accuracy_high)
        return np.column_stack([column[:, k] for column in columns]).astype(np.float64)

    def _unbeaten(self) -> Points:
        at, last = self.at(-1), int(self.v.slide[-1])
        on = at[self.v.on_document_frontier[last] == 1, :2]
        return on[np.argsort(on[:, 0])]

    def away(self, step: int) -> Points:
        """Return where names stand from their marks, ``(n_models, 2)`` stage pixels.

        Those of the two smallest states keep to the left of the others until marks are low.
        """
        away = np.array([dot.away for dot in self.points.dots])
        if step < LOWER:
            away[self.v.sliding[:2], 0] -= (ASIDE, APART)
        return away

    def begin(self) -> None:
        """Set the plane to the fewest pairs, with no mark on it."""
        named = np.ones(len(self.v.models))
        named[self.growing] = 0.0
        self.points.set_channels(shown=0.0, named=named, away=self.away(0))

    def press(self, step: int, *, caches: bool = True, run_time: float = MOVE) -> Animation:
        """Return the animation of one press: the card lights, then all go where it puts them.

        Without ``caches`` no track shows where those that keep one would go.
        """
        at, followed = self.at(step), self.at(step)
        if not caches:
            followed[self.growing] = self.at(0)[self.growing]
        guess = float(self.v.any_pair_guess[self.v.slide[step]])
        return Timeline(
            (0.0, self.steps.highlight(step)),
            (
                GLANCE / 2,
                self.points.drive(run_time=run_time, values=at, away=self.away(step)),
            ),
            (GLANCE / 2, self.tracks.to_values(followed[self.order, :2], run_time=run_time)),
            (GLANCE / 2, self.guess.to_values([guess], run_time=run_time)),
        )

    def speak_of(self, *which: int, run_time: float = DIM) -> Animation:
        """Return the animation in which all models but ``which`` step back, and their tracks."""
        tracks = [self.order.index(one) for one in which]
        return together(
            self.points.emphasise(*which, run_time=run_time),
            self.tracks.emphasise(*tracks, run_time=run_time),
        )

    def name_caches(self) -> Animation:
        """Return the animation in which the names of what grows come."""
        return self.points.drive(run_time=ENTER, named=np.ones(len(self.v.models)))
