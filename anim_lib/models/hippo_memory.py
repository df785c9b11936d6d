"""HiPPO's measures side by side: how each keeps a history, and how it is redrawn from that.

Gu et al. 2020 (arXiv 2008.07669); time scales are given in inputs, so that the four compare.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from anim_lib.models import hippo_online as online
from anim_lib.models.hippo import hippo_legs
from anim_lib.models.hippo_measures import hippo_lagt, hippo_legt


@dataclass(frozen=True)
class Memory:
    """One measure: ``run(u, d_state)`` yields coefficients, ``redraw`` gives the past back.

    ``redraw(c, age, n_inputs)`` takes coefficients ``(d_state, n_signals)``, ages in inputs
    ``(n_points,)`` and how many inputs were read; it returns ``(n_points, n_signals)``.
    """

    name: str
    run: Callable[[Tensor, int], Iterator[Tensor]]
    redraw: Callable[[Tensor, Tensor, int], Tensor]

    def past(self, c: Tensor, n_inputs: int, n_points: int) -> Tensor:
        """The whole history so far at equal places, oldest first, ``(n_points, n_signals)``."""
        return self.redraw(c, n_inputs * (1 - online.middles(n_points)), n_inputs)


def legs() -> Memory:
    """All history alike, its scale growing with it (with 1/t, solved exactly)."""
    return Memory(
        "LegS", online.legs_hold, lambda c, age, n_inputs: online.legs_past(c, 1 - age / n_inputs)
    )


def legt(window: int) -> Memory:
    """A sliding window of so many inputs, and nothing older."""
    return Memory(
        "LegT",
        lambda u, d_state: online.fixed_step(u, *hippo_legt(d_state), 1 / window),
        lambda c, age, _: online.legt_past(c, age / window),
    )


def lagt(inputs_per_unit: float) -> Memory:
    """Laguerre functions, fading; so many inputs are one unit of their time."""
    return Memory(
        "LagT",
        lambda u, d_state: online.fixed_step(u, *hippo_lagt(d_state), 1 / inputs_per_unit),
        lambda c, age, _: online.lagt_past(c, age / inputs_per_unit),
    )


def s4(inputs_per_unit: float) -> Memory:
    """S4's LegS, without 1/t, fading; so many inputs are its slowest time constant."""
    return Memory(
        "S4",
        lambda u, d_state: online.fixed_step(u, *hippo_legs(d_state), 1 / inputs_per_unit),
        lambda c, age, _: online.warped_past(c, age / inputs_per_unit),
    )


def keep(run: Iterator[Tensor], after: Collection[int]) -> Tensor:
    """Coefficients after so many inputs, ``(len(after), d_state, n_signals)``, rising."""
    return torch.stack([c for n_inputs, c in enumerate(run, start=1) if n_inputs in after])


def shares_by_order(c: Tensor) -> Tensor:
    """Each coefficient's share of the energy, ``(d_state, n_signals)``; columns sum to 1."""
    return c**2 / (c**2).sum(0)  # (d_state, n_signals)
