"""A chain of states: cells and arrows read back while steps are done."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.state_chain import FALL, StateChain
from anim_lib.theme import PAPER
from tests.drawn import assert_cells_show, fills, middles

VALUES = np.array([[0.5, -0.2], [0.3, 0.1], [-0.6, 0.0]])
COLUMNS = [200.0, 400.0, 600.0]


def chain(values: Any = VALUES, **more: Any) -> StateChain:
    given: dict[str, Any] = {
        "vmax": 1.0,
        "columns": COLUMNS,
        "top": 240.0,
        "box": (290.0, 100.0, 40.0),
    }
    return StateChain(values, theme=PAPER, **(given | more))


def show(strip: Any, values: Any) -> None:
    assert_cells_show(strip.cells, values, PAPER, steps=PAPER.state_ramp, domain=(-1.0, 1.0))


def there(strip: Any) -> bool:
    return bool(np.isfinite(fills(strip.cells)).any())


def test_all_steps_done_show_every_state_in_its_column() -> None:
    drawn = chain()
    for strip, values, x in zip(drawn.strips, VALUES, COLUMNS, strict=True):
        show(strip, values)
        assert middles(strip.frame) == pytest.approx([x, 310.0])
    assert all(len(arrow.tip.points) for arrow in (*drawn.carries, *drawn.inputs))


def test_a_state_waits_for_the_one_before() -> None:
    drawn = chain().set_channels(done=1.0)
    show(drawn.strips[0], VALUES[0])
    assert not there(drawn.strips[1])
    assert not len(drawn.carries[0].tip.points)
    assert not len(drawn.inputs[1].tip.points)


def test_it_is_carried_first_and_takes_its_values_then() -> None:
    drawn = chain().set_channels(done=1.0 + FALL / 2)
    show(drawn.strips[1], VALUES[0])
    assert 200.0 < middles(drawn.strips[1].frame)[0] < 400.0
    drawn.set_channels(done=1.0 + FALL)
    show(drawn.strips[1], VALUES[0])
    assert middles(drawn.strips[1].frame) == pytest.approx([400.0, 310.0])
    drawn.set_channels(done=2.0)
    show(drawn.strips[1], VALUES[1])


def test_done_is_absolute_and_starts_from_nothing() -> None:
    drawn = chain().set_channels(done=3.0).set_channels(done=0.0)
    assert not any(there(strip) for strip in drawn.strips)
    step = drawn.step_to(2.0)
    step.begin()
    step.finish()
    assert [there(strip) for strip in drawn.strips] == [True, True, False]


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([0.5], {}, r"StateChain values have shape \(1,\), expected 2 axes"),
        (VALUES, {"columns": [1.0]}, r"columns have shape \(1,\), expected \(3,\)"),
        (VALUES, {"vmax": 0.4}, "lies beyond its limit 0.4"),
        (VALUES * np.nan, {}, "StateChain values hold a NaN"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        chain(values, **more)
