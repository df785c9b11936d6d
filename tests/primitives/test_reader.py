"""Tokens read one after the other: how many are read, and how the readers keep in step."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.reader import Reader
from anim_lib.theme import PAPER

COLUMNS = even_columns(3, 100.0, 10.0, 2.0)


class Silent(Reader):
    def _draw(self) -> None:
        pass


def reader() -> Silent:
    return Silent([28, 85, 3], columns=COLUMNS, theme=PAPER)


def test_only_what_is_wholly_read_counts() -> None:
    one = reader()
    assert one.done == 0
    assert one.set_channels(read=[1.0, 1.0, 0.99]).done == 2


def test_reading_is_staggered_and_absolute() -> None:
    one = reader()
    move = one.read_to(2, run_time=1.0, lag=0.5)
    assert move.run_time == 2.0
    move.begin()
    move.interpolate(0.25)  # half a second: the second token's turn just comes
    read = one.channel("read")
    assert 0.0 < read[0] < 1.0
    assert read[1:].tolist() == [0.0, 0.0]
    move.finish()
    assert one.channel("read").tolist() == [1.0, 1.0, 0.0]
    again = one.read_to(2)
    again.begin()
    again.finish()
    assert one.done == 2


def test_there_is_a_column_for_every_token() -> None:
    with pytest.raises(ValueError, match=r"Silent columns have shape \(3, 2\), expected \(2, 2\)"):
        Silent([28, 85], columns=COLUMNS, theme=PAPER)
    np.testing.assert_allclose(reader().centres, [105.0, 117.0, 129.0])
