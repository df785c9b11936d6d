"""Ticks stand where their amounts are on the page of the moment, and never on one another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from anim_lib.primitives.page_ruler import PageRuler
from anim_lib.theme import PAPER
from tests import drawn

WIDE = 1360.0


def ruler(page: float = 40.0) -> PageRuler:
    return PageRuler(
        page,
        pages=(40.0, 100_000.0),
        theme=PAPER,
        zero=100.0,
        width=WIDE,
        y=700.0,
        written="{:g}".format,
    )


@pytest.mark.parametrize("page", [40.0, 300.0, 1500.0, 70_000.0])
def test_ticks_stand_at_their_amounts(page: float) -> None:
    one = ruler(page)
    seen = [k for k, (_, _, there) in enumerate(one.ticks()) if there > 0]
    assert 2 <= len(seen) <= 5
    for k in seen:
        amount = float(drawn.printed(one.labels[k]))
        at = 100.0 + amount / page * WIDE
        assert drawn.ends(one.marks[k])[0, 0] == pytest.approx(at)
        assert one.labels[k].x == pytest.approx(at)
    assert drawn.printed(one.nought) == "0"


@pytest.mark.parametrize("page", [40.0, 100.0, 150.0, 200.0, 300.0, 500.0, 700.0, 1e5])
def test_ticks_are_even_from_zero_on(page: float) -> None:
    one = ruler(page)
    seen = [float(text) for text in map(drawn.printed, one.labels) if text]
    np.testing.assert_allclose(np.diff([0.0, *seen]), seen[0])
    assert page - seen[-1] <= seen[0]


def test_at_round_pages_every_tick_is_there_or_gone() -> None:
    for power in (10.0, 100.0, 1e4):
        for k in (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0):
            if 40.0 <= k * power <= 1e5:
                there = {share for _, _, share in ruler(k * power).ticks()}
                assert there <= {0.0, 1.0}, k * power


def test_numbers_keep_apart_on_every_page() -> None:
    one = ruler()
    for page in np.geomspace(40.0, 1e5, 300):
        one.set_values(page)
        boxes = [drawn.boxes(each.submobjects) for each in (one.nought, *one.labels)]
        spans = [(np.nanmin(b[:, 0]), np.nanmax(b[:, 2])) for b in boxes if np.isfinite(b).any()]
        spans.sort()
        gaps = [b[0] - a[1] for a, b in pairwise(spans)]
        assert min(gaps) > 8.0, page
        assert spans[-1][1] < 100.0 + WIDE


def test_no_tick_of_a_small_page_stays_at_zero_on_a_huge_one() -> None:
    one = PageRuler(
        1e13, pages=(1e6, 1e13), theme=PAPER, zero=100.0, width=WIDE, y=700.0, written="{:g}".format
    )
    seen = [float(text) for text in map(drawn.printed, one.labels) if text]
    assert seen == [2e12, 4e12, 6e12, 8e12]


def test_a_page_that_was_not_named_is_refused() -> None:
    with pytest.raises(ValueError, match=r"pages lie in 40\.\.100000"):
        ruler(30.0)
    with pytest.raises(ValueError, match=r"pages lie in 40\.\.100000"):
        ruler().set_values(1e6)
