"""One run of ``render``: how far each scene is, and what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from anim_lib.export.place import is_disk_full
from anim_lib.rendering import folders
from anim_lib.rendering.job import Job, Task
from anim_lib.rendering.locks import SceneLock
from anim_lib.rendering.messages import Failed, Finished, Progress, Result
from anim_lib.rendering.sentences import sentence_for

LOGS = "logs"


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


class Run:
    """Takes what tasks tell; publishes scenes that are done and keeps the logs of the others.

    Parameters
    ----------
    out
        Folder of the results.
    shop
        Work folder in it; every job has a folder in this one.
    held
        The lock of every scene of this run, released when the scene has ended.
    reporter
        Told about every step.
    """

    def __init__(
        self, out: Path, shop: Path, held: Mapping[str, SceneLock], reporter: Reporter
    ) -> None:
        self.out, self.shop = out, shop
        self.outcomes: dict[str, Outcome] = {}
        self._held, self._reporter = held, reporter
        self._started: dict[str, float] = {}
        self._parts: dict[str, list[Job]] = {}  # in the order of their beats
        self._drawn: dict[Path, Progress] = {}
        self._undrawn: dict[str, int] = {}

    def expect(self, tasks: Sequence[Task]) -> None:
        """Learn which scenes are drawn in parts."""
        for task in tasks:
            if task.step == "draw":
                self._parts.setdefault(task.job.slug, []).append(task.job)
        for slug, jobs in self._parts.items():
            jobs.sort(key=lambda job: job.first_beat)
            self._undrawn[slug] = len(jobs)

    def looking_ahead(self, slug: str) -> None:
        """Show that a scene is played without drawing."""
        self._report(slug, Progress("looking ahead", 0, 0))

    def progress(self, task: Task, told: Progress) -> None:
        """Show how far a scene is, all its parts taken together."""
        if task.step == "draw":
            told = self._together(task.job, told)
        self._report(task.job.slug, told)

    def _together(self, job: Job, told: Progress) -> Progress:
        self._drawn[job.folder] = told
        parts = self._parts[job.slug]
        frames = sum(self._drawn[p.folder].frames for p in parts if p.folder in self._drawn)
        return Progress(told.stage, frames, max(frames, sum(part.frames for part in parts)))

    def _report(self, slug: str, told: Progress) -> None:
        self._started.setdefault(slug, time.monotonic())
        self._reporter.progress(slug, told)

    def ended(self, task: Task, result: Result) -> Sequence[Task]:
        """Publish or fail the task's scene, or return its assembly once all parts are drawn."""
        job = task.job
        if isinstance(result, Finished):
            result = self._publish(job, result)
        if isinstance(result, Finished):
            (self.out / LOGS / f"{job.slug}.txt").unlink(missing_ok=True)
            self._close(job, Outcome(job.slug, "rendered", 0.0, result.duration, result.size))
        elif isinstance(result, Failed):
            sentence = result.sentence + self._keep_log(job, result)
            self._close(job, Outcome(job.slug, "failed", sentence=sentence))
        else:
            self._undrawn[job.slug] -= 1
            if self._undrawn[job.slug] == 0:
                return (self._assembly(job.slug),)
        return ()

    def _assembly(self, slug: str) -> Task:
        jobs = self._parts[slug]
        whole = replace(
            jobs[0],
            frames=sum(job.frames for job in jobs),
            folder=self.shop / slug,
            first_beat=0,
            stop_beat=None,
        )
        return Task("assemble", whole, tuple(job.part for job in jobs))

    def _close(self, job: Job, outcome: Outcome) -> None:
        now = time.monotonic()
        outcome = replace(outcome, seconds=now - self._started.get(job.slug, now))
        self.outcomes[job.slug] = outcome
        for used in [job, *self._parts.get(job.slug, [])]:
            folders.clear(used.folder)
        self._held[job.slug].release()
        self._reporter.ended(outcome)

    def _publish(self, job: Job, result: Finished) -> Finished | Failed:
        try:
            folders.publish(job.products, self.out / job.slug, self.shop)
        except OSError as error:
            return Failed(sentence_for(error, self.out), str(error))
        return result

    def _keep_log(self, job: Job, result: Failed) -> str:
        """Keep the traceback where the author of the scene finds it; say where."""
        log = self.out / LOGS / f"{job.slug}.txt"
        try:
            log.parent.mkdir(exist_ok=True)
            log.write_text(result.traceback, "utf-8")
        except OSError as error:
            with suppress(OSError):
                log.unlink(missing_ok=True)  # half of it
            return "" if is_disk_full(error) else f" (no log: {error.strerror})"
        return f" (details: {log})"
