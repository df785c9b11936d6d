"""A box beside the stream: it reads the stream through a norm and drops what it makes."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Posed
from anim_lib.scales import mix, ramp
from anim_lib.shapes import Arrow, Box, Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER, GLANCE, soft
from anim_lib.typography import SMALL, Label, width

HEIGHT, PAD, LINE = 56.0, 16.0, 3.0
NORM_HEIGHT: Final = 48.0
RADIUS = 10.0
JOINT, ARM = 22.0, 11.0  # radius of the circle with a plus, and half of the plus
RIM = 1.5
FEED, FEED_GAP = 30.0, 3.0  # height of what other streams feed into the box, and gaps between
FLOOR: Final = {"paper": 0.62, "ink": 0.5}  # first step of the ramp with 3:1 on the ground
BASELINE = 0.36 * SMALL


class SideBranch(Posed):
    """From the stream at ``tap`` up through a norm into a box, and from the box down at ``at``.

    Channels: ``read`` (0..1: how far the way from the stream into the box is drawn), ``given``
    (the arrow down), ``lit`` (1 the box in its role's colour), ``behind`` (0: the norm lies on
    the way to the box, 1: on the stream, at ``behind_at``), ``joined`` (1: the arrow goes on to a
    plus on the stream's line), ``fed`` (0..1: how far the feeds have come down).

    Parameters
    ----------
    name
        What is written in the box.
    tap, at
        x of where it reads and of where it adds, stage pixels; ``tap`` None: reads nothing.
    y
        Centre line of the box, stage pixels.
    stream, window
        y at which the way starts and at which the arrow down ends, stage pixels.
    behind_at
        Where the norm lies when it is put behind the sum, stage pixels; there runs the line of
        the stream.
    feeds
        ``(n,)`` shares that are read from other streams: bands that come into the box from above,
        as wide as that share of the box.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> branch = SideBranch("MLP", theme=PAPER, role="accent", tap=200, at=400, y=260, stream=330,
    ...                     window=330, behind_at=(500, 500))
    >>> branch.set_channels(behind=1.0).norm_at()
    (500.0, 500.0)
    """

    def __init__(
        self,
        name: str,
        *,
        theme: Theme,
        role: str,
        tap: float | None,
        at: float,
        y: float,
        stream: float,
        window: float,
        behind_at: tuple[float, float] | None = None,
        feeds: ArrayLike = (),
    ) -> None:
        super().__init__(theme=theme)
        if tap is not None and tap >= at:
            raise ValueError(f"SideBranch taps at {tap}, expected left of where it adds: {at}")
        self.shares = np.array(feeds, dtype=np.float64)
        if self.shares.ndim != 1 or (self.shares < 0).any() or self.shares.sum() > 1.0 + 1e-9:
            raise ValueError(f"SideBranch feeds {feeds!r} are no shares: 0 or more, at most 1")
        self.role, self.tap, self.at, self.y = role, tap, at, y
        self.stream, self.window, self.behind_at = stream, window, behind_at
        self.half = width(name, SMALL, weight="SEMIBOLD") / 2 + PAD
        self.norm_half = width("norm", SMALL) / 2 + 10.0
        self.riser, self.into, self.down = Curve(line=LINE), Arrow(line=LINE), Arrow(line=LINE)
        self.box, self.norm = (Box(radius=RADIUS, line=LINE) for _ in range(2))
        self.title = Label(
            name, at, y + BASELINE, theme=theme, size=SMALL, weight="SEMIBOLD", anchor="c"
        )
        self.norm_name = Label("norm", at, y, theme=theme, size=SMALL, anchor="c")
        self.joint = Disc(line=LINE)
        self.plus = [Curve(line=LINE) for _ in range(2)]
        self.feeds = [Shape(line=RIM) for _ in self.shares]
        self.add(
            *self.feeds,
            self.joint,
            *self.plus,
            self.riser,
            self.into,
            self.down,
            self.box,
            self.title,
        )
        self.add(self.norm, self.norm_name)
        self.define(read=1.0, given=1.0, lit=0.0, behind=0.0)
        self.define(joined=0.0, fed=1.0)
        self.pose()

    def norm_at(self) -> tuple[float, float]:
        """Return the middle of the norm now, stage pixels."""
        start = np.array([self.tap or self.at, self.y])
        end = start if self.behind_at is None else np.array(self.behind_at)
        x, y = start + (end - start) * self.level("behind")
        return float(x), float(y)

    def read(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which it reads the stream."""
        return self.drive(
            run_time=run_time,
            begin={"read": 0.0, "given": 0.0, "fed": 0.0},
            presence=1.0,
            read=1.0,
            given=0.0,
            fed=1.0,
            lit=1.0,
        )

    def give(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which its arrow goes down to the window."""
        return self.drive(run_time=run_time, given=1.0)

    def rest(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which it is no longer spoken of."""
        return self.drive(run_time=run_time, rate_func=soft, lit=0.0)

    def swap(self, *, behind: bool, run_time: float = BEND) -> Animation:
        """Return the animation that puts the norm behind the sum, or back in front of the box."""
        return self.drive(run_time=run_time, behind=float(behind))

    def _draw(self) -> None:
        theme, lit = self.theme, self.level("lit")
        edge = mix(theme.ink, theme.stroke(self.role), lit)
        half, y = self.half, self.y
        self.box.place(
            self.at - half, y - HEIGHT / 2, 2 * half, HEIGHT, theme.ground, edge, line=LINE
        )
        self.title.colour = mix(theme.ink, theme.text(self.role), lit)
        given, joined = self.level("given"), self.level("joined")
        tip = self.window - 2.0
        if self.behind_at is not None:
            tip += (self.behind_at[1] - JOINT - 2.0 - tip) * joined
        if given > 0.0:
            self.down.put((self.at, y + HEIGHT / 2 + 2.0), (self.at, tip), theme.ink, grow=given)
        else:
            self.down.hide()
        self._joint(joined)
        self._feed()
        self._way()

    def _joint(self, joined: float) -> None:
        theme, there = self.theme, soft(joined)
        if there <= 0.0 or self.behind_at is None:
            for part in (self.joint, *self.plus):
                part.hide()
            return
        x, y = self.at, self.behind_at[1]
        ink = mix(theme.ground, theme.ink, there)
        self.joint.place(x, y, JOINT, theme.ground, ink)
        self.plus[0].put([(x - ARM, y), (x + ARM, y)], ink)
        self.plus[1].put([(x, y - ARM), (x, y + ARM)], ink)

    def _feed(self) -> None:
        theme, fed = self.theme, self.level("fed")
        bottom, ends = self.y - HEIGHT / 2 - 3.0, np.concatenate([[0.0], np.cumsum(self.shares)])
        left, tall = self.at - self.half, FEED * fed
        for feed, share, start in zip(self.feeds, self.shares.tolist(), ends, strict=False):
            wide = 2 * self.half * share - FEED_GAP
            if tall < 0.5 or wide <= 0.0:
                feed.hide()
                continue
            x = left + 2 * self.half * float(start) + FEED_GAP / 2
            rim = ramp(theme.attention_ramp, max(FLOOR[theme.name], share))
            feed.put(rounded(x, bottom - FEED, wide, tall), ramp(theme.attention_ramp, share), rim)

    def _way(self) -> None:
        theme, read, x = self.theme, self.level("read"), self.tap
        if x is None:
            for part in (self.riser, self.norm):
                part.hide()
            self.into.hide()
            self.norm_name.define(presence=0.0)
            return
        up = min(2.0 * read, 1.0)
        self.riser.put([(x, self.stream), (x, self.y)], theme.ink, share=up)
        across, behind = max(2.0 * read - 1.0, 0.0), self.level("behind")
        start = x + self.norm_half * (1.0 - behind) - 1.5 * behind
        end = self.at - self.half - 2.0
        if across > 0.0:
            self.into.put((start, self.y), (end, self.y), theme.ink, grow=across)
        else:
            self.into.hide()
        there = soft(2.0 * read - 0.6)
        self.norm_name.define(presence=there)
        if there <= 0.0:
            self.norm.hide()
            return
        at_x, at_y = self.norm_at()
        half, tall = self.norm_half, NORM_HEIGHT
        edge = mix(theme.ground, theme.stroke("muted"), there)
        self.norm.place(at_x - half, at_y - tall / 2, 2 * half, tall, theme.panel, edge, line=LINE)
        self.norm_name.x, self.norm_name.y = at_x, at_y + BASELINE
