"""The command that runs the tests: when it takes several processes."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest

from anim_lib import encoder_files
from scenes.__main__ import main
from scenes.commands import testing

ALL = ["-n", "4"]


@pytest.fixture(autouse=True)
def four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "cores", lambda: 4)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "-q",
        "-qq -v -vv -rA",
        "-m slow",
        "--tb=short --durations 10 --durations=0",
        "--update-golden",
        "--junitxml=report.xml --color=yes",
    ],
)
def test_all_tests_take_every_core(given: str) -> None:
    assert testing.workers(given.split()) == ALL


def test_the_words_of_a_selection_by_mark_are_no_files() -> None:
    assert testing.workers(["-m", "not slow"]) == ALL


@pytest.mark.parametrize(
    "given",
    [
        "-k d11",
        "tests/test_timing.py",
        "tests/test_timing.py -q",
        "-x",
        "-qx",
        "--exitfirst",
        "--maxfail=1",
        "--pdb",
        "--trace",
        "-s",
        "--lf",
        "--collect-only -q",
        "-n 3",
        "-n auto -q",
        "--numprocesses=3",
        "-p no:xdist",
        "--tx popen",
        "--dist no",
        "-m",
        "--upd",
    ],
)
def test_few_tests_and_what_else_is_asked_for_stay_as_they_are(given: str) -> None:
    assert testing.workers(given.split()) == []


def test_one_core_takes_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "cores", lambda: 1)
    assert testing.workers([]) == []


@pytest.mark.parametrize(("given", "added"), [(["-m", "not slow"], ALL), (["-k", "d11"], [])])
def test_pytest_gets_what_was_given_and_its_status_is_returned(
    given: list[str], added: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command)
        return SimpleNamespace(returncode=3)

    monkeypatch.setattr(encoder_files, "is_installed", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)
    assert main(["test", *given]) == 3
    ((_, *command),) = ran
    assert command == ["-m", "pytest", *added, *given]
