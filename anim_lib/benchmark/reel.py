"""A program that renders several synthetic scenes as drafts, as ``seqreel render`` would.

``python -m anim_lib.benchmark.reel SCENES JOBS FOLDER``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from anim_lib.formats import DRAFT
from anim_lib.rendering.job import Edition, Source
from anim_lib.rendering.local import Local
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import PlainReport

SCENE = Path(__file__).with_name("tiles.py")


def render(scenes: int, jobs: int, out: Path) -> bool:
    """Render the scene under several names; return whether all of them are whole."""
    module = f"{__package__}.{SCENE.stem}"
    outcomes = render_all(
        [Source(f"tiles_{number}", module, (SCENE,)) for number in range(scenes)],
        Edition("paper", "draft", DRAFT, ("mp4",)),
        out=out,
        place=Local(jobs),
        force=True,
        reporter=PlainReport(Console()),
    )
    return all(outcome.state == "rendered" for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(not render(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
