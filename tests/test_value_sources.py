"""What a provenance names is there, and the claims that it names are those that are looked up."""

from __future__ import annotations

import importlib

import pytest

from anim_lib import published, tables
from anim_lib.code_hash import ROOT
from tests.table_schemas import SCHEMAS
from tests.test_values import SLUGS

FOLDER = "assets/tables/"
ASK_FOR_CLAIMS = (
    "d07_memory_tradeoff",
    "d10_jamba_stack",
    "d16_lra_benchmark",
    "m3_decision_tree",
    "spec_c_kv_tanks",
)


def table_rows(slug: str) -> list[tuple[str, str]]:
    """File and row (or "") of every table that a scene's provenance names."""
    sources = importlib.import_module(f"scenes.values.{slug}").PROVENANCE.sources
    named = [each.removeprefix(FOLDER) for each in sources if each.startswith(FOLDER)]
    return [(name, row) for name, _, row in (each.partition(":") for each in named)]


@pytest.mark.parametrize("slug", SLUGS)
def test_named_tables_and_rows_are_there(slug: str) -> None:
    for name, row in table_rows(slug):
        assert (ROOT / FOLDER / name).is_file(), name
        table = name.removesuffix(".csv")
        if row and table in ("models", "layers", "gpus", "published", "lra"):
            (key,) = SCHEMAS[table].key
            assert row in {each[key] for each in tables.rows(table)}, (name, row)


@pytest.mark.parametrize("slug", ASK_FOR_CLAIMS)
def test_claims_that_are_looked_up_are_named(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = set()
    find = published.claim

    def claim(name: str) -> published.Claim:
        asked.add(name)
        return find(name)

    monkeypatch.setattr(published, "claim", claim)
    importlib.import_module(f"scenes.values.{slug}").compute()
    assert asked
    assert {row for name, row in table_rows(slug) if name == "published.csv"} == asked
