"""Ctrl-C ends every run, leaves no half-written weights, and keeps the seeds that had ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from anim_lib.code_hash import ROOT
from anim_lib.training import partial, registry, runner

PROGRAM = """
import os, sys
from pathlib import Path
from anim_lib.training import registry, runner

def show(progress):
    print("END" if progress.end else os.getpid(), progress.seed, flush=True)

if __name__ == "__main__":
    slow = registry.in_module("tests.training.tiny_recipes")["line_slow"]
    runner.train_all([slow], 2, show, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupt(tmp_path: Path, sign: signal.Signals) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    weights = tmp_path / "weights"
    with subprocess.Popen(
        [sys.executable, str(program), str(weights)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("END"):
                break
        process.send_signal(sign)
        # The children hold the same pipe: it closes when the last of them has ended.
        process.communicate(timeout=60)
    assert process.returncode != 0
    assert [path.name for path in weights.iterdir()] == [".unfinished"]
    slow = registry.in_module("tests.training.tiny_recipes")["line_slow"]
    found = [
        partial.find("line_slow", runner.code_key(slow), seed, weights / ".unfinished")
        for seed in (0, 1, 2)
    ]
    assert found[0] is not None
    assert found[0].steps == 1_000
    assert found[1:] == [None, None]
