"""What a designer would object to in any frame, as numbers: margins, overlaps, size, contrast."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import scenes
from anim_lib.layout import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from anim_lib.scales import contrast
from anim_lib.theme import THEMES
from anim_lib.typography import SMALL
from tests.played import READ_AT, BeatFrame, TextOnFrame, sane_play

SLACK = 6.0  # stage pixels: strokes and rounding
DESCENDER = 12.0  # of the provenance line, whose baseline is the margin's
MIN_CONTRAST = 4.5
COVERED = 0.12  # share of a text's pixels that a strike or a hairline may cross
EACH = [(s, t) for s in scenes.slugs() for t in THEMES]


def beats(slug: str, theme: str) -> list[BeatFrame]:
    return sane_play(slug, theme).beats


@pytest.mark.parametrize(("slug", "theme"), EACH)
def test_everything_is_inside_the_margins(slug: str, theme: str) -> None:
    for beat in beats(slug, theme):
        for kind, (left, top, right, bottom) in beat.boxes:
            inside = left >= LEFT - SLACK and right <= RIGHT + SLACK
            inside = inside and top >= TOP - SLACK and bottom <= BOTTOM + DESCENDER
            place = f"{left:.0f},{top:.0f} to {right:.0f},{bottom:.0f}"
            assert inside, f"{slug}/{beat.name}: a {kind} at {place} leaves the margins"


def too_near(a: TextOnFrame, b: TextOnFrame) -> bool:
    """Tell whether two texts come nearer than 6 pixels side by side or 2 one above the other."""
    across = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    down = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return across > -6 and down > -2


@pytest.mark.parametrize(("slug", "theme"), EACH)
def test_no_two_texts_overlap(slug: str, theme: str) -> None:
    for beat in beats(slug, theme):
        for a, b in combinations(beat.texts, 2):
            assert not too_near(a, b), f"{slug}/{beat.name}: {a.text!r} touches {b.text!r}"


@pytest.mark.parametrize(("slug", "theme"), EACH)
def test_texts_are_large_enough_in_a_gif(slug: str, theme: str) -> None:
    for beat in beats(slug, theme):
        for text in beat.texts:
            assert text.size >= SMALL, f"{slug}/{beat.name}: {text.text!r} has size {text.size}"


def ground_behind(beat: BeatFrame, text: TextOnFrame) -> np.ndarray:
    """Return the pixels ``(n, 3)`` that the glyphs of ``text`` cover, as they are without it."""
    k = READ_AT * 480 / WIDTH
    left, top, right, bottom = (round(v * k) for v in text.box)
    window = np.s_[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
    changed = np.abs(beat.large[window].astype(int) - beat.bare[window].astype(int)).max(-1) > 24
    return np.asarray(beat.bare[window][changed] / 255.0)


@pytest.mark.parametrize(("slug", "theme"), EACH)
def test_texts_are_not_covered_and_can_be_read(slug: str, theme: str) -> None:
    k = (READ_AT * 480 / WIDTH) ** 2
    for beat in beats(slug, theme):
        for text in beat.texts:
            behind = ground_behind(beat, text)
            shown = len(behind) / max(text.ink * k, 1.0)
            assert shown > 0.5, f"{slug}/{beat.name}: {text.text!r} is covered ({shown:.2f} shown)"
            ratios = np.array([contrast(text.colour, pixel) for pixel in behind])
            low = float((ratios < MIN_CONTRAST).mean())
            worst = f"{slug}/{beat.name}: {text.text!r} has contrast {np.median(ratios):.2f}"
            assert low <= COVERED, f"{worst}, below {MIN_CONTRAST} on {low:.0%} of it"


@pytest.mark.parametrize("slug", scenes.slugs())
def test_shape_of_the_film(slug: str) -> None:
    kind, played = scenes.load(slug), sane_play(slug, "paper").played
    assert 6 <= len(played) <= 14
    assert kind.poster in {p.name for p in played}
    seconds = played[-1].start + played[-1].duration
    assert 20 <= seconds <= 55, f"{slug} lasts {seconds:.1f} s"
    assert kind.idea().endswith((".", "?"))


def test_the_checks_see_what_is_wrong() -> None:
    one = TextOnFrame("one", 34, (100, 100, 200, 130), 500, np.zeros(3))
    near = TextOnFrame("near", 34, (204, 110, 300, 140), 500, np.zeros(3))
    far = TextOnFrame("far", 34, (210, 110, 300, 140), 500, np.zeros(3))
    assert too_near(one, near)
    assert not too_near(one, far)
    bare = np.full((int(HEIGHT / 2), int(WIDTH / 2), 3), 120, np.uint8)
    large = bare.copy()
    large[50:65, 50:100] = 100  # grey on grey: seen as text only where it changes by more than 24
    assert len(ground_behind(BeatFrame("x", large, large, bare, [one], []), one)) == 0
