"""What one worker is asked to do, and how that is written for another process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from anim_lib.formats import Format


@dataclass(frozen=True, slots=True)
class Job:
    """One scene in one theme at one quality.

    Parameters
    ----------
    slug
        Names the folder and the files.
    module
        Dotted name of the module that defines the scene, imported by the worker only.
    theme
        Name of a theme.
    format
        Size and rate of the video.
    fingerprint
        Hash over everything the products depend on; goes into the manifest.
    frames
        How many the film is expected to have, for the progress; 0: not known.
    folder
        An empty folder of this job alone. The products come to lie in ``folder/products``.
    """

    slug: str
    module: str
    theme: str
    format: Format
    fingerprint: str
    frames: int
    folder: Path

    @property
    def products(self) -> Path:
        """Return the folder that is published when the job is done."""
        return self.folder / "products"

    @property
    def media(self) -> Path:
        """Return manim's media folder."""
        return self.folder / "media"

    @property
    def log(self) -> Path:
        """Return the file that takes whatever the worker and its libraries print."""
        return self.folder / "log.txt"

    def encode(self) -> str:
        """Return the job as one line of JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def decode(cls, line: str) -> Job:
        """Return the job that ``encode`` wrote."""
        fields = json.loads(line)
        fields["format"] = Format(**fields["format"])
        fields["folder"] = Path(fields["folder"])
        return cls(**fields)
