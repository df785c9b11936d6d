"""A scene that waits for another program, and tells nothing meanwhile."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Silent(TestStoryboard):
    """It waits and waits."""

    title = "A silent one"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        yield Beat("green", "Before.", read=0.1, hold=0.1)
        subprocess.run(["sleep", "600"], check=True)
