"""``seqreel still``: the kinds of file, and what it says to options that do not go together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import scenes
from anim_lib.rendering.discover import storyboard_in
from scenes.__main__ import main
from tests.reel.rendering import source

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny"])
    monkeypatch.setattr(scenes, "source", source)
    monkeypatch.setattr(scenes, "load", lambda slug: storyboard_in(f"tests.reel.{slug}"))
    monkeypatch.setenv("SEQREEL_THEME", "paper")  # restored after the test
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(("still", "d01", *arguments))
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (("--format", "pdf"), "d01_tiny_green_paper_180mm.pdf"),
        (("--format", "svg", "--dpi", "600"), "d01_tiny_green_paper_180mm.svg"),
        (("--format", "svg", "--grey", "--width-mm", "90"), "d01_tiny_green_paper_90mm_grey.svg"),
        (("--format", "pdf", "--cmyk"), "d01_tiny_green_paper_180mm_cmyk.pdf"),
        (("--format", "pdf", "--square"), "d01_tiny_green_square_paper_180mm.pdf"),
        (("--width-mm", "50", "--grey"), "d01_tiny_green_paper_591_grey.png"),
    ],
)
def test_kinds_of_file(run: Run, options: tuple[str, ...], name: str) -> None:
    status, out, err = run(*options)
    assert (status, out, err) == (0, f"renders/stills/{name}\n", "")
    assert (Path("renders/stills") / name).stat().st_size > 500


def test_size_in_print_and_words_of_a_png(run: Run) -> None:
    assert run("--width-mm", "50", "--dpi", "600", "--out", "s.png")[0] == 0
    picture = Image.open("s.png")
    assert picture.size == (1181, 664)
    assert picture.info["dpi"] == pytest.approx((600, 600), abs=0.1)
    assert picture.info["Title"] == "A patch: green"
    assert picture.info["Description"]
    assert picture.info["Source"]


def test_a_grey_png_is_grey(run: Run) -> None:
    for options, mode in (((), "RGB"), (("--grey",), "L"), (("--grey", "--square"), "L")):
        assert run("--width", "160", *options, "--out", "s.png")[0] == 0
        assert Image.open("s.png").mode == mode


def test_all_beats_are_files_of_one_folder(run: Run) -> None:
    assert run("--all-beats", "--format", "pdf", "--out", "there")[:2] == (0, "there\n")
    names = sorted(path.name for path in Path("there").iterdir())
    assert names == [".seqreel.json", "empty.pdf", "green.pdf", "moved.pdf"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "tiff"), "--format: invalid choice: 'tiff'"),
        (("--dpi", "10"), "--dpi: must be a whole number from 72 to 1200, not '10'"),
        (("--width-mm", "5"), "--width-mm: must be a number of millimetres from 20 to 1200"),
        (("--width-mm", "nan"), "from 20 to 1200, not 'nan'"),
        (("--width-mm", "1200", "--dpi", "600"), "is 28346 pixels wide; a png has 160 to 15360"),
        (("--width-mm", "90", "--width", "900"), "not allowed with argument"),
        (("--format", "pdf", "--width", "900"), "--width 900: counts pixels, and pdf has none"),
        (("--cmyk",), "--cmyk: png holds no inks; add --format pdf"),
        (("--cmyk", "--grey", "--format", "pdf"), "not allowed with argument"),
        (("--all-beats", "--beat", "green"), "not allowed with argument"),
        (("--out", "s.pdf"), "--out s.pdf: the still is a png file; name a .png file or"),
        (("--out", "s.jpg", "--format", "pdf"), "is a pdf file; name a .pdf file or a folder"),
        (("--out", "s.png", "--all-beats"), "--all-beats writes several files; name a folder"),
        (("--format", "pdf", "--beat", "gren"), "its beats are empty, green, moved"),
    ],
)
def test_bad_options(run: Run, tmp_path: Path, options: tuple[str, ...], sentence: str) -> None:
    status, out, err = run(*options)
    assert (status, out) == (2, "")
    assert err.startswith("seqreel: ")
    assert err.count("\n") == 1
    assert sentence in err
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_folders_named_like_files(run: Run) -> None:
    Path("s.pdf").mkdir()
    name = "d01_tiny_green_paper_180mm.pdf"
    assert run("--format", "pdf", "--out", "s.pdf")[:2] == (0, f"s.pdf/stills/{name}\n")
    (Path("renders/stills") / name).mkdir(parents=True)
    status, _, err = run("--format", "pdf")
    assert (status, err) == (
        2,
        f"seqreel: --out renders: renders/stills/{name} is a folder, and a file is to be written "
        "there\n",
    )


def test_an_out_that_cannot_be(run: Run) -> None:
    Path("file").write_text("mine")
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    for out, more, sentence in (
        ("file", (), "--out file: cannot write there (Not a directory)"),
        ("file", ("--all-beats",), "--out file: is a file; name a folder"),
        ("full", ("--all-beats",), "--out full: holds mine.txt, which no earlier `seqreel still`"),
    ):
        status, _, err = run("--format", "svg", "--out", out, *more)
        assert (status, err.count("\n")) == (2, 1)
        assert sentence in err
    assert sorted(path.name for path in Path().rglob("*") if path.is_file()) == ["file", "mine.txt"]


def test_nothing_half_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from anim_lib.rendering import stills

    def broken(*_: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr(stills, "write", broken)
    for options in (("--format", "pdf"), ("--format", "pdf", "--all-beats", "--out", "there")):
        with pytest.raises(ArithmeticError):
            run(*options)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
