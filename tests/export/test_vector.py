"""Stills without pixels look like their frames, in both themes, in colour and in grey."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from skimage.metrics import structural_similarity

import scenes
from anim_lib.export import inks, vector_pdf, vector_svg
from anim_lib.export.drawing import Drawing
from anim_lib.formats import Format
from anim_lib.rendering import stills
from anim_lib.rendering.perform import Board
from anim_lib.rendering.preview import at_ends
from anim_lib.storyboard import Beat
from tests.export.drawn import NOTES, bitmaps, pixels, shapes
from tests.machine import program

SIZE = Format("test", 1920, 1080, 10)
SCREEN_MM = 508  # 1920 CSS pixels
POSTERS = [
    ("d02_attention_heatmap", "paper"),  # a heat grid
    ("m2_recurrent_vs_convolutional", "paper"),  # transparent lines
    ("d19_photographic_vs_sketch", "ink"),  # many small words and lines
    ("d04_transformer_block", "ink"),  # a band up to the frame's edge
]


@dataclass(frozen=True)
class Shown:
    frame: NDArray[np.uint8]
    drawing: Drawing


@pytest.fixture(scope="module", params=POSTERS, ids=lambda poster: f"{poster[0][:3]}-{poster[1]}")
def poster(request: pytest.FixtureRequest) -> Shown:
    slug, theme = request.param
    kept: list[Shown] = []

    def keep(scene: Board, _: Beat) -> None:
        frame = np.array(scene.renderer.get_frame(), dtype=np.uint8)[..., :3]
        kept.append(Shown(frame, stills.drawing_of(scene)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEQREEL_THEME", theme)
        kind = scenes.load(slug)
        at_ends(kind, SIZE, keep, kind.poster)
    return kept[0]


@pytest.fixture(scope="module")
def screen() -> Iterator[Page]:
    flags = ["--disable-gpu", "--disable-quic", "--no-sandbox", "--force-device-scale-factor=1"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(program("chromium")), args=flags)
        yield browser.new_page(viewport={"width": SIZE.width, "height": SIZE.height})
        browser.close()


def photograph(screen: Page, svg: Path) -> NDArray[np.uint8]:
    screen.goto(svg.as_uri())
    screen.screenshot(path=svg.with_suffix(".png"))
    return np.asarray(Image.open(svg.with_suffix(".png")).convert("RGB"))


def alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(structural_similarity(one, other, channel_axis=2))


@pytest.mark.slow
def test_a_pdf_looks_like_its_frame(poster: Shown, tmp_path: Path) -> None:
    target = tmp_path / "still.pdf"
    vector_pdf.write(poster.drawing, target, NOTES, width_mm=180)
    assert alike(poster.frame, pixels(target, SIZE.height)) >= 0.99
    assert bitmaps(target) == 0


@pytest.mark.slow
def test_an_svg_looks_like_its_frame(poster: Shown, tmp_path: Path, screen: Page) -> None:
    target = tmp_path / "still.svg"
    vector_svg.write(poster.drawing, target, NOTES, width_mm=SCREEN_MM)
    assert alike(poster.frame, photograph(screen, target)) >= 0.99
    text = target.read_text("utf-8")
    assert "<image" not in text
    assert "base64" not in text


def test_red_is_red(tmp_path: Path, screen: Page) -> None:
    vector_pdf.write(shapes(), tmp_path / "s.pdf", NOTES, width_mm=180)
    vector_svg.write(shapes(), tmp_path / "s.svg", NOTES, width_mm=SCREEN_MM)
    for seen in (pixels(tmp_path / "s.pdf"), photograph(screen, tmp_path / "s.svg")):
        assert seen[540, 960].tolist() == [197, 45, 31]
        assert np.abs(seen[540, 960 + 405].astype(int) - [130, 179, 216]).max() <= 1
        assert seen[540, 960 - 405].tolist() == [26, 29, 36]


def test_greys_are_the_frames_in_every_kind(tmp_path: Path, screen: Page) -> None:
    vector_pdf.write(shapes(), tmp_path / "s.pdf", NOTES, width_mm=180, space=inks.GREY)
    vector_svg.write(shapes(), tmp_path / "s.svg", NOTES, width_mm=SCREEN_MM, grey=True)
    solid = np.array([[[197, 45, 31], [26, 29, 36], [255, 255, 255]]], dtype=np.uint8)
    wanted = inks.grey_picture(solid)[0].astype(int)
    for seen in (pixels(tmp_path / "s.pdf"), photograph(screen, tmp_path / "s.svg")):
        assert np.ptp(seen, axis=2).max() == 0
        found = [seen[540, 960, 0], seen[540, 960 - 405, 0], seen[0, 0, 0]]
        assert np.abs(np.array(found) - wanted).max() <= 1


@pytest.mark.parametrize("suffix", ["pdf", "svg"])
def test_the_same_bytes_twice(tmp_path: Path, suffix: str) -> None:
    write = vector_pdf.write if suffix == "pdf" else vector_svg.write
    for name in ("a", "b"):
        write(shapes(), tmp_path / f"{name}.{suffix}", NOTES, width_mm=180)
        time.sleep(1.1 if (name, suffix) == ("a", "pdf") else 0)  # a random mark holds the second
    first = (tmp_path / f"a.{suffix}").read_bytes()
    assert first == (tmp_path / f"b.{suffix}").read_bytes()
    assert b"Date" not in first
