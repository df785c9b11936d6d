"""The order of measured commands, what is kept of them, and the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from anim_lib.benchmark import bench as bench_module
from anim_lib.benchmark.bench import Bench
from anim_lib.benchmark.commands import LARGE, SIZES, SMALL, Programs, Size, film_in
from anim_lib.benchmark.quality import Likeness
from anim_lib.benchmark.scaling import AXES, SCENES, SECONDS, TILES, command
from anim_lib.benchmark.usage import Command, RunFailedError, Usage
from anim_lib.formats import DRAFT
from scenes.__main__ import parser
from tests.benchmark.conftest import Pretended
from tests.benchmark.made_up import empty
from tests.reel.rendering import HERE as REEL

PROGRAMS = Programs(
    render=("seqreel", "render"),
    scene_file=lambda slug: Path(f"/scenes/{slug}.py"),
    module=lambda slug: f"tests.reel.{slug}",
)


def test_commands() -> None:
    folder = Path("/out")
    stock = PROGRAMS.variant("stock", "d11", LARGE, folder)
    assert stock.environment == {"SEQREEL_RENDERER": "stock"}
    assert stock.words[1:] == (
        *("-m", "manim", "render", "-qh", "--media_dir", "/out"),
        "/scenes/d11.py",
    )
    plain = PROGRAMS.variant("manim render", "d11", SMALL, folder)
    assert (plain.words[4], plain.environment) == ("-ql", {})
    for name, quality, formats, jobs in (
        ("exact", "exact", "mp4", "1"),
        ("final", "final", "mp4", "2"),
        ("final, first time", "final", "mp4", "2"),
        ("final, one process", "final", "mp4", "1"),
        ("final, all products", "final", "mp4,gif,webp", "2"),
        ("draft", "draft", "mp4", "1"),
    ):
        assert PROGRAMS.variant(name, "d11", LARGE, folder).words == (
            *("seqreel", "render", "d11", "--quality", quality, "--formats", formats),
            *("--jobs", jobs, "--force", "--out", "/out"),
        )


def test_rendering_understands_the_commands() -> None:
    for size in SIZES:
        for name in {*size.variants} - {"stock", "manim render"}:
            words = PROGRAMS.variant(name, "d11", size, Path("/out")).words
            options = parser().parse_args(words[1:])
            assert options.force
            assert options.slugs == ["d11"]


def test_stock_and_ours_in_turn(ran: Pretended, tmp_path: Path) -> None:
    result = empty(["d01_a"])
    told: list[str] = []
    Bench(PROGRAMS, result, tmp_path, told.append).speed((SMALL,))
    order = [(s.variant, s.round) for s in result.samples]
    assert order == [("stock", 0), ("draft", 0), ("stock", 1), ("draft", 1), ("manim render", 0)]
    assert [s.usage.cpu for s in result.samples] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert told[1] == "480p15 d01_a, draft, round 1: 2.0 s CPU, 1.0 s wall, 0 MB"
    fresh = [words[-2] for words in ran if "manim" in words]
    assert len(set(fresh)) == 3
    (again,) = {words[-1] for words in ran if "manim" not in words}
    assert again == str(tmp_path / "renders" / "draft")


def test_only_pairs(ran: Pretended, tmp_path: Path) -> None:
    result = empty(["d01_a"])
    Bench(PROGRAMS, result, tmp_path, print, paired_only=True).speed((SMALL,))
    assert {sample.variant for sample in result.samples} == {"stock", "draft"}


def test_nothing_is_left_of_a_run_but_its_film(ran: Pretended, tmp_path: Path) -> None:
    Bench(PROGRAMS, empty(["d01_a"]), tmp_path, print).speed((LARGE,))
    assert {path.name for path in tmp_path.iterdir()} == {
        *(f"1080p60-d01_a-{name}.mp4" for name in LARGE.variants),
        "renders",
    }
    assert ran[0][2:5] == ("d01_a", "--quality", "final")  # the first time comes first


def test_caches_are_of_the_run_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def pretend(asked: Command, *_: object) -> Usage:
        seen.append(asked.environment.get("XDG_CACHE_HOME"))
        return Usage(1.0, 1.0, 1)

    monkeypatch.setattr(bench_module, "measured", pretend)
    Bench(PROGRAMS, empty(["d01_a"]), tmp_path, print).scaling()
    assert set(seen) == {str(tmp_path / "cache")}


def test_jobs_and_scaling(ran: Pretended, tmp_path: Path) -> None:
    result = empty(["d01_a", "d02_b"])
    bench = Bench(PROGRAMS, result, tmp_path, print)
    bench.jobs()
    assert [(s.scene, s.variant, s.round) for s in result.samples] == [
        ("all", f"jobs {jobs}", number) for number in (0, 1) for jobs in (1, 2)
    ]
    assert {words[2:4] for words in ran} == {("d01_a", "d02_b")}
    assert len(ran) == 5  # the first fills the folder, and is not counted
    assert [sample.usage.cpu for sample in result.samples] == [2.0, 3.0, 4.0, 5.0]
    bench.scaling()
    assert len(result.points) == sum(len(a.amounts) * len(a.variants) for a in AXES)


def test_quality_makes_the_films_that_are_not_there(
    ran: Pretended, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[str, str, str]] = []

    def pretend(film: Path, master: Path, fps: int, matrix: str, _: Path) -> Likeness:
        assert film.read_bytes() == b"film"
        compared.append((film.stem, str(master), matrix))
        return Likeness(1.0, 50.0, fps)

    monkeypatch.setattr(bench_module, "likeness", pretend)
    result = empty(["d01_a"])
    Bench(PROGRAMS, result, tmp_path, print).quality()
    assert compared == [
        ("1080p60-d01_a-stock", "master.mp4", "bt601"),
        ("1080p60-d01_a-final", "master.mp4", "bt709"),
    ]
    assert result.samples == []  # they were not made in turn
    assert result.likeness["d01_a"]["final"].bytes == 60


def test_synthetic_scenes() -> None:
    words = command(SCENES, 4, "jobs 2", Path("/out"))
    assert words.words[-3:] == ("4", "2", "/out")
    longer = command(SECONDS, 64, "stock", Path("/out")).environment
    assert longer["SEQREEL_BENCH_SECONDS"] == "64"
    assert longer["SEQREEL_RENDERER"] == "stock"
    fuller = command(TILES, 800, "draft", Path("/out"))
    assert fuller.environment["SEQREEL_BENCH_TILES"] == "800"
    assert fuller.words[-3:] == ("1", "1", "/out")


def test_a_run_without_a_film(tmp_path: Path) -> None:
    segments = tmp_path / "partial_movie_files"
    segments.mkdir()
    (segments / "a.mp4").touch()
    with pytest.raises(RunFailedError, match="one film was expected"):
        film_in(tmp_path)
    (tmp_path / "b.mp4").touch()
    assert film_in(tmp_path) == tmp_path / "b.mp4"


@pytest.mark.slow
def test_a_whole_run_on_a_small_scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = Size("small", "-ql", DRAFT, (), ("stock", "final"), ())
    monkeypatch.setattr(bench_module, "LARGE", size)
    programs = Programs(
        render=(sys.executable, "-m", "tests.benchmark.render_reel", "render"),
        scene_file=lambda slug: REEL / f"{slug}.py",
        module=PROGRAMS.module,
    )
    result = empty(["d01_tiny"])
    result.rounds = 1
    bench = Bench(programs, result, tmp_path, print)
    bench.speed((size,))
    bench.floor()
    bench.quality()
    stock, ours = (sample.usage for sample in result.samples)
    for used in (stock, ours):
        assert 0.5 < used.cpu < 60
        assert 50e6 < used.peak < 600e6
    film = tmp_path / "small-d01_tiny-final.mp4"
    films = result.likeness["d01_tiny"]
    assert films["final"].bytes == film.stat().st_size
    assert all(0.98 < one.ssim <= 1 and one.psnr > 35 for one in films.values())
    alone = result.floors["d01_tiny"]
    assert all(0 < one.cpu < used.cpu for one in alone.values())
