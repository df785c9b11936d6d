"""The measured layers are what they are called, and a measurement is a plain number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import torch

from anim_lib import tables
from anim_lib.models.s4d import discretize_diagonal_zoh, s4d_lin, s4d_step
from anim_lib.models.scaling import growth_exponent
from anim_lib.training import measure_scaling


@pytest.fixture
def layer() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(40, 64, generator=generator)
    return x, torch.randn(4, 64, 64, generator=generator) / 8


def test_stored_and_fused_attention_are_one_function(
    layer: tuple[torch.Tensor, torch.Tensor],
) -> None:
    stored, fused = (
        measure_scaling.stored_attention(*layer),
        measure_scaling.fused_attention(*layer),
    )
    torch.testing.assert_close(stored, fused, rtol=1e-4, atol=1e-5)  # float32


def test_the_fft_convolution_is_the_recurrence(layer: tuple[torch.Tensor, torch.Tensor]) -> None:
    x, weights = (part.double() for part in layer)
    A = s4d_lin(16).repeat(64, 1)
    C = torch.complex(weights[1, :, :8], weights[2, :, :8])
    A_bar, B_bar = discretize_diagonal_zoh(A, torch.logspace(-3, -1, 64).double()[:, None])
    h = torch.zeros(64, 8, dtype=torch.complex128)
    outputs = []
    for u in x @ weights[0]:
        h, y = s4d_step(h, u, A_bar, B_bar, C)
        outputs.append(y)
    expected = torch.stack(outputs) @ weights[3]
    measured = measure_scaling.fft_convolution(*layer).double()
    torch.testing.assert_close(measured, expected, rtol=1e-4, atol=1e-5)  # float32


@pytest.mark.parametrize("method", measure_scaling.METHODS)
def test_every_method_is_causal(method: str, layer: tuple[torch.Tensor, torch.Tensor]) -> None:
    x, weights = layer
    run = measure_scaling.METHODS[method]
    torch.testing.assert_close(run(x, weights)[:10], run(x[:10], weights), rtol=1e-4, atol=1e-5)


def test_a_measurement_is_positive() -> None:
    assert measure_scaling.in_own_process("time", "attention", 128) > 0


def test_the_table_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "scaling_cpu.csv"
    monkeypatch.setattr(measure_scaling, "TABLE", table)
    monkeypatch.setattr(measure_scaling, "SEQ_LENS", (128, 256))
    monkeypatch.setattr(measure_scaling, "in_own_process", lambda figure, method, n: float(n))
    measure_scaling.main()
    assert [path.name for path in tmp_path.iterdir()] == ["scaling_cpu.csv"]
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["method"], row["seq_len"]) for row in rows] == [
        (method, n) for method in measure_scaling.METHODS for n in ("128", "256")
    ]
    assert all("1 thread" in row["machine"] and row["date"] for row in rows)


# The FFT's own exponent is 1 with a logarithm; its kernel's is 1.
@pytest.mark.parametrize(
    ("method", "least", "most"),
    [
        ("attention", 1.8, 2.2),
        ("fused_attention", 1.7, 2.2),
        ("scan", 0.85, 1.15),
        ("fft_convolution", 0.85, 1.35),
    ],
)
def test_exponents_of_the_saved_table(method: str, least: float, most: float) -> None:
    rows = [row for row in tables.rows("scaling_cpu") if row["method"] == method]
    assert [int(row["seq_len"]) for row in rows] == list(measure_scaling.SEQ_LENS)
    long = [row for row in rows if int(row["seq_len"]) >= 4_096]
    exponent = growth_exponent(
        torch.tensor([int(row["seq_len"]) for row in long]),
        torch.tensor([float(row["cpu_ms"]) for row in long], dtype=torch.float64),
    )
    assert least < exponent < most
