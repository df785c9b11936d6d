"""``seqreel report`` as typed: folders that are refused, own inputs, drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

import scenes
from anim_lib import value_store
from scenes.__main__ import main
from scenes.commands import own_inputs
from scenes.commands import report as command
from tests.packs.report.scenes import scene

SLUG = "x1_scene"


@pytest.fixture
def renders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand a made-up scene in for the rendered ones."""
    monkeypatch.chdir(tmp_path)
    told = scene(tmp_path / "renders", SLUG, "01")
    monkeypatch.setattr(scenes, "slugs", lambda: [SLUG])
    monkeypatch.setattr(command, "rendered", lambda renders, slugs, films: [told])
    return tmp_path / "renders"


def test_writes_a_folder_and_again(renders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--out", "notes"]) == 0
    assert capsys.readouterr() == ("notes\n", "")
    assert Path("notes", f"{SLUG}.md").is_file()
    assert main(["report", "--out", "notes", "--flavour", "quarto"]) == 0
    assert not Path("notes", f"{SLUG}.md").exists()
    assert Path("notes", f"{SLUG}.qmd").is_file()


def test_a_folder_with_other_notes_is_left_alone(
    renders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes").mkdir()
    Path("notes/mine.md").write_text("mine")
    assert main(["report", "--out", "notes"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("seqreel: --out notes: holds mine.md")
    assert told.count("\n") == 1
    assert [path.name for path in Path("notes").iterdir()] == ["mine.md"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--out", "file"], "--out file: is a file; name a folder"),
        ([], "required: --out"),
        (["--out", "n", "--flavour", "word"], "invalid choice: 'word'"),
        (["zz", "--out", "n"], "there is no scene 'zz'"),
    ],
)
def test_bad_input(
    renders: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    Path("file").write_text("mine")
    assert main(["report", *words]) == 2
    answer = capsys.readouterr().err
    assert told in answer
    assert answer.count("\n") == 1
    assert not Path("n").exists()


def test_own_inputs_are_known_by_their_values(tmp_path: Path) -> None:
    (tmp_path / own_inputs.VALUES).mkdir()
    (tmp_path / own_inputs.VALUES / "m3_decision_tree.npz").write_bytes(b"")
    before = value_store.chosen_root()
    with own_inputs.kept(tmp_path) as known:
        assert known == ["m3_decision_tree"]
        assert value_store.chosen_root() == (tmp_path / own_inputs.VALUES).resolve()
    assert value_store.chosen_root() == before
    with own_inputs.kept(tmp_path / "renders") as known:
        assert known == scenes.slugs()
        assert value_store.chosen_root() == before
