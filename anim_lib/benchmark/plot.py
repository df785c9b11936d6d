"""One page of figures: what a scene costs, what was asked for, and how cost grows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from anim_lib.benchmark import targets
from anim_lib.benchmark.commands import DRAFTED, EXACT, FINAL, LARGE, SMALL, STOCK, Size
from anim_lib.benchmark.result import Result
from anim_lib.benchmark.scaling import AXES, Axis
from anim_lib.benchmark.spread import Ratio, line
from anim_lib.benchmark.tables import counted, points
from anim_lib.export.paper import FONTS
from anim_lib.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import RcKeyType

INCHES, DPI = (16.0, 9.0), 120  # 1920 x 1080 pixels
FLOOR_COLOUR: Final = PAPER.ink
COLOURS: Final = {
    STOCK: PAPER.text("muted"),
    EXACT: PAPER.stroke("transformer"),
    FINAL: PAPER.stroke("accent"),
    DRAFTED: PAPER.stroke("value"),
    targets.ONE_PROCESS: PAPER.text("muted"),
    targets.TWO_PROCESSES: PAPER.stroke("accent"),
}
TITLES: Final = {
    "seconds": "CPU seconds against seconds of film",
    "tiles": "CPU seconds against things on stage",
    "scenes": "Wall seconds against number of scenes",
}
STYLE: Final[dict[RcKeyType, Any]] = {
    "font.family": ["Inter"],
    "font.size": 12,
    "figure.facecolor": PAPER.ground,
    "axes.facecolor": PAPER.ground,
    "axes.edgecolor": PAPER.text("muted"),
    "axes.labelcolor": PAPER.ink,
    "axes.titlesize": 14,
    "axes.titleweight": "semibold",
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": PAPER.ink,
    "xtick.color": PAPER.ink,
    "ytick.color": PAPER.ink,
    "grid.color": PAPER.hairline,
    "axes.axisbelow": True,
    "axes.grid": True,
}


def draw(result: Result, target: Path) -> None:
    """Draw the page as a PNG of 1920 by 1080 pixels."""
    # Imported here: it takes half a second, and reading its kin should not.
    from matplotlib import font_manager, rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    for face in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold"):
        font_manager.fontManager.addfont(FONTS / f"{face}.otf")
    with rc_context(STYLE):
        page = Figure(figsize=INCHES, dpi=DPI)
        FigureCanvasAgg(page)
        upper, lower = page.subplots(2, 3)
        page.subplots_adjust(
            left=0.105, right=0.965, top=0.83, bottom=0.075, wspace=0.3, hspace=0.42
        )
        page.text(0.03, 0.945, "What rendering costs", size=24, weight="semibold")
        page.text(0.03, 0.908, _told(result), size=12, color=PAPER.text("muted"))
        _costs(upper[0], result, LARGE)
        _costs(upper[1], result, SMALL)
        if result.per_scene(LARGE.name, STOCK, "cpu"):
            upper[1].set_yticks([])  # the rows are those of the plot to the left
        _gains(upper[2], result)
        for plot, axis in zip(lower, AXES, strict=True):
            _growth(plot, result, axis)
        page.savefig(target, format="png")


def _told(result: Result) -> str:
    rounds = counted(result.rounds, "round")
    return (
        f"Stock manim and this renderer in turn, {rounds}, {result.date}: medians, and the "
        f"range of rounds as a line.  {result.machine.line}"
    )


def _costs(plot: Axes, result: Result, size: Size) -> None:
    """CPU seconds of each scene: a dot a variant, and the encoder alone as a tick."""
    plot.set_title(f"CPU seconds a scene, {size.name}")
    rows = [s for s in result.scenes if result.series(size.name, s, STOCK, "cpu")]
    if not rows:
        _absent(plot)
        return
    for row, scene in enumerate(rows):
        for variant in size.paired:
            series = result.series(size.name, scene, variant, "cpu")
            plot.plot([min(series), max(series)], [row, row], color=COLOURS[variant], lw=3)
            plot.plot(median(series), row, "o", color=COLOURS[variant], ms=9)
            if row == 0:
                _over(plot, median(series), variant, COLOURS[variant])
        for profile in (EXACT, FINAL) if size is LARGE and scene in result.floors else ():
            alone = result.floors[scene][profile].cpu
            plot.plot(alone, row, "|", color=COLOURS[profile], ms=20, mew=2)
    if size is LARGE and result.floors:
        plot.set_xlabel("bar in the same colour: its encoder alone")
    plot.set_yticks(range(len(rows)), [_short(scene) for scene in rows])
    plot.set_ylim(len(rows) - 0.5, -0.8)
    plot.set_xlim(0, 1.12 * plot.get_xlim()[1])
    plot.grid(visible=False, axis="y")


def _over(plot: Axes, x: float, text: str, colour: str) -> None:
    """Name the first row's dot, above it."""
    plot.annotate(
        text,
        (x, 0),
        xytext=(0, 13),
        textcoords="offset points",
        ha="center",
        color=colour,
        weight="medium",
    )


def _gains(plot: Axes, result: Result) -> None:
    """How many times less than stock, or than one process, with what was asked as a tick."""
    plot.set_title("Times less than stock manim")
    found: list[tuple[str, Ratio, float, str]] = []
    for asked in targets.GAINS:
        measured = targets.gain(result, asked)
        if measured:
            colour = COLOURS[asked.variant]
            found.append((asked.name, measured.whole, asked.least, colour))
    two = targets.by_two(result)
    if two:
        least = targets.FASTER_BY_TWO
        found.append(("2 jobs against 1,\nwall", two, least, COLOURS[targets.TWO_PROCESSES]))
    if not found:
        _absent(plot)
        return
    for row, (_, value, least, colour) in enumerate(found):
        plot.barh(row, value.value, height=0.5, color=colour)
        plot.plot([value.low, value.high], [row, row], color=PAPER.ink, lw=2)
        plot.plot([least, least], [row - 0.38, row + 0.38], color=PAPER.ink, lw=2.5, ls=(0, (2, 1)))
        told = f" {value.value:.1f}"
        plot.text(0, row, told, va="center", weight="semibold", size=14, color=PAPER.ground)
    widest = max(max(value.high, least) for _, value, least, _ in found)
    plot.set_xlim(0, 1.15 * widest)
    plot.set_yticks(range(len(found)), [name for name, *_ in found])
    plot.set_ylim(len(found) - 0.4, -0.6)
    plot.set_xlabel("dashed: what was asked")
    plot.grid(visible=False, axis="y")


def _growth(plot: Axes, result: Result, axis: Axis) -> None:
    """Cost along an axis: every run as a dot, and the line of least squares."""
    plot.set_title(TITLES[axis.name])
    ends: list[tuple[float, str, str]] = []
    widest = 0.0
    for variant in axis.variants:
        at, cost = points(result, axis, variant)
        if len(set(at)) < 2:
            continue
        fit = line(at, cost)
        widest = max(at)
        colour = COLOURS[variant]
        plot.plot(at, cost, "o", color=colour, ms=7, alpha=0.8)
        plot.plot([0, widest], [fit.start, fit.start + fit.slope * widest], color=colour, lw=2)
        name = variant.replace("stock", "stock manim")
        ends.append((fit.start + fit.slope * widest, f"{name}\n{_slope(fit.slope, axis)}", colour))
    if not ends:
        _absent(plot)
        return
    plot.set_ylim(0, 1.12 * max(plot.get_ylim()[1], *(end for end, *_ in ends)))
    plot.set_xlim(0, 1.36 * widest)
    plot.set_xticks([a for a in axis.amounts if a >= max(axis.amounts) / 10])
    for height, text, colour in _apart(ends, plot.get_ylim()[1]):
        box = {"facecolor": PAPER.ground, "edgecolor": "none", "pad": 1.5}  # hides the grid
        plot.text(
            *(1.03 * widest, height, text), color=colour, va="center", weight="medium", bbox=box
        )


def _slope(slope: float, axis: Axis) -> str:
    unit = axis.name.removesuffix("s")
    if slope < 0.1:
        return f"{1000 * slope:.1f} ms a {unit}"
    return f"{slope:.2f} s a {unit}"


def _apart(ends: Sequence[tuple[float, str, str]], height: float) -> list[tuple[float, str, str]]:
    """Move labels apart that would touch, within the height of the plot."""
    room, highest = 0.17 * height, 0.93 * height
    placed = []
    for number, (y, text, colour) in enumerate(sorted(ends, reverse=True)):
        below = room * (len(ends) - 1 - number)  # for those still to come
        highest = min(max(y, 0.07 * height + below), highest)
        placed.append((highest, text, colour))
        highest -= room
    return placed


def _short(scene: str) -> str:
    head, _, rest = scene.partition("_")
    if head == "spec":
        head, _, rest = scene.replace("spec_", "", 1).upper().partition("_")
    return f"{head}  {rest.replace('_', ' ').lower()}"


def _absent(plot: Any) -> None:
    plot.set_axis_off()
    plot.text(0.0, 0.9, "not measured in this run", transform=plot.transAxes)
