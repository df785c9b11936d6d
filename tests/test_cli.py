"""The command line on good and on bad input."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

import scenes
from anim_lib import value_store
from anim_lib.errors import UserError
from anim_lib.export import ffmpeg
from anim_lib.formats import FRAME
from anim_lib.rendering.discover import storyboard_in
from anim_lib.rendering.job import Source
from scenes.__main__ import main
from scenes.commands import render as render_command
from tests.reel.rendering import source

REEL = ["d01_tiny", "d02_failing", "d03_long", "d04_killed"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands on the test scenes, at the tests' size, in an empty folder."""
    monkeypatch.setattr(scenes, "slugs", lambda: list(REEL))
    monkeypatch.setattr(scenes, "source", source)
    monkeypatch.setattr(scenes, "load", lambda slug: storyboard_in(f"tests.reel.{slug}"))
    monkeypatch.setattr(render_command, "QUALITIES", {"draft": FRAME, "final": FRAME})
    monkeypatch.setenv("SEQREEL_THEME", "paper")  # restored after the test
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return status, told.out, told.err

    return command


def refused(run: Run, *arguments: str) -> str:
    """Return the one line that bad input gets."""
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("seqreel: ")
    assert err.count("\n") == 1
    return err


def test_render(run: Run, tmp_path: Path) -> None:
    status, out, err = run("render", "d01", "--quality", "draft", "--jobs", "1")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "d01_tiny: rendering"
    assert lines[1].startswith("d01_tiny: done in ")
    assert lines[-2].startswith("largest: d01_tiny.mp4 0.0 MB of 10, d01_tiny.gif 0.0 MB of 5, ")
    assert lines[-1].startswith("1 scene: 1 rendered, in ")
    assert (tmp_path / "renders" / "d01_tiny" / "d01_tiny.mp4").is_file()


def test_render_with_a_failing_scene(run: Run, tmp_path: Path) -> None:
    status, out, err = run("render", "d02", "d01", "--theme", "ink", "--out", "there")
    assert status == 1
    assert "2 scenes: 1 rendered, 1 failed, in " in out
    assert err.startswith("seqreel: d02_failing failed: ArithmeticError: the state has 3 numbers")
    assert err.count("\n") == 1
    manifest = json.loads((tmp_path / "there" / "d01_tiny" / "manifest.json").read_text("utf-8"))
    assert manifest["options"]["theme"] == "ink"


def test_formats_are_chosen(run: Run, tmp_path: Path) -> None:
    assert run("render", "d01", "--formats", "webp, GIF,gif", "--quality", "draft")[0] == 0
    folder = tmp_path / "renders" / "d01_tiny"
    assert {path.suffix for path in folder.glob("d01_tiny.*")} == {".gif", ".webp", ".srt", ".vtt"}


def test_list_for_programs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny"])
    status, out, _ = run("list", "--json")
    (row,) = json.loads(out)
    assert status == 0
    assert {k: row[k] for k in ("slug", "title", "family", "poster")} == {
        "slug": "d01_tiny",
        "title": "A patch",
        "family": "tests",
        "poster": "green",
    }
    assert [beat["name"] for beat in row["beats"]] == ["empty", "green", "moved"]
    assert row["duration"] == pytest.approx(sum(b["duration"] for b in row["beats"]), abs=0.01)


def test_list_for_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny"])
    _, out, _ = run("list")
    assert out.splitlines()[0].split() == ["slug", "title", "family", "beats", "seconds"]
    assert out.splitlines()[1].split()[:5] == ["d01_tiny", "A", "patch", "tests", "3"]


def test_still(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("still", "d01", "--width", "480")
    target = tmp_path / "renders" / "stills" / "d01_tiny_green_paper_480.png"
    assert (status, out.strip()) == (0, str(target.relative_to(tmp_path)))
    assert Image.open(target).size == (480, 270)
    run("still", "d01", "--beat", "empty", "--width", "480", "--out", "e.png", "--theme", "ink")
    dark = Image.open(tmp_path / "e.png").convert("RGB").getpixel((1, 1))
    assert isinstance(dark, tuple)
    assert max(dark) < 40


def test_still_of_the_square(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("still", "d01", "--square", "--width", "300")
    target = tmp_path / "renders" / "stills" / "d01_tiny_green_square_paper_300.png"
    assert (status, out.strip()) == (0, str(target.relative_to(tmp_path)))
    assert Image.open(target).size == (300, 300)
    run("still", "d01", "--square", "--out", "s.png")
    assert Image.open(tmp_path / "s.png").size == (2160, 2160)


def test_sheet(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("sheet", "d01")
    assert status == 0
    page = Image.open(tmp_path / out.strip())
    assert page.size == (4200, 2970)
    assert page.info["dpi"] == pytest.approx((254, 254), abs=0.1)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("d05", "did you mean"),
        ("d01_tny", "did you mean d01_tiny"),
        ("zzz", "`seqreel list` shows them all"),
        ("", "`seqreel list` shows them all"),
        ("d01_", "did you mean d01_tiny"),
    ],
)
def test_unknown_scene(run: Run, given: str, answer: str) -> None:
    told = refused(run, "render", given)
    assert f"there is no scene {given!r}" in told
    assert answer in told


def test_scene_by_other_spellings(run: Run) -> None:
    for given in ("d01", "D01-tiny", "scenes/d01_tiny.py", "d01_tiny"):
        assert scenes.find(given) == "d01_tiny"


def test_unknown_beat(run: Run) -> None:
    told = refused(run, "still", "d01", "--beat", "gren", "--width", "160")
    assert "--beat gren: “A patch” has no such beat; its beats are empty, green, moved" in told


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("render", "--jobs", "0"), "--jobs: must be a whole number from 1 to 256, not '0'"),
        (("render", "--jobs", "two"), "--jobs: must be a whole number from 1 to 256, not 'two'"),
        (("still", "d01", "--width", "10"), "--width: must be a whole number from 160 to 15360"),
        (("render", "--quality", "best"), "--quality: invalid choice: 'best'"),
        (("render", "--formats", "mp4,avi"), "must be one or more of mp4, gif, webp, webm"),
        (("render", "--formats", "mp4,avi"), "with commas between; not 'avi'"),
        (("render", "--formats", ""), "must be one or more of mp4, gif, webp, webm"),
        (
            ("render", "--transparent", "--formats", "webm,mp4"),
            "--formats mp4: has no alpha; with --transparent only webm can be made",
        ),
        (("render", "--theme", "blue"), "--theme: invalid choice: 'blue'"),
        (("rendr",), "invalid choice: 'rendr'"),
        ((), "arguments are required: COMMAND"),
        (("sheet",), "arguments are required: SLUG"),
    ],
)
def test_bad_arguments(run: Run, arguments: tuple[str, ...], part: str) -> None:
    assert part in refused(run, *arguments)


def test_theme_of_the_environment_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEQREEL_THEME", "blue")
    assert "SEQREEL_THEME is 'blue'" in refused(run, "render", "d01")


@pytest.mark.parametrize("command", ["render", "still", "sheet"])
def test_unwritable_folder(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "taken").write_text("a file")
    told = refused(run, command, "d01", "--out", "taken")
    assert "--out taken: cannot write there" in told


def test_full_disk_at_any_point(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(render_command, "render_all", full)
    assert "the disk is full: free some space" in refused(run, "render", "d01")


def test_missing_ffmpeg(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(ffmpeg.imageio_ffmpeg, "get_ffmpeg_exe", nothing)
    assert "ffmpeg is missing: install it" in refused(run, "render", "d01")


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(render_command, "render_all", interrupted)
    status, _, err = run("render", "d01")
    assert status == 130
    assert err == "seqreel: interrupted; the same command continues where it stopped\n"


def test_help_has_an_example_of_every_command(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("render", "list", "still", "sheet", "compute", "values", "test"):
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert f"example: seqreel {name}" in capsys.readouterr().out.replace("\n", " ")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("seqreel ")


def test_list_remembers_and_tells_of_broken_scenes(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "slugs", lambda: ["d01_tiny", "d02_failing"])
    status, out, err = run("list", "--json")
    assert (status, [row["slug"] for row in json.loads(out)]) == (1, ["d01_tiny"])
    assert err.startswith("seqreel: d02_failing: ArithmeticError: the state has 3 numbers")

    played: list[str] = []

    def play(sources: Sequence[Source], *_: object) -> dict[str, str]:
        played.extend(source.slug for source in sources)
        return dict.fromkeys(played, "played again")

    monkeypatch.setattr("anim_lib.rendering.outlines.play", play)
    _, again, err = run("list", "--json")
    assert (again, played) == (out, ["d02_failing"])
    assert err == "seqreel: d02_failing: played again\n"


def test_values_for_programs_and_for_people(run: Run) -> None:
    _, out, _ = run("values", "d11", "--json")
    weights = json.loads(out)["fields"]["weights"]
    assert [round(w, 3) for w in weights["value"]] == [0.378, 0.287, 0.335]
    status, out, _ = run("values", "d11")
    (line,) = (line for line in out.splitlines() if line.startswith("weights  "))
    assert "[0.378, 0.287, 0.335]" in line
    assert status == 0
    assert "exact arithmetic" in out


def test_corrupted_values(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slug = "d11_qkv_attention"
    for suffix in (".npz", ".json"):
        shutil.copy(value_store.VALUES / f"{slug}{suffix}", tmp_path)
    with (tmp_path / f"{slug}.npz").open("ab") as file:
        file.write(b"x")
    monkeypatch.setenv("SEQREEL_VALUES", str(tmp_path))
    for arguments in (("values", "d11"), ("values", "d11", "--json")):
        assert f"make it again with `./seqreel compute {slug}`" in refused(run, *arguments)


def test_compute_goes_on_after_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def diverge() -> object:
        raise ArithmeticError("the loss is nan at step 3")

    modules = {
        "d01_a": SimpleNamespace(compute=diverge, PROVENANCE=None),
        "d02_b": SimpleNamespace(compute=lambda: "values", PROVENANCE="made by hand"),
    }
    saved: list[object] = []

    def save(*given: object) -> Path:
        saved.append(given)
        return Path("assets/values/d02_b.npz")

    monkeypatch.setattr(scenes, "slugs_with_values", lambda: list(modules))
    monkeypatch.setattr(scenes, "values_module", modules.__getitem__)
    monkeypatch.setattr("scenes.commands.compute.save", save)
    status, out, err = run("compute")
    assert (status, saved) == (1, [("values", "made by hand")])
    assert err == "seqreel: d01_a: the loss is nan at step 3\n"
    assert out.startswith("d02_b: saved in ")


def test_compute_with_damaged_weights(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> object:
        raise UserError("tiny_gpt.safetensors cannot be used")

    module = SimpleNamespace(compute=refuse, PROVENANCE=None)
    monkeypatch.setattr(scenes, "slugs_with_values", lambda: ["d01_a"])
    monkeypatch.setattr(scenes, "values_module", lambda slug: module)
    assert run("compute") == (2, "", "seqreel: d01_a: tiny_gpt.safetensors cannot be used\n")
