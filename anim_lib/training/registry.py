"""Every recipe by its name, found by file name; there is no list to extend."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path

from anim_lib.code_hash import code_sha256
from anim_lib.errors import UserError
from anim_lib.training import recipes
from anim_lib.training.recipe import Recipe


def all_recipes() -> dict[str, Recipe]:
    """Name -> recipe, families in alphabetical order, each in its own order."""
    found: dict[str, Recipe] = {}
    for module in sorted(pkgutil.iter_modules(recipes.__path__), key=lambda each: each.name):
        family = importlib.import_module(f"{recipes.__name__}.{module.name}")
        for recipe in family.RECIPES:
            if recipe.name in found:
                raise ValueError(f"two recipes are called {recipe.name}")
            found[recipe.name] = recipe
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
    for module in pkgutil.iter_modules(recipes.__path__):
        family = importlib.import_module(f"{recipes.__name__}.{module.name}")
        if recipe in family.RECIPES:
            return code_sha256(Path(family.__file__ or ""))
    raise ValueError(f"{recipe.name} is in no family")
