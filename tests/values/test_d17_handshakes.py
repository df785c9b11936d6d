"""Diagram 17: counts by enumeration, costs by hand, exponents within the stated ranges."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.d17_handshakes import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_parties(v: Values) -> None:
    assert v.parties.tolist() == [2, 3, 4, 8]
    assert v.party_handshakes.tolist() == [1, 3, 6, 28]
    for n, count in zip(v.parties, v.party_handshakes, strict=True):
        greeted = {tuple(edge) for edge in v.edges[:count].tolist()}
        assert greeted == set(combinations(range(int(n)), 2))


def test_edges_fly_below_the_diagonal(v: Values) -> None:
    assert (v.edge_cells[:, 0] > v.edge_cells[:, 1]).all()
    assert sorted(v.edge_cells[:, ::-1].tolist()) == sorted(v.edges.tolist())


def test_table(v: Values) -> None:
    rows = dict(zip(v.table.tolist(), v.table_handshakes.tolist(), strict=True))
    assert rows == {
        128: 8_128,
        512: 130_816,
        1_024: 523_776,
        4_000: 7_998_000,
        10_000: 49_995_000,
        16_384: 134_209_536,
        100_000: 4_999_950_000,
        1_000_000: 499_999_500_000,
    }
    np.testing.assert_array_equal(v.table_causal - v.table_handshakes, v.table)
    np.testing.assert_array_equal(v.table_full - v.table_causal, v.table_handshakes)
    assert v.table_causal[v.wrong_row] == 131_328


def test_only_the_row_of_512_is_commonly_drawn_wrong(v: Values) -> None:
    assert np.flatnonzero(v.table_drawn != v.table_handshakes).tolist() == [v.wrong_row]
    assert v.table[v.wrong_row] == 512
    assert v.table_drawn[v.wrong_row] == v.wrong_row_half_square == 131_072


def test_doubling(v: Values) -> None:
    assert (v.doubling[1:] == 2 * v.doubling[:-1]).all()
    assert (v.doubling_full[1:] == 4 * v.doubling_full[:-1]).all()
    for i, n in enumerate(v.doubling.tolist()):
        assert v.doubling_causal[i] == sum(range(1, n + 1))
        assert v.doubling_handshakes[i] == sum(range(n))
        assert v.doubling_scan[i] == n
    assert (np.diff(v.doubling_ratio) > 0).all()
    assert 3.9 < v.doubling_ratio[-1] < 4


def test_one_more_token(v: Values) -> None:
    assert v.path_x == 16_384
    assert v.next_token_scores == 16_385
    assert v.next_token_drawn == 16_384
    assert v.next_token_updates == 1


def test_costs_of_long_texts(v: Values) -> None:
    assert (v.n_layers, v.n_heads, v.d_head, v.flops_per_score) == (32, 32, 128, 512)
    assert v.far.tolist() == [100_000, 1_000_000]
    for i, n in enumerate((100_000, 1_000_000)):
        attention = 32 * 32 * 4 * 128 * n * (n + 1) / 2
        assert v.far_scores[i] == 32 * 32 * n * (n + 1) // 2
        assert v.far_attention_flops[i] == pytest.approx(attention, rel=1e-15)
        assert v.far_linear_flops[i] == pytest.approx(2 * 8_030_261_248 * n, rel=1e-15)
        seconds = (attention + 2 * 8_030_261_248 * n) / 400e12
        assert v.far_seconds[i] == pytest.approx(seconds, rel=1e-14)
    assert [f"{x:.1e}" for x in v.far_attention_flops] == ["2.6e+15", "2.6e+17"]
    assert [f"{x:.2g}" for x in v.far_seconds] == ["11", "7e+02"]
    assert v.far_attention_share.tolist() == pytest.approx([0.62, 0.94], abs=5e-3)


def test_measured_exponents(v: Values) -> None:
    """Milliseconds belong to one machine; growth does not."""
    assert v.fit_from == 4_096
    assert 1.8 < v.attention_exponent < 2.2
    assert 1.7 < v.fused_exponent < 2.2
    assert 0.85 < v.scan_exponent < 1.15


@pytest.mark.parametrize("method", ["attention", "fused", "scan"])
def test_exponents_are_the_slopes_of_the_shown_points(v: Values, method: str) -> None:
    kept = v.measured >= v.fit_from
    ms = getattr(v, f"{method}_ms")[kept]
    slope = np.polyfit(np.log(v.measured[kept]), np.log(ms), 1)[0]
    assert getattr(v, f"{method}_exponent") == pytest.approx(slope, rel=1e-9)


def test_only_stored_scores_need_memory_that_grows_with_the_square(v: Values) -> None:
    growth = {
        m: getattr(v, f"{m}_mib")[-1] / getattr(v, f"{m}_mib")[-3]
        for m in ("attention", "fused", "scan")
    }
    assert growth["attention"] > 12  # 16 for a square, N four times as large
    assert growth["fused"] < 6  # 4 for a line
    assert growth["scan"] < 6
    assert v.attention_mib[-1] > 100 * v.fused_mib[-1]


def test_curves_cross_where_it_says(v: Values) -> None:
    for crossing, ms in ((v.attention_crossing, v.attention_ms), (v.fused_crossing, v.fused_ms)):
        before, after = v.measured < crossing, v.measured > crossing
        assert (ms < v.scan_ms)[before].all()
        assert (ms > v.scan_ms)[after].all()


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    for ms in (v.attention_ms, v.fused_ms, v.scan_ms):
        assert v.ms_vmin < ms.min()
        assert ms.max() < v.ms_vmax
    assert "torch" in v.machine
    assert v.measured_on.count("-") == 2
