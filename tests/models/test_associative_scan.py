"""Any order of combining gives the recurrence's states; work and depth are counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from anim_lib.models import associative_scan as scans

PLANS = [scans.sequential_plan, scans.work_efficient_plan, scans.hillis_steele_plan]
LENGTHS = [1, 2, 3, 5, 7, 8, 13, 64, 100, 1000]
MakePlan = Callable[[int], scans.Plan]


def drawn(seq_len: int, d_state: int = 3) -> tuple[Tensor, Tensor]:
    dice = torch.Generator().manual_seed(seq_len)
    a = 0.5 + 0.5 * torch.rand(seq_len, d_state, dtype=torch.float64, generator=dice)
    return a, torch.randn(seq_len, d_state, dtype=torch.float64, generator=dice)


def recurrence(a: Tensor, b: Tensor) -> Tensor:
    h, states = torch.zeros_like(b[0]), []
    for keep, add in zip(a, b, strict=True):
        h = keep * h + add
        states.append(h)
    return torch.stack(states)


@pytest.mark.parametrize("make_plan", PLANS)
@pytest.mark.parametrize("seq_len", LENGTHS)
def test_every_order_gives_the_recurrence(make_plan: MakePlan, seq_len: int) -> None:
    a, b = drawn(seq_len)
    found = scans.scan(a, b, make_plan(seq_len))
    torch.testing.assert_close(found, recurrence(a, b), rtol=0, atol=1e-12)


@pytest.mark.parametrize("seq_len", LENGTHS)
def test_exclusive_scan_holds_the_state_before_each_token(seq_len: int) -> None:
    a, b = drawn(seq_len)
    (_, before), _, _ = scans.exclusive_scan(a, b)
    expected = torch.cat([torch.zeros(1, 3, dtype=torch.float64), recurrence(a, b)[:-1]])
    torch.testing.assert_close(before, expected, rtol=0, atol=1e-12)


def test_combine_is_associative_and_composes_the_maps() -> None:
    (a1, a2, a3), (b1, b2, b3) = drawn(3)
    left = scans.combine(scans.combine((a1, b1), (a2, b2)), (a3, b3))
    right = scans.combine((a1, b1), scans.combine((a2, b2), (a3, b3)))
    torch.testing.assert_close(left, right, rtol=0, atol=1e-14)
    h = torch.tensor([0.3, -1.0, 2.0], dtype=torch.float64)
    a, b = scans.combine((a1, b1), (a2, b2))
    torch.testing.assert_close(a * h + b, a2 * (a1 * h + b1) + b2, rtol=0, atol=1e-14)


@pytest.mark.parametrize(
    ("make_plan", "seq_len", "work", "depth"),
    [
        (scans.sequential_plan, 8, 7, 7),
        (scans.sequential_plan, 1024, 1023, 1023),
        (scans.work_efficient_plan, 8, 11, 5),
        (scans.work_efficient_plan, 1024, 2036, 19),
        (scans.work_efficient_plan, 16384, 32752, 27),
        (scans.hillis_steele_plan, 8, 17, 3),
        (scans.hillis_steele_plan, 1024, 9217, 10),
        (scans.hillis_steele_plan, 16384, 212993, 14),
        *[(make_plan, 1, 0, 0) for make_plan in PLANS],
        *[(make_plan, 2, 1, 1) for make_plan in PLANS],
    ],
)
def test_counts(make_plan: MakePlan, seq_len: int, work: int, depth: int) -> None:
    plan = make_plan(seq_len)
    assert (scans.work(plan), len(plan)) == (work, depth)


@pytest.mark.parametrize(
    ("seq_len", "work", "depth"), [(1, 0, 0), (8, 14, 6), (5, 14, 6), (1024, 2046, 20)]
)
def test_counts_of_the_original(seq_len: int, work: int, depth: int) -> None:
    assert scans.exclusive_scan(*drawn(seq_len))[1:] == (work, depth)


@pytest.mark.parametrize("seq_len", [8, 64])
def test_the_original_only_adds_combines_with_the_identity(seq_len: int) -> None:
    with_identity = seq_len.bit_length() - 1
    _, work, _ = scans.exclusive_scan(*drawn(seq_len))
    assert work - with_identity == scans.work(scans.work_efficient_plan(seq_len))


@pytest.mark.parametrize("make_plan", PLANS)
@pytest.mark.parametrize("seq_len", LENGTHS)
def test_levels_write_each_position_once_and_end_covering_all(
    make_plan: MakePlan, seq_len: int
) -> None:
    plan = make_plan(seq_len)
    for left, right in plan:
        assert len(right) == len(set(right.tolist())) > 0
        assert (left < right).all()
    assert (scans.first_covered(seq_len, plan)[-1] == 0).all()


def test_levels_hold_the_stretches_they_say() -> None:
    a, b = drawn(8)
    plan = scans.work_efficient_plan(8)
    first = scans.first_covered(8, plan)
    for row, (_, h) in zip(first.tolist(), scans.levels(a, b, plan), strict=True):
        for t, start in enumerate(row):
            stretch = recurrence(a[start : t + 1], b[start : t + 1])[-1]
            torch.testing.assert_close(h[t], stretch, rtol=0, atol=1e-12)


def test_the_tree_of_eight() -> None:
    rows = scans.combines(scans.work_efficient_plan(8)).tolist()
    up = [[1, 0, 1], [1, 2, 3], [1, 4, 5], [1, 6, 7], [2, 1, 3], [2, 5, 7], [3, 3, 7]]
    assert rows == [*up, [4, 3, 5], [5, 1, 2], [5, 3, 4], [5, 5, 6]]
    assert scans.combines([]).shape == (0, 3)


def test_combining_strangers_is_refused() -> None:
    gap = [(torch.tensor([0]), torch.tensor([2]))]
    with pytest.raises(ValueError, match="do not touch"):
        scans.first_covered(3, gap)


def test_unequal_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="must agree"):
        scans.scan(torch.ones(3), torch.ones(4), [])
