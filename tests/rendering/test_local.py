"""The processes of a run: what they take from their parent, and what they do not."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from anim_lib.errors import UserError
from anim_lib.rendering import worker
from anim_lib.rendering.job import Job, Task
from anim_lib.rendering.local import START
from anim_lib.rendering.messages import Failed
from tests.reel.rendering import ROOT, edition, render

SLUG = "d01_tiny"
FOREIGN = """
[CLI]
background_opacity = 0.3
frame_rate = 7
renderer = opengl

[seqreel]
theme = ink
"""
PROGRAM = """
import sys
from pathlib import Path
from tests.reel.rendering import render
print(render(Path(sys.argv[1]), "d01_tiny")["d01_tiny"].state)
"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("renders")
    assert render(out, SLUG, formats=("mp4",))[SLUG].state == "rendered"
    return (out / SLUG / f"{SLUG}.mp4").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_folder_it_is_called_in_changes_nothing(method: str, film: bytes, tmp_path: Path) -> None:
    (tmp_path / "manim.cfg").write_text(FOREIGN, "utf-8")
    (tmp_path / "manim.py").write_text("raise SystemExit('this is not manim')", "utf-8")
    (tmp_path / "anim_lib").mkdir()
    (tmp_path / "anim_lib" / "__init__.py").write_text("raise SystemExit('nor is this')", "utf-8")
    asked = [SLUG, "--formats", "mp4", "--theme", "paper", "--out", "renders"]
    done = subprocess.run(
        # as a file, like an installed command: Python is not told to leave the folder alone
        [sys.executable, str(ROOT / "tests" / "reel" / "rendering.py"), *asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), START: method},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "renders" / SLUG / f"{SLUG}.mp4").read_bytes() == film


@pytest.mark.slow
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_program_without_a_file_can_render(method: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-", str(tmp_path)],
        input=PROGRAM,
        cwd=ROOT,
        env={**os.environ, START: method},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines()[-1:], done.stderr) == (["rendered"], "")


def test_unknown_start_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(START, "fork")
    with pytest.raises(UserError, match="SEQREEL_START is 'fork'; allowed are forkserver and spaw"):
        render(tmp_path, SLUG)
    assert list(tmp_path.iterdir()) == []


def test_disk_that_is_full_before_the_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(worker, "settle", full)
    job = Job(SLUG, "module", edition(), "print", (), 0, tmp_path / "shop" / SLUG)
    told: list[Failed] = []
    worker.work(Task("produce", job), {}, SimpleNamespace(send=told.append))
    (failed,) = told
    assert failed.sentence.startswith(f"the disk of {tmp_path} is full: free some space")


@pytest.mark.slow
def test_theme_is_the_jobs_and_not_the_servers(
    film: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEQREEL_THEME", "paper")
    for theme in ("ink", "paper"):
        assert render(tmp_path, SLUG, theme=theme, formats=("mp4",))[SLUG].state == "rendered"
        same = (tmp_path / SLUG / f"{SLUG}.mp4").read_bytes() == film
        assert same == (theme == "paper")
