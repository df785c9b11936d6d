"""Diagram 1's poster in words."""

from __future__ import annotations

from scenes.alt.words import capital, count
from scenes.values.d01_architecture_spectrum import Values


def alt(v: Values) -> str:
    """Return the four lanes from the top down: blocks, columns, and how much they hold."""
    lstm, mamba, hybrid, transformer = (f"{kept:,}" for kept in v.kept_numbers[:, -1])
    *_, mixed, columns = v.columns[:, -1]
    return (
        f"{capital(count(len(v.lanes)))} lanes, one for each toy model, under a row of the "
        f"{len(v.tokens)} tokens that all have read; what each keeps is drawn with areas to scale. "
        f"The {v.labels[0]} model, {v.kinds[0]}, keeps one block of {lstm} numbers, and the "
        f"{v.labels[1]} model, {v.kinds[1]}, one of {mamba}: both are as large as at token 1. The "
        f"{v.labels[2]}, {v.kinds[2]}, keeps a block and {mixed} columns, {hybrid} numbers in all. "
        f"The {v.labels[3]} keeps {columns} taller columns, {transformer} numbers."
    )
