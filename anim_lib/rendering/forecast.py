"""How long a scene will probably take to draw, from what is left of earlier runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anim_lib.rendering.job import Edition

# Seconds of one core for a frame, drawn and encoded; a guess that a first render replaces.
SECONDS_PER_FRAME = {"draft": 0.003, "final": 0.008, "exact": 0.015}
SETUP = 1.0  # seconds, at least: a start and an assembly


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect of a scene.

    Parameters
    ----------
    frames
        Of each beat.
    seconds
        Of one core, for drawing and encoding each beat.
    setup
        Seconds beside the beats, spent again in every process that draws some of them.
    """

    frames: tuple[int, ...]
    seconds: tuple[float, ...]
    setup: float = SETUP

    @property
    def total(self) -> float:
        """Return the seconds of the whole scene in one process."""
        return self.setup + sum(self.seconds)


def forecast(facts: Mapping[str, Any] | None, edition: Edition) -> Forecast | None:
    """Return what an earlier run tells about a scene; None when it tells nothing.

    Parameters
    ----------
    facts
        An outline, or the manifest of products of any fingerprint, theme and size.
    edition
        What will be drawn. Measured seconds count if they were measured at its profile.
    """
    try:
        return _forecast(facts or {}, edition)
    except (KeyError, TypeError, ValueError, AttributeError):  # written by another version
        return None


def _forecast(facts: Mapping[str, Any], edition: Edition) -> Forecast | None:
    beats = facts["beats"]
    frames = tuple(max(0, round(beat["duration"] * edition.format.fps)) for beat in beats)
    guessed = tuple(count * SECONDS_PER_FRAME.get(edition.profile, 0.0) for count in frames)
    if not frames:
        return None
    if facts.get("options", {}).get("quality") != edition.profile:
        return Forecast(frames, guessed)
    measured = tuple(float(beat.get("seconds", -1.0)) for beat in beats)
    setup = max(SETUP, float(facts["seconds"].get("setup", SETUP)))
    return Forecast(frames, measured if min(measured) >= 0.0 else guessed, setup)
