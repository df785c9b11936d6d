"""Set type kept on disk: the same words are set once for all films, themes and sizes.

Setting a line takes 8 to 30 milliseconds and a formula 60, nearly all of it spent on reading
SVG; what is kept are the very numbers that come out of it. A file that is damaged, or that
other versions made, is not used. Files are named by hashes and may be removed at any time.
"""

from __future__ import annotations

import hashlib
import json
import locale
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import cairo
import manimpango
from safetensors.numpy import load, save

from anim_lib import typesetting
from anim_lib.cache_files import cache_folder, keep
from anim_lib.typesetting import FONTS, Arrays

_DIGEST: Final = 16  # bytes of a file's hash, at its head


def kept(make: Callable[..., Arrays], **settings: Any) -> Arrays:
    """Return ``make(**settings)``, read from disk when it was made before.

    Parameters
    ----------
    make
        One of the functions of :mod:`anim_lib.typesetting`.
    settings
        All that its result depends on, apart from the fonts and the versions of libraries.
    """
    told = json.dumps([make.__name__, settings, _surroundings()], sort_keys=True)
    place = cache_folder("type") / hashlib.sha256(told.encode()).hexdigest()
    known = _read(place)
    if known is not None:
        return known
    made = make(**settings)
    body = save(made)
    keep(place, _digest(body) + body)
    return made


@cache
def _surroundings() -> dict[str, Any]:
    """What outlines depend on beside the settings; fonts of the system stand in for glyphs."""
    sources = [*FONTS.glob("*.otf"), *FONTS.glob("*.ttf"), Path(typesetting.__file__)]
    return {
        "versions": [version(name) for name in ("manim", "manimpango", "svgelements", "typst")],
        "libraries": [cairo.cairo_version_string(), manimpango.pango_version()],
        "hashes": sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in sources),
        "families": sorted(manimpango.list_fonts()),
        "language": locale.setlocale(locale.LC_CTYPE),
    }


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _read(place: Path) -> Arrays | None:
    try:
        content = place.read_bytes()
    except OSError:
        return None
    body = content[_DIGEST:]
    return load(body) if content[:_DIGEST] == _digest(body) else None
