"""Times and sizes as people read them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Return ``1:05`` for 65.9 seconds, as players show it: a second is told once it is over."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def spoken(seconds: float) -> str:
    """Return ``1 minute 5 seconds`` for 65.9 seconds: what :func:`clock` shows."""
    minutes, rest = divmod(int(seconds), 60)
    told = [_counted(minutes, "minute")] if minutes else []
    return " ".join([*told, _counted(rest, "second")] if rest or not told else told)


def size(number: int) -> str:
    """Return bytes as ``1.4 MB`` or ``12 kB``, decimal ones."""
    if number >= 999_500:
        return f"{number / 1e6:,.1f} MB"
    return f"{max(1, round(number / 1e3))} kB"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
