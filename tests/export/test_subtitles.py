"""Cues from beats."""

from __future__ import annotations

from itertools import pairwise

import srt

from anim_lib.export.subtitles import compose
from anim_lib.storyboard import PlayedBeat


def beat(caption: str, start: int, frames: int) -> PlayedBeat:
    return PlayedBeat(f"at_{start}", caption, start, frames, 60.0)


def test_a_caption_that_stands_is_one_cue() -> None:
    beats = [beat("One.", 0, 61), beat("One.", 61, 59), beat("Two,\nin two lines.", 120, 100)]
    cues = list(srt.parse(compose(beats, 60)))
    assert [cue.content for cue in cues] == ["One.", "Two,\nin two lines."]
    assert [cue.start.total_seconds() for cue in cues] == [0.0, 2.0]


def test_cues_are_in_order_and_never_overlap() -> None:
    beats = [beat(f"Caption {i}.", 7 * i, 7) for i in range(50)]
    cues = list(srt.parse(compose(beats, 60)))
    assert [cue.index for cue in cues] == list(range(1, 51))
    assert all(cue.start < cue.end for cue in cues)
    assert all(first.end <= second.start for first, second in pairwise(cues))


def test_silence_has_no_cue() -> None:
    beats = [beat("One.", 0, 60), beat("", 60, 60), beat("One.", 120, 60)]
    cues = list(srt.parse(compose(beats, 60)))
    assert [(c.start.total_seconds(), c.end.total_seconds()) for c in cues] == [(0, 1), (2, 3)]
