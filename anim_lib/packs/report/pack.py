"""Writes a report into a folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from anim_lib.packs.report.flavour import MEDIA, Flavour, film, poster, still
from anim_lib.packs.report.github import GitHub
from anim_lib.packs.report.index import index
from anim_lib.packs.report.notes import note
from anim_lib.packs.report.obsidian import Obsidian
from anim_lib.packs.report.order import by_chapter, in_order
from anim_lib.packs.report.quarto import Quarto
from anim_lib.packs.told import POSTER, Told

FLAVOURS: Final[dict[str, Flavour]] = {
    "obsidian": Obsidian(),
    "github": GitHub(),
    "quarto": Quarto(),
}


def write(folder: Path, scenes: Sequence[Told], flavour: Flavour, licence: str) -> None:
    """Write the notes, the index and the media into an empty folder.

    Parameters
    ----------
    folder
        Is there.
    scenes
        In any order; each has the films of the flavour.
    flavour
        One of :data:`FLAVOURS`.
    licence
        A line below every note.
    """
    (folder / MEDIA).mkdir()
    ordered = in_order(scenes)
    pages = {flavour.index: index(ordered, flavour, licence)}
    neighbours = zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
    for before, scene, after in neighbours:
        pages[scene.slug] = note(scene, flavour, before=before, after=after, licence=licence)
        shutil.copyfile(scene.folder / POSTER, folder / poster(scene))
        for beat in scene.errata:
            shutil.copyfile(scene.folder / beat.still, folder / still(scene, beat))
        for kind in flavour.films:
            shutil.copyfile(scene.folder / f"{scene.slug}.{kind}", folder / film(scene, kind))
    files = {f"{name}{flavour.suffix}": text for name, text in pages.items()}
    for name, text in {**files, **flavour.extra(by_chapter(ordered))}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
