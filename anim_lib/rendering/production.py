"""One job inside a worker: beats drawn to pieces of film, pieces joined to products."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from anim_lib.export import manifest
from anim_lib.export.part import Part, in_order
from anim_lib.rendering.discover import storyboard_in
from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Finished, Progress
from anim_lib.rendering.perform import Run, play
from anim_lib.rendering.stream_drawing import Drawing, Tell
from anim_lib.rendering.stream_products import make


def produce(job: Job, tell: Tell) -> Finished:
    """Draw a whole scene and make its products; see :func:`draw` and :func:`assemble`."""
    draw(job, tell)
    return assemble(job, [job.part], tell)


def draw(job: Job, tell: Tell) -> None:
    """Draw the job's beats; leave in ``job.part`` what their products are made from.

    Parameters
    ----------
    job
        What to draw, and where.
    tell
        Takes the progress messages.

    Raises
    ------
    RuntimeError
        When the frames that were drawn are not those that the beats count.
    """
    drawing = Drawing(job, tell)
    scene = play(
        storyboard_in(job.module),
        job.format,
        job.media,
        Run(job.first_beat, job.stop_beat),
        tap=drawing,
        on_beat_begin=drawing.begin,
        on_beat_end=drawing.end,
        encodes=drawing.encodes,
        transparent=job.transparent,
    )
    drawing.finish(scene)


def assemble(job: Job, parts: Sequence[Path], tell: Tell) -> Finished:
    """Make the products in ``job.products`` of what was drawn; no scene is needed.

    Parameters
    ----------
    job
        The scene; its run of beats does not matter.
    parts
        Folders that :func:`draw` left, in the order of their beats.
    tell
        Takes the progress messages.

    Raises
    ------
    RuntimeError
        When beats are missing or twice, or a film has not all frames.
    ValueError
        When the poster is not one of the beats.
    """
    started = time.perf_counter()
    read = [Part.read(part) for part in parts]
    beats = in_order(read)
    frames = sum(beat.frames for beat in beats)
    tell(Progress("putting it together", frames, frames))
    folders = [folder for folder, part in zip(parts, read, strict=True) for _ in part.beats]
    facts = make(job, list(zip(folders, beats, strict=True)), read[0].scene)
    facts["seconds"] = {
        "setup": read[0].setup,
        "drawing": round(sum(beat.seconds for beat in beats), 1),
        "assembling": round(time.perf_counter() - started, 1),
    }
    manifest.write(job.products, facts)
    size = sum(path.stat().st_size for path in job.products.rglob("*") if path.is_file())
    return Finished(facts["duration"], len(beats), size)
