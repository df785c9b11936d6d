"""Inside a worker: one task from its start to its end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, wait

from anim_lib.rendering.job import Task
from anim_lib.rendering.messages import Drawn, Failed, Message, Result
from anim_lib.rendering.sentences import sentence_for

Tell = Callable[[Message], None]


def work(task: Task, environment: Mapping[str, str], pipe: Connection) -> None:
    """Do ``task`` in this process, which was started for it; tell everything through ``pipe``."""
    lock = threading.Lock()

    def tell(message: Message) -> None:
        with lock:
            pipe.send(message)

    try:
        settle(task, environment)
    except OSError as error:  # on a full disk, the log cannot be written
        tell(Failed(sentence_for(error, task.job.out), traceback.format_exc()))
        return
    # manim's progress bars make a lock between processes. In this mode it has no name, so that
    # a killed worker leaves nothing for the resource tracker to complain of.
    multiprocessing.set_start_method("fork", force=True)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    carry_out(task, tell)


def settle(task: Task, environment: Mapping[str, str]) -> None:
    """Cut this process off from whatever could change a picture or disturb the terminal.

    Parameters
    ----------
    task
        Names the theme, the folder to work in, and the log of whatever is printed.
    environment
        Takes the place of this process's own, which may be that of an older server.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent alone
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    if os.getpgrp() != os.getpid():
        os.setsid()  # so that it and whatever it starts can be ended together
    os.environ.clear()
    os.environ.update(environment, SEQREEL_THEME=task.job.theme)
    os.chdir(task.job.folder)  # no manim.cfg of the user's folder changes a product
    with task.job.log.open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)


def carry_out(task: Task, tell: Tell) -> None:
    """Do ``task`` and tell its result, which is one sentence for every failure."""
    try:
        result = _result(task, tell)
    except Exception as error:  # noqa: BLE001  # every failure becomes one sentence for the parent
        result = Failed(sentence_for(error, task.job.out), traceback.format_exc())
    tell(result)


def _result(task: Task, tell: Tell) -> Result:
    # Imported now: manim reads its configuration, and the scene its theme, at import.
    from anim_lib.rendering import production
    from anim_lib.rendering.outlines import played

    if task.step == "outline":
        return played(task.job.module, task.job.slug)
    if task.step == "assemble":
        return production.assemble(task.job, task.parts, tell)
    if task.step == "draw":
        production.draw(task.job, tell)
        return Drawn()
    return production.produce(task.job, tell)


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os.killpg(0, signal.SIGKILL)
