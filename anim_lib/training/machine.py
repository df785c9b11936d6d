"""The machine that measured or trained, in one line."""

from __future__ import annotations

import platform
from pathlib import Path


def machine() -> str:
    """Name of the processor, as Linux calls it, and that one thread was used."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, 1 thread"
