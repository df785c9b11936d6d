"""What a film costs against its length, the number of things in it, and the number of films."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from anim_lib.benchmark import commands
from anim_lib.benchmark.commands import SMALL
from anim_lib.benchmark.usage import Command

FILM: Final = Path(__file__).with_name("tiles.py")
REEL: Final = "anim_lib.benchmark.reel"
# Named here, and not where they are read, because that module imports manim.
SECONDS_ASKED: Final = "SEQREEL_BENCH_SECONDS"
TILES_ASKED: Final = "SEQREEL_BENCH_TILES"


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that is varied; the others keep their usual amounts."""

    name: str
    amounts: tuple[int, ...]
    variants: tuple[str, ...]


SECONDS: Final = Axis("seconds", (8, 16, 32, 64), (commands.STOCK, commands.DRAFTED))
TILES: Final = Axis("tiles", (100, 200, 400, 800, 1600), (commands.STOCK, commands.DRAFTED))
SCENES: Final = Axis("scenes", (1, 2, 4, 8), ("jobs 1", "jobs 2"))
AXES: Final = (SECONDS, TILES, SCENES)
USUAL: Final = {SECONDS_ASKED: 8, TILES_ASKED: 40}
CHOSEN: Final = {SECONDS.name: SECONDS_ASKED, TILES.name: TILES_ASKED}
EACH_SCENE: Final = {SECONDS_ASKED: 32}  # long enough to be more than the start of a process


def command(axis: Axis, amount: int, variant: str, folder: Path) -> Command:
    """Return the command that renders synthetic scenes into the empty ``folder``."""
    chosen = USUAL | ({CHOSEN[axis.name]: amount} if axis.name in CHOSEN else EACH_SCENE)
    environment = {name: str(value) for name, value in chosen.items()}
    if variant == commands.STOCK:
        environment["SEQREEL_RENDERER"] = "stock"
        return commands.manim(FILM, SMALL, folder, environment)
    scenes = amount if axis is SCENES else 1
    jobs = 2 if variant == "jobs 2" else 1
    words = (sys.executable, "-m", REEL, str(scenes), str(jobs), str(folder))
    return Command(words, environment)
