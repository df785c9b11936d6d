"""The GIF: 800 px wide, 15 frames a second, never more than 5 MB."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from anim_lib.export import ffmpeg

BUDGET: Final = 5_000_000  # bytes
LAST_FRAME_HELD: Final = 3.0  # seconds of rest before the loop begins again


class GifTooLargeError(RuntimeError):
    """Even the smallest rung of the ladder is over the budget."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One setting to try: width in pixels, frames a second, palette size."""

    width: int
    fps: int
    colours: int


# What a reader misses least goes first: colours, then smoothness, then size.
LADDER: Final = (
    Rung(800, 15, 256),
    Rung(800, 15, 128),
    Rung(800, 15, 64),
    Rung(800, 10, 64),
    Rung(640, 10, 64),
    Rung(480, 10, 64),
    Rung(480, 5, 32),
)


def write_gif(
    master: Path,
    target: Path,
    *,
    aspect: float,
    ladder: tuple[Rung, ...] = LADDER,
    budget: int = BUDGET,
) -> dict[str, Any]:
    """Write the first rung of ``ladder`` that fits ``budget``.

    Parameters
    ----------
    master
        Lossless RGB video.
    target
        The ``.gif`` to write.
    aspect
        Width over height of the picture.
    budget
        Bytes the file may have.

    Returns
    -------
    dict
        ``width``, ``fps``, ``colours``, ``rung`` (0 is the best) and ``bytes``.

    Raises
    ------
    GifTooLargeError
        When no rung fits.
    """
    for number, rung in enumerate(ladder):
        _encode(master, target, rung, aspect)
        size = target.stat().st_size
        if size <= budget:
            return {**asdict(rung), "rung": number, "bytes": size}
    target.unlink()
    raise GifTooLargeError(f"the GIF needs {size:,} bytes even as {rung}; allowed are {budget:,}")


def _encode(master: Path, target: Path, rung: Rung, aspect: float) -> None:
    height = 2 * round(rung.width / aspect / 2)
    small = (
        ffmpeg.source(master)
        .filter("fps", rung.fps)
        .filter("scale", rung.width, height, flags="lanczos+accurate_rnd")
    )
    dither = {"dither": "bayer", "bayer_scale": 5, "diff_mode": "rectangle"}
    ffmpeg.run(
        ffmpeg.palette_use(small, rung.colours, dither).output(
            str(target), loop=0, final_delay=round(100 * LAST_FRAME_HELD), fflags="+bitexact"
        )
    )
