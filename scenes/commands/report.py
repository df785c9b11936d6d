"""``seqreel report``: Markdown notes of the rendered scenes, for a vault, GitHub or Quarto."""

from __future__ import annotations

import argparse

from anim_lib.packs.report import pack
from anim_lib.packs.whole_folder import whole_folder
from scenes.commands import own_inputs
from scenes.commands.options import add_pack_folder, add_slugs, found
from scenes.commands.rendered import add_renders, rendered, tell_of_drafts
from scenes.commands.sheet import LICENCE
from scenes.commands.version import project

NAME = "report"
HELP = "write a Markdown note for each scene, and an index, into a folder for your notes"
EXAMPLE = "seqreel report --out ~/vault/diagrams --flavour obsidian"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``report``."""
    add_slugs(parser)
    add_pack_folder(parser, NAME)
    parser.add_argument(
        "--flavour",
        choices=tuple(pack.FLAVOURS),
        default="obsidian",
        help="whose Markdown: obsidian (default) embeds the MP4, github shows GIFs linked to it, "
        "quarto is a book",
    )
    add_renders(parser)


def run(options: argparse.Namespace) -> int:
    """Write the folder and print where it is."""
    flavour = pack.FLAVOURS[options.flavour]
    with (
        own_inputs.kept(options.renders) as known,
        whole_folder(options.out, NAME) as unfinished,
    ):
        scenes = rendered(options.renders, found(options.slugs, known), flavour.films)
        pack.write(unfinished, scenes, flavour, f"seqreel {project()} · {LICENCE}")
    tell_of_drafts(scenes, "report")
    print(options.out)
    return 0
