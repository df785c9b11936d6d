"""Renders test scenes as ``seqreel render`` does; also a program, to be interrupted."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from anim_lib.formats import FRAME
from anim_lib.rendering.job import Edition, Source
from anim_lib.rendering.local import Local
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport
from anim_lib.rendering.run import Outcome

HERE = Path(__file__).parent


def source(slug: str) -> Source:
    """Return a test scene for rendering."""
    return Source(slug, f"tests.reel.{slug}", (HERE / f"{slug}.py", HERE / "stage.py"))


def edition(
    theme: str = "paper", profile: str = "draft", formats: tuple[str, ...] = ("mp4", "gif")
) -> Edition:
    """Return an edition at the tests' size."""
    return Edition(theme, profile, FRAME, formats)


def render(
    out: Path, *slugs: str, theme: str = "paper", at_once: int = 2, force: bool = False
) -> dict[str, Outcome]:
    """Render test scenes at the tests' size; return the outcomes by slug."""
    outcomes = render_all(
        [source(slug) for slug in slugs],
        edition(theme),
        out=out,
        place=Local(at_once),
        force=force,
        reporter=PlainReport(Console(file=sys.stdout)),
    )
    return {outcome.slug: outcome for outcome in outcomes}


if __name__ == "__main__":
    try:
        render(Path(sys.argv[1]), *sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
