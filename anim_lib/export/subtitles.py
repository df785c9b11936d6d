"""Captions as an .srt file: one cue for as long as one caption stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Protocol

import srt


class Captioned(Protocol):
    """What a cue is made from; ``PlayedBeat`` has it."""

    @property
    def caption(self) -> str:
        """The words, on one or two lines."""

    @property
    def start_frame(self) -> int:
        """First frame of the beat."""

    @property
    def frames(self) -> int:
        """How many frames it lasts."""


def compose(beats: Iterable[Captioned], fps: int) -> str:
    """Return the text of an .srt file.

    Neighbouring beats with the same caption share a cue; a beat without words
    has none. Cues are in order and never overlap.
    """
    cues = []
    for caption, stretch in groupby(beats, key=lambda beat: beat.caption.strip()):
        run = list(stretch)
        if caption:
            end = run[-1].start_frame + run[-1].frames
            cues.append(
                srt.Subtitle(None, _time(run[0].start_frame, fps), _time(end, fps), caption)
            )
    return str(srt.compose(cues))


def _time(frame: int, fps: int) -> timedelta:
    return timedelta(milliseconds=frame * 1000 // fps)
