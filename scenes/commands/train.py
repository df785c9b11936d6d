"""``seqreel train``: the small models, made again with all their seeds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from anim_lib.errors import UserError
from scenes.commands.options import Whole, cores, screen

if TYPE_CHECKING:
    from anim_lib.training.recipe import Recipe
    from anim_lib.training.runner import Progress as Report

NAME = "train"
HELP = "train the small models that scenes read, and keep their weights and figures"
EXAMPLE = "seqreel train induction_attention"
SHORT = 8  # numbers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``train``."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="models, or families such as recall, or all"
    )
    parser.add_argument("--list", action="store_true", help="what there is, with every seed")
    parser.add_argument(
        "--check",
        action="store_true",
        help="train the kept seeds only, and compare with the kept weights; writes nothing",
    )
    parser.add_argument(
        "--jobs",
        type=Whole(1, 256),
        default=cores(),
        metavar="N",
        help="runs at once (default: the cores)",
    )


def run(options: argparse.Namespace) -> int:
    """Train, check or list; 1 when a run failed, or gave other weights than the kept ones."""
    if options.list:
        screen().print(_table())
        return 0
    if not options.names:
        raise UserError("train: name one or more models, or all (`seqreel train --list`)")
    from anim_lib.training import registry, runner

    recipes = registry.chosen(options.names)
    shown = _Bars()
    if options.check:
        return _check(recipes, options.jobs, shown)
    with shown.bars:
        written = runner.train_all(recipes, options.jobs, shown.show)
    shown.tell_failures()
    for name, path in written.items():
        print(f"{name}: kept as {path.with_suffix('.safetensors')} and {path.name}")
    return 1 if shown.failures else 0


def _check(recipes: Sequence[Recipe], jobs: int, shown: _Bars) -> int:
    from anim_lib.training.check import check

    with shown.bars:
        checked = check(recipes, jobs, shown.show)
    shown.tell_failures()
    for each in checked:
        apart = each.largest_difference
        told = f"another by up to {apart:.2g}" if apart else "the same, bit by bit"
        print(f"{each.name}: {told} ({each.seconds:.0f} s of CPU)")
    return 1 if shown.failures or any(each.largest_difference for each in checked) else 0


class _Bars:
    """One bar a run, on standard error."""

    def __init__(self) -> None:
        from rich.console import Console

        self.bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("loss {task.fields[loss]:.3f}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self.tasks: dict[tuple[str, int], Any] = {}
        self.failures: list[str] = []

    def show(self, report: Report) -> None:
        """Move a run's bar; keep what went wrong."""
        key = (report.name, report.seed)
        if key not in self.tasks:
            words = f"{report.name}, seed {report.seed}"
            self.tasks[key] = self.bars.add_task(words, total=report.steps, loss=report.loss)
        if report.failed:
            self.failures.append(report.end or "")
            return
        total = report.step if report.end else report.steps  # it may have stopped early
        self.bars.update(self.tasks[key], completed=report.step, total=total, loss=report.loss)

    def tell_failures(self) -> None:
        """Print one sentence for each run that failed."""
        for sentence in self.failures:
            print(f"seqreel: {sentence}", file=sys.stderr)


def _table() -> Table:
    from anim_lib.models import checkpoint
    from anim_lib.training.registry import all_recipes, recipe_sha256

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("model", "parameters", "seed", "steps", "CPU s", "figures"):
        table.add_column(heading)
    there = checkpoint.names()
    for name, recipe in all_recipes().items():
        if name not in there:
            table.add_row(name, "", "", "", "", "not trained yet")
            continue
        document = checkpoint.record(name)
        changed = document["code_sha256"] != recipe_sha256(recipe)
        for i, each in enumerate(document["seeds"]):
            kept = " (kept)" if each["seed"] == document["kept_seed"] else ""
            table.add_row(
                _named(name, changed) if i == 0 else "",
                f"{document['parameters']:,}" if i == 0 else "",
                f"{each['seed']}{kept}",
                str(each["steps"]),
                f"{each['seconds']:.0f}",
                escape(", ".join(_figures(each["metrics"]))),
            )
    return table


def _named(name: str, changed: bool) -> str:
    """Say so when a model's code has changed since it was trained; its figures may still hold."""
    return f"{name} (by older code)" if changed else name


def _is_flat(entry: dict[str, Any]) -> bool:
    return all(isinstance(number, int | float) for number in entry.values())


def _figures(metrics: dict[str, Any]) -> list[str]:
    """Every number of a run's metrics, short tables in brackets; the rest stays in the record."""
    told = []
    for name, entry in metrics.items():
        words = name.replace("_", " ")
        if isinstance(entry, int | float):
            told.append(f"{words} {entry:.4g}")
        elif isinstance(entry, dict) and len(entry) <= SHORT and _is_flat(entry):
            numbers = ", ".join(f"{key}: {number:.4g}" for key, number in entry.items())
            told.append(f"{words} [{numbers}]")
    return told
