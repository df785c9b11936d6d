"""Which of the folders beside the page are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.packs.gallery.entry import Download, Entry, clear, entry
from anim_lib.packs.told import POSTER, told


def entries(
    renders: Path, own: str, transparent: str
) -> tuple[list[Entry], list[Entry], list[str]]:
    """Return the scenes in ``renders``, those with a user's own inputs, and what was left out.

    Parameters
    ----------
    renders
        Holds ``<slug>/`` for each scene.
    own
        Name of the folder that holds ``<inputs>/<slug>/`` for each scene with own inputs.
    transparent
        Name of the folder, in that of the scenes, that holds ``<slug>/`` without grounds.

    Returns
    -------
    Both lists in the order of their folders' names, and a sentence for each folder that should
    hold a scene and does not.
    """
    notices: list[str] = []

    def shown(root: Path) -> Iterator[Entry]:
        for folder in filter(_meant, _folders(root)):
            try:
                scene = told(folder)
                film = _clear(root / transparent / folder.name, renders, notices)
                yield entry(scene, folder.relative_to(renders).as_posix(), film)
            except UserError as error:
                notices.append(str(error))
            except UnicodeEncodeError:  # half a pair of surrogates, which JSON can hold
                notices.append(f"{folder} has a damaged manifest")

    plain = list(shown(renders))
    others = [each for folder in _folders(renders / own) for each in shown(folder)]
    return plain, others, notices


def _clear(folder: Path, page: Path, notices: list[str]) -> Download | None:
    if not _meant(folder):
        return None
    try:
        return clear(told(folder), folder.relative_to(page).as_posix())
    except UserError as error:
        notices.append(str(error))
        return None


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] != ".")


def _meant(folder: Path) -> bool:
    """Return whether a folder is of a scene, be it whole or not."""
    return any((folder / name).exists() for name in (manifest.NAME, POSTER))
