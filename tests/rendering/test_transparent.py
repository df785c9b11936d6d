"""Scenes without their ground."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from av.codec import CodecContext
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console

from anim_lib.export.alpha import pixel
from anim_lib.formats import FRAME
from anim_lib.rendering.job import Edition
from anim_lib.rendering.local import Local
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport
from anim_lib.theme import THEMES
from tests.reel.rendering import facts, source

pytestmark = pytest.mark.slow

SLUG = "d01_tiny"
GROUND = pixel(THEMES["paper"].ground)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The scene with its ground (False) and without it (True)."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for clear in (False, True):
            out = tmp_path_factory.mktemp("clear" if clear else "opaque")
            render_all(
                [source(SLUG)],
                Edition("paper", "draft", FRAME, ("webm",), clear),
                out=out,
                place=Local(1),
                force=False,
                reporter=PlainReport(Console()),
            )
            found[clear] = out / SLUG
    return found


def over_ground(rgba: NDArray[np.uint8]) -> NDArray[np.float64]:
    share = rgba[..., 3:] / 255
    return rgba[..., :3] * share + GROUND * (1 - share)


@pytest.mark.parametrize("name", ["stills/green.png", "stills/moved.png", "poster-square.png"])
def test_pictures_over_the_ground_are_the_opaque_ones(folders: dict[bool, Path], name: str) -> None:
    clear, opaque = (np.asarray(Image.open(folders[key] / name)) for key in (True, False))
    assert (clear.shape[2], opaque.shape[2]) == (4, 3)
    assert np.abs(over_ground(clear) - opaque).max() <= 1.0
    assert clear[2, 2, 3] == 0
    assert clear[clear.shape[0] // 2, clear.shape[1] // 2, 3] == 255  # the patch


def test_every_frame_of_the_film_has_alpha(folders: dict[bool, Path]) -> None:
    decoder = CodecContext.create("libvpx-vp9", "r")  # FFmpeg's own knows nothing of alpha
    pictures = []
    with av.open(str(folders[True] / f"{SLUG}.webm")) as film:
        assert film.streams.video[0].metadata["ALPHA_MODE"] == "1"
        for packet in film.demux(video=0):
            pictures += [frame.to_ndarray(format="rgba") for frame in decoder.decode(packet)]
    told = facts(folders[True].parent, SLUG)
    assert len(pictures) == told["frames"]
    last = told["beats"][1]["start_frame"] + told["beats"][1]["frames"] - 1
    still = np.asarray(Image.open(folders[True] / "stills/green.png"))
    for seen, kept in ((pictures[0], np.zeros(())), (pictures[last], still[..., 3])):
        assert np.abs(seen[..., 3].astype(int) - kept).mean() < 1.0
    assert np.abs(over_ground(pictures[last]) - over_ground(still)).mean() < 3.0  # VP9 loses some


def test_the_opaque_film_has_none(folders: dict[bool, Path]) -> None:
    with av.open(str(folders[False] / f"{SLUG}.webm")) as film:
        assert "ALPHA_MODE" not in film.streams.video[0].metadata
