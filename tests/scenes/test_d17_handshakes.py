"""What scene 17 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.storyboard import Beat
from anim_lib.value_store import load
from scenes.casts.d17_handshakes import CELL, GRID
from scenes.d17_handshakes import D17Handshakes
from scenes.values.d17_handshakes import Values
from tests.played import run


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: dict[str, dict[str, Any]] = {}

    def read(scene: Any, beat: Beat) -> None:
        note = notes.setdefault(beat.name, {"caption": beat.caption})
        on = scene.on
        note["lines"] = [line.points.copy() for line in on.party.lines]
        note["flights"] = [f.points.copy() for f in on.party.flights]
        note["list"] = [[c.text for c in row] for row in on.list.counters]
        note["square"] = on.square.counts()
        note["table"] = [[c.text for c in row] for row in on.table.counters]
        note["baton"] = on.baton.filled()
        note["spots"] = [[on.chart.spot(k, i) for i in range(8)] for k in (0, 1)]
        note["names"] = [name.text for name in on.names]
        note["rows"] = [[label.text for label in row] for row in on.wrong.rows]

    run(D17Handshakes, "paper", read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.mark.parametrize(("beat", "party"), [("question", 0), ("few", 4), ("eight", 8)])
def test_as_many_lines_are_drawn_as_were_counted(
    seen: dict[str, Any], v: Values, beat: str, party: int
) -> None:
    drawn = sum(bool(len(points)) for points in seen[beat]["lines"])
    counted = dict(zip(v.parties.tolist(), v.party_handshakes.tolist(), strict=True))
    assert drawn == counted.get(party, 0)


def test_the_list_prints_the_counts(seen: dict[str, Any], v: Values) -> None:
    pairs = zip(v.parties, v.party_handshakes, strict=True)
    assert seen["eight"]["list"] == [[str(n), str(h)] for n, h in pairs]
    assert seen["few"]["list"][:3] == seen["eight"]["list"][:3]


def test_every_handshake_lands_on_its_cell(seen: dict[str, Any], v: Values) -> None:
    for points, (row, col) in zip(seen["cells"]["flights"], v.edge_cells, strict=True):
        middle = np.mean([stage(p) for p in points[::4]], axis=0)
        expected = np.array(GRID) + (np.array([col, row]) + 0.5) * CELL
        np.testing.assert_allclose(middle, expected, atol=0.2)
        assert row > col


def test_the_poster_shows_the_triangle_and_its_diagonal(seen: dict[str, Any], v: Values) -> None:
    below, itself = seen["triangle"]["square"]
    k = v.doubling.tolist().index(8)
    assert below == v.doubling_handshakes[k] == len(v.edges)
    assert below + itself == v.doubling_causal[k]


def test_the_square_doubles_to_four_times_the_cells(seen: dict[str, Any], v: Values) -> None:
    k = v.doubling.tolist().index(32)
    assert sum(seen["double"]["square"]) == v.doubling_causal[k]
    assert (v.doubling_full[1:] == 4 * v.doubling_full[:-1]).all(), "what the caption says"
    counts = (v.doubling, v.doubling_full, v.doubling_causal, v.doubling_scan)
    rows = [[f"{c[i]:,}" for c in counts] for i in range(k - 2, k + 1)]
    assert seen["baton"]["table"] == rows
    assert seen["baton"]["baton"] == v.doubling_scan[k]


def test_points_of_the_chart_lie_where_the_times_say(seen: dict[str, Any], v: Values) -> None:
    for spots, times in zip(seen["measured"]["spots"], (v.fused_ms, v.scan_ms), strict=True):
        x, y = np.array(spots).T
        share = np.log(times / times[0]) / np.log(times[-1] / times[0])
        np.testing.assert_allclose((y - y[0]) / (y[-1] - y[0]), share, atol=1e-9)
        np.testing.assert_allclose(np.diff(x), np.diff(x)[0], atol=1e-6)
    slopes = [name.rsplit(" ", 1)[1] for name in seen["measured"]["names"]]
    assert slopes == [f"{v.fused_exponent:.1f}", f"{v.scan_exponent:.1f}"]
    assert v.fused_exponent == pytest.approx(2.0, abs=0.2), "nearly N²"
    assert v.scan_exponent == pytest.approx(1.0, abs=0.1)


def test_the_corrections_are_computed(seen: dict[str, Any], v: Values) -> None:
    (_, wrong, right, _), (_, drawn, scores, _), (_, _, seconds, _) = seen["erratum"]["rows"]
    assert (wrong, right) == ("131,072", "130,816")
    assert int(right.replace(",", "")) == v.table_handshakes[v.wrong_row]
    assert (drawn, scores) == ("16,384", "16,385")
    assert float(seconds.removesuffix(" s")) == pytest.approx(v.far_seconds[-1], abs=0.5)
