"""One sha256 over the source that makes a scene's values, so that a record names its code."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("anim_lib.", "scenes.values.")  # one scene's values may build on another's


def imported_names(source: str) -> set[str]:
    """Dotted names that a module's source imports anywhere, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def library_files(entry: Path, root: Path = ROOT) -> list[Path]:
    """A source file, and every module of ours that it imports, directly or through others.

    Packages' ``__init__.py`` are left out unless they are named: they hold words, not numbers.
    """
    found = {entry}
    waiting = [entry]
    while waiting:
        for name in imported_names(waiting.pop().read_text(encoding="utf-8")):
            path = root.joinpath(*name.split(".")).with_suffix(".py")
            if name.startswith(OURS) and path.is_file() and path not in found:
                found.add(path)
                waiting.append(path)
    return [entry, *sorted(found - {entry})]


def code_sha256(entry: Path, root: Path = ROOT) -> str:
    """Hash of the names and texts of ``library_files``; line ends of Windows do not matter."""
    digest = hashlib.sha256()
    for path in library_files(entry, root):
        text = path.read_text(encoding="utf-8")
        digest.update(f"{path.name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()
