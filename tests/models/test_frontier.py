"""The Pareto frontier against its definition, and its invariances."""

from __future__ import annotations

import torch

from anim_lib.models.frontier import dominates, pareto_frontier


def test_by_hand() -> None:
    quality = torch.tensor([0.2, 0.9, 0.9, 1.0, 0.5])
    cost = torch.tensor([1.0, 5.0, 6.0, 9.0, 7.0])
    assert pareto_frontier(quality, cost).tolist() == [True, True, False, True, False]
    assert dominates(quality, cost)[1].tolist() == [False, False, True, False, True]


def test_equals_stay_side_by_side() -> None:
    assert pareto_frontier(torch.tensor([0.7, 0.7]), torch.tensor([3.0, 3.0])).all()


def test_nothing_outside_is_unbeaten_and_nothing_inside_is_beaten() -> None:
    generator = torch.Generator().manual_seed(5)
    quality, cost = torch.rand(2, 40, generator=generator)
    inside = pareto_frontier(quality, cost)
    for j in range(40):
        beaten = any(
            quality[i] >= quality[j] and cost[i] <= cost[j] and i != j for i in range(40)
        )  # no two of 40 random numbers are equal
        assert bool(inside[j]) is not beaten


def test_along_the_frontier_quality_has_its_price() -> None:
    generator = torch.Generator().manual_seed(6)
    quality, cost = torch.rand(2, 40, generator=generator)
    inside = pareto_frontier(quality, cost)
    order = cost[inside].argsort()
    assert (quality[inside][order].diff() > 0).all()
    assert torch.equal(inside, pareto_frontier(quality.exp(), 3 * cost + 1))


def test_costs_that_are_alike_leave_the_choice_to_quality() -> None:
    quality, cost = torch.tensor([0.9, 1.0, 0.5]), torch.tensor([100.0, 104.0, 100.0])
    assert pareto_frontier(quality, cost).tolist() == [True, True, False]
    assert pareto_frontier(quality, cost, alike=0.05).tolist() == [False, True, False]
    assert pareto_frontier(quality, cost, alike=0.03).tolist() == [True, True, False]


def test_somebody_is_always_unbeaten() -> None:
    generator = torch.Generator().manual_seed(7)
    for _ in range(50):
        quality, cost = torch.rand(2, 12, generator=generator)
        assert pareto_frontier(quality, 1 + cost, alike=0.3).any()
