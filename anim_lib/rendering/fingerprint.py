"""One hash over everything that a scene's products depend on."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import cairo
import manimpango

from anim_lib.rendering.job import Edition

LIBRARY = Path(__file__).parents[1]
# Values are read from their saved files, so what computes them cannot change a frame; packs are
# made of rendered folders.
NEVER_DRAWN = ("models", "tasks", "training", "benchmark", "packs")
PACKAGES = (
    "manim",
    "manimpango",
    "pycairo",
    "typst",
    "numpy",
    "pillow",
    "av",
    "imageio-ffmpeg",
    "ffmpeg-python",
    "srt",
)


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that draw and encode."""
    found = {
        "python": platform.python_version(),
        # of the system, where an update changes them under the same packages
        "cairo": cairo.cairo_version_string(),
        "pango": manimpango.pango_version(),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def library_sha256() -> str:
    """Return a hash over the library's own sources as they are now, palette included."""
    files = (
        path
        for pattern in ("*.py", "*.json")
        for path in LIBRARY.rglob(pattern)
        if path.relative_to(LIBRARY).parts[0] not in NEVER_DRAWN
    )
    return _digest((path.relative_to(LIBRARY).as_posix(), path) for path in sorted(files))


_library = cache(library_sha256)  # for one run, in which the sources stay as they are


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    whole = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes() if path.is_file() else b"missing"
        whole.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def fingerprint(sources: Iterable[Path], edition: Edition) -> str:
    """Return the hash of a scene's products before they are made.

    Parameters
    ----------
    sources
        The scene's own files: its module, its values module, the saved values, the fonts.
    edition
        What the user chose.
    """
    own = _digest((path.name, path) for path in sources)
    told = [own, _library(), repr(edition), repr(sorted(versions().items()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
