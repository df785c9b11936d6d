"""Sizes of films beside what they may have."""

from __future__ import annotations

from typing import Any

from anim_lib.export import budgets


def manifest(slug: str, **sizes: int) -> dict[str, Any]:
    files = {f"{slug}.{kind}": {"bytes": size} for kind, size in sizes.items()}
    return {"slug": slug, "files": {**files, "poster.png": {"bytes": 10**9}}}


def test_the_largest_of_each_kind_is_told_beside_its_budget() -> None:
    told, over = budgets.report(
        [
            manifest("one", mp4=3_000_000, gif=4_940_000),
            manifest("two", mp4=9_900_000, webp=1_200_000),
        ]
    )
    assert told == "largest: two.mp4 9.9 MB of 10, one.gif 4.9 MB of 5, two.webp 1.2 MB of 2"
    assert over == []


def test_each_film_over_its_budget_is_named() -> None:
    _, over = budgets.report(
        [manifest("one", mp4=10_000_001, webp=2_300_000), manifest("two", gif=5_000_000)]
    )
    assert over == [
        "one.mp4 10.0 MB of 10: over its budget",
        "one.webp 2.3 MB of 2: over its budget",
    ]


def test_films_without_budget_are_not_told() -> None:
    assert budgets.report([manifest("one", webm=10**9)]) == ("", [])
