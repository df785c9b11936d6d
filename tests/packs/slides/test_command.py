"""The command line of ``seqreel slides``, and what bad input is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import scenes
from anim_lib.formats import FRAME
from anim_lib.packs.told import Told
from anim_lib.rendering.profiles import PROFILES
from scenes.__main__ import main
from scenes.commands import rendered as rendered_command
from tests.reel.rendering import source

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tiny: Told, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Call the command on the test scenes, in an empty folder."""
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny", "d02_failing"])
    monkeypatch.setattr(scenes, "source", source)
    profiles = {name: replace(profile, format=FRAME) for name, profile in PROFILES.items()}
    monkeypatch.setattr(rendered_command, "PROFILES", profiles)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()

    def command(*arguments: str, renders: Path = tiny.folder.parent) -> tuple[int, str, str]:
        status = main(["slides", *arguments, "--renders", str(renders)])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return status, told.out, told.err

    return command


@pytest.mark.parametrize(("kind", "file"), [("html", "index.html"), ("pptx", "d01_tiny.pptx")])
def test_writes_a_deck(run: Run, tmp_path: Path, kind: str, file: str) -> None:
    status, out, err = run("d01_tiny", "--format", kind, "--out", "talk")
    assert (status, out) == (0, "talk\n")
    assert err == (
        "seqreel: 1 of 1 scenes are in draft quality, and so is the deck; "
        "`seqreel render d01_tiny` mends it\n"
    )
    assert (tmp_path / "talk" / file).is_file()
    assert run("d01_tiny", "--format", kind, "--out", "talk")[0] == 0  # replaces its own


def test_renders_what_is_missing(run: Run, tmp_path: Path) -> None:
    status, out, err = run("d01_tiny", renders=tmp_path / "none")
    assert (status, out) == (0, f"{tmp_path / 'none' / 'slides' / 'html'}\n")
    assert err.startswith("seqreel: d01_tiny is not rendered yet: rendering it\n")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("d77",), "d77"),
        (("d01_tiny", "--format", "pdf"), "--format"),
        (("d01_tiny", "--theme", "pink"), "--theme"),
        (("d01_tiny", "--out", "file"), "--out file: is a file; name a folder"),
        (("d01_tiny", "--out", "mine"), "--out mine: holds notes.md"),
        (("d02_failing",), "d02_failing could not be rendered"),
    ],
)
def test_bad_input(run: Run, tmp_path: Path, arguments: tuple[str, ...], answer: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.md").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run(*arguments, renders=tmp_path / "none")
    assert (status, out) == (2, "")
    assert answer in err.splitlines()[-1]
    kept = [path for path in sorted(tmp_path.rglob("*")) if "none" not in path.parts]
    assert kept == before
    assert not (tmp_path / "none" / "slides" / "html").exists()
