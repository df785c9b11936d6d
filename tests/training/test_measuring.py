"""Tables appear whole; times are this process's own; where it ran is said."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.training import measuring


def test_sleeping_costs_no_cpu_time() -> None:
    assert measuring.least_cpu_seconds(lambda: time.sleep(0.05), 2) < 0.04


def test_the_least_of_the_runs() -> None:
    sizes = iter([4_000_000, 10])
    spent = measuring.least_cpu_seconds(lambda: sum(range(next(sizes))), 2)
    assert spent < 0.005


def test_a_failure_leaves_the_old_table(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    measuring.write(table, ("x",), [("1",)])

    def rows() -> object:
        yield ("2",)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measuring.write(table, ("x",), rows())  # type: ignore[arg-type]
    assert table.read_text() == "x\n1\n"


def test_a_process_of_its_own_keeps_its_pages(tmp_path: Path) -> None:
    program = "json.tool"  # any module that prints; its help needs no input
    assert "usage" in measuring.in_own_process(program, "--help", keep_pages=True)


def test_a_measurement_that_is_killed_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match=r"tool --no-such-option ended with exit code 2; the table"):
        measuring.in_own_process("json.tool", "--no-such-option", keep_pages=True)
    with pytest.raises(SystemExit) as caught:
        measuring.told(partial(measuring.in_own_process, "json.tool", "-x", keep_pages=True))
    assert caught.value.code == 2
    assert "seqreel: tool -x ended with exit code 2" in capfd.readouterr().err


def test_a_full_disk(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("kept")
    with pytest.raises(UserError, match=r"cannot write .*a\.csv: .*; the table is as it was"):
        measuring.write(blocked / "a.csv", ("x",), [("1",)])
    assert blocked.read_text() == "kept"


def test_where() -> None:
    machine, torch_version, day = measuring.where("one text")
    assert machine.endswith("1 thread, one text")
    assert torch_version.startswith("2.")
    assert day.count("-") == 2
