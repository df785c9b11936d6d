"""How bytes and tokens are written in special B."""

from __future__ import annotations

UNITS = ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
KIBI, MEBI = 2**10, 2**20


def size(count: float) -> str:
    """Return bytes in powers of 1,000, to three digits: 63.9 GB."""
    if count == 0:
        return "0"
    unit, name = next((pair for pair in UNITS if count >= pair[0]), UNITS[-1])
    number = count / unit
    whole = number >= 100 or number == round(number)
    return f"{number:,.0f} {name}" if whole else f"{number:#.3g} {name}"


def short(tokens: int) -> str:
    """Return tokens in powers of 1,024 where they are whole: 128K, 1M, 100,000."""
    if tokens % MEBI == 0:
        return f"{tokens // MEBI}M"
    return f"{tokens // KIBI}K" if tokens % KIBI == 0 else f"{tokens:,}"
