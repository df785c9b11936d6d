"""Diagram 15's poster in words."""

from __future__ import annotations

import numpy as np

from scenes.alt.words import decimal
from scenes.values.d15_hippo import Values


def alt(v: Values) -> str:
    """Return the redrawn signal with its spike, and the bars that it has moved."""
    was, now = (f"{error:.3f}" for error in v.spike_rmse_tenths[:, 0])
    after = v.spike_coefficients[1]
    tallest = int(np.abs(after).argmax())
    return (
        f"A line chart over a row of bars: a HiPPO memory of {v.split_size} numbers, untrained, "
        f"after {v.seq_len:,} inputs and one new spike. In the chart the signal, redrawn from the "
        f"numbers alone, follows the true one closely, up to the spike at the right edge; over the "
        f"shaded oldest tenth, the error has risen from {was} to {now}. Each bar below is one of "
        f"the numbers, from coarse to fine, the largest {decimal(after[tallest])}. A tick at each "
        f"bar marks where it stood before the spike: {v.spike_moved} of {v.split_size} have moved."
    )
