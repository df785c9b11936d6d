"""``seqreel sheet``: the storyboard page of a scene."""

from __future__ import annotations

import argparse
from pathlib import Path

import scenes
from anim_lib.export.place import place
from anim_lib.formats import VIDEO
from anim_lib.theme import THEMES
from scenes.commands import own_inputs
from scenes.commands.options import add_out, add_slug, add_theme, use_theme
from scenes.commands.version import project

NAME = "sheet"
HELP = "write a scene's storyboard page, A3, one PNG with every beat"
EXAMPLE = "seqreel sheet d11 --theme ink"
LICENCE = "MIT licence"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sheet``."""
    add_slug(parser)
    add_theme(parser)
    add_out(parser, "a .png file, or a folder (default: renders, in sheets/)")
    own_inputs.add_inputs(parser)


def run(options: argparse.Namespace) -> int:
    """Write the page and print where it is."""
    slug = scenes.find(options.slug)
    given = own_inputs.read(options, [slug])
    theme = use_theme(options.theme)

    from anim_lib.export import sheet
    from anim_lib.rendering.preview import panes

    name = "_".join(filter(None, (slug, theme, given.label)))
    with (
        own_inputs.shown(given, [slug]),
        place(options.out, Path("sheets") / f"{name}.png") as (unfinished, target),
    ):
        scene, shown = panes(scenes.load(slug), VIDEO)
        words = sheet.Words(
            number=scene.number,
            title=scene.title,
            idea=scene.idea(),
            family=scene.family,
            poster=scene.poster,
            provenance=scene.record.provenance.line,
            licence=f"seqreel {project()} · {LICENCE}",
        )
        page = sheet.compose(shown, words, THEMES[theme])
        page.save(unfinished, format="PNG", dpi=(sheet.DPI, sheet.DPI))
    print(target)
    return 0
