"""The timed step is the model's own, and the saved table grows as caches and states do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import torch

from anim_lib import tables
from anim_lib.models.layers.attention import Attention
from anim_lib.training import measure_decode


@pytest.mark.parametrize("name", measure_decode.MODELS)
def test_the_timed_step_is_the_models_own(name: str) -> None:
    torch.manual_seed(0)
    model = measure_decode.build(name).double()
    tokens = torch.randint(96, (1, 7))
    position, states = model.start(1)
    for t in range(6):
        _, (position, states) = model.step(tokens[:, t], (position, states))
    expected, _ = model.step(tokens[:, 6], (position, states))
    with_slots = [
        tuple(torch.nn.functional.pad(part, (0, 0, 0, 1)) for part in state)
        if isinstance(layer, Attention)
        else state
        for layer, state in zip(model.kinds(), states, strict=True)
    ]
    with torch.no_grad():
        logits = measure_decode.decode(model, tokens[:, 6], with_slots)
    torch.testing.assert_close(logits, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", ["recall_hybrid_2", "mamba1"])
def test_a_state_holds_the_numbers_that_the_table_says(name: str) -> None:
    model = measure_decode.build(name)
    states = [measure_decode.state_behind(layer, 10) for layer in model.kinds()]
    numbers = sum(part.numel() for state in states for part in state)
    assert numbers == model.state_numbers(11)  # one slot is free


def test_a_measurement_is_positive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure_decode, "CONTEXTS", (8, 16))
    monkeypatch.setattr(measure_decode, "ROUNDS", 1)
    monkeypatch.setattr(measure_decode, "STEPS", 1)
    monkeypatch.setattr(measure_decode.measuring, "settle", lambda: None)
    with torch.no_grad():
        measured = measure_decode.measure("recall_hybrid_2")
    assert list(measured) == [8, 16]
    assert min(measured.values()) > 0


def test_the_table_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "decode_cpu.csv"
    monkeypatch.setattr(measure_decode, "TABLE", table)
    monkeypatch.setattr(measure_decode, "in_own_process", lambda name: {128: 1.0, 1_024: 2.0})
    measure_decode.main()
    assert [path.name for path in tmp_path.iterdir()] == ["decode_cpu.csv"]
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["model"], row["context"]) for row in rows] == [
        (name, context) for name in measure_decode.MODELS for context in ("128", "1024")
    ]


def saved(model: str, column: str) -> list[float]:
    return [float(row[column]) for row in tables.rows("decode_cpu") if row["model"] == model]


@pytest.mark.parametrize("name", measure_decode.MODELS)
def test_the_saved_table_grows_only_where_there_is_a_cache(name: str) -> None:
    us, nbytes = saved(name, "cpu_us_per_token"), saved(name, "state_bytes")
    assert len(us) == len(nbytes) == len(measure_decode.CONTEXTS)
    caches = sum(isinstance(layer, Attention) for layer in measure_decode.build(name).layers)
    growth = 2 * 64 * 4 * caches  # bytes per token: key and value, float32
    assert nbytes[-1] - nbytes[0] == growth * (65_536 - 128)
    if caches:
        assert 4 < us[-1] / us[-2] < 16  # 8 for a straight line
    else:
        assert 0.6 < us[-1] / us[0] < 1.6  # 1 for no growth


def test_the_more_caches_the_slower_behind_a_long_text() -> None:
    slowest = [
        saved(name, "cpu_us_per_token")[-1]
        for name in ("recall_mamba2_32", "recall_hybrid_2", "recall_transformer")
    ]
    assert slowest == sorted(slowest)
