"""``seqreel measure``: each table by a process of its own; a failure stops, so does Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from scenes.__main__ import main
from scenes.commands import measure


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tables that would have been measured; that of decoding fails."""
    ran: list[str] = []

    def pretend(table: str) -> list[str]:
        ran.append(table)
        return [sys.executable, "-c", f"raise SystemExit({3 if table == 'decode' else 0})"]

    monkeypatch.setattr(measure, "program", pretend)
    return ran


def test_one_table(programs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "cache"]) == 0
    assert programs == ["cache"]
    assert "assets/tables/cache_cpu.csv" in capsys.readouterr().out


def test_a_failure_stops_and_is_told(programs: list[str]) -> None:
    assert main(["measure"]) == 3
    assert programs == ["scaling", "decode"]


def test_an_unknown_table(programs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "speed"]) == 2
    assert programs == []
    assert "speed" in capsys.readouterr().err


@pytest.mark.parametrize("table", measure.TABLES)
def test_the_modules_exist(table: str) -> None:
    __import__(measure.program(table)[-1])


def test_ctrl_c_leaves_no_measurement_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The process and its own child are both gone, and neither says a word."""
    pids = tmp_path / "pids"
    child = "import time; time.sleep(60)"
    script = (
        "import os, subprocess, sys, time, pathlib\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        f"pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(measure, "program", lambda table: [sys.executable, "-c", script])

    def interrupt() -> None:
        while not (pids.exists() and len(pids.read_text().split()) == 2):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    assert main(["measure", "cache"]) == 130
    assert capfd.readouterr().err.startswith("seqreel: interrupted")
    for pid in map(int, pids.read_text().split()):
        assert is_gone(pid), pid


def is_gone(pid: int) -> bool:
    """Ended, or ended and not yet collected by its parent, within two seconds."""
    for _ in range(100):
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] in "ZX":
            return True
        time.sleep(0.02)
    return False
