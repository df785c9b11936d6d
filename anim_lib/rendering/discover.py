"""Finding the one Storyboard that a module defines."""

from __future__ import annotations

import importlib
from typing import Any

from anim_lib.storyboard import Storyboard


def storyboard_in(module_name: str) -> type[Storyboard[Any]]:
    """Import ``module_name`` and return the Storyboard it defines.

    Raises
    ------
    TypeError
        When it defines none, or more than one.
    """
    module = importlib.import_module(module_name)
    found = [
        entry
        for entry in vars(module).values()
        if isinstance(entry, type)
        and issubclass(entry, Storyboard)
        and entry.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{module_name} must define exactly one Storyboard, found {len(found)}")
    return found[0]
