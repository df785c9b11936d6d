"""``manifest.json``: what a folder of products holds, how it was made, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

NAME = "manifest.json"
SCHEMA = 1


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, facts: dict[str, Any]) -> None:
    """Write the manifest over every file now in ``folder``, with its size, time and hash."""
    files = {
        path.relative_to(folder).as_posix(): {**_look(path), "sha256": sha256(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }
    text = json.dumps({"schema": SCHEMA, **facts, "files": files}, indent=2, ensure_ascii=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of ``folder``, or None where there is none that can be read."""
    try:
        facts = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(facts, dict) and facts.get("schema") == SCHEMA
    return facts if known and isinstance(facts.get("files"), dict) else None


def is_whole(folder: Path, fingerprint: str) -> bool:
    """Return whether ``folder`` was made from ``fingerprint`` and is as it was written."""
    facts = read(folder)
    if facts is None or facts.get("fingerprint") != fingerprint:
        return False
    try:
        return all(_is_same(folder / name, entry) for name, entry in facts["files"].items())
    except (OSError, KeyError, TypeError, AttributeError):  # a file is gone, or no entry is one
        return False


def _look(path: Path) -> dict[str, int]:
    found = path.stat()
    return {"bytes": found.st_size, "mtime_ns": found.st_mtime_ns}


def _is_same(path: Path, entry: dict[str, Any]) -> bool:
    """Return whether a file is as its entry says; one of the same size and time is not read."""
    look = _look(path)
    if look["bytes"] != entry["bytes"]:
        return False
    return look["mtime_ns"] == entry.get("mtime_ns") or sha256(path) == entry["sha256"]
