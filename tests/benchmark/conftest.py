"""Measuring without running anything."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from anim_lib.benchmark import bench as bench_module
from anim_lib.benchmark.usage import Command, Usage

Pretended = list[tuple[str, ...]]
OUT = ("--out", "--media_dir")
SLUGS = ("d01_a", "d02_b", "d01_tiny", "d02_failing")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """Commands that would have been measured; each leaves a film where it was asked to."""
    commands: Pretended = []

    def pretend(asked: Command, _folder: Path, _log: Path) -> Usage:
        commands.append(asked.words)
        place = next((Path(b) for a, b in pairwise(asked.words) if a in OUT), None)
        if place is not None:
            for slug in [word for word in asked.words if word in SLUGS] or ["."]:
                (place / slug).mkdir(parents=True, exist_ok=True)
                (place / slug / "film.mp4").write_bytes(b"film")
        if "anim_lib.benchmark.master" in asked.words:
            Path(asked.words[3]).write_text('{"film": "master.mp4"}', "utf-8")
        return Usage(float(len(commands)), 1.0, 10)

    monkeypatch.setattr(bench_module, "measured", pretend)
    return commands
