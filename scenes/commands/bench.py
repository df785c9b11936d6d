"""``seqreel bench``: what rendering costs, beside stock manim on the same scenes."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import scenes
from anim_lib.errors import UserError
from anim_lib.export.place import place
from scenes.commands.options import Whole, found, screen

if TYPE_CHECKING:
    from anim_lib.benchmark.commands import Programs
    from anim_lib.benchmark.result import Result

NAME = "bench"
HELP = "measure rendering beside stock manim: CPU, wall clock, memory, quality, growth"
EXAMPLE = "seqreel bench d11 --rounds 5 --only speed"
PARTS = ("speed", "floor", "quality", "jobs", "scaling")
OUT = Path("renders") / "bench"
SCENES = 3  # of all scenes are measured where none is named
ROUNDS = 2
ROOM = 1.5e9  # bytes: one beat of raw pictures, and films
ROOM_EACH = 0.4e9  # bytes: the lossless film of a scene, once a play and once as a whole
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``bench``."""
    parser.description = (
        "Measure stock manim and this project's renderer in turn on the same scenes, in one run; "
        "print tables, and write bench.json and bench.png. About 25 minutes on two free cores; "
        "with --quick six."
    )
    parser.add_argument(
        "slugs",
        nargs="*",
        metavar="SLUG",
        help=f"scenes; without any, {SCENES} spread over all of them",
    )
    parser.add_argument(
        "--rounds",
        type=Whole(1, 99),
        metavar="N",
        help=f"how often stock and ours run in turn (default: {ROUNDS}, with --quick 1)",
    )
    parser.add_argument("--only", choices=PARTS, help="one part (default: all of them)")
    parser.add_argument(
        "--quick", action="store_true", help="one scene in one round: a first look, no verdict"
    )
    parser.add_argument(
        "--out", type=Path, default=OUT, metavar="PATH", help=f"folder of results (default: {OUT})"
    )


def run(options: argparse.Namespace) -> int:
    """Measure and tell; 1 when a measured command failed."""
    # Imported now: no other command needs them, and all are asked for their help.
    from anim_lib.benchmark import tables
    from anim_lib.benchmark.bench import Bench
    from anim_lib.benchmark.machine import machine
    from anim_lib.benchmark.result import Result
    from anim_lib.benchmark.usage import RunFailedError

    slugs = _chosen(options.slugs, 1 if options.quick else SCENES)
    rounds = options.rounds or (1 if options.quick else ROUNDS)
    result = Result(machine(), date.today().isoformat(), slugs, rounds)
    console = screen()
    console.print(result.machine.line, highlight=False)
    if result.machine.warning:
        print(f"seqreel: {result.machine.warning}", file=sys.stderr)
    started = time.monotonic()
    try:
        with _work_folder(options.out, len(slugs)) as folder:
            bench = Bench(
                *(_programs(), result, Path(folder)),
                say=lambda text: print(text, flush=True),
                paired_only=options.quick,
            )
            bench.warm_up()
            for part in [options.only] if options.only else PARTS:
                getattr(bench, part)()
    except RunFailedError as error:
        print(f"seqreel: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("seqreel: interrupted; nothing was written", file=sys.stderr)
        return INTERRUPTED
    result.seconds = time.monotonic() - started
    for table in tables.tables(result):
        console.print()
        console.print(table)
    _write(result, options.out)
    return 0


def _chosen(given: list[str], most: int) -> list[str]:
    """Return the scenes meant; without any, ``most`` of them, evenly spread."""
    known = scenes.slugs()
    if given:
        return found(given, known)
    most = min(most, len(known))
    return [known[number * len(known) // most] for number in range(most)]


def _programs() -> Programs:
    from anim_lib.benchmark.commands import Programs

    return Programs(
        render=(sys.executable, "-P", "-m", "scenes", "render"),
        scene_file=lambda slug: Path(scenes.__path__[0]) / f"{slug}.py",
        module=lambda slug: f"{scenes.__name__}.{slug}",
    )


def _work_folder(out: Path, count: int) -> tempfile.TemporaryDirectory[str]:
    """Return a folder beside the results that vanishes, for so many scenes.

    Raises
    ------
    UserError
        ``out`` cannot be written to, or has too little room.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".seqreel-bench-", dir=out.resolve())
    except OSError as error:
        raise UserError(f"--out {out}: cannot write there ({error.strerror})") from error
    free, needed = shutil.disk_usage(out).free, ROOM + ROOM_EACH * count
    if free < needed:
        folder.cleanup()
        raise UserError(
            f"--out {out}: {free / 1e9:.1f} GB are free there, "
            f"about {needed / 1e9:.0f} GB are needed"
        )
    return folder


def _write(result: Result, out: Path) -> None:
    from anim_lib.benchmark import plot

    with place(out, Path("bench.json")) as (unfinished, target):
        unfinished.write_text(result.text(), "utf-8")
    print(f"\n{target}")
    with place(out, Path("bench.png")) as (unfinished, target):
        plot.draw(result, unfinished)
    print(target)
