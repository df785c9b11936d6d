"""``seqreel still``: one frame, large."""

from __future__ import annotations

import argparse
from pathlib import Path

import scenes
from anim_lib.export.place import place
from anim_lib.formats import FRAME, STILL, VIDEO, Format
from scenes.commands import own_inputs
from scenes.commands.options import Whole, add_out, add_slug, add_theme, use_theme

NAME = "still"
HELP = "write one beat's last frame as a large PNG, or the square of the poster"
EXAMPLE = "seqreel still d11 --beat softmax --width 3840"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``still``."""
    add_slug(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--beat", metavar="NAME", help="which beat (default: the poster's)")
    what.add_argument(
        "--square", action="store_true", help="the part of the poster that stands alone, 1:1"
    )
    parser.add_argument(
        "--width",
        type=Whole(160, 15360),
        metavar="PX",
        help=f"pixels; the height follows at 16:9 (default: {STILL.width}), or at 1:1 "
        f"(default: {STILL.height})",
    )
    add_theme(parser)
    add_out(parser, "a .png file, or a folder (default: renders, in stills/)")
    own_inputs.add_inputs(parser)


def run(options: argparse.Namespace) -> int:
    """Write the still and print where it is."""
    slug = scenes.find(options.slug)
    given = own_inputs.read(options, [slug])
    theme = use_theme(options.theme)

    from anim_lib.export import pictures
    from anim_lib.rendering import square
    from anim_lib.rendering.preview import panes

    scene_type = scenes.load(slug)
    beat = options.beat or scene_type.poster
    width = options.width or (STILL.height if options.square else STILL.width)
    # the stage is drawn small where only the square is wanted, which has a camera of its own
    size = FRAME if options.square else Format("still", width, round(width * 9 / 16), VIDEO.fps)
    part = f"{beat}_square" if options.square else beat
    name = "_".join(filter(None, (slug, part, theme, str(width), given.label)))
    with (
        own_inputs.shown(given, [slug]),
        place(options.out, Path("stills") / f"{name}.png") as (unfinished, target),
    ):
        scene, (pane,) = panes(scene_type, size, beat)
        frame = square.draw(scene, width) if options.square else pane.frame
        notes = {"Title": f"{scene.title}: {beat}", "Source": scene.record.provenance.line}
        pictures.write_png(frame, unfinished, notes)
    print(target)
    return 0
