"""How bytes, tokens and the ends of curves are written in special B."""

from __future__ import annotations

from scenes.values.spec_b_growth_curve import Values

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


def ends(v: Values) -> str:
    """Return the sentence on where the curves meet the limit."""
    if v.curve_model_room <= 0:
        return "No text fits, however short."
    first, last = int(v.grid[0]), int(v.grid[-1])
    told = []
    for name, full in (("scores", v.stored_scores_full), ("the cache", v.curve_model_full)):
        if full < first:
            told.append(f"{name} before {short(first)}")
        elif full > last:
            told.append(f"{name} past {short(last)}")
        else:
            told.append(f"{name} at {full:,}")
    return f"Full: {', '.join(told)} tokens."
