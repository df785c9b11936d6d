"""What diagram 6 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts import d06_grid as at
from scenes.d06_three_modes import D06ThreeModes
from scenes.values.d06_three_modes import Values
from tests.drawn import (
    assert_colours,
    bar_lengths,
    ends,
    fills,
    lights,
    middles,
    printed,
    ramp_colours,
    shown,
    sizes,
    texts,
)
from tests.played import run

PIXEL = 0.05  # tolerance in stage pixels
LEAST = 1.5  # a bar is drawn at least this high
GREYED = 0.5  # share of the ground in what has stepped back
Note = dict[str, Any]


def cells_of(strips: list[Any]) -> Any:
    """Colours ``(n_strips, d_state, 3)``, NaN where nothing is painted."""
    return np.array([fills(strip.cells) for strip in strips])


def bars_of(samples: Any, base: float) -> Note:
    lengths = bar_lengths(samples.bars, base, "y")
    return {"long": lengths, "at": middles(samples.bars)[:, 0], "fill": fills(samples.bars)}


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


@pytest.fixture(scope="module")
def seen(theme: Theme) -> dict[str, Note]:
    """What is painted on the last frame of each beat."""
    notes: dict[str, Note] = {}

    def read(scene: Any, beat: Beat) -> None:
        c, cost, ground = scene.c, scene.cost, theme.ground
        there = c.tree.level("presence") > 0.0
        notes[beat.name] = {
            "caption": beat.caption,
            "chain": cells_of(c.chain.strips),
            "chain_at": np.array([middles(strip.frame) for strip in c.chain.strips]),
            "leaves": cells_of(c.tree.first),
            "nodes": cells_of(c.tree.nodes),
            "nodes_at": np.array([middles(node.frame) for node in c.tree.nodes]),
            "edges": [ends(edge) for edge in c.tree.edges] if there else [],
            "counts": [printed(one) for one in c.tree.counters],
            "lanes": [bars_of(row, at.OUTPUT) for row in c.lanes.rows],
            "wide": [sizes(row.bars)[:, 0] for row in c.lanes.rows],
            "numbers": [printed(one) for one in c.lanes.rows[-1].counters],
            "kernel": bars_of(c.kernel, at.KERNEL_ZERO),
            "model": texts([*c.model.labels, *c.hold.labels]),
            "inputs": texts(c.inputs.labels),
            "steps": texts(c.steps.labels),
            "found": [printed(one) for one in c.found],
            "later": [printed(one) for one in c.found_later],
            "notes": [printed(one) for one in (c.waits, c.one_kernel, c.no_kernel)],
            "table": [[printed(one) for one in row] for row in cost.table.counters],
            "foot": printed(cost.feet[1]),
            "strikes": [shown(one, ground) for one in (scene.erratum.strike, cost.strike)],
            "rules": [shown(one, ground) for one in (scene.rules.rule, scene.rules.selective)],
            "lit": lights(scene.rules.rule) if beat.name == "question" else {},
        }

    run(D06ThreeModes, theme.name, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def signed(values: Any, v: Values, theme: Theme) -> Any:
    return ramp_colours(values, theme.state_ramp, (-v.state_vmax, v.state_vmax))


def heights(values: Any, unit: float) -> Any:
    long = np.asarray(values) * unit
    return np.where(np.abs(long) < LEAST, np.copysign(LEAST, long), long)


def test_the_first_frame_states_the_model_and_the_question(seen: Any, v: Values) -> None:
    first = seen["question"]
    assert first["model"] == [
        "A = −1, −2, −3, −4",
        "B = 1",
        "C = 3, −3, 3, −3",
        f"Δ = {v.delta:g}",
        "zero-order hold",
    ]
    assert (v.A == [-1, -2, -3, -4]).all()
    assert (v.B == 1).all()
    assert (v.C == [3, -3, 3, -3]).all()
    assert first["inputs"] == [f"{u:.1f}".replace("-", "−") for u in v.u]
    assert min(first["lit"].values()) > 0.99
    assert not np.isfinite(first["chain"]).any()
    assert all(np.abs(lane["long"]).max() == 0 for lane in first["lanes"])


def test_eight_ticks_fill_the_chain_and_drop_the_outputs(
    seen: Any, v: Values, theme: Theme
) -> None:
    done = seen["recurrence"]
    assert_colours(done["chain"], signed(v.states, v, theme), "states")
    assert done["chain_at"][:, 0] == pytest.approx(at.COLUMNS, abs=PIXEL)
    assert done["lanes"][0]["long"] == pytest.approx(heights(v.y_recurrence, at.UNIT), abs=PIXEL)
    assert done["notes"][0] == f"{v.updates[0]} steps, in turn"
    assert np.abs(done["lanes"][1]["long"]).max() == 0


def test_the_common_drawing_is_struck_out(seen: Any) -> None:
    assert [name for name in seen if seen[name]["strikes"][0]] == ["erratum"]
    assert [name for name in seen if seen[name]["strikes"][1]] == ["cost"]


def test_the_kernel_ends_turned_over_under_all_inputs(seen: Any, v: Values, theme: Theme) -> None:
    done = seen["convolution"]
    assert done["kernel"]["long"] == pytest.approx(heights(v.kernel, at.KERNEL_UNIT), abs=PIXEL)
    assert done["kernel"]["at"] == pytest.approx(at.COLUMNS[::-1], abs=PIXEL)
    assert_colours(done["kernel"]["fill"], [rgb(theme.fill("accent"))] * len(v.kernel))
    assert done["lanes"][1]["long"] == pytest.approx(heights(v.y_convolution, at.UNIT), abs=PIXEL)
    terms = v.convolution_terms[at.SHOWN]
    assert terms.sum() == pytest.approx(v.y_convolution[at.SHOWN], abs=1e-15)


def test_the_tree_combines_what_the_scan_combined(seen: Any, v: Values, theme: Theme) -> None:
    done, levels = seen["scan"], int(v.combines[:, 0].max())
    assert done["counts"] == [str(v.scan_combines[0]), str(v.scan_depth[0])]
    assert (len(v.combines), levels) == (v.scan_combines[0], v.scan_depth[0])
    assert f"{v.tree_levels} levels join pairs, {levels - v.tree_levels} more" in done["caption"]
    assert_colours(done["leaves"], signed(v.partial_h[0], v, theme), "leaves")
    level, _, right = v.combines.T
    assert_colours(done["nodes"], signed(v.partial_h[level, right], v, theme), "nodes")
    first, pitch, _ = at.TREE
    places = np.column_stack([at.COLUMNS[right], first + pitch * level])
    assert done["nodes_at"] == pytest.approx(places, abs=PIXEL)
    last = np.zeros(len(v.u))  # the level on which each token's stretch was written last
    for k, (own, left, taker) in enumerate(v.combines.tolist()):
        begin, end = done["edges"][k]
        assert begin == pytest.approx([at.COLUMNS[left], first + pitch * last[left]], abs=PIXEL)
        assert end == pytest.approx(places[k], abs=PIXEL)
        last[taker] = own
    assert done["lanes"][2]["long"] == pytest.approx(heights(v.y_scan, at.UNIT), abs=PIXEL)


def test_bars_stand_side_by_side_before_they_merge(seen: Any) -> None:
    x = np.array([lane["at"] for lane in seen["scan"]["lanes"]])
    half = np.array(seen["scan"]["wide"]) / 2
    assert (np.diff(x, axis=0) > half[:-1] + half[1:]).all()


def test_three_rows_are_one_and_the_difference_is_printed(
    seen: Any, v: Values, theme: Theme
) -> None:
    aha, outputs = seen["aha"], (v.y_recurrence, v.y_convolution, v.y_scan)
    for lane, wide, y, role in zip(aha["lanes"], aha["wide"], outputs, at.ROLES, strict=True):
        assert lane["long"] == pytest.approx(heights(y, at.UNIT), abs=PIXEL)
        assert lane["at"] == pytest.approx(at.COLUMNS, abs=PIXEL)
        assert_colours(lane["fill"], [rgb(theme.fill(role))] * len(y))
        assert np.ptp(wide) < PIXEL
    assert (np.diff([wide[0] for wide in aha["wide"]]) < -10).all()
    assert aha["numbers"] == [f"{y:.2f}" for y in v.y_scan]
    four = np.array([*outputs, v.y_fft])
    assert np.ptp(four, axis=0).max() == v.max_difference < 1e-15
    assert aha["found"][1].replace(" ", "") == scientific(v.max_difference).replace(" ", "")
    assert_colours(aha["chain"], signed(v.states, v, theme), "states")


def test_the_table_is_what_was_counted(seen: Any, v: Values) -> None:
    rows = (
        (v.updates, v.updates),
        (v.scan_combines, v.scan_depth),
        (v.hillis_steele_combines, v.hillis_steele_depth),
        (v.fft_work, v.fft_depth),
    )
    expected = [[f"{pair[k]:,}" for k in (0, 1) for pair in row] for row in rows]
    assert seen["cost"]["table"] == expected
    assert (v.counted == [8, 1024]).all()
    assert seen["cost"]["caption"] == "1,024 inputs: 19 levels, not 1,024 steps."
    numbers = [*v.blelloch_combines, *v.blelloch_depth]
    for number in numbers:
        assert f"{number:,} " in seen["cost"]["foot"]


def test_selective_keeps_loop_and_scan_and_greys_the_kernel_out(
    seen: Any, v: Values, theme: Theme
) -> None:
    last = seen["selective"]
    assert last["steps"] == [f"{one:.2f}" for one in v.selective_delta]
    assert_colours(last["chain"], signed(v.selective_states, v, theme), "states")
    level, _, right = v.combines.T
    partial = v.selective_partial_h
    assert_colours(last["leaves"], signed(partial[0], v, theme), "leaves")
    assert_colours(last["nodes"], signed(partial[level, right], v, theme), "nodes")
    loop, convolution, scan = last["lanes"]
    assert loop["long"] == pytest.approx(heights(v.selective_y, at.UNIT), abs=PIXEL)
    assert scan["long"] == pytest.approx(heights(v.selective_y_scan, at.UNIT), abs=PIXEL)
    assert np.abs(convolution["long"]).max() == 0
    grey = mix(theme.ground, theme.fill("muted"), 1 - GREYED)
    assert_colours(last["kernel"]["fill"], [grey] * len(v.kernel))
    assert last["notes"][1:] == ["", "no single kernel"]
    assert last["numbers"] == [f"{y:.2f}".replace("-", "−") for y in v.selective_y_scan]
    assert np.abs(v.selective_y - v.selective_y_scan).max() == v.selective_difference
    shown_difference = last["later"][1].replace(" ", "")
    assert shown_difference == scientific(v.selective_difference).replace(" ", "")
    assert last["later"][2] == f"input 1’s kernel: up to {v.forced_error:.2f} off"
    assert last["rules"] == [False, True]
    assert last["model"] == [""] * 5
