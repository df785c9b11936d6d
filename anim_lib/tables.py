"""Read the published and measured figures in assets/tables: plain CSV, one source per row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parents[1] / "assets" / "tables"
BYTES_PER_NUMBER = {"fp32": 4, "fp16": 2, "int8": 1}


def rows(name: str, folder: Path = TABLES) -> list[dict[str, str]]:
    """Return the rows of ``<folder>/<name>.csv`` as dictionaries of strings, in file order."""
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def named_row(table: str, name: str, key: str = "name", folder: Path = TABLES) -> dict[str, str]:
    """Return the row of a table whose column ``key`` holds a name.

    Raises
    ------
    ValueError
        The table has no such row; the message lists the names it has.
    """
    found = {row[key]: row for row in rows(table, folder)}
    if name not in found:
        raise ValueError(f"{name!r} is not in {table}.csv; it has {', '.join(found)}")
    return found[name]


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """One public model of assets/tables/models.csv.

    A count is 0 where the model has no such part, or where its source does not give it;
    ``parameters`` in particular is 0 where it is neither published nor follows from the sizes.
    """

    name: str
    parameters: int
    d_model: int
    n_attention_layers: int
    n_heads: int
    n_kv_heads: int
    d_head: int
    n_ssm_layers: int
    d_inner: int
    d_state: int
    d_conv: int
    n_mlp_layers: int  # of layers.csv: MLPs that are layers of their own, not halves of a layer
    window: int  # of layers.csv: tokens that local attention keeps; 0 keeps all
    source: str

    @property
    def weight_bytes_fp16(self) -> int:
        """Bytes of all parameters in 16-bit floats.

        Raises
        ------
        ValueError
            The table does not know the number of parameters.
        """
        if not self.parameters:
            raise ValueError(f"models.csv does not give the parameters of {self.name!r}")
        return self.parameters * BYTES_PER_NUMBER["fp16"]


def model_config(name: str) -> ModelConfig:
    """Return the configuration of a named public model.

    Raises
    ------
    ValueError
        The table has no such row; the message lists the names it has.
    """
    row = named_row("models", name)
    counts = {key: int(row[key] or 0) for key in row if key not in ("name", "source")}
    pattern = {each["name"]: each for each in rows("layers")}.get(name, {})
    return ModelConfig(
        name=name,
        source=row["source"],
        n_mlp_layers=int(pattern.get("n_mlp_layers") or 0),
        window=int(pattern.get("window") or 0),
        **counts,
    )


@dataclass(frozen=True, slots=True)
class LayerPattern:
    """Which layers of a mixed model are which: one row of assets/tables/layers.csv.

    Layer i has attention where i is ``attention_offset`` plus a multiple of ``attention_period``,
    and at the layers of ``attention_also``; experts likewise. A period is 0 where the source gives
    the number of such layers only, or where there are none.
    """

    name: str
    n_layers: int
    attention_period: int
    attention_offset: int
    attention_also: tuple[int, ...]
    moe_period: int
    moe_offset: int
    n_experts: int
    experts_per_token: int
    source: str


def layer_pattern(name: str) -> LayerPattern:
    """Return the pattern of layers of a named mixed model.

    Raises
    ------
    ValueError
        The table has no such row; the message lists the names it has.
    """
    row = named_row("layers", name)
    words = ("name", "source", "attention_also", "n_mlp_layers", "window")
    counts = {key: int(row[key] or 0) for key in row if key not in words}
    also = tuple(int(place) for place in row["attention_also"].split())
    return LayerPattern(name=name, source=row["source"], attention_also=also, **counts)
