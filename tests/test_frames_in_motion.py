"""What a designer would object to while things move: texts on texts, things outside, flashes.

Played in one theme: places are the same in both, and the steps from the ground of one theme to
its strongest colours are as large as in the other.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import scenes
from anim_lib.motion import Timeline, together
from anim_lib.primitives.rule import Rule
from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER
from anim_lib.typography import Label
from tests.reel.stage import TestStoryboard, Values
from tests.watched import watch, watched

pytestmark = pytest.mark.slow
EACH = pytest.mark.parametrize("slug", scenes.slugs())
MOST_FLASHES, MOST_IN_PLACES = 2, 3  # in any second; three are harmless (WCAG 2.3.1)


@EACH
def test_no_text_lies_on_another_while_they_move(slug: str) -> None:
    found = watch(slug, PAPER.name).overlaps
    assert not found, f"{slug}: {'; '.join(found[:5])}"


@EACH
def test_nothing_leaves_the_margins_while_it_moves(slug: str) -> None:
    found = watch(slug, PAPER.name).strays
    assert not found, f"{slug}: {'; '.join(found[:5])}"


@EACH
def test_nothing_flashes(slug: str) -> None:
    seen = watch(slug, PAPER.name).flashes
    assert max(seen.general, seen.red) <= MOST_FLASHES, f"{slug}: {seen} in a second"
    assert seen.places <= MOST_IN_PLACES, f"{slug}: {seen} in a second"


class Faulty(TestStoryboard):
    """Words meet, and one leaves."""

    title = "Faults"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        one, other, passing = (
            Label(text, x, 400.0, theme=self.theme)
            for text, x in (("one", 700.0), ("other", 1100.0), ("passing", 1500.0))
        )
        self.cast(one, other, passing)
        yield Beat("green", "All come.", together(*[w.enter() for w in (one, other, passing)]))
        yield Beat("meet", "Two meet.", other.travel(-400.0, 0.0))
        yield Beat("past", "One flies past.", passing.travel(-1300.0, 0.0, run_time=0.6))
        yield Beat("out", "It is out.", passing.travel(-1500.0, 0.0))


def test_faults_in_motion_are_seen() -> None:
    seen = watched(Faulty, PAPER)
    assert [line.split(": ")[1] for line in seen.overlaps] == ["'one' lies on 'other'"]
    assert seen.strays
    assert all("'passing' at" in line for line in seen.strays)
    assert all("after past" in line for line in seen.strays)


class Flashing(TestStoryboard):
    """A large dark area comes and goes four times a second."""

    title = "Flashes"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        area = Rule([(500.0, 500.0), (1400.0, 500.0)], theme=self.theme, role="ink", line=560.0)
        self.cast(area)
        turns = [area.drive(run_time=0.12, presence=float(k % 2 == 0)) for k in range(10)]
        yield Beat("green", "It flashes.", Timeline(*[(0.12 * k, t) for k, t in enumerate(turns)]))
        yield Beat("rest", "It has gone.")


def test_flashes_of_a_film_are_seen() -> None:
    seen = watched(Flashing, PAPER).flashes
    assert seen.general > MOST_FLASHES
    assert seen.places > MOST_IN_PLACES
