"""``seqreel render``: the main job."""

from __future__ import annotations

import argparse
import sys
import time

from rich.console import Console

import scenes
from anim_lib.formats import DRAFT, VIDEO
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import reporter_for, summary
from scenes.commands.options import Whole, add_out, add_slugs, add_theme, cores, found, use_theme

NAME = "render"
HELP = "render scenes to MP4, GIF, subtitles, poster and stills"
EXAMPLE = "seqreel render d11 spec_c --quality draft"
QUALITIES = {"draft": DRAFT, "final": VIDEO}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``render``."""
    add_slugs(parser)
    parser.add_argument(
        "--quality",
        choices=tuple(QUALITIES),
        default="final",
        help="draft is 854x480 at 15 frames a second, final (default) 1920x1080 at 60",
    )
    add_theme(parser)
    parser.add_argument(
        "--jobs",
        type=Whole(1, 256),
        default=cores(),
        metavar="N",
        help=f"scenes rendered at once (default: the cores, here {cores()})",
    )
    add_out(parser, "folder of the results (default: renders)")
    parser.add_argument(
        "--force", action="store_true", help="render again what has not changed since"
    )


def run(options: argparse.Namespace) -> int:
    """Render; 0 when every scene is whole, 1 when one failed."""
    slugs = found(options.slugs, scenes.slugs())
    theme = use_theme(options.theme)
    started = time.monotonic()
    console = Console()
    with reporter_for(console) as reporter:
        outcomes = render_all(
            [scenes.source(slug) for slug in slugs],
            theme=theme,
            size=QUALITIES[options.quality],
            out=options.out,
            at_once=options.jobs,
            force=options.force,
            reporter=reporter,
        )
    print(summary(outcomes, time.monotonic() - started))
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    for outcome in failed:
        print(f"seqreel: {outcome.slug} failed: {outcome.sentence}", file=sys.stderr)
    return 1 if failed else 0
