"""Captions as .srt and .vtt files: one cue for as long as one caption stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from html import escape
from itertools import groupby
from typing import Final, Protocol

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
    return str(srt.compose(_cues(beats, fps)))


def webvtt(beats: Iterable[Captioned], fps: int) -> str:
    """Return the text of a .vtt file, with the cues of the .srt file.

    There, words are markup: ``<``, ``>`` and ``&`` of a caption are escaped.
    """
    cues = ["WEBVTT"]
    for cue in _cues(beats, fps):
        times = " --> ".join(_stamp(time) for time in (cue.start, cue.end))
        cues.append(f"{times}\n{escape(cue.content, quote=False)}")
    return "\n\n".join(cues) + "\n"


SUFFIXES: Final[Mapping[str, Callable[[Iterable[Captioned], int], str]]] = {
    "srt": compose,
    "vtt": webvtt,
}


def _cues(beats: Iterable[Captioned], fps: int) -> list[srt.Subtitle]:
    cues = []
    for caption, stretch in groupby(beats, key=lambda beat: beat.caption.strip()):
        run = list(stretch)
        # an empty line would end a cue
        words = "\n".join(line for line in caption.splitlines() if line.strip())
        end = run[-1].start_frame + run[-1].frames
        if words and end > run[0].start_frame:
            start = _time(run[0].start_frame, fps)
            cues.append(srt.Subtitle(None, start, _time(end, fps), words))
    return cues


def _time(frame: int, fps: int) -> timedelta:
    return timedelta(milliseconds=frame * 1000 // fps)


def _stamp(time: timedelta) -> str:
    return str(srt.timedelta_to_srt_timestamp(time)).replace(",", ".")
