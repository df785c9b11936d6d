"""Signs stand just above their levels; the share rides, and leaves a copy where it was read."""

from __future__ import annotations

import pytest

from anim_lib.primitives.level_signs import LevelSigns
from anim_lib.theme import PAPER
from anim_lib.typography import Counter, Label


def signs() -> LevelSigns:
    return LevelSigns(
        [100, 1000, 8000],
        theme=PAPER,
        written="{:.1%}".format,
        unit="tokens",
        place=(236.0, 296.0, 580.0, 528.0),
    )


def shown(text: Label | Counter) -> bool:
    return any(len(glyph.points) for glyph in text.submobjects)


@pytest.mark.parametrize(("items", "y"), [(0, 808.0), (4000, 537.0), (8000, 266.0), (9000, 266.0)])
def test_baseline_rises_with_the_level_and_stops_at_the_brim(items: int, y: float) -> None:
    assert signs().baseline(items) == pytest.approx(y)


def test_names_and_shares_stand_on_their_levels() -> None:
    up = signs().set_channels(items=8000, up=1.0)
    assert [n.text for n in up.names] == ["100 tokens", "1,000 tokens", "8,000 tokens"]
    assert [s.text for s in up.shares] == ["1.2%", "12.5%"]
    for label, level in zip([*up.names, *up.shares], [100, 1000, 8000, 100, 1000], strict=True):
        assert shown(label)
        assert label.y == pytest.approx(up.baseline(level))


def test_only_the_signs_that_are_up_are_shown() -> None:
    one = signs().set_channels(items=8000, up=[1, 0, 0])
    assert [shown(n) for n in one.names] == [True, False, False]
    assert [shown(s) for s in one.shares] == [True, False]


def test_the_share_is_copied_only_when_the_rider_has_left() -> None:
    there = signs().set_channels(items=1000, up=[1, 1, 0])
    assert (shown(there.shares[1]), shown(there.rider)) == (False, True)
    just_left = there.set_channels(items=1200)  # 13 pixels: they would overlap
    assert (shown(just_left.shares[1]), shown(just_left.rider)) == (True, False)
    away = there.set_channels(items=2000)
    assert (shown(away.shares[1]), shown(away.rider)) == (True, True)
    assert away.rider.text == "25.0%"


def test_the_reading_never_passes_the_whole_tank_and_can_be_hidden() -> None:
    full = signs().set_channels(items=8800)
    assert full.rider.text == "100.0%"
    assert not shown(full.set_channels(reading=0.0).rider)
