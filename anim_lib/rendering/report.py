"""Showing a run: one live line a scene on a terminal, plain lines elsewhere."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from anim_lib.rendering.folders import megabytes
from anim_lib.rendering.messages import Progress
from anim_lib.rendering.run import Outcome


def describe(outcome: Outcome) -> str:
    """Return one line about how a scene ended."""
    if outcome.state == "failed":
        return f"failed: {outcome.sentence}"
    if outcome.state == "unchanged":
        return "unchanged"
    return (
        f"done in {outcome.seconds:.0f} s: {outcome.duration:.1f} s of film, "
        f"{megabytes(outcome.size)}"
    )


def summary(outcomes: list[Outcome], seconds: float) -> str:
    """Return the last line: how many scenes ended how."""
    states = [outcome.state for outcome in outcomes]
    told = [
        f"{states.count(state)} {state}"
        for state in ("rendered", "unchanged", "failed")
        if state in states
    ]
    noun = "scene" if len(outcomes) == 1 else "scenes"
    return f"{len(outcomes)} {noun}: {', '.join(told)}, in {seconds:.0f} s"


class PlainReport:
    """For pipes, files and CI: a line when a scene starts and a line when it ends."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun: set[str] = set()

    def __enter__(self) -> PlainReport:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def progress(self, slug: str, progress: Progress) -> None:
        """Tell once that the scene has begun."""
        if slug not in self._begun:
            self._begun.add(slug)
            self._say(f"{slug}: rendering")

    def ended(self, outcome: Outcome) -> None:
        """Tell how the scene ended."""
        self._say(f"{outcome.slug}: {describe(outcome)}")


class LiveReport:
    """For terminals: a bar for every scene, counted in frames."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            TextColumn("{task.fields[slug]}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[share]:>4}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[stage]}"),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> LiveReport:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def _task(self, slug: str) -> TaskID:
        if slug not in self._tasks:
            self._tasks[slug] = self._bars.add_task(slug, total=None, slug=slug, share="", stage="")
        return self._tasks[slug]

    def progress(self, slug: str, progress: Progress) -> None:
        """Move the scene's bar."""
        share = f"{100 * progress.frames // progress.total} %" if progress.total else ""
        self._bars.update(
            self._task(slug),
            total=progress.total or None,
            completed=progress.frames,
            share=share,
            stage=progress.stage,
        )

    def ended(self, outcome: Outcome) -> None:
        """Fill the bar, or stop it where it is, and say how the scene ended."""
        task = self._task(outcome.slug)
        colour = {"rendered": "green", "unchanged": "dim", "failed": "red"}[outcome.state]
        if outcome.state != "failed":
            self._bars.update(task, total=1, completed=1, share="100 %")
        self._bars.update(task, stage=f"[{colour}]{escape(describe(outcome))}[/]")
        self._bars.stop_task(task)


def reporter_for(console: Console) -> PlainReport | LiveReport:
    """Return the live report on a terminal, the plain one elsewhere."""
    return LiveReport(console) if console.is_terminal else PlainReport(console)
