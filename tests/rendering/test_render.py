"""Many scenes into one folder: whole ones, failing ones, unchanged ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.rendering import folders
from anim_lib.rendering.render import Outcome
from tests.reel.films import ffmpeg_on_a_full_disk
from tests.reel.rendering import ROOT, render

pytestmark = pytest.mark.slow

GOOD, FAILING, KILLED, FULL = "d01_tiny", "d02_failing", "d04_killed", "d05_full"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renders")


@pytest.fixture(scope="module")
def outcomes(out: Path) -> dict[str, Outcome]:
    return render(out, FAILING, GOOD, KILLED)


def test_failing_scene_stops_no_other(out: Path, outcomes: dict[str, Outcome]) -> None:
    assert [outcome.state for outcome in outcomes.values()] == ["failed", "rendered", "failed"]
    assert {path.name for path in out.iterdir()} == {GOOD, "logs"}
    assert manifest.is_whole(out / GOOD, manifest.read(out / GOOD)["fingerprint"])


def test_failure_is_one_sentence_with_its_place(out: Path, outcomes: dict[str, Outcome]) -> None:
    sentence = outcomes[FAILING].sentence
    assert "\n" not in sentence
    assert "the state has 3 numbers, the picture 4 (d02_failing.py, line 18)" in sentence
    assert "Traceback" in (out / "logs" / f"{FAILING}.txt").read_text("utf-8")


def test_killed_worker_is_told(outcomes: dict[str, Outcome]) -> None:
    assert "its process was killed by SIGKILL" in outcomes[KILLED].sentence


def test_unchanged_scene_costs_nothing_until_it_changes(
    out: Path, outcomes: dict[str, Outcome]
) -> None:
    folder = out / GOOD
    made = (folder / "manifest.json").stat().st_mtime_ns
    assert render(out, GOOD)[GOOD].state == "unchanged"
    assert (folder / "manifest.json").stat().st_mtime_ns == made

    with (folder / "poster.png").open("ab") as poster:
        poster.write(b"scribble")
    assert render(out, GOOD)[GOOD].state == "rendered"
    assert (folder / "manifest.json").stat().st_mtime_ns != made
    assert not list(out.glob(".seqreel-*"))

    made = (folder / "manifest.json").stat().st_mtime_ns
    assert render(out, GOOD, force=True)[GOOD].state == "rendered"
    assert (folder / "manifest.json").stat().st_mtime_ns != made


def test_unchanged_run_starts_no_process_and_imports_nothing_heavy(
    out: Path, outcomes: dict[str, Outcome]
) -> None:
    probe = (
        "import json, os, sys; from tests.reel import processes, rendering;"
        "status = rendering.command(*sys.argv[1:]);"
        "print(json.dumps([status, sorted(processes.family(os.getpid())), sorted(sys.modules)]))"
    )
    asked = [GOOD, "--formats", "mp4,gif", "--theme", "paper", "--out", str(out)]
    told = subprocess.check_output([sys.executable, "-c", probe, *asked], cwd=ROOT, text=True)
    *lines, last = told.splitlines()
    status, started, modules = json.loads(last)
    assert lines[0] == f"{GOOD}: unchanged"
    assert (status, started) == (0, [])
    assert not {"manim", "av", "PIL", "scipy", "torch", "distributed", "tests.reel.d01_tiny"} & set(
        modules
    )


def test_full_disk_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = folders.shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(folders.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(UserError, match=r"1\.0 MB are free there, about .* MB are needed"):
        render(tmp_path, GOOD)
    assert not list(tmp_path.iterdir())


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "renders").write_text("")
    with pytest.raises(UserError, match="renders: cannot write there"):
        render(tmp_path / "renders", GOOD)


def test_disk_that_fills_up_while_drawing(tmp_path: Path) -> None:
    sentence = render(tmp_path, FULL)[FULL].sentence
    assert "is full: free some space and run the same command again" in sentence
    assert [path.name for path in tmp_path.iterdir()] == ["logs"]


def test_disk_that_fills_up_while_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(ffmpeg_on_a_full_disk(tmp_path)))
    out = tmp_path / "renders"
    sentence = render(out, GOOD)[GOOD].sentence
    assert "is full: free some space and run the same command again" in sentence
    assert [path.name for path in out.iterdir()] == ["logs"]
