"""How often a film flashes: the general and the red flashes of WCAG 2.2, criterion 2.3.1.

A general flash is a pair of opposite changes of the relative luminance by a tenth of its largest
or more, of which the darker end is below 0.8. A red flash is a pair of opposite changes to or from
a saturated red, R / (R + G + B) of 0.8 or more, by more than 0.2 in the chromaticities u' and v' of
CIE 1976. Flashes are harmless on less than a quarter of any ten degrees of the field of view,
which are 341 x 256 pixels where a screen is 1024 wide.

A field flashes when a quarter of it changes at once, within a fifth of a second; what goes the
other way meanwhile, as where stripes move, is taken off. Flashes of places are counted too, however
many change at once and in whatever order: so many does each place in a quarter of a field see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 0.2  # seconds
STEP, DARK = 0.1, 0.8  # of relative luminance
RED, APART = 0.8, 0.2  # share of red light; distance in u' and v'
ACROSS, DOWN, SHARE = 341 / 1024, 256 / 1024, 0.25  # of a picture's width; of a field
LEVELS = np.arange(256) / 255
LINEAR = np.where(LEVELS <= 0.04045, LEVELS / 12.92, ((LEVELS + 0.055) / 1.055) ** 2.4)
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = (0.1978, 0.4683)  # u', v' of D65, for black

Light = NDArray[np.float64]  # (height, width, ...)
Ways = NDArray[np.int8]  # (height, width): 1 where a change goes up, -1 where down, 0 elsewhere


@dataclass(frozen=True)
class Flashes:
    """The most flashes in any one second of a film."""

    general: int = 0
    red: int = 0
    places: int = 0


class Meter:
    """Takes the pictures of a film in order, ``fps`` of them a second."""

    def __init__(self, fps: int) -> None:
        self.fps, self._now = fps, 0
        self._general, self._red = _General(), _Red()
        self._turns: tuple[list[tuple[int, Ways]], ...] = ([], [])

    def see(self, rgba: NDArray[Any], repeat: int = 1) -> None:
        """Take a picture ``(height, width, 3 or 4)`` of 0..255 that stands ``repeat`` times."""
        light = LINEAR[rgba[..., :3]]
        for kind, turns in zip((self._general, self._red), self._turns, strict=True):
            ways = kind.turn(light)
            if ways.any():
                turns.append((self._now, ways))
        self.hold(repeat)

    def hold(self, repeat: int) -> None:
        """Let the last picture stand for ``repeat`` more."""
        self._now += repeat

    def most(self) -> Flashes:
        """Return what has been counted."""
        places = max(self._of_places(turns) for turns in self._turns)
        return Flashes(*(self._of_fields(turns) for turns in self._turns), places)

    def _of_places(self, turns: list[tuple[int, Ways]]) -> int:
        most = 0
        for k, (start, first) in enumerate(turns):
            changes = np.zeros(first.shape, dtype=np.int64)
            for at, ways in turns[k:]:
                if at >= start + self.fps:
                    break
                changes += np.abs(ways)
            while (changes // 2 > most).any() and shares(changes // 2 > most).max() >= SHARE:
                most += 1
        return most

    def _of_fields(self, turns: list[tuple[int, Ways]]) -> int:
        changes: list[tuple[int, Ways]] = []
        before: Any = 0
        for k, (now, first) in enumerate(turns):
            net, turned = np.zeros(first.shape), np.zeros(1)
            for at, ways in turns[k::-1]:
                if at <= now - round(AT_ONCE * self.fps):
                    break
                net = net + ways
                share = shares(net)
                turned = np.where((turned == 0) & (np.abs(share) >= SHARE), np.sign(share), turned)
            turned = np.where(turned == before, 0, turned)
            before = np.where(turned != 0, turned, before)
            changes.append((now, np.abs(turned)))
        seconds = (
            sum(turned for at, turned in changes[k:] if at < start + self.fps)
            for k, (start, _) in enumerate(changes)
        )
        return max((int(np.max(second)) // 2 for second in seconds), default=0)


class _General:
    """Follows the luminance of each place: a change counts once, however far it goes."""

    def turn(self, linear: Light) -> Ways:
        light = linear @ TO_XYZ[1]
        if not hasattr(self, "extreme"):
            self.extreme, self.way = light, np.zeros(light.shape)
        change = light - self.extreme
        counts = (np.abs(change) >= STEP) & (np.minimum(light, self.extreme) < DARK)
        turned = np.where(counts & (np.sign(change) != self.way), np.sign(change), 0)
        self.way = np.where(turned != 0, turned, self.way)
        # from here on the extreme is the furthest that the light has gone this way
        further = (turned != 0) | (change * self.way > 0)
        self.extreme = np.where(further, light, self.extreme)
        return turned.astype(np.int8)


class _Red:
    """Follows the chromaticity of each place: changes to a saturated red and away from it."""

    def turn(self, linear: Light) -> Ways:
        red = linear[..., 0] >= RED * np.maximum(linear.sum(axis=-1), 1e-9)
        xyz = linear @ TO_XYZ.T
        below = xyz @ np.array([1.0, 15.0, 3.0])
        dark = below < 1e-6
        chroma = xyz[..., :2] * (4.0, 9.0) / np.where(dark, 1.0, below)[..., None]
        chroma[dark] = WHITE
        if not hasattr(self, "red"):
            self.red, self.chroma = red, chroma
        far = np.linalg.norm(chroma - self.chroma, axis=-1) > APART
        turned = far & (red != self.red)
        # what is not red drifts, until it is
        moved = turned | ~(red | self.red)
        self.red = np.where(turned, red, self.red)
        self.chroma = np.where(moved[..., None], chroma, self.chroma)
        return np.where(turned, np.where(red, 1, -1), 0).astype(np.int8)


def shares(where: NDArray[Any]) -> NDArray[np.float64]:
    """Return the mean over every field of view that lies in a picture."""
    height, width = where.shape
    wide, high = (max(1, round(part * width)) for part in (ACROSS, DOWN))
    high = min(high, height)
    total = np.zeros((height + 1, width + 1))
    total[1:, 1:] = where.cumsum(axis=0).cumsum(axis=1)
    rows = total[high:] - total[:-high]
    return np.asarray((rows[:, wide:] - rows[:, :-wide]) / (wide * high))
