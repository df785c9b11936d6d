"""Renders test scenes as ``seqreel render`` does; also a program, to be interrupted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

import scenes
from anim_lib.export import manifest
from anim_lib.formats import FRAME
from anim_lib.rendering import folders
from anim_lib.rendering.job import Edition, Source
from anim_lib.rendering.local import Local
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport
from anim_lib.rendering.run import Outcome
from scenes.__main__ import main
from scenes.commands import render as render_command
from tests.reel.processes import wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def source(slug: str) -> Source:
    """Return a test scene for rendering."""
    return Source(slug, f"tests.reel.{slug}", (HERE / f"{slug}.py", HERE / "stage.py"))


def edition(theme: str = "paper", formats: tuple[str, ...] = ("mp4", "gif")) -> Edition:
    """Return an edition at the tests' size."""
    return Edition(theme, "draft", FRAME, formats)


def render(
    out: Path,
    *slugs: str,
    theme: str = "paper",
    formats: tuple[str, ...] = ("mp4", "gif"),
    at_once: int = 2,
    force: bool = False,
) -> dict[str, Outcome]:
    """Render test scenes at the tests' size; return the outcomes by slug."""
    outcomes = render_all(
        [source(slug) for slug in slugs],
        edition(theme, formats),
        out=out,
        place=Local(at_once),
        force=force,
        reporter=PlainReport(Console(file=sys.stdout)),
    )
    return {outcome.slug: outcome for outcome in outcomes}


def remember(out: Path, slug: str, *seconds: float) -> None:
    """Leave the manifest of an older run, whose beats took ``seconds``: slow ones are split."""
    facts = {
        "options": {"quality": "draft"},
        "beats": [{"duration": 1.0, "seconds": each} for each in seconds],
        "seconds": {"setup": 1.0},
        "fingerprint": "old",
    }
    (out / slug).mkdir(parents=True)
    manifest.write(out / slug, facts)


@contextmanager
def started(out: Path, *slugs: str) -> Iterator[subprocess.Popen[str]]:
    """Render in a process of its own, with a group of its own as on a terminal."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.reel.rendering", *slugs, "--out", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


@contextmanager
def rendering(out: Path, *slugs: str, drawn: str = "d03_long*") -> Iterator[subprocess.Popen[str]]:
    """Render as ``started`` does, until frames of the job ``drawn`` are being encoded."""
    pieces = f"{folders.PREFIX}*/{drawn}/part/mp4/*"
    with started(out, *slugs) as run:
        wait_for("the first frames", lambda: any(out.glob(pieces)) or run.poll() is not None)
        assert run.poll() is None, run.communicate()
        yield run


def facts(out: Path, slug: str) -> dict[str, object]:
    """Return the manifest of a rendered scene."""
    found: dict[str, object] = json.loads((out / slug / manifest.NAME).read_text("utf-8"))
    return found


def command(*arguments: str) -> int:
    """Run ``seqreel render`` on the test scenes, at the tests' size; return its exit status."""
    scenes.slugs = lambda: sorted(path.stem for path in HERE.glob("d*.py"))
    scenes.source = source
    render_command.QUALITIES = {"draft": FRAME}
    return main(["render", *arguments, "--quality", "draft", "--jobs", "2"])


if __name__ == "__main__":
    sys.exit(command(*sys.argv[1:]))
