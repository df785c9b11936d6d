"""Several workers at once; none is left behind, whatever ends the run."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from anim_lib.rendering.folders import undisturbed
from anim_lib.rendering.job import Job
from anim_lib.rendering.messages import Failed, Finished, Message, Progress, decode
from anim_lib.rendering.sentences import sentence_for_exit

Inbox = queue.Queue[tuple["Worker", Message | None]]
Ended = Callable[[Job, Finished | Failed], None]
WORKER = "anim_lib.rendering.worker"


class Worker:
    """One process with one job; what it tells arrives in ``inbox``, None at its end."""

    def __init__(self, job: Job, inbox: Inbox) -> None:
        self.job = job
        self.result: Finished | Failed | None = None
        job.folder.mkdir(parents=True)
        paths = [str(Path(entry).resolve()) for entry in sys.path if Path(entry).is_dir()]
        with job.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                cwd=job.folder,  # no manim.cfg of the user's folder changes a product
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                start_new_session=True,  # Ctrl-C reaches the parent alone, which ends the group
            )
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it died at once: its exit status will tell
            self.process.stdin.write(job.encode() + "\n")
            self.process.stdin.flush()
        threading.Thread(target=self._listen, args=(inbox,), daemon=True).start()

    def _listen(self, inbox: Inbox) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with suppress(ValueError):
                inbox.put((self, decode(line)))
        self.process.wait()
        inbox.put((self, None))

    def kill(self) -> None:
        """End the process and whatever it started, now."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def run_jobs(
    jobs: Iterable[Job], at_once: int, on_progress: Callable[[Job, Progress], None], ended: Ended
) -> None:
    """Run every job, at most ``at_once`` at a time; a failing one stops no other.

    Parameters
    ----------
    jobs
        Taken in their order.
    at_once
        Number of processes.
    on_progress, ended
        Called in this thread; ``ended`` once for each job.
    """
    waiting = list(reversed(list(jobs)))
    inbox: Inbox = queue.Queue()
    running: set[Worker] = set()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                with undisturbed():  # no worker may be born unknown
                    running.add(Worker(waiting.pop(), inbox))
            worker, message = inbox.get()
            if isinstance(message, Progress):
                on_progress(worker.job, message)
            elif message is not None:
                worker.result = message
            else:
                running.discard(worker)
                ended(worker.job, _result(worker))
    finally:
        with undisturbed():
            for worker in running:
                worker.kill()


def _result(worker: Worker) -> Finished | Failed:
    status = worker.process.returncode
    if worker.result is None or (status != 0 and isinstance(worker.result, Finished)):
        said = worker.job.log.read_text("utf-8", errors="replace")
        return Failed(sentence_for_exit(status), said)
    return worker.result
