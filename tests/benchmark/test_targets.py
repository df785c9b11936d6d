"""Asked, measured, reached: each line of the table turns over at its limit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anim_lib.benchmark.commands import LARGE
from anim_lib.benchmark.quality import Likeness
from anim_lib.benchmark.result import Result, Sample
from anim_lib.benchmark.targets import GAINS, gain, over_floor, verdicts
from anim_lib.benchmark.usage import Usage
from tests.benchmark.made_up import SCENES, empty, whole

FIRST, SECOND = SCENES


def line(result: Result, start: str) -> tuple[str, str]:
    """What was measured and whether it is enough, of the one line that begins so."""
    (found,) = [v for v in verdicts(result) if v.asked.startswith(start)]
    return found.measured, found.reached


def test_everything_that_is_asked_has_a_line() -> None:
    assert [v.asked for v in verdicts(whole())] == [
        "1080p60 exact, CPU: stock at least 1.7 times ours",
        "1080p60 final, CPU: stock at least 3 times ours",
        "1080p60 final, wall: stock at least 2 times ours",
        "480p15 draft, CPU: stock at least 3.5 times ours",
        "1080p60 exact, CPU: at most 2 times its encoder alone",
        "1080p60 final, CPU: at most 2 times its encoder alone",
        "1080p60 final, CPU: at most 2 times x264 alone, given every frame",
        "all scenes: --jobs 2 at least 1.7 times faster than --jobs 1",
        "1080p60: peak memory of a worker under 600 MB",
        "1080p60 final: SSIM at least 0.99",
        "1080p60 final: PSNR (Y) no worse than stock's",
        "1080p60 final: file at most 1.5 times stock's",
    ]


def test_nothing_measured() -> None:
    assert {(v.measured, v.reached) for v in verdicts(empty())} == {("", "not measured")}


def test_as_a_whole_adds_up_the_scenes_of_a_round() -> None:
    result = whole()
    found = gain(result, GAINS[1])
    assert found is not None
    assert found.whole.value == pytest.approx((120 + 132) / (30 + 33))
    assert found.each[SECOND].value == pytest.approx(4.0)
    floor = over_floor(result, "final", "final")
    assert floor is not None
    assert floor.whole.value == pytest.approx(31.5 / 16)
    assert floor.whole.low == pytest.approx(30 / 16)
    assert floor.whole.high == pytest.approx(33 / 16)


def test_a_scene_that_does_not_reach_it_is_told() -> None:
    result = whole()
    assert line(result, "1080p60 final, CPU: stock") == ("4.00; worst 4.00 (" + FIRST + ")", "yes")
    slower(result, SECOND, "final", 2.0)
    told, reached = line(result, "1080p60 final, CPU: stock")
    assert (told, reached) == (f"3.00; worst 2.00 ({SECOND})", "as a whole")
    slower(result, FIRST, "final", 2.0)
    assert line(result, "1080p60 final, CPU: stock")[1] == "no"


def slower(result: Result, scene: str, variant: str, times: float) -> None:
    result.samples = [
        Sample(
            *(s.part, s.size, s.scene, s.variant, s.round),
            Usage(s.usage.cpu * times, s.usage.wall * times, s.usage.peak),
        )
        if (s.scene, s.variant) == (scene, variant)
        else s
        for s in result.samples
    ]


def test_two_processes() -> None:
    assert line(whole(), "all scenes") == ("1.88", "yes")
    result = whole()
    slower(result, "all", "jobs 2", 1.2)
    assert line(result, "all scenes")[1] == "no"


def test_memory_is_that_of_ours_alone() -> None:
    result = whole()
    assert line(result, "1080p60: peak") == ("310 MB (all, jobs 1)", "yes")
    huge = Usage(1.0, 1.0, 900_000_000)
    for variant in ("stock", "manim render"):
        result.samples.append(Sample("jobs", LARGE.name, "all", variant, 2, huge))
    assert line(result, "1080p60: peak")[1] == "yes"
    result.samples.append(Sample("jobs", LARGE.name, "all", "exact", 2, huge))
    assert line(result, "1080p60: peak") == ("900 MB (all, exact)", "no")


@pytest.mark.parametrize(
    ("start", "film", "reached"),
    [
        ("1080p60 final: SSIM", Likeness(0.99, 50.0, 1_000_000), "yes"),
        ("1080p60 final: SSIM", Likeness(0.9899, 50.0, 1_000_000), "no"),
        ("1080p60 final: PSNR", Likeness(0.999, 48.0, 1_000_000), "yes"),
        ("1080p60 final: PSNR", Likeness(0.999, 47.9, 1_000_000), "as a whole"),
        ("1080p60 final: PSNR", Likeness(0.999, 40.0, 1_000_000), "no"),
        ("1080p60 final: file", Likeness(0.999, 50.0, 1_500_000), "yes"),
        ("1080p60 final: file", Likeness(0.999, 50.0, 1_600_000), "as a whole"),
        ("1080p60 final: file", Likeness(0.999, 50.0, 2_000_000), "no"),
    ],
)
def test_quality(start: str, film: Likeness, reached: str) -> None:
    result = whole()
    result.likeness[SECOND]["final"] = film
    assert line(result, start)[1] == reached


def test_a_file_that_is_just_small_enough() -> None:
    result = whole()
    for films in result.likeness.values():
        films["final"] = Likeness(0.999, 50.0, 1_500_000)
    assert line(result, "1080p60 final: file")[1] == "yes"


@pytest.mark.parametrize("part", [verdicts, lambda result: Result.read(result.text())])
def test_one_scene(part: Callable[[Result], object]) -> None:
    result = whole()
    result.scenes = [FIRST]
    assert line(result, "1080p60 exact, CPU: stock") == ("2.00", "yes")
    part(result)


def test_a_result_reads_back_as_it_was_written() -> None:
    result = whole()
    assert Result.read(result.text()) == result
