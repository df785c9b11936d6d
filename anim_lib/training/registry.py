"""Every recipe by its name, found by file name; there is no list to extend."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from anim_lib.code_hash import code_sha256
from anim_lib.errors import UserError
from anim_lib.training import recipes
from anim_lib.training.recipe import Recipe


def in_module(name: str) -> dict[str, Recipe]:
    """Name -> recipe of one family's module, such as ``anim_lib.training.recipes.recall``."""
    held: tuple[Recipe, ...] = importlib.import_module(name).RECIPES
    return {recipe.name: replace(recipe, family=name) for recipe in held}


def all_recipes() -> dict[str, Recipe]:
    """Name -> recipe, families in alphabetical order, each in its own order."""
    found: dict[str, Recipe] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(recipes.__path__)):
        for name, recipe in in_module(f"{recipes.__name__}.{module}").items():
            if name in found:
                raise ValueError(f"two recipes are called {name}")
            found[name] = recipe
    return found


def chosen(given: Sequence[str]) -> list[Recipe]:
    """Return the recipes meant: by name, by family (the name's first part), or ``all``.

    Raises
    ------
    UserError
        A name stands for no recipe; the nearest are named.
    """
    known = all_recipes()
    meant: dict[str, Recipe] = {}
    for name in given:
        fits = [key for key in known if name in ("all", key) or key.startswith(f"{name}_")]
        if name in known:
            fits = [name]
        if not fits:
            close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
            hint = (
                f"did you mean {' or '.join(close)}?" if close else f"there is {', '.join(known)}"
            )
            raise UserError(f"there is no model {name!r} to train; {hint}")
        meant.update({key: known[key] for key in fits})
    return list(meant.values())


def recipe_sha256(recipe: Recipe) -> str:
    """Hash of the code that makes a recipe's model, data and figures."""
    return code_sha256(Path(importlib.import_module(recipe.family).__file__ or ""))
