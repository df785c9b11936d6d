"""Where two curves meet: a ring around the place, and a dotted line down to the axis."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed
from anim_lib.shapes import Curve, Disc
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, settle, soft
from anim_lib.typography import NUMBER, Anchor, Label

RING, DROP = 5.0, 3.0  # widths, stage pixels
RADIUS = 24.0
DOTS = (3.0, 9.0)
AWAY = 14.0  # from the dotted line to what it says
RINGED = 0.35  # share of the drawing in which the ring comes


class Meeting(Posed):
    """A ring, a dotted line down from it, and what is read on the axis below.

    Parameters
    ----------
    place
        Where the curves meet, stage pixels.
    base
        y of the axis, stage pixels.
    text, at
        What the dotted line says, and the baseline of that, stage pixels.
    side
        Where the words stand: r, they end left of the line, or l, they begin right of it.

    Channel ``grown`` 0..1: ring, dotted line, words come one after the other.

    Raises
    ------
    ValueError
        When the place does not lie above the axis.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> meeting = Meeting((600, 400), 700, text="8,700", at=680, theme=PAPER)
    >>> meeting.word.right
    586.0
    """

    def __init__(
        self,
        place: tuple[float, float],
        base: float,
        *,
        text: str,
        at: float,
        theme: Theme,
        side: Anchor = "r",
    ) -> None:
        super().__init__(theme=theme)
        if place[1] + RADIUS >= base:
            raise ValueError(f"Meeting at {place} does not lie above the axis at {base}")
        self.place, self.base = place, base
        x = place[0] + (-AWAY if side == "r" else AWAY)
        self.word = Label(
            text, x, at, theme=theme, size=NUMBER, weight="SEMIBOLD", mono=True, anchor=side
        )
        self.ring, self.drop = Disc(line=RING), Curve(line=DROP, dash=DOTS)
        self.add(self.drop, self.ring, self.word)
        self.define(grown=1.0)
        self.pose()

    def mark(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which ring, line and words come."""
        return self.grow_in("grown", run_time=run_time)

    def _draw(self) -> None:
        (x, y), grown, ink = self.place, self.level("grown"), self.theme.ink
        ring = settle(grown / RINGED)
        if ring <= 0.0:
            self.ring.hide()
        else:
            self.ring.place(x, y, RADIUS * ring, edge=ink)
        fall = (grown - RINGED) / (1.0 - RINGED)
        self.drop.put([(x, y + RADIUS), (x, self.base)], self.theme.stroke("muted"), share=fall)
        self.word.define(presence=soft(2.0 * fall - 1.0))
