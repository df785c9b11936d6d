"""Running a command and knowing what it cost: CPU, wall clock, memory of its largest process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from anim_lib.benchmark import meter
from anim_lib.errors import UserError

LAST = 300  # characters of a failed command's last line that are told


class RunFailedError(RuntimeError):
    """A measured command did not do its work; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: its words, and what it needs in its environment."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        return " ".join([*settings, *self.words])


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run cost.

    ``cpu`` and ``wall`` are seconds; ``cpu`` is user and system time of every process of the
    run, ``peak`` the largest resident size of any one of them, in bytes.
    """

    cpu: float
    wall: float
    peak: int


def measured(command: Command, folder: Path, log: Path) -> Usage:
    """Run a command and return what it and all its descendants cost.

    Parameters
    ----------
    command
        What to run.
    folder
        Where it runs.
    log
        Takes what it prints.

    Raises
    ------
    UserError
        This system is not Linux.
    RunFailedError
        It ended with another status than 0, or left processes running.
    """
    if sys.platform != "linux":
        raise UserError(f"bench counts CPU time as Linux tells it, and this is {sys.platform}")
    figures = log.with_suffix(".json")
    program = (sys.executable, "-I", "-S", meter.__file__, str(figures), *command.words)
    with log.open("wb") as told:
        process = subprocess.Popen(
            program,
            cwd=folder,
            env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches it through us, so that it can clear up
        )
        _wait(process)
    if process.returncode:
        raise RunFailedError(f"`{command}` could not be measured: {_last_line(log)}")
    found = json.loads(figures.read_text("utf-8"))
    if found["status"]:
        raise RunFailedError(f"`{command}` ended with status {found['status']}: {_last_line(log)}")
    if found["left"]:
        raise RunFailedError(f"`{command}` left {found['left']} processes running")
    return Usage(found["cpu"], found["wall"], found["peak"])


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait()
    except BaseException:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait()
        raise


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").strip().splitlines() or ["it said nothing"]
    return lines[-1].strip()[:LAST]
