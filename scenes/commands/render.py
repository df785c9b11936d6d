"""``seqreel render``: the main job."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

import scenes
from anim_lib.errors import UserError
from anim_lib.export import budgets, manifest
from anim_lib.formats import CLEAR, DEFAULT_FORMATS, FORMATS
from anim_lib.rendering.job import Edition
from anim_lib.rendering.local import Local
from anim_lib.rendering.pool import Place
from anim_lib.rendering.profiles import PROFILES
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import reporter_for, summary
from scenes.commands import gallery, own_inputs
from scenes.commands.options import (
    TRANSPARENT,
    Whole,
    add_out,
    add_slugs,
    add_theme,
    cores,
    found,
    use_theme,
)

NAME = "render"
HELP = "render scenes to MP4, GIF, WebP, subtitles, poster and stills, and a page of them all"
EXAMPLE = "seqreel render d11 spec_c --quality draft --formats mp4,gif"
QUALITIES = {name: profile.format for name, profile in PROFILES.items()}


def formats(text: str) -> tuple[str, ...]:
    """Return the formats named in ``text``, each once; argparse tells the error's sentence."""
    named = {name.strip().lower() for name in text.split(",")}
    if unknown := sorted(named - set(FORMATS)):
        raise argparse.ArgumentTypeError(
            f"must be one or more of {', '.join(FORMATS)}, with commas between; not {unknown[0]!r}"
        )
    return tuple(name for name in FORMATS if name in named)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``render``."""
    add_slugs(parser)
    parser.add_argument(
        "--quality",
        choices=tuple(QUALITIES),
        default="final",
        help="draft is 854x480 at 15 frames a second, final (default) 1920x1080 at 60, exact the "
        "same with every decoded frame as stock manim encodes it",
    )
    add_theme(parser)
    parser.add_argument(
        "--formats",
        type=formats,
        metavar="LIST",
        help=f"of {','.join(FORMATS)} (default: {','.join(DEFAULT_FORMATS)})",
    )
    parser.add_argument(
        "--transparent",
        action="store_true",
        help=f"leave the ground out, for slides with one of their own: {','.join(CLEAR)} with "
        f"alpha and stills, in the folder {TRANSPARENT} of the results",
    )
    parser.add_argument(
        "--jobs",
        type=Whole(1, 256),
        default=cores(),
        metavar="N",
        help="cores used at once (default: all that there are)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="draw on the workers of this Dask scheduler, such as tcp://host:8786, instead of "
        "here; needs the extra `farm`",
    )
    add_out(parser, "folder of the results (default: renders)")
    parser.add_argument(
        "--force", action="store_true", help="render again what has not changed since"
    )
    own_inputs.add_inputs(parser)


def run(options: argparse.Namespace) -> int:
    """Render; 0 when every scene is whole, 1 when one failed."""
    slugs = found(options.slugs, scenes.slugs())
    given = own_inputs.read(options, options.slugs and slugs)
    if given.given() and options.scheduler is not None:
        raise UserError("--scheduler: its workers have the saved values only, not your own inputs'")
    edition = _edition(options)
    out = options.out / own_inputs.FOLDER / given.label if given.given() else options.out
    out = out / TRANSPARENT if edition.transparent else out
    started = time.monotonic()
    with (
        own_inputs.shown(given, slugs, out / own_inputs.VALUES),
        _place(options) as place,
        reporter_for(Console()) as reporter,
    ):
        outcomes = render_all(
            [scenes.source(slug) for slug in slugs],
            edition,
            out=out,
            place=place,
            force=options.force,
            reporter=reporter,
        )
    if page := gallery.update(options.out):
        print(f"gallery: {page}")
    _tell_sizes(out, [outcome.slug for outcome in outcomes if outcome.state != "failed"])
    print(summary(outcomes, time.monotonic() - started))
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    for outcome in failed:
        print(f"seqreel: {outcome.slug} failed: {outcome.sentence}", file=sys.stderr)
    return 1 if failed else 0


def _tell_sizes(out: Path, slugs: Sequence[str]) -> None:
    largest, over = budgets.report(filter(None, (manifest.read(out / slug) for slug in slugs)))
    if largest:
        print(largest)
    for sentence in over:
        print(f"seqreel: {sentence}", file=sys.stderr)


def _edition(options: argparse.Namespace) -> Edition:
    wanted = options.formats or (CLEAR if options.transparent else DEFAULT_FORMATS)
    if options.transparent and (opaque := [name for name in wanted if name not in CLEAR]):
        raise UserError(
            f"--formats {opaque[0]}: has no alpha; with --transparent only {', '.join(CLEAR)} "
            "can be made"
        )
    size = QUALITIES[options.quality]
    return Edition(use_theme(options.theme), options.quality, size, wanted, options.transparent)


@contextmanager
def _place(options: argparse.Namespace) -> Iterator[Place]:
    local = Local(options.jobs)
    if options.scheduler is None:
        yield local
        return
    # Imported now: only those who have a farm have its library.
    from anim_lib.rendering import farm

    with farm.connect(options.scheduler, local) as place:
        yield place
