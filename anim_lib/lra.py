"""Long Range Arena: published accuracies, and averages that say over what they are taken.

Papers print averages over five tasks and over six in one column, so none of theirs is compared:
both are computed here from the tasks' figures. A model that FAILs Path-X (learns nothing there,
or does not finish) counts as a guess between two classes: 50 %.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from anim_lib.tables import TABLES, rows

FAIL, NOT_REPORTED = "FAIL", "NA"
PATH_X = "path_x"
GUESS = 50.0  # percent of two classes


@dataclass(frozen=True, slots=True)
class Task:
    """One row of assets/tables/lra_tasks.csv."""

    key: str
    name: str
    length: int  # tokens of one document
    documents: int  # that one question is about
    classes: int
    chance: float  # percent


@dataclass(frozen=True, slots=True)
class Scores:
    """One row of assets/tables/lra.csv; ``counted`` has 50 where ``failed`` is true."""

    model: str
    year: int | None
    kind: str
    counted: tuple[float, ...]  # percent, (n_tasks,); not a number where nothing was reported
    failed: tuple[bool, ...]  # (n_tasks,)
    printed: tuple[float, ...]  # averages, as printed by its sources
    source: str

    @property
    def five(self) -> float:
        """Mean over the five tasks without Path-X, the last, in percent."""
        return fmean(self.counted[:-1])

    @property
    def six(self) -> float:
        """Mean over all six tasks in percent; not a number where Path-X was not reported."""
        return fmean(self.counted)

    @property
    def solved_path_x(self) -> bool:
        """Whether a figure for Path-X is reported, and not a failure."""
        return not self.failed[-1] and math.isfinite(self.counted[-1])


def tasks(folder: Path = TABLES) -> tuple[Task, ...]:
    """Return the six tasks in the order of their columns; Path-X is the last."""
    return tuple(
        Task(
            key=row["task"],
            name=row["name"],
            length=int(row["length"]),
            documents=int(row["documents"]),
            classes=int(row["classes"]),
            chance=float(row["chance_percent"]),
        )
        for row in rows("lra_tasks", folder)
    )


def models(folder: Path = TABLES) -> dict[str, Scores]:
    """Model -> its scores, in the order of the table: by year, and from 2021 on as they appeared.

    Raises
    ------
    ValueError
        A task other than Path-X has no figure: an average would be over fewer tasks than it says.
    """
    columns = [task.key for task in tasks(folder)]
    return {row["model"]: _scores(row, columns) for row in rows("lra", folder)}


def up_to(kind: str, last_year: int) -> list[Scores]:
    """Return the models of one kind up to a year that have a mean of six, in the table's order."""
    return [
        each
        for each in models().values()
        if each.kind == kind and math.isfinite(each.six)
        if each.year is not None and each.year <= last_year
    ]


def best(kind: str, last_year: int) -> Scores:
    """Return the model with the best mean of six among those of one kind, up to a year.

    Raises
    ------
    ValueError
        There is none.
    """
    fits = up_to(kind, last_year)
    if not fits:
        raise ValueError(f"lra.csv has no model of kind {kind!r} up to {last_year}")
    return max(fits, key=lambda each: each.six)


def _scores(row: dict[str, str], columns: Sequence[str]) -> Scores:
    """One row as numbers."""
    for column in columns:
        if column != PATH_X and row[column] in (FAIL, NOT_REPORTED):
            raise ValueError(f"lra.csv: {row['model']} has no figure for {column}")
    printed = (row["printed_average"], row["printed_elsewhere"])
    return Scores(
        model=row["model"],
        year=None if row["year"] == NOT_REPORTED else int(row["year"]),
        kind=row["kind"],
        counted=tuple(_percent(row[column]) for column in columns),
        failed=tuple(row[column] == FAIL for column in columns),
        printed=tuple(float(text) for text in printed if text),
        source=row["source"],
    )


def _percent(text: str) -> float:
    """A cell as counted: a failure is a guess, and what was not reported is no number."""
    if text == NOT_REPORTED:
        return math.nan
    return GUESS if text == FAIL else float(text)
