"""Reports in every flavour: parts, order, links, and words that stay words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from anim_lib.packs.report import pack
from anim_lib.packs.report.flavour import MEDIA
from anim_lib.packs.told import Number, Told
from tests.packs.report.reading import front, read
from tests.packs.report.scenes import HOSTILE, scene

LICENCE = "seqreel 1 · MIT licence"
EACH = pytest.mark.parametrize("flavour", sorted(pack.FLAVOURS))
# As they are typed, then as the report has them
GIVEN = ("B", "10", "M10", "02", "A", "M2", "20", "09")
ORDER = ("02", "09", "10", "20", "M2", "M10", "A", "B")


def slug(number: str) -> str:
    return f"x{number.lower()}_scene"


def written(out: Path, flavour: str, scenes: list[Told]) -> Path:
    out.mkdir()
    pack.write(out, scenes, pack.FLAVOURS[flavour], LICENCE)
    return out


def some(folder: Path) -> list[Told]:
    families = ("attention", "state space", "trade-offs")
    return [
        scene(
            folder,
            slug(number),
            number,
            title=f"Title {number}?",
            family=families[place % 3],
            errata=place == 0,
        )
        for place, number in enumerate(GIVEN)
    ]


def pages(out: Path) -> list[Path]:
    return sorted(path for path in out.iterdir() if path.suffix in (".md", ".qmd"))


@EACH
def test_every_link_and_picture_is_there(tmp_path: Path, flavour: str) -> None:
    out = written(tmp_path / "out", flavour, some(tmp_path))
    kind = pack.FLAVOURS[flavour]
    reached: set[str] = set()
    for path in pages(out):
        targets = read(path).targets
        assert targets, path.name
        assert all(read(path).alts), f"{path.name} has a picture without words"
        for target in targets:
            assert not target.startswith(("/", ".", "file:", "http")), target
            found = out / target
            if flavour == "obsidian" and not found.exists():
                found = out / MEDIA / target  # a vault finds a file by its name
            assert found.is_file(), f"{path.name}: {target}"
            reached.add(found.relative_to(out).as_posix())
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert there - reached == ({"_quarto.yml"} if flavour == "quarto" else set())
    assert f"{kind.index}{kind.suffix}" in reached


@EACH
def test_a_note_has_its_parts(tmp_path: Path, flavour: str) -> None:
    out = written(tmp_path / "out", flavour, some(tmp_path))
    kind = pack.FLAVOURS[flavour]
    path = out / f"{slug('B')}{kind.suffix}"
    page, text = read(path), path.read_text("utf-8")
    assert re.sub(r" \{.*", "", page.headings[0]) == "Title B?"
    assert page.headings[1:] == ["The film in words", "Numbers", "Source"]
    for words in (
        "Visual Spec B · attention",
        "The idea: Half of it is seen.",
        "One line Half of it is seen.",
        "Commonly drawn: all of it.",
        "On the frame: source line Half of it is seen.",
        "From assets/tables/t.csv: first, second",
        "From Gu et al. 2022",
        LICENCE,
        f"./seqreel values {slug('B')}",
    ):
        assert words in page.text, words
    assert "What is seen: Half of it is seen." in page.alts
    assert any("at 1:15: Commonly drawn" in alt for alt in page.alts)
    assert ["1:05", "Half of it is seen."] in page.rows
    assert ["share", "0.5", "share", "computed"] in page.rows
    insight, erratum = {
        "obsidian": ("> [!NOTE] Key insight\n", "> [!WARNING] Erratum"),
        "github": ("> [!NOTE]\n> **Key insight.**", "> [!WARNING]\n> **Erratum"),
        "quarto": ('::: {.callout-note title="Key insight"}', '::: {.callout-warning title="Err'),
    }[flavour]
    assert insight in text
    assert erratum in text
    assert erratum not in (out / f"{slug('10')}{kind.suffix}").read_text("utf-8")


@EACH
def test_films_are_embedded_in_the_flavours_own_way(tmp_path: Path, flavour: str) -> None:
    out = written(tmp_path / "out", flavour, some(tmp_path))
    name = slug("02")
    text = (out / f"{name}{pack.FLAVOURS[flavour].suffix}").read_text("utf-8")
    embedded = {
        "obsidian": f"\n![[{name}.mp4]]\n",
        "github": f"](media/{name}.gif)](media/{name}.mp4)\n",
        "quarto": f"\n{{{{< video media/{name}.mp4 >}}}}\n",
    }[flavour]
    assert embedded in text
    assert (out / MEDIA / f"{name}.gif").exists() == (flavour == "github")


@EACH
def test_the_index_is_in_the_documents_order(tmp_path: Path, flavour: str) -> None:
    out = written(tmp_path / "out", flavour, some(tmp_path))
    kind = pack.FLAVOURS[flavour]
    page = read(out / f"{kind.index}{kind.suffix}")
    cells = [row[1] for row in page.rows if row[1] != "Diagram"]
    names = [re.match(r"(\w[\w ]*?): ", cell) for cell in cells]
    assert [found and found[1] for found in names] == [
        "Diagram 2",
        "Diagram 9",
        "Diagram 10",
        "Diagram 20",
        "Mermaid 2",
        "Mermaid 10",
        "Visual Spec A",
        "Visual Spec B",
    ]
    assert page.headings[1:] == [
        "Diagrams",
        "Flow charts",
        "Designer’s specifications",
        "By family",
    ]
    assert "Begin here" in (out / f"{kind.index}{kind.suffix}").read_text("utf-8")
    assert [alt for alt in page.alts if alt.startswith("Title")] == [
        f"Title {number}?" + ("|240" if flavour == "obsidian" else "") for number in ORDER
    ]


@EACH
def test_neighbours_follow_the_same_order(tmp_path: Path, flavour: str) -> None:
    out = written(tmp_path / "out", flavour, some(tmp_path))
    kind = pack.FLAVOURS[flavour]
    for place, number in enumerate(ORDER):
        last = (out / f"{slug(number)}{kind.suffix}").read_text("utf-8").strip().splitlines()[-1]
        linked = re.findall(r"x\w+_scene", last)
        assert linked == [slug(n) for n in (*ORDER[:place][-1:], *ORDER[place + 1 :][:1])]


@EACH
def test_words_are_never_markup(tmp_path: Path, flavour: str) -> None:
    number = Number(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    hostile = scene(
        tmp_path, "x1_scene", "01", title=HOSTILE, words=HOSTILE, errata=True, numbers=(number,)
    )
    out = written(tmp_path / "out", flavour, [hostile])
    kind = pack.FLAVOURS[flavour]
    page = read(out / f"x1_scene{kind.suffix}")
    seen = " ".join(page.text.split())
    assert f"The idea: {HOSTILE}" in seen
    assert ["1:05", HOSTILE] in [[" ".join(cell.split()) for cell in row] for row in page.rows]
    assert [HOSTILE] * 4 in page.rows
    allowed = {"x1_scene", kind.index}
    for path in pages(out):
        assert set(read(path).tags) <= {"span", "a", "img"}, path.name
        for target in read(path).targets:
            assert Path(target).stem.split("-drawn")[0] in allowed, target


def test_dollars_begin_no_mathematics(tmp_path: Path) -> None:
    one = scene(tmp_path, "x1_scene", "01", words="between $5 and $6")
    for flavour, shown in (
        ("obsidian", r"\$5 and \$6"),
        ("quarto", r"\$5 and \$6"),
        ("github", "<span>$</span>5 and <span>$</span>6"),
    ):
        out = written(tmp_path / flavour, flavour, [one])
        suffix = pack.FLAVOURS[flavour].suffix
        assert f"The idea: between {shown}" in (out / f"x1_scene{suffix}").read_text("utf-8")


def test_obsidian_properties(tmp_path: Path) -> None:
    title = 'Colons: "quotes" \\ and # signs'
    out = written(
        tmp_path / "out",
        "obsidian",
        [scene(tmp_path, "x1_scene", "07", title=title, family="state space")],
    )
    facts: dict[str, Any] = yaml.safe_load(front((out / "x1_scene.md").read_text("utf-8")))
    assert facts["title"] == title
    assert facts["aliases"] == ["Diagram 7", title]
    assert facts["tags"] == ["seqreel", "state-space"]
    assert facts["family"] == "state space"


def test_quarto_project_and_references(tmp_path: Path) -> None:
    out = written(tmp_path / "out", "quarto", some(tmp_path))
    project = yaml.safe_load((out / "_quarto.yml").read_text("utf-8"))
    assert project["project"]["type"] == "book"
    first, *parts = project["book"]["chapters"]
    assert first == "index.qmd"
    listed = [name for part in parts for name in part["chapters"]]
    assert listed == [f"{slug(number)}.qmd" for number in ORDER]
    everything = "".join((out / name).read_text("utf-8") for name in listed)
    labels = re.findall(r"\{#((?:fig|tbl|sec)-[\w-]+)", everything)
    assert len(labels) == len(set(labels))
    assert not [label for label in labels if "_" in label]
    references = re.findall(r"@((?:fig|tbl|sec)-[\w-]+)", everything)
    assert references
    assert set(references) <= set(labels)
    for name in listed:
        assert yaml.safe_load(front((out / name).read_text("utf-8")))["categories"]


@EACH
def test_the_same_scenes_make_the_same_bytes(tmp_path: Path, flavour: str) -> None:
    scenes = some(tmp_path)
    first = written(tmp_path / "a", flavour, scenes)
    second = written(tmp_path / "b", flavour, scenes[::-1])
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)


def test_the_media_are_files_of_their_own(tmp_path: Path) -> None:
    one = scene(tmp_path, "x1_scene", "01")
    out = written(tmp_path / "a", "obsidian", [one])
    film = one.folder / "x1_scene.mp4"
    assert (out / MEDIA / "x1_scene.mp4").read_bytes() == film.read_bytes()
    assert not (out / MEDIA / "x1_scene.mp4").samefile(film)
