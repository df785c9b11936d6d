"""What a designer would object to in any frame, as numbers: margins, overlaps, size, contrast."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import scenes
from anim_lib.layout import BOTTOM, LEFT, RIGHT, TOP
from anim_lib.theme import THEMES
from anim_lib.typography import SMALL
from tests.played import play
from tests.read_back import TextOnFrame, behind

pytestmark = pytest.mark.slow

SLACK = 6.0  # stage pixels: strokes and rounding
DESCENDER = 12.0  # of the provenance line, whose baseline is the margin's
MIN_CONTRAST = 4.5
COVERED = 0.12  # share of a text's pixels that a strike or a hairline may cross
EACH = pytest.mark.parametrize(
    ("slug", "theme"), [(slug, theme) for slug in scenes.slugs() for theme in THEMES]
)


@EACH
def test_everything_is_inside_the_margins(slug: str, theme: str) -> None:
    for beat in play(slug, theme).beats:
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


@EACH
def test_no_two_texts_overlap(slug: str, theme: str) -> None:
    for beat in play(slug, theme).beats:
        for a, b in combinations(beat.texts, 2):
            assert not too_near(a, b), f"{slug}/{beat.name}: {a.text!r} touches {b.text!r}"


@EACH
def test_texts_are_large_enough_in_a_gif(slug: str, theme: str) -> None:
    for beat in play(slug, theme).beats:
        for text in beat.texts:
            assert text.size >= SMALL, f"{slug}/{beat.name}: {text.text!r} has size {text.size}"


@EACH
def test_texts_are_not_covered_and_can_be_read(slug: str, theme: str) -> None:
    for beat in play(slug, theme).beats:
        for text in beat.texts:
            where = f"{slug}/{beat.name}: {text.text!r}"
            assert text.shown > 0.5, f"{where} is covered, {text.shown:.0%} shows"
            low = float((text.ratios < MIN_CONTRAST).mean())
            worst = f"{where} has contrast {np.median(text.ratios):.2f}"
            assert low <= COVERED, f"{worst}, below {MIN_CONTRAST} on {low:.0%} of it"


@pytest.mark.parametrize("slug", scenes.slugs())
def test_shape_of_the_film(slug: str) -> None:
    kind, played = scenes.load(slug), play(slug, "paper").played
    assert 6 <= len(played) <= 14 * kind.acts
    assert kind.poster in {p.name for p in played}
    seconds = played[-1].start + played[-1].duration
    assert 20 <= seconds <= 50 * kind.acts, f"{slug} lasts {seconds:.1f} s"
    assert kind.idea().endswith((".", "?"))


def test_the_checks_see_what_is_wrong() -> None:
    one, near, far = (
        TextOnFrame("text", 34, box, 1.0, np.ones(1))
        for box in ((100, 100, 200, 130), (204, 110, 300, 140), (210, 110, 300, 140))
    )
    assert too_near(one, near)
    assert not too_near(one, far)
    bare = np.full((540, 960, 3), 120, np.uint8)
    frame = bare.copy()
    frame[50:65, 50:100] = 100  # grey on grey: no text that could be read
    assert len(behind(one.box, frame, bare)) == 0
    frame[50:65, 50:100] = 20
    assert len(behind(one.box, frame, bare)) == 15 * 50
