"""Turning whatever went wrong in a worker into one sentence."""

from __future__ import annotations

import signal
import traceback
from pathlib import Path

from anim_lib.errors import UserError
from anim_lib.export.place import is_disk_full

LIBRARIES = ("site-packages", "lib/python")


def sentence_for(error: BaseException, out: Path) -> str:
    """Return one sentence that says what was wrong and, if it is known, where."""
    if is_disk_full(error):
        return f"the disk of {out} is full: free some space and run the same command again"
    if isinstance(error, UserError):
        return str(error)
    text = " ".join(str(error).split()) or "no message"
    return f"{type(error).__name__}: {text}{_place(error)}"


def sentence_for_exit(status: int | None) -> str:
    """Return one sentence for a worker that ended without a word; None: nobody knows how."""
    if status is not None and status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        hint = "; perhaps memory ran out, try --jobs 1" if name == "SIGKILL" else ""
        return f"its process was killed by {name}{hint}"
    return f"its process ended with status {status} before the scene was finished"


def _place(error: BaseException) -> str:
    """Return the innermost line of our own code, for the author of a scene."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [s for s in steps if not any(part in s.filename for part in LIBRARIES)]
    if not own:
        return ""
    return f" ({Path(own[-1].filename).name}, line {own[-1].lineno})"
