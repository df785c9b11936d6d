"""The machine that measures, and whether it is free for it."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import av
import numpy as np

BUSY = 0.5  # cores that others may use on average over the last minute


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures belong to; ``memory`` in bytes, ``load`` of the last minute in cores."""

    processor: str
    cores: int
    memory: int
    system: str
    python: str
    manim: str
    av: str
    x264: str
    load: float

    @property
    def line(self) -> str:
        """Return the machine in one line."""
        return (
            f"{self.processor}, {self.cores} cores, {self.memory / 1e9:.0f} GB; Python "
            f"{self.python}, manim {self.manim}, PyAV {self.av}, x264 {self.x264}"
        )

    @property
    def warning(self) -> str:
        """Return one sentence when others are at work on the machine, or nothing."""
        if self.load <= BUSY:
            return ""
        return (
            f"the machine is busy (load {self.load:.1f}): wall seconds will be too long, "
            "and CPU seconds a little"
        )


def machine() -> Machine:
    """Look at the machine, now."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        manim=version("manim"),
        av=version("av"),
        x264=_x264(),
        load=os.getloadavg()[0],
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [text.split(":", 1)[1].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.machine()


def _x264() -> str:
    """Return x264's own name, which it writes into the first packet of a film."""
    film = BytesIO()
    with av.open(film, "w", format="h264") as container:
        stream = container.add_stream("libx264", rate=1)
        stream.width, stream.height, stream.pix_fmt = 16, 16, "yuv420p"
        black = np.zeros((16, 16, 3), np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(black, format="rgb24")))
        container.mux(stream.encode())
    named = re.search(rb"x264 - core (\d+(?: r\w+)?)", film.getvalue())
    return named[1].decode() if named else "unknown"
