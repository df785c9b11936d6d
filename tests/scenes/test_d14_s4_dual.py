"""What scene 14 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from anim_lib.storyboard import Beat
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts import d14_grid as at
from scenes.d14_s4_dual import D14S4Dual
from scenes.values.d14_s4_dual import Values
from tests import drawn
from tests.played import run

LANES = ("u", "loop", "conv", "kernel", "slots", "terms")
PIXEL = 0.01  # tolerance in stage pixels


@dataclass
class Bars:
    """Boxes of bars ``(n, 4)`` as they were drawn, NaN for what is hidden."""

    boxes: np.ndarray

    def over(self, base: float) -> list[float]:
        """Signed heights in stage pixels over a zero line at ``base``, up positive."""
        top, bottom = self.boxes[:, 1], self.boxes[:, 3]
        apart = np.minimum(np.abs(top - base), np.abs(bottom - base))
        assert np.nanmax(np.append(apart, 0.0)) < PIXEL, "bars begin at their zero line"
        return list(np.nan_to_num(2 * base - top - bottom))

    @property
    def hidden(self) -> bool:
        """Whether none of them is drawn."""
        return bool(np.isnan(self.boxes).all())


def _middles(bars: Any) -> list[float]:
    x = drawn.middles(bars.bars)[:, 0]
    return list(x[~np.isnan(x)])


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: dict[str, dict[str, Any]] = {}

    def read(scene: Any, beat: Beat) -> None:
        c = scene.c
        notes[beat.name] = {
            "caption": beat.caption,
            **{n: Bars(drawn.boxes(getattr(c, n).bars)) for n in LANES},
            "kernel_x": _middles(c.kernel),
            "slots_x": _middles(c.slots),
            "printed": drawn.texts(c.terms.counters),
            "unrolled": drawn.texts(c.slots.counters),
            "fills": [bool(len(half[0].points)) for half in c.gem.fills],
            "gem": c.gem.values,
            "difference": drawn.printed(c.difference),
        }

    run(D14S4Dual, "paper", read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_input_is_drawn_to_scale(seen: Any, v: Values) -> None:
    assert seen["question"]["u"].over(at.INPUT) == pytest.approx(v.u * at.UNIT, abs=PIXEL)
    assert seen["question"]["loop"].hidden


def test_the_loop_drops_its_outputs_one_by_one(seen: Any, v: Values) -> None:
    heights = seen["first_step"]["loop"].over(at.OUTPUT)
    assert heights[0] == pytest.approx(v.y_recurrence[0] * at.UNIT, abs=PIXEL)
    assert heights[1:] == [0.0] * (len(v.u) - 1)
    assert seen["first_step"]["gem"] == pytest.approx(v.states[0, : at.FACETS])
    heights = seen["all_steps"]["loop"].over(at.OUTPUT)
    for height, y in zip(heights, v.y_recurrence, strict=True):
        assert height == pytest.approx(y * at.UNIT, abs=PIXEL)
    assert seen["all_steps"]["gem"] == pytest.approx(v.states[-1, : at.FACETS])
    assert all(seen["all_steps"]["fills"])


def test_what_c_reads_is_on_the_gem(v: Values) -> None:
    assert v.read_state < at.FACETS
    assert v.read_gain * v.states[:, v.read_state] == pytest.approx(v.y_recurrence)


def test_unrolled_coefficients_are_the_kernel_bars(seen: Any, v: Values) -> None:
    fall = seen["fall"]
    assert fall["unrolled"] == [f"{c:.2f}".replace("-", "−") for c in v.unrolled_coefficients]
    slots = fall["slots"].over(at.TERM_ZERO)
    assert slots == pytest.approx(v.unrolled_coefficients * at.TERM_UNIT, abs=PIXEL)
    assert fall["slots_x"] == pytest.approx(at.TERM_X, abs=PIXEL)
    terms = fall["terms"].over(at.KERNEL_ZERO)
    assert terms == pytest.approx(v.kernel[: at.TERMS] * at.TERM_UNIT, abs=PIXEL)
    assert fall["printed"] == fall["unrolled"]
    assert len(v.unrolled_terms) == 4
    assert "exactly 4 terms" in seen["unroll"]["caption"]


def test_whole_kernel_is_signed_and_to_scale(seen: Any, v: Values) -> None:
    whole = seen["whole_kernel"]
    tiny = np.abs(v.kernel * at.WHOLE_UNIT) < 1.5  # drawn as a mark of 1.5 pixels
    expected = np.where(tiny, np.copysign(1.5, v.kernel), v.kernel * at.WHOLE_UNIT)
    heights = whole["kernel"].over(at.WHOLE_ZERO)
    assert heights == pytest.approx(expected, abs=PIXEL)
    assert whole["kernel_x"] == pytest.approx(at.LAG_X, abs=PIXEL)
    changes = int((np.diff(np.sign(heights)) != 0).sum())
    assert changes == v.kernel_sign_changes
    assert f"C reads state {v.read_state}: no staircase, {changes} sign changes" in whole["caption"]


def test_turned_over_lag_0_lies_under_the_newest_input(seen: Any, v: Values) -> None:
    turned = seen["turned"]
    assert turned["kernel_x"] == pytest.approx(at.COLUMNS[3::-1], abs=PIXEL)
    heights = turned["kernel"].over(at.STATE)
    assert heights[:4] == pytest.approx(v.kernel[:4] * at.UNIT, abs=PIXEL)
    output = turned["conv"].over(at.OUTPUT)
    assert output[3] == pytest.approx(v.unrolled_sum * at.UNIT, abs=PIXEL)


def test_both_outputs_are_drawn_and_their_difference_is_printed(seen: Any, v: Values) -> None:
    same = seen["same"]
    unit = at.OVERLAY_UNIT
    for lane, outputs in (("loop", v.y_recurrence), ("conv", v.y_convolution)):
        assert same[lane].over(at.OVERLAY_ZERO) == pytest.approx(outputs * unit, abs=PIXEL)
    worst = np.abs(v.y_recurrence - v.y_convolution).max()
    assert same["difference"] == f"largest difference: {scientific(worst)}"
    assert worst < 1e-15


def test_powers_of_ten_are_written_out() -> None:
    assert scientific(4.44e-16) == "4.4 × 10⁻¹⁶"
    assert scientific(-12345.0) == "−1.2 × 10⁴"
