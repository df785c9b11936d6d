"""A rendered folder, read back as its users would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import srt
from PIL import Image

from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.export.subtitles import webvtt
from anim_lib.formats import FRAME
from anim_lib.rendering import square
from anim_lib.rendering.preview import panes
from anim_lib.storyboard import PlayedBeat
from anim_lib.theme import PAPER
from tests.reel.d01_tiny import Tiny
from tests.reel.films import frame_as_bt709
from tests.reel.rendering import render
from tests.reel.stage import GREEN, LINE

SLUG = "d01_tiny"
KEYS = ("name", "caption", "start_frame", "frames")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("renders")
    assert render(out, SLUG)[SLUG].state == "rendered"
    return out / SLUG


@pytest.fixture(scope="module")
def facts(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def test_folder_holds_every_product(folder: Path) -> None:
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    stills = {f"stills/{name}.png" for name in ("empty", "green", "moved")}
    films = {f"{SLUG}.{suffix}" for suffix in ("mp4", "gif", "srt", "vtt")}
    assert names == stills | films | {"poster.png", "poster-square.png", "manifest.json"}


def test_mp4_is_h264_yuv420p_tagged_bt709(folder: Path) -> None:
    with av.open(str(folder / f"{SLUG}.mp4")) as film:
        stream = film.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert (context.width, context.height) == (FRAME.width, FRAME.height)
        assert stream.average_rate == FRAME.fps
        # 1 is BT.709 in the tables of H.273; range 1 is "tv"
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1


def test_mp4_can_start_before_it_is_loaded(folder: Path) -> None:
    content = (folder / f"{SLUG}.mp4").read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")


def test_mp4_lasts_the_sum_of_its_beats(folder: Path, facts: dict[str, Any]) -> None:
    with av.open(str(folder / f"{SLUG}.mp4")) as film:
        stream = film.streams.video[0]
        times = [float(f.pts * f.time_base) for f in film.decode(video=0) if f.pts is not None]
        assert stream.duration is not None
        assert stream.time_base is not None
        seconds = float(stream.duration * stream.time_base)
    counted = sum(beat["frames"] for beat in facts["beats"])
    assert len(times) == facts["frames"] == counted
    assert seconds == pytest.approx(facts["duration"]) == counted / FRAME.fps
    np.testing.assert_allclose(np.diff(times), 1 / FRAME.fps, atol=1e-6)


def test_every_beat_begins_with_a_key_frame(folder: Path, facts: dict[str, Any]) -> None:
    with av.open(str(folder / f"{SLUG}.mp4")) as film:
        keys = [i for i, frame in enumerate(film.decode(video=0)) if frame.key_frame]
    assert keys == [beat["start_frame"] for beat in facts["beats"]]


def test_colours_survive_encoding(folder: Path, facts: dict[str, Any]) -> None:
    beat = next(b for b in facts["beats"] if b["name"] == "green")
    last = beat["start_frame"] + beat["frames"] - 1
    frame = frame_as_bt709(folder / f"{SLUG}.mp4", last, (FRAME.width, FRAME.height))
    middle = frame[115:155, 220:260].reshape(-1, 3)
    corner = frame[2:12, 2:12].reshape(-1, 3)
    for patch, colour in ((middle, GREEN), (corner, PAPER.ground)):
        assert np.abs(patch.astype(int) - rgb(colour)).max() <= 3


def test_stills_are_the_frames_of_the_film(folder: Path, facts: dict[str, Any]) -> None:
    for beat in facts["beats"]:
        still = np.asarray(Image.open(folder / beat["still"]))
        last = beat["start_frame"] + beat["frames"] - 1
        frame = frame_as_bt709(folder / f"{SLUG}.mp4", last, (FRAME.width, FRAME.height))
        assert still.shape == (FRAME.height, FRAME.width, 3)
        assert np.abs(still.astype(int) - frame).mean() < 1.5
    green = np.asarray(Image.open(folder / "stills" / "green.png"))
    assert green[135, 240].tolist() == rgb(GREEN)  # the drawn colour itself, never encoded


def test_poster_is_the_poster_beat(folder: Path) -> None:
    still = folder / "stills" / "green.png"
    assert (folder / "poster.png").read_bytes() == still.read_bytes()
    assert Image.open(still).info["Source"] == LINE


def test_pictures_say_what_they_show(folder: Path, facts: dict[str, Any]) -> None:
    for name in ("poster.png", "poster-square.png", "stills/green.png"):
        assert Image.open(folder / name).info["Description"] == facts["alt"]
    other = Image.open(folder / "stills" / "empty.png").info["Description"]
    assert other == "A patch: Nothing yet."


def test_square_is_the_poster_seen_through_its_window(folder: Path, facts: dict[str, Any]) -> None:
    left, top, side = facts["square"]
    assert (left, top, side) == (420, 0, 1080)
    alone = Image.open(folder / "poster-square.png")
    assert (alone.size, alone.info["Source"]) == ((FRAME.height, FRAME.height), LINE)
    poster = np.asarray(Image.open(folder / "poster.png"))
    np.testing.assert_array_equal(np.asarray(alone), poster[:, 105:375])


def test_square_is_drawn_anew_and_not_enlarged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tiny, "square", (400.0, 100.0, 800.0))
    scene, _ = panes(Tiny, FRAME, "green")
    # the patch is 6 by 4 of manim's units, 135 stage pixels each, around the middle of the frame
    right = np.array([960 - 405 - 400, 540 - 270 - 100, 800, 710])
    for pixels in (1600, 800, 200):
        drawn = square.draw(scene, pixels)[..., :3]
        green = np.argwhere((drawn == rgb(GREEN)).all(axis=-1))[:, ::-1]
        box = np.concatenate([green.min(axis=0), green.max(axis=0) + 1]) * 800 / pixels
        assert np.abs(box - right).max() <= 800 / pixels, "sharp at every size"


@pytest.mark.parametrize("wrong", [(-1, 0, 800), (0, 300, 800), (1200, 0, 800), (0, 0, 600)])
def test_a_square_outside_the_frame_is_an_error(
    monkeypatch: pytest.MonkeyPatch, wrong: tuple[float, float, float]
) -> None:
    monkeypatch.setattr(Tiny, "square", wrong)
    with pytest.raises(UserError, match="the square of “A patch” is "):
        square.window(Tiny)


def test_gif_has_the_agreed_size_and_rate(folder: Path, facts: dict[str, Any]) -> None:
    path = folder / f"{SLUG}.gif"
    assert path.stat().st_size <= 5_000_000
    with Image.open(path) as picture:
        assert picture.size == (800, 450)
        assert picture.info["loop"] == 0
        lengths = []
        for index in range(picture.n_frames):
            picture.seek(index)
            lengths.append(picture.info["duration"])
    assert sum(lengths) / 1000 == pytest.approx(facts["duration"] + 3.0, abs=0.011)
    assert lengths[-1] >= 3000
    recorded = {"width": 800, "fps": 15, "colours": 256, "rung": 0, "bytes": path.stat().st_size}
    assert facts["gif"] == recorded


def test_subtitles_say_the_captions(folder: Path, facts: dict[str, Any]) -> None:
    cues = list(srt.parse((folder / f"{SLUG}.srt").read_text("utf-8")))
    assert [cue.content for cue in cues] == ["Nothing yet.", "A green patch."]
    assert cues[0].end == cues[1].start
    assert cues[-1].end.total_seconds() == pytest.approx(facts["duration"])
    beats = [PlayedBeat(*(beat[key] for key in KEYS), FRAME.fps) for beat in facts["beats"]]
    assert (folder / f"{SLUG}.vtt").read_text("utf-8") == webvtt(beats, FRAME.fps)


def test_manifest_tells_how_it_was_made(facts: dict[str, Any]) -> None:
    assert facts["idea"] == "A green patch comes and moves."
    assert facts["options"] == {
        "theme": "paper",
        "quality": "draft",
        "formats": ["mp4", "gif"],
        "width": 480,
        "height": 270,
        "fps": 10,
    }
    assert facts["provenance"]["provenance"]["line"] == LINE
    assert facts["versions"]["manim"].startswith("0.22")
    assert [beat["start"] for beat in facts["beats"]] == [0.0, 0.4, 1.8]


def test_manifest_hashes_are_those_of_the_files(folder: Path, facts: dict[str, Any]) -> None:
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(facts["files"]) == names - {"manifest.json"}
    for name, entry in facts["files"].items():
        assert entry["sha256"] == manifest.sha256(folder / name)
        assert entry["bytes"] == (folder / name).stat().st_size
