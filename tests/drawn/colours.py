"""Colours back to the values that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.scales import rgb
from anim_lib.theme import Theme
from tests.drawn.paint import LEVEL, Array, fills


@dataclass(frozen=True)
class Reading:
    """Values read from colours; all arrays have one shape.

    Hidden things read as NaN. ``within`` is what half a level of 255 in each channel can change
    in ``value``; ``off`` is how far the colour lies from all that the scale can show, in levels.
    """

    value: Array
    within: Array
    off: Array


def ramp_colours(values: ArrayLike, steps: Sequence[str], domain: tuple[float, float]) -> Array:
    """Return the colours ``(..., 3)`` that ``values`` must have, NaN where they are NaN."""
    knots = np.linspace(*domain, len(steps))
    table = np.array([[int(step[k : k + 2], 16) * LEVEL for k in (1, 3, 5)] for step in steps])
    given = np.asarray(values, dtype=np.float64)
    return np.stack([np.interp(given, knots, table[:, c]) for c in range(3)], axis=-1)


def on_ramp(
    colours: ArrayLike,
    steps: Sequence[str],
    domain: tuple[float, float] = (0.0, 1.0),
    *,
    ground: str | None = None,
    dim: ArrayLike = 0.0,
) -> Reading:
    """Invert a ramp of colours.

    Parameters
    ----------
    colours
        ``(..., 3)`` as drawn.
    steps, domain
        The ramp, and the values of its first and last step.
    ground, dim
        What the colours were dimmed towards, and how far: shares ``(...)`` below 1.
    """
    drawn = np.asarray(colours, dtype=np.float64)
    kept = 1.0 - np.broadcast_to(np.asarray(dim, dtype=np.float64), drawn.shape[:-1])[..., None]
    back = np.zeros(3) if ground is None else rgb(ground)
    full = back + (drawn - back) / kept
    table = np.array([rgb(step) for step in steps])
    start, run = table[:-1], np.diff(table, axis=0)
    along = np.einsum("...kc,kc->...k", full[..., None, :] - start, run)
    share = np.clip(along / (run**2).sum(axis=1), 0.0, 1.0)
    off = np.abs(full[..., None, :] - start - share[..., None] * run).max(axis=-1)
    best = np.where(np.isnan(off), 0, np.nan_to_num(off)).argmin(axis=-1)
    at = np.take_along_axis(share, best[..., None], axis=-1)[..., 0]
    low, high = domain
    step = (high - low) / len(run)
    gain = np.abs(run).sum(axis=1) / (run**2).sum(axis=1)
    gain = np.maximum(gain, np.maximum(np.roll(gain, 1), np.roll(gain, -1)))
    return Reading(
        value=low + (best + at) * step,
        within=abs(step) * gain[best] * 0.5 * LEVEL / kept[..., 0],
        off=np.take_along_axis(off, best[..., None], axis=-1)[..., 0] * kept[..., 0] / LEVEL,
    )


def weights(cells: Any, theme: Theme, *, dim: ArrayLike = 0.0) -> Reading:
    """Read attention weights 0..1 from the areas of ``cells``; ``dim`` as for :func:`on_ramp`."""
    return on_ramp(fills(cells), theme.attention_ramp, ground=theme.ground, dim=dim)


def signed(cells: Any, theme: Theme, vmax: float, *, dim: ArrayLike = 0.0) -> Reading:
    """Read values in ``-vmax..vmax`` from areas on the ramp of the state."""
    return on_ramp(fills(cells), theme.state_ramp, (-vmax, vmax), ground=theme.ground, dim=dim)


def between(colours: ArrayLike, a: str | Array, b: str | Array) -> Reading:
    """Read how far colours ``(..., 3)`` lie on the way from ``a`` (0) to ``b`` (1).

    Presence is the way from the ground to the full colour, dimming that from the full colour to
    the ground, a term's light that from the muted text to its role's.
    """
    drawn, start = np.asarray(colours, dtype=np.float64), rgb(a)
    run = rgb(b) - start
    length = float(run @ run)
    share = (drawn - start) @ run / length
    within = np.full(share.shape, 0.5 * LEVEL * float(np.abs(run).sum()) / length)
    off = np.abs(drawn - start - share[..., None] * run).max(axis=-1) / LEVEL
    return Reading(share, within, off)
