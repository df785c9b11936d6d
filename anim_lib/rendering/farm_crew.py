"""Tasks sent to the workers of a farm; to the pool they are like processes of this machine."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from anim_lib.errors import UserError
from anim_lib.rendering import farm_check, farm_task
from anim_lib.rendering.farm_letters import result_from_json, task_to_json
from anim_lib.rendering.farm_parcel import DamagedError, unpack
from anim_lib.rendering.job import Task
from anim_lib.rendering.messages import Failed, Progress, Result
from anim_lib.rendering.pool import Inbox, Place, Running
from anim_lib.rendering.sentences import sentence_for

if TYPE_CHECKING:
    from distributed import Client, Future

NO_WORKER = 60.0  # seconds without any worker that end a run; one that was killed comes back
LOOK = 2.0  # seconds between two looks at the workers
DRAWING = ("produce", "draw")  # the other steps take less time than sending their files


class Remote:
    """A task that a worker does; its files come back into the folder of the job."""

    def __init__(self, task: Task, crew: Crew, inbox: Inbox) -> None:
        self.task = task
        self.key = f"seqreel-{task.job.slug}-{uuid.uuid4().hex}"
        self._crew = crew
        self._inbox = inbox
        self._future = crew.send(self)
        threading.Thread(target=self._listen, daemon=True).start()

    def kill(self) -> None:
        """Take no more notice of the task, and tell its worker to end it."""
        self._crew.forget(self)
        with suppress(Exception):  # when the farm is lost, its workers end what they do
            self._future.cancel()  # type: ignore[no-untyped-call]

    def tell(self, message: Progress | UserError) -> None:
        """Pass on what was told about the task."""
        self._inbox.put((self, message))

    def _listen(self) -> None:
        message: Result | UserError
        try:
            message = self._taken(self._future.result())
        except Exception as error:  # noqa: BLE001  # every failure becomes one sentence
            message = self._crew.failure(error)
        self._crew.forget(self)  # no progress may follow the result
        self._inbox.put((self, message))
        with suppress(Exception):
            self._future.release()  # type: ignore[no-untyped-call]

    def _taken(self, answer: dict[str, Any]) -> Result:
        result = result_from_json(answer["result"])
        if isinstance(result, Failed):
            return Failed(f"{result.sentence} (on {answer['worker']})", result.traceback)
        try:
            unpack(answer["parcel"], farm_task.made_by(self.task))
        except DamagedError as error:
            return Failed(f"{error} (from {answer['worker']})", repr(error))
        except OSError as error:
            return Failed(sentence_for(error, self.task.job.folder.parent.parent), repr(error))
        return result


class Crew:
    """The workers of one scheduler, and this machine for what is not worth sending.

    Parameters
    ----------
    client
        A connected one.
    address
        The scheduler's.
    local
        Does the steps that draw nothing.

    Attributes
    ----------
    slots
        How many tasks the workers do at once; it changes as they come and go.
    """

    def __init__(self, client: Client, address: str, local: Place) -> None:
        self.slots = 1
        self._client = client
        self._address = address
        self._local = local
        self._facts = farm_check.facts()
        self._sent: dict[str, Remote] = {}
        self._seen = time.monotonic()  # when there was a worker

    def has_room(self, task: Task, running: Collection[Running]) -> bool:
        """Return whether a worker, or this machine, is free for ``task``."""
        away = [each for each in running if isinstance(each, Remote)]
        if task.step in DRAWING:
            return len(away) < self.slots
        return self._local.has_room(task, [each for each in running if each not in away])

    def start(self, task: Task, inbox: Inbox) -> Running:
        """Start ``task`` where it belongs."""
        if task.step in DRAWING:
            return Remote(task, self, inbox)
        return self._local.start(task, inbox)

    def send(self, remote: Remote) -> Future[dict[str, Any]]:
        """Hand a task to the scheduler."""
        self._sent[remote.key] = remote
        sent = task_to_json(remote.task)
        return self._client.submit(farm_task.do, self._facts, sent, key=remote.key, pure=False)

    def forget(self, remote: Remote) -> None:
        """Pass on no more of what is told about a task."""
        self._sent.pop(remote.key, None)

    def failure(self, error: Exception) -> Failed | UserError:
        """Return what an error of Dask's means for one task, or for all."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        if isinstance(error, KilledWorker):
            died = f"{error.allowed_failures + 1} workers died while they drew it"
            return Failed(f"{died}, the last was {error.last_worker.address}", repr(error))
        if isinstance(error, FutureCancelledError):
            return UserError(f"the connection to the scheduler {self._address} was lost")
        return Failed(f"its worker could not draw it: {' '.join(str(error).split())}", repr(error))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Pass progress on, and look after the workers, until the block is done."""
        done = threading.Event()
        self._client.subscribe_topic(farm_task.TOPIC, self._tell)  # type: ignore[no-untyped-call]
        self._look()
        watch = threading.Thread(target=self._watch, args=(done,), daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join(LOOK)

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(LOOK):
            with suppress(Exception):  # a lost connection is told by the tasks' own errors
                self._look()

    def _look(self) -> None:
        threads = sum(self._client.nthreads().values())  # type: ignore[no-untyped-call]
        if threads:
            self.slots, self._seen = threads, time.monotonic()
        elif time.monotonic() - self._seen > NO_WORKER:
            gone = UserError(
                f"the scheduler {self._address} has had no worker for {NO_WORKER:.0f} s: "
                f"start some with .venv/bin/dask worker {self._address}"
            )
            for remote in list(self._sent.values()):
                remote.tell(gone)

    def _tell(self, event: tuple[float, dict[str, Any]]) -> None:
        remote = self._sent.get(event[1]["key"])
        if remote is not None:
            remote.tell(Progress(*event[1]["progress"]))
