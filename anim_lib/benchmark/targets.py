"""What the renderer is asked to reach, and whether this run reached it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from anim_lib.benchmark.commands import (
    DRAFTED,
    EVERY_FRAME,
    EXACT,
    FINAL,
    LARGE,
    PLAIN,
    SMALL,
    STOCK,
    Size,
)
from anim_lib.benchmark.result import Result
from anim_lib.benchmark.spread import Ratio, ratio, totals

Reached = Literal["yes", "as a whole", "no", "not measured"]
ONE_PROCESS, TWO_PROCESSES = "jobs 1", "jobs 2"
FLOOR: Final = 2.0  # times the encoder alone
FASTER_BY_TWO: Final = 1.7
MEMORY: Final = 600e6  # bytes
SSIM: Final = 0.99
LARGER: Final = 1.5  # times stock's file


@dataclass(frozen=True, slots=True)
class Gain:
    """A figure that must be so many times smaller than stock's."""

    name: str
    size: Size
    variant: str
    figure: str
    least: float


GAINS: Final = (
    Gain("exact, CPU", LARGE, EXACT, "cpu", 1.7),
    Gain("final, CPU", LARGE, FINAL, "cpu", 3.0),
    Gain("final, wall", LARGE, FINAL, "wall", 2.0),
    Gain("draft, CPU", SMALL, DRAFTED, "cpu", 3.5),
)

FLOORS: Final = (
    (EXACT, EXACT, "its encoder alone"),
    (FINAL, FINAL, "its encoder alone"),
    (FINAL, EVERY_FRAME, "x264 alone, given every frame"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the table: what is asked, what was measured, whether that is enough."""

    asked: str
    measured: str
    reached: Reached


@dataclass(frozen=True, slots=True)
class Ratios:
    """A ratio for the scenes as a whole, and for each of them."""

    whole: Ratio
    each: dict[str, Ratio]


def ratios(above: dict[str, list[float]], below: dict[str, list[float]]) -> Ratios | None:
    """Compare two variants on the scenes that both were measured on; None where there is none.

    Parameters
    ----------
    above, below
        A figure by scene, one a round. As a whole, a round's figures of all scenes are added up.
    """
    shared = [scene for scene in above if scene in below]
    if not shared:
        return None
    whole = ratio(totals([above[s] for s in shared]), totals([below[s] for s in shared]))
    return Ratios(whole, {scene: ratio(above[scene], below[scene]) for scene in shared})


def gain(result: Result, asked: Gain) -> Ratios | None:
    """Return how many times less than stock a variant costs."""
    size = asked.size.name
    return ratios(
        result.per_scene(size, STOCK, asked.figure),
        result.per_scene(size, asked.variant, asked.figure),
    )


def over_floor(result: Result, profile: str, way: str) -> Ratios | None:
    """Return a profile's CPU seconds over those of encoding alone in some way."""
    ours = result.per_scene(LARGE.name, profile, "cpu")
    alone = {
        scene: [found[way].cpu] * len(ours.get(scene, ())) for scene, found in result.floors.items()
    }
    return ratios(ours, alone)


def by_two(result: Result) -> Ratio | None:
    """Return how many times faster all scenes are with two processes than with one."""
    one, two = (
        result.series(LARGE.name, "all", name, "wall") for name in (ONE_PROCESS, TWO_PROCESSES)
    )
    return ratio(one, two) if one else None


def verdicts(result: Result) -> list[Verdict]:
    """Return a line for everything that is asked."""
    return [
        *(
            _at_least(f"{g.size.name} {g.name}: stock at least {g.least:g} times ours", g, result)
            for g in GAINS
        ),
        *(_floor(result, *words) for words in FLOORS),
        _two(result),
        _memory(result),
        *_quality(result),
    ]


def _at_least(asked: str, goal: Gain, result: Result) -> Verdict:
    found = gain(result, goal)
    if found is None:
        return Verdict(asked, "", "not measured")
    scene = min(found.each, key=lambda s: found.each[s].value)
    reached = _reached(found.whole.value >= goal.least, found.each[scene].value >= goal.least)
    return Verdict(asked, _words(found, scene), reached)


def _floor(result: Result, profile: str, way: str, words: str) -> Verdict:
    asked = f"{LARGE.name} {profile}, CPU: at most {FLOOR:g} times {words}"
    found = over_floor(result, profile, way)
    if found is None:
        return Verdict(asked, "", "not measured")
    scene = max(found.each, key=lambda s: found.each[s].value)
    reached = _reached(found.whole.value <= FLOOR, found.each[scene].value <= FLOOR)
    return Verdict(asked, _words(found, scene), reached)


def _two(result: Result) -> Verdict:
    asked = f"all scenes: --jobs 2 at least {FASTER_BY_TWO:g} times faster than --jobs 1"
    found = by_two(result)
    if found is None:
        return Verdict(asked, "", "not measured")
    return Verdict(asked, str(found), _reached(found.value >= FASTER_BY_TWO))


def _memory(result: Result) -> Verdict:
    asked = f"{LARGE.name}: peak memory of a worker under {MEMORY / 1e6:.0f} MB"
    ours = [
        sample
        for sample in result.samples
        if sample.size == LARGE.name and sample.variant not in (STOCK, PLAIN)
    ]
    if not ours:
        return Verdict(asked, "", "not measured")
    most = max(ours, key=lambda sample: sample.usage.peak)
    told = f"{most.usage.peak / 1e6:.0f} MB ({most.scene}, {most.variant})"
    return Verdict(asked, told, _reached(most.usage.peak < MEMORY))


def _quality(result: Result) -> Iterator[Verdict]:
    asked = (
        f"{LARGE.name} final: SSIM at least {SSIM}",
        f"{LARGE.name} final: PSNR (Y) no worse than stock's",
        f"{LARGE.name} final: file at most {LARGER:g} times stock's",
    )
    if not result.likeness:
        yield from (Verdict(words, "", "not measured") for words in asked)
        return
    found = {scene: (pair[STOCK], pair[FINAL]) for scene, pair in result.likeness.items()}
    ssim, at = min((ours.ssim, scene) for scene, (_, ours) in found.items())
    yield Verdict(asked[0], f"{ssim:.4f} ({at})", _reached(ssim >= SSIM))
    gained, at = min((ours.psnr - stock.psnr, scene) for scene, (stock, ours) in found.items())
    middle = median(ours.psnr - stock.psnr for stock, ours in found.values())
    told = f"{middle:+.1f} dB; least {gained:+.1f} dB ({at})"
    yield Verdict(asked[1], told, _reached(middle >= 0, gained >= 0))
    whole = sum(o.bytes for _, o in found.values()) / sum(s.bytes for s, _ in found.values())
    most, at = max((ours.bytes / stock.bytes, scene) for scene, (stock, ours) in found.items())
    told = f"{whole:.2f}; most {most:.2f} ({at})"
    yield Verdict(asked[2], told, _reached(whole <= LARGER, most <= LARGER))


def _words(found: Ratios, scene: str) -> str:
    if len(found.each) == 1:
        return f"{found.whole}"
    return f"{found.whole}; worst {found.each[scene].value:.2f} ({scene})"


def _reached(whole: bool, every_scene: bool = True) -> Reached:
    if whole and every_scene:
        return "yes"
    return "as a whole" if whole else "no"
