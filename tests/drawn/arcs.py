"""Assertions on bands: arcs of attention show one row of weights."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike

from anim_lib.scales import rgb
from anim_lib.theme import Theme
from tests.drawn.cells import assert_colours, dimmed
from tests.drawn.colours import ramp_colours
from tests.drawn.paint import Array, fills
from tests.drawn.places import NEAR, band_feet, band_widths


def assert_arcs_show(
    arcs: Any,
    row: ArrayLike,
    theme: Theme,
    *,
    columns: ArrayLike | None = None,
    full: float = 58.0,
    least: float = 2.0,
    rim: float = 1.5,
    dim: ArrayLike | None = 0.0,
) -> None:
    """Assert that arcs of attention are as wide, and as dark, as the weights of one row.

    Parameters
    ----------
    arcs
        An AttentionArcs, or its arcs: key's index -> band (see :func:`band_widths`).
    row
        ``(seq_len,)`` weights; the token without an arc is the one that asks.
    columns
        ``(seq_len, 2)`` left edge and width of the cards; given, the feet are checked to stand
        over their keys, and side by side at the asker.
    full, least, rim
        Stage pixels of weight 1, of the thinnest arc, and of an arc's rim, which is never paler
        than the first step of the ramp that has 3:1 on the ground.
    dim
        Shares of the ground, one or ``(n_arcs,)``; None: any one share for all.
    """
    bands: dict[int, VMobject] = dict(getattr(arcs, "arcs", arcs))
    values, keys = np.asarray(row, dtype=np.float64), sorted(bands)
    gone = [j for j in keys if not len(bands[j].points)]
    assert not gone, f"the arcs of keys {gone} are hidden"
    wide = np.maximum(full * values[keys], least)
    _assert_widths({j: bands[j] for j in keys}, wide, values, full)
    floor = {"paper": 0.62, "ink": 0.5}[theme.name]
    ground, ramp = rgb(theme.ground), theme.attention_ramp
    paint = ramp_colours(np.maximum(values[keys], floor), ramp, (0.0, 1.0))
    rims = fills([bands[j] for j in keys])
    assert_colours(rims, dimmed(rims, paint, ground, dim), "rim of arc")
    inner = [arcs.cores[j] for j in keys] if hasattr(arcs, "cores") else []
    broad = [k for k in range(len(inner)) if wide[k] > 2 * rim]
    if broad:
        held = np.array(keys)[broad]
        cores = fills([inner[k] for k in broad])
        paint = ramp_colours(values[held], ramp, (0.0, 1.0))
        if dim is not None:
            dim = np.broadcast_to(np.asarray(dim, dtype=np.float64), len(keys))[broad]
        assert_colours(cores, dimmed(cores, paint, ground, dim), "arc")
        found = {int(j): inner[k] for j, k in zip(held, broad, strict=True)}
        _assert_widths(found, wide[broad] - 2 * rim, values, full)
    if columns is not None:
        _assert_feet(bands, values, np.asarray(columns, dtype=np.float64), full)


def _assert_widths(bands: dict[int, VMobject], wide: Array, values: Array, full: float) -> None:
    """Assert that bands are ``wide`` at their front, where the token stands that asks."""
    for (j, band), right in zip(bands.items(), wide, strict=True):
        front = float(band_widths(band)[-1])
        assert abs(front - right) < NEAR, (
            f"the arc of key {j} is {front:.2f} wide at the asker and should be {right:.2f}: "
            f"its weight is {values[j]:.4f}, what is drawn stands for "
            f"{values[j] + (front - right) / full:.4f}"
        )


def _assert_feet(bands: dict[int, VMobject], values: Array, columns: Array, full: float) -> None:
    """Assert that bands start over their keys and stand side by side over the asker."""
    (asker,) = set(range(len(values))) - set(bands)
    centre = columns[:, 0] + columns[:, 1] / 2
    widths = full * values
    order = [*range(asker - 1, -1, -1), asker, *range(len(values) - 1, asker, -1)]
    left = centre[asker] - widths.sum() / 2
    for j in order:
        if j in bands:
            tail, front = band_feet(bands[j])[:, 0]
            assert abs(front - left - widths[j] / 2) < NEAR, (
                f"the arc of key {j} comes down at {front:.1f}, not at {left + widths[j] / 2:.1f}"
            )
            assert abs(tail - centre[j]) < NEAR, (
                f"the arc of key {j} starts at {tail:.1f}, not at {centre[j]:.1f}"
            )
        left += widths[j]
