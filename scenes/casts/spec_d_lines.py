"""How the words of visual D's two stories break into lines, and which give way to an ellipsis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise

from anim_lib.primitives.token_row import GAP, PAD
from anim_lib.typography import NUMBER, width

ELLIPSIS = "…"
Line = tuple[int | None, ...]  # places of words; None: an ellipsis
Stories = Sequence[Sequence[str]]


def broken(
    stories: Stories, first: int, stop: int, *, asked: Sequence[bool], room: float, rows: int
) -> list[Line]:
    """Break the words ``first`` to ``stop - 1`` into lines, in all stories at the same places.

    The fewest lines that hold them, the widest of which is as narrow as can be. Where ``rows`` are
    not enough, words that are not asked for give way to an ellipsis: those of the longest run
    first, and from its start on, so that what leads up to an asked word stays.

    Parameters
    ----------
    asked
        One for each place: whether a word must stay.
    room
        Stage pixels of a line.

    Raises
    ------
    ValueError
        When not even the words that must stay have room.
    """
    for hidden in _givings(first, stop, asked):
        row = _shown(first, stop, hidden)
        for count in range(1, min(rows, len(row)) + 1):
            lines = min(_breaks(row, count), key=lambda lines: _widest(stories, lines))
            if _widest(stories, lines) <= room:
                return lines
    raise ValueError(f"the words {first} to {stop - 1} have no room in {rows} lines of {room:g}")


def text(story: Sequence[str], place: int | None) -> str:
    """Return what stands at a place of a line."""
    return ELLIPSIS if place is None else story[place]


def _givings(first: int, stop: int, asked: Sequence[bool]) -> Iterator[set[int]]:
    """Give the places that are not shown: none at first, then more and more of them."""
    groups = groupby(range(first, stop), key=lambda t: asked[t])
    runs = sorted((list(group) for stays, group in groups if not stays), key=len, reverse=True)
    hidden: set[int] = set()
    yield hidden
    for run in runs:
        for count in range(min(2, len(run)), len(run) + 1):  # for one of many it is not worth it
            yield hidden | set(run[:count])
        hidden = hidden | set(run)


def _shown(first: int, stop: int, hidden: set[int]) -> Line:
    row: list[int | None] = []
    for t in range(first, stop):
        if t not in hidden:
            row.append(t)
        elif t - 1 not in hidden:
            row.append(None)
    return tuple(row)


def _breaks(row: Line, count: int) -> Iterator[list[Line]]:
    for cuts in combinations(range(1, len(row)), count - 1):
        yield [row[a:b] for a, b in pairwise((0, *cuts, len(row)))]


def _widest(stories: Stories, lines: list[Line]) -> float:
    return max(
        sum(width(text(story, t), NUMBER, mono=True) + 2 * PAD for t in line)
        + GAP * (len(line) - 1)
        for story in stories
        for line in lines
    )
