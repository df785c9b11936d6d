"""What one process is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from anim_lib.formats import Format

Step = Literal["outline", "produce", "draw", "assemble"]


@dataclass(frozen=True, slots=True)
class Source:
    """A scene that can be rendered: its slug, its module, and the files its frames depend on."""

    slug: str
    module: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything about the products that the user chooses.

    Parameters
    ----------
    theme
        Name of a theme.
    profile
        ``draft``, ``final`` or ``exact``: how frames are drawn and encoded.
    format
        Size and rate of the video.
    formats
        Suffixes of the moving products, such as ``mp4`` and ``gif``; stills, poster, subtitles
        and manifest are always made.
    transparent
        Whether the ground is left out, of stills as well. ``formats`` are then among those that
        can hold alpha: :data:`anim_lib.formats.CLEAR`.
    """

    theme: str
    profile: str
    format: Format
    formats: tuple[str, ...]
    transparent: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One scene in one edition, or a run of its beats.

    Parameters
    ----------
    slug
        Names the folder and the files.
    module
        Dotted name of the module that defines the scene, imported by the worker only.
    edition
        What the products are to be.
    fingerprint
        Hash over everything the products depend on; goes into the manifest.
    files
        What the fingerprint covers beside the edition, relative to the folder above the library.
    frames
        How many this job is expected to draw, for the progress; 0: not known.
    folder
        An empty folder of this job alone, in a work folder in the folder of the results.
    first_beat, stop_beat
        Beats ``[first_beat, stop_beat)`` are drawn; None: to the end.
    """

    slug: str
    module: str
    edition: Edition
    fingerprint: str
    files: tuple[str, ...]
    frames: int
    folder: Path
    first_beat: int = 0
    stop_beat: int | None = None

    @property
    def theme(self) -> str:
        """Return the name of the theme."""
        return self.edition.theme

    @property
    def profile(self) -> str:
        """Return the name of the profile."""
        return self.edition.profile

    @property
    def format(self) -> Format:
        """Return size and rate of the video."""
        return self.edition.format

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the suffixes of the moving products."""
        return self.edition.formats

    @property
    def transparent(self) -> bool:
        """Return whether the ground is left out."""
        return self.edition.transparent

    @property
    def out(self) -> Path:
        """Return the folder of the results: folders of jobs lie in a work folder in it."""
        return self.folder.parent.parent

    @property
    def part(self) -> Path:
        """Return the folder of what drawing leaves for the assembly."""
        return self.folder / "part"

    @property
    def products(self) -> Path:
        """Return the folder that is published when the scene is done."""
        return self.folder / "products"

    @property
    def media(self) -> Path:
        """Return manim's media folder."""
        return self.folder / "media"

    @property
    def log(self) -> Path:
        """Return the file that takes whatever the worker and its libraries print."""
        return self.folder / "log.txt"


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a job, done by one process from its start to its end.

    Parameters
    ----------
    step
        ``produce`` draws and assembles a whole scene; ``draw`` leaves ``job.part``; ``assemble``
        makes ``job.products`` of ``parts``; ``outline`` plays without drawing.
    job
        The scene or the run of its beats.
    parts
        The folders that ``assemble`` joins, in the order of their beats.
    """

    step: Step
    job: Job
    parts: tuple[Path, ...] = ()
