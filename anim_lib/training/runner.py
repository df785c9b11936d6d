"""Train recipes with all their seeds, each run in a process of its own, as many as there are cores.

One run uses one thread, so that its sums are the same whatever else the machine does.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import torch

from anim_lib.code_hash import code_sha256
from anim_lib.errors import UserError
from anim_lib.models.checkpoint import WEIGHTS
from anim_lib.training import loop, partial, records
from anim_lib.training.recipe import Recipe
from anim_lib.training.registry import in_module, recipe_sha256

REPORT_EVERY = 10  # steps


@dataclass(frozen=True)
class Progress:
    """Where one run stands: ``step`` of ``steps``; its end, or its failure, has a text."""

    name: str
    seed: int
    step: int
    steps: int
    loss: float
    end: str | None = None  # "done", or the sentence of what went wrong
    failed: bool = False


def code_key(recipe: Recipe) -> str:
    """Hash of everything that decides a run's outcome: the recipe's code and the loop's."""
    return recipe_sha256(recipe) + code_sha256(Path(loop.__file__))


def train_all(
    recipes: Sequence[Recipe],
    jobs: int,
    show: Callable[[Progress], None] = lambda progress: None,
    folder: Path = WEIGHTS,
) -> dict[str, Path]:
    """Train and write every recipe; a seed that is already there is not trained again.

    Parameters
    ----------
    recipes, jobs
        What to train, and how many runs at once.
    show
        Called with every run's progress.

    Returns
    -------
    dict
        Name -> record, for the recipes that ended well; of the others nothing is written.

    Raises
    ------
    UserError
        Another process is training one of them, or a record cannot be written.
    """
    unfinished = folder / partial.UNFINISHED.name
    with ExitStack() as stack:
        for recipe in recipes:
            stack.enter_context(partial.held(recipe.name, unfinished))
        return _train_missing(recipes, jobs, show, folder, unfinished)


def _train_missing(
    recipes: Sequence[Recipe],
    jobs: int,
    show: Callable[[Progress], None],
    folder: Path,
    unfinished: Path,
) -> dict[str, Path]:
    written: dict[str, Path] = {}
    missing = {
        recipe.name: {
            seed
            for seed in recipe.seeds
            if partial.find(recipe.name, code_key(recipe), seed, unfinished) is None
        }
        for recipe in recipes
    }
    by_name = {recipe.name: recipe for recipe in recipes}
    runs = [(by_name[name], seed) for name, seeds in missing.items() for seed in sorted(seeds)]

    def finish(name: str) -> None:
        recipe = by_name[name]
        outcomes = [finished(recipe, seed, unfinished) for seed in recipe.seeds]
        written[name] = records.write(recipe, outcomes, recipe_sha256(recipe), folder)
        partial.clear(name, unfinished)

    for name, seeds in missing.items():
        if not seeds:
            finish(name)
    for progress in run_all(runs, jobs, unfinished):
        show(progress)
        if progress.end and not progress.failed:
            missing[progress.name].discard(progress.seed)
            if not missing[progress.name]:
                finish(progress.name)
    return written


def finished(recipe: Recipe, seed: int, unfinished: Path) -> loop.Outcome:
    """Read back what a run that reported its end has left behind.

    Raises
    ------
    UserError
        It is no longer there, or was damaged.
    """
    outcome = partial.find(recipe.name, code_key(recipe), seed, unfinished)
    if outcome is None:
        raise UserError(
            f"finished seeds of {recipe.name} were damaged: the same command mends them"
        )
    return outcome


def run_all(runs: Sequence[tuple[Recipe, int]], jobs: int, unfinished: Path) -> Iterator[Progress]:
    """Start the runs (recipe, seed) in order, ``jobs`` at a time, and hand on what they report.

    What a run leaves behind lies in ``unfinished`` before its end is reported (``partial.find``).
    """
    # Each run's process is forked from a server that has imported torch, but has no threads yet;
    # the optimizer imports the second, which takes longer than torch itself.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "torch._dynamo"])
    waiting = list(runs)
    # A pipe each: one run that is killed while it reports disturbs no other.
    busy: dict[Connection, tuple[ForkServerProcess, Recipe, int]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                recipe, seed = waiting.pop(0)
                reader, writer = context.Pipe(duplex=False)
                run = (recipe.family, recipe.name, seed, unfinished, writer)
                # A daemon ends with its parent, so that nothing goes on after Ctrl-C.
                process = context.Process(target=_work, args=run, daemon=True)
                process.start()
                writer.close()
                busy[reader] = process, recipe, seed
            for reader in [each for each in wait(list(busy)) if isinstance(each, Connection)]:
                progress = _received(reader, *busy[reader])
                if progress.end:
                    busy.pop(reader)[0].join()
                    reader.close()
                yield progress
    finally:
        for process, _, _ in busy.values():
            process.terminate()
            process.join()


def _received(
    reader: Connection, process: ForkServerProcess, recipe: Recipe, seed: int
) -> Progress:
    """What a run reports, or that it has ended without a word."""
    try:
        progress: Progress = reader.recv()
    except (EOFError, OSError):
        process.join()
        why = f"training {recipe.name} with seed {seed} ended with exit code {process.exitcode}"
        return Progress(recipe.name, seed, 0, recipe.steps, 0.0, why, failed=True)
    return progress


def _work(family: str, name: str, seed: int, unfinished: Path, reports: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children
    torch.set_num_threads(1)
    recipe = in_module(family)[name]
    parent = multiprocessing.parent_process()

    def report(step: int, loss: float) -> None:
        if step % REPORT_EVERY == 0:
            if parent is not None and not parent.is_alive():
                raise SystemExit(1)  # it was killed, and could not end its children
            reports.send(Progress(name, seed, step, recipe.steps, loss))

    try:
        outcome = loop.train(recipe, seed, report=report)
        outcome.seconds_in_all = time.process_time()
        partial.keep(name, code_key(recipe), outcome, unfinished)
    except UserError as error:
        reports.send(Progress(name, seed, 0, recipe.steps, 0.0, str(error), failed=True))
    else:
        loss = outcome.curve["loss"][-1]
        reports.send(Progress(name, seed, outcome.steps, recipe.steps, loss, "done"))
