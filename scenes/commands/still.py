"""``seqreel still``: one frame, large."""

from __future__ import annotations

import argparse
from pathlib import Path

import scenes
from anim_lib.export.place import place
from anim_lib.formats import STILL, VIDEO, Format
from scenes.commands.options import Whole, add_out, add_slug, add_theme, use_theme

NAME = "still"
HELP = "write one beat's last frame as a large PNG"
EXAMPLE = "seqreel still d11 --beat softmax --width 3840"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``still``."""
    add_slug(parser)
    parser.add_argument("--beat", metavar="NAME", help="which beat (default: the poster's)")
    parser.add_argument(
        "--width",
        type=Whole(160, 15360),
        default=STILL.width,
        metavar="PX",
        help=f"pixels; the height follows at 16:9 (default: {STILL.width})",
    )
    add_theme(parser)
    add_out(parser, "a .png file, or a folder (default: renders, in stills/)")


def run(options: argparse.Namespace) -> int:
    """Write the still and print where it is."""
    slug = scenes.find(options.slug)
    theme = use_theme(options.theme)

    from anim_lib.export import pictures
    from anim_lib.rendering.preview import panes

    scene_type = scenes.load(slug)
    beat = options.beat or scene_type.poster
    size = Format("still", options.width, round(options.width * 9 / 16), VIDEO.fps)
    name = f"{slug}_{beat}_{theme}_{options.width}.png"
    with place(options.out, Path("stills") / name) as (unfinished, target):
        scene, (pane,) = panes(scene_type, size, beat)
        notes = {"Title": f"{scene.title}: {beat}", "Source": scene.record.provenance.line}
        pictures.write_png(pane.frame, unfinished, notes)
    print(target)
    return 0
