"""What is said of a slide, and which slides share a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anim_lib.errors import UserError
from anim_lib.packs.slides.decks import MOST, split
from anim_lib.packs.slides.slide import one_theme, slides_of, title_of
from anim_lib.packs.told import Told


def with_beats(scene: Told, count: int, slug: str) -> Told:
    beats = tuple(replace(scene.beats[0], name=f"b{k}") for k in range(count))
    return replace(scene, slug=slug, beats=beats)


def sizes(counts: list[int], scene: Told) -> list[list[int]]:
    named = [with_beats(scene, count, f"s{k}") for k, count in enumerate(counts)]
    return [[len(chapter.slides) for chapter in file] for file in split(named)]


@pytest.mark.parametrize(
    ("counts", "files"),
    [
        ([3], [[3]]),
        ([MOST], [[MOST]]),
        ([19, 10], [[19, 10]]),
        ([19, 11, 9], [[19], [11, 9]]),
        ([MOST + 1, 2], [[MOST], [1, 2]]),
    ],
)
def test_scenes_stay_whole(tiny: Told, counts: list[int], files: list[list[int]]) -> None:
    assert sizes(counts, tiny) == files


def test_no_slide_is_lost(tiny: Told) -> None:
    scene = with_beats(tiny, 70, "s")
    names = [s.beat.name for file in split([scene]) for c in file for s in c.slides]
    assert names == [beat.name for beat in scene.beats]


def test_words_of_a_slide(tiny: Told) -> None:
    first, green, _ = slides_of(tiny)
    assert (first.name, first.title) == ("01-empty", "A patch: Nothing yet.")
    assert first.notes == ("Nothing yet.", f"Source: {tiny.line}")
    assert first.alt == first.title
    assert green.alt == tiny.alt  # the poster's


def test_a_slide_without_a_caption(tiny: Told) -> None:
    silent = replace(tiny, beats=(replace(tiny.beats[0], name="at_rest", caption=" "),))
    (slide,) = slides_of(silent)
    assert slide.title == "A patch: at rest"
    assert slide.notes == (f"Source: {tiny.line}",)


def test_title_of_a_deck(tiny: Told) -> None:
    assert title_of([tiny]) == "A patch"
    assert title_of([tiny, tiny, tiny]) == "A patch and 2 more"


def test_a_deck_has_one_theme(tiny: Told) -> None:
    assert one_theme([tiny, tiny]).name == "ink"
    with pytest.raises(UserError, match=r"d01_tiny is in ink and other is in paper.*--theme"):
        one_theme([tiny, replace(tiny, slug="other", theme="paper")])
