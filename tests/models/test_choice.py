"""Every path of the tree, and the borders of its gates."""

from __future__ import annotations

import pytest

from anim_lib.models.choice import GATES, LEAVES, NOT_ASKED, Candidate, Path, walk

GOOD, POOR = 0.99, 0.98
SMALL, LARGE = 10, 11


def paths(
    fixed: tuple[float, int], transformer: tuple[float, int], hybrid: tuple[float, int]
) -> Path:
    return walk(Candidate(*fixed), Candidate(*transformer), Candidate(*hybrid), GOOD, SMALL)


@pytest.mark.parametrize(
    ("fixed", "transformer", "hybrid", "answers", "leaf"),
    [
        ((GOOD, SMALL), (GOOD, SMALL), (GOOD, SMALL), (1, 1, -1, -1), "fixed state"),
        ((GOOD, LARGE), (GOOD, SMALL), (GOOD, SMALL), (1, 0, -1, -1), "none of these"),
        ((POOR, SMALL), (GOOD, SMALL), (GOOD, SMALL), (0, -1, 1, -1), "transformer"),
        ((POOR, SMALL), (GOOD, LARGE), (GOOD, SMALL), (0, -1, 0, 1), "hybrid"),
        ((POOR, SMALL), (POOR, SMALL), (GOOD, SMALL), (0, -1, 0, 1), "hybrid"),
        ((POOR, SMALL), (GOOD, LARGE), (GOOD, LARGE), (0, -1, 0, 0), "none of these"),
        ((POOR, SMALL), (GOOD, LARGE), (POOR, SMALL), (0, -1, 0, 0), "none of these"),
    ],
)
def test_paths(
    fixed: tuple[float, int],
    transformer: tuple[float, int],
    hybrid: tuple[float, int],
    answers: tuple[int, ...],
    leaf: str,
) -> None:
    path = paths(fixed, transformer, hybrid)
    assert path.answers == answers
    assert LEAVES[path.leaf] == leaf
    assert len(path.answers) == len(GATES)


def test_what_was_not_asked_is_told_from_no() -> None:
    assert NOT_ASKED not in (0, 1)


def test_a_percentage_is_refused() -> None:
    one = Candidate(GOOD, SMALL)
    with pytest.raises(ValueError, match=r"share between 0 and 1, got 99"):
        walk(one, one, one, 99, SMALL)
