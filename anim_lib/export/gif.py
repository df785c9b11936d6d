"""The GIF: 800 px wide, 15 frames a second, never more than 5 MB."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from anim_lib.export import ffmpeg
from anim_lib.export.small import CODEC, SUFFIX, height_of, standing
from anim_lib.formats import BUDGETS, GIF

BUDGET: Final = BUDGETS["gif"]
SCALER: Final = "lanczos+bitexact+accurate_rnd"
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
    small: Path,
    target: Path,
    *,
    seconds: float,
    scratch: Path,
    ladder: tuple[Rung, ...] = LADDER,
    budget: int = BUDGET,
) -> dict[str, Any]:
    """Write the first rung of ``ladder`` that fits ``budget``.

    Parameters
    ----------
    small
        The small frames of the whole film.
    target
        The ``.gif`` to write.
    seconds
        Length of the film.
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
    held = standing(small, seconds)[-1] + LAST_FRAME_HELD
    for number, rung in enumerate(ladder):
        frames = small
        if (rung.width, rung.fps) != (GIF.width, GIF.fps):
            frames = scratch / f"gif_{rung.width}_{rung.fps}.{SUFFIX}"
        if not frames.exists():
            _shrink(small, frames, rung)
        _encode(frames, target, rung, held)
        size = target.stat().st_size
        if size <= budget:
            return {**asdict(rung), "rung": number, "bytes": size}
    target.unlink()
    raise GifTooLargeError(
        f"the GIF needs {size:,} bytes even as {ladder[-1]}; allowed are {budget:,}"
    )


def _shrink(small: Path, smaller: Path, rung: Rung) -> None:
    picture = (
        ffmpeg.source(small)
        .filter("fps", rung.fps)
        .filter("scale", rung.width, height_of(rung.width), flags=SCALER)
    )
    ffmpeg.run(picture.output(str(smaller), vcodec=CODEC, pix_fmt="rgb24", threads=1))


def _encode(frames: Path, target: Path, rung: Rung, held: float) -> None:
    # Two runs: in one, ffmpeg would hold every frame in memory until the palette is known.
    palette = frames.with_suffix(".png")
    pictures = ffmpeg.source(frames)
    chosen = pictures.filter("palettegen", max_colors=rung.colours, stats_mode="diff")
    ffmpeg.run(chosen.output(str(palette), **ffmpeg.ONE_PICTURE))
    dither = {"dither": "bayer", "bayer_scale": 5, "diff_mode": "rectangle"}
    ffmpeg.run(
        ffmpeg.join(pictures, ffmpeg.source(palette), "paletteuse", **dither).output(
            str(target),
            loop=0,
            final_delay=round(100 * held),
            fflags="+bitexact",
            threads=1,
        )
    )
