"""What a rendered folder says about its scene, and what a broken one is answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from anim_lib.errors import UserError
from anim_lib.export import manifest
from anim_lib.packs.told import Number, told
from tests.reel.rendering import render
from tests.reel.stage import LINE

SLUG = "d01_tiny"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("renders")
    assert render(out, SLUG, formats=("mp4",))[SLUG].state == "rendered"
    return out / SLUG


def rewrite(folder: Path, change: Change) -> None:
    facts = manifest.read(folder)
    assert facts is not None
    change(facts)
    (folder / manifest.NAME).write_text(json.dumps(facts))


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / folder.name))


def test_says_what_was_rendered(folder: Path) -> None:
    scene = told(folder)
    assert (scene.slug, scene.title, scene.family) == (SLUG, "A patch", "tests")
    assert [beat.name for beat in scene.beats] == ["empty", "green", "moved"]
    assert scene.poster.name == "green"
    assert scene.insight == "A green patch."
    assert (scene.theme, scene.width, scene.height) == ("paper", 480, 270)
    assert scene.duration == pytest.approx(sum(beat.duration for beat in scene.beats))
    assert scene.film("mp4") == f"{SLUG}.mp4"
    assert scene.film("webm") is None
    assert all((folder / name).stat().st_size == size for name, size in scene.files.items())


def test_description_tells_each_caption_once(folder: Path) -> None:
    assert told(folder).description == (
        f"A green patch comes and moves. Nothing yet. A green patch. Source: {LINE}."
    )


def test_description_tells_a_line_that_stays_once(copy: Path) -> None:
    first, second = "A patch comes,", "A patch comes,\nthen it moves."
    captions = ("Nothing yet.", first, second)
    rewrite(
        copy,
        lambda facts: [
            beat.update(caption=caption)
            for beat, caption in zip(facts["beats"], captions, strict=True)
        ],
    )
    description = told(copy).description
    assert "Nothing yet. A patch comes, then it moves. Source:" in description


def test_numbers_and_errata(copy: Path) -> None:
    row = {"name": "d state", "value": "16", "unit": "number", "how": "chosen"}
    rewrite(copy, lambda facts: facts.update(numbers=[row], errata=["moved"]))
    scene = told(copy)
    assert scene.numbers == (Number("d state", "16", "number", "chosen"),)
    assert [beat.name for beat in scene.errata] == ["moved"]


def test_captions_on_one_line(copy: Path) -> None:
    rewrite(copy, lambda facts: facts["beats"][1].update(caption="Two\nlines."))
    assert told(copy).insight == "Two lines."


def test_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no rendered scene"):
        told(tmp_path)


def test_missing_file(copy: Path) -> None:
    (copy / "stills" / "green.png").unlink()
    with pytest.raises(UserError, match=r"lacks stills/green\.png; `seqreel render d01_tiny`"):
        told(copy)


def test_older_manifest(copy: Path) -> None:
    rewrite(copy, lambda facts: facts.pop("alt"))
    with pytest.raises(UserError, match=r"older seqreel \(its manifest lacks 'alt'\)"):
        told(copy)


def test_changed_file(copy: Path) -> None:
    with (copy / "poster.png").open("ab") as file:
        file.write(b"x")
    with pytest.raises(UserError, match=r"holds another poster\.png than was rendered"):
        told(copy)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts.update(title=5),
        lambda facts: facts.update(duration="long"),
        lambda facts: facts.update(duration=0),
        lambda facts: facts.update(beats={"name": "x"}),
        lambda facts: facts.update(numbers=[{"name": "n"}]),
        lambda facts: facts["beats"][1].update(caption=None),
        lambda facts: facts["options"].update(fps=0),
        lambda facts: facts["files"].update({"poster.png": 7}),
        lambda facts: facts["files"]["poster.png"].update(bytes="many"),
    ],
)
def test_damaged_manifest(copy: Path, change: Change) -> None:
    rewrite(copy, change)
    with pytest.raises(UserError, match=r"damaged manifest; `seqreel render d01_tiny`"):
        told(copy)
