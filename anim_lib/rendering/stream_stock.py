"""The pieces that stock manim's file writer leaves, one a play, sorted by beats."""

from __future__ import annotations

import shutil
from pathlib import Path

from anim_lib.export.part import piece
from anim_lib.rendering.perform import Board


class StockPieces:
    """Takes note of what was written in each beat, and takes it over when all is complete."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self._plays = 0
        self._written: dict[int, list[Path]] = {}

    def note(self, scene: Board) -> None:
        """Note at the end of a beat which pieces belong to it."""
        files = scene.renderer.file_writer.partial_movie_files
        fresh = [Path(file) for file in files[self._plays :] if file is not None]
        self._plays = len(files)
        self._written[len(scene.beats_played) - 1] = fresh

    def take(self) -> None:
        """Move the pieces into the part, once the writer has completed them."""
        for beat, files in self._written.items():
            folder = piece(self._part, "stock", beat, "plays")
            folder.mkdir(parents=True)
            for number, file in enumerate(files):
                shutil.move(file, folder / f"{number:04}.mp4")
