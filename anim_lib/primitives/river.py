"""A river of droplets, each with a word, that flows to the right into a narrow mouth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Animation

from anim_lib.layout import Points
from anim_lib.motion import GONE, Posed
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant, smooth, soft
from anim_lib.typography import NUMBER, Label, width

TALL, PAD, TAIL = 54.0, 22.0, 22.0  # a droplet's height, beside its word, its pointed end
LEAST = 70.0  # narrowest droplet
LANES: Final = (0.0, -1.0, 1.0)  # neighbours swim in different lanes
BASELINE = 0.36  # of the size, below the centre
HAIR = 1.5
ROUND = np.linspace(-np.pi / 2, np.pi / 2, 13)
TAPER = np.linspace(0.0, 1.0, 9)
WAVE, SWELL = 300.0, 9.0  # length and height of the banks' waves, stage pixels
WORD_GONE = 0.34  # of the way through the mouth: the word can no longer be read
SHRUNK = 0.22  # size of a droplet where it leaves the mouth


class River(Posed):
    """Words as droplets; channel ``clock`` counts the words that have gone through the mouth.

    At clock ``c`` droplet ``c`` floats before the mouth, the later ones ``pitch`` pixels behind
    one another. Between ``c`` and ``c + 1`` it goes through the mouth to ``neck``.

    Parameters
    ----------
    words
        ``(seq_len,)`` strings, none empty.
    roles
        Word -> role that fills its droplet; None: a clear droplet.
    front, y
        Stage pixels: centre of the droplet before the mouth, middle of the river.
    neck
        x at which a droplet has gone through, stage pixels.
    left
        No droplet is drawn further left.
    pitch, lane
        Stage pixels between one droplet and the next, and between two lanes.
    bank
        Half the river's width, stage pixels; ``mouth``: x where its banks end.

    Raises
    ------
    ValueError
        When there is no word, one is empty, or the roles are not one per word.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> river = River(["once", "upon"], roles=[None, None], theme=PAPER, front=600, y=470,
    ...               neck=830, left=96, pitch=70, lane=72, bank=120, mouth=660)
    >>> river.spot(1), river.set_channels(clock=1.0).spot(1)
    ((530.0, 398.0), (600.0, 398.0))
    """

    def __init__(
        self,
        words: Sequence[str],
        *,
        roles: Sequence[str | None],
        theme: Theme,
        front: float,
        y: float,
        neck: float,
        left: float,
        pitch: float,
        lane: float,
        bank: float,
        mouth: float,
    ) -> None:
        super().__init__(theme=theme)
        if not len(words) or not all(words):
            raise ValueError(f"River words {tuple(words)!r} must not be empty, nor any of them")
        if len(roles) != len(words):
            raise ValueError(f"River roles are {len(roles)}, expected one per word: {len(words)}")
        self.words, self.roles = tuple(words), tuple(roles)
        self.front, self.y, self.neck, self.left = front, y, neck, left
        self.pitch, self.lane, self.bank, self.mouth = pitch, lane, bank, mouth
        self.widths = [max(width(w, NUMBER, mono=True) + 2 * PAD, LEAST) for w in words]
        self.water = Shape()
        setattr(self.water, "full_bleed", True)  # noqa: B010  it may leave the margins
        self.drops = [Shape(line=HAIR) for _ in words]
        self.labels = [
            Label(w, 0.0, 0.0, theme=theme, size=NUMBER, mono=True, anchor="c") for w in words
        ]
        self.add(self.water, *self.drops, *self.labels)
        self.define(clock=0.0)
        self.pose()

    def through(self, k: int) -> float:
        """Return how far droplet ``k`` has gone through the mouth, 0 to 1."""
        return float(np.clip(self.level("clock") - k, 0.0, 1.0))

    def spot(self, k: int) -> tuple[float, float]:
        """Return the centre of droplet ``k`` now, in stage pixels, before any offset."""
        lane = self.y + self.lane * LANES[k % len(LANES)]
        behind, gone = k - self.level("clock"), smooth(self.through(k))
        x = self.front - self.pitch * max(behind, 0.0)
        return float(x + (self.neck - x) * gone), float(lane + (self.y - lane) * gone)

    def flow(self, clock: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the river flows on until ``clock``."""
        return self.drive(run_time=run_time, rate_func=constant, clock=clock)

    def banks(self) -> Points:
        """Return the outline ``(n, 2)`` of the water; its waves move with the droplets."""
        share = np.linspace(0.0, 1.0, 61)
        x = -4.0 + (self.mouth + 4.0) * share
        phase = 2 * np.pi * (x - self.level("clock") * self.pitch) / WAVE
        swell = SWELL * (1.0 - share)
        half = self.bank * (1.0 - 0.1 * share)
        upper = np.column_stack([x, self.y - half + swell * np.sin(phase)])
        lower = np.column_stack([x, self.y + half + swell * np.sin(phase + 1.3)])
        return np.vstack([upper, lower[::-1]])

    def _seen(self, k: int) -> float:
        """Return how much of droplet ``k`` is there: none before the left end or after the neck."""
        if self.through(k) >= 1.0:
            return 0.0
        room = self.front - self.left - self.widths[k] / 2 - TAIL
        slots = np.floor(room / self.pitch)  # at a whole clock it is wholly there or not at all
        return soft(float(slots) - (k - self.level("clock")))

    def _draw(self) -> None:
        theme = self.theme
        self.water.put(self.banks(), theme.tint("cache"))
        for k, (drop, label) in enumerate(zip(self.drops, self.labels, strict=True)):
            seen, through, (x, y) = self._seen(k), self.through(k), self.spot(k)
            role = self.roles[k]
            own = theme.ground if role is None else theme.fill(role)
            label.colour = theme.ink if role is None else theme.on(own)
            label.x, label.y = x, y + BASELINE * NUMBER
            label.define(presence=seen * (1.0 - soft(through / WORD_GONE)))
            if seen < GONE:
                drop.hide()
                continue
            size = 1.0 - (1.0 - SHRUNK) * smooth(through)
            outline = droplet(x, y, self.widths[k], size)
            edge = theme.stroke("cache") if role is None else own
            water = theme.tint("cache")
            drop.put(outline, mix(water, own, seen), mix(water, edge, seen))


def droplet(x: float, y: float, wide: float, size: float = 1.0) -> Points:
    """Return the outline ``(n, 2)`` of a droplet around ``(x, y)`` that moves to the right.

    ``wide`` is its width without the pointed tail; ``size`` scales the whole, down to a ball.
    """
    half, reach = TALL / 2, wide / 2
    head = np.column_stack([reach - half + half * np.cos(ROUND), half * np.sin(ROUND)])
    corners = [(-reach + 16, half), (-reach, half), (-reach - 6, 5.0), (-reach - TAIL, 0.0)]
    t, (start, first, second, tip) = TAPER[:, None], np.array(corners)
    lower = (1 - t) ** 3 * start + 3 * t * (1 - t) ** 2 * first
    lower = lower + 3 * t**2 * (1 - t) * second + t**3 * tip
    upper = lower[-2::-1] * np.array([1.0, -1.0])
    return np.asarray(np.array([x, y]) + size * np.vstack([head, lower, upper]))
