"""What a worker tells about its progress: one JSON object a line on its standard output."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


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


Message = Progress | Failed | Finished
KINDS: dict[str, type[Message]] = {"progress": Progress, "failed": Failed, "finished": Finished}


def encode(message: Message) -> str:
    """Return ``message`` as one line of JSON."""
    return json.dumps({"kind": type(message).__name__.lower(), **asdict(message)})


def decode(line: str) -> Message:
    """Return the message that ``encode`` wrote; ValueError for any other line."""
    fields = json.loads(line)
    if not isinstance(fields, dict) or fields.get("kind") not in KINDS:
        raise ValueError(f"not a message: {line!r}")
    return KINDS[fields.pop("kind")](**fields)
