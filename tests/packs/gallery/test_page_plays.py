"""The gallery in a real browser, opened from the disk: it plays, seeks, tells, filters, adapts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from anim_lib.packs.gallery import pack
from anim_lib.packs.told import Told
from anim_lib.theme import INK, PAPER
from tests.packs.browsing import Window
from tests.packs.gallery.shelves import CLEAR, NASTY, OWN, beats, put

pytestmark = pytest.mark.slow

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
FILM = "document.querySelector('dialog[open] video')"
CURRENT = "document.querySelector('dialog[open] [aria-current]')"
OVERFLOW = "(it => it.scrollWidth - it.clientWidth)"


@pytest.fixture(scope="module")
def renders(tiny: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two scenes, one of them with words that are markup elsewhere, and one with own inputs."""
    root = tmp_path_factory.mktemp("gallery")
    numbers = [{"name": "d head", "value": "64", "unit": "number", "how": "chosen " * 9}]
    put(tiny, root, "d01_tiny", errata=["moved"], numbers=numbers)
    said = beats(tiny, empty="First.", green=NASTY, moved=f"{NASTY}\nAnd more.")
    put(tiny, root, "d02_other", title=f"Other {NASTY}", family="attention", beats=said)
    put(tiny, root / OWN / "256k-0a1b2c3", "d01_tiny")
    assert pack.write(root, OWN, CLEAR) == []
    return root


class Gallery(Window):
    """The page in a window."""

    def __init__(self, browser: Browser, renders: Path, **options: Any) -> None:
        super().__init__(browser, renders / pack.INDEX, **{"viewport": WIDE, **options})

    def open(self, key: str = "d01_tiny") -> None:
        self.page.click(f"a.open[href='#{key}']")

    def film(self, field: str) -> Any:
        return self.page.evaluate(f"{FILM}?.{field}")

    def wait(self, condition: str) -> None:
        self.page.wait_for_function(condition, timeout=10_000)

    def shown(self) -> list[str]:
        return self.page.locator("a.open:visible").all_inner_texts()

    def ground(self) -> str:
        found = self.page.evaluate("getComputedStyle(document.body).backgroundColor")
        return "#" + "".join(f"{int(part):02X}" for part in found[4:-1].split(","))


@pytest.fixture
def gallery(browser: Browser, renders: Path) -> Iterator[Gallery]:
    opened = Gallery(browser, renders)
    yield opened
    opened.context.close()


def test_a_film_plays_when_it_is_asked_for(gallery: Gallery, renders: Path) -> None:
    gallery.page.wait_for_load_state("load")
    assert gallery.page.locator("video").count() == 0
    assert not [url for url in gallery.asked if url.endswith(".mp4")]
    gallery.open()
    gallery.wait(f"{FILM}.currentTime > 0.3")
    assert gallery.page.locator("video").count() == 1
    gallery.wait(f"{FILM}.ended")
    assert gallery.film("currentTime") == pytest.approx(gallery.film("duration"))
    faces = gallery.page.evaluate("[...document.fonts].map(face => face.status)")
    assert faces == ["loaded"] * 3
    assert gallery.wrong == []
    inside = (renders.as_uri() + "/", "data:")
    assert all(url.startswith(inside) for url in gallery.asked), gallery.asked
    gallery.press("Escape")
    expect(gallery.page.locator("video")).to_have_count(0)  # it is unloaded


def test_chapters_seek(gallery: Gallery, tiny: Told) -> None:
    gallery.open()
    gallery.wait(f"{FILM}.readyState > 0")
    for beat in (tiny.beats[2], tiny.beats[0], tiny.beats[1]):
        gallery.page.evaluate(f"{FILM}.pause()")
        gallery.page.locator("dialog[open] .chapters button").nth(tiny.beats.index(beat)).click()
        gallery.wait(f"!{FILM}.paused && !{FILM}.seeking")
        assert beat.start <= gallery.film("currentTime") < beat.start + beat.duration
        at = gallery.page.locator("dialog[open] [aria-current]")
        assert float(at.get_attribute("data-at") or "") == pytest.approx(beat.start, abs=0.05)
    gallery.page.locator("dialog[open] .erratum .there").click()
    gallery.wait(f"{FILM}.currentTime >= {tiny.beats[2].start}")


def test_captions_show(gallery: Gallery) -> None:
    gallery.open("d02_other")
    line = gallery.page.locator("dialog[open] .caption")
    expect(line).to_be_hidden()  # on a large screen those in the film can be read
    gallery.page.click("dialog[open] .captions")
    for chapter, words in ((0, "First."), (1, NASTY), (2, f"{NASTY}\nAnd more.")):
        gallery.page.locator("dialog[open] .chapters button").nth(chapter).click()
        gallery.page.evaluate(f"{FILM}.pause()")
        cue = f"[...{FILM}.textTracks[0].activeCues].map(c => c.getCueAsHTML().textContent)"
        gallery.page.wait_for_function(f"words => {cue}.join() === words", arg=words)
        expect(line).to_have_text(words, use_inner_text=True)
        expect(line).to_be_visible()
    gallery.press("Escape")
    gallery.open()
    expect(line).to_be_visible()  # the choice is kept
    assert gallery.wrong == []


def test_keys(gallery: Gallery, tiny: Told) -> None:
    for _ in range(20):
        gallery.press("Tab")
        if gallery.page.evaluate("document.activeElement.matches('a.open')"):
            break
    ring = "getComputedStyle(document.activeElement.closest('.card')).outlineStyle"
    assert gallery.page.evaluate(ring) == "solid"
    gallery.press("Enter")
    gallery.wait(f"{FILM}.currentTime > 0")
    assert gallery.page.evaluate("document.activeElement.matches('.play')")
    gallery.press("Space")
    assert gallery.film("paused")
    for key, index in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        gallery.press(key)
        gallery.page.evaluate(f"{FILM}.pause()")
        at = gallery.page.evaluate(f"Number({CURRENT}.dataset.at)")
        assert at == pytest.approx(tiny.beats[index].start, abs=0.05)
    assert gallery.page.evaluate("location.hash") == "#d01_tiny"
    gallery.press("Escape")
    gallery.wait("document.activeElement.hash === '#d01_tiny'")
    assert gallery.page.locator("dialog[open]").count() == 0
    assert gallery.page.evaluate("location.hash") == ""


def test_from_film_to_film(gallery: Gallery) -> None:
    gallery.open()
    gallery.page.click("dialog[open] .step")
    assert gallery.page.locator("dialog[open]").get_attribute("id") == "d02_other"
    assert gallery.page.locator("video").count() == 0
    gallery.page.reload()
    assert gallery.page.locator("dialog[open]").get_attribute("id") == "d02_other"
    gallery.page.click("dialog[open] .close")
    gallery.wait("document.activeElement.hash === '#d02_other'")


def test_less_motion_shows_stills(browser: Browser, renders: Path) -> None:
    calm = Gallery(browser, renders, reduced_motion="reduce")
    calm.open("d02_other")
    calm.press("ArrowRight")
    calm.press("ArrowRight")
    still = calm.page.locator("dialog[open] .stage img")
    assert (still.get_attribute("src") or "").endswith("stills/green.png")
    assert still.get_attribute("alt") == NASTY
    assert calm.page.locator("video").count() == 0
    moving = (
        "[...document.querySelectorAll('*')].filter("
        "it => getComputedStyle(it).transitionDuration !== '0s').length"
    )
    assert calm.page.evaluate(moving) == 0
    calm.page.click("dialog[open] .play")
    calm.wait(f"{FILM}.currentTime > 0")
    calm.context.close()


def test_colours_follow_the_system_and_are_kept(browser: Browser, renders: Path) -> None:
    light = Gallery(browser, renders, color_scheme="light")
    assert light.ground() == PAPER.ground
    light.page.emulate_media(color_scheme="dark")
    assert light.ground() == INK.ground
    light.page.emulate_media(color_scheme="light")
    button = light.page.locator("button.theme")
    button.click()
    assert (light.ground(), button.get_attribute("aria-pressed")) == (INK.ground, "true")
    light.page.reload()
    assert (light.ground(), button.get_attribute("aria-pressed")) == (INK.ground, "true")
    button.click()
    assert (light.ground(), button.get_attribute("aria-pressed")) == (PAPER.ground, "false")
    light.context.close()


def test_filter(gallery: Gallery) -> None:
    tiny, other = "A patch", f"Other {NASTY}"
    assert gallery.shown() == [tiny, other, tiny]
    gallery.page.get_by_text("Attention 1").click()
    assert gallery.shown() == [other]
    gallery.page.get_by_text("All 3").click()
    gallery.page.fill("input[type=search]", "SECOND tiny")
    assert gallery.shown() == []
    expect(gallery.page.locator(".none")).to_be_visible()
    gallery.page.click(".reset")
    gallery.page.fill("input[type=search]", "and more")  # a caption
    assert gallery.shown() == [other]
    assert gallery.page.locator("output").inner_text() == "1 of 3 films"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_wcag_violation(browser: Browser, renders: Path, scheme: str) -> None:
    page = Gallery(browser, renders, color_scheme=scheme)
    found = Axe().run(page.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.open()
    page.wait(f"{FILM}.currentTime > 0")
    page.page.evaluate(f"{FILM}.pause()")
    page.page.click("dialog[open] .captions")
    for each in page.page.locator("dialog[open] summary").all():
        each.click()
    page.page.locator("dialog[open] .chapters button").nth(1).click()
    found = Axe().run(page.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("size", [NARROW, {"width": 1920, "height": 1080}])
def test_nothing_is_wider_than_the_window(
    browser: Browser, renders: Path, size: dict[str, int]
) -> None:
    page = Gallery(browser, renders, viewport=size)
    assert page.page.evaluate(f"{OVERFLOW}(document.documentElement)") == 0
    page.open("d02_other")
    page.page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert page.page.evaluate(f"{OVERFLOW}(document.querySelector('dialog[open]'))") == 0
    captions = page.page.locator("dialog[open] .caption")
    assert captions.is_visible() == (size == NARROW)
    page.context.close()


def test_a_lost_film_is_told(browser: Browser, tiny: Told, tmp_path: Path) -> None:
    folder = put(tiny, tmp_path, "d01_tiny")
    pack.write(tmp_path, OWN, CLEAR)
    (folder / "d01_tiny.mp4").unlink()
    torn = Gallery(browser, tmp_path)
    expect(torn.page.locator(".families")).to_be_hidden()  # one film needs no filter
    torn.open()
    expect(torn.page.locator("dialog[open] .notice")).to_be_visible()
    torn.context.close()
