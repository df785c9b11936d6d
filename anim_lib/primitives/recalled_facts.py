"""Pairs of a key and a value; each value is printed as strongly as it is recalled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, point
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.motion import RISE
from anim_lib.primitives.base import SHARES
from anim_lib.primitives.recorded import Recorded
from anim_lib.scales import mix
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, settle, soft
from anim_lib.typography import NUMBER, Label, outlined

HAIR, BOLD, BOARD = 1.5, 3.0, 3.0
RADIUS = 10.0
AIR = 4.0  # from a card to the board it stands on
BASELINE = 0.36  # of the size, below a card's middle
KEY, ARROW, VALUE = 0.24, 0.5, 0.76  # middles of the three, as shares of a card's width


class FactGrid(NamedTuple):
    """Where cards stand: left and top of the first, their size, their pitch, cards in a row."""

    left: float
    top: float
    card: tuple[float, float]
    pitch: tuple[float, float]
    per_row: int

    @property
    def painted(self) -> float:
        """Area of one card as it is painted, its edge included, square stage pixels."""
        wide, tall = (side + HAIR for side in self.card)
        return wide * tall - (4 - np.pi) * (RADIUS + HAIR / 2) ** 2

    def boxes(self, count: int) -> Points:
        """Return ``(count, 4)``: left, top, width and height, row by row, stage pixels."""
        row, column = np.divmod(np.arange(count), self.per_row)
        left = self.left + self.pitch[0] * column
        return np.column_stack(
            [left, self.top + self.pitch[1] * row, np.tile(self.card, (count, 1))]
        )


class RecalledFacts(Recorded):
    """``(n_times, n_facts)`` shares 0..1 of the right value; ``time`` counts the facts read.

    Fact k is there once ``time`` has passed k. Its value's opacity on its card is its share now:
    1 is ink, 0 leaves the card empty. Keys are always printed in full: who asks names the key.

    Channel ``spoken`` ``(n_facts,)``: 1 gives a card an ink border.

    Parameters
    ----------
    history
        ``(n_times, n_facts)`` shares, a row for each of ``times``.
    times
        ``(n_times,)`` facts read.
    keys, texts
        ``(n_facts,)`` what is printed of each key and value; a key of "" prints its value alone.
    role
        Whose colour the cards take.
    kept
        True: cards are full and stand on boards, whatever is recalled. False: they are answers,
        outlines as strong as their share, with nothing in them and nothing that carries them.

    Raises
    ------
    ValueError
        When a shape is another one, a share lies outside 0..1, or texts are not one per fact.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> facts = RecalledFacts([[1.0, 0.0], [0.6, 0.9]], times=[1, 2], keys=["28", "50"],
    ...                       texts=["21", "17"], theme=PAPER, role="ssm", kept=False,
    ...                       grid=FactGrid(96, 300, (196, 50), (208, 58), 4))
    >>> facts.set_channels(time=1.5).now().tolist()
    [0.8, 0.45]
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        keys: Sequence[str],
        texts: Sequence[str],
        theme: Theme,
        role: str,
        kept: bool,
        grid: FactGrid,
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        self.limits = SHARES
        self._within(self.values)
        count = self.values.shape[1]
        if len(keys) != count or len(texts) != count:
            raise ValueError(
                f"RecalledFacts has {count} facts but {len(keys)} keys and {len(texts)} texts"
            )
        self.role, self.kept, self.boxes = role, kept, grid.boxes(count)
        self.cards = [Box(radius=RADIUS, line=HAIR) for _ in keys]
        self.boards = [Curve(line=BOARD) for _ in range(-(-count // grid.per_row) if kept else 0)]
        self.reach = (grid.left, grid.left + grid.pitch[0] * (grid.per_row - 1) + grid.card[0])
        self.floors = grid.top + grid.card[1] + AIR + grid.pitch[1] * np.arange(len(self.boards))
        self.inks = [outlined(text, NUMBER, mono=True, weight="SEMIBOLD") for text in texts]
        self.values_ = [Leaf(fill=1.0, width=0.0, edge=0.0) for _ in texts]
        self.keys: list[list[Label]] = []
        for key, (x, y, wide, tall) in zip(keys, self.boxes, strict=True):
            base = y + tall / 2 + BASELINE * NUMBER
            spots = ((key, KEY), ("→", ARROW)) if key else ()
            self.keys.append(
                [
                    Label(
                        text,
                        x + share * wide,
                        base,
                        theme=theme,
                        role="muted",
                        size=NUMBER,
                        mono=True,
                        anchor="c",
                    )
                    for text, share in spots
                ]
            )
        labels = [label for pair in self.keys for label in pair]
        self.add(*self.boards, *self.cards, *labels, *self.values_)
        self.define(spoken=np.zeros(count))
        self.pose()

    def speak(self, *facts: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that gives these cards, and only these, an ink border."""
        now = np.zeros(len(self.cards))
        now[list(facts)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, spoken=now)

    def _draw(self) -> None:
        theme, clock, shares = self.theme, self.level("time"), self.now()
        for board, y in zip(self.boards, self.floors, strict=True):
            board.put([(x, y) for x in self.reach], theme.ink)
        for k, card in enumerate(self.cards):
            come = settle(float(np.clip(clock - k, 0.0, 1.0)))
            rise = -RISE * (1.0 - come)
            for label in self.keys[k]:
                label.define(presence=come, offset=(0.0, rise))
            if come < 0.005:
                card.hide()
                self.values_[k].points = NOWHERE
                continue
            x, y, wide, tall = self.boxes[k].tolist()
            share = float(shares[k])
            full = mix(theme.ground, theme.tint(self.role), float(self.kept))
            spoken = float(self._channels["spoken"][k])
            rim = mix(theme.hairline, theme.stroke(self.role), 1.0 if self.kept else share)
            edge = mix(rim, theme.ink, spoken)
            card.place(
                x,
                y + rise,
                wide,
                tall,
                mix(theme.ground, full, come),
                mix(theme.ground, edge, come),
                line=HAIR + (BOLD - HAIR) * spoken,
            )
            self._print(k, share, full, come, rise)

    def _print(self, k: int, share: float, behind: np.ndarray, come: float, rise: float) -> None:
        x, y, wide, tall = self.boxes[k].tolist()
        outline, width = self.inks[k]
        middle = x + (VALUE if self.keys[k] else 0.5) * wide
        place = point(middle - width / 2, y + rise + tall / 2 + BASELINE * NUMBER)
        self.values_[k].points = outline + place
        paint(self.values_[k], mix(self.theme.ground, mix(behind, self.theme.ink, share), come))
