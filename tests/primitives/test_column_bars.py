"""Bars start at their own columns and are as long as their values."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.column_bars import ColumnBars
from anim_lib.scales import mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

SHARES = np.array([0.0, 0.25, 0.999, 1.0])
COLUMNS = even_columns(4, 100, 80, 20)


def bars(values: object = SHARES, **options: object) -> ColumnBars:
    given = {"theme": PAPER, "columns": COLUMNS, "vmax": 1.0, "top": 400, "height": 24}
    return ColumnBars(values, **(given | {"role": "state_pos"} | options))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_length_colour_and_trough(theme: Theme) -> None:
    one = bars(theme=theme)
    assert not len(one.bars[0].points), "a bar of nothing is not drawn"
    boxes = drawn.boxes(one.bars[1:])
    np.testing.assert_allclose(boxes[:, 0], [200, 300, 400], atol=0.05)
    np.testing.assert_allclose(boxes[:, 2] - boxes[:, 0], [20, 79.92, 80], atol=0.05)
    drawn.assert_colours(drawn.fills(one.bars[1:]), [rgb(theme.fill("state_pos"))] * 3)
    np.testing.assert_allclose(drawn.sizes(one.troughs), [(80, 24)] * 4, atol=0.05)


def test_a_growing_bar_and_one_that_steps_back() -> None:
    one = bars().set_channels(grown=[1, 1, 0.5, 1], strength=[1, 1, 1, 0])
    np.testing.assert_allclose(drawn.sizes(one.bars[2:])[:, 0], [39.96, 80], atol=0.05)
    pale = mix(PAPER.fill("state_pos"), PAPER.ground, 0.5)
    drawn.assert_colours(drawn.fills(one.bars[3:]), [pale])


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        ([0.1, 0.2, 0.3, 1.5], {}, r"0\.1 to 1\.5"),
        ([-0.1, 0.2, 0.3, 0.4], {}, "reach from"),
        ([0.1, 0.2], {}, "columns have shape"),
        (SHARES, {"vmax": -1.0}, "above 0"),
    ],
)
def test_errors_say_what_is_wrong(values: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        bars(values, **options)
