"""Imports point one way: models -> values -> scenes -> primitives -> theme; nothing comes back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DRAWING = {
    "manim",
    "anim_lib.primitives",
    "anim_lib.storyboard",
    "anim_lib.theme",
    "anim_lib.typography",
    "anim_lib.shapes",
    "anim_lib.motion",
    "anim_lib.rendering",
    "anim_lib.export",
}
COMPUTING = {"torch", "anim_lib.models", "anim_lib.tasks", "anim_lib.training"}
PURE_NUMBERS = ("scales.py", "timing.py", "formats.py", "layout.py")

# The longest path that fits decides; "anim_lib" itself covers every file below it.
FORBIDDEN = {
    "anim_lib": {"scenes"} | COMPUTING,
    "anim_lib/export": {"scenes", "anim_lib.rendering", "anim_lib.packs"} | COMPUTING,
    "anim_lib/models": {"scenes", "anim_lib.tasks", "anim_lib.training"} | DRAWING,
    "anim_lib/tasks": {"scenes", "anim_lib.models", "anim_lib.training"} | DRAWING,
    "anim_lib/training": {"scenes"} | DRAWING,
    "scenes": COMPUTING,
    "scenes/commands/train.py": {"torch"} | DRAWING,
    "scenes/values": DRAWING | COMPUTING,
    **{f"anim_lib/{name}": {"scenes", "manim"} | COMPUTING for name in PURE_NUMBERS},
    **{
        f"anim_lib/{name}.py": {"scenes"} | DRAWING | COMPUTING
        for name in (
            "provenance",
            "value_store",
            "value_record",
            "value_fields",
            "weight_record",
            "tables",
            "lra",
            "published",
        )
    },
}
WHEN_COMPUTING = ("compute", "provenance")  # of a values module; not called when values are loaded
INSIDE_COMPUTE = {"torch", "anim_lib.models", "anim_lib.tasks"}
FILES = sorted((ROOT / "anim_lib").rglob("*.py")) + sorted((ROOT / "scenes").rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names imported anywhere below a node; a relative import or a star is an error."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import on line {node.lineno}"
            assert "*" not in {alias.name for alias in node.names}, f"star on line {node.lineno}"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden_for(path: str) -> set[str]:
    """Names that a file must not import."""
    fits = [rule for rule in FORBIDDEN if path == rule or path.startswith(rule + "/")]
    return FORBIDDEN[max(fits, key=len)]


def offences(path: str, source: str) -> list[str]:
    """Imports of a file that its place forbids."""
    tree = ast.parse(source)
    forbidden = forbidden_for(path)
    allowed: set[str] = set()
    if path.startswith("scenes/values/"):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in WHEN_COMPUTING:
                allowed |= {name for name in imports(node) if _within(name, INSIDE_COMPUTE)}
                node.body = [ast.Pass()]
    outside = [name for name in imports(tree) if _within(name, forbidden)]
    inside = [
        name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name in WHEN_COMPUTING
        for name in imports(node)
        if _within(name, forbidden) and name not in allowed
    ]
    return outside + inside


def _within(name: str, rules: set[str]) -> bool:
    return any(name == rule or name.startswith(rule + ".") for rule in rules)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    found = offences(where, path.read_text(encoding="utf-8"))
    assert not found, f"{where} imports {', '.join(found)}"


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("anim_lib/theme.py", "import scenes"),
        ("anim_lib/theme.py", "from torch import Tensor"),
        ("anim_lib/models/s4.py", "from manim import Scene"),
        ("anim_lib/models/s4.py", "from anim_lib import theme"),
        ("anim_lib/models/s4.py", "from anim_lib.tasks import recall"),
        ("anim_lib/tasks/recall.py", "from anim_lib.models import s4"),
        ("anim_lib/training/run.py", "def f():\n    import manim"),
        ("anim_lib/primitives/grid.py", "import torch.nn as nn"),
        ("anim_lib/primitives/grid.py", "from anim_lib.models import s4"),
        ("anim_lib/scales.py", "import manim"),
        ("anim_lib/value_store.py", "from manim import Scene"),
        ("anim_lib/export/inks.py", "from anim_lib.rendering import stills"),
        ("scenes/d11.py", "from anim_lib.models.s4 import convolve"),
        ("scenes/d11.py", "def compute():\n    import torch"),
        ("scenes/values/d11.py", "import torch"),
        ("scenes/values/d11.py", "from anim_lib.models import s4"),
        ("scenes/values/d11.py", "def other():\n    import torch"),
        ("scenes/values/d11.py", "def provenance():\n    import manim"),
        ("scenes/values/d11.py", "def compute():\n    import manim"),
        ("scenes/values/d11.py", "def compute():\n    from anim_lib.training import loop"),
        ("scenes/commands/render.py", "def run():\n    from anim_lib.training import runner"),
    ],
)
def test_an_offence_is_found(path: str, source: str) -> None:
    assert offences(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "scenes/values/d11.py",
            "def compute():\n    import torch\n    from anim_lib.models import s4",
        ),
        ("anim_lib/models/s4.py", "import torch"),
        ("anim_lib/primitives/grid.py", "import manim"),
        ("scenes/d11.py", "from scenes.values.d11 import Values"),
    ],
)
def test_what_is_allowed_is_allowed(path: str, source: str) -> None:
    assert not offences(path, source)


def test_a_star_is_found() -> None:
    with pytest.raises(AssertionError, match="star on line 1"):
        offences("scenes/d11.py", "from manim import *")
