"""What a run makes of what its tasks tell."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from anim_lib.rendering import folders
from anim_lib.rendering.job import Job, Task
from anim_lib.rendering.locks import SceneLock
from anim_lib.rendering.messages import Drawn, Failed, Finished, Progress
from anim_lib.rendering.run import Outcome, Run
from tests.reel.rendering import edition

SLUG = "d01"


class Notes:
    """A reporter that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Progress] = []
        self.outcomes: list[Outcome] = []

    def progress(self, slug: str, progress: Progress) -> None:
        assert slug == SLUG
        self.told.append(progress)

    def ended(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def run(tmp_path: Path, notes: Notes) -> Run:
    shop = tmp_path / "shop"
    shop.mkdir()
    return Run(tmp_path, shop, {SLUG: SceneLock(tmp_path, SLUG)}, notes)


def part(run: Run, first: int, frames: int) -> Task:
    folder = run.shop / f"{SLUG}.{first}"
    folder.mkdir()
    return Task("draw", Job(SLUG, "module", edition(), "print", (), frames, folder, first, None))


def test_parts_are_told_of_as_one_scene(run: Run, notes: Notes) -> None:
    late, early = part(run, 4, frames=30), part(run, 0, frames=70)
    run.expect([late, early])
    run.progress(early, Progress("after a", 10, 70))
    run.progress(late, Progress("after e", 5, 30))
    run.progress(early, Progress("after b", 80, 70))  # the forecast was wrong
    assert notes.told == [
        Progress("after a", 10, 100),
        Progress("after e", 15, 100),
        Progress("after b", 85, 100),
    ]
    run.progress(late, Progress("after f", 45, 30))
    assert notes.told[-1] == Progress("after f", 125, 125)


def test_last_part_is_followed_by_the_assembly_in_the_order_of_the_beats(run: Run) -> None:
    late, early = part(run, 4, frames=30), part(run, 0, frames=70)
    run.expect([late, early])
    assert run.ended(late, Drawn()) == ()
    (assembly,) = run.ended(early, Drawn())
    assert assembly.step == "assemble"
    assert assembly.parts == (early.job.part, late.job.part)
    job = assembly.job
    assert (job.folder, job.frames, job.first_beat, job.stop_beat) == (
        run.shop / SLUG,
        100,
        0,
        None,
    )


def test_scene_is_published_and_its_work_folders_vanish(run: Run, notes: Notes) -> None:
    parts = [part(run, first, frames=10) for first in (0, 1)]
    run.expect(parts)
    job = [run.ended(each, Drawn()) for each in parts][1][0].job
    job.products.mkdir(parents=True)
    (job.products / "film").write_text("whole")
    run.ended(Task("assemble", job), Finished(2.0, 3, 4))
    assert (run.out / SLUG / "film").read_text() == "whole"
    assert [outcome.state for outcome in notes.outcomes] == ["rendered"]
    assert (notes.outcomes[0].duration, notes.outcomes[0].size) == (2.0, 4)
    assert list(run.shop.iterdir()) == []
    SceneLock(run.out, SLUG).release()  # it is free already


def test_folder_that_cannot_be_published_is_a_failure(
    run: Run, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folders, "publish", full)
    task = part(run, 0, frames=1)
    run.ended(Task("produce", task.job), Finished(2.0, 3, 4))
    assert notes.outcomes[0].state == "failed"
    assert "the disk of" in notes.outcomes[0].sentence


def test_failure_is_logged_and_lets_go_of_the_scene(run: Run, notes: Notes) -> None:
    task = part(run, 0, frames=1)
    run.expect([task])
    assert run.ended(task, Failed("it broke", "the whole story")) == ()
    log = run.out / "logs" / f"{SLUG}.txt"
    assert notes.outcomes[0].sentence == f"it broke (details: {log})"
    assert log.read_text() == "the whole story"
    SceneLock(run.out, SLUG).release()
    assert list(run.shop.iterdir()) == []


def test_half_a_log_is_not_kept(run: Run, notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> None:
        path.write_bytes(b"the wh")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    run.ended(part(run, 0, frames=1), Failed("it broke", "the whole story"))
    assert notes.outcomes[0].sentence == "it broke"
    assert list((run.out / "logs").iterdir()) == []
