"""A row as a list: cells, numbers and words stand beside each other, and its arcs fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.attention_arcs import FOOT
from anim_lib.primitives.row_list import RowList
from anim_lib.primitives.side_arcs import SideArcs
from anim_lib.scales import mix
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

ROW = np.array([0.2, 0.03, 0.27, 0.5])
WORDS = ("[CLS]", "The", "bank", "cash")
SOURCES = [(100.0 + 50 * k, 700.0, 40.0, 20.0) for k in range(4)]


def rows(theme: Theme = PAPER, values: Any = ROW, **options: Any) -> RowList:
    given: dict[str, Any] = {
        "words": WORDS,
        "asker": 2,
        "special": [0],
        "left": 300.0,
        "top": 200.0,
        "cell": (84.0, 40.0),
        "pitch": 48.0,
        "printed": lambda weight: weight >= 0.045,
        "sources": SOURCES,
    }
    return RowList(values, theme=theme, **(given | options))


def test_rows_can_be_thin_and_without_words() -> None:
    places = np.array([(200.0, 40.0), (246.0, 7.0), (256.0, 40.0), (302.0, 7.0)])
    seen = rows(rows=places, named=[0, 2])
    np.testing.assert_allclose(drawn.boxes(seen.cells)[:, 1], places[:, 0], atol=1e-6)
    np.testing.assert_allclose(np.ptp(drawn.boxes(seen.cells)[:, 1::2], axis=1), places[:, 1])
    drawn.assert_printed(seen.words, ["[CLS]", "", "bank", ""])
    drawn.assert_printed(seen.numbers, ["0.20", "", "0.27", ""])
    drawn.assert_cells_show(seen.cells, ROW, PAPER)
    np.testing.assert_array_equal(seen.rows, places)
    with pytest.raises(ValueError, match="rows have shape"):
        rows(rows=places[:3])


def arcs(theme: Theme = PAPER, values: Any = ROW) -> SideArcs:
    return SideArcs(values, theme=theme, asker=2, rows=rows().rows, edge=300.0, reach=90.0)


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_cells_numbers_and_words(theme: Theme) -> None:
    seen = rows(theme)
    drawn.assert_cells_show(seen.cells, ROW, theme)
    drawn.assert_printed(seen.words, WORDS)
    drawn.assert_printed(seen.numbers, ["0.20", "", "0.27", "0.50"])
    box = drawn.boxes(seen.cells)
    np.testing.assert_allclose(box[:, 1], 200.0 + 48.0 * np.arange(4), atol=1e-6)
    assert drawn.line_widths(seen.cells).argmax() == 2
    words = [drawn.boxes(word.submobjects)[:, 0].min() for word in seen.words]
    assert min(words) > box[:, 2].max()


def test_cells_come_from_their_map() -> None:
    seen = rows().set_channels(landed=0.0)
    box = drawn.boxes(seen.cells)
    expected = [(x, y, x + w, y + h) for x, y, w, h in SOURCES]
    np.testing.assert_allclose(box, expected, atol=1e-6)
    drawn.assert_cells_show(seen.cells, ROW, PAPER)
    assert not any(drawn.texts([*seen.words, *seen.numbers])), "words come when cells have landed"
    move = seen.land()
    move.begin()
    move.finish()
    drawn.assert_printed(seen.words, WORDS)


def test_what_steps_back_mixes_with_the_ground() -> None:
    seen = rows().set_channels(strength=[1, 0, 1, 0])
    full = drawn.ramp_colours(ROW, PAPER.attention_ramp, (0.0, 1.0))
    for k in (1, 3):
        full[k] = mix(full[k], PAPER.ground, 0.7)
    drawn.assert_colours(drawn.fills(seen.cells), full)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"values": ROW * 3}, "weights lie in 0..1"),
        ({"words": WORDS[:2]}, "4 values but 2 words"),
        ({"sources": SOURCES[:1]}, "sources have shape"),
    ],
)
def test_shapes_and_weights_are_checked(wrong: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        rows(**wrong)


def turned(found: SideArcs) -> Any:
    """Return the arcs turned back, so that they can be read as those over a row of cards."""

    class Back:
        arcs: dict[int, Any]
        cores: dict[int, Any]

    for shape in [*found.arcs.values(), *found.cores.values()]:
        at = drawn.corners(shape)
        if len(at):
            shape.put(at[:, ::-1], drawn.fills(shape))
    back = Back()
    back.arcs, back.cores = found.arcs, found.cores
    return back


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_arcs_stand_beside_their_words_as_wide_as_weights(theme: Theme) -> None:
    found = arcs(theme)
    box = drawn.boxes(list(found.arcs.values()))
    np.testing.assert_allclose(box[:, 2], 300.0 - FOOT, atol=0.05)  # and bulge to the left
    drawn.assert_arcs_show(turned(found), ROW, theme, columns=rows().rows, full=40.0)


def test_arcs_re_weigh() -> None:
    other = ROW[::-1].copy()
    found = arcs().set_values(other)
    drawn.assert_arcs_show(turned(found), other, PAPER, full=40.0)
    with pytest.raises(ValueError, match="adds up to 1"):
        arcs(values=ROW * 0.5)
