"""Tasks in processes of this machine, forked from a server that has imported manim already."""

from __future__ import annotations

import multiprocessing
import os
import platform
import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import ModuleType

from anim_lib.errors import UserError
from anim_lib.rendering.folders import undisturbed
from anim_lib.rendering.job import Task
from anim_lib.rendering.messages import Failed, Progress, Result
from anim_lib.rendering.pool import Inbox, Running
from anim_lib.rendering.sentences import sentence_for, sentence_for_exit
from anim_lib.rendering.worker import work

START = "SEQREEL_START"
IS_MAC = platform.system() == "Darwin"
METHODS = ("forkserver", "spawn")
WARM = "anim_lib.rendering.warm"
# One core a process: numpy's threads would gain nothing on small arrays, and no process with
# threads can be forked safely.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Local:
    """Up to ``slots`` processes of this machine at once."""

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self._context: BaseContext | None = None

    def has_room(self, task: Task, running: Collection[Running]) -> bool:
        """Return whether fewer than ``slots`` run."""
        return len(running) < self.slots

    def start(self, task: Task, inbox: Inbox) -> Running:
        """Start a process for ``task``."""
        if self._context is None:
            self._context = _context()
        return Process(task, self._context, inbox)


class Process:
    """One process with one task."""

    def __init__(self, task: Task, context: BaseContext, inbox: Inbox) -> None:
        self.task = task
        reader, writer = context.Pipe(duplex=False)
        # A daemon, so that an interpreter that ends in any way does not wait for it.
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=work, args=(task, {**os.environ, **ONE_THREAD}, writer), daemon=True
        )
        try:
            task.job.folder.mkdir(parents=True)
            with _started_alike():
                self._process.start()
        except (OSError, EOFError) as error:
            why = f"its process could not be started: {sentence_for(error, task.job.out)}"
            inbox.put((self, Failed(why, repr(error))))
            reader.close()
        else:
            threading.Thread(target=self._listen, args=(reader, inbox), daemon=True).start()
        finally:
            writer.close()

    def _listen(self, reader: Connection, inbox: Inbox) -> None:
        result: Result | None = None
        with reader, suppress(EOFError, OSError):  # it has ended, or was killed while it told
            while True:
                message = reader.recv()
                if isinstance(message, Progress):
                    inbox.put((self, message))
                else:
                    result = message
        self._process.join()
        self._sweep()
        inbox.put((self, result or self._died()))

    def _died(self) -> Failed:
        said = ""
        with suppress(OSError):
            said = self.task.job.log.read_text("utf-8", errors="replace")
        return Failed(sentence_for_exit(self._process.exitcode), said)

    def kill(self) -> None:
        """End the process and whatever it started, now."""
        if self._process.pid is None:  # it could not be started
            return
        self._sweep()
        self._process.kill()  # it may not have a group of its own yet
        self._process.join()

    def _sweep(self) -> None:
        assert self._process.pid is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _context() -> BaseContext:
    """Return the way to start processes here, the fork server running already.

    Raises
    ------
    UserError
        When ``SEQREEL_START`` names no way.
    """
    # The system libraries of macOS do not survive a fork.
    can_fork = "forkserver" in multiprocessing.get_all_start_methods() and not IS_MAC
    method = os.environ.get(START) or METHODS[0 if can_fork else 1]
    if method not in METHODS:
        raise UserError(f"{START} is {method!r}; allowed are {' and '.join(METHODS)}")
    context = multiprocessing.get_context(method)
    resource_tracker.ensure_running()  # here, as it ends every block of signals when it starts
    if method == "forkserver":
        context.set_forkserver_preload([WARM])
        with undisturbed(), _started_alike():
            forkserver.ensure_running()
    return context


@contextmanager
def _started_alike() -> Iterator[None]:
    """Start interpreters that take nothing from the program and the folder they are started in."""
    # manim's TransformMatchingShapes goes by the order of a set, which follows the hash seed
    changed = {"PYTHONSAFEPATH": "1", "PYTHONHASHSEED": "0", **ONE_THREAD}
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    # A worker would run the program's file once more, be it a notebook's or a farm's own.
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
