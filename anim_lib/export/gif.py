"""The GIF: 800 px wide, 15 frames a second, never more than 5 MB."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from anim_lib.export import ffmpeg
from anim_lib.formats import GIF

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
    Rung(GIF.width, GIF.fps, 256),
    Rung(GIF.width, GIF.fps, 128),
    Rung(GIF.width, GIF.fps, 64),
    Rung(GIF.width, 10, 64),
    Rung(640, 10, 64),
    Rung(480, 10, 64),
    Rung(480, 5, 32),
)


def write_gif(
    master: Path,
    target: Path,
    *,
    aspect: float,
    scratch: Path,
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
    scratch
        Folder for files in between; they stay there.
    ladder
        The settings to try, best first.
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
    size = 0
    for number, rung in enumerate(ladder):
        small = scratch / f"gif_{rung.width}_{rung.fps}.mp4"
        if not small.exists():
            _shrink(master, small, rung, aspect)
        _encode(small, target, rung)
        size = target.stat().st_size
        if size <= budget:
            return {**asdict(rung), "rung": number, "bytes": size}
    target.unlink()
    raise GifTooLargeError(
        f"the GIF needs {size:,} bytes even as {ladder[-1]}; allowed are {budget:,}"
    )


def _shrink(master: Path, small: Path, rung: Rung, aspect: float) -> None:
    """Write the frames of the GIF without loss, so that no rung needs the master again."""
    height = 2 * round(rung.width / aspect / 2)
    picture = (
        ffmpeg.source(master)
        .filter("fps", rung.fps)
        .filter("scale", rung.width, height, flags="lanczos")
    )
    ffmpeg.run(
        picture.output(str(small), vcodec="libx264rgb", pix_fmt="rgb24", crf=0, preset="ultrafast")
    )


def _encode(small: Path, target: Path, rung: Rung) -> None:
    # Two runs: in one, ffmpeg would hold every frame in memory until the palette is known.
    palette = small.with_suffix(".png")
    frames = ffmpeg.source(small)
    chosen = frames.filter("palettegen", max_colors=rung.colours, stats_mode="diff")
    ffmpeg.run(chosen.output(str(palette), **ffmpeg.ONE_PICTURE))
    dither = {"dither": "bayer", "bayer_scale": 5, "diff_mode": "rectangle"}
    ffmpeg.run(
        ffmpeg.join(frames, ffmpeg.source(palette), "paletteuse", **dither).output(
            str(target), loop=0, final_delay=round(100 * LAST_FRAME_HELD), fflags="+bitexact"
        )
    )
