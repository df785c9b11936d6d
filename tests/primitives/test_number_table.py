"""Tables print the numbers that they were given, row by row, and strike only what is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.motion import Posed
from anim_lib.primitives.corrections import REACH, Corrections
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.sum_column import SumColumn
from anim_lib.scales import rgb
from anim_lib.theme import PAPER

COLUMNS = [Column("people", 400), Column("all\npairs", 700, "attention")]


def table(values: object = ((8, 64), (1024, 1048576))) -> NumberTable:
    return NumberTable(values, theme=PAPER, columns=COLUMNS, top=200, first=300, pitch=80)  # type: ignore[arg-type]


def visible(text: Posed) -> bool:
    return any(len(glyph.points) for glyph in text.submobjects)


def test_numbers_stand_right_aligned_below_their_heading() -> None:
    drawn = table()
    assert [[c.text for c in row] for row in drawn.counters] == [
        ["8", "64"],
        ["1,024", "1,048,576"],
    ]
    assert [(c.x, c.y) for c in drawn.counters[1]] == [(400, 380), (700, 380)]
    assert max(stage(p)[0] for g in drawn.counters[1][1].submobjects for p in g.points) <= 701
    assert [h.text for h in drawn.headings[1]] == ["all", "pairs"]


def test_rows_come_one_after_the_other() -> None:
    drawn = table().set_channels(shown=0.0)
    animation = drawn.show_rows(1, 0)
    animation.begin()
    animation.finish()
    assert [[visible(c) for c in row] for row in drawn.counters] == [[True, False], [False, False]]


def test_numbers_count_and_end_exactly() -> None:
    drawn = table(((0, 0), (0, 0)))
    animation = drawn.to_values([[8, 64], [0, 0]])
    animation.begin()
    animation.interpolate(0.5)
    assert [c.text for c in drawn.counters[0]] == ["4", "32"]
    animation.interpolate(1.0)
    assert drawn.counters[0][1].text == "64"


def test_bad_tables_are_named() -> None:
    with pytest.raises(ValueError, match="NumberTable has 1 columns of values but 2 columns"):
        table(((8,), (9,)))
    with pytest.raises(ValueError, match="NumberTable values hold a NaN"):
        table(((8, float("nan")),))


ROWS = [("a", "131,072", "130,816", "why"), ("b", "16,384", "16,385", "why not")]


def corrections() -> Corrections:
    return Corrections(ROWS, theme=PAPER, columns=(96, 600, 1000), first=400, pitch=150)


def test_a_strike_runs_from_bottom_left_to_top_right_of_the_wrong_figure() -> None:
    drawn = corrections()
    (x0, y0), (x1, y1) = (stage(drawn.strikes[0].points[k]) for k in (0, -1))
    wrong = drawn.rows[0][1]
    assert (x0, x1) == pytest.approx((wrong.left - REACH, wrong.right + REACH), abs=0.1)
    assert y0 > wrong.y > y1
    np.testing.assert_allclose(drawn.strikes[0].stroke_rgbas[0, :3], rgb(PAPER.stroke("wrong")))


def test_what_is_commonly_drawn_comes_alone_and_is_corrected_row_by_row() -> None:
    drawn = corrections()
    for animation, struck in ((drawn.claim(), 0), (drawn.correct(0), 1), (drawn.correct(1), 2)):
        animation.begin()
        animation.finish()
        assert [bool(len(s.points)) for s in drawn.strikes] == [struck > 0, struck > 1]
        assert [visible(row[2]) for row in drawn.rows] == [struck > 0, struck > 1]
        assert all(visible(row[1]) for row in drawn.rows)


def test_a_correction_without_its_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="must be four texts each, none empty"):
        Corrections([("a", "1", "2", "")], theme=PAPER, columns=(0, 1, 2), first=0, pitch=1)


def test_a_sum_tells_its_parts_before_its_total() -> None:
    parts = [("one", "N = 1", "attention"), ("two", "N = 2", "query"), ("all", "N = 3", "ink")]
    column = SumColumn(parts, theme=PAPER, x=1300, first=300, pitch=180)
    animation = column.tell(1)
    animation.begin()
    assert [visible(n) for n in column.names] == [True, False, False]
    animation.finish()
    assert [visible(n) for n in column.names] == [True, True, False]
    assert not len(column.rule.points)
    column.set_channels(told=1.0)
    assert stage(column.rule.points[0])[1] == pytest.approx(660 - 66)
    assert visible(column.formulas[2])
    with pytest.raises(ValueError, match="SumColumn has 1 rows"):
        SumColumn(parts[:1], theme=PAPER, x=0, first=0, pitch=1)
