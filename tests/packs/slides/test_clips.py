"""A clip holds exactly the frames of its beat, as the film shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from rich.console import Console

from anim_lib.errors import UserError
from anim_lib.formats import FRAME
from anim_lib.packs.clips import cut, first_frame
from anim_lib.packs.told import Told, told
from anim_lib.rendering.job import Edition
from anim_lib.rendering.local import Local
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport
from tests.reel.rendering import source

Frames = list[npt.NDArray[np.uint8]]


def frames(path: Path) -> Frames:
    with av.open(str(path)) as film:
        return [frame.to_ndarray() for frame in film.decode(video=0)]


def clips(scene: Told, folder: Path) -> list[Path]:
    targets = [folder / f"{beat.name}.mp4" for beat in scene.beats]
    cut(scene, targets)
    return targets


def check(scene: Told, folder: Path) -> None:
    film = frames(scene.folder / f"{scene.slug}.mp4")
    for beat, path in zip(scene.beats, clips(scene, folder), strict=True):
        shown = frames(path)
        assert len(shown) == beat.frames
        expected = film[beat.start_frame : beat.start_frame + beat.frames]
        assert all(np.array_equal(*pair) for pair in zip(shown, expected, strict=True)), beat.name


def test_frames_are_those_of_the_beat(tiny: Told, tmp_path: Path) -> None:
    check(tiny, tmp_path)


def test_frames_that_refer_to_later_ones(tmp_path: Path) -> None:
    slug = "d01_tiny"
    (outcome,) = render_all(
        [source(slug)],
        Edition("ink", "exact", FRAME, ("mp4",)),
        out=tmp_path,
        place=Local(1),
        force=False,
        reporter=PlainReport(Console(quiet=True)),
    )
    assert outcome.state == "rendered"
    with av.open(str(tmp_path / slug / f"{slug}.mp4")) as film:
        assert film.streams.video[0].codec_context.has_b_frames, "else this test shows nothing new"
    check(told(tmp_path / slug), tmp_path)


def test_clips_play_anywhere(tiny: Told, tmp_path: Path) -> None:
    for beat, path in zip(tiny.beats, clips(tiny, tmp_path), strict=True):
        content = path.read_bytes()
        assert content.index(b"moov") < content.index(b"mdat"), "the index must come first"
        with av.open(str(path)) as clip:
            stream = clip.streams.video[0]
            assert stream.duration is not None
            assert stream.time_base is not None
            length = float(stream.duration * stream.time_base)
            assert length == pytest.approx(beat.duration, abs=0.5 / tiny.fps)
            assert stream.codec_context.colorspace == 1  # BT.709
            assert not clip.streams.audio
            first = next(clip.demux(stream))
            assert (first.pts, first.is_keyframe) == (0, True)


def test_same_bytes_twice(tiny: Told, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for first, second in zip(clips(tiny, tmp_path / "a"), clips(tiny, tmp_path / "b"), strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_a_beat_of_no_length_has_no_clip(tiny: Told, tmp_path: Path) -> None:
    empty = replace(tiny.beats[1], name="nothing", frames=0, duration=0.0)
    scene = replace(tiny, beats=(tiny.beats[0], empty, *tiny.beats[1:]))
    paths = clips(scene, tmp_path)
    assert [path.exists() for path in paths] == [True, False, True, True]
    assert len(frames(paths[2])) == tiny.beats[1].frames


@pytest.mark.parametrize("change", [{"start_frame": 5}, {"frames": 15}])
def test_a_film_that_does_not_fit(tiny: Told, tmp_path: Path, change: dict[str, int]) -> None:
    wrong = replace(tiny.beats[1], **change)
    scene = replace(tiny, beats=(tiny.beats[0], wrong, tiny.beats[2]))
    with pytest.raises(UserError, match=r"does not begin anew at its beat \w+; `seqreel render"):
        clips(scene, tmp_path)


def test_first_frame_has_the_colours_of_the_picture(tiny: Told, tmp_path: Path) -> None:
    paths = clips(tiny, tmp_path)
    still = Image.open(tiny.folder / tiny.beats[1].still).convert("RGB")
    # the last beat begins as the one before it ended: the green patch, and the ground
    shown = first_frame(paths[2])
    for place in ((240, 135), (5, 5)):
        apart = np.subtract(shown.getpixel(place), still.getpixel(place))
        assert np.abs(apart).max() <= 3
