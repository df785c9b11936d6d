"""Every example in a docstring of anim_lib runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest
from manim import tempconfig

import anim_lib
import anim_lib.primitives

# Importing it changes the process, as it should the fork server: Ctrl-C is ignored from then on.
NEVER_HERE = "anim_lib.rendering.warm"
FOUND = [m.name for m in pkgutil.walk_packages(anim_lib.__path__, "anim_lib.") if not m.ispkg]
MODULES = [name for name in FOUND if name != NEVER_HERE]
# abstract: their subclasses show how they are used
NO_EXAMPLE = {"anim_lib.primitives.base", "anim_lib.primitives.growing"}
PRIMITIVES = [
    name for name in MODULES if name.startswith("anim_lib.primitives.") and name not in NO_EXAMPLE
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str, tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.failed == 0


@pytest.mark.parametrize("name", PRIMITIVES)
def test_every_primitive_has_an_example(name: str) -> None:
    found = doctest.DocTestFinder().find(importlib.import_module(name))
    assert any(test.examples for test in found), f"{name} has no runnable example"
