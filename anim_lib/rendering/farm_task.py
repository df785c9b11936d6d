"""What a Dask worker runs. It is called by name, so the code is that of the worker's own checkout.

A task is done by a process of its own, as on every machine: manim's settings are global, and a
process can be ended, when the client cancels it or is gone, and together with the worker.
"""

from __future__ import annotations

import multiprocessing
import queue
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from distributed import get_worker
from distributed.core import Status

from anim_lib.errors import UserError
from anim_lib.rendering import farm_check
from anim_lib.rendering.farm_letters import result_to_json, task_from_json
from anim_lib.rendering.farm_parcel import Parcel, pack
from anim_lib.rendering.job import Task
from anim_lib.rendering.local import Local
from anim_lib.rendering.messages import Failed, Progress, Result
from anim_lib.rendering.pool import Inbox

Tell = Callable[[Progress], None]
TOPIC = "seqreel"
LOOK = 0.25  # seconds between two looks whether the task is still wanted
AT_WORK = (Status.running, Status.paused)
starting = threading.Lock()


def do(theirs: farm_check.Facts, sent: str) -> dict[str, Any]:
    """Do one task in a temporary folder of this worker.

    Parameters
    ----------
    theirs
        ``farm_check.facts()`` of the client.
    sent
        The ``Task`` as JSON, read only where both have the same code.

    Returns
    -------
    dict
        ``worker``, its address; ``result``, as JSON; ``parcel``, the files that were made.
    """
    worker = get_worker()
    key = worker.get_current_task()

    def tell(progress: Progress) -> None:
        told = (progress.stage, progress.frames, progress.total)
        worker.log_event(TOPIC, {"key": key, "progress": told})

    def is_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return worker.status in AT_WORK and task is not None and task.state == "executing"

    room = tempfile.TemporaryDirectory(dir=worker.local_directory, ignore_cleanup_errors=True)
    with room as scratch:
        result, parcel = _done(theirs, sent, Path(scratch), tell, is_wanted)
    return {"worker": worker.address, "result": result_to_json(result), "parcel": parcel}


def made_by(task: Task) -> Path:
    """Return the folder that a task leaves for those that follow."""
    return task.job.part if task.step == "draw" else task.job.products


def _done(
    theirs: farm_check.Facts, sent: str, scratch: Path, tell: Tell, is_wanted: Callable[[], bool]
) -> tuple[Result, Parcel]:
    difference = farm_check.difference(theirs)
    if difference:
        return Failed(difference, difference), []
    task = task_from_json(sent)
    difference = farm_check.scene_difference(task.job)
    if difference:
        return Failed(difference, difference), []
    task = replace(task, job=replace(task.job, folder=scratch / "jobs" / task.job.slug))
    result = _result(task, tell, is_wanted)
    return result, [] if isinstance(result, Failed) else pack(made_by(task))


@cache
def _place() -> Local:
    # Dask marks its workers as daemons, which may start no process.
    multiprocessing.current_process().daemon = False
    return Local(1)


def _result(task: Task, tell: Callable[[Progress], None], is_wanted: Callable[[], bool]) -> Result:
    inbox: Inbox = queue.Queue()
    with starting:
        running = _place().start(task, inbox)
    try:
        while is_wanted():
            try:
                _, message = inbox.get(timeout=LOOK)
            except queue.Empty:
                continue
            if isinstance(message, UserError):
                return Failed(str(message), str(message))
            if not isinstance(message, Progress):
                return message
            tell(message)
    finally:
        running.kill()
    return Failed("it was cancelled", "")
