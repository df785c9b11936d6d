"""Files that only save time: in the user's cache folder, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def cache_folder(name: str) -> Path:
    """Return the folder for one kind of kept things; it may not be there yet."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "seqreel" / name


def keep(place: Path, content: bytes) -> None:
    """Write ``content`` to ``place``, by rename, as others may read or write it meanwhile.

    A cache that cannot be written only costs time: then nothing is kept.
    """
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_suffix(f".{os.getpid()}")
        try:
            unfinished.write_bytes(content)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)
