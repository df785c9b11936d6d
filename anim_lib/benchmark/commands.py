"""The commands that are compared, all in one place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from anim_lib.benchmark.usage import Command, RunFailedError
from anim_lib.formats import DRAFT, VIDEO, Format

STOCK: Final = "stock"
EXACT, FINAL, DRAFTED = "exact", "final", "draft"
PLAIN, ALONE, PRODUCTS = "manim render", "final, one process", "final, all products"
FIRST: Final = "final, first time"  # nothing is known of the scene, nothing is kept of its words
BY_MANIM: Final = (STOCK, PLAIN)
EVERY_FRAME: Final = "final, every frame"  # of the encoder alone
FILM_ONLY, ALL_PRODUCTS = ("mp4",), ("mp4", "gif", "webp")
SEGMENTS = "partial_movie_files"  # manim's folder of one file a play


@dataclass(frozen=True, slots=True)
class Size:
    """A size of films: what manim calls it, and which variants are measured at it.

    ``before`` runs once a scene, before the rounds; ``paired`` run in turn in every round;
    ``after`` run once, on the first scene.
    """

    name: str
    flag: str
    format: Format
    before: tuple[str, ...]
    paired: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def variants(self) -> tuple[str, ...]:
        """All of them, in the order of their first runs."""
        return (*self.before, *self.paired, *self.after)


LARGE: Final = Size(
    "1080p60", "-qh", VIDEO, (FIRST,), (STOCK, EXACT, FINAL), (PLAIN, ALONE, PRODUCTS)
)
SMALL: Final = Size("480p15", "-ql", DRAFT, (), (STOCK, DRAFTED), (PLAIN,))
SIZES: Final = (LARGE, SMALL)


@dataclass(frozen=True, slots=True)
class Programs:
    """How this project's commands are called.

    Parameters
    ----------
    render
        The words of ``seqreel render``, before its arguments.
    scene_file
        Gives the file of a scene, for manim.
    module
        Gives the dotted name of a scene's module.
    """

    render: tuple[str, ...]
    scene_file: Callable[[str], Path]
    module: Callable[[str], str]

    def variant(self, name: str, slug: str, size: Size, folder: Path) -> Command:
        """Return the command that makes one film in ``folder``."""
        if name == STOCK:
            return manim(self.scene_file(slug), size, folder, {"SEQREEL_RENDERER": "stock"})
        if name == PLAIN:
            return manim(self.scene_file(slug), size, folder, {})
        quality = quality_of(name)
        jobs = (
            2 if name in (FINAL, FIRST, PRODUCTS) else 1
        )  # one scene on two cores, or one process
        formats = ALL_PRODUCTS if name == PRODUCTS else FILM_ONLY
        return self.ours([slug], quality, folder, jobs, formats)

    def ours(
        self,
        slugs: Sequence[str],
        quality: str,
        folder: Path,
        jobs: int,
        formats: Sequence[str] = FILM_ONLY,
    ) -> Command:
        """Return the command that renders scenes with ``seqreel render``."""
        options = ("--quality", quality, "--formats", ",".join(formats), "--jobs", str(jobs))
        return Command((*self.render, *slugs, *options, "--force", "--out", str(folder)))


def quality_of(variant: str) -> str:
    """Return the quality that a variant of ours renders in."""
    return variant.partition(",")[0]


def manim(file: Path, size: Size, folder: Path, environment: Mapping[str, str]) -> Command:
    """Return the command that renders a file with plain manim."""
    words = (sys.executable, "-m", "manim", "render", size.flag, "--media_dir", str(folder))
    return Command((*words, str(file)), environment)


def film_in(folder: Path) -> Path:
    """Return the one film that a command left in its folder.

    Raises
    ------
    RunFailedError
        There is none, or more than one.
    """
    films = [path for path in folder.rglob("*.mp4") if SEGMENTS not in path.parts]
    if len(films) != 1:
        raise RunFailedError(f"one film was expected in {folder}, {len(films)} are there")
    return films[0]
