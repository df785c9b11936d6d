"""Cues from beats."""

from __future__ import annotations

from itertools import pairwise

import pytest
import srt

from anim_lib.export.subtitles import SUFFIXES, compose, webvtt
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


def test_webvtt() -> None:
    beats = [beat("a < b & b > c --> d", 0, 90), beat("Two,\nin “two” lines.", 90, 3_600_000)]
    assert webvtt(beats, 60) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.500\na &lt; b &amp; b &gt; c --&gt; d\n\n"
        "00:00:01.500 --> 16:40:01.500\nTwo,\nin “two” lines.\n"
    )


def test_nothing_is_said() -> None:
    assert webvtt([beat("", 0, 60)], 60) == "WEBVTT\n"
    assert compose([beat("Of no length.", 5, 0)], 60) == ""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_line_would_end_a_cue(suffix: str) -> None:
    text = SUFFIXES[suffix]([beat("One,\n \nand two.", 0, 60)], 60)
    assert "\nOne,\nand two.\n" in text
