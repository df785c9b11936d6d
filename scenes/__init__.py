"""The diagrams: ``<slug>.py`` holds one Storyboard, ``values/<slug>.py`` its numbers.

``alt/<slug>.py`` says its poster in words.

A scene is found by its file name; there is no list to extend.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from anim_lib.code_hash import imported_names
from anim_lib.errors import UserError

if TYPE_CHECKING:
    from anim_lib.rendering.job import Source
    from anim_lib.storyboard import Storyboard

SLUG = re.compile(r"((?:d|m)\d+|spec_[a-z])_\w+")


def slugs() -> list[str]:
    """Return the names of all scenes, in order."""
    return _named(__path__)


def slugs_with_values() -> list[str]:
    """Return the names of all scenes whose numbers can be computed, drawn already or not."""
    return _named([str(Path(folder) / "values") for folder in __path__])


def _named(folders: Iterable[str]) -> list[str]:
    return sorted(m.name for m in pkgutil.iter_modules(folders) if SLUG.fullmatch(m.name))


def find(given: str, known: list[str] | None = None) -> str:
    """Return the slug meant by ``given``: all of it, or its first part such as ``d11``.

    Parameters
    ----------
    given
        As typed.
    known
        The slugs to choose from; None: all scenes.

    Raises
    ------
    UserError
        When no scene, or more than one, is meant; the nearest are named.
    """
    known = slugs() if known is None else known
    name = Path(given).name.removesuffix(".py").lower().replace("-", "_")
    if name in known:
        return name
    meant = [slug for slug in known if slug.startswith(f"{name}_")] if name else []
    if len(meant) == 1:
        return meant[0]
    nearest = meant or _nearest(name, known)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else "`seqreel list` shows them all"
    raise UserError(f"there is no scene {given!r}; {hint}")


def _nearest(name: str, known: list[str]) -> list[str]:
    short = {match[1]: slug for slug in known if (match := SLUG.fullmatch(slug))}
    spelt = {**{slug: slug for slug in known}, **short}
    close = difflib.get_close_matches(name, spelt, n=3, cutoff=0.5)
    return list(dict.fromkeys(spelt[word] for word in close))


def load(slug: str) -> type[Storyboard[Any]]:
    """Import ``scenes/<slug>.py`` and return its Storyboard."""
    from anim_lib.rendering.discover import storyboard_in

    return storyboard_in(f"{__name__}.{slug}")


def values_module(slug: str) -> ModuleType:
    """Import and return ``scenes/values/<slug>.py``."""
    return importlib.import_module(f"{__name__}.values.{slug}")


def source(slug: str) -> Source:
    """Return what rendering needs to know about a scene, without importing the scene."""
    from anim_lib.rendering.job import Source
    from anim_lib.value_store import chosen_root

    root = Path(__file__).parents[1]
    saved = [chosen_root() / f"{slug}{suffix}" for suffix in (".npz", ".json")]
    fonts = sorted((root / "assets" / "fonts").glob("*.[ot]tf"))
    module = f"{__name__}.{slug}"
    return Source(slug, module, (*own_files(module, root), *saved, *fonts))


def own_files(module: str, root: Path) -> list[Path]:
    """Return a scene's module and every module of this package that it imports, and they."""
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = root.joinpath(*name.split(".")).with_suffix(".py")
        if name.startswith(f"{__name__}.") and name not in found and path.is_file():
            found[name] = path
            waiting += imported_names(path.read_text("utf-8"))
    return [found[name] for name in sorted(found)]
