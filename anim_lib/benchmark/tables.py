"""The figures as tables, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from rich.table import Table

from anim_lib.benchmark.commands import SIZES, STOCK, Size
from anim_lib.benchmark.result import Result
from anim_lib.benchmark.scaling import AXES, SCENES, Axis
from anim_lib.benchmark.spread import exponent, line, ratio
from anim_lib.benchmark.targets import ONE_PROCESS, TWO_PROCESSES, Reached, verdicts

COLOURS: dict[Reached, str] = {
    "yes": "green",
    "as a whole": "yellow",
    "no": "red",
    "not measured": "dim",
}


def tables(result: Result) -> Iterator[Table]:
    """Yield a table for each part that was measured, and what was asked at the end."""
    for size in SIZES:
        if any(sample.size == size.name and sample.part == "speed" for sample in result.samples):
            yield _speed(result, size)
    if result.floors:
        yield _floors(result)
    if result.likeness:
        yield _quality(result)
    if any(sample.part == "jobs" for sample in result.samples):
        yield _jobs(result)
    if result.points:
        yield _scaling(result)
    yield _asked(result)


def spread(figures: Sequence[float], digits: int = 1) -> str:
    """Return the median of some figures, and their range where there are several."""
    middle = f"{median(figures):.{digits}f}"
    if len(figures) < 2:
        return middle
    return f"{middle} ({min(figures):.{digits}f} to {max(figures):.{digits}f})"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(title: str, words: int, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number < words else "right")
    return table


def _speed(result: Result, size: Size) -> Table:
    told = ("scene", "command", "CPU s", "wall s", "peak MB", "CPU: stock / it", "wall: stock / it")
    table = _table(f"{size.name}, {counted(result.rounds, 'round')} in turn", 2, *told)
    for scene in result.scenes:
        stock = {name: result.series(size.name, scene, STOCK, name) for name in ("cpu", "wall")}
        for variant in size.variants:
            cpu, wall, peak = (
                result.series(size.name, scene, variant, name) for name in ("cpu", "wall", "peak")
            )
            if cpu:
                gains = (
                    str(ratio(stock[name][: len(own)], own)) if variant != STOCK else ""
                    for name, own in (("cpu", cpu), ("wall", wall))
                )
                memory = f"{max(peak) / 1e6:.0f}"
                table.add_row(scene, variant, spread(cpu), spread(wall), memory, *gains)
    return table


def _floors(result: Result) -> Table:
    table = _table("Encoding alone, 1080p60", 2, "scene", "settings of", "CPU s", "MB")
    for scene, profiles in result.floors.items():
        for name, found in profiles.items():
            table.add_row(scene, name, f"{found.cpu:.1f}", f"{found.bytes / 1e6:.2f}")
    return table


def _quality(result: Result) -> Table:
    table = _table("Against the frames as drawn", 2, "scene", "film", "SSIM", "PSNR (Y) dB", "MB")
    for scene, films in result.likeness.items():
        for name, found in films.items():
            size = f"{found.bytes / 1e6:.2f}"
            table.add_row(scene, name, f"{found.ssim:.4f}", f"{found.psnr:.1f}", size)
    return table


def _jobs(result: Result) -> Table:
    table = _table(
        f"Together, {counted(len(result.scenes), 'scene')}, final", 1, "command", "wall s", "CPU s"
    )
    for name in (ONE_PROCESS, TWO_PROCESSES):
        wall, cpu = (result.series(SIZES[0].name, "all", name, f) for f in ("wall", "cpu"))
        table.add_row(f"--{name}", spread(wall), spread(cpu))
    return table


def _scaling(result: Result) -> Table:
    told = ("against", "command", "fixed s", "s for each", "± standard error", "exponent")
    table = _table("Growth, synthetic scenes at 480p15", 2, *told)
    for axis in AXES:
        for variant in axis.variants:
            at, cost = points(result, axis, variant)
            if len(set(at)) > 1:
                fit, power = line(at, cost), exponent(at, cost)
                error = f"{power.slope:.2f} ± {power.error:.2f}"
                each = (f"{fit.start:.2f}", f"{fit.slope:.4f}", f"{fit.error:.4f}", error)
                table.add_row(f"{axis.name}, {figure_of(axis)}", variant, *each)
    return table


def figure_of(axis: Axis) -> str:
    """Return which figure of a run is shown along an axis: two processes save no CPU seconds."""
    return "wall" if axis is SCENES else "cpu"


def points(result: Result, axis: Axis, variant: str) -> tuple[list[float], list[float]]:
    """Return the amounts and the seconds of every run along an axis."""
    found = result.along(axis.name, variant)
    return [float(at) for at in found], [getattr(u, figure_of(axis)) for u in found.values()]


def _asked(result: Result) -> Table:
    table = _table("Asked, measured, reached", 3, "asked", "measured", "reached")
    for verdict in verdicts(result):
        colour = COLOURS[verdict.reached]
        table.add_row(verdict.asked, verdict.measured, f"[{colour}]{verdict.reached}[/]")
    return table
