"""The rendered scenes that a pack is made of; what is missing is rendered first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

import scenes
from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.formats import FORMATS
from anim_lib.packs.told import Told, told
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.job import Edition
from anim_lib.rendering.local import Local
from anim_lib.rendering.profiles import FINAL, PROFILES, QUICK
from anim_lib.rendering.render import render_all
from anim_lib.rendering.report import reporter_for
from anim_lib.theme import THEMES
from scenes.commands import gallery, own_inputs
from scenes.commands.options import OUT, cores


def add_renders(parser: argparse.ArgumentParser) -> None:
    """Add ``--renders``."""
    parser.add_argument(
        "--renders",
        type=Path,
        default=OUT,
        metavar="DIR",
        help="where the rendered scenes lie (default: renders); missing ones are rendered there",
    )


def rendered(
    renders: Path, slugs: Sequence[str], formats: Sequence[str], theme: str | None = None
) -> list[Told]:
    """Return what is rendered of each scene, in order; render first what is not.

    A scene that has not changed since it was rendered is taken as it is, in whatever quality.

    Parameters
    ----------
    renders
        Folder of the rendered scenes.
    slugs
        Of the scenes.
    formats
        Films that are needed of each, such as ``("mp4", "gif")``.
    theme
        That is needed; None: that which a scene was rendered in, paper for one that was not.

    Raises
    ------
    UserError
        When ``renders`` cannot be used, or a scene cannot be rendered.
    """
    if renders.exists() and not renders.is_dir():
        raise UserError(f"--renders {renders}: is a file; name a folder")
    wanted: dict[Edition, list[str]] = {}
    for slug in slugs:
        edition, why = _lacking(renders / slug, slug, tuple(formats), theme)
        if why:
            print(f"seqreel: {slug} {why}: rendering it", file=sys.stderr)
            wanted.setdefault(edition, []).append(slug)
    for edition, missing in wanted.items():
        _render(renders, missing, edition)
    return [told(renders / slug) for slug in slugs]


def tell_of_drafts(scenes: Sequence[Told], pack: str) -> None:
    """Say on standard error which scenes, and so the pack, are in draft quality."""
    if drafts := [scene.slug for scene in scenes if scene.quality == QUICK.name]:
        told = (
            f"in draft quality, and so is the {pack}; `seqreel render {' '.join(drafts)}` mends it"
        )
        print(f"seqreel: {len(drafts)} of {len(scenes)} scenes are {told}", file=sys.stderr)


def _lacking(
    folder: Path, slug: str, formats: tuple[str, ...], theme: str | None
) -> tuple[Edition, str]:
    """Return the edition that is needed, and why it must be rendered; no reason: it is there."""
    facts = manifest.read(folder)
    options = facts["options"] if facts else {}
    name = options.get("quality")
    quality = name if name in PROFILES else FINAL.name
    made = str(options.get("theme"))
    kept = made if made in THEMES else "paper"
    films = set(formats) | set(options.get("formats", ()))
    edition = Edition(
        theme or kept,
        quality,
        PROFILES[quality].format,
        tuple(film for film in FORMATS if film in films),
    )
    if facts is None:
        return edition, "is not rendered yet"
    if made != edition.theme:
        return edition, f"is rendered in {made}, not in {edition.theme}"
    if lacking := sorted(set(formats) - set(options.get("formats", ()))):
        return edition, f"is rendered without {lacking[0]}"
    if not manifest.is_whole(folder, fingerprint(scenes.source(slug).files, edition)):
        return edition, "has changed since it was rendered"
    return edition, ""


def _render(renders: Path, slugs: Sequence[str], edition: Edition) -> None:
    with reporter_for(Console(stderr=True)) as reporter:
        outcomes = render_all(
            [scenes.source(slug) for slug in slugs],
            edition,
            out=renders,
            place=Local(cores()),
            force=False,
            reporter=reporter,
        )
    own = renders.parent.name == own_inputs.FOLDER
    gallery.update(renders.parents[1] if own else renders)
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    if failed:
        raise UserError(f"{failed[0].slug} could not be rendered: {failed[0].sentence}")
