"""One job from the scene to a folder of products, inside the worker."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import av

from anim_lib.export import film, gif, manifest, pictures, subtitles
from anim_lib.rendering.discover import storyboard_in
from anim_lib.rendering.fingerprint import versions
from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Finished, Message, Progress
from anim_lib.rendering.perform import Board, outline, record
from anim_lib.storyboard import Beat

Tell = Callable[[Message], None]
TICK = 0.5  # seconds between two reports


def produce(job: Job, tell: Tell) -> Finished:
    """Render the job's scene and leave its products in ``job.products``.

    Parameters
    ----------
    job
        What to render, and where.
    tell
        Takes the progress messages.

    Raises
    ------
    RuntimeError
        When the frames in the master are not the sum of the frames of the beats.
    ValueError
        When the poster is not one of the beats.
    """
    scene_type = storyboard_in(job.module)
    total = job.frames
    if not total:
        tell(Progress("looking ahead", 0, 0))
        total = _frames(outline(scene_type, job.format.fps, job.media / "outline"))
    stills = job.products / "stills"
    stills.mkdir(parents=True)
    stage = ["first beat"]

    def keep_still(scene: Board, beat: Beat) -> None:
        notes = {"Title": f"{scene.title}: {beat.name}", "Source": scene.record.provenance.line}
        pictures.write_png(scene.renderer.get_frame(), stills / f"{beat.name}.png", notes)
        stage[0] = f"after {beat.name}"

    started = time.perf_counter()
    with _ticker() as watch:
        scene, master = record(
            scene_type,
            job.format,
            job.media,
            on_start=lambda s: watch(
                lambda: tell(Progress(stage[0], round(s.time * job.format.fps), total))
            ),
            on_beat_end=keep_still,
        )
    drawn = time.perf_counter() - started
    _check_frames(master, scene)
    tell(Progress("encoding", total, total))
    facts = _export(job, scene, master)
    facts["seconds"] = {
        "drawing": round(drawn, 1),
        "encoding": round(time.perf_counter() - started - drawn, 1),
    }
    manifest.write(job.products, facts)
    size = sum(path.stat().st_size for path in job.products.rglob("*") if path.is_file())
    return Finished(facts["duration"], len(scene.beats_played), size)


def _export(job: Job, scene: Board, master: Path) -> dict[str, Any]:
    folder, slug, beats = job.products, job.slug, scene.beats_played
    still = folder / "stills" / f"{scene.poster}.png"
    if not still.is_file():
        names = ", ".join(beat.name for beat in beats)
        raise ValueError(f"the poster {scene.poster!r} is not a beat; the beats are {names}")
    shutil.copyfile(still, folder / "poster.png")
    film.write_mp4(
        master,
        folder / f"{slug}.mp4",
        fps=job.format.fps,
        beat_starts=[beat.start for beat in beats],
        metadata={
            "title": f"{scene.number} {scene.title}",
            "description": scene.idea(),
            "comment": scene.record.provenance.line,
        },
    )
    small = gif.write_gif(
        master,
        folder / f"{slug}.gif",
        aspect=job.format.width / job.format.height,
        scratch=job.media,
    )
    (folder / f"{slug}.srt").write_text(subtitles.compose(beats, job.format.fps), "utf-8")
    return describe(job, scene) | {"gif": small}


def describe(job: Job, scene: Board) -> dict[str, Any]:
    """Return what the manifest says about the scene and how it was rendered."""
    return {
        "slug": job.slug,
        "number": scene.number,
        "title": scene.title,
        "idea": scene.idea(),
        "family": scene.family,
        "options": {"theme": job.theme, "quality": job.format.name, **_size(job)},
        "duration": _frames(scene) / job.format.fps,
        "frames": _frames(scene),
        "poster": scene.poster,
        "beats": [
            {
                "name": beat.name,
                "caption": beat.caption,
                "start": round(beat.start, 6),
                "duration": round(beat.duration, 6),
                "start_frame": beat.start_frame,
                "frames": beat.frames,
                "still": f"stills/{beat.name}.png",
            }
            for beat in scene.beats_played
        ],
        "provenance": asdict(scene.record),
        "versions": versions(),
        "fingerprint": job.fingerprint,
    }


def _size(job: Job) -> dict[str, int]:
    return {"width": job.format.width, "height": job.format.height, "fps": job.format.fps}


def _frames(scene: Board) -> int:
    return sum(beat.frames for beat in scene.beats_played)


def _check_frames(master: Path, scene: Board) -> None:
    with av.open(str(master)) as film_file:
        drawn = film_file.streams.video[0].frames
    if drawn != _frames(scene):
        raise RuntimeError(f"{drawn} frames were drawn, but the beats count {_frames(scene)}")


@contextmanager
def _ticker() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Give a function that takes another and calls it every ``TICK`` seconds until the end."""
    done = threading.Event()
    threads: list[threading.Thread] = []

    def watch(report: Callable[[], None]) -> None:
        def loop() -> None:
            while not done.wait(TICK):
                report()

        threads.append(threading.Thread(target=loop, daemon=True))
        threads[-1].start()

    try:
        yield watch
    finally:
        done.set()
        for thread in threads:
            thread.join()
