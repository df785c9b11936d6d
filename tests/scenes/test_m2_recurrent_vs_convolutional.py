"""What mermaid 2 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.knob import SWEEP
from anim_lib.primitives.state_gems import StateGems
from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts import m2_grid as at
from scenes.m2_recurrent_vs_convolutional import M2RecurrentVsConvolutional
from scenes.values.m2_recurrent_vs_convolutional import Values
from tests import drawn
from tests.played import run

PIXEL = 0.05  # tolerance in stage pixels
LEAST = 1.5  # a smaller bar is drawn this high
Notes = dict[str, dict[str, Any]]


def gem_values(gem: StateGems) -> np.ndarray:
    """Read the shares of ``vmax`` off how far facets are filled, and from which edge."""
    found = np.zeros(len(gem.seams))
    for k, (seam, halves) in enumerate(zip(gem.seams, gem.fills, strict=True)):
        if not len(halves[0].points):
            continue
        inner, outer = drawn.corners(seam)[:2]
        first, second = drawn.corners(halves[0])[:2]
        from_rim = np.hypot(*(second - outer)) < PIXEL
        assert from_rim or np.hypot(*(first - inner)) < PIXEL
        share = np.hypot(*(second - first)) / np.hypot(*(outer - inner))
        found[k] = share if from_rim else -share
    return found


def heights(boxes: np.ndarray, base: float) -> np.ndarray:
    """Signed heights over a zero line at ``base``, up positive; 0 for what is hidden."""
    top, bottom = boxes[:, 1], boxes[:, 3]
    apart = np.minimum(np.abs(top - base), np.abs(bottom - base))
    assert np.nanmax(np.append(apart, 0.0)) < PIXEL, "bars begin at their zero line"
    return np.asarray(np.nan_to_num(2 * base - top - bottom))


def expected(values: np.ndarray, unit: float) -> np.ndarray:
    """Heights of bars: to scale, and never so small that they cannot be seen."""
    right = values * unit
    return np.where(np.abs(right) < LEAST, np.copysign(LEAST, values), right)


def marks(ticks: Any) -> np.ndarray:
    """Heights ``(n,)`` of the ticks that are drawn, stage pixels."""
    there = [tick for tick in ticks.ticks if len(tick.points)]
    return np.array([drawn.ends(tick)[0, 1] for tick in there])


@pytest.fixture(scope="module", params=["paper", "ink"])
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {}
    theme = THEMES[request.param]

    def read(scene: Any, beat: Beat) -> None:
        c = scene.c
        rows = {
            "loop": c.out.loop,
            "filter": c.out.filter,
            "kernel": c.filter.kernel,
            "loop u": c.loop.u,
            "filter u": c.filter.u,
            "kept": c.inference[1],
            "waits": c.training[1],
        }
        notes[beat.name] = {
            "caption": beat.caption,
            **{name: drawn.boxes(row.bars) for name, row in rows.items()},
            "hues": {name: drawn.fills(row.bars) for name, row in rows.items()},
            "was": [marks(ticks) for ticks in c.out.was],
            "kernel was": marks(c.filter.was),
            "gem": gem_values(c.loop.gem) if len(c.loop.gem.rim.points) else None,
            "reads": drawn.texts([c.loop.read, c.loop.gain]),
            "block": [drawn.texts(row) for row in c.card.counters],
            "card": drawn.texts(c.card.words),
            "knob": drawn.texts([c.knob.number, c.was]),
            "hand": drawn.ends(c.knob.hand) if len(c.knob.hand.points) else None,
            "found": drawn.texts(c.found),
            "after": drawn.texts(c.found_after),
            "costs": drawn.texts([*c.inference[1].counters, *c.training[1].counters]),
            "said": drawn.texts([*c.inference[0], *c.training[0]]),
            "again": drawn.texts([c.loop.times, c.filter.once, c.filter.flipped]),
            "lids": [drawn.shown(lid, theme.ground) for lid in c.lids],
            "theme": theme,
        }

    run(M2RecurrentVsConvolutional, request.param, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_both_machines_are_closed_before_they_are_opened(seen: Notes) -> None:
    assert [seen[beat]["lids"] for beat in ("question", "loop", "kernel")] == [
        [True, True],
        [False, True],
        [False, False],
    ]
    assert not np.nan_to_num(seen["question"]["loop"]).any(), "no output before a machine ran"


def test_the_card_says_what_is_on_it(seen: Notes, v: Values) -> None:
    size = v.d_state
    assert seen["question"]["card"] == [
        f"{len(v.B)} numbers",
        f"{len(v.C)} numbers",
        f"{v.D:g}: no skip",
        f"1/{round(1 / v.delta)}, bilinear",
        f"{size} × {size}, part",
    ]
    for beat, turn in (("question", 0), ("same", 0), ("turn", -1), ("selective", -1)):
        rows = [[f"{a + 0.0:.0f}".replace("-", "−") for a in row] for row in v.A_block[turn]]
        assert seen[beat]["block"] == rows


def test_both_machines_get_the_same_input(seen: Notes, v: Values) -> None:
    assert heights(seen["loop"]["loop u"], at.INPUTS[0]) == pytest.approx(v.u * at.UNIT, abs=PIXEL)
    assert heights(seen["slide"]["filter u"], at.INPUTS[1]) == pytest.approx(
        v.u * at.UNIT, abs=PIXEL
    )


def test_the_loop_gives_its_outputs_and_keeps_its_state(seen: Notes, v: Values) -> None:
    found = heights(seen["loop"]["loop"], at.OUTPUTS[0])
    assert found == pytest.approx(expected(v.y_recurrence[0], at.OUT_UNIT), abs=PIXEL)
    shares = v.states_before[-1, : at.FACETS] / v.state_vmax
    assert seen["loop"]["gem"] == pytest.approx(shares, abs=2e-3)
    state, gain = v.states_before[-1, v.turned_row], v.C[v.turned_row]
    assert seen["loop"]["reads"] == [f"{state:.2f}", f"× {gain:g}"]
    assert state * gain == pytest.approx(v.y_recurrence[0, -1])
    times = [f"{len(v.u)} times", "once per card"]
    assert seen["kernel"]["again"] == [*times, ""]
    for beat in ("slide", "same", "turn", "use"):
        assert seen[beat]["again"] == [*times, "· flipped"], "the kernel stays turned over"


def test_the_kernel_is_listed_then_lies_under_the_input_turned_over(seen: Notes, v: Values) -> None:
    count = len(v.u)
    heights_right = expected(v.kernel[0, :count], at.KERNEL_UNIT)
    for beat, columns in (("kernel", at.COLUMNS), ("slide", at.COLUMNS[::-1])):
        found = heights(seen[beat]["kernel"], at.KERNEL)
        assert found == pytest.approx(heights_right, abs=PIXEL)
        middles = (seen[beat]["kernel"][:, 0] + seen[beat]["kernel"][:, 2]) / 2
        assert middles == pytest.approx(columns, abs=PIXEL)
    outputs = heights(seen["slide"]["filter"], at.OUTPUTS[1])
    assert outputs == pytest.approx(expected(v.y_convolution[0], at.OUT_UNIT), abs=PIXEL)
    last = sum(v.kernel[0, k] * v.u[count - 1 - k] for k in range(count))
    assert outputs[-1] / at.OUT_UNIT == pytest.approx(last, abs=1e-3)


@pytest.mark.parametrize(("beat", "turn"), [("same", 0), ("turn", -1)])
def test_both_outputs_lie_on_each_other(seen: Notes, v: Values, beat: str, turn: int) -> None:
    note = seen[beat]
    for name, values in (("loop", v.y_recurrence[turn]), ("filter", v.y_convolution[turn])):
        found = heights(note[name], at.OVERLAY)
        assert found == pytest.approx(expected(values, at.OVERLAY_UNIT), abs=PIXEL)
        middles = (note[name][:, 0] + note[name][:, 2]) / 2
        assert middles == pytest.approx(at.OUT_COLUMNS, abs=PIXEL)
    theme = note["theme"]
    for name, role in (("loop", "muted"), ("filter", "accent")):
        drawn.assert_colours(note["hues"][name], [rgb(theme.fill(role))] * len(v.u))
    gaps = [np.abs(v.y_recurrence[turn] - y[turn]).max() for y in (v.y_convolution, v.y_fft)]
    printed = note["found"][1] or note["after"][0]
    assert printed == f"largest difference {scientific(max(gaps))}"


def test_the_turn_moves_number_state_kernel_and_both_outputs(seen: Notes, v: Values) -> None:
    note = seen["turn"]
    assert note["knob"] == [
        f"{v.turns[-1]:.0f}".replace("-", "−"),
        f"was {v.turns[0]:.0f}".replace("-", "−"),
    ]
    (x0, y0), (x1, y1) = note["hand"]
    assert np.arctan2(x1 - x0, y0 - y1) == pytest.approx(SWEEP)
    shares = v.last_states[-1, : at.FACETS] / v.state_vmax
    assert note["gem"] == pytest.approx(shares, abs=2e-3)
    assert note["reads"][0] == f"{v.last_states[-1, v.turned_row]:.2f}"
    count = len(v.u)
    found = heights(note["kernel"], at.KERNEL)
    assert found == pytest.approx(expected(v.kernel[-1, :count], at.KERNEL_UNIT), abs=PIXEL)


def test_ticks_are_what_was(seen: Notes, v: Values) -> None:
    note, count = seen["turn"], len(v.u)
    for found, values in zip(note["was"], (v.y_recurrence[0], v.y_convolution[0]), strict=True):
        assert found == pytest.approx(at.OVERLAY - at.OVERLAY_UNIT * values, abs=PIXEL)
    kernel = at.KERNEL - at.KERNEL_UNIT * v.kernel[0, :count][::-1]
    assert note["kernel was"] == pytest.approx(kernel, abs=PIXEL)
    moved = np.abs(v.y_recurrence[-1] - v.y_recurrence[0]).max()
    assert note["after"][1] == f"ticks: before; largest move {moved:.2f}"
    assert v.y_moved_convolution == pytest.approx(moved)


def test_costs_are_drawn_to_one_scale(seen: Notes, v: Values) -> None:
    note = seen["use"]
    zero, full = at.COSTS
    for name, values in (
        ("kept", (v.kept_loop, v.kept_filter)),
        ("waits", (v.waits_filter, v.waits_loop)),
    ):
        ends = np.nan_to_num(note[name][:, 2], nan=zero)
        right = zero + (full - zero) * np.array(values) / v.cost_len
        assert ends == pytest.approx(right, abs=PIXEL)
    numbers = (v.kept_loop, v.kept_filter, v.waits_filter, v.waits_loop)
    assert note["costs"] == [f"{number:,}" for number in numbers]
    assert f"numbers kept for input {v.cost_len:,}" in note["said"]
    assert f"outputs of {v.cost_len:,} that wait for a state" in note["said"]


def test_the_sum_that_is_seen_is_its_products(v: Values) -> None:
    terms = v.convolution_terms[0, at.SUMMED, : at.SUMMED + 1]
    by_hand = [v.kernel[0, at.SUMMED - s] * v.u[s] for s in range(at.SUMMED + 1)]
    assert terms == pytest.approx(by_hand)
    notes: list[np.ndarray] = []

    def read(scene: Any, beat: Beat) -> None:
        if beat.name == "kernel":
            products = scene.c.filter.products
            products.set_channels(presence=1.0)
            notes.append(drawn.boxes(products.bars))
            products.set_channels(presence=0.0)

    run(M2RecurrentVsConvolutional, "paper", read)
    found = heights(notes[0], at.KERNEL)
    assert found == pytest.approx(expected(terms, at.KERNEL_UNIT), abs=PIXEL)


def test_no_kernel_is_left_when_every_step_has_its_own_card(seen: Notes) -> None:
    assert np.isnan(seen["selective"]["kernel"]).all()
    assert not len(seen["selective"]["kernel was"])
    assert seen["selective"]["gem"] is not None, "the loop still runs"
