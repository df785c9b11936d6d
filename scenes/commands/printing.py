"""``seqreel print``: the pack for a printer and a print designer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import scenes
from anim_lib.packs.whole_folder import whole_folder
from anim_lib.theme import THEMES
from scenes.commands.options import Whole, add_pack_folder, add_slugs, add_theme, found, use_theme
from scenes.commands.sheet import LICENCE
from scenes.commands.version import project

if TYPE_CHECKING:
    from anim_lib.press.poster import Poster

NAME = "print"
HELP = "write posters with bleed and crop marks, grey proofs and specification sheets, as PDF"
EXAMPLE = "seqreel print --out print-pack --width-mm 210"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``print``."""
    add_slugs(parser)
    add_pack_folder(parser, NAME)
    parser.add_argument(
        "--width-mm",
        type=Whole(90, 1200),
        default=180,
        metavar="MM",
        help="width of the posters after trimming (default: 180)",
    )
    add_theme(parser)


def run(options: argparse.Namespace) -> int:
    """Write the folder and print where it is."""
    slugs = found(options.slugs, scenes.slugs())
    theme = THEMES[use_theme(options.theme)]

    from anim_lib.press import pack

    order = pack.Order(options.width_mm, theme, f"seqreel {project()} · {LICENCE}")
    with whole_folder(options.out, NAME) as unfinished:
        pack.write(unfinished, _posters(slugs), order)
    print(options.out)
    return 0


def _posters(slugs: Sequence[str]) -> Iterator[Poster]:
    from anim_lib.press.poster import poster_of

    for number, slug in enumerate(slugs, start=1):
        print(f"{slug}: {number} of {len(slugs)}", file=sys.stderr)
        yield poster_of(slug, scenes.load(slug))
