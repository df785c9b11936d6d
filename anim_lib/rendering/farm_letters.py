"""Tasks and results as JSON, so that nothing of ours is unpickled on either side."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from anim_lib.formats import Format
from anim_lib.rendering.job import Edition, Job, Task
from anim_lib.rendering.messages import Drawn, Failed, Finished, Outlined, Result

RESULTS: dict[str, type[Result]] = {
    kind.__name__: kind for kind in (Finished, Drawn, Outlined, Failed)
}


def task_to_json(task: Task) -> str:
    """Return a task as text."""
    return json.dumps(asdict(task), default=str)


def task_from_json(text: str) -> Task:
    """Return the task that ``task_to_json`` wrote."""
    fields = json.loads(text)
    job, edition = fields["job"], fields["job"]["edition"]
    job["edition"] = Edition(
        **{
            **edition,
            "format": Format(**edition["format"]),
            "formats": tuple(edition["formats"]),
        }
    )
    job["files"], job["folder"] = tuple(job["files"]), Path(job["folder"])
    return Task(fields["step"], Job(**job), tuple(Path(part) for part in fields["parts"]))


def result_to_json(result: Result) -> str:
    """Return a result as text."""
    return json.dumps({"kind": type(result).__name__, "fields": asdict(result)})


def result_from_json(text: str) -> Result:
    """Return the result that ``result_to_json`` wrote."""
    told = json.loads(text)
    return RESULTS[told["kind"]](**told["fields"])
