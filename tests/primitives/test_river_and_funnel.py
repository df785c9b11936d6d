"""A river's droplets are where its clock says; a funnel's beads are as large as what is written."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import LEFT
from anim_lib.primitives.funnel import SHOWS, Funnel
from anim_lib.primitives.river import TAIL, TALL, River
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

WORDS = ["once", "upon", "a", "time", "there", "was", "a", "giant", "who"]
ROLES: list[str | None] = [None, None, None, "past 5", None, None, None, "past 6", None]
FRONT, MIDDLE, NECK, PITCH, LANE = 594.0, 440.0, 826.0, 58.0, 76.0
WRITTEN = [0.0, 5.0, 20.0]


def river(words: Any = WORDS, roles: Any = ROLES) -> River:
    return River(
        words,
        roles=roles,
        theme=PAPER,
        front=FRONT,
        y=MIDDLE,
        neck=NECK,
        left=LEFT,
        pitch=PITCH,
        lane=LANE,
        bank=130.0,
        mouth=664.0,
    )


def funnel(values: Any = WRITTEN, **more: Any) -> Funnel:
    given = {"vmax": 20.0, "roles": ["muted", "past 5", "past 6"]} | more
    return Funnel(
        values,
        theme=PAPER,
        ball=22.0,
        mouth=664.0,
        neck=NECK,
        goal=1025.0,
        y=MIDDLE,
        wide=119.0,
        narrow=26.0,
        spout=40.0,
        **given,
    )


@pytest.mark.parametrize("clock", [0, 2, 5])
def test_droplets_queue_one_pitch_behind_another(clock: int) -> None:
    one = river().set_channels(clock=float(clock))
    assert [drawn.printed(label) for label in one.labels[:clock]] == [""] * clock
    seen = [k for k, label in enumerate(one.labels) if drawn.printed(label)]
    assert seen[0] == clock
    assert len(seen) >= 4
    for k in seen:
        assert drawn.printed(one.labels[k]) == WORDS[k]
        left, top, right, bottom = drawn.boxes(one.drops[k])
        assert bottom - top == pytest.approx(TALL)
        assert left >= LEFT
        middle = (left + TAIL + right) / 2
        assert middle == pytest.approx(FRONT - PITCH * (k - clock))


def test_at_a_whole_clock_a_droplet_is_wholly_there_or_not_at_all() -> None:
    for clock in range(len(WORDS)):
        one = river().set_channels(clock=float(clock))
        for k, drop in enumerate(one.drops):
            role = ROLES[k]
            full = PAPER.ground if role is None else PAPER.fill(role)
            if len(drop.points):
                drawn.assert_colours(drawn.fills(drop), rgb(full))


def test_no_two_droplets_touch() -> None:
    for clock in np.linspace(0, 8, 81):
        one = river().set_channels(clock=clock)
        waiting = [k for k in range(len(WORDS)) if k >= clock and len(one.drops[k].points)]
        boxes = drawn.boxes([one.drops[k] for k in waiting])
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                apart = a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]
                assert apart, f"clock {clock:.1f}: {a} and {b}"


def test_a_droplet_stays_within_the_funnel() -> None:
    walls = funnel().wall()
    for share in np.linspace(0.0, 0.99, 34):
        one = river().set_channels(clock=share)
        at = drawn.corners(one.drops[0])
        inside = at[at[:, 0] >= walls[0, 0]]
        upper = np.interp(inside[:, 0], walls[:, 0], walls[:, 1])
        assert (inside[:, 1] >= upper).all()
        assert (inside[:, 1] <= 2 * MIDDLE - upper).all()


@pytest.mark.parametrize("token", [1, 2])
def test_the_area_of_a_bead_is_what_is_written(token: int) -> None:
    one = funnel().set_channels(clock=token + SHOWS + 0.25)
    shown = [k for k, bead in enumerate(one.beads) if len(bead.points)]
    assert shown == [token]
    wide, tall = drawn.sizes(one.beads[token])
    assert wide == pytest.approx(tall)
    assert (wide / 2 / 22.0) ** 2 * 20.0 == pytest.approx(WRITTEN[token])
    assert drawn.middles(one.beads[token]) == pytest.approx([(NECK + 1025.0) / 2, MIDDLE])


def test_nothing_written_is_no_bead_and_whole_clocks_show_none() -> None:
    assert not len(funnel().set_channels(clock=0.75).beads[0].points)
    for clock in range(4):
        one = funnel().set_channels(clock=float(clock))
        assert not any(len(bead.points) for bead in one.beads)


def test_flowing_ends_on_the_clock() -> None:
    for one in (river(), funnel()):
        flowing = one.flow(2.0)
        flowing.begin()
        flowing.interpolate(0.25)
        assert one.level("clock") == pytest.approx(0.5)
        flowing.finish()
        assert one.level("clock") == 2.0


@pytest.mark.parametrize(
    ("words", "roles", "sentence"),
    [
        ([], [], "must not be empty"),
        (["once", ""], [None, None], "must not be empty, nor any of them"),
        (["once"], [], "River roles are 0, expected one per word: 1"),
    ],
)
def test_a_river_needs_words(words: Any, roles: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        river(words, roles)


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([[1.0]], {}, r"Funnel values have shape \(1, 1\), expected 1 axes"),
        ([1.0, 2.0, 21.0], {}, r"reach from 1 to 21, expected 0 to 20 \(vmax\)"),
        ([-1.0, 2.0, 3.0], {}, "reach from -1 to 3"),
        ([1.0, 2.0, 3.0], {"roles": ["muted"]}, "Funnel roles are 1, expected 3"),
    ],
)
def test_a_funnel_needs_amounts(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        funnel(values, **more)
