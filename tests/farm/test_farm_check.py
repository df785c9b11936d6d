"""Whether a worker may draw for another machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.rendering import farm_check
from anim_lib.rendering.fingerprint import fingerprint
from anim_lib.rendering.job import Job
from tests.reel.rendering import edition

FILE = "tests/reel/d01_tiny.py"


def test_the_same_checkout_may_draw() -> None:
    assert farm_check.difference(farm_check.facts()) == ""


@pytest.mark.parametrize("name", ["anim_lib", "cairo", "pango", "python", "distributed", "system"])
def test_any_other_version_is_told(name: str) -> None:
    theirs = {**farm_check.facts(), name: "another"}
    told = farm_check.difference(theirs)
    assert told.startswith(f"it has {name} {farm_check.facts()[name]}, this machine has another: ")
    assert "start it again" in told


def test_a_package_that_one_side_lacks_is_told() -> None:
    theirs = farm_check.facts()
    del theirs["manim"]
    assert ", this machine has missing: " in farm_check.difference(theirs)


def test_a_checkout_that_changed_under_a_running_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(farm_check, "AT_START", "another")
    told = farm_check.difference(farm_check.facts())
    assert told == "its checkout has changed since it was started: start it again"


def job(path: Path) -> Job:
    return Job(
        slug="d01_tiny",
        module="tests.reel.d01_tiny",
        edition=edition(),
        fingerprint=fingerprint([path], edition()),
        files=(FILE,),
        frames=0,
        folder=Path("nowhere"),
    )


def test_the_same_scene_may_be_drawn() -> None:
    assert farm_check.scene_difference(job(farm_check.ROOT / FILE)) == ""


def test_another_scene_of_that_name_is_told(tmp_path: Path) -> None:
    other = tmp_path / Path(FILE).name
    other.write_bytes((farm_check.ROOT / FILE).read_bytes() + b"\n")
    told = farm_check.scene_difference(job(other))
    assert told.startswith("its files of d01_tiny are not those of this machine: ")
