"""The animated WebP: as the GIF, in all colours and smaller."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from anim_lib.export import ffmpeg
from anim_lib.export.gif import SCALER
from anim_lib.export.small import height_of, standing
from anim_lib.formats import BUDGETS, GIF

BUDGET: Final = BUDGETS["webp"]
EFFORT: Final = 2  # 0 to 6; measured: 4 takes 1.4 times as long and saves 5 %


@dataclass(frozen=True, slots=True)
class Step:
    """One setting to try: width in pixels, quality from 0 to 100."""

    width: int
    quality: int


# Measured on 50 s of two films: 90 takes 1.4 and 1.6 MB; at 75 (0.9 and 1.0 MB) flat grounds look
# soiled where something moved.
LADDER: Final = (
    Step(GIF.width, 90),
    Step(GIF.width, 75),
    Step(GIF.width, 50),
    Step(640, 50),
    Step(480, 30),
)


def write_webp(
    small: Path,
    target: Path,
    *,
    seconds: float,
    rest: float,
    ladder: tuple[Step, ...] = LADDER,
    budget: int = BUDGET,
) -> dict[str, Any]:
    """Write the first step of ``ladder`` that fits ``budget``, or the last.

    Parameters
    ----------
    small
        The small frames of the whole film.
    target
        The ``.webp`` to write.
    seconds
        Length of the film.
    rest
        Seconds that the last picture stands longer, before the loop begins again.
    ladder
        The settings to try, best first.
    budget
        Bytes the file should have at most.

    Returns
    -------
    dict
        ``width``, ``quality``, ``rung`` (0 is the best) and ``bytes``.
    """
    facts: dict[str, Any] = {}
    held = standing(small, seconds)[-1] + rest
    for number, step in enumerate(ladder):
        picture = ffmpeg.source(small)
        if step.width != GIF.width:
            picture = picture.filter("scale", step.width, height_of(step.width), flags=SCALER)
        ffmpeg.run(
            picture.output(
                str(target),
                vcodec="libwebp_anim",
                quality=step.quality,
                compression_level=EFFORT,
                loop=0,
                fflags="+bitexact",
                threads=1,
            )
        )
        hold_last(target, round(1000 * held))
        facts = {**asdict(step), "rung": number, "bytes": target.stat().st_size}
        if facts["bytes"] <= budget:
            break
    return facts


def hold_last(target: Path, milliseconds: int) -> None:
    """Let the last picture of an animated WebP stand for ``milliseconds``.

    The encoder gives it the mean of the others. Duration is a number of three bytes, twelve bytes
    into the chunk ``ANMF`` (RFC 9649, 2.7.1.1).
    """
    with target.open("r+b") as file:
        file.seek(12)  # past RIFF, its size and WEBP
        last = 0
        while len(head := file.read(8)) == 8:
            if head[:4] == b"ANMF":
                last = file.tell()
            size = int.from_bytes(head[4:], "little")
            file.seek(size + size % 2, 1)
        if last:
            file.seek(last + 12)
            file.write(milliseconds.to_bytes(3, "little"))
