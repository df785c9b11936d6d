"""What the picture at the end of a beat says about itself."""

from __future__ import annotations

from anim_lib.export.notes import Notes
from anim_lib.rendering.perform import Board
from anim_lib.storyboard import Beat


def notes_of(scene: Board, beat: Beat) -> Notes:
    """Return the notes on a still of ``beat``; only the poster has a text of its own."""
    if beat.name == scene.poster:
        alt = scene.alt(scene.shown)
    else:
        alt = f"{scene.title}: {beat.caption.strip() or scene.idea()}"
    return Notes(f"{scene.title}: {beat.name}", alt, scene.record.provenance.line)
