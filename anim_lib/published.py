"""Published figures that are looked up by name: claims of papers, and sizes of GPUs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anim_lib.tables import TABLES, named_row


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of assets/tables/published.csv: a figure with what it is true of."""

    claim: str
    subject: str
    number: float
    unit: str
    condition: str
    evidence: str  # "primary": its own source was read; "secondary": others that quote it
    source: str

    @property
    def whole(self) -> int:
        """The number where it counts something.

        Raises
        ------
        ValueError
            It is not whole.
        """
        if not self.number.is_integer():
            raise ValueError(f"claim {self.claim!r} is {self.number}, not a whole number")
        return int(self.number)


@dataclass(frozen=True, slots=True)
class Gpu:
    """One row of assets/tables/gpus.csv; a GB is 10^9 bytes, as makers print it."""

    name: str
    memory_bytes: int
    bandwidth_bytes_per_s: int
    bf16_flop_per_s: int  # dense: without sparsity
    source: str


def claim(name: str, folder: Path = TABLES) -> Claim:
    """Return one published claim.

    Raises
    ------
    ValueError
        The table has no such claim; the message lists those it has.
    """
    row = named_row("published", name, "claim", folder)
    return Claim(
        claim=name,
        subject=row["subject"],
        number=float(row["number"]),
        unit=row["unit"],
        condition=row["condition"],
        evidence=row["evidence"],
        source=row["source"],
    )


def gpu(name: str, folder: Path = TABLES) -> Gpu:
    """Return the sizes of one GPU.

    Raises
    ------
    ValueError
        The table has no such GPU; the message lists those it has.
    """
    row = named_row("gpus", name, folder=folder)
    return Gpu(
        name=name,
        memory_bytes=int(row["memory_bytes"]),
        bandwidth_bytes_per_s=int(row["bandwidth_bytes_per_s"]),
        bf16_flop_per_s=int(row["bf16_flop_per_s"]),
        source=row["source"],
    )
