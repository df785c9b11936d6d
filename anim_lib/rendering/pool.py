"""Many tasks at once, wherever they run; none is left behind, whatever ends the run."""

from __future__ import annotations

import queue
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from anim_lib.errors import UserError
from anim_lib.rendering.folders import undisturbed
from anim_lib.rendering.job import Task
from anim_lib.rendering.messages import Failed, Message, Progress, Result


class Running(Protocol):
    """A task that has been started.

    It puts any number of ``Progress`` and then exactly one ``Result`` into its inbox, the latter
    when nothing of it runs any more; a ``UserError`` instead ends the whole run.
    """

    @property
    def task(self) -> Task:
        """Return what it does."""

    def kill(self) -> None:
        """End it and whatever it started, now."""


Inbox = queue.Queue[tuple[Running, Message | UserError]]
OnProgress = Callable[[Task, Progress], None]
OnEnd = Callable[[Task, Result], Sequence[Task]]


class Place(Protocol):
    """Where tasks run: processes of this machine, or a farm."""

    @property
    def slots(self) -> int:
        """Return how many tasks can run at once; scenes are split to fill them."""

    def has_room(self, task: Task, running: Collection[Running]) -> bool:
        """Return whether ``task`` can be started beside those that run."""

    def start(self, task: Task, inbox: Inbox) -> Running:
        """Start a task; return at once."""


def run_tasks(tasks: Sequence[Task], place: Place, on_progress: OnProgress, ended: OnEnd) -> None:
    """Run every task; one that fails stops only the others of its scene.

    Parameters
    ----------
    tasks
        Started in their order.
    place
        Where they run.
    on_progress
        Called in this thread with whatever a task tells.
    ended
        Called in this thread once a task has ended; returns the tasks that follow it, which are
        started before all others. When a task has failed, the others of its scene are dropped:
        they are ended, or never started, and nothing is told of them.

    Raises
    ------
    UserError
        When the place itself is lost.
    """
    waiting = list(tasks)
    inbox: Inbox = queue.Queue()
    running: list[Running] = []
    try:
        while waiting or running:
            _start(waiting, running, place, inbox)
            told_by, message = inbox.get()
            if told_by not in running:  # it was dropped
                continue
            if isinstance(message, UserError):
                raise message
            if isinstance(message, Progress):
                on_progress(told_by.task, message)
                continue
            running.remove(told_by)
            if isinstance(message, Failed):
                _drop(told_by.task.job.slug, waiting, running)
            waiting[:0] = ended(told_by.task, message)
    finally:
        with undisturbed():
            for left in running:
                left.kill()


def _start(waiting: list[Task], running: list[Running], place: Place, inbox: Inbox) -> None:
    for task in list(waiting):
        if not place.has_room(task, running):
            continue
        with undisturbed():  # no process may be born unknown
            waiting.remove(task)
            running.append(place.start(task, inbox))


def _drop(slug: str, waiting: list[Task], running: list[Running]) -> None:
    waiting[:] = [task for task in waiting if task.job.slug != slug]
    for other in [each for each in running if each.task.job.slug == slug]:
        with undisturbed():
            other.kill()
            running.remove(other)
