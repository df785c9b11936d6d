"""Every table keeps its schema, and a broken row of any of them does not pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anim_lib import published, tables
from tests.table_schemas import SCHEMAS, Schema

Row = dict[str, str]
TABLES = sorted(SCHEMAS)


def test_every_table_has_a_schema() -> None:
    assert sorted(path.stem for path in tables.TABLES.glob("*.csv")) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_table_keeps_its_schema(name: str) -> None:
    assert SCHEMAS[name].faults(tables.rows(name)) == []


@pytest.mark.parametrize("name", TABLES)
def test_percents_are_percents(name: str) -> None:
    """No column that calls itself percent, share or p leaves its range unchecked."""
    for column, rule in SCHEMAS[name].columns.items():
        if column.endswith("percent"):
            assert (rule.low, rule.high) == (0, 100)
        if column.endswith("_share") or column.endswith("_p"):
            assert (rule.low, rule.high) == (0, 1)
        if column in ("source", "machine"):
            assert not rule.empty


def last_word(schema: Schema) -> str:
    """The column that says where a row is from."""
    return "source" if "source" in schema.columns else "machine"


def number_column(schema: Schema) -> str:
    """A column of numbers that may not be empty, or the first of numbers."""
    numbers = [name for name, rule in schema.columns.items() if rule.number and name != "year"]
    return next((name for name in numbers if not schema.columns[name].empty), numbers[0])


def without_source(rows: list[Row], schema: Schema) -> None:
    rows[0][last_word(schema)] = ""


def twice(rows: list[Row], schema: Schema) -> None:
    rows.append(dict(rows[0]))


def not_a_number(rows: list[Row], schema: Schema) -> None:
    rows[0][number_column(schema)] = "many"


def infinite(rows: list[Row], schema: Schema) -> None:
    rows[0][number_column(schema)] = "-inf"


def negative(rows: list[Row], schema: Schema) -> None:
    rows[0][number_column(schema)] = "-3"


def blank_key(rows: list[Row], schema: Schema) -> None:
    rows[0][schema.key[0]] = ""


def cell_too_few(rows: list[Row], schema: Schema) -> None:
    rows[0].popitem()


def column_renamed(rows: list[Row], schema: Schema) -> None:
    rows[0]["origin"] = rows[0].pop(last_word(schema))


def no_rows(rows: list[Row], schema: Schema) -> None:
    rows.clear()


BREAKS = (
    without_source,
    twice,
    not_a_number,
    infinite,
    negative,
    blank_key,
    cell_too_few,
    column_renamed,
    no_rows,
)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("damage", BREAKS, ids=lambda damage: damage.__name__)
def test_a_broken_row_fails(name: str, damage: Callable[[list[Row], Schema], None]) -> None:
    rows, schema = tables.rows(name), SCHEMAS[name]
    damage(rows, schema)
    assert len(schema.faults(rows)) == 1


@pytest.mark.parametrize(
    ("name", "column", "cell", "fault"),
    [
        ("lra", "text", "FAIL", "is not a number"),
        ("lra", "text", "100.1", "is not between 0 and 100"),
        ("lra", "path_x", "fail", "is not a number"),
        ("lra", "year", "2020.5", "is not a whole number"),
        ("lra", "kind", "rnn", "is not one of transformer, ssm, hybrid, conv, fourier"),
        ("gpus", "memory_bytes", "80", "is not between"),
        ("published", "evidence", "hearsay", "is not one of primary, secondary"),
        ("published", "unit", " token", "has blanks around it"),
        ("heads_it", "chosen", "maybe", "is not one of yes, no"),
    ],
)
def test_a_fault_names_line_column_and_cell(name: str, column: str, cell: str, fault: str) -> None:
    rows = tables.rows(name)
    rows[1][column] = cell
    (told,) = SCHEMAS[name].faults(rows)
    assert told.startswith(f"line 3: {column} {cell!r} ")
    assert fault in told


def test_gpus_are_looked_up_by_name() -> None:
    gpu = published.gpu("A100 80 GB")
    assert gpu.memory_bytes == 80 * 10**9
    assert gpu.bandwidth_bytes_per_s == 2_039 * 10**9
    assert gpu.bf16_flop_per_s == 312 * 10**12
    assert published.gpu("H100 SXM").bf16_flop_per_s * 2 == 1_979 * 10**12  # sparse counts double
    with pytest.raises(ValueError, match=r"'B300' is not in gpus.csv; it has A100 40 GB, A100"):
        published.gpu("B300")


@pytest.mark.parametrize(
    ("name", "gigabytes", "gigabytes_per_s", "dense_teraflops"),
    [
        ("A100 40 GB", 40, 1_555, 312),
        ("A100 80 GB", 80, 2_039, 312),
        ("H100 SXM", 80, 3_350, 1_979 / 2),
        ("H200", 141, 4_800, 1_979 / 2),
    ],
)
def test_gpus_in_the_units_that_makers_print(
    name: str, gigabytes: int, gigabytes_per_s: int, dense_teraflops: float
) -> None:
    gpu = published.gpu(name)
    assert gpu.memory_bytes == gigabytes * 10**9
    assert gpu.bandwidth_bytes_per_s == gigabytes_per_s * 10**9
    assert gpu.bf16_flop_per_s == dense_teraflops * 10**12


def test_claims_are_looked_up_by_name() -> None:
    fits = published.claim("jamba_context_fits")
    assert (fits.whole, fits.unit) == (140_000, "token")
    assert "int8" in fits.condition
    with pytest.raises(ValueError, match=r"'mamba_lra' is not in published.csv; it has jamba"):
        published.claim("mamba_lra")
    with pytest.raises(ValueError, match=r"'mamba2_hybrid_gain' is 2.65, not a whole number"):
        assert published.claim("mamba2_hybrid_gain").whole


@pytest.mark.parametrize(
    "model",
    [
        *("Llama-3-70B", "Llama-3.1-8B", "Llama-3.1-70B", "Llama-2-7B"),
        *("Mixtral-8x7B", "Mistral-7B", "Jamba-v0.1"),
    ],
)
def test_printed_caches_follow_from_the_configurations(model: str) -> None:
    """2 · layers · key-value heads · d_head numbers of 2 bytes at 262,144 tokens, in GiB."""
    named = {row["subject"]: row for row in tables.rows("published") if "_cache_" in row["claim"]}
    row = named["Llama-3.1-70B" if model == "Llama-3-70B" else model]  # of the same sizes
    config = tables.model_config(model)
    per_token = 2 * config.n_attention_layers * config.n_kv_heads * config.d_head * 2
    assert per_token * 262_144 / 2**30 == float(row["number"])


def test_layer_shares_follow_from_the_layer_counts() -> None:
    kinds = ("mamba2", "attention", "mlp")
    layers = [published.claim(f"mamba2_hybrid_{kind}_layers").whole for kind in kinds]
    shares = [published.claim(f"mamba2_hybrid_{kind}_share").number for kind in kinds]
    assert sum(layers) == 56
    assert [round(100 * count / 56) for count in layers] == shares
