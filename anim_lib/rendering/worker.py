"""The process that renders one job: ``python -m anim_lib.rendering.worker``.

It reads the job as one line of JSON from standard input and tells its progress
as lines of JSON on standard output. Standard input stays open as long as the
parent lives; when it ends, so does the worker, and its ffmpeg with it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import TextIO

from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Failed, Message, encode
from anim_lib.rendering.sentences import sentence_for


def main() -> int:
    """Render the job on standard input; return the exit status."""
    job = Job.decode(sys.stdin.readline())
    threading.Thread(target=_die_with_parent, daemon=True).start()
    tell = _speaker(_take_over_stdout(job))
    os.environ["SEQREEL_THEME"] = job.theme
    try:
        # Imported now: manim reads its configuration, and the scene its theme, at import.
        from anim_lib.rendering.production import produce

        tell(produce(job, tell))
    except Exception as error:  # noqa: BLE001  # every failure becomes one sentence for the parent
        tell(Failed(sentence_for(error, job.folder.parent.parent), traceback.format_exc()))
        return 1
    return 0


def _take_over_stdout(job: Job) -> TextIO:
    """Return the pipe to the parent; whatever else is printed goes to the job's log."""
    pipe = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    job.folder.mkdir(parents=True, exist_ok=True)
    with job.log.open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    return pipe


def _speaker(pipe: TextIO) -> Callable[[Message], None]:
    lock = threading.Lock()

    def tell(message: Message) -> None:
        with lock:
            print(encode(message), file=pipe, flush=True)

    return tell


def _die_with_parent() -> None:
    while os.read(0, 1):  # unbuffered: a lock held here would disturb the interpreter's exit
        pass
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
