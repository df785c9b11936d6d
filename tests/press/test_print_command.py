"""``seqreel print``: the files of the pack, what is in them, and what it says to bad input."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import scenes
from anim_lib.rendering.discover import storyboard_in
from scenes.__main__ import main
from tests.export.drawn import bitmaps, colours

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[int, str, str]]
MM = 25.4 / 72  # of a point
FILES = {
    ".seqreel.json",
    "colours-and-type.pdf",
    "contact-sheet.pdf",
    "grey-proofs.pdf",
    "posters/d01_tiny.pdf",
    "posters/spec_t_tiny.pdf",
    "specifications/spec_t_tiny.pdf",
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of two scenes, the second of which is a designer's specification."""
    out = tmp_path_factory.mktemp("print") / "pack"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenes, "slugs", lambda: ["d01_tiny", "spec_t_tiny"])
        patch.setattr(scenes, "load", lambda slug: storyboard_in("tests.reel.d01_tiny"))
        patch.setenv("SEQREEL_THEME", "paper")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        assert main(("print", "--out", str(out), "--width-mm", "100")) == 0
    return out


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def box(path: Path, name: str) -> list[float]:
    with pikepdf.open(path) as pdf:
        return [float(x) * MM for x in pdf.pages[0].obj[name]]


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_what_it_holds(pack: Path) -> None:
    assert files(pack) == FILES
    counted = {name: pages(pack / name) for name in FILES if name.endswith(".pdf")}
    assert counted == dict.fromkeys(counted, 1) | {
        "grey-proofs.pdf": 2,
        "colours-and-type.pdf": 2,
    }


def test_nothing_in_it_has_pixels(pack: Path) -> None:
    for path in pack.rglob("*.pdf"):
        assert bitmaps(path) == 0


@pytest.mark.parametrize(
    ("name", "wide"), [("posters/d01_tiny.pdf", 100), ("specifications/spec_t_tiny.pdf", 420)]
)
def test_posters_and_pages_have_a_bleed_of_3_mm_and_marks_outside_of_it(
    pack: Path, name: str, wide: float
) -> None:
    media, bleed, trim = (box(pack / name, f"/{kind}Box") for kind in ("Media", "Bleed", "Trim"))
    assert trim[2] - trim[0] == pytest.approx(wide, abs=0.01)
    assert trim[3] - trim[1] == pytest.approx(wide * 9 / 16, abs=0.01)
    assert [b - t for b, t in zip(bleed, trim, strict=True)] == pytest.approx(
        [-3, -3, 3, 3], abs=0.01
    )
    assert media[2] - bleed[2] == pytest.approx(5, abs=0.01)
    with pikepdf.open(pack / name) as pdf:
        drawn = b"".join(part.read_bytes() for part in pdf.pages[0].Contents).decode()
    lines = re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", drawn)
    assert len(lines) == 8
    for line in lines:
        x0, y0, x1, y1 = (float(length) * MM for length in line)
        beside = max(x0, x1) <= bleed[0] + 0.01 or min(x0, x1) >= bleed[2] - 0.01
        above = max(y0, y1) <= bleed[1] + 0.01 or min(y0, y1) >= bleed[3] - 0.01
        assert beside or above


def test_proofs_are_grey_and_the_rest_is_for_four_inks(pack: Path) -> None:
    for path in pack.rglob("*.pdf"):
        operators = {"g"} if path.name == "grey-proofs.pdf" else {"k", "K"}
        assert set(colours(path)) <= operators, path.name
        assert colours(path)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--width-mm", "50"), "--width-mm: must be a whole number from 90 to 1200, not '50'"),
        (("--theme", "blue"), "--theme: invalid choice: 'blue'"),
        (("d99",), "there is no scene 'd99'"),
        (("--out", "taken"), "--out taken: is a file; name a folder"),
        ((), "--out"),
    ],
)
def test_bad_input(
    options: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("mine")
    out = () if "--out" in (*options, sentence) else ("--out", "there")
    assert main(("print", *options, *out)) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"taken"}
