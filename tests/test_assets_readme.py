"""assets/README.md names every folder and every trained model, as the recipes describe them."""

from __future__ import annotations

import pytest

from anim_lib import tables
from anim_lib.code_hash import ROOT
from anim_lib.training import weights_table
from anim_lib.training.registry import all_recipes

ASSETS = ROOT / "assets"
README = (ASSETS / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.name for path in ASSETS.iterdir() if path.is_dir()))
def test_every_folder_is_described(name: str) -> None:
    lines = [
        line for line in README.splitlines() if line.startswith((f"| `{name}`", f"| [`{name}`"))
    ]
    assert len(lines) == 1
    assert all(cell.strip() for cell in lines[0].strip("|").split("|"))


def test_the_models_are_those_of_the_recipes() -> None:
    assert README.endswith(weights_table.tables() + "\n"), (
        "write the output of `python -m anim_lib.training.weights_table` to its end"
    )
    for name in all_recipes():
        assert README.count(f"`./seqreel train {name}`") == 1


@pytest.mark.parametrize("path", sorted(tables.TABLES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_table_is_described(path: object) -> None:
    name = str(path).rpartition("/")[2]
    text = (ASSETS / "tables" / "README.md").read_text("utf-8")
    assert f"| `{name}` |" in text
