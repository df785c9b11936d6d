"""The row of small cards: which is read, where its line stands, what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.reading_row import ReadingRow
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

COLUMNS = even_columns(4, 400.0, 12.0, 2.0)


def row(theme: Theme = PAPER) -> ReadingRow:
    return ReadingRow(
        [28, 85, 3, 70],
        columns=COLUMNS,
        top=180,
        height=36,
        low=800,
        counted=(96, 208),
        theme=theme,
    )


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_the_card_that_is_read_is_inked(theme: Theme) -> None:
    one = row(theme).set_channels(read=[1.0, 1.0, 0.0, 0.0], line=1.0)
    colours = [theme.hairline, theme.ink, theme.ground, theme.ground]
    drawn.assert_colours(drawn.fills(one.cards), [rgb(colour) for colour in colours])
    drawn.assert_printed([one.counter], ["token 2"])


def test_the_line_stands_below_the_card_that_is_read() -> None:
    one = row().set_channels(read=[1.0, 1.0, 0.5, 0.0], line=1.0)
    np.testing.assert_allclose(drawn.ends(one.line), [(434.0, 216.0), (434.0, 800.0)])
    assert drawn.shown(one.line, PAPER.ground)
    one.set_channels(line=0.0)
    assert not drawn.shown(one.line, PAPER.ground)


def test_nothing_is_read_at_first() -> None:
    one = row().set_channels(line=1.0)
    assert one.front == -1.0
    drawn.assert_printed([one.counter], [""])
    drawn.assert_colours(drawn.fills(one.cards), [rgb(PAPER.ground)] * 4)
    np.testing.assert_allclose(drawn.boxes(one.cards)[:, 0], COLUMNS[:, 0])
