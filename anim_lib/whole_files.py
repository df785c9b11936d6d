"""Files that belong together: each appears by rename, and none before all of them are written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files beside their places, then rename them in the given order.

    Raises
    ------
    OSError
        A folder cannot be written, or the disk is full; then no file has changed.
    """
    unfinished = {path.with_name(f"{path.name}.part"): path for path in contents}
    try:
        for part, path in unfinished.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(contents[path])
        for part, path in unfinished.items():
            part.replace(path)
    finally:
        for part in unfinished:
            with suppress(OSError):
                part.unlink(missing_ok=True)
