"""What is told about each frame while a scene plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from manim.typing import PixelArray

Area = tuple[int, int, int, int]  # left, top, right, bottom in pixels; right and bottom excluded


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawn frame.

    Parameters
    ----------
    rgba
        Shape (height, width, 4), 0 to 255: the camera's own buffer, valid during the call only.
    changed
        Areas outside of which it equals the picture before it; None: nothing is known;
        empty: it is the same picture.
    """

    rgba: PixelArray
    changed: tuple[Area, ...] | None


class FrameTap(Protocol):
    """Takes every frame of a film, in order."""

    def frame(self, picture: Picture, repeat: int) -> None:
        """Take ``picture``, which stands for ``repeat`` frames."""
