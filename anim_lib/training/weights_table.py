"""The tables of trained models in assets/README.md, from the recipes: ``python -m`` prints them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from anim_lib.training.recipe import Recipe
from anim_lib.training.registry import all_recipes


def tables() -> str:
    """Return one Markdown table a family, each under its heading."""
    by_family = groupby(all_recipes().values(), key=lambda recipe: recipe.family)
    return "\n\n".join("\n".join(lines(family, list(each))) for family, each in by_family)


def lines(family: str, recipes: list[Recipe]) -> Iterator[str]:
    """Give the lines of one family's table; its heading is the name of its module."""
    module = family.rpartition(".")[2]
    yield f"### {module}"
    yield ""
    yield f"Made by `anim_lib/training/recipes/{module}.py`."
    yield ""
    yield "| train it again | task and network |"
    yield "|---|---|"
    for recipe in recipes:
        yield f"| `./seqreel train {recipe.name}` | {recipe.task} |"


if __name__ == "__main__":
    print(tables())
