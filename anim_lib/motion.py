"""Things posed from numbers, and the animations that move the numbers.

A :class:`Posed` mobject keeps named channels (arrays) and can draw itself from them at any
moment; a :class:`Drive` interpolates channels. Every frame is thus a function of values:
a bar that goes from 0.2 to 0.6 passes 0.4, and its printed number counts.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Final, Self

import numpy as np
from manim import Animation, Group, Mobject, Scene, VGroup
from numpy.typing import ArrayLike, NDArray

from anim_lib.layout import PX
from anim_lib.leaves import NOWHERE, fade, furnish, leaves_of
from anim_lib.scales import rgb
from anim_lib.theme import Theme
from anim_lib.timing import DIM, ENTER, GLANCE, MOVE, SETTLE, STAGGER, settle, smooth, soft

Channel = NDArray[np.float64]
Easing = Callable[[float], float]
DIMMED: Final = 0.5  # share of the ground in what is not spoken of
GONE: Final = 0.005  # a smaller presence is not drawn
RISE: Final = 16.0  # stage pixels that a thing rises while it enters


class Posed(VGroup):
    """A group drawn from channels of numbers; subclasses give :meth:`_draw`.

    Three channels exist everywhere: ``presence`` (0 gone, 1 there), ``dim`` (0 full colour,
    1 stepped back; words never below 4.5:1) and ``offset`` (``(2,)``, stage pixels, y down).
    """

    def __init__(self, *, theme: Theme) -> None:
        furnish(self)
        self.theme = theme
        self._channels: dict[str, Channel] = {
            "presence": np.array(1.0),
            "dim": np.array(0.0),
            "offset": np.zeros(2),
        }

    def define(self, **channels: ArrayLike) -> None:
        """Set channels without drawing: in constructors, and by a parent just before it poses."""
        for name, value in channels.items():
            self._channels[name] = np.array(value, dtype=np.float64)

    def channel(self, name: str) -> Channel:
        """Return a copy of what the channel ``name`` holds now."""
        return self._channels[name].copy()

    def level(self, name: str) -> float:
        """Return what the one-number channel ``name`` holds now."""
        return float(self._channels[name])

    def set_channels(self, **values: ArrayLike) -> Self:
        """Show ``values`` at once: absolute, so calling twice changes nothing.

        Raises
        ------
        ValueError
            When a channel does not exist, or a value has another shape or is not finite.
        """
        for name, value in values.items():
            self._channels[name] = self._checked(name, value)
        return self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        kind = type(self).__name__
        if name not in self._channels:
            raise ValueError(f"{kind} has no channel {name!r}; it has {', '.join(self._channels)}")
        shape = self._channels[name].shape
        new = np.array(value, dtype=np.float64)
        if new.shape != shape:
            try:
                new = np.broadcast_to(new, shape).copy()
            except ValueError:
                raise ValueError(
                    f"{kind}.{name} has shape {new.shape}, expected shape {shape}"
                ) from None
        if not np.isfinite(new).all():
            raise ValueError(
                f"{kind}.{name} holds a NaN or an infinity, only finite numbers are drawn"
            )
        return new

    def pose(self) -> Self:
        """Draw everything afresh from the channels."""
        if self.level("presence") < GONE:
            for leaf in leaves_of(self):
                leaf.points = NOWHERE
            return self
        self._draw()
        for child in self.submobjects:
            if isinstance(child, Posed):
                child.pose()
        self._tone()
        return self

    @abstractmethod
    def _draw(self) -> None:
        """Make points and colours of all submobjects agree with the channels."""

    def _tone(self) -> None:
        presence, dim = self.level("presence"), self.level("dim")
        shift = self._channels["offset"]
        if presence == 1.0 and dim == 0.0 and not shift.any():
            return
        leaves = [leaf for leaf in leaves_of(self) if len(leaf.points)]
        if shift.any():
            move = np.array([shift[0] * PX, -shift[1] * PX, 0.0])
            for leaf in leaves:
                leaf.points = leaf.points + move
        if presence != 1.0 or dim != 0.0:
            shares = [min(max(share, 0.0), 1.0) for share in (dim * DIMMED, dim, 1.0 - presence)]
            ground, quiet = rgb(self.theme.ground), rgb(self.theme.text("muted"))
            fade(leaves, ground, quiet, (shares[0], shares[1], shares[2]))

    def drive(
        self,
        *,
        run_time: float = MOVE,
        rate_func: Easing = smooth,
        lag: float = 0.0,
        begin: Mapping[str, ArrayLike] | None = None,
        **targets: ArrayLike,
    ) -> Drive:
        """Return the animation that takes channels to ``targets``.

        ``lag`` is the delay in seconds between one element of a channel and the next;
        ``begin`` overrides what channels hold when it starts to play.
        """
        return Drive(self, targets, begin or {}, run_time=run_time, rate_func=rate_func, lag=lag)

    def grow_in(
        self, channel: str, *, run_time: float, rate_func: Easing = smooth, lag: float = 0.0
    ) -> Animation:
        """Return the animation in which it is there, and ``channel`` goes from 0 to 1."""
        first, last = {"presence": 1.0, channel: 0.0}, {"presence": 1.0, channel: 1.0}
        return Drive(self, last, first, run_time=run_time, rate_func=rate_func, lag=lag)

    def enter(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which it rises out of the ground."""
        place = self.channel("offset")
        return self.drive(
            run_time=run_time,
            rate_func=settle,
            begin={"presence": 0.0, "offset": place + np.array([0.0, RISE])},
            presence=1.0,
            offset=place,
        )

    def leave(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which it goes."""
        return self.drive(run_time=run_time, rate_func=soft, presence=0.0)

    def step_back(self, *, run_time: float = DIM) -> Animation:
        """Return the animation that dims it: it is not spoken of."""
        return self.drive(run_time=run_time, rate_func=soft, dim=1.0)

    def step_forward(self, *, run_time: float = DIM) -> Animation:
        """Return the animation that brings it back to full colour."""
        return self.drive(run_time=run_time, rate_func=soft, dim=0.0)

    def travel(self, dx: float, dy: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation that puts it ``(dx, dy)`` stage pixels from where it was built."""
        return self.drive(run_time=run_time, offset=(dx, dy))


class Drive(Animation):
    """Interpolates channels of one :class:`Posed` mobject; ends exactly on the targets."""

    def __init__(
        self,
        posed: Posed,
        targets: Mapping[str, ArrayLike],
        begin: Mapping[str, ArrayLike],
        *,
        run_time: float,
        rate_func: Easing,
        lag: float,
    ) -> None:
        self.posed, self.lag = posed, lag
        self.targets = {n: posed._checked(n, v) for n, v in targets.items()}
        self.first = {n: posed._checked(n, v) for n, v in begin.items()}
        self.length = run_time + lag * max((v.size - 1 for v in self.targets.values()), default=0)
        super().__init__(posed, run_time=self.length, rate_func=rate_func)

    def begin(self) -> None:
        """Start from what is shown now; manim's deep copy of the mobject is not needed."""
        self.starting_mobject = self.mobject
        self.start = {n: self.first.get(n, self.posed.channel(n)) for n in self.targets}
        self.interpolate(0.0)

    def get_all_mobjects(self) -> list[Mobject]:  # noqa: D102
        return [self.posed]

    def interpolate_mobject(self, alpha: float) -> None:  # noqa: D102
        now = {n: self._between(n, alpha) for n in self.targets}
        self.posed.set_channels(**now)

    def _between(self, name: str, alpha: float) -> Channel:
        a, b = self.start[name], self.targets[name]
        if alpha >= 1.0:
            return b
        if not self.lag:  # one easing for all: a channel may hold thousands of numbers
            return np.asarray(a + (b - a) * self.rate_func(alpha))
        one = self.length - self.lag * (max(v.size for v in self.targets.values()) - 1)
        late = np.arange(b.size) * self.lag
        own = np.array([self.rate_func(float((alpha * self.length - t) / one)) for t in late])
        return np.asarray(a + (b - a) * own.reshape(b.shape))


class Timeline(Animation):
    """Plays animations at given starts; each begins from what is shown when its turn comes."""

    def __init__(self, *parts: tuple[float, Animation]) -> None:
        if not parts:
            raise ValueError("a timeline needs at least one animation")
        self.parts = sorted(parts, key=lambda part: part[0])
        self.length = max(start + part.run_time for start, part in parts)
        self._spans = [(s, a.run_time, a) for s, a in self.parts]
        # as an introducer it is not put on stage as a group, which would change who is in front
        group = Group(*dict.fromkeys(part.mobject for _, part in self.parts))
        super().__init__(group, run_time=self.length, introducer=True)

    def begin(self) -> None:  # noqa: D102
        self.starting_mobject = self.mobject
        self._begun: set[int] = set()
        self._done: set[int] = set()
        self.interpolate(0.0)

    def _setup_scene(self, scene: Scene) -> None:
        for _, part in self.parts:
            there: list[Any] = scene.mobjects  # asked first, it spares a walk through all of it
            if part.mobject not in there and not part.is_introducer():
                scene.add_mobjects_from_animations([part])
            part._setup_scene(scene)

    def get_all_mobjects(self) -> list[Any]:  # noqa: D102
        return [m for _, part in self.parts for m in part.get_all_mobjects()]

    def interpolate(self, alpha: float) -> None:  # noqa: D102
        now = alpha * self.length if alpha < 1.0 else float("inf")
        for k, (start, length, part) in enumerate(self._spans):
            if k in self._done or now < start:
                continue
            if k not in self._begun:
                part.begin()
                self._begun.add(k)
            if now >= start + length:
                part.finish()
                self._done.add(k)
            else:
                part.interpolate((now - start) / length)

    def finish(self) -> None:  # noqa: D102
        self.interpolate(1.0)

    def clean_up_from_scene(self, scene: Scene) -> None:  # noqa: D102
        for _, part in self.parts:
            part.clean_up_from_scene(scene)


def together(*parts: Animation) -> Timeline:
    """Play all at once."""
    return Timeline(*[(0.0, part) for part in parts])


def enter_all(*posed: Posed) -> Timeline:
    """Let all of them come at once."""
    return together(*[one.enter() for one in posed])


def leave_all(*posed: Posed) -> Timeline:
    """Let all of them go at once."""
    return together(*[one.leave() for one in posed])


def stagger(*parts: Animation, lag: float = STAGGER) -> Timeline:
    """Play each ``lag`` seconds after the one before it started."""
    return Timeline(*[(k * lag, part) for k, part in enumerate(parts)])


def then(*parts: Animation, gap: float = SETTLE) -> Timeline:
    """Play one after the other with ``gap`` seconds of stillness between them."""
    starts, t = [], 0.0
    for part in parts:
        starts.append((t, part))
        t += part.run_time + gap
    return Timeline(*starts)
