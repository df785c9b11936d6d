"""Measuring: one command after the other, stock and ours in turn."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from anim_lib.benchmark import commands
from anim_lib.benchmark.commands import LARGE, SIZES, Programs, Size
from anim_lib.benchmark.quality import likeness
from anim_lib.benchmark.result import Alone, Point, Result, Sample
from anim_lib.benchmark.scaling import AXES, SECONDS, Axis, command
from anim_lib.benchmark.usage import Command, Usage, measured

Say = Callable[[str], None]
ROOT = Path(__file__).parents[2]
MATRICES = {commands.STOCK: "bt601", commands.FINAL: "bt709"}  # by which luma was made of RGB


class Bench:
    """One run of the benchmark; every figure goes into ``result``.

    Parameters
    ----------
    programs
        What is measured.
    result
        Takes the figures.
    work
        An empty folder on a disk with room for a few GB.
    say
        Told a line about every measured run.
    paired_only
        Leave out what runs once and is compared with nothing that is asked.
    """

    def __init__(
        self,
        programs: Programs,
        result: Result,
        work: Path,
        say: Say,
        *,
        paired_only: bool = False,
    ) -> None:
        self.programs, self.result, self.work, self.say = programs, result, work, say
        self._paired_only = paired_only
        self._films: dict[tuple[str, str], Path] = {}
        self._masters: dict[str, Path] = {}

    def warm_up(self) -> None:
        """Run once what is not counted, so that no first run pays for reading the libraries."""
        for variant in SECONDS.variants:
            with self._folder() as folder:
                self._measure(command(SECONDS, SECONDS.amounts[0], variant, folder))

    def speed(self, sizes: Sequence[Size] = SIZES) -> None:
        """Measure every variant on every scene; those that are compared run in turn."""
        for size in sizes:
            for slug in self.result.scenes:
                for name in size.before:
                    self._film(name, slug, size, 0)
                for number in range(self.result.rounds):
                    for name in size.paired:
                        self._film(name, slug, size, number)
            for name in () if self._paired_only else size.after:
                self._film(name, self.result.scenes[0], size, 0)

    def jobs(self) -> None:
        """Measure all scenes in one process at a time and in two."""
        scenes, folder = self.result.scenes, self._renders(commands.FINAL)
        if not all((folder / slug).is_dir() for slug in scenes):  # to know how long each takes
            self._measure(self.programs.ours(scenes, commands.FINAL, folder, 2))
        for number in range(self.result.rounds):
            for jobs in (1, 2):
                usage = self._measure(self.programs.ours(scenes, commands.FINAL, folder, jobs))
                self._note(Sample("jobs", LARGE.name, "all", f"jobs {jobs}", number, usage))

    def scaling(self) -> None:
        """Measure synthetic scenes that differ in one thing at a time, each once."""
        for axis in AXES:
            for amount in axis.amounts:
                for variant in axis.variants:
                    self._point(axis, amount, variant)

    def floor(self) -> None:
        """Encode the frames of each scene, and nothing else, once."""
        for slug in self.result.scenes:
            with self._folder() as folder:
                answer = folder / "answer.json"
                self._program("floor", str(answer), str(self._master(slug)))
                told = json.loads(answer.read_text("utf-8"))
            found = {name: Alone(**figures) for name, figures in told.items()}
            self.result.floors[slug] = found
            for name, figures in found.items():
                self.say(f"{LARGE.name} {slug}, encoding alone as {name}: {figures.cpu:.1f} s CPU")

    def quality(self) -> None:
        """Compare stock's film and the final one with the frames as drawn."""
        for slug in self.result.scenes:
            master = Path(json.loads(self._master(slug).read_text("utf-8"))["film"])
            found = self.result.likeness.setdefault(slug, {})
            for name, matrix in MATRICES.items():
                film = self._films.get((slug, name)) or self._film(name, slug, LARGE, None)
                with self._folder() as folder:
                    found[name] = likeness(film, master, LARGE.format.fps, matrix, folder)
                self.say(
                    f"{LARGE.name} {slug}, {name}: SSIM {found[name].ssim:.4f}, PSNR "
                    f"{found[name].psnr:.1f} dB, {found[name].bytes / 1e6:.2f} MB"
                )

    def _point(self, axis: Axis, amount: int, variant: str) -> None:
        with self._folder() as folder:
            usage = self._measure(command(axis, amount, variant, folder))
        self.result.points.append(Point(axis.name, amount, variant, usage))
        self.say(f"{amount} {axis.name}, {variant}: {_figures(usage)}")

    def _film(self, name: str, slug: str, size: Size, number: int | None) -> Path:
        """Make one film and keep it; its cost is noted where it belongs to a round."""
        kept = self.work / f"{size.name}-{slug}-{name}.mp4"
        with self._folder() as fresh:
            stock = name in commands.BY_MANIM
            folder = fresh if stock else self._renders(commands.quality_of(name))
            usage = self._measure(self.programs.variant(name, slug, size, folder))
            shutil.copyfile(commands.film_in(folder if stock else folder / slug), kept)
        if size is LARGE:
            self._films[slug, name] = kept
        if number is not None:
            self._note(Sample("speed", size.name, slug, name, number, usage))
        return kept

    def _renders(self, quality: str) -> Path:
        """Return where ours renders to, as users do: what was rendered before lies there."""
        return self.work / "renders" / quality

    def _master(self, slug: str) -> Path:
        """Draw a scene once into lossless files; return what tells where they are."""
        if slug not in self._masters:
            folder = Path(tempfile.mkdtemp(prefix="master-", dir=self.work))
            answer = folder / "answer.json"
            size = LARGE.format
            numbers = (str(size.width), str(size.height), str(size.fps))
            module = self.programs.module(slug)
            self._program("master", str(answer), module, *numbers, str(folder))
            self.say(f"{LARGE.name} {slug}: its frames are drawn for comparison")
            self._masters[slug] = answer
        return self._masters[slug]

    def _program(self, name: str, *arguments: str) -> Usage:
        module = f"anim_lib.benchmark.{name}"
        return self._measure(Command((sys.executable, "-m", module, *arguments)))

    def _measure(self, command: Command) -> Usage:
        """Run a command with caches of its own, which are as full for stock as for ours."""
        settings = {**command.environment, "XDG_CACHE_HOME": str(self.work / "cache")}
        return measured(Command(command.words, settings), ROOT, self.work / "log.txt")

    def _note(self, sample: Sample) -> None:
        self.result.samples.append(sample)
        self.say(
            f"{sample.size} {sample.scene}, {sample.variant}, round {sample.round + 1}: "
            f"{_figures(sample.usage)}"
        )

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=self.work))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _figures(usage: Usage) -> str:
    return f"{usage.cpu:.1f} s CPU, {usage.wall:.1f} s wall, {usage.peak / 1e6:.0f} MB"
