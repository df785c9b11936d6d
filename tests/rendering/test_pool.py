"""The loop over tasks, at a place that starts no process."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.rendering.job import Job, Step, Task
from anim_lib.rendering.messages import Drawn, Failed, Finished, Message, Progress, Result
from anim_lib.rendering.pool import Inbox, Running, run_tasks
from tests.reel.rendering import edition

DONE = Finished(1.0, 1, 1)
Answers = Callable[[Task], Sequence[Message | UserError]]


def task(name: str, step: Step = "produce") -> Task:
    """Return a task of the scene that is ``name`` up to its dot."""
    job = Job(name.partition(".")[0], "module", edition(), "print", (), 0, Path(name))
    return Task(step, job)


class Puppet:
    """A task that tells at once whatever it is going to tell."""

    def __init__(self, task: Task, killed: list[str]) -> None:
        self.task, self.killed = task, killed

    def kill(self) -> None:
        self.killed.append(str(self.task.job.folder))


class Stage:
    """A place with ``slots``, where tasks tell what ``answers`` says; notes what happens."""

    def __init__(self, slots: int, answers: Answers) -> None:
        self.slots, self.answers = slots, answers
        self.started: list[str] = []
        self.killed: list[str] = []
        self.most = 0

    def has_room(self, task: Task, running: Collection[Running]) -> bool:
        return len(running) < self.slots

    def start(self, task: Task, inbox: Inbox) -> Running:
        self.started.append(str(task.job.folder))
        puppet = Puppet(task, self.killed)
        for message in self.answers(task):
            inbox.put((puppet, message))
        return puppet


def run(stage: Stage, *names: str, then: Callable[[Task], Sequence[Task]] = lambda _: ()) -> list:
    ended: list[tuple[str, Result]] = []

    def on_end(task: Task, result: Result) -> Sequence[Task]:
        ended.append((str(task.job.folder), result))
        return then(task)

    run_tasks([task(name) for name in names], stage, lambda *_: None, on_end)
    return ended


def test_every_task_is_started_in_order_and_ends_once() -> None:
    stage = Stage(2, lambda _: (Progress("a", 1, 2), DONE))
    assert run(stage, "a", "b", "c") == [("a", DONE), ("b", DONE), ("c", DONE)]
    assert stage.started == ["a", "b", "c"]
    assert stage.killed == []


def test_no_more_than_there_is_room_for() -> None:
    told: list[str] = []

    class Narrow(Stage):
        def has_room(self, task: Task, running: Collection[Running]) -> bool:
            told.append(f"{task.job.slug} beside {[each.task.job.slug for each in running]}")
            return super().has_room(task, running)

    run(Narrow(1, lambda _: (DONE,)), "a", "b")
    assert told == ["a beside []", "b beside ['a']", "b beside []"]


def test_what_follows_a_task_is_started_first() -> None:
    stage = Stage(1, lambda _: (DONE,))
    run(stage, "a", "b", then=lambda t: [task("c")] if t.job.slug == "a" else ())
    assert stage.started == ["a", "c", "b"]


def test_failure_ends_the_other_parts_of_its_scene_alone() -> None:
    failed = Failed("it broke", "")

    def answers(task: Task) -> Sequence[Message]:
        return {"a.0": (), "a.1": (failed,), "b": (DONE,)}.get(str(task.job.folder), (Drawn(),))

    stage = Stage(3, answers)
    assert run(stage, "a.0", "a.1", "b", "a.2") == [("a.1", failed), ("b", DONE)]
    assert stage.killed == ["a.0"]
    assert stage.started == ["a.0", "a.1", "b"]


def test_late_words_of_what_was_dropped_are_not_heard() -> None:
    failed = Failed("it broke", "")
    stage = Stage(2, lambda t: (failed,) if str(t.job.folder) == "a.0" else (Drawn(),))
    assert run(stage, "a.0", "a.1", "b") == [("a.0", failed), ("b", Drawn())]


def test_lost_place_ends_the_run() -> None:
    lost = UserError("the farm is gone")
    stage = Stage(2, lambda t: (lost,) if t.job.slug == "a" else ())
    with pytest.raises(UserError, match="the farm is gone"):
        run(stage, "b", "a", "c")
    assert stage.killed == ["b", "a"]


def test_ctrl_c_kills_what_runs() -> None:
    def interrupted(_: Task) -> Sequence[Task]:
        raise KeyboardInterrupt

    stage = Stage(2, lambda t: (DONE,) if t.job.slug == "a" else ())
    with pytest.raises(KeyboardInterrupt):
        run(stage, "a", "b", "c", then=interrupted)
    assert stage.killed == ["b"]
