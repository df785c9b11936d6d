"""What a worker tells: any number of ``Progress``, then one ``Result``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Progress:
    """``frames`` of ``total`` are drawn, now in ``stage`` (a beat's name, or what is written)."""

    stage: str
    frames: int
    total: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The scene could not be finished: one sentence, and the whole story for the log."""

    sentence: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Finished:
    """All products lie in the job's folder. ``duration`` in seconds, ``size`` in bytes."""

    duration: float
    beats: int
    size: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The job's beats are drawn and lie in its folder for the assembly."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """What the scene holds, found by playing it without drawing: see ``outlines``."""

    outline: dict[str, Any]


Result = Finished | Drawn | Outlined | Failed
Message = Progress | Result
