"""A map shows its weights, sets sinks apart, and names both sides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.sentence_map import SentenceMap
from anim_lib.primitives.upright import UprightLabel
from anim_lib.scales import mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

WORDS = ("[CLS]", "The", "bank", "[SEP]")
WEIGHTS = np.array([(0.4, 0.3, 0.2, 0.1), (0.0, 0.05, 0.9, 0.05)])


def grid(theme: Theme = PAPER, values: Any = WEIGHTS, **options: Any) -> SentenceMap:
    given: dict[str, Any] = {
        "words": WORDS,
        "askers": [1, 2],
        "special": [0, 3],
        "left": 400.0,
        "top": 500.0,
        "cell": (84.0, 36.0),
        "apart": 8.0,
        "printed": [(1, 2)],
    }
    return SentenceMap(values, theme=theme, **(given | options))


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_cells_have_the_colours_of_their_weights(theme: Theme) -> None:
    seen = grid(theme)
    drawn.assert_grid_shows(seen, WEIGHTS, theme)
    drawn.assert_grid_shows(seen.set_values(WEIGHTS[::-1]), WEIGHTS[::-1], theme)


def test_columns_of_no_words_stand_apart() -> None:
    box = drawn.boxes(grid().cells)
    np.testing.assert_allclose(box[0, 1:, 0] - box[0, :-1, 2], [10.0, 2.0, 10.0], atol=1e-6)
    assert drawn.texts(list(grid().row_words.values())) == ["The", "bank"]


def test_rows_can_differ_in_height() -> None:
    seen = grid(heights=[20.0, 92.0])
    box = drawn.boxes(seen.cells)
    np.testing.assert_allclose(box[:, 0, 3] - box[:, 0, 1], [18.0, 90.0], atol=1e-6)
    np.testing.assert_allclose(box[:, 0, 1], [501.0, 521.0], atol=1e-6)
    np.testing.assert_allclose(seen.places(1)[:, 3], 90.0)
    assert seen.middle(1) == 566.0
    drawn.assert_grid_shows(seen, WEIGHTS, PAPER)
    with pytest.raises(ValueError, match="heights have shape"):
        grid(heights=[20.0])


def test_numbers_can_stand_upright_in_the_middle_of_their_cells() -> None:
    seen = grid(heights=[20.0, 92.0], cell=(42.0, 36.0), upright=True)
    seen.set_channels(told=1.0)
    (left, top, right, low) = drawn.boxes(seen.numbers[1, 2].submobjects).T
    assert low.max() - top.min() > 2 * (right.max() - left.min())
    cell = drawn.boxes(seen.cells)[1, 2]
    assert (cell[:2] < (left.min(), top.min())).all()
    assert (cell[2:] > (right.max(), low.max())).all()
    assert abs((left.min() + right.max()) / 2 - seen.centre(2)) < 3.0
    assert abs((top.min() + low.max()) / 2 - seen.middle(1)) < 1.0


def test_a_row_spoken_of_is_outlined_printed_and_the_others_are_dimmed() -> None:
    seen = grid()
    move = seen.speak_of(1)
    move.begin()
    move.finish()
    drawn.assert_grid_shows(seen, WEIGHTS, PAPER, dim=np.array([[0.42], [0.0]]))
    assert drawn.printed(seen.numbers[1, 2]) == "0.90"
    left, top, right, low = drawn.boxes(seen.rings[1])
    box = drawn.boxes(seen.cells[1])
    assert left < box[:, 0].min() < box[:, 2].max() < right
    assert top < box[:, 1].min() < box[:, 3].max() < low
    assert np.isnan(drawn.boxes(seen.rings[0])).all()
    assert drawn.printed(grid().numbers[1, 2]) == ""


def test_a_row_opens_outwards_from_the_column_of_its_word() -> None:
    seen = grid().set_channels(opened=[1.0, 0.3])
    box = drawn.boxes(seen.cells[1])
    assert np.isnan(box[0]).all(), "far away: not there yet"
    assert box[2, 2] - box[2, 0] == pytest.approx(82.0)
    assert np.isnan(drawn.boxes(grid().set_channels(opened=0.0).cells)).all()


def test_words_come_to_their_rows_down_first_then_sideways() -> None:
    seen = grid(sources=[(900.0, 100.0), (1000.0, 100.0)])
    ends = {}
    for seated in (0.0, 0.5, 1.0):
        seen.set_channels(seated=seated)
        ends[seated] = [drawn.boxes(w.submobjects)[:, 2].max() for w in seen.row_words.values()]
    assert ends[0.0] == pytest.approx([900.0, 1000.0], abs=0.1)
    assert ends[0.5] == pytest.approx([900.0, 1000.0], abs=0.1)
    assert ends[1.0] == pytest.approx([384.0, 384.0], abs=0.1)


def test_a_sweep_starts_closed_and_ends_open() -> None:
    seen = grid()
    move = seen.sweep()
    move.begin()
    assert np.isnan(drawn.boxes(seen.cells)).all()
    move.finish()
    drawn.assert_grid_shows(seen, WEIGHTS, PAPER)


def test_words_above_stand_upright_over_their_columns() -> None:
    seen = grid()
    for j, word in seen.column_words.items():
        box = drawn.boxes(word.submobjects)
        assert box[:, 3].max() == pytest.approx(488.0, abs=0.1)
        assert box[:, 1].min() == pytest.approx(seen.word_top(j), abs=0.1)
        assert seen.lefts[j] < box[:, 0].min() < box[:, 2].max() < seen.lefts[j] + 84.0
        role = "muted" if j in (0, 3) else "ink"
        drawn.assert_colours(drawn.fills(word.submobjects[0]), rgb(PAPER.text(role)))
    assert grid(columns_named=[2]).word_top(1) == 500.0


def test_an_upright_word_reads_upwards_from_its_anchor() -> None:
    flat = UprightLabel("bank", 500, 400, theme=PAPER, size=33, mono=True)
    first, last = (stage(glyph.points[0]) for glyph in (flat.submobjects[0], flat.submobjects[-1]))
    assert first[1] > last[1]
    box = drawn.boxes(flat.submobjects)
    assert box[:, 2].max() == pytest.approx(500.5, abs=0.6), "letters stand left of the baseline"
    assert box[:, 3].max() == pytest.approx(400.0, abs=0.1)
    flat.pose()
    np.testing.assert_array_equal(drawn.boxes(flat.submobjects), box)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"values": WEIGHTS * 2}, "weights lie in 0..1"),
        ({"words": WORDS[:3]}, "4 columns"),
        ({"askers": [1]}, "1 askers"),
        ({"sources": [(1.0, 2.0)]}, "sources have shape"),
    ],
)
def test_shapes_and_weights_are_checked(wrong: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        grid(**wrong)


def test_dimming_mixes_with_the_ground() -> None:
    seen = grid().set_channels(strength=[0.0, 1.0])
    full = drawn.ramp_colours(WEIGHTS[0], PAPER.attention_ramp, (0.0, 1.0))
    expected = [mix(colour, PAPER.ground, 0.42) for colour in full]
    drawn.assert_colours(drawn.fills(seen.cells[0]), expected)
