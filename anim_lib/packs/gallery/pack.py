"""Writes the page."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from anim_lib.errors import UserError
from anim_lib.export.place import place
from anim_lib.packs.gallery import look
from anim_lib.packs.gallery.entry import Entry
from anim_lib.packs.gallery.shelf import entries

INDEX: Final = "index.html"
OURS: Final = '<meta name="generator" content="seqreel gallery">'


def write(renders: Path, own: str, transparent: str) -> list[str]:
    """Write ``renders/index.html`` over the scenes that are there; it appears when it is complete.

    Where there never was a scene, there is no page.

    Parameters
    ----------
    renders
        Folder of the rendered scenes.
    own
        Name of the folder in it for scenes with a user's own inputs.
    transparent
        Name of the folder beside scenes for the same without their grounds.

    Returns
    -------
    A sentence for each folder that was left out.

    Raises
    ------
    UserError
        When the page is there and is not ours, or the disk is full.
    OSError
        When the folder cannot be read or written to.
    """
    target = renders / INDEX
    if target.exists() and not _is_ours(target):
        raise UserError("that file is not a gallery of seqreel's, and was left as it is")
    with _alone(renders):
        plain, others, notices = entries(renders, own, transparent)
        if not (plain or others or target.exists()):
            return notices
        text = page(plain, others)
        with place(target, Path(INDEX)) as (unfinished, _):
            unfinished.write_text(text, "utf-8", errors="xmlcharrefreplace", newline="\n")
    return notices


def page(plain: list[Entry], others: list[Entry]) -> str:
    """Return the text of the page.

    Parameters
    ----------
    plain, others
        The scenes as they are, and those with a user's own inputs.
    """
    pages = Environment(
        loader=FileSystemLoader(look.HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = [*plain, *others]
    families: dict[str, int] = {}
    for each in shown:
        families[each.told.family] = families.get(each.told.family, 0) + 1
    return pages.get_template("page.html").render(
        ours=Markup(OURS),
        plain=plain,
        others=others,
        neighbours=list(zip([None, *shown], shown, [*shown[1:], None], strict=False)),
        families=sorted(families.items()),
        mark=look.mark,
        minutes=max(1, round(sum(each.told.duration for each in plain) / 60)),
        style=Markup(look.style()),
        before=Markup(look.script("theme.js")),
        scripts=[Markup(look.script(name)) for name in ("sheet.js", "gallery.js")],
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let other processes wait: the last to look into the folder is the last to write."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_ours(target: Path) -> bool:
    with target.open(encoding="utf-8", errors="replace") as file:
        return OURS in file.read(1000)
