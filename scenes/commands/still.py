"""``seqreel still``: beats as pictures for screen and print."""

from __future__ import annotations

import argparse
from pathlib import Path

import scenes
from anim_lib.export.place import place
from anim_lib.formats import FRAME, VIDEO, Format
from anim_lib.packs.whole_folder import whole_folder
from scenes.commands import own_inputs, still_shape
from scenes.commands.options import OUT, add_out, add_slug, add_theme, use_theme

NAME = "still"
HELP = "write a beat's last frame, or the poster's square, as PNG, SVG or PDF"
EXAMPLE = "seqreel still d11 --beat softmax --format pdf --width-mm 180"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``still``."""
    add_slug(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--beat", metavar="NAME", help="which beat (default: the poster's)")
    what.add_argument(
        "--all-beats", action="store_true", help="every beat, each as a file of one folder"
    )
    what.add_argument(
        "--square", action="store_true", help="the part of the poster that stands alone, 1:1"
    )
    still_shape.add_arguments(parser)
    add_theme(parser)
    add_out(parser, "a file, or a folder (default: renders, in stills/)")
    parser.set_defaults(out=None)
    own_inputs.add_inputs(parser)


def run(options: argparse.Namespace) -> int:
    """Write the still or the stills and print where."""
    slug = scenes.find(options.slug)
    given = own_inputs.read(options, [slug])
    shape, size_name = still_shape.read(options)
    still_shape.check_out(options.out, shape.kind, folder=options.all_beats)
    theme = use_theme(options.theme)

    from anim_lib.rendering import stills
    from anim_lib.rendering.perform import Board
    from anim_lib.rendering.preview import at_ends
    from anim_lib.storyboard import Beat

    scene_type = scenes.load(slug)
    # a frame is wanted of a PNG alone, and not where a camera of its own draws the square
    drawn = shape.kind == "png" and not shape.square
    height = round(shape.pixels * 9 / 16)
    size = Format("still", shape.pixels, height, VIDEO.fps) if drawn else FRAME

    def name(part: str) -> str:
        return "_".join(filter(None, (slug, part, theme, size_name, given.label)))

    if options.all_beats:
        folder = options.out or OUT / "stills" / name(f"beats_{shape.kind}")
        with own_inputs.shown(given, [slug]), whole_folder(folder, NAME) as unfinished:

            def keep(scene: Board, beat: Beat) -> None:
                stills.write(scene, beat, unfinished / f"{beat.name}.{shape.kind}", shape)

            at_ends(scene_type, size, keep, drawn=drawn)
        print(folder)
        return 0

    wanted = options.beat or scene_type.poster
    part = f"{wanted}_square" if shape.square else wanted
    default = Path("stills") / f"{name(part)}.{shape.kind}"
    with (
        own_inputs.shown(given, [slug]),
        place(options.out or OUT, default) as (file, target),
    ):
        at_ends(
            scene_type,
            size,
            lambda scene, beat: stills.write(scene, beat, file, shape),
            wanted,
            drawn=drawn,
        )
    print(target)
    return 0
