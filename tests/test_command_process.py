"""The command line as a process: what it imports, pipes that close, and Ctrl-C at the start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "SEQREEL_THEME": "paper"}


def start(*command: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    words = [sys.executable, *command]
    return subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=pipe, stderr=pipe, text=True)


def test_test_command_hands_everything_to_pytest() -> None:
    process = start("-m", "scenes", "test", "--collect-only", "-q", "tests/test_timing.py")
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "tests/test_timing.py::" in told


def test_scenes_and_their_values_need_no_torch() -> None:
    probe = (
        "import sys, scenes, scenes.__main__;"
        "from anim_lib.value_store import load;"
        "[load(scenes.load(slug).values_type) for slug in scenes.slugs()];"
        "sys.exit('torch' in sys.modules)"
    )
    process = start("-c", probe)
    _, complaint = process.communicate(timeout=120)
    assert process.returncode == 0, complaint


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    process = start("-m", "scenes", "values", "d11", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=120) == 0


def test_ctrl_c_while_the_commands_are_imported() -> None:
    probe = (
        "import os, signal, sys, scenes.__main__;"
        "assert 'scenes.commands.table' not in sys.modules;"
        "signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT));"
        "signal.setitimer(signal.ITIMER_REAL, 0.005);"
        "sys.exit(scenes.__main__.main(['list']))"
    )
    process = start("-c", probe)
    _, complaint = process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGINT
    assert complaint.startswith("seqreel: interrupted")
    assert "Traceback" not in complaint
