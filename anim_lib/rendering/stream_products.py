"""From the pieces of all parts to the files that people use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from anim_lib.export import film, gif, subtitles, webp
from anim_lib.export.part import DrawnBeat, piece
from anim_lib.export.small import SUFFIX, join_small, samples
from anim_lib.rendering import square
from anim_lib.rendering.fingerprint import versions
from anim_lib.rendering.job import Job
from anim_lib.rendering.profiles import named
from anim_lib.rendering.stream import SMALL

Drawn = Sequence[tuple[Path, DrawnBeat]]  # the folder of the part that a beat lies in


def make(job: Job, drawn: Drawn, scene: dict[str, Any]) -> dict[str, Any]:
    """Write every product but the manifest; return what the manifest says.

    Parameters
    ----------
    job
        Names the scene, the edition, and the folder of the products.
    drawn
        All beats in order.
    scene
        What a part says about the scene.

    Raises
    ------
    RuntimeError
        When a film has not as many frames as its beats.
    ValueError
        When the poster is not one of the beats.
    """
    beats = [beat for _, beat in drawn]
    frames = sum(beat.frames for beat in beats)
    _stills(job, drawn, scene["poster"])
    metadata = {
        "title": f"{scene['number']} {scene['title']}",
        "description": scene["idea"],
        "comment": scene["provenance"]["provenance"]["line"],
    }
    fps = job.format.fps
    chapters = [
        (beat.start_frame / fps, (beat.start_frame + beat.frames) / fps, beat.name)
        for beat in beats
    ]
    for kind in film.CONTAINERS:
        if kind in job.formats:
            target = job.products / f"{job.slug}.{kind}"
            if kind == "mp4" and named(job.profile).x264 is None:
                count = film.join_stock(_plays(drawn), target, chapters=chapters, metadata=metadata)
            else:
                count = film.write_film(
                    _pieces(drawn, kind, kind),
                    target,
                    fps=fps,
                    chapters=chapters,
                    metadata=metadata,
                )
            if count != frames:
                raise RuntimeError(f"{target.name} has {count} frames, its beats {frames}")
    for suffix, compose in subtitles.SUFFIXES.items():
        text = compose(beats, fps)
        (job.products / f"{job.slug}.{suffix}").write_text(text, "utf-8", newline="\n")
    return describe(job, beats, scene) | _small_ones(job, drawn, frames)


def _stills(job: Job, drawn: Drawn, poster: str) -> None:
    folder = job.products / "stills"
    folder.mkdir(parents=True)
    for part, beat in drawn:
        shutil.copyfile(part / "stills" / f"{beat.name}.png", folder / f"{beat.name}.png")
        if beat.name == poster:
            shutil.copyfile(part / square.NAME, job.products / square.NAME)
    still = folder / f"{poster}.png"
    if not still.is_file():
        names = ", ".join(beat.name for _, beat in drawn)
        raise ValueError(f"the poster {poster!r} is not a beat; the beats are {names}")
    shutil.copyfile(still, job.products / "poster.png")


def _pieces(drawn: Drawn, kind: str, suffix: str) -> Iterator[tuple[Path, int]]:
    for part, beat in drawn:
        path = piece(part, kind, beat.index, suffix)
        if path.exists():  # a beat of no length has none
            yield path, beat.start_frame


def _plays(drawn: Drawn) -> list[Path]:
    folders = [piece(part, "stock", beat.index, "plays") for part, beat in drawn]
    return [play for folder in folders for play in sorted(folder.iterdir())]


def _small_ones(job: Job, drawn: Drawn, frames: int) -> dict[str, Any]:
    """Write GIF and WebP; return what the manifest says about them."""
    wanted = SMALL & set(job.formats)
    if not wanted:
        return {}
    seconds = frames / job.format.fps
    small = job.folder / f"small.{SUFFIX}"
    starts = (
        (path, samples(start, 0, job.format.fps).start)
        for path, start in _pieces(drawn, "small", SUFFIX)
    )
    join_small(starts, small)
    facts: dict[str, Any] = {}
    if "gif" in wanted:
        target = job.products / f"{job.slug}.gif"
        facts["gif"] = gif.write_gif(small, target, seconds=seconds, scratch=job.folder)
    if "webp" in wanted:
        target = job.products / f"{job.slug}.webp"
        facts["webp"] = webp.write_webp(small, target, seconds=seconds, rest=gif.LAST_FRAME_HELD)
    small.unlink()
    return facts


def describe(job: Job, beats: Sequence[DrawnBeat], scene: dict[str, Any]) -> dict[str, Any]:
    """Return what the manifest says about the scene and how it was rendered."""
    fps = job.format.fps
    frames = sum(beat.frames for beat in beats)
    return {
        "slug": job.slug,
        **scene,
        # with a user's own input, beats that are true of our example only are left out
        "errata": [beat.name for beat in beats if beat.name in scene["errata"]],
        "options": {
            "theme": job.theme,
            "quality": job.profile,
            "formats": list(job.formats),
            "width": job.format.width,
            "height": job.format.height,
            "fps": fps,
        },
        "duration": frames / fps,
        "frames": frames,
        "beats": [
            {
                "name": beat.name,
                "caption": beat.caption,
                "start": round(beat.start_frame / fps, 6),
                "duration": round(beat.frames / fps, 6),
                "start_frame": beat.start_frame,
                "frames": beat.frames,
                "still": f"stills/{beat.name}.png",
                "seconds": beat.seconds,
            }
            for beat in beats
        ],
        "versions": versions(),
        "fingerprint": job.fingerprint,
    }
