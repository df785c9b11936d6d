"""The main job: many scenes into one folder, each either whole or not there."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from anim_lib.export import ffmpeg, manifest
from anim_lib.export.place import is_disk_full
from anim_lib.formats import Format
from anim_lib.rendering import folders
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Failed, Finished, Progress
from anim_lib.rendering.pool import run_jobs
from anim_lib.rendering.sentences import sentence_for

LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Source:
    """A scene that can be rendered: its slug, its module, and the files its frames depend on."""

    slug: str
    module: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one scene ended. ``seconds`` it took; ``duration`` of the film; ``size`` in bytes."""

    slug: str
    state: Literal["rendered", "unchanged", "failed"]
    seconds: float = 0.0
    duration: float = 0.0
    size: int = 0
    sentence: str = ""


class Reporter(Protocol):
    """Shows a run to the person who waits for it."""

    def progress(self, slug: str, progress: Progress) -> None:
        """Show how far a scene is."""

    def ended(self, outcome: Outcome) -> None:
        """Show that a scene is done, or was not needed, or failed."""


def render_all(
    sources: Sequence[Source],
    *,
    theme: str,
    size: Format,
    out: Path,
    at_once: int,
    force: bool,
    reporter: Reporter,
) -> list[Outcome]:
    """Render scenes into ``out/<slug>/``, each in a process of its own.

    Parameters
    ----------
    sources
        The scenes, in order.
    theme
        Name of the theme.
    size
        Size and rate of the films.
    out
        Folder of the results; made where it is missing.
    at_once
        Number of processes.
    force
        Render also what has not changed since it was rendered.
    reporter
        Told about every step.

    Raises
    ------
    UserError
        When ``out`` cannot be written to or is too full, or ffmpeg is missing.
    """
    ffmpeg.binary()
    folders.prepare(out)
    prints = {s.slug: fingerprint(s.files, theme, size) for s in sources}
    outcomes: dict[str, Outcome] = {}
    wanted = []
    for source in sources:
        if not force and manifest.is_whole(out / source.slug, prints[source.slug]):
            outcomes[source.slug] = Outcome(source.slug, "unchanged")
            reporter.ended(outcomes[source.slug])
        else:
            wanted.append(source)
    if wanted:
        folders.check_space(out, size, len(wanted), at_once)
        with folders.workshop(out) as shop:
            jobs = [
                Job(
                    slug=s.slug,
                    module=s.module,
                    theme=theme,
                    format=size,
                    fingerprint=prints[s.slug],
                    frames=_expected(out / s.slug, size.fps),
                    folder=shop / s.slug,
                )
                for s in wanted
            ]
            for outcome in _run(jobs, out, shop, at_once, reporter):
                outcomes[outcome.slug] = outcome
    return [outcomes[s.slug] for s in sources]


def _expected(folder: Path, fps: int) -> int:
    """Return the length of the last film of a scene, in frames; it only guides the progress."""
    duration: float = (manifest.read(folder) or {}).get("duration", 0.0)
    return round(duration * fps)


def _run(jobs: list[Job], out: Path, shop: Path, at_once: int, reporter: Reporter) -> list[Outcome]:
    outcomes: list[Outcome] = []
    started: dict[str, float] = {}

    def progress(job: Job, told: Progress) -> None:
        started.setdefault(job.slug, time.monotonic())
        reporter.progress(job.slug, told)

    def ended(job: Job, result: Finished | Failed) -> None:
        took = time.monotonic() - started.get(job.slug, time.monotonic())
        if isinstance(result, Finished):
            result = _publish(job, result, out, shop)
        if isinstance(result, Failed):
            sentence = result.sentence + _keep_log(out, job, result)
            outcomes.append(Outcome(job.slug, "failed", took, sentence=sentence))
        else:
            (out / LOGS / f"{job.slug}.txt").unlink(missing_ok=True)
            outcomes.append(Outcome(job.slug, "rendered", took, result.duration, result.size))
        folders.clear(job.folder)
        reporter.ended(outcomes[-1])

    run_jobs(jobs, at_once, progress, ended)
    return outcomes


def _publish(job: Job, result: Finished, out: Path, shop: Path) -> Finished | Failed:
    try:
        folders.publish(job.products, out / job.slug, shop)
    except OSError as error:
        return Failed(sentence_for(error, out), str(error))
    return result


def _keep_log(out: Path, job: Job, result: Failed) -> str:
    """Keep the traceback where the author of the scene finds it; say where."""
    log = out / LOGS / f"{job.slug}.txt"
    try:
        log.parent.mkdir(exist_ok=True)
        log.write_text(result.traceback, "utf-8")
    except OSError as error:
        if is_disk_full(error):
            return ""
        return f" (no log: {error.strerror})"
    return f" (details: {log})"
