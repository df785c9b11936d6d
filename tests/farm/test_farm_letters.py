"""What goes to a worker and comes back is the same after it was text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from anim_lib.rendering.farm_letters import (
    result_from_json,
    result_to_json,
    task_from_json,
    task_to_json,
)
from anim_lib.rendering.job import Job, Step, Task
from anim_lib.rendering.messages import Drawn, Failed, Finished, Outlined, Result
from tests.reel.rendering import edition

JOB = Job("d01", "scenes.d01", edition(), "0" * 64, ("a.py", "b/é.npz"), 30, Path("/out/x/d01"))


@pytest.mark.parametrize("step", ["outline", "produce", "draw", "assemble"])
@pytest.mark.parametrize("job", [JOB, replace(JOB, first_beat=3, stop_beat=7, files=())])
def test_task(step: Step, job: Job) -> None:
    task = Task(step, job, (Path("/out/x/d01.0/part"), Path("/out/x/d01.3/part")))
    assert task_from_json(task_to_json(task)) == task


@pytest.mark.parametrize(
    "result",
    [
        Finished(49.9, 12, 8_100_000),
        Drawn(),
        Failed("“it” broke", "Traceback\n  line 1"),
        Outlined({"slug": "d01", "beats": [{"name": "a", "duration": 1.5}]}),
    ],
    ids=lambda result: type(result).__name__,
)
def test_result(result: Result) -> None:
    assert result_from_json(result_to_json(result)) == result
