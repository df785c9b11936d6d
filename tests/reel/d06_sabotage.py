"""A scene that breaks what is told by ``SABOTAGE`` while its second beat is drawn."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from manim import RIGHT, FadeIn, Square

from anim_lib.export.segments import Segment
from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Sabotage(TestStoryboard):
    """It comes to harm in the middle."""

    title = "A mishap"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        square = Square()
        yield Beat("green", "So far so good.", FadeIn(square, run_time=0.5))
        harm(os.environ["SABOTAGE"])
        yield Beat("harmed", "Not so good.", square.animate(run_time=1.0).shift(RIGHT).build())


def harm(kind: str) -> None:
    """Break something, when the process that is asked for is this one."""
    for stream in (1, 2):
        os.write(stream, b"thunder\n")
    drawn = list(Path("part/mp4").glob("*"))
    match kind:
        case "full disk":  # where the next piece of film is to lie
            Path("part/mp4/0001.mp4").symlink_to("/dev/full")
        case "encoder":
            for kind_of_segment in (Segment, *Segment.__subclasses__()):
                kind_of_segment.write = encoder_error
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "second part killed" if not drawn:  # it passed the first beat over
            os.kill(os.getpid(), signal.SIGKILL)


def encoder_error(*_: object, **__: object) -> None:
    raise ValueError("[libx264] the encoder gave up")
