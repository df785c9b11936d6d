"""A stack of layers as a tower: a floor per layer, and balconies for the bytes that each keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Drive, Easing, then
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.primitives.tower_floor import AIR, Look, TowerFloor
from anim_lib.scales import hexa, mix
from anim_lib.shapes import Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, DIM, ENTER, MOVE, constant, settle, smooth, soft
from anim_lib.typesetting import SANS
from anim_lib.typography import CAP_HEIGHT, LABEL, NUMBER, Counter, Label

Place = tuple[float, float, float, float]
BYTES = Limits(0.0, np.inf, "bytes")
SLAB = 0.14  # of a floor's pitch: the gap above it
BETWEEN = 0.42  # of a floor's pitch: the gap more between two blocks
HAIR, BEAD = 1.5, 9.0  # stage pixels: line of the shaft, radius of the bead in it
ROOMY = 44.0  # stage pixels: a lower floor has no word in its room
SPREAD = 1.5  # from the first floor's start to the last one's, in the time that each takes
UNSEEN = 0.002  # a floor that is built less is not drawn
BEHIND = 18.0  # from a balcony's end to its bytes, stage pixels
SLOTS = 9
REACH = 1.2  # floors that one token lights, to either side
GONE = 0.001  # seconds, less than a frame
OUT = -REACH  # where the pulse is when no token passes


class LayerTower(ValueGroup):
    """``(n_floors,)`` bytes that the layers of a stack keep, the first layer on the ground.

    A floor has the room of its mixer and, with ``experts``, that of its MLP. What it keeps is
    a balcony on its right wall, as long as its bytes: water where the mixer is attention, a
    ledge in the mixer's own colour elsewhere. A balcony is as high as its floor, so that areas
    of one tower, and of towers whose ``place`` and ``unit`` agree, are at one scale.

    Channels: ``values`` (bytes), ``place`` (left edge, ground, width and height of the whole
    tower, see :meth:`tall`), ``unit`` (stage pixels of a balcony per byte), ``named`` (1 prints
    the words in rooms that are high enough), ``pulse`` (the floor that a token passes, counted
    from 0 at the ground; -1.2 none), ``lift`` (0 hides shaft and bead behind the tower), and per
    floor ``built`` (0 lies hidden in the first block, or has no height), ``opened`` (0 grey: its
    kind is not told), ``strength`` (1 full colour, 0 stepped back) and ``printed`` (1 prints its
    bytes).

    Parameters
    ----------
    values
        ``(n_floors,)`` bytes, none below zero.
    mixers
        A role per floor, from the ground up: ``attention``, ``ssm``, ``recurrent``, …
    place
        ``(x, ground, width, height)`` in stage pixels; ``ground`` is the tower's lower edge.
    unit
        Stage pixels per byte.
    names
        Words for the mixers' rooms, one per floor; None writes none.
    experts
        Per floor, how many networks its MLP chooses from: 1 for a dense MLP. None draws no MLPs.
    busy
        How many of them work on one token.
    period
        Floors of a block that is repeated; 0 when none is.
    written
        Bytes -> what is printed behind a balcony where ``printed`` is 1, at most nine characters;
        None prints nothing.
    shaft
        How far left of the floors, in stage pixels, a bead rises while a token passes; 0: none.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is not finite or below zero.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> tower = LayerTower([100, 800], theme=PAPER, mixers=["ssm", "attention"],
    ...                    place=(96, 800, 200, 93), unit=0.5)
    >>> tower.balcony(1)
    (302.0, 707.0, 400.0, 43.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        mixers: Sequence[str],
        place: Place,
        unit: float,
        names: Sequence[str] | None = None,
        experts: ArrayLike | None = None,
        busy: int = 1,
        period: int = 0,
        written: Callable[[float], str] | None = None,
        shaft: float = 0.0,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme, limits=BYTES)
        count = len(self.values)
        chosen = np.zeros(count) if experts is None else np.asarray(experts, dtype=np.float64)
        for name, size in (("mixers", len(mixers)), ("names", len(names or mixers))):
            if size != count:
                raise ValueError(f"LayerTower has {count} values but {size} {name}")
        if chosen.shape != (count,):
            raise ValueError(f"LayerTower experts have shape {chosen.shape}, expected ({count},)")
        if min(place[2:]) <= 0 or unit <= 0:
            raise ValueError(f"LayerTower place {place} and unit {unit} must be above 0")
        self.mixers, self.period, self.aside = tuple(mixers), period, shaft
        self.floors = [
            TowerFloor(mixer, theme=theme, experts=int(n), busy=busy, grows=mixer == "attention")
            for mixer, n in zip(mixers, chosen, strict=True)
        ]
        self.words = [
            Label(word, 0.0, 0.0, theme=theme, size=LABEL, weight="SEMIBOLD", anchor="c")
            for word in names or ()
        ]
        self.shaft, self.bead = Curve(line=HAIR), Disc()
        self.add(self.shaft, self.bead)
        self.counters = [
            Counter(0.0, 0.0, 0.0, theme=theme, written=written, slots=SLOTS, role=floor.kept)
            for floor in self.floors
            if written is not None
        ]
        self.backs = [Shape() for _ in range(0, count, period or count)]
        for k, back in reversed(list(enumerate(self.backs))):  # lower blocks hide higher ones
            self.add(back, *reversed(self.floors[self._block(k)]))
        self.add(*self.words, *self.counters)
        one = np.ones(count)
        self.define(place=place, unit=unit, named=1.0, pulse=OUT, lift=1.0)
        self.define(built=one, opened=one, strength=one, printed=0 * one)
        self.pose()

    def _block(self, k: int) -> slice:
        size = self.period or len(self.floors)
        return slice(k * size, (k + 1) * size)

    def tall(self, pitch: float) -> float:
        """Return the height in stage pixels of a tower whose floors are ``pitch`` apart."""
        return pitch * self._pitches()

    def _pitches(self) -> float:
        return self._step(len(self.floors) - 1) + 1.0 - SLAB

    @property
    def pitch(self) -> float:
        """Stage pixels from one floor to the next, now."""
        return float(self._channels["place"][3]) / self._pitches()

    def _step(self, floor: int) -> float:
        """Return how far above the ground ``floor`` starts, in pitches."""
        blocks = floor // self.period if self.period else 0
        return floor + BETWEEN * blocks

    def floor_box(self, floor: int) -> Place:
        """Return left, top, width and height of a floor's rooms now, stage pixels."""
        x, ground, wide, _ = (float(n) for n in self._channels["place"])
        pitch = self.pitch
        built, high = float(self._channels["built"][floor]), (1.0 - SLAB) * pitch
        if self.period and floor >= self.period:  # slides out of the first block
            low = self._step(floor % self.period)
            return x, ground - (low + (self._step(floor) - low) * built) * pitch - high, wide, high
        high *= built
        return x, ground - self._step(floor) * pitch - high, wide, high

    def balcony(self, floor: int) -> Place:
        """Return left, top, width and height of a floor's balcony now, stage pixels."""
        x, y, wide, high = self.floor_box(floor)
        long = float(self._channels["values"][floor]) * self.level("unit")
        return x + wide + AIR, y, long, high

    def build(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which floors rise, one after the other, from the ground up."""
        return self._upwards(run_time, smooth, begin={"presence": 1.0, "built": 0.0}, built=1.0)

    def open(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which floors show their kinds, from the ground up."""
        return self._upwards(run_time, soft, begin={}, opened=1.0)

    def _upwards(
        self, run_time: float, easing: Easing, begin: dict[str, ArrayLike], **goal: float
    ) -> Animation:
        one = run_time / (1.0 + SPREAD)  # for each floor; then the last ends with the run
        lag = SPREAD * one / max(len(self.floors) - 1, 1)
        floors = {name: np.full(len(self.floors), value) for name, value in goal.items()}
        return Drive(
            self, {"presence": 1.0, **floors}, begin, run_time=one, rate_func=easing, lag=lag
        )

    def show_floors(self, count: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation after which only the first ``count`` floors are built."""
        built = np.arange(len(self.floors)) < count
        return self.drive(run_time=run_time, built=built)

    def visit(self, *, run_time: float = MOVE, upto: int | None = None) -> Animation:
        """Return the animation in which a token passes all floors, or the first ``upto``."""
        top = (len(self.floors) if upto is None else upto) - 1.0 + REACH
        rises = self.drive(run_time=run_time, rate_func=constant, begin={"pulse": OUT}, pulse=top)
        gone = self.drive(run_time=GONE, begin={"pulse": OUT}, pulse=OUT)
        return then(rises, gone, gap=0.0)

    def zoom(self, place: Place, *, unit: float, run_time: float = MOVE) -> Animation:
        """Return the animation to another place and size, and to another scale of balconies."""
        return self.drive(run_time=run_time, place=place, unit=unit)

    def keep(
        self, values: ArrayLike, *, run_time: float = MOVE, rate_func: Easing = smooth
    ) -> Animation:
        """Return the animation in which the balconies grow to ``(n_floors,)`` bytes."""
        return self.drive(run_time=run_time, rate_func=rate_func, values=self._fitting(values))

    def emphasise(self, strengths: ArrayLike, *, run_time: float = DIM) -> Animation:
        """Return the animation to ``(n_floors,)`` strengths: 1 full colour, 0 stepped back."""
        return self.drive(run_time=run_time, rate_func=soft, strength=strengths)

    def tell(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which the words come into the rooms."""
        return self.drive(run_time=run_time, rate_func=settle, named=1.0)

    def _draw(self) -> None:
        shares = [self._channels[name] for name in ("opened", "strength", "built")]
        pulse = self.level("pulse")
        for k, floor in enumerate(self.floors):
            opened, strength, built = (float(share[k]) for share in shares)
            if built < UNSEEN:
                floor.hide()
                self._word(k, 0.0, floor, Look(opened, strength, 0.0))
                continue
            look = Look(opened, strength, soft(1.0 - abs(pulse - k) / REACH))
            _, _, long, _ = self.balcony(k)
            floor.put(self.floor_box(k), long, look)
            self._word(k, built * opened, floor, look)
        self._back()
        self._lift(pulse)
        for k, counter in enumerate(self.counters):
            left, top, long, high = self.balcony(k)
            counter.x, counter.y = left + long + BEHIND, top + high / 2 + 0.36 * NUMBER
            there = self._channels["printed"][k] * self._channels["built"][k]
            counter.define(value=self._channels["values"][k], presence=there)

    def _back(self) -> None:
        """Put ground behind each block, so that those on their way are not seen through it."""
        for k, back in enumerate(self.backs):
            floors = range(len(self.floors))[self._block(k)]
            if self._channels["built"][self._block(k)].min() < UNSEEN:
                back.hide()
                continue
            x, low, wide, high = self.floor_box(floors[0])
            top = self.floor_box(floors[-1])[1]
            back.put(rounded(x, top, wide, low + high - top), self.theme.ground)

    def _lift(self, pulse: float) -> None:
        """Draw the shaft as high as the tower is, and the bead where the token is."""
        there, lift = np.flatnonzero(self._channels["built"] >= UNSEEN), self.level("lift")
        if not self.aside or not lift or not len(there):
            self.shaft.hide()
            self.bead.hide()
            return
        behind = self.theme.ground
        tops, highs = np.array([self.floor_box(int(k)) for k in there]).T[[1, 3]]
        x, ground = self._channels["place"][:2] - (self.aside * lift, 0.0)
        self.shaft.put(
            [(x, ground), (x, tops.min())], mix(behind, self.theme.stroke("muted"), lift)
        )
        if -0.5 <= pulse <= there[-1] + 0.5:
            y = np.interp(pulse, there, tops + highs / 2)
            self.bead.place(x, float(y), BEAD, mix(behind, self.theme.ink, lift))
        else:
            self.bead.hide()

    def _word(self, k: int, there: float, floor: TowerFloor, look: Look) -> None:
        if not self.words:
            return
        word, (x, y, wide, high) = self.words[k], self.floor_box(k)
        room = soft((high - ROOMY) / 8.0)
        word.x, word.y = (
            x + floor.mixer_width(wide) / 2,
            y + high / 2 + CAP_HEIGHT[SANS] * LABEL / 2,
        )
        colour = floor.paint(look)
        word.colour = self.theme.on(hexa(colour))
        word.define(presence=there * room * self.level("named"))
