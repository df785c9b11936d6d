"""What every table of assets/tables must look like, and what is wrong with one that does not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """What a cell may hold: a number in a range, one of some words, or any text but none."""

    number: bool = True
    whole: bool = False
    low: float = -math.inf
    high: float = math.inf
    words: tuple[str, ...] = ()  # allowed besides a number, or as the only ones
    empty: bool = False

    def fault(self, cell: str) -> str | None:
        """Say what is wrong with a cell, if anything."""
        if cell == "":
            return None if self.empty else "is empty"
        if cell.strip() != cell:
            return "has blanks around it"
        if cell in self.words or not (self.number or self.words):
            return None
        if not self.number:
            return f"is not one of {', '.join(self.words)}"
        try:
            value = int(cell) if self.whole else float(cell)
        except ValueError:
            return "is not a whole number" if self.whole else "is not a number"
        if not (math.isfinite(value) and self.low <= value <= self.high):
            return f"is not between {self.low} and {self.high}"
        return None


TEXT = Column(number=False)
COUNT = Column(whole=True, low=1)
FROM_ZERO = Column(whole=True, low=0)
OPTIONAL_COUNT = Column(whole=True, low=0, empty=True)
POSITIVE = Column(low=1e-9)
PERCENT = Column(low=0, high=100)
SCORE = Column(low=0, high=100, words=("FAIL", "NA"))
SHARE = Column(low=0, high=1)
DIFFERENCE = Column(low=-2, high=2)
OF_24 = Column(whole=True, low=0, high=24)
YES_NO = Column(number=False, words=("yes", "no"))
MEASURED = {"machine": TEXT, "torch": TEXT, "date": TEXT}
HEAD = {"layer": Column(whole=True, low=1, high=6), "head": Column(whole=True, low=1, high=12)}


def both_halves(**columns: Column) -> dict[str, Column]:
    """Columns that the choosing half and the reporting half have alike."""
    return {
        f"{half}_{name}": column
        for half in ("choosing", "reporting")
        for name, column in columns.items()
    }


@dataclass(frozen=True)
class Schema:
    """Columns in order, and those that together tell one row from all others."""

    key: tuple[str, ...]
    columns: Mapping[str, Column]

    def faults(self, rows: Sequence[Mapping[str, str]]) -> list[str]:
        """Say everything that is wrong with a table's rows."""
        if not rows:
            return ["has no rows"]
        found = []
        seen: set[tuple[str, ...]] = set()
        for number, row in enumerate(rows, start=2):  # the first line holds the names
            if list(row) != list(self.columns) or None in row.values():
                found.append(f"line {number}: its cells are not {', '.join(self.columns)}")
                continue
            for name, column in self.columns.items():
                if fault := column.fault(row[name]):
                    found.append(f"line {number}: {name} {row[name]!r} {fault}")
            if (key := tuple(row[name] for name in self.key)) in seen:
                found.append(f"line {number}: {' / '.join(key)} is there twice")
            seen.add(key)
        return found


SCHEMAS = {
    "models": Schema(
        ("name",),
        {"name": TEXT}
        | {"parameters": OPTIONAL_COUNT, "d_model": OPTIONAL_COUNT}
        | dict.fromkeys(("n_attention_layers", "n_heads", "n_kv_heads", "d_head"), OPTIONAL_COUNT)
        | dict.fromkeys(("n_ssm_layers", "d_inner", "d_state", "d_conv"), OPTIONAL_COUNT)
        | {"source": TEXT},
    ),
    "layers": Schema(
        ("name",),
        {"name": TEXT, "n_layers": COUNT, "n_mlp_layers": OPTIONAL_COUNT}
        | dict.fromkeys(("attention_period", "attention_offset", "attention_also"), OPTIONAL_COUNT)
        | dict.fromkeys(("moe_period", "moe_offset"), OPTIONAL_COUNT)
        | dict.fromkeys(("n_experts", "experts_per_token", "window"), OPTIONAL_COUNT)
        | {"source": TEXT},
    ),
    "babilong_mamba_2_8b": Schema(
        ("model", "context_tokens"),
        {
            "model": TEXT,
            "context_tokens": FROM_ZERO,
            "mean_accuracy_percent": PERCENT,
            "source": TEXT,
        },
    ),
    "scaling_cpu": Schema(
        ("method", "seq_len"),
        {
            "method": Column(
                number=False, words=("attention", "fused_attention", "scan", "fft_convolution")
            ),
            "seq_len": COUNT,
            "cpu_ms": POSITIVE,
            "peak_extra_mib": Column(low=0),
            **MEASURED,
        },
    ),
    "decode_cpu": Schema(
        ("model", "context"),
        {
            "model": TEXT,
            "context": COUNT,
            "cpu_us_per_token": POSITIVE,
            "state_bytes": COUNT,
            **MEASURED,
        },
    ),
    "cache_cpu": Schema(
        ("n_kv_heads", "tokens"),
        {
            "n_kv_heads": COUNT,
            "tokens": COUNT,
            "cached_ms": POSITIVE,
            "recomputed_ms": POSITIVE,
            "cache_bytes": COUNT,
            **MEASURED,
        },
    ),
    "heads_it": Schema(
        ("layer", "head"),
        HEAD
        | both_halves(
            switch_mean=DIFFERENCE,
            switch_std=Column(low=0, high=2),
            positive_pairs=OF_24,
            right_share=SHARE,
            wrong_share=SHARE,
            right_ahead=SHARE,
            both_right=OF_24,
        )
        | {"reporting_p": SHARE, "chosen": YES_NO, "source": TEXT},
    ),
    "heads_bank": Schema(
        ("layer", "head"),
        HEAD
        | both_halves(
            lead_mean=DIFFERENCE,
            lead_std=Column(low=0, high=2),
            cue_share=SHARE,
            neutral_share=SHARE,
            cue_ahead=OF_24,
        )
        | {"reporting_p": SHARE, "chosen": YES_NO, "source": TEXT},
    ),
    "lra": Schema(
        ("model",),
        {
            "model": TEXT,
            "year": Column(whole=True, low=2020, high=2026, words=("NA",)),
            "kind": Column(number=False, words=("transformer", "ssm", "hybrid", "conv", "fourier")),
            **dict.fromkeys(("listops", "text", "retrieval", "image", "pathfinder"), PERCENT),
            "path_x": SCORE,
            "printed_average": PERCENT,
            "printed_elsewhere": Column(low=0, high=100, empty=True),
            "source": TEXT,
        },
    ),
    "lra_tasks": Schema(
        ("task",),
        {
            "task": TEXT,
            "name": TEXT,
            "length": COUNT,
            "documents": Column(whole=True, low=1, high=2),
            "classes": Column(whole=True, low=2, high=10),
            "chance_percent": PERCENT,
            "source": TEXT,
        },
    ),
    "gpus": Schema(
        ("name",),
        {
            "name": TEXT,
            "memory_bytes": Column(whole=True, low=10**9, high=10**12),
            "bandwidth_bytes_per_s": Column(whole=True, low=10**11, high=10**14),
            "bf16_flop_per_s": Column(whole=True, low=10**13, high=10**16),
            "source": TEXT,
        },
    ),
    "published": Schema(
        ("claim",),
        {
            "claim": TEXT,
            "subject": TEXT,
            "number": POSITIVE,
            "unit": TEXT,
            "condition": TEXT,
            "evidence": Column(number=False, words=("primary", "secondary")),
            "source": TEXT,
        },
    ),
}
