"""Renders keep the gallery up to date, and its troubles never fail one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import scenes
from anim_lib.export import manifest
from anim_lib.formats import FRAME
from anim_lib.packs.gallery import pack
from scenes.__main__ import main
from scenes.commands import gallery, own_inputs
from scenes.commands import render as render_command
from tests.reel.rendering import render, source

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``render`` on the test scenes, at the tests' size, in an empty folder."""
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny", "d02_failing"])
    monkeypatch.setattr(scenes, "source", source)
    monkeypatch.setattr(render_command, "QUALITIES", {"draft": FRAME})
    monkeypatch.setenv("SEQREEL_THEME", "paper")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(["render", *arguments, "--quality", "draft", "--formats", "mp4"])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def test_every_render_writes_it(run: Run, tmp_path: Path) -> None:
    status, out, err = run()  # one of the two fails
    page = tmp_path / "renders" / pack.INDEX
    assert (status, "gallery: renders/index.html" in out.splitlines()) == (1, True)
    assert 'id="d01_tiny"' in page.read_text("utf-8")
    page.unlink()
    status, out, err = run("d01")
    assert (status, err) == (0, "")
    assert "d01_tiny: unchanged" in out
    assert page.is_file()
    page.unlink()
    page.mkdir()
    status, out, err = run("d01")
    assert status == 0
    assert err == "seqreel: no gallery in renders/index.html: Is a directory\n"
    page.rmdir()
    page.write_text("mine")
    status, out, err = run("d01")
    assert status == 0
    assert err.startswith("seqreel: no gallery in renders/index.html: that file is not a gallery")
    assert "gallery:" not in out
    page.unlink()
    broken = tmp_path / "renders" / "d05_broken"
    broken.mkdir()
    (broken / manifest.NAME).write_text("{")
    status, out, err = run("d01")
    assert status == 0
    assert err.startswith("seqreel: not in the gallery: renders/d05_broken holds no rendered scene")
    assert page.is_file()


def test_own_inputs_are_shown_with_the_others(tmp_path: Path) -> None:
    out = tmp_path / own_inputs.FOLDER / "256k-0a1b2c3"
    render(out, "d01_tiny", formats=("mp4",))
    assert gallery.update(tmp_path) == tmp_path / pack.INDEX
    assert 'id="own.256k-0a1b2c3.d01_tiny"' in (tmp_path / pack.INDEX).read_text("utf-8")


def test_nothing_is_rendered(tmp_path: Path) -> None:
    assert gallery.update(tmp_path) is None
