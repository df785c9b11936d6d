"""``seqreel slides``: decks for talks, for a browser or for PowerPoint."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from anim_lib.packs.whole_folder import whole_folder
from scenes.commands import own_inputs
from scenes.commands.options import add_slugs, add_theme, found
from scenes.commands.rendered import add_renders, rendered, tell_of_drafts

NAME = "slides"
HELP = "write a deck with a slide for each beat, for a browser or for PowerPoint"
EXAMPLE = "seqreel slides d11 --format html --out talk"
FORMATS: Final = ("html", "pptx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``slides``."""
    add_slugs(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="html",
        help="html (default): open index.html in a browser, no network needed; pptx: PowerPoint, "
        "Keynote, Impress",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder (default: slides/FORMAT in the folder of the rendered scenes); one that "
        "earlier slides filled is replaced",
    )
    add_theme(parser)
    add_renders(parser)


def run(options: argparse.Namespace) -> int:
    """Write the deck and print where it is."""
    # Imported now: they bring the libraries of films, pictures and PowerPoint.
    from anim_lib.packs.slides import html, powerpoint

    write = {"html": html.write, "pptx": powerpoint.write}[options.format]
    out = options.out or options.renders / NAME / options.format
    with (
        own_inputs.kept(options.renders) as known,
        whole_folder(out, NAME) as unfinished,
    ):
        slugs = found(options.slugs, known)
        scenes = rendered(options.renders, slugs, ("mp4",), options.theme)
        write(unfinished, scenes)
    tell_of_drafts(scenes, "deck")
    print(out)
    return 0
