"""A scene that is drawn while the disk fills up."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Full(TestStoryboard):
    """It finds no room for its second beat."""

    title = "A full disk"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        yield Beat("green", "Room enough.", read=0.1, hold=0.1)
        try:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:  # libraries wrap it, so this does too
            raise RuntimeError("Failed to encode a frame") from error
