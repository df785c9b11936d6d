"""The order inside a beat, its exact frames, and the caption's two lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import pytest
from manim import tempconfig

from anim_lib.caption import Caption
from anim_lib.layout import CAPTION_Y
from anim_lib.motion import Drive
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.theme import INK, PAPER
from anim_lib.timing import CAPTION_GAP, CAPTION_IN, CAPTION_OUT, READ, reading
from anim_lib.typography import Counter
from tests.reel.stage import TestStoryboard, Values

QUIET = {"dry_run": True, "progress_bar": "none", "verbosity": "ERROR"}
SIZE = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 15}


class Counting(TestStoryboard):
    """A number counts."""

    title = "Counting"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        number = Counter(0.0, 300, 400, theme=self.theme)
        self.cast(number)
        yield Beat("green", "One caption stands.", number.enter())
        up: Drive = number.drive(run_time=0.73, value=1.0)
        yield Beat("same", "One caption stands.", up, hold=0.11)
        yield Beat("second", "One caption stands.\nAnother line comes.", read=0.5)


class Doubled(TestStoryboard):
    """Two beats have one name."""

    title = "Doubled"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        yield Beat("green", "Once.")
        yield Beat("green", "Twice.")


def play(kind: type[Storyboard[Values]], folder: Path, *, skip: bool) -> Storyboard[Values]:
    with tempconfig({**QUIET, **SIZE, "media_dir": str(folder), "dry_run": skip}):
        scene = kind(skip_animations=skip)
        scene.render()
    return scene


def test_beats_have_the_same_frames_played_and_skipped(tmp_path: Path) -> None:
    fast = play(Counting, tmp_path, skip=True).beats_played
    scene = play(Counting, tmp_path, skip=False)
    assert scene.beats_played == fast
    film = scene.renderer.file_writer.movie_file_path
    with av.open(str(film)) as opened:
        drawn = opened.streams.video[0].frames
    assert drawn == sum(beat.frames for beat in fast)
    starts = [beat.start_frame for beat in fast]
    assert starts == [0, fast[0].frames, fast[0].frames + fast[1].frames]


def test_a_caption_that_stays_costs_no_reading_time(tmp_path: Path) -> None:
    first, same, second = play(Counting, tmp_path, skip=True).beats_played
    assert first.duration >= reading("One caption stands.")
    assert same.frames == round(0.73 * 15) + round(0.11 * 15)
    assert second.frames == round(CAPTION_IN * 15) + round(0.5 * 15) + round(0.2 * 15)


def test_two_beats_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two beats are named 'green'"):
        play(Doubled, tmp_path, skip=True)


def test_captions_have_two_lines_at_most() -> None:
    with pytest.raises(ValueError, match="'long' has more than two lines"):
        Beat("long", "one\ntwo\nthree")
    with pytest.raises(ValueError, match="wider than the stage"):
        Caption(theme=PAPER).prepare("word " * 40, {})


def test_old_and_new_caption_are_never_both_readable() -> None:
    caption = Caption(theme=PAPER)
    caption.prepare("Old words.", {})
    caption.set_channels(swap=1.0)
    assert caption.prepare("New words.", {}) == "New words."
    old, new = caption.submobjects
    whole = CAPTION_OUT + CAPTION_GAP + CAPTION_IN
    for k in range(101):
        caption.set_channels(swap=k / 100)
        assert min(old.level("presence"), new.level("presence")) == 0.0
    caption.set_channels(swap=(CAPTION_OUT + CAPTION_GAP / 2) / whole)
    assert old.level("presence") == new.level("presence") == 0.0


def test_a_first_line_that_stays_does_not_move() -> None:
    caption = Caption(theme=INK)
    caption.prepare("It stays.", {})
    caption.set_channels(swap=1.0)
    before = caption.submobjects[0].submobjects[0].points.copy()
    assert caption.prepare("It stays.\nMore comes.", {}) == "More comes."
    for share in (0.0, 0.3, 1.0):
        caption.set_channels(swap=share)
        stays, comes = caption.submobjects
        assert (stays.submobjects[0].points == before).all()
    assert (stays.y, comes.y) == CAPTION_Y


def test_reading_time_grows_with_the_words() -> None:
    assert reading("Two words.") == READ
    assert reading("one two three four five six seven eight") == 2.0
