"""A folder as plain data, with a hash for every file, so that it survives a network."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath

# Relative name, time of the last change in ns (the manifest holds it too), sha256, content.
Parcel = list[tuple[str, int, str, bytes]]


class DamagedError(Exception):
    """What arrived is not what was sent."""


def pack(folder: Path) -> Parcel:
    """Return every file below ``folder``; the name of each is relative to it."""
    return [_entry(path, folder) for path in sorted(folder.rglob("*")) if path.is_file()]


def _entry(path: Path, folder: Path) -> tuple[str, int, str, bytes]:
    content = path.read_bytes()
    name = path.relative_to(folder).as_posix()
    return name, path.stat().st_mtime_ns, hashlib.sha256(content).hexdigest(), content


def unpack(parcel: Parcel, folder: Path) -> None:
    """Write what ``pack`` returned into ``folder``, which is made.

    Raises
    ------
    DamagedError
        When a content does not have its hash, or a name leads out of the folder.
    """
    folder.mkdir(parents=True)
    for name, changed, sha256, content in parcel:
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name:
            raise DamagedError(f"{name!r} is no name within a folder")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DamagedError(f"{name} arrived damaged")
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, ns=(changed, changed))
