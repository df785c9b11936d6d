"""The ends of beats as pictures, without rendering the film."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anim_lib.errors import UserError
from anim_lib.export.sheet import Pane
from anim_lib.formats import Format
from anim_lib.rendering.perform import BeatHook, Board, outline, run_through, stop
from anim_lib.storyboard import Beat


def outlined(scene_type: type[Board], fps: int) -> Board:
    """Return the scene run through at thumbnail size: its beats and their times."""
    with tempfile.TemporaryDirectory(prefix="seqreel-") as media:
        return outline(scene_type, fps, Path(media))


def panes(
    scene_type: type[Board], size: Format, only: str | None = None
) -> tuple[Board, list[Pane]]:
    """Return the scene and the last frame of every beat, or of the beat ``only``.

    Parameters
    ----------
    scene_type
        The Storyboard.
    size
        Pixels of the frames, and the rate that times are counted in.
    only
        Name of the one beat that is wanted; the scene is not played further.

    Raises
    ------
    UserError
        When no beat has the name ``only``; the beats are named.
    """
    kept: list[Pane] = []

    def keep(scene: Board, beat: Beat) -> None:
        played = scene.beats_played[-1]
        frame: NDArray[Any] = np.array(scene.renderer.get_frame(), dtype=np.uint8)
        kept.append(Pane(beat.name, beat.caption, beat.tint, played.start, played.duration, frame))

    return at_ends(scene_type, size, keep, only), kept


def at_ends(
    scene_type: type[Board],
    size: Format,
    visit: BeatHook,
    only: str | None = None,
    *,
    drawn: bool = True,
) -> Board:
    """Let ``visit`` see the scene at the end of every beat, or of the beat ``only``; return it.

    Parameters
    ----------
    scene_type
        The Storyboard.
    size
        Pixels of the frames, and the rate that times are counted in.
    visit
        Called with the scene and the beat.
    only
        Name of the one beat that is wanted; the scene is not played further.
    drawn
        Whether the scene has a frame then; False: only what stands on stage.

    Raises
    ------
    UserError
        When no beat has the name ``only``; the beats are named.
    """
    visited = 0

    def hook(scene: Board, beat: Beat) -> None:
        nonlocal visited
        if only is not None and beat.name != only:
            return
        visit(scene, beat)
        visited += 1
        if only is not None:
            stop()

    with tempfile.TemporaryDirectory(prefix="seqreel-") as media:
        if drawn:
            scene = run_through(scene_type, size, Path(media), hook)
        else:
            scene = outline(scene_type, size.fps, Path(media), hook)
    if not visited:
        names = ", ".join(beat.name for beat in scene.beats_played)
        raise UserError(f"--beat {only}: “{scene.title}” has no such beat; its beats are {names}")
    return scene
