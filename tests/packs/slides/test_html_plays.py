"""The deck in a real browser, opened from the disk: clips, keys, notes, nothing from outside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Browser

from anim_lib.packs.slides import html
from anim_lib.packs.told import Told, ToldBeat
from anim_lib.theme import INK
from tests.packs.browsing import Window

pytestmark = pytest.mark.slow

WINDOW = {"width": 960, "height": 540}
STATE = """() => {
  const clip = Reveal.getCurrentSlide().querySelector("video");
  return {id: Reveal.getCurrentSlide().id, at: clip && clip.currentTime,
          length: clip && clip.duration, ended: clip && clip.ended, paused: clip && clip.paused};
}"""
ENDED = """(id) => {
  const slide = Reveal.getCurrentSlide(), clip = slide.querySelector("video");
  return slide.id === id && clip.ended && clip.currentTime === clip.duration;
}"""
# At every picture that the browser draws, some slide must show a film's frame.
WATCH = """() => {
  window.bare = 0;
  window.drawn = 0;
  const look = () => {
    const seen = [...document.querySelectorAll("section.present video, section.under video")]
      .filter((clip) => getComputedStyle(clip).visibility === "visible"
        && getComputedStyle(clip.parentElement).opacity === "1" && clip.readyState >= 2);
    window.drawn += 1;
    if (!seen.length) window.bare += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@pytest.fixture(scope="module")
def deck(tiny: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deck")
    html.write(folder, [tiny])
    return folder


class Stage(Window):
    """A deck in a window."""

    def __init__(self, browser: Browser, deck: Path, **options: Any) -> None:
        super().__init__(browser, deck / html.INDEX, **{"viewport": WINDOW, **options})

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STATE)
        return found

    def wait_for_the_end(self, beat: ToldBeat) -> None:
        self.page.wait_for_function(ENDED, arg=f"d01_tiny-{beat.name}", timeout=10_000)

    def picture(self) -> npt.NDArray[np.int_]:
        shot = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        return np.asarray(shot).astype(int)


@pytest.fixture
def stage(browser: Browser, deck: Path) -> Iterator[Stage]:
    opened = Stage(browser, deck)
    yield opened
    opened.context.close()


def apart(stage: Stage, scene: Told, beat: ToldBeat) -> float:
    """Return how far the window is from a beat's still, in levels of 255 on average."""
    shown = stage.picture()
    still = Image.open(scene.folder / beat.still).convert("RGB")
    size = (shown.shape[1], shown.shape[0])
    return float(np.abs(shown - np.asarray(still.resize(size)).astype(int)).mean())


def test_each_clip_plays_once_and_waits(stage: Stage, tiny: Told, deck: Path) -> None:
    for number, beat in enumerate(tiny.beats):
        if number:
            stage.press("PageDown")
        stage.wait_for_the_end(beat)
        assert stage.state()["length"] == pytest.approx(beat.duration, abs=0.01)
        assert apart(stage, tiny, beat) < 2
    stage.page.wait_for_timeout(700)
    assert stage.state()["ended"], "it must not begin again"
    assert stage.wrong == []
    inside = deck.as_uri() + "/"
    assert all(url.startswith((inside, "data:")) for url in stage.asked), stage.asked
    assert sum(url.endswith(".mp4") for url in stage.asked) >= 3


def test_a_clip_begins_with_its_first_frame(stage: Stage, tiny: Told) -> None:
    stage.page.evaluate("HTMLMediaElement.prototype.play = async () => {}")
    stage.press("PageDown")
    stage.page.wait_for_function("!document.querySelector('.present .waiting')")
    assert stage.state()["at"] == 0
    assert apart(stage, tiny, tiny.beats[1]) > 10  # not the poster, which shows the end
    assert apart(stage, tiny, tiny.beats[0]) < 2


@pytest.mark.parametrize(
    ("forward", "back"),
    [("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"), (" ", "p")],
)
def test_keys_and_clickers_step(stage: Stage, tiny: Told, forward: str, back: str) -> None:
    first, second, third = (f"d01_tiny-{beat.name}" for beat in tiny.beats)
    for key, expected in ((forward, second), (forward, third), (back, second), (back, first)):
        stage.press(key)
        assert stage.state()["id"] == expected


def test_a_click_steps(stage: Stage, tiny: Told) -> None:
    stage.page.mouse.click(480, 270)
    assert stage.state()["id"] == f"d01_tiny-{tiny.beats[1].name}"


def test_a_step_back_shows_the_last_frame(stage: Stage, tiny: Told) -> None:
    for _ in range(2):
        stage.press("PageDown")
    stage.press("PageUp")  # the clip was left at once, long before its end
    stage.page.wait_for_function("!document.querySelector('.present .waiting')")
    state = stage.state()
    assert (state["at"], state["paused"]) == (state["length"], True)
    assert apart(stage, tiny, tiny.beats[1]) < 2
    stage.press("r")
    stage.page.wait_for_function(f"({STATE})().at < 1")
    assert not stage.state()["ended"]
    stage.wait_for_the_end(tiny.beats[1])


def test_no_bare_ground_between_slides(stage: Stage, tiny: Told) -> None:
    stage.wait_for_the_end(tiny.beats[0])
    stage.page.evaluate(WATCH)
    for key in ("PageDown", "PageDown", "PageUp", "PageDown", "PageUp", "PageUp"):
        stage.press(key)
        stage.page.wait_for_timeout(150)
    assert stage.page.evaluate("drawn") > 20
    assert stage.page.evaluate("bare") == 0


def test_the_ground_goes_on_beside_the_stage(browser: Browser, deck: Path) -> None:
    wide = Stage(browser, deck, viewport={"width": 960, "height": 400})
    ground = [int(INK.ground[k : k + 2], 16) for k in (1, 3, 5)]
    shown = wide.picture()
    wide.context.close()
    assert shown[:, :100].tolist() == np.full((400, 100, 3), ground).tolist()


def test_less_motion_shows_stills(browser: Browser, deck: Path, tiny: Told) -> None:
    calm = Stage(browser, deck, reduced_motion="reduce")
    calm.press("PageDown")
    calm.page.wait_for_timeout(300)
    assert (calm.state()["at"], calm.state()["paused"]) == (0, True)
    assert apart(calm, tiny, tiny.beats[1]) < 2
    calm.context.close()


def test_notes_window(stage: Stage, tiny: Told) -> None:
    with stage.page.expect_popup() as opened:
        stage.press("s")
    window = opened.value
    notes = window.locator(".speaker-controls-notes .value")
    notes.get_by_text("Nothing yet.").wait_for(timeout=10_000)
    stage.press("PageDown")
    notes.get_by_text("A green patch.").wait_for()
    assert tiny.line in notes.inner_text()


def test_overview_shows_stills(stage: Stage, tiny: Told) -> None:
    stage.wait_for_the_end(tiny.beats[0])
    stage.press("Escape")
    stage.page.wait_for_function("Reveal.isOverview()")
    assert stage.state()["at"] == 0
    stage.press("ArrowRight")
    stage.press("Escape")
    stage.wait_for_the_end(tiny.beats[1])
    assert stage.wrong == []


def test_a_lost_clip_leaves_its_still(browser: Browser, tiny: Told, tmp_path: Path) -> None:
    html.write(tmp_path, [tiny])
    (tmp_path / tiny.slug / "02-green.mp4").unlink()
    torn = Stage(browser, tmp_path)
    torn.press("PageDown")
    torn.page.wait_for_function("!document.querySelector('.present .waiting')")
    assert apart(torn, tiny, tiny.beats[1]) < 2
    torn.context.close()
