"""A scene whose process dies without a word."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Killed(TestStoryboard):
    """It is killed, as by a machine that ran out of memory."""

    title = "A death"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        yield Beat("green", "Here.", read=0.1, hold=0.1)
        os.kill(os.getpid(), signal.SIGKILL)
