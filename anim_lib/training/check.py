"""Train the kept seeds again, beside what is kept, and say whether the weights are the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anim_lib.models import checkpoint
from anim_lib.training.recipe import Recipe
from anim_lib.training.runner import Progress, finished, run_all


@dataclass(frozen=True)
class Checked:
    """What training a kept seed again gave."""

    name: str
    largest_difference: float  # of any weight; 0: the same, bit by bit
    seconds: float  # CPU time of the run in all


def check(
    recipes: Sequence[Recipe],
    jobs: int,
    show: Callable[[Progress], None] = lambda progress: None,
    folder: Path = checkpoint.WEIGHTS,
) -> list[Checked]:
    """Train each recipe's kept seed in a temporary folder and compare; nothing kept is changed.

    The same code gives the same weights on the same processor and torch; another processor may add
    in another order, after which a training goes its own way.

    Returns
    -------
    list of Checked
        Of the runs that ended well, in the order in which they ended.

    Raises
    ------
    UserError
        There are no kept weights of one of them, or they or a run's own are damaged.
    """
    kept = {recipe.name: checkpoint.load(recipe.name, folder) for recipe in recipes}
    by_name = {recipe.name: recipe for recipe in recipes}
    checked = []
    with tempfile.TemporaryDirectory() as temporary:
        runs = [(recipe, recipe.kept_seed) for recipe in recipes]
        for progress in run_all(runs, jobs, Path(temporary)):
            show(progress)
            if progress.end and not progress.failed:
                recipe = by_name[progress.name]
                again = finished(recipe, recipe.kept_seed, Path(temporary))
                largest = max(
                    float((again.weights[key] - tensor).abs().max())
                    for key, tensor in kept[recipe.name].items()
                )
                checked.append(Checked(recipe.name, largest, again.seconds_in_all))
    return checked
