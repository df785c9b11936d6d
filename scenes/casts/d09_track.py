"""One net of diagram 9 under the sentence: curtains, state, and what each word keeps and writes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.columns import middles
from anim_lib.layout import Points
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.primitives.column_bars import ColumnBars
from anim_lib.primitives.curtain import Curtain
from anim_lib.primitives.state_bands import StateBands
from anim_lib.provenance import Floats, Ints
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, STAGGER
from anim_lib.typography import Counter, Label
from scenes.casts import d09_grid as at
from scenes.casts.d09_place import Place, stretches
from scenes.casts.d09_words import Words
from scenes.values.d09_selective_vs_fixed import Values

SAME = 1e-12  # rounding: numbers that differ by less are equal


class Net:
    """The numbers of one of the two nets, the sentence's words only."""

    def __init__(self, v: Values, *, selective: bool) -> None:
        name, body = "selective" if selective else "fixed", slice(v.n_body)

        def of(field: str) -> Floats:
            found: Floats = getattr(v, f"{name}_{field}")
            return found

        self.delta, self.kept, self.written = (
            of(field)[body] for field in ("delta", "kept", "written")
        )
        self.cells, self.shown = of("cells")[body], of("shown")
        self.channel: int = getattr(v, f"{name}_channel")
        self.named: tuple[str, ...] = getattr(v, f"{name}_named")
        self.right: Ints = getattr(v, f"{name}_right")


class Track:
    """Everything of one net, placed; ``top`` is that of its curtains."""

    def __init__(
        self, net: Net, v: Values, words: Words, place: Place, top: float, title: str, theme: Theme
    ) -> None:
        self.net, self.place, self.top, self.count = net, place, top, v.n_body
        self._flow(net, v, place.body, theme)
        self._names(net, words, title)
        self.deltas = self._deltas(net, words)

    def _flow(self, net: Net, v: Values, columns: Points, theme: Theme) -> None:
        state, band = self.top + self.place.state, self.place.band
        kept = state + band * net.cells.shape[1] + at.KEPT_GAP
        self.curtain = Curtain(
            net.delta,
            theme=theme,
            columns=columns,
            vmax=v.delta_vmax,
            top=self.top,
            height=self.place.window,
            fall=at.FALL,
        )
        self.state = StateBands(
            net.cells,
            theme=theme,
            vmax=v.cell_vmax,
            edges=stretches(columns),
            top=state,
            pitch=band,
        )
        self.bars = [
            ColumnBars(
                values,
                theme=theme,
                columns=columns,
                vmax=vmax,
                top=kept + k * at.BARS,
                height=at.BAR,
                role=role,
            )
            for k, (values, vmax, role) in enumerate(
                ((net.kept, 1.0, "state_pos"), (net.written, v.written_vmax, "ink"))
            )
        ]
        self.kept_y, self.state_y = kept, state

    def _names(self, net: Net, words: Words, title: str) -> None:
        tall = self.place.band * net.cells.shape[1]
        self.names = [
            words.word(title, at.NAMES, self.top + self.place.window - 12.0, "accent"),
            words.word("state h", at.NAMES, self.state_y + tall / 2 - 8.0),
            words.note(f"ch. {net.channel}", at.NAMES, self.state_y + tall / 2 + 34.0),
            words.word("kept", at.NAMES, self.kept_y + 24.0, "state_pos"),
            words.word("written", at.NAMES, self.kept_y + at.BARS + 24.0),
        ]

    def _deltas(self, net: Net, words: Words) -> Sequence[Label | Counter]:
        """Return the number over each curtain, or once what has no room and is all the same."""
        y = self.top + at.NUMBERS
        if not self.place.upright:
            return [words.delta(delta, x, y) for delta, x in self._over(net)]
        if np.ptp(net.delta) < SAME:
            return [words.number(f"{net.delta[0]:.3f} at every word", at.BODY, y, "accent")]
        return [words.delta_upright(delta, x, y) for delta, x in self._over(net)]

    def _over(self, net: Net) -> list[tuple[float, float]]:
        return list(zip(net.delta.tolist(), middles(self.place.body).tolist(), strict=True))

    @property
    def flow(self) -> list[Posed]:
        """What stands under the sentence, from back to front."""
        return [self.state, *self.bars, self.curtain, *self.names, *self.deltas]

    def shut(self) -> None:
        """Set everything as before the first word: to be called when nothing is on stage."""
        nothing = np.zeros(self.count)
        self.curtain.set_channels(opened=nothing)
        self.state.set_channels(grown=nothing)
        for bars in self.bars:
            bars.set_channels(grown=nothing)

    def rise(self) -> Animation:
        """Return the animation in which the empty track comes."""
        return stagger(
            enter_all(self.curtain, self.names[0]),
            *([] if self.state.level("presence") else [enter_all(self.state, *self.names[1:3])]),
            enter_all(*self.bars, *self.names[3:]),
            lag=0.12,
        )

    def read(self, word: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation of one word, all before it being read: curtain, state, bars."""
        so_far = np.arange(self.count) <= word
        return stagger(
            together(
                self.curtain.drive(run_time=0.7 * run_time, opened=so_far),
                self.deltas[word].enter(run_time=0.7 * run_time),
            ),
            together(
                self.state.drive(run_time=run_time, grown=so_far),
                *[bars.drive(run_time=run_time, grown=so_far) for bars in self.bars],
            ),
            lag=0.5 * run_time,
        )

    def read_all(self, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation of all words in a quick row."""
        return together(
            self.curtain.drive(run_time=0.7 * run_time, lag=lag, opened=1.0),
            stagger(*[one.enter(run_time=0.7 * run_time) for one in self.deltas], lag=lag),
            self.state.drive(run_time=run_time, lag=lag, grown=1.0),
            *[bars.drive(run_time=run_time, lag=lag, grown=1.0) for bars in self.bars],
        )
