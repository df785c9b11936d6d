"""What the pool is told of tasks on a farm, with a scheduler that is only played."""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker
from distributed.client import FutureCancelledError

from anim_lib.errors import UserError
from anim_lib.rendering import farm_crew
from anim_lib.rendering.farm_crew import Crew, Remote
from anim_lib.rendering.farm_letters import result_to_json
from anim_lib.rendering.job import Job, Step, Task
from anim_lib.rendering.local import Local
from anim_lib.rendering.messages import Drawn, Failed, Finished, Progress, Result
from tests.reel.rendering import edition

ADDRESS = "tcp://127.0.0.1:8786"
WORKER = "tcp://127.0.0.1:40000"
PATIENCE = 30.0


class Future:
    """What a played scheduler promises."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.done = threading.Event()
        self.cancelled = False

    def result(self) -> Any:
        self.done.wait(PATIENCE)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def cancel(self) -> None:
        self.cancelled = True

    def release(self) -> None:
        pass


class Client:
    """A scheduler with two threads and one future."""

    def __init__(self) -> None:
        self.threads = {WORKER: 2}
        self.future = Future()
        self.key = ""
        self.handler: Any = None

    def submit(self, *_: object, key: str, pure: bool) -> Future:
        assert not pure
        self.key = key
        return self.future

    def nthreads(self) -> dict[str, int]:
        return self.threads

    def subscribe_topic(self, _: str, handler: Any) -> None:
        self.handler = handler


def task(folder: Path, step: Step = "produce") -> Task:
    return Task(step, Job("d01_tiny", "tests.reel.d01_tiny", edition(), "0", (), 0, folder))


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def crew(client: Client) -> Crew:
    return Crew(client, ADDRESS, Local(1))


def told(client: Client, crew: Crew, done: Task, answer: object) -> object:
    """Return the last message about a task of which the scheduler answers ``answer``."""
    inbox: queue.Queue[Any] = queue.Queue()
    running = crew.start(done, inbox)
    client.future.answer = answer
    client.future.done.set()
    sender, message = inbox.get(timeout=PATIENCE)
    assert sender is running
    return message


def answer(result: Result, *parcel: tuple[str, int, str, bytes]) -> dict[str, Any]:
    return {"worker": WORKER, "result": result_to_json(result), "parcel": list(parcel)}


def test_a_part_comes_back_where_a_process_would_leave_it(
    client: Client, crew: Crew, tmp_path: Path
) -> None:
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    part = task(tmp_path / "shop" / "job", "draw")
    assert told(client, crew, part, answer(Drawn(), ("a/b.mp4", 5, nothing, b""))) == Drawn()
    assert (part.job.part / "a" / "b.mp4").read_bytes() == b""


def test_a_damaged_file_fails_the_scene(client: Client, crew: Crew, tmp_path: Path) -> None:
    message = told(
        client, crew, task(tmp_path), answer(Finished(1.0, 1, 1), ("a.mp4", 5, "0" * 64, b"x"))
    )
    assert isinstance(message, Failed)
    assert message.sentence == f"a.mp4 arrived damaged (from {WORKER})"


def test_a_failure_names_its_worker(client: Client, crew: Crew, tmp_path: Path) -> None:
    message = told(client, crew, task(tmp_path), answer(Failed("it broke", "how")))
    assert message == Failed(f"it broke (on {WORKER})", "how")


class Dead:
    address = WORKER


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            KilledWorker("seqreel", Dead(), 3),
            f"4 workers died while they drew it, the last was {WORKER}",
        ),
        (RuntimeError("no\n  room"), "its worker could not draw it: no room"),
    ],
)
def test_an_error_of_dask_fails_the_scene(
    client: Client, crew: Crew, tmp_path: Path, error: Exception, sentence: str
) -> None:
    message = told(client, crew, task(tmp_path), error)
    assert isinstance(message, Failed)
    assert message.sentence == sentence


def test_a_lost_connection_ends_the_run(client: Client, crew: Crew, tmp_path: Path) -> None:
    lost = FutureCancelledError("seqreel", "scheduler-connection-lost")
    message = told(client, crew, task(tmp_path), lost)
    assert isinstance(message, UserError)
    assert str(message) == f"the connection to the scheduler {ADDRESS} was lost"


def test_no_worker_for_long_ends_the_run(
    client: Client, crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(farm_crew, "LOOK", 0.05)
    monkeypatch.setattr(farm_crew, "NO_WORKER", 0.2)
    inbox: queue.Queue[Any] = queue.Queue()
    with crew.watched():
        crew.start(task(tmp_path), inbox)
        with pytest.raises(queue.Empty):
            inbox.get(timeout=0.5)
        client.threads = {}
        _, message = inbox.get(timeout=PATIENCE)
    assert isinstance(message, UserError)
    assert f"the scheduler {ADDRESS} has had no worker for 0 s: start some with" in str(message)


def test_progress_arrives_until_the_task_is_dropped(
    client: Client, crew: Crew, tmp_path: Path
) -> None:
    inbox: queue.Queue[Any] = queue.Queue()
    with crew.watched():
        running = crew.start(task(tmp_path), inbox)
        event = (0.0, {"key": client.key, "progress": ("aha", 3, 9)})
        client.handler((0.0, {"key": "of another run", "progress": ("aha", 1, 9)}))
        client.handler(event)
        assert inbox.get(timeout=PATIENCE) == (running, Progress("aha", 3, 9))
        running.kill()
        client.handler(event)
    assert client.future.cancelled
    assert inbox.empty()


class Elsewhere:
    """Stands for a process of this machine."""


def test_room_is_counted_for_workers_and_for_this_machine(
    client: Client, crew: Crew, tmp_path: Path
) -> None:
    assert crew.slots == 1
    with crew.watched():
        assert crew.slots == 2
    inbox: queue.Queue[Any] = queue.Queue()
    away = [crew.start(task(tmp_path), inbox) for _ in range(2)]
    assert all(isinstance(each, Remote) for each in away)
    assert crew.has_room(task(tmp_path), away[:1])
    assert not crew.has_room(task(tmp_path), away)
    assert crew.has_room(task(tmp_path, "assemble"), away)
    assert not crew.has_room(task(tmp_path, "outline"), [Elsewhere(), *away])
