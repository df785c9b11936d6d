"""What a call of the wrapper does: set up once, then hand over; repair what was interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from tests.wrapper.bench import ROOT, Bench, one_sentence, wait_for


def test_first_call_says_what_it_installs_then_runs_the_command(bench: Bench) -> None:
    status, said = bench.call("render", "d11", "--out", "a b")
    assert status == 0
    assert "torch 2.13.0 (CPU build)" in said.splitlines()[1]
    pip = bench.calls("-m pip")
    order = [
        next(i for i, line in enumerate(pip) if part in line)
        for part in (
            "--upgrade pip",
            "--dry-run",
            "--no-deps --only-binary torch torch==",
            "--editable",
        )
    ]
    assert order == sorted(order)
    assert bench.calls("-P")[-1] == "python -P -m scenes render d11 --out a b"
    heading, rest = bench.stamp.read_text().split("\n", 1)
    assert heading.endswith(str(bench.project))
    assert rest == (ROOT / "pyproject.toml").read_text()
    assert not (bench.project / ".venv.lock").is_symlink()


def test_later_call_asks_no_pip(ready: Bench) -> None:
    assert ready.call("list") == (0, "")
    assert ready.calls("python") == ["python -P -m scenes list"]


def test_command_runs_where_the_caller_stands_even_through_a_link(ready: Bench) -> None:
    elsewhere = ready.state.parent / "some where"
    elsewhere.mkdir()
    (elsewhere / "link").symlink_to("../the project/seqreel")
    result = subprocess.run(
        ["./link", "list"], cwd=elsewhere, env=ready.environment, capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert ready.calls("in ")[-1] == f"in {elsewhere}"


def test_tests_go_through_the_command_that_fetches_what_they_need(ready: Bench) -> None:
    assert ready.call("test", "-k", "d11 and gold", cwd=ready.state) == (0, "")
    called = ["python -P -m scenes test -k d11 and gold", f"in {ready.state}"]
    assert ready.calls() == called


def test_changed_pyproject_installs_again_without_torch(ready: Bench) -> None:
    with (ready.project / "pyproject.toml").open("a") as project:
        project.write("# changed\n")
    status, said = ready.call("list")
    assert status == 0
    assert said.splitlines()[0] == (
        "seqreel: pyproject.toml has changed since set-up: bringing .venv up to date."
    )
    assert len(ready.calls("--editable")) == 1
    assert not ready.calls("torch==")
    assert not ready.calls("-m venv")
    assert ready.call("list") == (0, "")


def test_failed_update_keeps_the_environment_and_is_tried_again(ready: Bench) -> None:
    with (ready.project / "pyproject.toml").open("a") as project:
        project.write("# changed\n")
    status, said = ready.call("list", PROJECT="exit 1")
    assert status == 2
    assert "pip could not install" in said.splitlines()[-1]
    assert ready.call("list")[0] == 0
    assert len(ready.calls("--editable")) == 1
    assert not ready.calls("-m venv")


def test_moved_project_is_set_up_anew(ready: Bench) -> None:
    ready.project = ready.project.rename(ready.project.with_name("moved"))
    assert ready.call("list")[0] == 0
    assert len(ready.calls("-m venv")) == 1


@pytest.fixture
def interrupted(bench: Bench) -> Bench:
    reached = bench.state / "reached"
    process = bench.start("list", PROJECT=f'touch "{reached}"; sleep 30')
    wait_for(reached)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    return bench


def test_interrupted_set_up_is_built_anew(interrupted: Bench) -> None:
    assert not interrupted.stamp.exists()
    assert not (interrupted.project / ".venv.lock").is_symlink()
    leftover = interrupted.project / ".venv" / "half-made"
    leftover.touch()
    assert interrupted.call("list")[0] == 0
    assert not leftover.exists()
    assert interrupted.stamp.exists()


def test_hand_made_environment_is_kept(bench: Bench) -> None:
    assert bench.call("list")[0] == 0
    bench.stamp.unlink()
    own = bench.project / ".venv" / "own"
    own.touch()
    assert bench.call("list")[0] == 0
    assert own.exists()
    assert len(bench.calls("--editable")) == 1


def test_two_first_calls_make_one_environment(bench: Bench) -> None:
    go = bench.state / "go"
    slow = f'while [ ! -e "{go}" ]; do sleep 0.05; done'
    first = bench.start("list", PROJECT=slow)
    wait_for(bench.project / ".venv")
    second = bench.start("list", PROJECT=slow)
    time.sleep(0.3)
    go.touch()
    said = [process.communicate(timeout=30)[1] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert "another set-up is at work" in one_sentence(said[1])
    assert len(bench.calls("-m venv")) == 1
    assert len(bench.calls("-m scenes list")) == 2


def test_lock_of_a_dead_set_up_is_broken(bench: Bench) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    (bench.project / ".venv.lock").symlink_to(str(dead.pid))
    status, said = bench.call("list")
    assert status == 0, said
    assert not (bench.project / ".venv.lock").is_symlink()
    assert not (bench.project / ".venv.lock.break").exists()
