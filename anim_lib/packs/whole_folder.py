"""Folders that appear under their name only when they are whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from anim_lib.errors import UserError
from anim_lib.export.place import tell_of_full_disk
from anim_lib.rendering import folders

MARKER: Final = ".seqreel.json"


@contextmanager
def whole_folder(out: Path, kind: str) -> Iterator[Path]:
    """Give a folder to write into, which takes the name ``out`` once the block is done.

    An ``out`` that was written so before, and holds nothing else, is replaced as a whole.

    Parameters
    ----------
    out
        The folder's name in the end.
    kind
        What is written, such as "report"; kept in the folder's marker.

    Raises
    ------
    UserError
        When ``out`` is a file, holds what an earlier run of this kind did not write, cannot be
        written, or the disk is full. Nothing has changed then.
    """
    refuse_foreign(out, kind)
    folders.prepare(out.parent, out)
    with folders.workshop(out.parent) as shop, tell_of_full_disk(out):
        unfinished = shop / "new"
        unfinished.mkdir()
        yield unfinished
        files = {name: _sha256(unfinished / name) for name in sorted(_files(unfinished))}
        (unfinished / MARKER).write_text(json.dumps({"kind": kind, "files": files}, indent=1))
        refuse_foreign(out, kind)  # it may have been changed since
        folders.publish(unfinished, out, shop)


def refuse_foreign(out: Path, kind: str) -> None:
    """Raise where ``out`` is there and is not wholly what an earlier run of ``kind`` wrote.

    Raises
    ------
    UserError
        Names the first file that is not ours, or that somebody has changed since.
    """
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise UserError(f"--out {out}: is a file; name a folder")
    try:
        marker = json.loads((out / MARKER).read_text("utf-8"))
        ours = dict(marker["files"]) if marker["kind"] == kind else {}
    except (OSError, ValueError, KeyError, TypeError):
        ours = {}
    for name in sorted(_files(out)):
        if name not in ours:
            what = f"which no earlier `seqreel {kind}` wrote there"
        elif _sha256(out / name) != ours[name]:
            what = f"which was changed after `seqreel {kind}` wrote it"
        else:
            continue
        raise UserError(f"--out {out}: holds {name}, {what}; name a new or an empty folder")


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if not path.is_dir() and path.name != MARKER:
            yield path.relative_to(folder).as_posix()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
