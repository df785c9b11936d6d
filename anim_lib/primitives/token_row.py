"""Tokens as cards in a row, one card per position."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.motion import DIMMED, RISE, Posed
from anim_lib.primitives.upright import UprightLabel
from anim_lib.scales import mix
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import DIM, ENTER, GLANCE, STAGGER, constant, glide, settle, soft
from anim_lib.typography import BEFORE, NUMBER, Anchor, Label

HEIGHT = 56.0
PAD = 12.0  # between the word and its card's edge
GAP = 8.0
RADIUS = 10.0
HAIR, BOLD = 1.5, 3.0
REWORD = 0.70  # seconds
OUT, COMES = 0.45, 0.46  # shares of it: one word has gone, the other starts to come
LEAVES = 10.0  # stage pixels that words move while they change
BASELINE = 0.36  # of the size, below the card's centre: all words share one baseline


class TokenRow(Posed):
    """Cards with one token each, left to right.

    Channels, one number per token: ``shown`` (0 not there yet, 1 there), ``spoken`` (1 an
    ink border), ``strength`` (1 full colour, 0 stepped back), ``reworded`` (1 the other word).
    ``caller``: the position that :meth:`pass_along` has reached.

    Parameters
    ----------
    tokens
        ``(seq_len,)`` strings, none empty.
    x, y
        Stage pixels: ``y`` is the cards' centre line, ``x`` the end of the row that
        ``anchor`` names (l, c, r).
    width
        Width of every card, one number or one per token; None makes each as wide as its word
        plus 12 on both sides.
    centres
        The cards' centres along x; overrides ``x``, ``anchor`` and ``gap``.
    special
        Positions of tokens that are no words (CLS, SEP): ground fill, muted text.
    others
        Position -> the word that it can be changed to.
    upright
        Words read upwards from the cards' lower edge, for cards narrower than words; ``width``
        and ``height`` are then the cards', whatever the words.

    Raises
    ------
    ValueError
        When ``tokens`` or one of them is empty, or ``centres`` has another length.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> row = TokenRow(["The", "cat", "sat"], theme=PAPER, x=96, y=300)
    >>> row.left(0), len(row.cards)
    (96.0, 3)
    """

    def __init__(
        self,
        tokens: Sequence[str],
        *,
        theme: Theme,
        y: float,
        x: float = 0.0,
        anchor: Anchor = "l",
        size: float = NUMBER,
        height: float = HEIGHT,
        width: ArrayLike | None = None,
        gap: float = GAP,
        centres: ArrayLike | None = None,
        special: Collection[int] = (),
        others: Mapping[int, str] | None = None,
        upright: bool = False,
    ) -> None:
        super().__init__(theme=theme)
        words = not isinstance(tokens, str) and all(isinstance(t, str) and t for t in tokens)
        if not len(tokens) or not words:
            raise ValueError(f"TokenRow tokens {tokens!r} must be words, none of them empty")
        self.tokens, self.y, self.tall, self.special = tuple(tokens), y, height, set(special)
        kind = UprightLabel if upright else Label
        anchored: Anchor = "l" if upright else "c"
        # upright words begin at the lower edge, where what they name is
        base = y + height / 2 - PAD if upright else y + BASELINE * size
        word = partial(kind, x=0.0, y=base, theme=theme, size=size, mono=True, anchor=anchored)
        self.labels = [word(t) for t in tokens]
        self.others = {i: word(t) for i, t in (others or {}).items()}
        count = len(self.tokens)
        if any(not 0 <= i < count for i in self.others):
            raise ValueError(f"TokenRow others {others!r} are not all at places 0 to {count - 1}")
        inner = [label.width_px + 2 * PAD for label in self.labels]
        for i, label in self.others.items():
            inner[i] = max(inner[i], label.width_px + 2 * PAD)
        self.widths = np.array(inner if width is None else width, dtype=np.float64)
        if self.widths.shape not in ((), (len(inner),)):
            raise ValueError(f"width has shape {self.widths.shape}, expected ({len(inner)},)")
        self.widths = np.broadcast_to(self.widths, (len(inner),)).copy()
        self.centres = self._placed(x, anchor, gap, centres)
        for i, label in [*enumerate(self.labels), *self.others.items()]:
            label.x = float(self.centres[i]) + BASELINE * size * upright
        self.cards = [Box(radius=RADIUS, line=HAIR) for _ in tokens]
        self.add(*self.cards, *self.labels, *self.others.values())
        self.define(shown=np.ones(count), spoken=np.zeros(count), strength=np.ones(count))
        self.define(reworded=np.zeros(count), caller=-1.0)
        self.pose()

    def _placed(
        self, x: float, anchor: Anchor, gap: float, centres: ArrayLike | None
    ) -> np.ndarray:
        if centres is not None:
            given = np.array(centres, dtype=np.float64)
            if given.shape != self.widths.shape:
                raise ValueError(f"centres have shape {given.shape}, expected {self.widths.shape}")
            return given
        edges = np.concatenate([[0.0], np.cumsum(self.widths + gap)])
        total = edges[-1] - gap
        first = x - BEFORE[anchor] * total
        return np.asarray(first + edges[:-1] + self.widths / 2)

    def left(self, i: int) -> float:
        """Return the left edge of card ``i`` in stage pixels, before any offset."""
        return float(self.centres[i] - self.widths[i] / 2)

    def right(self, i: int) -> float:
        """Return the right edge of card ``i`` in stage pixels, before any offset."""
        return float(self.centres[i] + self.widths[i] / 2)

    def enter(self, *, run_time: float = ENTER, lag: float = STAGGER) -> Animation:
        """Return the animation in which the cards rise one after the other."""
        return self.grow_in("shown", run_time=run_time, rate_func=settle, lag=lag)

    def highlight(self, *spoken: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that gives these cards, and only these, an ink border."""
        now = np.zeros(len(self.tokens))
        now[list(spoken)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, spoken=now)

    def emphasise(self, strengths: ArrayLike, *, run_time: float = DIM) -> Animation:
        """Return the animation to ``(seq_len,)`` strengths: 1 full colour, 0 stepped back.

        Words never fall below 4.5:1.
        """
        return self.drive(run_time=run_time, rate_func=soft, strength=strengths)

    def pass_along(self, first: int, last: int, *, run_time: float) -> Animation:
        """Return the animation of an ink border that goes from one card to the next, to ``last``.

        Nothing slides: borders light by their distance to the place that is called.
        """
        begin = {"caller": float(first)}
        return self.drive(run_time=run_time, rate_func=glide, begin=begin, caller=float(last))

    def reword(self, i: int, *, run_time: float = REWORD) -> Animation:
        """Return the animation in which card ``i`` shows its other word; the card stands still.

        Raises
        ------
        ValueError
            When the card has no other word.
        """
        if i not in self.others:
            raise ValueError(f"TokenRow card {i} has no other word; {sorted(self.others)} have")
        now = self.channel("reworded")
        now[i] = 1.0
        return self.drive(run_time=run_time, rate_func=constant, reworded=now)

    @property
    def columns(self) -> Points:
        """Left edge and width of each card, ``(seq_len, 2)`` stage pixels, before any offset."""
        return np.column_stack([self.centres - self.widths / 2, self.widths])

    def _draw(self) -> None:
        theme, top = self.theme, self.y - self.tall / 2
        for i, (card, label) in enumerate(zip(self.cards, self.labels, strict=True)):
            shown, spoken, strength = (
                float(self._channels[c][i]) for c in ("shown", "spoken", "strength")
            )
            spoken = max(spoken, soft(1.0 - abs(self.level("caller") - i)))
            back, rise = 1.0 - strength, (1.0 - shown) * RISE
            label.colour = theme.text("muted") if i in self.special else theme.ink
            out, come = self._word_shares(i)
            label.define(presence=shown * out, dim=back, offset=(0.0, rise - LEAVES * (1 - out)))
            if i in self.others:
                self.others[i].colour = label.colour
                self.others[i].define(
                    presence=shown * come, dim=back, offset=(0.0, rise + LEAVES * (1.0 - come))
                )
            if shown < 0.005:
                card.hide()
                continue
            fill = theme.ground if i in self.special else theme.panel
            edge = mix(theme.hairline, theme.ink, spoken * (1.0 - DIMMED * back))
            card.place(
                self.left(i),
                top + rise,
                float(self.widths[i]),
                self.tall,
                mix(mix(fill, theme.ground, back), theme.ground, 1.0 - shown),
                mix(edge, theme.ground, 1.0 - shown),
                line=HAIR + (BOLD - HAIR) * spoken,
            )

    def _word_shares(self, i: int) -> tuple[float, float]:
        """Return how far a card's first word is there, and how far its other: never both."""
        reworded = float(self._channels["reworded"][i])
        return 1.0 - soft(reworded / OUT), settle((reworded - COMES) / (1.0 - COMES))
