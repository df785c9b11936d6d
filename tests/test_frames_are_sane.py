"""What a designer would object to in any frame, as numbers: margins, overlaps, size, contrast."""

from __future__ import annotations

import numpy as np
import pytest

import scenes
from anim_lib.layout import WIDTH
from anim_lib.rendering.square import window
from anim_lib.scales import rgb
from anim_lib.theme import THEMES
from anim_lib.typesetting import SANS
from anim_lib.typography import CAP_HEIGHT
from tests import sane
from tests.played import play
from tests.read_back import (
    Box,
    Frame,
    TextOnFrame,
    around,
    behind,
    crossing,
    partly_on,
)

pytestmark = pytest.mark.slow

OFF = 8.0  # stage pixels from the square's edge to a text
STAGE = (130.0, 848.0)  # where the scene stands, between title and caption
HELD, SPREAD = 0.3, 2 / 3  # least share of what is drawn, and of the side that it takes up
SMALL_SQUARE, LEGIBLE = 540.0, 12.0  # pixels: a small picture of it, and capitals in that
EACH = pytest.mark.parametrize(
    ("slug", "theme"), [(slug, theme) for slug in scenes.slugs() for theme in THEMES]
)


@EACH
def test_everything_is_inside_the_margins(slug: str, theme: str) -> None:
    sane.inside_the_margins(slug, play(slug, theme).beats)


@EACH
def test_no_two_texts_overlap(slug: str, theme: str) -> None:
    sane.no_two_texts_overlap(slug, play(slug, theme).beats)


@EACH
def test_texts_are_large_enough_in_a_gif(slug: str, theme: str) -> None:
    sane.large_enough(slug, play(slug, theme).beats)


@EACH
def test_texts_are_not_covered_and_can_be_read(slug: str, theme: str) -> None:
    sane.not_covered(slug, play(slug, theme).beats)


@EACH
def test_no_line_and_no_edge_runs_through_a_text(slug: str, theme: str) -> None:
    sane.not_crossed(slug, play(slug, theme).beats)


@EACH
def test_the_square_of_the_poster_stands_alone(slug: str, theme: str) -> None:
    kind = scenes.load(slug)
    left, top, side = window(kind)
    square = (left, top, left + side, top + side)
    beat = next(b for b in play(slug, theme).beats if b.name == kind.poster)
    inside = [text for text in beat.texts if within(text.box, square)]
    for text in beat.texts:
        whole = text in inside or outside(text.box, square)
        assert whole, f"{slug}: the edge of the square cuts or touches {text.text!r}"
    assert inside, f"{slug}: no text in the square"
    for text in inside:
        high = text.size * CAP_HEIGHT[SANS] * SMALL_SQUARE / side
        assert high >= LEGIBLE, f"{slug}: capitals of {text.text!r} are {high:.1f} pixels high"
    share, (wide, high) = content(beat.frame, THEMES[theme].ground, square)
    assert share >= HELD, f"{slug}: the square holds {share:.0%} of what the stage shows"
    spread = f"what is drawn fills {wide:.0%} of the square's width and {high:.0%} of its height"
    assert min(wide, high) >= SPREAD, f"{slug}: {spread}"


def within(box: Box, square: Box) -> bool:
    """Tell whether a box lies in the square, off its edge."""
    near = square[0] + OFF <= box[0] and box[2] <= square[2] - OFF
    return near and square[1] + OFF <= box[1] and box[3] <= square[3] - OFF


def outside(box: Box, square: Box) -> bool:
    """Tell whether a box lies outside of the square."""
    beside = box[2] <= square[0] or box[0] >= square[2]
    return beside or box[3] <= square[1] or box[1] >= square[3]


def content(frame: Frame, ground: str, square: Box) -> tuple[float, tuple[float, float]]:
    """Return the share of the stage's drawn pixels that lie in the square, and their spread.

    The spread is that of all that is drawn in the square, as shares of its side.
    """
    drawn = np.abs(frame.astype(int) - rgb(ground) * 255).max(axis=-1) > 6
    rows, columns = np.nonzero(drawn)
    x, y = ((at + 0.5) * WIDTH / frame.shape[1] for at in (columns, rows))
    inside = (square[0] < x) & (x < square[2]) & (square[1] < y) & (y < square[3])
    stage = (STAGE[0] < y) & (y < STAGE[1])
    side = square[2] - square[0]
    spread = (float(np.ptp(x[inside])) / side, float(np.ptp(y[inside])) / side)
    return float((inside & stage).sum() / stage.sum()), spread


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
    assert sane.too_near(one, near)
    assert not sane.too_near(one, far)
    bare = np.full((540, 960, 3), 120, np.uint8)
    frame = bare.copy()
    frame[50:65, 50:100] = 100  # grey on grey: no text that could be read
    assert len(behind(one.box, frame, bare)) == 0
    frame[50:65, 50:100] = 20
    assert len(behind(one.box, frame, bare)) == 15 * 50


def test_edges_lines_and_cards_are_seen() -> None:
    bare = np.full((540, 960, 3), 250, np.uint8)
    frame = bare.copy()
    frame[50:65, 50:100] = 20
    box: Box = (100, 100, 200, 130)
    assert crossing(around(box, frame, bare), []) == 0.0
    for strike in (bare.copy(), frame):  # behind the text, and before it
        strike[57, :] = (197, 45, 31)
    assert crossing(around(box, frame, bare), []) == 0.0, "what is the same in both is no glyph"
    bare[57, :] = (197, 45, 31)
    assert crossing(around(box, frame, bare), []) > sane.CROSSED
    assert crossing(around(box, frame, bare), ["#C52D1F"]) == 0.0
    bare[57, :] = 250
    bare[:, 80:] = 200
    assert crossing(around(box, frame, bare), []) > sane.CROSSED
    assert not partly_on(box, (90, 90, 210, 140))
    assert not partly_on(box, (300, 90, 400, 140))
    assert partly_on(box, (90, 90, 150, 140))


def test_squares_that_cut_or_are_empty_are_seen() -> None:
    square: Box = (100, 100, 900, 900)
    assert within((110, 110, 200, 140), square)
    assert not within((104, 110, 200, 140), square)
    assert outside((900, 110, 990, 140), square)
    assert not outside((890, 110, 990, 140), square)
    frame = np.full((270, 480, 3), 251, np.uint8)
    frame[100:150, 50:200] = 0
    share, spread = content(frame, "#FBFBFB", square)
    assert share == 1.0
    np.testing.assert_allclose(spread, [149 * 4 / 800, 49 * 4 / 800])
