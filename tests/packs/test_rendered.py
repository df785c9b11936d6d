"""The scenes that a pack needs: taken as they are, or rendered with a notice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import scenes
from anim_lib.errors import UserError
from anim_lib.formats import FRAME
from anim_lib.rendering.profiles import PROFILES, Profile
from scenes.commands import rendered as command
from scenes.commands.rendered import rendered
from tests.reel.rendering import render, source

TINY, FAILING = "d01_tiny", "d02_failing"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Use the test scenes, at the tests' size.

    What is remembered of them stays here: other tests count on scenes that are not known yet.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setattr(scenes, "source", source)
    profiles: dict[str, Profile] = {
        name: replace(profile, format=FRAME) for name, profile in PROFILES.items()
    }
    monkeypatch.setattr(command, "PROFILES", profiles)


def looks(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_takes_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    render(tmp_path, TINY, theme="ink", formats=("mp4",))
    before = looks(tmp_path)
    capsys.readouterr()
    (scene,) = rendered(tmp_path, [TINY], ("mp4",))
    assert (scene.slug, scene.theme, scene.quality) == (TINY, "ink", "draft")
    assert looks(tmp_path) == before
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("formats", "theme", "notice"),
    [
        (("mp4", "gif"), None, "is rendered without gif"),
        (("mp4",), "paper", "is rendered in ink, not in paper"),
    ],
)
def test_renders_what_is_lacking(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    formats: tuple[str, ...],
    theme: str | None,
    notice: str,
) -> None:
    render(tmp_path, TINY, theme="ink", formats=("mp4",))
    (scene,) = rendered(tmp_path, [TINY], formats, theme)
    assert scene.theme == (theme or "ink")
    assert all(scene.film(kind) for kind in formats)
    assert f"seqreel: {TINY} {notice}: rendering it" in capsys.readouterr().err


def test_renders_what_is_missing_or_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (scene,) = rendered(tmp_path, [TINY], ("mp4",))
    assert (scene.theme, scene.quality) == ("paper", "final")
    assert "is not rendered yet: rendering it" in capsys.readouterr().err
    (tmp_path / TINY / "poster.png").write_bytes(b"spoilt")
    (scene,) = rendered(tmp_path, [TINY], ("mp4",))
    assert scene.files["poster.png"] > len(b"spoilt")
    assert "has changed since it was rendered: rendering it" in capsys.readouterr().err


def test_scene_that_fails(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=f"{FAILING} could not be rendered: .*the state has 3"):
        rendered(tmp_path, [FAILING], ("mp4",))


def test_renders_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "renders"
    file.write_text("mine")
    with pytest.raises(UserError, match=r"--renders .*: is a file; name a folder"):
        rendered(file, [TINY], ("mp4",))
