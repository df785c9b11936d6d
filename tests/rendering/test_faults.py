"""Whatever breaks in the middle of a scene is told in one sentence, and breaks nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.export import manifest
from tests.reel.rendering import remember, render

pytestmark = pytest.mark.slow

GOOD, HARMED = "d01_tiny", "d06_sabotage"
SENTENCES = {
    "full disk": "is full: free some space and run the same command again",
    "encoder": "ValueError: [libx264] the encoder gave up",
    "killed": "its process was killed by SIGKILL; perhaps memory ran out, try --jobs 1",
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_harm_is_told_and_the_other_scene_is_finished(
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SABOTAGE", kind)
    outcomes = render(tmp_path, HARMED, GOOD)
    assert [outcome.state for outcome in outcomes.values()] == ["failed", "rendered"]
    assert SENTENCES[kind] in outcomes[HARMED].sentence
    assert "\n" not in outcomes[HARMED].sentence
    said = capfd.readouterr()
    assert "thunder" not in said.out + said.err
    log = (tmp_path / "logs" / f"{HARMED}.txt").read_text("utf-8")
    assert ("thunder\nthunder\n" if kind == "killed" else "Traceback") in log
    assert {path.name for path in tmp_path.iterdir()} == {GOOD, "logs"}
    assert manifest.is_whole(tmp_path / GOOD, manifest.read(tmp_path / GOOD)["fingerprint"])


@pytest.mark.parametrize("kind", ["second part killed", "encoder"])
def test_harm_to_a_part_ends_its_scene_alone(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SABOTAGE", kind)
    remember(tmp_path, HARMED, 100.0, 100.0)
    remember(tmp_path, GOOD, 1.0)
    old = (tmp_path / HARMED / "manifest.json").read_bytes()
    outcomes = render(tmp_path, HARMED, GOOD, at_once=3)
    assert [outcome.state for outcome in outcomes.values()] == ["failed", "rendered"]
    told = SENTENCES.get(kind, SENTENCES["killed"])
    assert told in outcomes[HARMED].sentence
    assert {path.name for path in tmp_path.iterdir()} == {GOOD, HARMED, "logs"}
    assert [path.read_bytes() for path in (tmp_path / HARMED).iterdir()] == [old]
