"""What scene 15 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import RIGHT
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts import d15_errata as told
from scenes.casts import d15_grid as at
from scenes.d15_hippo import D15Hippo
from scenes.values.d15_hippo import Values
from tests.drawn import (
    bar_lengths,
    boxes,
    corners,
    ends,
    fills,
    lights,
    middles,
    printed,
    ramp_colours,
    texts,
)
from tests.played import run

pytestmark = pytest.mark.slow

PIXEL = 0.05  # tolerance in stage pixels
DIGITS = str.maketrans("-", "−")


def line(curve: Any) -> np.ndarray:
    """Every point ``(n, 2)`` of a drawn line; none when it is hidden."""
    if not len(curve.points):
        return np.zeros((0, 2))
    return np.vstack([corners(curve), ends(curve)[1:]])


def read(scene: Any, beat: Beat) -> dict[str, Any]:
    c = scene.c
    split, errata = c.split, c.errata
    return {
        "caption": beat.caption,
        "trace": line(c.trace.curve),
        "past": line(c.past.curve),
        "before": line(c.before.curve),
        "homes": [line(curve) for curve in c.curves.curves],
        "fliers": [len(flier.points) for flier in c.curves.fliers],
        "bars": bar_lengths(c.bars.bars, _base(c.bars), "y"),
        "bar_x": middles(c.bars.bars)[:, 0],
        "bar_fills": fills(c.bars.bars),
        "ticks": _base(c.bars) - middles(c.bars.ticks)[:, 1],
        "numbers": {k: printed(counter) for k, counter in c.bars.counters.items()},
        "names": [printed(name) for name in c.bar_names],
        "error": printed(c.error),
        "weight": corners(c.weight.area) if len(c.weight.area.points) else None,
        "states": fills(c.states.cells),
        "state_boxes": boxes(c.states.cells),
        "heads": [ends(h.curve)[0, 0] if len(h.curve.points) else np.nan for h in c.heads],
        "oldest": printed(c.oldest),
        "same": printed(c.same),
        "spike": texts(c.spike_texts),
        "windows": boxes([edge.surface for edge in c.edges]),
        "rule": lights(c.rule),
        "update": lights(c.update),
        "split_signals": [line(s.curve) for s in split.signals],
        "split_pasts": [line(s.curve) for s in split.pasts],
        "split_weights": [corners(w.area) if len(w.area.points) else None for w in split.weights],
        "lost": [(printed(o), *middles([o])[0]) for o in split.lost],
        "split_errors": [bar_lengths(e.bars, at.ERRORS, "y") for e in split.errors],
        "split_printed": [texts(e.counters) for e in split.errors],
        "ends": bar_lengths(errata.errors.bars, told.NAMED),
        "ends_printed": texts(errata.errors.counters),
        "errata_names": texts([errata.said, *errata.fifth_names, *errata.burst_names]),
        "strikes": [len(s.curve.points) for s in (errata.distant_strike, errata.fine_strike)],
        "claims": texts([errata.distant, errata.finest]),
        "finest": line(errata.curve.curve),
        "shares": texts([errata.curve_ends, *errata.shares]),
        "bursts": bar_lengths(errata.bursts.bars, told.BURST_AT),
        "bursts_printed": texts(errata.bursts.counters),
    }


def _base(bars: Any) -> float:
    return float(ends(bars.line)[0, 1]) if len(bars.line.points) else np.nan


def played(theme: str) -> dict[str, dict[str, Any]]:
    notes: dict[str, dict[str, Any]] = {}

    def note(scene: Any, beat: Beat) -> None:
        notes[beat.name] = read(scene, beat)

    run(D15Hippo, theme, note)
    return notes


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """Numbers read from the mobjects on the last frame of each beat."""
    return played("paper")


@pytest.fixture(scope="module")
def seen_in_ink() -> dict[str, dict[str, Any]]:
    return played("ink")


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def curve(v: Values, values: Any, places: Any, time: float) -> np.ndarray:
    """Where a past over ``time`` inputs must lie, written down anew."""
    wide = (RIGHT - 46.0 - at.LANES) / (v.seq_len + v.spike_steps) * time
    return np.column_stack([at.LANES + wide * np.asarray(places), at.SIGNAL - at.UNIT * values])


def held(count: int) -> np.ndarray:
    return (np.arange(count) + 0.5) / count


def same(drawn: np.ndarray, expected: np.ndarray) -> None:
    assert drawn.shape == expected.shape
    np.testing.assert_allclose(drawn, expected, rtol=0, atol=PIXEL)


def test_the_whole_signal_stands_above_no_number(seen: Any, v: Values) -> None:
    question = seen["question"]
    same(question["trace"], curve(v, v.signal, held(v.seq_len), v.seq_len))
    assert not question["bars"].any()
    assert not len(question["past"])
    assert question["caption"] == f"Can {v.orders[0]} numbers hold 1,000 smooth inputs?"


def test_each_number_stands_under_its_curve(seen: Any, v: Values) -> None:
    few, found = int(v.orders[0]), seen["curves"]
    np.testing.assert_allclose(
        found["bars"][:few], v.coefficients[-1, :few] * at.FEW_UNIT, rtol=0, atol=PIXEL
    )
    assert not found["bars"][few:].any()
    expected = [f"{c:.2f}".translate(DIGITS) for c in v.coefficients[-1, :few]]
    assert list(found["numbers"].values()) == expected
    assert found["names"][0] == "c₀ × P₀"
    assert found["names"][-1] == "c₇ × P₇"
    for k, drawn in enumerate(found["homes"]):
        assert (drawn[0, 0] + drawn[-1, 0]) / 2 == pytest.approx(found["bar_x"][k], abs=PIXEL)
        heights = (at.HOME - drawn[:, 1]) / at.HOME_UNIT
        np.testing.assert_allclose(heights, v.basis[k], rtol=0, atol=0.01)
    assert found["rule"] == {"f": 0.0, "c": 1.0, "p": 1.0}


@pytest.mark.parametrize(("beat", "row"), [("sum", 0), ("more", 1), ("most", 2)])
def test_so_many_numbers_redraw_the_past(seen: Any, v: Values, beat: str, row: int) -> None:
    found, n = seen[beat], int(v.orders[row])
    past = (v.past_8, v.past_32, v.past_64)[row][-1]
    same(found["past"], curve(v, past, v.places, v.seq_len))
    unit = at.MANY_UNIT if row else at.FEW_UNIT
    np.testing.assert_allclose(found["bars"][:n], v.coefficients[-1, :n] * unit, rtol=0, atol=PIXEL)
    assert not found["bars"][n:].any()
    assert found["error"] == f"{v.frame_rmse[row, -1]:.3f}"
    assert not any(found["fliers"])
    if row:
        assert f"{n} numbers" in found["caption"]


@pytest.mark.parametrize("theme", ["paper", "ink"])
def test_bars_have_the_colour_of_their_sign(request: Any, v: Values, theme: str) -> None:
    notes = request.getfixturevalue("seen" if theme == "paper" else "seen_in_ink")
    colours = [THEMES[theme].fill(role) for role in ("state_neg", "state_pos")]
    expected = [colours[int(c >= 0)] for c in v.coefficients[-1]]
    drawn = [
        "#" + "".join(f"{round(255 * x):02X}" for x in f[:3]) for f in notes["most"]["bar_fills"]
    ]
    assert drawn == expected


@pytest.mark.parametrize(("beat", "time"), [("update", 200), ("run", 1000)])
def test_all_lanes_stand_at_one_moment(seen: Any, v: Values, beat: str, time: int) -> None:
    found, (frame,) = seen[beat], np.flatnonzero(v.frame_times == time)
    same(found["trace"], curve(v, v.signal[:time], held(time), time))
    same(found["past"], curve(v, v.past_32[frame], v.places, time))
    now = curve(v, np.zeros(1), [1.0], time)[0, 0]
    np.testing.assert_allclose(found["heads"], now, atol=PIXEL)
    last = curve(v, np.zeros(1), v.places[-1:], time)[0, 0]
    assert found["weight"][:, 0].max() == pytest.approx(last, abs=PIXEL)
    high = at.WEIGHT_BASE - found["weight"][:, 1].min()
    assert high == pytest.approx(at.WEIGHT_UNIT * v.seq_len / time, abs=PIXEL), "weight 1/t"
    there = np.isfinite(found["state_boxes"][:, 0, 0])
    assert there.sum() == time / at.STATE_STEP
    assert np.nanmax(found["state_boxes"][..., 2]) == pytest.approx(now, abs=1.0)
    assert found["update"]["d"] == 1.0


@pytest.mark.parametrize("theme", ["paper", "ink"])
def test_a_column_holds_all_numbers_of_its_moment(request: Any, v: Values, theme: str) -> None:
    notes = request.getfixturevalue("seen" if theme == "paper" else "seen_in_ink")
    for k, column in enumerate(notes["run"]["states"]):
        moment = (k + 1) * at.STATE_STEP
        (row,) = np.flatnonzero(v.run_times == moment)
        c = v.run_coefficients[row, : v.split_size] / v.coefficient_vmax
        expected = ramp_colours(np.sign(c) * np.sqrt(np.abs(c)), THEMES[theme].state_ramp, (-1, 1))
        np.testing.assert_allclose(column[:, :3], expected, rtol=0, atol=0.5 / 255)


def test_the_run_says_how_the_oldest_fades_and_that_the_fit_is_the_best(
    seen: Any, v: Values
) -> None:
    first, last = v.oldest_rmse[1, [0, -1]]
    assert seen["run"]["oldest"] == (
        f"first {v.oldest_inputs} inputs: error {first:.2f}, now {last:.2f}"
    )
    assert seen["run"]["same"].endswith(scientific(v.legs_is_projection))
    assert v.legs_is_projection < 1e-12


def test_a_spike_moves_every_number_and_the_whole_past(seen: Any, v: Values) -> None:
    found, n = seen["spike"], v.split_size
    end = v.seq_len + v.spike_steps
    signal = np.concatenate([v.signal, np.full(v.spike_steps, v.spike_height)])
    same(found["trace"], curve(v, signal, held(end), end))
    same(found["past"], curve(v, v.spike_past[1], v.places, end))
    same(found["before"], curve(v, v.spike_past[0], v.places, v.seq_len))
    before, after = v.spike_coefficients * at.MANY_UNIT
    np.testing.assert_allclose(found["bars"][:n], after, rtol=0, atol=PIXEL)
    np.testing.assert_allclose(found["ticks"][:n], before, rtol=0, atol=PIXEL)
    assert not found["bars"][n:].any()
    drawn = np.abs(found["bars"][:n] - found["ticks"][:n]) / at.MANY_UNIT
    assert (drawn >= v.spike_moved_least - 1e-3).sum() == v.spike_moved == n
    assert f"all {n} numbers" in found["caption"]
    assert found["caption"].endswith("blurs, slightly.")
    was, now = v.spike_rmse_tenths[:, 0]
    assert found["spike"][0] == f"oldest tenth: error {was:.3f} → {now:.3f}"
    assert now > was, "it blurs"
    largest = int(np.argmax(v.spike_coefficients[1]))
    printed_numbers = {k: text for k, text in found["numbers"].items() if text}
    assert printed_numbers == {largest: f"{v.spike_coefficients[1, largest]:.2f}"}
    tenth = curve(v, np.zeros(2), [0.0, 0.1], v.seq_len)[:, 0]
    np.testing.assert_allclose(found["windows"][0, [0, 2]], tenth, atol=PIXEL)
    spike = curve(v, np.zeros(2), [v.seq_len / end, 1.0], end)[:, 0]
    np.testing.assert_allclose(found["windows"][1, [0, 2]], spike, atol=PIXEL)


def test_three_measures_stand_side_by_side_with_their_errors(seen: Any, v: Values) -> None:
    found = seen["split"]
    pasts = (v.past_32[-1], v.legt_past[-1], v.s4_past[-1])
    starts = (0.0, 1.0 - v.legt_window / v.seq_len, 0.0)
    assert v.split_measures == ("LegS", "LegT", "S4")
    for k, name in enumerate(v.split_measures):
        left = at.LANES + 512.0 * k
        for drawn, x, y in (
            (found["split_signals"][k], held(v.seq_len), v.signal),
            (found["split_pasts"][k], starts[k] + (1 - starts[k]) * v.places, pasts[k]),
        ):
            same(drawn, np.column_stack([left + 470.0 * x, at.PAST - at.PAST_UNIT * y]))
        area = found["split_weights"][k][: len(v.places)]
        weight = at.SPLIT_WEIGHT - at.SPLIT_WEIGHT_UNIT * v.weights[k]
        same(area, np.column_stack([left + 470.0 * v.places, weight]))
        errors = v.rmse_fifths[v.measures.index(name), 1]
        high = errors * at.ERRORS_UNIT
        np.testing.assert_allclose(
            found["split_errors"][k], np.where(high < 2.0, 0.0, high), rtol=0, atol=PIXEL
        )
        assert [float(text) for text in found["split_printed"][k]] == pytest.approx(
            errors.tolist(), abs=0.0051
        )
    ((lost, x, _),) = found["lost"]
    assert lost == "not kept"
    assert x == pytest.approx(at.LANES + 512 + 470 * 0.4, abs=1.0), "above the four fifths"
    legs = [float(text) for text in found["split_printed"][0]]
    assert abs(legs[0] - legs[-1]) < 0.05 < min(legs[1:4]) - max(legs[0], legs[-1])


def test_what_is_commonly_said_is_struck_out_and_computed(seen: Any, v: Values) -> None:
    distant, fine = seen["distant"], seen["fine"]
    assert distant["claims"] == [f"“{v.drawn_claims[1]}”", ""]
    assert fine["claims"] == ["", f"“{v.drawn_claims[2]}”"]
    assert [bool(n) for n in distant["strikes"]] == [True, False]
    assert [bool(n) for n in fine["strikes"]] == [False, True]
    assert distant["errata_names"][0] == "commonly drawn, of LegS"
    # of 32 numbers: oldest, middle, newest, measure by measure; LagT is not introduced
    rows = [v.measures.index(name) for name in ("LegS", "LegT", "S4")]
    errors = v.rmse_fifths[rows, 1][:, [0, 2, 4]].ravel()
    unit = told.ERRORS_WIDE / v.rmse_vmax
    np.testing.assert_allclose(distant["ends"], errors * unit, rtol=0, atol=PIXEL)
    assert [float(text) for text in distant["ends_printed"]] == pytest.approx(
        errors.tolist(), abs=0.0051
    )
    assert distant["errata_names"][1:10] == ["oldest", "middle", "newest"] * 3
    ratios = errors[::3] / errors[2::3]
    assert ratios[0] < 1.15 < 2 < ratios[1:].min(), "only LegS is as sharp at both ends"
    assert errors[1] > 1.5 * max(errors[0], errors[2]), "LegS is worse in the middle"
    assert distant["caption"] == "LegS: both ends alike, the middle worse."


def test_high_coefficients_are_fine_everywhere(seen: Any, v: Values) -> None:
    fine = seen["fine"]
    assert fine["caption"] == "High cₙ: fine detail, early and late alike."
    assert all("c₄₈ … c₆₃, of 64 numbers" in text for text in fine["errata_names"][-2:])
    x = at.LANES + (RIGHT - at.LANES) * v.finest_places
    same(fine["finest"], np.column_stack([x, told.CURVE - told.CURVE_UNIT * v.finest_curve]))
    row = v.weighed_orders.tolist().index(31)
    assert fine["shares"] == [
        "from −1 to 1",
        *[f"{100 * share:.0f} %" for share in v.order_weights[row]],
    ]
    assert fine["finest"][[0, -1], 1] == pytest.approx([600, 340], abs=PIXEL), "−1 and 1"
    early, _, late = v.burst_bands[:, -1]
    np.testing.assert_allclose(
        fine["bursts"], np.array([early, late]) * told.BURST_UNIT, rtol=0, atol=PIXEL
    )
    assert fine["bursts_printed"] == [f"{100 * share:.0f} %" for share in (early, late)]
