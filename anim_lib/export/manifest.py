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
    """Write the manifest over every file now in ``folder``, with its size and hash."""
    files = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)}
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
    return all(
        (folder / name).is_file() and sha256(folder / name) == entry["sha256"]
        for name, entry in facts["files"].items()
    )
