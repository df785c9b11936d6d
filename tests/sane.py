"""What a designer would object to in any frame, asserted beat by beat."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from anim_lib.layout import BOTTOM, LEFT, RIGHT, TOP
from anim_lib.typography import SMALL
from tests.played import BeatFrame
from tests.read_back import TextOnFrame

SLACK = 6.0  # stage pixels: strokes and rounding
DESCENDER = 12.0  # of the provenance line, whose baseline is the margin's
MIN_CONTRAST = 4.5
COVERED = 0.12  # share of a text's pixels that a strike or a hairline may cross
CROSSED = 0.02  # share of a text's place that rounding may take for an edge


def everything(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert all that is below; ``name`` is that of the film in the messages."""
    for check in (inside_the_margins, no_two_texts_overlap, large_enough, not_covered, not_crossed):
        check(name, beats)


def inside_the_margins(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert that nothing leaves the margins."""
    for beat in beats:
        for kind, (left, top, right, bottom) in beat.boxes:
            inside = left >= LEFT - SLACK and right <= RIGHT + SLACK
            inside = inside and top >= TOP - SLACK and bottom <= BOTTOM + DESCENDER
            place = f"{left:.0f},{top:.0f} to {right:.0f},{bottom:.0f}"
            assert inside, f"{name}/{beat.name}: a {kind} at {place} leaves the margins"


def no_two_texts_overlap(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert that every text has a place of its own."""
    for beat in beats:
        for a, b in combinations(beat.texts, 2):
            assert not too_near(a, b), f"{name}/{beat.name}: {a.text!r} touches {b.text!r}"


def large_enough(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert that the smallest text can be read in a GIF."""
    for beat in beats:
        for text in beat.texts:
            assert text.size >= SMALL, f"{name}/{beat.name}: {text.text!r} has size {text.size}"


def not_covered(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert that texts lie in front, with enough contrast."""
    for beat in beats:
        for text in beat.texts:
            where = f"{name}/{beat.name}: {text.text!r}"
            assert text.shown > 0.5, f"{where} is covered, {text.shown:.0%} shows"
            low = float((text.ratios < MIN_CONTRAST).mean())
            worst = f"{where} has contrast {np.median(text.ratios):.2f}"
            assert low <= COVERED, f"{worst}, below {MIN_CONTRAST} on {low:.0%} of it"


def not_crossed(name: str, beats: Iterable[BeatFrame]) -> None:
    """Assert that no line, edge or border runs through a text."""
    for beat in beats:
        for text in beat.texts:
            where = f"{name}/{beat.name}: {text.text!r}"
            assert text.crossed <= CROSSED, f"{where} is crossed on {text.crossed:.0%} of its place"
            assert not text.torn, f"{where} lies on the border of a card"


def too_near(a: TextOnFrame, b: TextOnFrame) -> bool:
    """Tell whether two texts come nearer than 6 pixels side by side or 2 one above the other."""
    across = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    down = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return across > -6 and down > -2
