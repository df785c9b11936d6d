"""Mermaid 3: how its numbers are written."""

from __future__ import annotations

from collections.abc import Callable


def share(part: float) -> str:
    """Return a share in percent, small ones with the digits that tell them from none."""
    return f"{100 * part:.1f} %" if part >= 0.001 or not part else f"{100 * part:.2f} %"


def gigabytes(size: float) -> str:
    """Return bytes in 10^9-byte GB."""
    return f"{size / 1e9:,.1f} GB" if size < 1e12 else f"{size / 1e9:,.0f} GB"


def whole_gigabytes(size: float) -> str:
    """Return a GPU's memory in 10^9-byte GB."""
    return f"{size / 1e9:,.1f}".removesuffix(".0") + " GB"


def tokens(count: float) -> str:
    """Return a text's length in tokens; the card says a long one to the last of them."""
    return f"{count:,.0f} tokens" if count < 1e7 else f"{count / 1e6:.2f} M tokens"


WRITTEN: tuple[Callable[[float], str], ...] = (share, gigabytes, gigabytes, tokens)
ALLOWED: tuple[Callable[[float], str], ...] = (
    lambda part: f"{100 * part:.0f} %?",
    lambda size: f"{size / 1e9:,.0f} GB?",
    lambda size: f"{size / 1e9:,.0f} GB?",
    "{:,.0f}?".format,
)
