"""A scene drawn by several processes is the scene drawn by one, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reel.rendering import facts, remember, render

pytestmark = pytest.mark.slow

SLUG = "d01_tiny"
EVERY = ("mp4", "gif", "webp", "webm")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole")
    assert render(out, SLUG, formats=EVERY)[SLUG].state == "rendered"
    return out


def products(out: Path) -> dict[str, bytes]:
    folder = out / SLUG
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "manifest.json"}


@pytest.mark.parametrize("beats", [2, 3, 5], ids=lambda n: f"{n} beats expected, 3 found")
def test_parts_make_the_same_products(
    beats: int, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(tmp_path, SLUG, *[100.0] * beats)
    assert render(tmp_path, SLUG, formats=EVERY, at_once=beats)[SLUG].state == "rendered"
    assert products(tmp_path) == products(whole)
    assert len(products(whole)) == 11
    beats_of = [
        [{**beat, "seconds": None} for beat in facts(out, SLUG)["beats"]]
        for out in (whole, tmp_path)
    ]
    assert beats_of[0] == beats_of[1]
    assert capsys.readouterr().out.count(f"{SLUG}: rendering") == 1  # one line for all parts
    assert [path.name for path in tmp_path.iterdir()] == [SLUG]
