"""How large the films may be, and how large they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from anim_lib.formats import BUDGETS

MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Film:
    """A film's name, its size and its budget in bytes."""

    name: str
    size: int
    budget: int

    def __str__(self) -> str:
        """Return name and sizes."""
        return f"{self.name} {self.size / MB:.1f} MB of {self.budget / MB:g}"


def films(facts: Mapping[str, Any]) -> dict[str, Film]:
    """Return the films that have a budget, by kind, of a folder with this manifest."""
    found = {}
    for kind, budget in BUDGETS.items():
        name = f"{facts['slug']}.{kind}"
        if name in facts["files"]:
            found[kind] = Film(name, facts["files"][name]["bytes"], budget)
    return found


def report(rendered: Iterable[Mapping[str, Any]]) -> tuple[str, list[str]]:
    """Return what is told of the films of several folders, given their manifests.

    Returns
    -------
    str
        The largest of each kind beside its budget; empty where no film has one.
    list of str
        A sentence for each film that is over its budget.
    """
    every = [films(facts) for facts in rendered]
    largest, over = [], []
    for kind in BUDGETS:
        those = [found[kind] for found in every if kind in found]
        if those:
            largest.append(str(max(those, key=lambda film: film.size)))
        over += [f"{film}: over its budget" for film in those if film.size > film.budget]
    return (f"largest: {', '.join(largest)}" if largest else ""), over
