"""Bytes of the cache are arithmetic; what a cache saves grows with the text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import torch

from anim_lib import tables
from anim_lib.training import measure_cache


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure_cache, "ROUNDS", 1)
    monkeypatch.setattr(measure_cache.measuring, "settle", lambda: None)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("n_kv_heads", measure_cache.KV_HEADS)
def test_a_measurement(n_kv_heads: int) -> None:
    with torch.no_grad():
        cached, recomputed, nbytes = measure_cache.measure(n_kv_heads, 20)
    assert cached > 0
    assert recomputed > 0
    assert nbytes == 20 * 2 * 4 * n_kv_heads * 32 * 4  # key and value, layers, heads, d_head, bytes


def test_the_table_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "cache_cpu.csv"
    monkeypatch.setattr(measure_cache, "TABLE", table)
    monkeypatch.setattr(measure_cache, "in_own_process", lambda heads, n: (1.0, 2.0, heads * n))
    measure_cache.main()
    assert [path.name for path in tmp_path.iterdir()] == ["cache_cpu.csv"]
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["n_kv_heads"], row["tokens"]) for row in rows] == [
        (str(heads), str(n)) for heads in measure_cache.KV_HEADS for n in measure_cache.TOKENS
    ]


@pytest.mark.parametrize("n_kv_heads", measure_cache.KV_HEADS)
def test_the_saved_table(n_kv_heads: int) -> None:
    rows = [r for r in tables.rows("cache_cpu") if r["n_kv_heads"] == str(n_kv_heads)]
    assert [int(row["tokens"]) for row in rows] == list(measure_cache.TOKENS)
    for row in rows:
        assert int(row["cache_bytes"]) == 1_024 * n_kv_heads * int(row["tokens"])
    saved = [float(row["recomputed_ms"]) / float(row["cached_ms"]) for row in rows]
    assert saved == sorted(saved)
    assert saved[-1] > 10
