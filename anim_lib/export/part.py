"""What drawing some beats of a scene leaves behind, for their products to be made from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "part.json"


@dataclass(frozen=True, slots=True)
class DrawnBeat:
    """One beat that was drawn.

    Parameters
    ----------
    index
        Its place in the scene, from 0.
    name, caption
        As in the storyboard.
    start_frame, frames
        First frame in the film, and how many.
    seconds
        That drawing and encoding took.
    """

    index: int
    name: str
    caption: str
    start_frame: int
    frames: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Part:
    """Beats drawn in one go. ``scene`` holds what the manifest says about the whole scene."""

    scene: dict[str, Any]
    beats: tuple[DrawnBeat, ...]
    setup: float  # seconds from the start to the first frame

    def write(self, folder: Path) -> None:
        """Write ``part.json``, the sign that the folder is whole."""
        text = json.dumps(asdict(self), ensure_ascii=False)
        (folder / NAME).write_text(text, "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Part:
        """Return what :meth:`write` wrote."""
        fields = json.loads((folder / NAME).read_text("utf-8"))
        beats = tuple(DrawnBeat(**beat) for beat in fields["beats"])
        return cls(fields["scene"], beats, fields["setup"])


def piece(folder: Path, kind: str, index: int, suffix: str) -> Path:
    """Return the path of what beat ``index`` left of one kind."""
    return folder / kind / f"{index:04}.{suffix}"


def in_order(parts: Sequence[Part]) -> list[DrawnBeat]:
    """Return the beats of all parts, in order.

    Raises
    ------
    RuntimeError
        When beats or frames are missing between them, or come twice.
    """
    beats = [beat for part in parts for beat in part.beats]
    frame = 0
    for place, beat in enumerate(beats):
        if (beat.index, beat.start_frame) != (place, frame):
            raise RuntimeError(
                f"beat {place} should begin at frame {frame}, but beat {beat.index} "
                f"({beat.name}) follows, which begins at {beat.start_frame}"
            )
        frame += beat.frames
    return beats
