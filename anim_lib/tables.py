"""Read the published and measured figures in assets/tables: plain CSV, one source per row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parents[1] / "assets" / "tables"
FP16_BYTES = 2


def rows(name: str, folder: Path = TABLES) -> list[dict[str, str]]:
    """Return the rows of ``<folder>/<name>.csv`` as dictionaries of strings, in file order."""
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """One public model of assets/tables/models.csv; counts are 0 where a model has no such part."""

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
    source: str

    @property
    def weight_bytes_fp16(self) -> int:
        """Bytes of all parameters in 16-bit floats."""
        return self.parameters * FP16_BYTES


def model_config(name: str) -> ModelConfig:
    """Return the configuration of a named public model.

    Raises
    ------
    ValueError
        The table has no such row; the message lists the names it has.
    """
    table = {row["name"]: row for row in rows("models")}
    if name not in table:
        raise ValueError(f"model {name!r} is not in models.csv; it has {', '.join(table)}")
    row = table[name]
    counts = {key: int(row[key] or 0) for key in row if key not in ("name", "source")}
    return ModelConfig(name=name, source=row["source"], **counts)
