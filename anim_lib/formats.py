"""Sizes and rates that scenes are rendered at, and the files that moving pictures come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """Width and height in pixels, ``fps`` in frames a second."""

    name: str
    width: int
    height: int
    fps: int


VIDEO: Final = Format("final", 1920, 1080, 60)
DRAFT: Final = Format("draft", 854, 480, 15)
GIF: Final = Format("gif", 800, 450, 15)  # and animated WebP
STILL: Final = Format("still", 3840, 2160, 60)
FRAME: Final = Format("frame", 480, 270, 10)  # tests: exactly 16:9, and even as H.264 requires

FORMATS: Final = ("mp4", "gif", "webp", "webm")
DEFAULT_FORMATS: Final = FORMATS[:3]
CLEAR: Final = ("webm",)  # those that can show what lies behind them

# What a note, a mail or a slide takes; for GIF and WebP it is what their encoders aim at
BUDGETS: Final = {"mp4": 10_000_000, "gif": 5_000_000, "webp": 2_000_000}  # bytes
